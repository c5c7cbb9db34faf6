"""What is kept beside the objectives: closed months, the steps of catchball, evidence, and every version of the targets.

None of it is part of a record's reviewed content; each has its functions, which ask who may and write into the log.
"""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .fields import FigureField

__all__ = ["Evidence", "MonthClosing", "Negotiation", "TargetVersion"]


class MonthClosing(models.Model):
    """A closed month of a unit: its figures are locked until the committee opens it again (with a reason, kept here)."""

    unit = models.ForeignKey("cms.Unit", verbose_name=_("党组织"), on_delete=models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField(_("年度"))
    month = models.PositiveSmallIntegerField(_("月份"))
    closed_at = models.DateTimeField(_("关闭时间"), default=timezone.now)
    closed_by = models.ForeignKey("cms.Person", verbose_name=_("关闭人"), on_delete=models.PROTECT, related_name="+")
    reopened_at = models.DateTimeField(_("重新打开时间"), null=True)
    reopened_by = models.ForeignKey(
        "cms.Person", verbose_name=_("重新打开人"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(_("重新打开的原因"), max_length=300, blank=True, default="")

    wagtail_reference_index_ignore = True

    class Meta:
        db_table = "m_objective_month"
        verbose_name = verbose_name_plural = _("月度关闭")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "month"], condition=Q(reopened_at=None), name="m_objective_month_once"
            )
        ]

    def __str__(self):
        return f"{self.unit_id} {self.year}-{self.month:02}"


class Negotiation(models.Model):
    """One dated step of catchball (目标协商) about one objective, in the words of the side that took it."""

    PROPOSED, COUNTERED, AGREED, REVISED = "proposed", "countered", "agreed", "revised"
    STEPS = [
        (PROPOSED, _("上级提出")),
        (COUNTERED, _("支部反馈")),
        (AGREED, _("双方确认")),
        (REVISED, _("中期修订")),
    ]
    COMMITTEE, BRANCH = "committee", "branch"
    SIDES = [(COMMITTEE, _("党委")), (BRANCH, _("支部"))]

    objective = models.ForeignKey("cms.Record", verbose_name=_("目标"), on_delete=models.CASCADE, related_name="+")
    step = models.CharField(_("步骤"), max_length=10, choices=STEPS)
    side = models.CharField(_("一方"), max_length=10, choices=SIDES)
    words = models.CharField(_("意见"), max_length=500)
    must = FigureField(_("必达目标"), null=True, blank=True)
    stretch = FigureField(_("挑战目标"), null=True, blank=True)
    person = models.ForeignKey("cms.Person", verbose_name=_("人员"), on_delete=models.PROTECT, related_name="+")
    role = models.CharField(_("当时的角色"), max_length=20)
    at = models.DateTimeField(_("时间"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        db_table = "m_objective_talk"
        verbose_name = verbose_name_plural = _("目标协商")
        default_permissions = ()
        indexes = [models.Index(fields=["objective", "id"], name="m_objective_talk_steps")]

    def __str__(self):
        return f"{self.objective_id} {self.step}"


class Evidence(models.Model):
    """A published record of the unit that bears on an objective in a month (佐证). What it says is read from its document."""

    objective = models.ForeignKey("cms.Record", verbose_name=_("目标"), on_delete=models.CASCADE, related_name="+")
    record = models.ForeignKey("cms.Record", verbose_name=_("记录"), on_delete=models.CASCADE, related_name="+")
    month = models.PositiveSmallIntegerField(_("月份"))
    person = models.ForeignKey("cms.Person", verbose_name=_("关联人"), on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("时间"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        db_table = "m_objective_evidence"
        verbose_name = verbose_name_plural = _("佐证记录")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["objective", "month", "record"], name="m_objective_evidence_once")
        ]

    def __str__(self):
        return f"{self.objective_id}/{self.month} {self.record_id}"


class TargetVersion(models.Model):
    """The targets, plans and weight of an objective as they were published: the first is the original, each further one a change.

    Written when a publication differs from the version before, whatever its author says of it (`targets.note()`).
    """

    objective = models.ForeignKey("cms.Record", verbose_name=_("目标"), on_delete=models.CASCADE, related_name="+")
    values = models.JSONField(_("目标值"), default=dict)
    reason = models.CharField(_("调整原因"), max_length=300, blank=True, default="")
    at = models.DateTimeField(_("发布时间"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        db_table = "m_objective_target"
        verbose_name = verbose_name_plural = _("目标值版本")
        default_permissions = ()
        indexes = [models.Index(fields=["objective", "id"], name="m_objective_target_order")]

    def __str__(self):
        return f"{self.objective_id} {self.at:%Y-%m-%d}"
