from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField

from cms.fields import FieldRule, Row, rows_of
from cms.tree import Record, record_panels

FORMS = [
    ("members", _("党员大会")),
    ("committee", _("支部委员会会议")),
    ("group", _("党小组会")),
]
STEPS = [
    ("study", _("学习")),
    ("talk", _("谈心谈话")),
    ("opinions", _("征求意见")),
]
WORDS = ["bold", "italic", "ol", "ul", "link"]


class LifeMeetingRecord(Record):
    dated_by = "held_at"
    reported_by = "year"
    starting_rows = {"preparation": [{"step": step} for step, _label in STEPS]}

    theme = models.CharField(_("主题"), max_length=200)
    form = models.CharField(_("召开形式"), max_length=20, choices=FORMS)
    held_at = models.DateTimeField(
        _("时间"), help_text=_("每年至少一次，一般安排在第四季度（支部工作条例第十七条）；事实发生日期随之确定。")
    )
    chair = models.ForeignKey("cms.Person", verbose_name=_("主持人"), on_delete=models.PROTECT, related_name="+")
    recorder = models.ForeignKey("cms.Person", verbose_name=_("记录人"), on_delete=models.PROTECT, related_name="+")
    expected = models.PositiveIntegerField(_("应到人数"))
    present = models.PositiveIntegerField(_("实到人数"))
    superior_attendee = models.ForeignKey(
        "cms.Person", verbose_name=_("上级列席人"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    criticism_summary = RichTextField(_("查摆问题与批评情况"), features=WORDS, help_text=_("仅指定角色可见。"))

    field_rules = {
        "criticism_summary": FieldRule(privacy="restricted"),
    }
    field_order = (
        "theme", "form", "held_at", "chair", "recorder", "expected", "present", "superior_attendee",
        "preparation", "criticism_summary", "rectification",
    )  # fmt: skip

    content_panels = record_panels(
        MultiFieldPanel(
            [
                FieldPanel("theme"),
                FieldPanel("form"),
                FieldPanel("held_at"),
                FieldRowPanel([FieldPanel("chair"), FieldPanel("recorder")]),
                FieldPanel("superior_attendee"),
            ],
            heading=_("会议"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("expected"), FieldPanel("present")]),
            ],
            heading=_("到会情况"),
        ),
        InlinePanel("preparation", label=_("环节"), heading=_("会前准备（学习、谈心谈话、征求意见）"), min_num=1),
        FieldPanel("criticism_summary"),
        InlinePanel("rectification", label=_("整改事项"), heading=_("整改清单（会后15日内报）"), min_num=1),
        dated=True,
    )
    search_fields = [
        *Record.search_fields,
        index.SearchField("theme"),
        index.FilterField("form"),
    ]

    class Meta:
        db_table = "m_lifemeet"
        verbose_name = verbose_name_plural = _("组织生活会")

    def card_lines(self):
        return [self.get_form_display(), _("应到%(expected)s人，实到%(present)s人") % vars(self)]

    def clean(self):
        super().clean()
        errors = {}
        if self.expected is not None and self.present is not None and self.present > self.expected:
            errors["present"] = _("实到人数不能大于应到人数。")
        if errors:
            raise ValidationError(errors)

    def checks(self):
        """会前三项准备齐全且在会前，整改期限在会后."""
        errors = {}
        held = timezone.localdate(self.held_at)
        rows = list(self.preparation.all())
        if sorted(row.step for row in rows) != sorted(step for step, _label in STEPS):
            errors["preparation"] = _("会前准备须填写学习、谈心谈话、征求意见各一次。")
        elif any(row.date > held for row in rows):
            errors["preparation"] = _("会前准备的日期晚于开会日期。")
        for number, row in enumerate(self.rectification.all(), 1):
            if row.due < held:
                errors["rectification"] = _("第%(number)s项整改的期限早于开会日期。") % {"number": number}
            elif row.done_on and not held <= row.done_on <= timezone.localdate():
                errors["rectification"] = _("第%(number)s项整改的完成日期不在开会之后、今天之前。") % {"number": number}
        if errors:
            raise ValidationError(errors)


class LifeMeetingPreparation(Row):
    page = rows_of(LifeMeetingRecord, "preparation")
    step = models.CharField(_("环节"), max_length=20, choices=STEPS)
    date = models.DateField(_("日期"))
    note = models.CharField(_("情况"), max_length=300, blank=True, default="")

    required = True

    class Meta(Row.Meta):
        db_table = "m_lifemeet_preparation"
        verbose_name = verbose_name_plural = _("会前准备")


class LifeMeetingRectification(Row):
    page = rows_of(LifeMeetingRecord, "rectification")
    issue = models.CharField(_("问题"), max_length=300)
    measure = models.CharField(_("措施"), max_length=500)
    owner = models.CharField(_("责任人"), max_length=50)
    due = models.DateField(_("期限"))
    done_on = models.DateField(_("完成日期"), null=True, blank=True)

    required = True

    class Meta(Row.Meta):
        db_table = "m_lifemeet_rectification"
        verbose_name = verbose_name_plural = _("整改清单")
