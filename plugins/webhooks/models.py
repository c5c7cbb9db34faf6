"""Endpoints, what they were last told, the events, and the delivery of each event to each endpoint."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.plugins import LABEL_LENGTH

from . import signing

__all__ = ["Attempt", "Delivery", "Endpoint", "Event", "Known"]


class Endpoint(models.Model):
    """An address that is told of a committee's units, or of what a cache must forget; the administrator (平台管理员) enters it.

    Its secret is in no row: it follows from `seed` and the site's SECRET_KEY (`signing.secret_of()`).
    """

    NOTIFY, PURGE = "notify", "purge"
    KINDS = [(NOTIFY, _("通知")), (PURGE, _("缓存清除"))]
    METHODS = [("POST", "POST"), ("PURGE", "PURGE"), ("BAN", "BAN")]

    committee = models.ForeignKey("cms.Unit", verbose_name=_("党委"), on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("名称"), max_length=100)
    kind = models.CharField(_("类型"), max_length=10, choices=KINDS, default=NOTIFY)
    method = models.CharField(_("请求方法"), max_length=10, choices=METHODS, default="POST")
    url = models.CharField(_("地址"), max_length=500)
    events = models.JSONField(_("事件"), default=list)
    # Labels of modules and ids of units; empty: all
    modules = models.JSONField(_("栏目"), default=list, blank=True)
    units = models.JSONField(_("党组织"), default=list, blank=True)
    active = models.BooleanField(_("启用"), default=True)
    created_at = models.DateTimeField(_("添加时间"), default=timezone.now)

    seed = models.CharField(max_length=64, default=signing.new_seed, editable=False)
    previous_seed = models.CharField(max_length=64, blank=True, default="", editable=False)
    previous_until = models.DateTimeField(null=True, editable=False)

    # Consecutive failures to reach it, and until when it is therefore left alone
    failures = models.PositiveIntegerField(default=0, editable=False)
    resting_until = models.DateTimeField(null=True, editable=False)
    # Who sends to it at present, and until when they may: one process at a time
    lease = models.CharField(max_length=32, blank=True, default="", editable=False)
    leased_until = models.DateTimeField(null=True, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = verbose_name_plural = _("推送端点")
        db_table = "webhooks_endpoint"
        default_permissions = ()
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name


class Known(models.Model):
    """What was last told of a page, as `states.states()` has it: {} when it is not published. No reference, so that it outlives
    the page."""

    page_id = models.BigIntegerField(primary_key=True)
    told = models.JSONField(default=dict)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = verbose_name_plural = _("已推送的状态")
        db_table = "webhooks_known"
        default_permissions = ()

    def __str__(self):
        return str(self.page_id)


class Event(models.Model):
    """Something that happened to a page: ids only. Titles are looked up when it is sent, and only while they are public."""

    PUBLISHED, CHANGED, WITHDRAWN = "record.published", "record.changed", "record.withdrawn"
    UNIT, PING = "unit.changed", "ping"
    TYPES = [
        (PUBLISHED, _("记录发布")),
        (CHANGED, _("记录更正")),
        (WITHDRAWN, _("记录撤回")),
        (UNIT, _("党组织变更")),
    ]
    ALL_TYPES = [*TYPES, (PING, _("测试"))]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    type = models.CharField(_("事件"), max_length=30, choices=ALL_TYPES)
    time = models.DateTimeField(_("时间"), default=timezone.now)
    page_id = models.BigIntegerField(null=True)
    unit_id = models.BigIntegerField(null=True)
    section_id = models.BigIntegerField(null=True)
    module = models.CharField(max_length=LABEL_LENGTH, blank=True, default="")
    # What changed: content, address, access, sections
    changed = models.JSONField(default=list)
    # Paths of the site that a cache must forget
    paths = models.JSONField(default=list)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = verbose_name_plural = _("推送事件")
        db_table = "webhooks_event"
        default_permissions = ()

    def __str__(self):
        return f"{self.type} {self.page_id or ''}"


class Delivery(models.Model):
    """One event for one endpoint. Those of one page are sent in the order of their numbers, each after the one before was taken."""

    WAITING, DONE, FAILED, SKIPPED = "waiting", "done", "failed", "skipped"
    STATES = [(WAITING, _("待发")), (DONE, _("成功")), (FAILED, _("失败")), (SKIPPED, _("已跳过"))]
    # What those behind it wait for
    OPEN = (WAITING, FAILED)

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="deliveries")
    endpoint = models.ForeignKey(Endpoint, on_delete=models.CASCADE, related_name="deliveries")
    page_id = models.BigIntegerField(null=True)
    state = models.CharField(_("状态"), max_length=10, choices=STATES, default=WAITING)
    tries = models.PositiveIntegerField(_("尝试次数"), default=0)
    created_at = models.DateTimeField(default=timezone.now)
    next_try_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = verbose_name_plural = _("推送记录")
        db_table = "webhooks_delivery"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["event", "endpoint"], name="webhooks_delivery_once")]
        indexes = [
            models.Index(fields=["endpoint", "state", "next_try_at"], name="webhooks_delivery_due"),
            models.Index(fields=["endpoint", "page_id", "id"], name="webhooks_delivery_order"),
            models.Index(fields=["state", "created_at"], name="webhooks_delivery_age"),
        ]

    def __str__(self):
        return f"{self.event} → {self.endpoint}"

    @property
    def again_at(self):
        """When it is tried (again), if that is still to come."""
        moment = max(self.next_try_at, self.endpoint.resting_until or self.next_try_at)
        return moment if self.state == self.WAITING and moment > timezone.now() else None


class Attempt(models.Model):
    """One request, or a cache's several, and what came of it."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="attempts")
    at = models.DateTimeField(_("时间"), default=timezone.now)
    status = models.PositiveSmallIntegerField(_("状态码"), null=True)
    error = models.CharField(_("错误"), max_length=300, blank=True, default="")
    answer = models.CharField(_("回应"), max_length=500, blank=True, default="")
    milliseconds = models.PositiveIntegerField(_("用时（毫秒）"), default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = verbose_name_plural = _("推送尝试")
        db_table = "webhooks_attempt"
        default_permissions = ()
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.at} {self.status or self.error}"
