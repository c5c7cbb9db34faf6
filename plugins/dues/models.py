"""The ledger of what was submitted and published for which due item, and nil returns.

The ledger follows from releases and what they published: `manage.py dues rebuild` makes it anew. Nothing in it is a record's
content but the dates and kinds by which it counts.
"""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.plugins import LABEL_LENGTH

__all__ = ["DueClaim", "NilReturn"]


class DueClaim(models.Model):
    """One submission (release) of a record, for one thing that it counts as: from when until when it satisfies what period's item.

    A row is written when the record is submitted; `published_at` says since when it satisfies, `ended_at` until when (corrected
    to something else, withdrawn; or, of what was never published, returned). What happens later changes no earlier day.

    release_id, page_id and unit_id are plain numbers: the ledger is no reason to keep anything, and is read without joins.
    """

    release_id = models.BigIntegerField(_("发布许可编号"))
    page_id = models.BigIntegerField(_("页面编号"), db_index=True)
    unit_id = models.BigIntegerField(_("党组织编号"))
    # Whose due item it is: the module of `target`, which is another than the record's own where it only also counts
    module = models.CharField(_("栏目"), max_length=LABEL_LENGTH)
    target = models.CharField(_("计入事项"), max_length=100)
    # The due item's, in the interval of its cadence; '' where nothing is ever due for this target
    period = models.CharField(_("应更新期间"), max_length=7, blank=True, default="")
    # The earliest that this record was ever published with for this item: a correction moves no due date to a later day
    occurred_on = models.DateField(_("事实发生日期"))
    # Of the submission with which it first counted for this item
    submitted_on = models.DateField(_("报送日期"))
    published_at = models.DateTimeField(_("发布时间"), null=True)
    ended_at = models.DateTimeField(_("不再计入时间"), null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = verbose_name_plural = _("应更新台账")
        db_table = "dues_claim"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["release_id", "target"], name="dues_claim_once")]
        indexes = [
            models.Index(fields=["period", "unit_id"], name="dues_claim_period"),
            models.Index(fields=["unit_id", "period"], name="dues_claim_unit"),
        ]

    def __str__(self):
        return f"{self.page_id} → {self.target} {self.period}"


class NilReturn(models.Model):
    """零报告: the unit's word that there was nothing to record for a due item, confirmed by a second person of the unit.

    It stands from `confirmed_at` until `ended_at`: taken back before it was confirmed, or made void by a record that was
    published for the same item after all (`ended_by`, a page).
    """

    unit = models.ForeignKey("cms.Unit", verbose_name=_("党组织"), on_delete=models.CASCADE, related_name="+")
    module = models.CharField(_("栏目"), max_length=LABEL_LENGTH)
    target = models.CharField(_("事项"), max_length=100)
    period = models.CharField(_("期间"), max_length=7)
    reason = models.CharField(_("情况说明"), max_length=300)
    stated_by = models.ForeignKey("cms.Person", verbose_name=_("填报人"), on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField(_("填报时间"), default=timezone.now)
    confirmed_by = models.ForeignKey(
        "cms.Person", verbose_name=_("确认人"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(_("确认时间"), null=True)
    ended_at = models.DateTimeField(_("作废时间"), null=True)
    ended_by = models.BigIntegerField(_("作废它的页面编号"), null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = verbose_name_plural = _("零报告")
        db_table = "dues_nil_return"
        default_permissions = ()
        ordering = ["-stated_at", "-pk"]
        constraints = [
            # One at a time for a due item
            models.UniqueConstraint(
                fields=["unit", "target", "period"], condition=Q(ended_at=None), name="dues_nil_return_once"
            ),
            # 四眼原则
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False) & ~Q(confirmed_by=F("stated_by")),
                name="dues_nil_return_four_eyes",
            ),
        ]
        indexes = [models.Index(fields=["period", "unit"], name="dues_nil_return_period")]

    def __str__(self):
        return f"{self.unit_id} {self.target} {self.period}"
