from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField

from cms.fields import FieldRule, Row, rows_of
from cms.tree import Record, record_panels

CATALOGUE_ITEMS = [
    ("decisions", _("决议决定执行")),
    ("term_goals", _("任期目标与阶段部署")),
    ("education", _("思想政治与学习教育")),
    ("organisation", _("组织设立与换届")),
    ("development", _("发展党员与民主评议")),
    ("dues", _("党费收缴使用")),
    ("life_meeting", _("组织生活会与整改")),
    ("clean_governance", _("党风廉政")),
    ("service", _("联系服务党员群众")),
    ("honours_discipline", _("表彰与处分")),
    ("other", _("其他")),
]
DISCLOSURE_FORMS = [
    ("platform", _("网络平台")),
    ("meeting", _("会议通报")),
    ("board", _("公开栏")),
    ("document", _("文件")),
    ("feedback", _("谈话反馈")),
]
AUDIENCES = [
    ("society", _("社会")),
    ("organisation", _("本单位")),
    ("members", _("党员")),
    ("specific", _("特定党员")),
]
TIMINGS = [
    ("long_term", _("长期公开")),
    ("regular", _("定期公开")),
    ("staged", _("逐段公开")),
    ("timely", _("及时公开")),
]
STEPS = [
    ("propose", _("提出")),
    ("review", _("审核")),
    ("approve", _("审批")),
    ("implement", _("实施")),
]
WORDS = ["bold", "italic", "ol", "ul", "link"]


class DisclosureRecord(Record):
    dated_by = "start_on"
    reported_by = "quarter"
    starting_rows = {"procedure": [{"step": step} for step, _label in STEPS]}

    catalogue_item = models.CharField(_("公开目录事项"), max_length=20, choices=CATALOGUE_ITEMS)
    disclosure_form = models.CharField(_("公开形式"), max_length=20, choices=DISCLOSURE_FORMS)
    disclosed_to = models.CharField(
        _("公开范围"),
        max_length=20,
        choices=AUDIENCES,
        help_text=_("党务公开条例规定的公开范围；平台上谁能看到另由“公开范围”决定。"),
    )
    timing = models.CharField(
        _("公开时限类型"), max_length=20, choices=TIMINGS, help_text=_("定期公开每季度一次；临时事项5个工作日内公开。")
    )
    start_on = models.DateField(_("公开开始"), help_text=_("事实发生日期随之确定，不必另填。"))
    end_on = models.DateField(_("公开截止"), null=True, blank=True, help_text=_("到期自动撤下公示；长期公开的不填。"))
    feedback_count = models.PositiveIntegerField(_("反馈意见数"), null=True, blank=True, editable=False)
    feedback_handling = RichTextField(_("意见处理情况"), features=WORDS, blank=True, default="", editable=False)

    field_rules = {
        "feedback_count": FieldRule(after_release=True),
        "feedback_handling": FieldRule(after_release=True),
    }
    field_order = (
        "catalogue_item", "disclosure_form", "disclosed_to", "timing", "procedure", "start_on", "end_on",
        "feedback_count", "feedback_handling",
    )  # fmt: skip

    content_panels = record_panels(
        MultiFieldPanel(
            [
                FieldPanel("catalogue_item"),
                FieldRowPanel([FieldPanel("disclosure_form"), FieldPanel("disclosed_to")]),
                FieldPanel("timing"),
                FieldRowPanel([FieldPanel("start_on"), FieldPanel("end_on")]),
            ],
            heading=_("公开事项"),
        ),
        InlinePanel(
            "procedure",
            label=_("环节"),
            heading=_("公开程序（党务公开条例第十五条：提出、审核、审批、实施）"),
            min_num=1,
        ),
        dated=True,
    )
    search_fields = [
        *Record.search_fields,
        index.FilterField("catalogue_item"),
        index.FilterField("timing"),
    ]

    class Meta:
        db_table = "m_disclose"
        verbose_name = verbose_name_plural = _("党务公开")

    def shown_until(self):
        """公示到期自动撤下."""
        return min(filter(None, [super().shown_until(), self.end_on]), default=None)

    def card_lines(self):
        return [self.get_catalogue_item_display(), self.get_timing_display()]

    def clean(self):
        super().clean()
        errors = {}
        if self.start_on and self.end_on and self.end_on < self.start_on:
            errors["end_on"] = _("公开截止不能早于公开开始。")
        if self.timing == "long_term" and self.end_on:
            errors["end_on"] = _("长期公开的事项没有截止日期。")
        if errors:
            raise ValidationError(errors)

    def checks(self):
        """四个环节各一次、依次办理，审批不由提出人办理."""
        rows = list(self.procedure.all())
        if [row.step for row in rows] != [step for step, _label in STEPS]:
            raise ValidationError(
                {"procedure": _("公开程序须依次填写提出、审核、审批、实施各一次（党务公开条例第十五条）。")}
            )
        dates = [row.date for row in rows]
        if dates != sorted(dates):
            raise ValidationError({"procedure": _("公开程序各环节的日期前后颠倒。")})
        if rows[0].person_id == rows[2].person_id:
            raise ValidationError({"procedure": _("提出和审批不能是同一人。")})
        if self.start_on and dates[2] > self.start_on:
            raise ValidationError({"procedure": _("审批晚于公开开始：未经审批不能公开。")})


class DisclosureStep(Row):
    page = rows_of(DisclosureRecord, "procedure")
    step = models.CharField(_("环节"), max_length=20, choices=STEPS)
    person = models.ForeignKey("cms.Person", verbose_name=_("责任人"), on_delete=models.PROTECT, related_name="+")
    date = models.DateField(_("日期"))
    opinion = models.CharField(_("意见"), max_length=300, blank=True, default="")

    required = True

    class Meta(Row.Meta):
        db_table = "m_disclose_procedure"
        verbose_name = verbose_name_plural = _("公开程序")
