import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel

from cms.fields import PercentField, Row, rows_of
from cms.panels import ReferencesPanel
from cms.references import RecordRef, RefRow
from cms.tree import Record, period_of, record_panels

KINDS = [
    ("annual_plan", _("年度计划")),
    ("quarter_plan", _("季度计划")),
    ("month_plan", _("月度计划")),
    ("month_summary", _("月度小结")),
    ("half_year_summary", _("半年总结")),
    ("annual_summary", _("年度总结")),
    ("secretary_report", _("书记述职报告")),
]
# What period each of them is of
PERIODS = {
    "annual_plan": "year",
    "quarter_plan": "quarter",
    "month_plan": "month",
    "month_summary": "month",
    "half_year_summary": "half_year",
    "annual_summary": "year",
    "secretary_report": "year",
}
LOOKING_BACK = frozenset({"month_summary", "half_year_summary", "annual_summary", "secretary_report"})
# Whoever looks back within so many days of a period's beginning means the one before: summaries are due by the 15th
BACK_WITHIN = datetime.timedelta(days=15)


class PlanRecord(Record):
    plan_kind = models.CharField(_("类型"), max_length=20, choices=KINDS)
    adopted_at = RecordRef(
        _("审议会议"),
        modules=("committee_meetings", "three_meetings_one_lesson"),
        null=True,
        blank=True,
        help_text=_("在哪次会议上审议通过；书记述职应在党员大会上进行。"),
    )

    field_order = ("plan_kind", "items", "linked_objectives", "adopted_at")

    content_panels = record_panels(
        MultiFieldPanel(
            [FieldPanel("plan_kind"), FieldPanel("adopted_at")],
            heading=_("计划或总结"),
            help_text=_("年度计划1月31日前；月度计划、小结次月5日前；年度总结次年1月15日前。"),
        ),
        InlinePanel("items", label=_("事项"), heading=_("工作事项"), min_num=1),
        ReferencesPanel("linked_objectives", label=_("目标"), heading=_("对应方针目标")),
    )
    search_fields = [*Record.search_fields, index.FilterField("plan_kind")]

    class Meta:
        db_table = "m_plan"
        verbose_name = verbose_name_plural = _("计划总结")

    @property
    def looks_back(self) -> bool:
        return self.plan_kind in LOOKING_BACK

    def fill_in(self):
        """An empty period is the one that this kind of plan or summary is of."""
        kind = PERIODS.get(self.plan_kind)
        if kind and self.occurred_on and not self.period:
            day = self.occurred_on
            earlier = day - BACK_WITHIN
            back = self.looks_back and period_of(earlier, kind) != period_of(day, kind)
            self.period = period_of(earlier if back else day, kind)
        super().fill_in()

    def card_lines(self):
        rows = self.items.all()
        lines = [self.get_plan_kind_display(), _("%(count)s项工作") % {"count": len(rows)}]
        rates = [row.rate for row in rows if row.rate is not None]
        if self.looks_back and rates:
            done = len([rate for rate in rates if rate == 100])
            lines.append(_("完成%(done)s项") % {"done": done})
        return lines

    def clean(self):
        super().clean()
        kind = PERIODS.get(self.plan_kind)
        if kind and self.period and self.period != period_of(_first_day(self.period), kind):
            example = period_of(self.occurred_on or datetime.date(2026, 3, 1), kind)
            raise ValidationError(
                {
                    "period": _("“%(kind)s”的所属期间应写作 %(example)s 的样子。")
                    % {"kind": self.get_plan_kind_display(), "example": example}
                }
            )

    def checks(self):
        """A plan says who does it by when; a summary says what became of it."""
        faults = []
        for number, row in enumerate(self.items.all(), 1):
            lacks = row.lacks_result() if self.looks_back else row.lacks_plan()
            if lacks:
                faults.append(_("第%(number)s项缺%(lacks)s。") % {"number": number, "lacks": "、".join(lacks)})
        refs = [row.ref_id for row in self.linked_objectives.all()]
        errors = {"items": faults}
        if len(set(refs)) < len(refs):
            errors["linked_objectives"] = [_("同一项目标列了两次。")]
        if errors := {name: messages for name, messages in errors.items() if messages}:
            raise ValidationError(errors)


def _first_day(period: str) -> datetime.date:
    """The first day of a period that is written as periods are; New Year's Day otherwise, so that nothing else compares equal."""
    year = int(period[:4]) if period[:4].isdigit() and int(period[:4]) else 1
    month = 1
    if period[4:5] == "-" and period[5:].isdigit():
        month = min(max(int(period[5:]), 1), 12)
    elif period[4:5] == "Q" and period[5:].isdigit():
        month = min(max(3 * int(period[5:]) - 2, 1), 12)
    elif period[4:] == "H2":
        month = 7
    return datetime.date(year, month, 1)


class PlanItem(Row):
    page = rows_of(PlanRecord, "items")
    task = models.CharField(_("事项"), max_length=200)
    measure = models.CharField(_("措施"), max_length=300, blank=True, default="")
    owner = models.CharField(_("责任人"), max_length=100, blank=True, default="")
    due = models.DateField(_("完成时限"), null=True, blank=True)
    result = models.CharField(_("完成情况"), max_length=300, blank=True, default="")
    rate = PercentField(
        _("完成率"),
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
        help_text=_("%，0至100。"),
    )

    required = True

    class Meta(Row.Meta):
        db_table = "m_plan_items"
        verbose_name = verbose_name_plural = _("工作事项")

    def lacks_plan(self) -> list[str]:
        return self._empty("owner", "due")

    def lacks_result(self) -> list[str]:
        return self._empty("result", "rate")

    def _empty(self, *names) -> list[str]:
        return [str(self._meta.get_field(name).verbose_name) for name in names if getattr(self, name) in (None, "")]


class PlanObjective(RefRow):
    page = rows_of(PlanRecord, "linked_objectives")
    ref = RecordRef(_("方针目标"), modules="policy_objectives")

    class Meta(RefRow.Meta):
        db_table = "m_plan_linked_objectives"
        verbose_name = verbose_name_plural = _("对应方针目标")
