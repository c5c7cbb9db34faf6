from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel

from cms.fields import FieldRule, PeriodField, Row, rows_of
from cms.tree import Record, period_of, record_panels

from .grading import MOST_BONUS, grade_of
from .sheet_models import LineEvidence, Sheet, SheetLine

__all__ = [
    "GRADES", "PERIOD_KINDS", "AssessmentAppeal", "AssessmentBonus", "AssessmentItem", "AssessmentRecord", "AssessmentVeto", "LineEvidence",
    "Sheet", "SheetLine",
]  # fmt: skip

PERIOD_KINDS = [
    ("quarter", _("季度")),
    ("half_year", _("半年")),
    ("year", _("年度")),
]
GRADES = [
    ("excellent", _("优秀")),
    ("good", _("良好")),
    ("pass", _("合格")),
    ("fail", _("不合格")),
]


class AssessmentRecord(Record):
    period_kind = models.CharField(_("考核周期"), max_length=20, choices=PERIOD_KINDS)
    period_value = PeriodField(_("考核期间"), blank=True, help_text=_("不填则取所属期间。"))
    scheme = models.CharField(_("考核方案版本"), max_length=20, default="v1", help_text=_("评分方案的版本，如 v1。"))
    total = models.DecimalField(
        _("总分"),
        max_digits=7,
        decimal_places=2,
        null=True,
        blank=True,
        editable=False,
        help_text=_("考核分与加分合计，自动计算。"),
    )
    grade = models.CharField(
        _("等次"), max_length=20, choices=GRADES, help_text=_("优秀≥90，良好≥80，合格≥60；有一票否决事项的为不合格。")
    )
    published_on = models.DateField(
        _("通报日期"), null=True, blank=True, help_text=_("首次发布的日期，自动填写。"), editable=False
    )

    field_rules = {
        "period_value": FieldRule(filled=True),
        "total": FieldRule(computed=True, filled=True),
        "appeal": FieldRule(after_release=True),
        "published_on": FieldRule(computed=True),
    }
    field_order = (
        "period_kind", "period_value", "scheme", "items", "bonus", "veto_items", "total", "grade", "appeal",
        "published_on",
    )  # fmt: skip

    content_panels = record_panels(
        MultiFieldPanel(
            [
                FieldPanel("period_kind"),
                FieldPanel("period_value"),
                FieldPanel("scheme"),
            ],
            heading=_("考核"),
        ),
        InlinePanel(
            "items", label=_("项目"), heading=_("考核项目（不以是否开会、发文、拍照、留痕作为考核依据）"), min_num=1
        ),
        InlinePanel("bonus", label=_("加分项"), heading=_("加分项")),
        InlinePanel("veto_items", label=_("事项"), heading=_("一票否决事项")),
        FieldPanel("grade"),
    )
    search_fields = [
        *Record.search_fields,
        index.FilterField("period_kind"),
    ]

    class Meta:
        db_table = "m_assess"
        verbose_name = verbose_name_plural = _("考核评价")

    def fill_in(self):
        """The period by its kind, the total of the items and the bonus, the day of the first publication."""
        self.period = self.period or self.period_value
        self.period = (
            self.period or (self.occurred_on and period_of(self.occurred_on, self.period_kind or "quarter")) or ""
        )
        super().fill_in()
        self.period_value = self.period_value or self.period
        scores = [row.score for row in self.items.all()]
        bonus = sum((row.score or 0 for row in self.bonus.all()), Decimal(0))
        self.total = sum(scores, min(bonus, MOST_BONUS)) if scores and None not in scores else None
        self.published_on = timezone.localdate(self.first_published_at) if self.first_published_at else None

    def card_lines(self):
        return [self.get_period_kind_display(), _("总分%(total)s") % {"total": self.total}, self.get_grade_display()]

    def clean(self):
        super().clean()
        errors = {}
        if self.period_value and self.period and self.period_value != self.period:
            errors["period_value"] = _("考核期间与所属期间（%(period)s）不一致。") % {"period": self.period}
        shape = {"quarter": "Q", "half_year": "H"}.get(self.period_kind, "")
        if self.period_value and (shape not in self.period_value if shape else len(self.period_value) != 4):
            errors["period_value"] = _("考核期间与考核周期不符：季度写作 2026Q1，半年写作 2026H1，年度写作 2026。")
        if errors:
            raise ValidationError(errors)

    def checks(self):
        """得分不超过满分，满分合计100，等次与总分相符，一票否决为不合格."""
        errors = {}
        rows = list(self.items.all())
        for number, row in enumerate(rows, 1):
            for score in (row.score, row.self_score):
                if score is not None and not 0 <= score <= row.full_marks:
                    errors["items"] = _("第%(number)s项的得分不在0与满分之间。") % {"number": number}
            if row.score is not None and row.score < row.full_marks and not row.reason.strip():
                errors.setdefault("items", _("第%(number)s项扣了分，须写明扣分原因。") % {"number": number})
        full = sum((row.full_marks for row in rows), Decimal(0))
        if rows and full != 100:
            errors["items"] = _("各项满分合计为%(full)s，应为100。") % {"full": full}
        if any(row.score <= 0 for row in self.bonus.all()):
            errors["bonus"] = _("加分须大于0。")
        elif sum((row.score for row in self.bonus.all()), Decimal(0)) > MOST_BONUS:
            errors["bonus"] = _("加分合计最多%(most)s分。") % {"most": MOST_BONUS}
        if self.veto_items.all() and self.grade != "fail":
            errors["grade"] = _("有一票否决事项，等次只能是不合格。")
        elif not self.veto_items.all() and self.total is not None and self.grade:
            errors |= self._grade_faults()
        if found := _unlike_sheet(self):
            errors["items"] = found
        if errors:
            raise ValidationError(errors)

    def _grade_faults(self) -> dict:
        """等次与总分相符；年度有必达目标未达到的，最高为良好."""
        plain = grade_of(self.total)
        from .sheets import missed

        unreached = missed(self.owning_unit, int(self.period_value)) if self._is_of_a_branchs_year() else 0
        wanted = grade_of(self.total, missed=unreached)
        if self.grade == wanted:
            return {}
        words = {"total": self.total, "grade": dict(GRADES)[wanted], "missed": unreached}
        if wanted != plain:
            return {"grade": _("有%(missed)s项必达目标未达到，等次最高为“%(grade)s”。") % words}
        return {"grade": _("总分%(total)s对应的等次是“%(grade)s”。") % words}

    def _is_of_a_branchs_year(self) -> bool:
        """The committee's own records are circulars on all units, whose means have no targets of their own."""
        is_year = self.period_kind == "year" and self.period_value.isdigit()
        return is_year and self.pk is not None and self.owning_unit.kind != self.owning_unit.COMMITTEE


def _unlike_sheet(record) -> list[str]:
    from .sheets import unlike_sheet  # made of these models

    return unlike_sheet(record)


class AssessmentItem(Row):
    page = rows_of(AssessmentRecord, "items")
    item = models.CharField(_("项目"), max_length=200)
    standard = models.CharField(_("标准"), max_length=500, blank=True, default="")
    full_marks = models.DecimalField(_("满分"), max_digits=10, decimal_places=2)
    self_score = models.DecimalField(_("自评分"), max_digits=10, decimal_places=2, null=True, blank=True)
    score = models.DecimalField(_("考核分"), max_digits=10, decimal_places=2)
    reason = models.CharField(_("扣分原因"), max_length=300, blank=True, default="")
    evidence = models.CharField(_("依据记录"), max_length=300, blank=True, default="")

    required = True

    class Meta(Row.Meta):
        db_table = "m_assess_items"
        verbose_name = verbose_name_plural = _("考核项目")


class AssessmentBonus(Row):
    page = rows_of(AssessmentRecord, "bonus")
    item = models.CharField(_("事项"), max_length=200)
    score = models.DecimalField(_("加分"), max_digits=10, decimal_places=2)
    evidence = models.CharField(_("依据"), max_length=300, blank=True, default="")

    class Meta(Row.Meta):
        db_table = "m_assess_bonus"
        verbose_name = verbose_name_plural = _("加分项")


class AssessmentVeto(Row):
    page = rows_of(AssessmentRecord, "veto_items")
    item = models.CharField(_("事项"), max_length=200)
    fact = models.CharField(_("事实"), max_length=500)

    class Meta(Row.Meta):
        db_table = "m_assess_veto_items"
        verbose_name = verbose_name_plural = _("一票否决事项")


class AssessmentAppeal(Row):
    page = rows_of(AssessmentRecord, "appeal")
    by = models.ForeignKey("cms.Unit", verbose_name=_("申诉人"), on_delete=models.PROTECT, related_name="+")
    date = models.DateField(_("日期"))
    ground = models.CharField(_("理由"), max_length=500)
    decision = models.CharField(_("复核结论"), max_length=500, blank=True, default="")
    # What an appeal that was upheld changes: the item by its number from 1, its score until then and from then on
    number = models.PositiveSmallIntegerField(_("复核项目"), null=True, blank=True)
    was = models.DecimalField(_("原得分"), max_digits=10, decimal_places=2, null=True, blank=True)
    score = models.DecimalField(_("复核得分"), max_digits=10, decimal_places=2, null=True, blank=True)

    class Meta(Row.Meta):
        db_table = "m_assess_appeal"
        verbose_name = verbose_name_plural = _("申诉与复核")
