import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelsearch import index
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from cms.fields import FieldRule, FileRow, ImageRow, PercentField, Row, percent, rows_of
from cms.tree import Record, record_panels

MEMBERS, COMMITTEE, GROUP, LESSON = "members", "committee", "group", "lesson"
MEETING_TYPES = [
    (MEMBERS, _("党员大会")),
    (COMMITTEE, _("支部委员会会议")),
    (GROUP, _("党小组会")),
    (LESSON, _("党课")),
]


# A longer meeting is a date mistyped
LONGEST = datetime.timedelta(days=1)
MOST_PHOTOS = 3


class MeetingRecord(Record):
    dated_by = "held_at"

    meeting_type = models.CharField(_("会议类型"), max_length=10, choices=MEETING_TYPES)
    held_at = models.DateTimeField(_("开始时间"), help_text=_("事实发生日期随之确定，不必另填。"))
    ended_at = models.DateTimeField(_("结束时间"), null=True, blank=True)
    place = models.CharField(_("地点"), max_length=100)
    party_group = models.CharField(_("党小组"), max_length=50, blank=True, default="", help_text=_("党小组会必填。"))
    chair = models.ForeignKey("cms.Person", verbose_name=_("主持人"), on_delete=models.PROTECT, related_name="+")
    recorder = models.ForeignKey("cms.Person", verbose_name=_("记录人"), on_delete=models.PROTECT, related_name="+")
    lecturer = models.ForeignKey(
        "cms.Person",
        verbose_name=_("授课人"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("党课必填。"),
    )
    expected = models.PositiveIntegerField(
        _("应到人数"),
        validators=[MinValueValidator(1)],
        help_text=_("党员大会、党课为全体党员，支委会为全体委员，党小组会为本组党员；列席人员不计。"),
    )
    present = models.PositiveIntegerField(_("实到人数"), help_text=_("不大于应到人数；支委会须半数以上委员到会。"))
    voters_expected = models.PositiveIntegerField(
        _("应到会有表决权人数"), null=True, blank=True, help_text=_("党员大会有表决时必填；预备党员没有表决权。")
    )
    voters_present = models.PositiveIntegerField(
        _("实到会有表决权人数"), null=True, blank=True, help_text=_("须超过应到会有表决权人数的一半，方可表决。")
    )
    attendance_rate = PercentField(
        _("到会率"), null=True, blank=True, editable=False, help_text=_("实到 ÷ 应到，自动计算。")
    )
    observers = ParentalManyToManyField(
        "cms.Person", verbose_name=_("列席人员"), blank=True, related_name="+", db_table="m_meeting_observers"
    )

    field_rules = {
        "attendance_rate": FieldRule(computed=True),
        "absentees": FieldRule(privacy="unit"),
    }
    field_order = (
        "meeting_type", "held_at", "ended_at", "place", "party_group", "chair", "recorder", "lecturer", "expected", "present",
        "voters_expected", "voters_present", "attendance_rate", "absentees", "observers", "topics", "resolutions",
        "sign_in_sheet", "photos",
    )  # fmt: skip

    content_panels = record_panels(
        MultiFieldPanel(
            [
                FieldPanel("meeting_type"),
                FieldRowPanel([FieldPanel("held_at"), FieldPanel("ended_at")]),
                FieldRowPanel([FieldPanel("place"), FieldPanel("party_group")]),
                FieldRowPanel([FieldPanel("chair"), FieldPanel("recorder"), FieldPanel("lecturer")]),
            ],
            heading=_("会议"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("expected"), FieldPanel("present")]),
                FieldRowPanel([FieldPanel("voters_expected"), FieldPanel("voters_present")]),
                InlinePanel("absentees", label=_("缺席人员"), heading=_("缺席人员及原因（仅本单位党员可见）")),
                FieldPanel(
                    "observers", widget=forms.SelectMultiple(attrs={"size": 10}), help_text=_("按住 Ctrl 键可以多选。")
                ),
            ],
            heading=_("到会情况"),
        ),
        InlinePanel("topics", label=_("议题"), heading=_("会议议题"), min_num=1),
        InlinePanel("resolutions", label=_("决议"), heading=_("形成决议")),
        InlinePanel("sign_in_sheet", label=_("签到表"), heading=_("签到表")),
        InlinePanel(
            "photos", label=_("现场照片"), heading=_("现场照片（最多三张，不作为评分依据）"), max_num=MOST_PHOTOS
        ),
        dated=True,
    )
    search_fields = [*Record.search_fields, index.SearchField("place"), index.FilterField("meeting_type")]

    class Meta:
        db_table = "m_meeting"
        verbose_name = verbose_name_plural = _("三会一课记录")

    def fill_in(self):
        super().fill_in()
        self.attendance_rate = percent(self.present, self.expected)

    def card_lines(self):
        return [self.get_meeting_type_display(), _("应到%(expected)s人，实到%(present)s人") % vars(self)]

    def clean(self):
        """What the fields say of each other; each error names its field. Raises ValidationError."""
        super().clean()
        errors = {}
        if _more(self.present, self.expected):
            errors["present"] = _("实到人数不能大于应到人数。")
        elif (
            self.meeting_type == COMMITTEE
            and self.expected
            and self.present is not None
            and 2 * self.present < self.expected
        ):
            errors["present"] = _("支部委员会会议须有半数以上委员到会方可进行（支部工作条例第十二条）。")
        if _more(self.voters_present, self.voters_expected):
            errors["voters_present"] = _("实到会有表决权人数不能大于应到会有表决权人数。")
        elif _more(self.voters_present, self.present):
            errors["voters_present"] = _("实到会有表决权人数不能大于实到人数。")
        if _more(self.voters_expected, self.expected):
            errors["voters_expected"] = _("应到会有表决权人数不能大于应到人数。")
        if self.held_at and self.ended_at:
            if self.ended_at <= self.held_at:
                errors["ended_at"] = _("结束时间须晚于开始时间。")
            elif self.ended_at - self.held_at > LONGEST:
                errors["ended_at"] = _("结束时间与开始时间相差超过一天，请核对日期。")
        if self.meeting_type == GROUP and not self.party_group.strip():
            errors["party_group"] = _("党小组会须写明党小组。")
        if self.meeting_type == LESSON and not self.lecturer_id:
            errors["lecturer"] = _("党课须写明授课人。")
        if errors:
            raise ValidationError(errors)

    def checks(self):
        """党员大会表决时实到会有表决权人数须过半; votes do not exceed voters; absentees reconcile with the counts."""
        errors = {
            "voters_present": self._quorum_faults(),
            "resolutions": self._vote_faults(),
            "absentees": self._absentee_faults(),
            "topics": [] if self.topics.all() else [_("请至少填写一项会议议题。")],
            "photos": [_("现场照片最多三张。")] if len(self.photos.all()) > MOST_PHOTOS else [],
        }
        if errors := {name: faults for name, faults in errors.items() if faults}:
            raise ValidationError(errors)

    def _quorum_faults(self) -> list:
        if self.meeting_type != MEMBERS or not any(row.was_voted for row in self.resolutions.all()):
            return []
        if self.voters_expected is None or self.voters_present is None:
            return [_("有表决时，须填应到会和实到会有表决权人数。")]
        if 2 * self.voters_present <= self.voters_expected:
            return [_("表决须有过半数有表决权的党员到会。")]
        return []

    def _vote_faults(self) -> list:
        voters = self.present if self.voters_present is None else self.voters_present
        return [
            _("第%(number)s项决议的票数（%(votes)s）多于到会可投票人数（%(voters)s）。")
            % {"number": number, "votes": row.votes, "voters": voters}
            for number, row in enumerate(self.resolutions.all(), 1)
            if row.was_voted and _more(row.votes, voters)
        ]

    def _absentee_faults(self) -> list:
        """Whoever names absentees names all of them, each once, and nobody who was there."""
        named = [row.person_id for row in self.absentees.all()]
        if not named:
            return []
        faults = []
        if self.expected is not None and self.present is not None and len(named) != self.expected - self.present:
            numbers = {"named": len(named), "missing": self.expected - self.present}
            faults.append(_("列出的缺席人员（%(named)s人）与应到、实到之差（%(missing)s人）不符。") % numbers)
        if len(set(named)) < len(named):
            faults.append(_("同一人在缺席人员中列了两次。"))
        there = {self.chair_id, self.recorder_id, self.lecturer_id, *(person.pk for person in self.observers.all())}
        if there & set(named):
            faults.append(_("主持人、记录人、授课人和列席人员不能同时是缺席人员。"))
        return faults


def _more(one: int | None, other: int | None) -> bool:
    return one is not None and other is not None and one > other


class MeetingAbsentee(Row):
    page = rows_of(MeetingRecord, "absentees")
    person = models.ForeignKey("cms.Person", verbose_name=_("姓名"), on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("原因"), max_length=100)
    make_up = models.CharField(_("补课情况"), max_length=100, blank=True, default="")

    panels = [FieldRowPanel([FieldPanel("person"), FieldPanel("reason"), FieldPanel("make_up")])]

    class Meta(Row.Meta):
        db_table = "m_meeting_absentees"
        verbose_name = verbose_name_plural = _("缺席人员及原因")


class MeetingTopic(Row):
    page = rows_of(MeetingRecord, "topics")
    topic = models.CharField(_("议题"), max_length=200)
    speaker = models.CharField(_("发言人"), max_length=100, blank=True, default="")
    points = models.TextField(_("发言要点"), blank=True, default="")

    panels = [FieldRowPanel([FieldPanel("topic"), FieldPanel("speaker")]), FieldPanel("points")]

    required = True

    class Meta(Row.Meta):
        db_table = "m_meeting_topics"
        verbose_name = verbose_name_plural = _("会议议题")


class MeetingResolution(Row):
    page = rows_of(MeetingRecord, "resolutions")
    resolution = models.CharField(_("决议"), max_length=300)
    votes_for = models.PositiveIntegerField(_("赞成"), null=True, blank=True)
    votes_against = models.PositiveIntegerField(_("反对"), null=True, blank=True)
    votes_abstain = models.PositiveIntegerField(_("弃权"), null=True, blank=True)
    owner = models.CharField(_("责任人"), max_length=50, blank=True, default="")
    due = models.DateField(_("时限"), null=True, blank=True)
    done = models.CharField(_("落实情况"), max_length=200, blank=True, default="")

    panels = [
        FieldPanel("resolution"),
        FieldRowPanel([FieldPanel("votes_for"), FieldPanel("votes_against"), FieldPanel("votes_abstain")]),
        FieldRowPanel([FieldPanel("owner"), FieldPanel("due"), FieldPanel("done")]),
    ]

    class Meta(Row.Meta):
        db_table = "m_meeting_resolutions"
        verbose_name = verbose_name_plural = _("形成决议")

    @property
    def was_voted(self) -> bool:
        return any(number is not None for number in (self.votes_for, self.votes_against, self.votes_abstain))

    @property
    def votes(self) -> int:
        return sum(number or 0 for number in (self.votes_for, self.votes_against, self.votes_abstain))


class MeetingSignInSheet(FileRow):
    page = rows_of(MeetingRecord, "sign_in_sheet")

    class Meta(FileRow.Meta):
        db_table = "m_meeting_sign_in_sheet"
        verbose_name = verbose_name_plural = _("签到表")


class MeetingPhoto(ImageRow):
    page = rows_of(MeetingRecord, "photos")

    class Meta(ImageRow.Meta):
        db_table = "m_meeting_photos"
        verbose_name = verbose_name_plural = _("现场照片")
