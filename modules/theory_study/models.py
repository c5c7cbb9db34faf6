from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelsearch import index
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField

from cms.fields import FieldRule, Row, rows_of
from cms.tree import Record, record_panels

STUDY_KINDS = [
    ("centre_group", _("理论学习中心组")),
    ("collective", _("集中学习")),
    ("self_study", _("个人自学")),
    ("training", _("集中培训")),
    ("visit", _("现场教学")),
    ("theme_education", _("专题教育")),
    ("online", _("网络学习")),
]
WORDS = ["bold", "italic", "ol", "ul", "link"]


class StudyRecord(Record):
    dated_by = "held_on"

    study_kind = models.CharField(_("学习形式"), max_length=20, choices=STUDY_KINDS)
    theme = models.CharField(_("学习主题"), max_length=200)
    organiser = models.ForeignKey("cms.Person", verbose_name=_("组织者"), on_delete=models.PROTECT, related_name="+")
    lead_speaker = models.ForeignKey(
        "cms.Person",
        verbose_name=_("领学/重点发言人"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    held_on = models.DateField(_("日期"), help_text=_("事实发生日期随之确定，不必另填。"))
    hours = models.DecimalField(
        _("学时"),
        max_digits=4,
        decimal_places=1,
        validators=[MinValueValidator(Decimal("0.5")), MaxValueValidator(Decimal(80))],
        help_text=_("一次集中学习的学时；党员每年集中学习培训一般不少于32学时，支部书记和班子成员不少于56学时。"),
    )
    expected = models.PositiveIntegerField(_("应参加人数"))
    present = models.PositiveIntegerField(_("实参加人数"))
    participants = ParentalManyToManyField(
        "cms.Person",
        verbose_name=_("参加人员"),
        blank=True,
        related_name="+",
        db_table="m_study_participants",
        help_text=_("仅本单位党员可见。"),
    )
    outcome = RichTextField(_("研讨成果/转化运用"), features=WORDS, blank=True, default="")

    field_rules = {
        "participants": FieldRule(privacy="unit"),
    }
    field_order = (
        "study_kind", "theme", "materials", "organiser", "lead_speaker", "held_on", "hours", "expected",
        "present", "participants", "outcome",
    )  # fmt: skip

    content_panels = record_panels(
        MultiFieldPanel(
            [
                FieldPanel("study_kind"),
                FieldPanel("theme"),
                FieldRowPanel([FieldPanel("held_on"), FieldPanel("hours")]),
                FieldRowPanel([FieldPanel("organiser"), FieldPanel("lead_speaker")]),
            ],
            heading=_("学习"),
        ),
        InlinePanel("materials", label=_("篇目"), heading=_("学习内容"), min_num=1),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("expected"), FieldPanel("present")]),
                FieldPanel("participants"),
            ],
            heading=_("参加情况"),
        ),
        FieldPanel("outcome"),
        dated=True,
    )
    search_fields = [
        *Record.search_fields,
        index.SearchField("theme"),
        index.SearchField("outcome"),
        index.FilterField("study_kind"),
    ]

    class Meta:
        db_table = "m_study"
        verbose_name = verbose_name_plural = _("理论学习")

    def card_lines(self):
        return [
            self.get_study_kind_display(),
            _("%(hours)s学时，应参加%(expected)s人，实参加%(present)s人") % vars(self),
        ]

    def clean(self):
        super().clean()
        errors = {}
        if self.expected is not None and self.present is not None and self.present > self.expected:
            errors["present"] = _("实参加人数不能大于应参加人数。")
        if errors:
            raise ValidationError(errors)

    def checks(self):
        """参加人员不多于实参加人数；中心组学习须有重点发言人."""
        errors = {}
        named = len(self.participants.all())
        if self.present is not None and named > self.present:
            errors["participants"] = _("列出的参加人员（%(named)s人）多于实参加人数（%(present)s人）。") % {
                "named": named,
                "present": self.present,
            }
        if self.study_kind == "centre_group":
            if self.owning_unit.kind != "committee":
                errors["study_kind"] = _("理论学习中心组设在党委。")
            elif not self.lead_speaker_id:
                errors["lead_speaker"] = _("中心组学习须写明重点发言人。")
        if errors:
            raise ValidationError(errors)


class StudyMaterial(Row):
    page = rows_of(StudyRecord, "materials")
    title = models.CharField(_("篇目"), max_length=200)
    source = models.CharField(_("出处"), max_length=200, blank=True, default="")
    url = models.URLField(_("链接"), max_length=300, blank=True, default="")

    required = True

    class Meta(Row.Meta):
        db_table = "m_study_materials"
        verbose_name = verbose_name_plural = _("学习内容")
