from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelsearch import index
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from cms.fields import FieldRule, Row, rows_of
from cms.references import RecordRef
from cms.tree import Record, record_panels

from .rules import file_faults, vote_faults
from .steps import LAST, STAGES, STEPS, stage_of

REVIEWS = [("pending", _("未完成")), ("qualified", _("合格")), ("unqualified", _("不合格"))]


class DevelopmentRecord(Record):
    candidate = models.ForeignKey("cms.Person", verbose_name=_("姓名"), on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(
        _("阶段"), max_length=20, choices=STAGES, blank=True, default="", help_text=_("由办到的步骤得出，不必另填。")
    )
    step = models.PositiveSmallIntegerField(
        _("步骤(1-25)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LAST)],
        help_text=_("由步骤办理记录中最后办到的一步得出，不必另填。"),
    )
    contacts = ParentalManyToManyField(
        "cms.Person",
        verbose_name=_("培养联系人"),
        blank=True,
        related_name="+",
        db_table="m_develop_contacts",
        help_text=_("一至两名正式党员。"),
    )
    sponsors = ParentalManyToManyField(
        "cms.Person",
        verbose_name=_("入党介绍人"),
        blank=True,
        related_name="+",
        db_table="m_develop_sponsors",
        help_text=_("两名正式党员，一般由培养联系人担任。"),
    )
    political_review = models.CharField(
        _("政治审查结论"),
        max_length=20,
        choices=REVIEWS,
        blank=True,
        default="",
        help_text=_("只填结论；政审材料不得上传。"),
    )
    training_hours = models.PositiveSmallIntegerField(
        _("集中培训学时"), null=True, blank=True, help_text=_("一般不少于三天或二十四学时。")
    )
    public_notice_period = models.CharField(
        _("公示起止"),
        max_length=100,
        blank=True,
        default="",
        help_text=_("如 2026-03-02 至 2026-03-08，一般不少于五个工作日。"),
    )
    vote_due = models.PositiveIntegerField(
        _("应到会有表决权人数"),
        null=True,
        blank=True,
        help_text=_("支部大会讨论接收或转正时填写；预备党员没有表决权。"),
    )
    vote_present = models.PositiveIntegerField(
        _("实到会有表决权人数"), null=True, blank=True, help_text=_("须超过应到会有表决权人数的半数。")
    )
    vote_for = models.PositiveIntegerField(
        _("赞成票"), null=True, blank=True, help_text=_("须超过应到会有表决权的正式党员的半数，方为通过。")
    )
    vote_against = models.PositiveIntegerField(_("反对票"), null=True, blank=True)
    vote_abstain = models.PositiveIntegerField(_("弃权票"), null=True, blank=True)
    approved_by_committee_on = models.DateField(
        _("党委审批日期"), null=True, blank=True, help_text=_("党委一般在三个月内审批。")
    )
    probation_end = models.DateField(
        _("预备期满日期"),
        null=True,
        blank=True,
        help_text=_("自支部大会通过之日起一年；延长的不少于半年、不超过一年。"),
    )

    field_rules = {
        "candidate": FieldRule(mask="name"),
        "stage": FieldRule(filled=True),
        "step": FieldRule(filled=True),
        "political_review": FieldRule(privacy="restricted"),
    }
    field_order = (
        "candidate", "stage", "step", "step_log", "contacts", "sponsors", "political_review", "training_hours",
        "public_notice_period", "vote_due", "vote_present", "vote_for", "vote_against", "vote_abstain",
        "approved_by_committee_on", "probation_end",
    )  # fmt: skip
    reported_by = "quarter"

    content_panels = record_panels(
        MultiFieldPanel(
            [FieldPanel("candidate"), FieldPanel("contacts"), FieldPanel("sponsors")],
            heading=_("发展对象与联系人"),
            help_text=_("标题不写全名；本档案仅指定角色可见。每季度更新一次，各步骤事毕5日内登记。"),
        ),
        InlinePanel(
            "step_log",
            label=_("步骤"),
            heading=_("步骤办理记录"),
            min_num=1,
            help_text=_(
                "二十五个步骤须依次办理，不得跳步；同一步骤可多次登记。"
                "确需补办或不依次序的，经党委同意后在“更正说明”中写明原因、批准日期和批准人。"
            ),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("political_review"), FieldPanel("training_hours")]),
                FieldPanel("public_notice_period"),
            ],
            heading=_("考察与公示"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("vote_due"), FieldPanel("vote_present")]),
                FieldRowPanel([FieldPanel("vote_for"), FieldPanel("vote_against"), FieldPanel("vote_abstain")]),
                FieldRowPanel([FieldPanel("approved_by_committee_on"), FieldPanel("probation_end")]),
            ],
            heading=_("支部大会表决与审批"),
        ),
    )
    search_fields = [*Record.search_fields, index.FilterField("stage")]

    class Meta:
        db_table = "m_develop"
        verbose_name = verbose_name_plural = _("发展党员档案")

    def fill_in(self):
        """The step is the furthest of the log, and the stage follows from the step."""
        super().fill_in()
        if taken := [row.step for row in self.step_log.all() if row.step]:
            self.step = max(taken)
        if self.step:
            self.stage = stage_of(self.step)
        self.contains_personal_data = True

    def card_lines(self):
        return [self.get_stage_display(), _("办到：%(step)s") % {"step": dict(STEPS).get(self.step, self.step)}]

    def clean(self):
        """The rules among the numbers of the vote; each error names its field. Raises ValidationError."""
        super().clean()
        if errors := vote_faults(self):
            raise ValidationError(errors)

    def checks(self):
        """The 25 steps in their order, and what each of them presupposes."""
        if errors := file_faults(self):
            raise ValidationError(errors)


class DevelopmentStep(Row):
    page = rows_of(DevelopmentRecord, "step_log")
    step = models.PositiveSmallIntegerField(_("步骤"), choices=STEPS)
    done_on = models.DateField(_("办理日期"))
    handler = models.ForeignKey(
        "cms.Person", verbose_name=_("经办人"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    meeting = RecordRef(_("会议记录"), modules="three_meetings_one_lesson", null=True, blank=True)
    result = models.CharField(_("结果"), max_length=200, blank=True, default="")
    document = models.CharField(
        _("材料"), max_length=200, blank=True, default="", help_text=_("只写材料名称和存放处；政审材料不得上传。")
    )
    # Beyond the catalogue's columns: its rule "in order" has no way around but a recorded and approved correction
    correction = models.CharField(
        _("更正说明"),
        max_length=300,
        blank=True,
        default="",
        help_text=_("仅在不依次序或逾期时填写：原因、党委批准日期和批准人。"),
    )

    required = True

    class Meta(Row.Meta):
        db_table = "m_develop_step_log"
        verbose_name = verbose_name_plural = _("步骤办理记录")
