from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelsearch import index
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField

from cms.fields import FieldRule, PeriodField, Row, rows_of
from cms.tree import Record, period_of, record_panels

DIAGNOSIS_KINDS = [
    ("self", _("自诊断")),
    ("committee", _("党委诊断")),
    ("peer", _("互诊")),
    ("follow_up", _("复诊")),
]
CONCLUSIONS = [
    ("a", _("A优")),
    ("b", _("B良")),
    ("c", _("C中")),
    ("d", _("D待改进")),
]
STATUSES = [
    ("blue", _("蓝（达到挑战）")),
    ("green", _("绿（达到必达）")),
    ("yellow", _("黄（接近必达）")),
    ("red", _("红（未达必达）")),
    ("grey", _("灰（未到期或无数据）")),
]
PHASES = [
    ("plan", _("P计划")),
    ("do", _("D实施")),
    ("check", _("C检查")),
    ("act", _("A改进")),
]
PROBLEM_STATES = [
    ("open", _("整改中")),
    ("done", _("已完成")),
    ("verified", _("已确认")),
]
WORDS = ["bold", "italic", "ol", "ul", "link"]


class DiagnosisRecord(Record):
    dated_by = "diagnosed_on"
    reported_by = "quarter"
    starting_rows = {"process_scores": [{"phase": phase} for phase, _label in PHASES]}

    diagnosis_kind = models.CharField(_("诊断类别"), max_length=20, choices=DIAGNOSIS_KINDS)
    target_unit = models.ForeignKey(
        "cms.Unit", verbose_name=_("被诊断单位"), on_delete=models.PROTECT, related_name="+"
    )
    quarter = PeriodField(
        _("诊断期间"),
        blank=True,
        help_text=_("党委诊断写季度（2026Q1），支部自诊断写月份（2026-03）；不填则取诊断日期所在期间。"),
    )
    diagnosed_on = models.DateField(_("诊断日期"), help_text=_("事实发生日期随之确定，不必另填。"))
    team = ParentalManyToManyField(
        "cms.Person", verbose_name=_("诊断人员"), blank=False, related_name="+", db_table="m_diagnosis_team"
    )
    strengths = RichTextField(_("好的做法"), features=WORDS, blank=True, default="")
    conclusion = models.CharField(
        _("诊断结论"), max_length=20, choices=CONCLUSIONS, help_text=_("诊断结论不直接计入考核。")
    )
    reply = RichTextField(_("被诊断单位回应"), features=WORDS, blank=True, default="", editable=False)

    field_rules = {
        "quarter": FieldRule(filled=True),
        "reply": FieldRule(after_release=True),
    }
    field_order = (
        "diagnosis_kind", "target_unit", "quarter", "diagnosed_on", "team", "objective_results",
        "process_scores", "strengths", "problems", "conclusion", "reply",
    )  # fmt: skip

    content_panels = record_panels(
        MultiFieldPanel(
            [
                FieldPanel("diagnosis_kind"),
                FieldPanel("target_unit"),
                FieldRowPanel([FieldPanel("diagnosed_on"), FieldPanel("quarter")]),
                FieldPanel("team"),
            ],
            heading=_("诊断"),
        ),
        InlinePanel("objective_results", label=_("目标"), heading=_("目标达成评价"), min_num=1),
        InlinePanel("process_scores", label=_("阶段"), heading=_("过程评价（PDCA，每项百分制）")),
        FieldPanel("strengths"),
        InlinePanel("problems", label=_("问题点"), heading=_("问题点"), min_num=1),
        FieldPanel("conclusion"),
        dated=True,
    )
    search_fields = [
        *Record.search_fields,
        index.SearchField("strengths"),
        index.FilterField("diagnosis_kind"),
    ]

    class Meta:
        db_table = "m_diagnosis"
        verbose_name = verbose_name_plural = _("诊断评价")

    def fill_in(self):
        """A branch diagnoses itself each month, the committee each quarter: the period says which."""
        self.period = self.period or self.quarter
        if not self.period and self.diagnosed_on and self.diagnosis_kind == "self":
            self.period = period_of(self.diagnosed_on, "month")
        super().fill_in()
        self.quarter = self.quarter or self.period

    def card_lines(self):
        return [self.get_diagnosis_kind_display(), str(self.target_unit), self.get_conclusion_display()]

    def clean(self):
        super().clean()
        errors = {}
        if self.quarter and self.period and self.quarter != self.period:
            errors["quarter"] = _("诊断期间与所属期间（%(period)s）不一致。") % {"period": self.period}
        if errors:
            raise ValidationError(errors)

    def checks(self):
        """谁诊断谁；PDCA 各阶段至多一次；已确认的问题须有确认日期."""
        errors = {}
        own = self.owning_unit
        if self.diagnosis_kind == "self" and self.target_unit_id != own.pk:
            errors["target_unit"] = _("自诊断的对象是本单位。")
        if self.diagnosis_kind == "committee" and own.kind != "committee":
            errors["diagnosis_kind"] = _("党委诊断由党委填写。")
        if self.diagnosis_kind == "peer" and self.target_unit_id == own.pk:
            errors["target_unit"] = _("互诊的对象是其他单位。")
        if not self.team.all():
            errors["team"] = _("请至少选择一名诊断人员。")
        phases = [row.phase for row in self.process_scores.all()]
        if len(set(phases)) < len(phases):
            errors["process_scores"] = _("过程评价的同一阶段列了两次。")
        for number, row in enumerate(self.problems.all(), 1):
            if row.state == "verified" and not row.verified_on:
                errors["problems"] = _("第%(number)s个问题已确认，须写明确认日期。") % {"number": number}
            elif row.verified_on and row.verified_on > timezone.localdate():
                errors["problems"] = _("第%(number)s个问题的确认日期晚于今天。") % {"number": number}
        if errors:
            raise ValidationError(errors)


class DiagnosisObjective(Row):
    page = rows_of(DiagnosisRecord, "objective_results")
    objective = models.CharField(_("目标"), max_length=200)
    must = models.CharField(_("必达"), max_length=50)
    stretch = models.CharField(_("挑战"), max_length=50)
    actual = models.CharField(_("实绩"), max_length=50, blank=True, default="")
    status = models.CharField(_("状态"), max_length=20, choices=STATUSES)
    comment = models.CharField(_("评价"), max_length=300, blank=True, default="")

    required = True

    class Meta(Row.Meta):
        db_table = "m_diagnosis_objective_results"
        verbose_name = verbose_name_plural = _("目标达成评价")


class DiagnosisPhase(Row):
    page = rows_of(DiagnosisRecord, "process_scores")
    phase = models.CharField(_("阶段"), max_length=20, choices=PHASES)
    score = models.PositiveSmallIntegerField(_("得分"), validators=[MaxValueValidator(100)])
    evidence = models.CharField(_("依据"), max_length=300, blank=True, default="")

    class Meta(Row.Meta):
        db_table = "m_diagnosis_process_scores"
        verbose_name = verbose_name_plural = _("过程评价")


class DiagnosisProblem(Row):
    page = rows_of(DiagnosisRecord, "problems")
    problem = models.CharField(_("问题"), max_length=300)
    cause = models.CharField(_("原因分析"), max_length=300, blank=True, default="")
    action = models.CharField(_("改进要求"), max_length=300)
    owner = models.CharField(_("责任人"), max_length=50)
    due = models.DateField(_("期限"))
    verified_on = models.DateField(_("确认日期"), null=True, blank=True)
    state = models.CharField(_("状态"), max_length=20, choices=PROBLEM_STATES)

    required = True

    class Meta(Row.Meta):
        db_table = "m_diagnosis_problems"
        verbose_name = verbose_name_plural = _("问题点")
