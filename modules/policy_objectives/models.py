from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from cms.fields import FieldRule, PercentField, Row, rows_of
from cms.months import MonthSeriesField, figures
from cms.references import RecordRef
from cms.tree import Record, record_panels

from . import status, targets
from .faults import board_faults, target_faults, weight_faults
from .fields import FigureField
from .ledger import Evidence, MonthClosing, Negotiation, TargetVersion
from .months import lock_faults
from .status import MILESTONE, Target

__all__ = [
    "Evidence", "MonthClosing", "Negotiation", "ObjectiveCountermeasure", "ObjectiveMeasure", "ObjectiveRecord",
    "TargetVersion",
]  # fmt: skip

DIMENSIONS = [
    ("thought", _("思想建设")),
    ("organisation", _("组织建设")),
    ("style", _("作风建设")),
    ("discipline", _("纪律建设")),
    ("system", _("制度建设")),
    ("service_production", _("服务生产经营")),
    ("mass_work", _("群团工作")),
]
DIRECTIONS = [
    (status.HIGHER, _("越高越好")),
    (status.LOWER, _("越低越好")),
    (status.RANGE, _("区间")),
    (status.MILESTONE, _("里程碑")),
]
AGGREGATIONS = [
    (status.SUM, _("累计")),
    (status.AVERAGE, _("平均")),
    (status.LAST, _("期末值")),
    (status.MAX, _("最大值")),
]
REVISED = "revised"
CATCHBALL = [
    ("proposed", _("上级提出")),
    ("countered", _("支部反馈")),
    ("agreed", _("双方确认")),
    (REVISED, _("中期修订")),
]
SHARE = [MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))]


class ObjectiveRecord(Record):
    year = models.PositiveSmallIntegerField(
        _("年度"),
        blank=True,
        validators=[MinValueValidator(2000), MaxValueValidator(2100)],
        help_text=_("不填则取所属期间，即事实发生日期所在年度。"),
    )
    code = models.CharField(
        _("目标编号"), max_length=20, help_text=_("本单位同一年度内不重复，如 ZZ-01；下级目标可沿用上级编号加序号。")
    )
    dimension = models.CharField(_("领域"), max_length=20, choices=DIMENSIONS)
    policy = models.CharField(_("方针"), max_length=200)
    objective = models.CharField(_("目标项目"), max_length=200, help_text=_("一个单位的突破性目标以三至五项为宜。"))
    parent_objective = RecordRef(
        _("上级目标(展开自)"),
        modules="policy_objectives",
        null=True,
        blank=True,
        help_text=_("本目标由党委（党总支）的哪一项目标展开而来；须是同一年度的目标。"),
    )
    indicator = models.CharField(_("指标(管理项目)"), max_length=200)
    unit_of_measure = models.CharField(_("单位"), max_length=20, help_text=_("如 %、件、人次；里程碑填“日”。"))
    direction = models.CharField(_("指标方向"), max_length=10, choices=DIRECTIONS)
    aggregation = models.CharField(
        _("累计方式"),
        max_length=10,
        choices=AGGREGATIONS,
        help_text=_("年度状态按累计方式由各月数值算出，不以最后一个月为准。"),
    )
    baseline = FigureField(_("基线(上年实绩)"), null=True, blank=True)
    must_target = FigureField(_("必达目标"), help_text=_("区间填下限；里程碑填最迟在当年第几天完成（1月1日为第1天）。"))
    stretch_target = FigureField(
        _("挑战目标"), help_text=_("不得比必达目标宽松。区间填下限；里程碑填计划在当年第几天完成。")
    )
    must_target_high = FigureField(_("必达目标上限"), null=True, blank=True, help_text=_("指标方向为区间时必填。"))
    stretch_target_high = FigureField(_("挑战目标上限"), null=True, blank=True, help_text=_("指标方向为区间时必填。"))
    monthly_must = MonthSeriesField(
        _("月度必达计划值"), help_text=_("十二个月都要填；里程碑只填计划完成的那个月，数值为当年第几天。")
    )
    monthly_stretch = MonthSeriesField(_("月度挑战计划值"), blank=True)
    monthly_actual = MonthSeriesField(
        _("月度实绩"),
        blank=True,
        help_text=_("次月5日前填报；缺月须在“未达成原因”中说明。里程碑在完成的那个月填完成日是当年第几天。"),
    )
    weight = PercentField(
        _("权重"),
        validators=[MinValueValidator(Decimal("0.1")), MaxValueValidator(Decimal(100))],
        help_text=_("%；本单位同一年度各项目标的权重合计为 100 %。"),
    )
    responsible = models.ForeignKey(
        "cms.Person",
        verbose_name=_("责任人"),
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("责任人须是具体的人，不写部门。"),
    )
    data_source = models.CharField(
        _("数据来源"), max_length=200, help_text=_("数字从哪本台账、哪个系统来，谁可以核对。")
    )
    catchball_state = models.CharField(
        _("目标协商状态"),
        max_length=10,
        choices=CATCHBALL,
        help_text=_("年度目标2月底前双方确认；中期修订须在摘要中写明修订日期、原因和原目标值。"),
    )
    deviation_reason = models.TextField(
        _("未达成原因"), max_length=1000, blank=True, default="", help_text=_("当月或累计为红色时必填，并须有对策。")
    )

    field_rules = {"year": FieldRule(filled=True)}
    field_order = (
        "year", "code", "dimension", "policy", "objective", "parent_objective", "indicator", "unit_of_measure", "direction",
        "aggregation", "baseline", "must_target", "stretch_target", "must_target_high", "stretch_target_high", "monthly_must",
        "monthly_stretch", "monthly_actual", "weight", "measures", "responsible", "data_source", "catchball_state",
        "deviation_reason", "countermeasure",
    )  # fmt: skip
    reported_by = "year"

    content_panels = record_panels(
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("year"), FieldPanel("code"), FieldPanel("dimension")]),
                FieldPanel("policy"),
                FieldPanel("objective"),
                FieldPanel("parent_objective"),
                FieldPanel("responsible"),
            ],
            heading=_("方针与目标"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("indicator"), FieldPanel("unit_of_measure")]),
                FieldRowPanel([FieldPanel("direction"), FieldPanel("aggregation"), FieldPanel("baseline")]),
                FieldRowPanel([FieldPanel("must_target"), FieldPanel("must_target_high")]),
                FieldRowPanel([FieldPanel("stretch_target"), FieldPanel("stretch_target_high")]),
                FieldRowPanel([FieldPanel("weight"), FieldPanel("catchball_state")]),
                FieldPanel("data_source"),
            ],
            heading=_("指标与目标值"),
        ),
        MultiFieldPanel(
            [FieldPanel("monthly_must"), FieldPanel("monthly_stretch"), FieldPanel("monthly_actual")],
            heading=_("月度计划与实绩"),
        ),
        InlinePanel("measures", label=_("方策"), heading=_("方策(措施)"), min_num=1),
        MultiFieldPanel(
            [
                FieldPanel("deviation_reason"),
                InlinePanel("countermeasure", label=_("对策"), heading=_("对策")),
            ],
            heading=_("偏差与对策"),
        ),
    )
    search_fields = [
        *Record.search_fields,
        index.SearchField("objective"),
        index.SearchField("indicator"),
        index.SearchField("policy"),
        index.FilterField("year"),
        index.FilterField("dimension"),
    ]

    class Meta:
        db_table = "m_objective"
        verbose_name = verbose_name_plural = _("方针目标")

    def fill_in(self):
        """The year is the period: whoever writes one of them need not write the other."""
        if self.year and not self.period:
            self.period = str(self.year)
        super().fill_in()
        if not self.year and self.period:
            self.year = int(self.period[:4])

    # Where it stands ---------------------------------------------------------------------------------------------------

    @property
    def target(self) -> Target:
        return Target(
            self.direction, self.must_target, self.stretch_target, self.must_target_high, self.stretch_target_high
        )

    def target_over(self, months: set[int]) -> Target:
        plans = figures(self.monthly_must), figures(self.monthly_stretch)
        return status.target_over(self.target, *plans, self.aggregation, months)

    def actual_to_date(self, upto: int = 12) -> Decimal | None:
        """The year so far by the year-to-date rule; of a milestone the day on which it was done."""
        rule = status.LAST if self.direction == MILESTONE else self.aggregation
        return status.year_to_date(figures(self.monthly_actual), rule, upto)

    def status_to_date(self, upto: int = 12, today=None) -> str:
        """One of `status`'s colours, for the year until month `upto`."""
        actual = self.actual_to_date(upto)
        if self.direction == MILESTONE:
            return status.milestone_status(self.target, actual, self.year, today or timezone.localdate())
        return status.status(self.target_over(status.reported(figures(self.monthly_actual), upto)), actual)

    def status_of_month(self, month: int) -> str:
        """The month's actual against the month's plan."""
        return status.status(self.target_over({month}), figures(self.monthly_actual)[month - 1])

    @property
    def last_month(self) -> int | None:
        """The last month that has an actual figure."""
        return max(status.reported(figures(self.monthly_actual)), default=None)

    # What readers and checkers see -------------------------------------------------------------------------------------

    def card_lines(self):
        words = {"indicator": self.indicator, "unit": self.unit_of_measure}
        if self.direction == MILESTONE:
            days = [status.day_of_year(self.year, number) for number in (self.must_target, self.stretch_target)]
            words |= {"must": _date(days[0]), "stretch": _date(days[1])}
            goal = _("%(indicator)s：必达%(must)s，挑战%(stretch)s") % words
        else:
            words |= {"must": _bounds(self.must_target, self.must_target_high)}
            words |= {"stretch": _bounds(self.stretch_target, self.stretch_target_high)}
            goal = _("%(indicator)s：必达%(must)s，挑战%(stretch)s（%(unit)s）") % words
        return [self.get_dimension_display(), goal]

    def clean(self):
        """The rules among the columns; each error names its field. Raises ValidationError."""
        super().clean()
        if errors := target_faults(self):
            raise ValidationError(errors)

    def checks(self):
        """What the months, the rows and the unit's other objectives say together."""
        from .sets import objectives_of

        others = [page for page in objectives_of(self.owning_unit, self.year) if page.pk != self.pk]
        errors = board_faults(self) | weight_faults(self, others) | targets.change_faults(self) | lock_faults(self)
        if errors:
            raise ValidationError(errors)

    def save(self, *args, **kwargs):
        """What a publication says of the targets is kept beside those before it, whatever way it comes (`targets.note()`)."""
        published = self.live and self.pk is not None and kwargs.get("update_fields") is None
        before = type(self).objects.filter(pk=self.pk, live=True).first() if published else None
        before_values = targets.values_of(before) if before else None
        with transaction.atomic():
            result = super().save(*args, **kwargs)
            if published:
                targets.note(self, before_values, before.last_published_at if before else None)
        return result


def _bounds(low, high) -> str:
    return f"{low:f}" if high is None else f"{low:f}～{high:f}"


def _date(day) -> str:
    return _("%(month)s月%(day)s日") % {"month": day.month, "day": day.day}


class ObjectiveMeasure(Row):
    page = rows_of(ObjectiveRecord, "measures")
    measure = models.CharField(_("方策"), max_length=300)
    owner = models.ForeignKey("cms.Person", verbose_name=_("责任人"), on_delete=models.PROTECT, related_name="+")
    start = models.DateField(_("开始"), null=True, blank=True)
    due = models.DateField(_("期限"))
    progress = PercentField(_("进度"), default=Decimal("0.0"), validators=SHARE)
    evidence = models.CharField(_("佐证"), max_length=200, blank=True, default="")

    required = True

    class Meta(Row.Meta):
        db_table = "m_objective_measures"
        verbose_name = verbose_name_plural = _("方策(措施)")


class ObjectiveCountermeasure(Row):
    page = rows_of(ObjectiveRecord, "countermeasure")
    cause = models.CharField(_("原因"), max_length=300)
    action = models.CharField(_("对策"), max_length=300)
    owner = models.ForeignKey("cms.Person", verbose_name=_("责任人"), on_delete=models.PROTECT, related_name="+")
    due = models.DateField(_("期限"))
    effect = models.CharField(_("效果确认"), max_length=300, blank=True, default="")

    class Meta(Row.Meta):
        db_table = "m_objective_countermeasure"
        verbose_name = verbose_name_plural = _("对策")
