"""Robots, what each is to tell its group (no words of a record), and what was sent."""

import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .. import hours
from . import vault

__all__ = ["Robot", "RobotDelivery", "RobotNote"]


class Robot(models.Model):
    """A group's robot, set up by the Party office (党务室) of `committee` for the group of `unit`.

    Its address contains the key to the group, so it is kept encrypted (`vault.py`) and never shown again.
    """

    WECOM, DINGTALK = "wecom", "dingtalk"
    PLATFORMS = [(WECOM, _("企业微信")), (DINGTALK, _("钉钉"))]
    MARKDOWN, TEXT = "markdown", "text"
    FORMATS = [(MARKDOWN, _("Markdown（标题可以点开）")), (TEXT, _("纯文本（个人微信也能收到）"))]

    committee = models.ForeignKey("cms.Unit", verbose_name=_("党委"), on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey("cms.Unit", verbose_name=_("党组织"), on_delete=models.CASCADE, related_name="+")
    with_below = models.BooleanField(_("连同下级党组织"), default=False)
    name = models.CharField(_("名称"), max_length=100)
    platform = models.CharField(_("平台"), max_length=10, choices=PLATFORMS, default=WECOM)
    format = models.CharField(_("消息格式"), max_length=10, choices=FORMATS, default=MARKDOWN)
    kinds = models.JSONField(_("通知哪些事"), default=list)
    quiet_from = models.TimeField(_("免打扰开始"), null=True, blank=True, default=datetime.time(21))
    quiet_until = models.TimeField(_("免打扰结束"), null=True, blank=True, default=datetime.time(7, 30))
    working_days_only = models.BooleanField(_("只在工作日发送"), default=True)
    active = models.BooleanField(_("启用"), default=True)
    created_at = models.DateTimeField(_("添加时间"), default=timezone.now)

    # Encrypted: the address, and the key with which DingTalk's requests are signed (加签), where there is one
    address = models.TextField(editable=False)
    sign_key = models.TextField(blank=True, default="", editable=False)
    # The address as people recognise it, without its key
    shown = models.CharField(_("地址"), max_length=300, editable=False)

    # When it sent in the last minute (seconds since 1970), and until when the platform wants to be left alone
    recent = models.JSONField(default=list, editable=False)
    resting_until = models.DateTimeField(null=True, editable=False)
    # Who sends at present, and until when they may: one process at a time
    lease = models.CharField(max_length=32, blank=True, default="", editable=False)
    leased_until = models.DateTimeField(null=True, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = verbose_name_plural = _("群机器人")
        db_table = "notifications_robot"
        default_permissions = ()
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name

    def keep_address(self, address: str, sign_key: str, shown: str) -> None:
        """Take another address with the key that belongs to it; not saved."""
        self.address, self.shown = vault.seal(address), shown[:300]
        self.sign_key = vault.seal(sign_key) if sign_key else ""

    def allowed_from(self, moment: datetime.datetime) -> datetime.datetime:
        return hours.allowed_from(moment, self.quiet_from, self.quiet_until, self.working_days_only)


class RobotDelivery(models.Model):
    """One message to one group, which tells of one thing or of several that came together."""

    WAITING, DONE, FAILED, NOTHING, SKIPPED = "waiting", "done", "failed", "nothing", "skipped"
    STATES = [
        (WAITING, _("待发")),
        (DONE, _("已送达")),
        (FAILED, _("失败")),
        (NOTHING, _("无需发送")),
        (SKIPPED, _("已放弃")),
    ]
    # What somebody may still send or give up
    OPEN = (WAITING, FAILED)

    robot = models.ForeignKey(Robot, on_delete=models.CASCADE, related_name="deliveries")
    is_test = models.BooleanField(_("测试"), default=False)
    state = models.CharField(_("状态"), max_length=10, choices=STATES, default=WAITING)
    created_at = models.DateTimeField(_("时间"), default=timezone.now)
    next_try_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveIntegerField(_("尝试次数"), default=0)
    tried_at = models.DateTimeField(_("最近一次尝试"), null=True)
    ended_at = models.DateTimeField(_("结束时间"), null=True)
    # Of the last try: the HTTP status, why it did not arrive, what the platform said
    status = models.PositiveSmallIntegerField(_("状态码"), null=True)
    error = models.CharField(_("错误"), max_length=300, blank=True, default="")
    answer = models.CharField(_("回应"), max_length=500, blank=True, default="")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = verbose_name_plural = _("机器人发送记录")
        db_table = "notifications_robot_delivery"
        default_permissions = ()
        indexes = [
            models.Index(fields=["robot", "state", "next_try_at"], name="notifications_robot_due"),
            models.Index(fields=["state", "ended_at"], name="notifications_robot_ended"),
        ]

    def __str__(self):
        return f"{self.pk} → {self.robot_id}"


class RobotNote(models.Model):
    """One thing that a group is to be told of; like a notice it holds no words of a record. `key`: nobody is told of it twice."""

    robot = models.ForeignKey(Robot, on_delete=models.CASCADE, related_name="notes")
    delivery = models.ForeignKey(RobotDelivery, null=True, on_delete=models.CASCADE, related_name="notes")
    kind = models.CharField(_("类别"), max_length=10)
    key = models.CharField(max_length=100)
    page_id = models.BigIntegerField(_("页面编号"))
    unit_id = models.BigIntegerField(_("党组织编号"))
    release_id = models.BigIntegerField(_("发布许可编号"), null=True)
    stage = models.CharField(_("环节"), max_length=20, blank=True, default="")
    day = models.DateField(_("日期"), null=True)
    created_at = models.DateTimeField(_("时间"), default=timezone.now)
    # Somebody decided meanwhile: of what was not sent yet nothing is said any more
    settled = models.BooleanField(default=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = verbose_name_plural = _("群消息")
        db_table = "notifications_robot_note"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["robot", "key"], name="notifications_robot_once")]
        indexes = [models.Index(fields=["release_id", "stage"], name="notifications_robot_release")]

    def __str__(self):
        return f"{self.kind} {self.page_id} → {self.robot_id}"
