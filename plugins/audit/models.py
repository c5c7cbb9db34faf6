"""The log's tables. Neither refers to another table: what happens to a user or a page changes no entry."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from . import chain

__all__ = ["Entry", "Head"]


class Entry(models.Model):
    """One thing that somebody did. Written in the transaction of the act, then sealed: given its number and its hash.

    Triggers refuse every other change (`guard.py`). `details` is canonical JSON as text, so that no database has its own idea of it.
    """

    sequence = models.BigIntegerField(_("序号"), null=True, unique=True)
    time = models.DateTimeField(_("时间"))
    actor = models.BigIntegerField(_("账号编号"), null=True)
    actor_name = models.CharField(_("操作人"), max_length=200, blank=True, default="")
    actor_roles = models.CharField(_("当时角色"), max_length=500, blank=True, default="")
    command = models.CharField(_("命令"), max_length=100, blank=True, default="")
    address = models.CharField(_("网络地址"), max_length=45, blank=True, default="")
    action = models.CharField(_("操作"), max_length=100)
    object_type = models.CharField(_("对象类型"), max_length=100, blank=True, default="")
    object_id = models.CharField(_("对象编号"), max_length=100, blank=True, default="")
    object_title = models.CharField(_("对象名称"), max_length=300, blank=True, default="")
    unit = models.BigIntegerField(_("党组织编号"), null=True)
    details = models.TextField(_("详情"), default="{}")
    algorithm = models.CharField(_("摘要算法"), max_length=10, blank=True, default="")
    previous = models.CharField(_("上一条摘要"), max_length=64, blank=True, default="")
    hash = models.CharField(_("摘要"), max_length=64, blank=True, default="")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = verbose_name_plural = _("审计记录")
        db_table = "audit_entry"
        default_permissions = ()
        indexes = [
            models.Index(fields=["time"], name="audit_entry_time"),
            models.Index(fields=["action", "time"], name="audit_entry_action"),
            models.Index(fields=["actor", "time"], name="audit_entry_actor"),
            models.Index(fields=["object_type", "object_id"], name="audit_entry_object"),
            models.Index(fields=["unit", "time"], name="audit_entry_unit"),
        ]

    def __str__(self):
        return f"{self.sequence or '—'} {self.action} {self.object_type} {self.object_id}"

    def plain(self) -> dict:
        """Everything that the hash covers, and the hash: what an export holds."""
        return {name: getattr(self, name) for name in chain.FIELDS if name not in ("time", "details")} | {
            "time": chain.moment(self.time),
            "details": chain.parsed(self.details),
            "hash": self.hash,
        }


class Head(models.Model):
    """The newest sealed entry: one row, whose lock makes sealers take turns. Its like outside the database is `anchor.py`."""

    sequence = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True, default="")
    count = models.BigIntegerField(default=0)
    time = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = verbose_name_plural = _("审计日志末条")
        db_table = "audit_head"
        default_permissions = ()

    def __str__(self):
        return f"{self.sequence} {self.hash[:12]}"
