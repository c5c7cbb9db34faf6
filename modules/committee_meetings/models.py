from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelsearch import index
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField

from cms.fields import FieldRule, Row, rows_of
from cms.tree import Record, record_panels

MEETING_KINDS = [
    ("committee", _("党委会")),
    ("enlarged", _("党委扩大会")),
    ("secretary_meeting", _("支部书记例会")),
    ("democratic_life", _("民主生活会")),
    ("pre_study", _("重大事项前置研究")),
]
WORDS = ["bold", "italic", "ol", "ul", "link"]


class CommitteeMeetingRecord(Record):
    dated_by = "held_at"

    meeting_kind = models.CharField(_("会议类别"), max_length=20, choices=MEETING_KINDS)
    held_at = models.DateTimeField(_("时间"), help_text=_("事实发生日期随之确定，不必另填。"))
    place = models.CharField(_("地点"), max_length=200)
    chair = models.ForeignKey("cms.Person", verbose_name=_("主持人"), on_delete=models.PROTECT, related_name="+")
    recorder = models.ForeignKey("cms.Person", verbose_name=_("记录人"), on_delete=models.PROTECT, related_name="+")
    expected = models.PositiveIntegerField(_("应到人数"), help_text=_("应到委员人数；列席人员不计。"))
    present = models.PositiveIntegerField(_("实到人数"))
    observers = ParentalManyToManyField(
        "cms.Person", verbose_name=_("列席人员"), blank=True, related_name="+", db_table="m_committee_observers"
    )
    disclosable_extract = RichTextField(
        _("可公开摘要"),
        features=WORDS,
        blank=True,
        default="",
        help_text=_("除标题和日期外，党委以外的员工只能看到这一段；没有可公开的内容就不填。"),
    )

    field_rules = {
        "disclosable_extract": FieldRule(privacy="employees"),
    }
    field_order = (
        "meeting_kind", "held_at", "place", "chair", "recorder", "expected", "present", "absentees",
        "observers", "agenda", "disclosable_extract",
    )  # fmt: skip

    content_panels = record_panels(
        MultiFieldPanel(
            [
                FieldPanel("meeting_kind"),
                FieldRowPanel([FieldPanel("held_at"), FieldPanel("place")]),
                FieldRowPanel([FieldPanel("chair"), FieldPanel("recorder")]),
            ],
            heading=_("会议"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("expected"), FieldPanel("present")]),
                InlinePanel("absentees", label=_("缺席人员"), heading=_("缺席人员及原因")),
                FieldPanel("observers"),
            ],
            heading=_("到会情况"),
        ),
        InlinePanel("agenda", label=_("议题"), heading=_("议题与决议"), min_num=1),
        FieldPanel("disclosable_extract"),
        dated=True,
    )
    search_fields = [
        *Record.search_fields,
        index.SearchField("place"),
        index.FilterField("meeting_kind"),
    ]

    class Meta:
        db_table = "m_committee"
        verbose_name = verbose_name_plural = _("党委会议")

    def card_lines(self):
        return [self.get_meeting_kind_display()]

    def clean(self):
        super().clean()
        errors = {}
        if self.expected is not None and self.present is not None and self.present > self.expected:
            errors["present"] = _("实到人数不能大于应到人数。")
        # 支部书记例会 is a meeting of those who report, not of the committee's members
        elif (
            self.expected
            and self.present is not None
            and self.meeting_kind != "secretary_meeting"
            and 2 * self.present < self.expected
        ):
            errors["present"] = _("党委会议须有半数以上委员到会方可召开。")
        if errors:
            raise ValidationError(errors)

    def checks(self):
        """缺席人员与人数相符；决议写明责任人和时限."""
        errors = {}
        named = [row.person_id for row in self.absentees.all()]
        if self.expected is not None and self.present is not None and len(named) > self.expected - self.present:
            errors["absentees"] = _("列出的缺席人员（%(named)s人）多于应到与实到之差（%(missing)s人）。") % {
                "named": len(named),
                "missing": self.expected - self.present,
            }
        if len(set(named)) < len(named):
            errors["absentees"] = _("同一人在缺席人员中列了两次。")
        if {self.chair_id, self.recorder_id, *(person.pk for person in self.observers.all())} & set(named):
            errors["absentees"] = _("主持人、记录人和列席人员不能列为缺席。")
        for number, row in enumerate(self.agenda.all(), 1):
            if row.due and not row.owner.strip():
                errors["agenda"] = _("第%(number)s项决议有时限，须写明责任人。") % {"number": number}
        if errors:
            raise ValidationError(errors)


class CommitteeMeetingAbsentee(Row):
    page = rows_of(CommitteeMeetingRecord, "absentees")
    person = models.ForeignKey("cms.Person", verbose_name=_("姓名"), on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("原因"), max_length=100)

    class Meta(Row.Meta):
        db_table = "m_committee_absentees"
        verbose_name = verbose_name_plural = _("缺席人员及原因")


class CommitteeMeetingItem(Row):
    page = rows_of(CommitteeMeetingRecord, "agenda")
    topic = models.CharField(_("议题"), max_length=200)
    proposer = models.CharField(_("汇报人"), max_length=100, blank=True, default="")
    opinions = models.TextField(_("讨论意见"), blank=True, default="")
    resolution = models.TextField(_("决议"), blank=True, default="")
    owner = models.CharField(_("责任人"), max_length=50, blank=True, default="")
    due = models.DateField(_("时限"), null=True, blank=True)

    required = True

    class Meta(Row.Meta):
        db_table = "m_committee_agenda"
        verbose_name = verbose_name_plural = _("议题与决议")
