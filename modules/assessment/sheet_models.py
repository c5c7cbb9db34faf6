"""考核表: the working sheet of one unit's annual assessment, before its result is a record: data, self-score, the committee's score.

It is no publication: the unit's desk and the Party office see it. What is published is the record that is drafted from it.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

__all__ = ["LineEvidence", "Sheet", "SheetLine"]


class Sheet(models.Model):
    """One unit in one year. record: the result that was drafted from it."""

    unit = models.ForeignKey("cms.Unit", verbose_name=_("单位"), on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("年度"))
    scheme = models.CharField(_("考核方案版本"), max_length=20, default="v1")
    opened_at = models.DateTimeField(_("下达时间"))
    opened_by = models.ForeignKey(
        "cms.Person", verbose_name=_("下达人"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    self_due = models.DateField(_("自评期限"))
    self_at = models.DateTimeField(_("自评时间"), null=True)
    self_by = models.ForeignKey(
        "cms.Person", verbose_name=_("自评人"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    scored_at = models.DateTimeField(_("评分时间"), null=True)
    scored_by = models.ForeignKey(
        "cms.Person", verbose_name=_("评分人"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    record = models.ForeignKey(
        "cms.Record", verbose_name=_("考核结果"), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        db_table = "m_assess_sheet"
        verbose_name = verbose_name_plural = _("年度考核表")
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="m_assess_sheet_once")]

    def __str__(self):
        return _("%(unit)s%(year)s年度考核表") % {"unit": self.unit, "year": self.year}


class SheetLine(models.Model):
    """One item. source: what it is scored by. computed: what the data say, None where nobody does; it is then the score."""

    QUARTERS, OBJECTIVES, HAND = "quarters", "objectives", "hand"
    SOURCES = [(QUARTERS, _("季度得分")), (OBJECTIVES, _("方针目标得分")), (HAND, _("党委评定"))]

    sheet = models.ForeignKey(Sheet, verbose_name=_("考核表"), on_delete=models.CASCADE, related_name="lines")
    place = models.PositiveSmallIntegerField(_("序号"))
    item = models.CharField(_("项目"), max_length=200)
    standard = models.CharField(_("标准"), max_length=500, blank=True, default="")
    full_marks = models.DecimalField(_("满分"), max_digits=10, decimal_places=2)
    source = models.CharField(_("来源"), max_length=10, choices=SOURCES, default=HAND)
    computed = models.DecimalField(_("数据得分"), max_digits=10, decimal_places=2, null=True)
    basis = models.CharField(_("数据依据"), max_length=500, blank=True, default="")
    self_score = models.DecimalField(_("自评分"), max_digits=10, decimal_places=2, null=True)
    self_note = models.CharField(_("自评说明"), max_length=300, blank=True, default="")
    score = models.DecimalField(_("考核分"), max_digits=10, decimal_places=2, null=True)
    reason = models.CharField(_("扣分原因"), max_length=300, blank=True, default="")
    proof = models.CharField(_("扣分依据"), max_length=200, blank=True, default="")

    class Meta:
        db_table = "m_assess_line"
        ordering = ["place"]
        verbose_name = verbose_name_plural = _("考核项目")
        constraints = [models.UniqueConstraint(fields=["sheet", "place"], name="m_assess_line_once")]


class LineEvidence(models.Model):
    """A published record that an item rests on. of: the data's, the unit's own, or the committee's."""

    DATA, SELF, COMMITTEE = "data", "self", "committee"
    KINDS = [(DATA, _("数据来源")), (SELF, _("自评依据")), (COMMITTEE, _("考核依据"))]

    line = models.ForeignKey(SheetLine, verbose_name=_("项目"), on_delete=models.CASCADE, related_name="evidence")
    record = models.ForeignKey("cms.Record", verbose_name=_("记录"), on_delete=models.PROTECT, related_name="+")
    of = models.CharField(_("性质"), max_length=10, choices=KINDS)

    class Meta:
        db_table = "m_assess_line_evidence"
        verbose_name = verbose_name_plural = _("依据记录")
        constraints = [models.UniqueConstraint(fields=["line", "record", "of"], name="m_assess_evidence_once")]
