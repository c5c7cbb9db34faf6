from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelsearch import index
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from cms.fields import FieldRule, PercentField, Row, percent, rows_of
from cms.references import RecordRef
from cms.tree import Record, record_panels

from . import rules, votes

TERM, VACANCY, POSTPONED = "term", "vacancy", "postponed"
KINDS = [(TERM, _("换届")), (VACANCY, _("补选")), (POSTPONED, _("延期换届"))]
ASSEMBLIES = [("members", _("党员大会")), ("delegates", _("党员代表大会"))]
SOURCES = [
    ("organisation", _("组织推荐")),
    ("members", _("党员推荐")),
    (votes.WRITTEN_IN, _("另选他人")),
]
STEPS = [
    ("first_up", _("一上：党员和党小组提名")),
    ("first_down", _("一下：汇总后交党员酝酿")),
    ("second_up", _("二上：提出初步人选")),
    ("second_down", _("二下：征求党员意见")),
    ("third_up", _("三上：确定预备人选，报上级审查")),
    ("third_down", _("三下：公布候选人")),
]
DUTIES = [
    ("secretary", _("书记")),
    ("deputy_secretary", _("副书记")),
    ("organisation", _("组织委员")),
    ("publicity", _("宣传委员")),
    ("discipline", _("纪检委员")),
    ("youth", _("青年委员")),
    ("mass_work", _("群工委员")),
    ("member", _("委员")),
]


def count(label, **options):
    """A number of people or ballots; empty in the record of a postponement, which has none."""
    return models.PositiveIntegerField(label, null=True, blank=True, **options)


class ElectionRecord(Record):
    dated_by = "held_on"

    kind = models.CharField(
        _("类别"),
        max_length=10,
        choices=KINDS,
        help_text=_("延期换届只填届次与任期、请示与批复；换届和补选填写全部内容。"),
    )
    term_number = models.PositiveSmallIntegerField(
        _("届次"), validators=[MinValueValidator(1)], help_text=_("换届填新一届，补选和延期填本届。")
    )
    term_years = models.PositiveSmallIntegerField(
        _("任期(年)"),
        default=3,
        validators=[MinValueValidator(3), MaxValueValidator(5)],
        help_text=_("企业党支部和党总支一般三年。"),
    )
    term_end = models.DateField(
        _("任期届满日期"), help_text=_("换届填上一届的届满日期，补选和延期填本届的；曾经批准延期的，仍填原来的日期。")
    )
    postponed_until = models.DateField(
        _("延期至"), null=True, blank=True, help_text=_("仅延期换届填写，一般不超过一年。")
    )
    postponement = RecordRef(
        _("延期换届的记录"), modules="election", null=True, blank=True, help_text=_("届满之后才换届的必填。")
    )
    request_number = models.CharField(_("请示文号"), max_length=50, help_text=_("如 总装党支〔2026〕3号。"))
    requested_on = models.DateField(_("请示日期"))
    approved_by = models.CharField(_("批复机关"), max_length=100)
    approval_number = models.CharField(_("批复文号"), max_length=50)
    approved_on = models.DateField(_("批复日期"))
    held_on = models.DateField(
        _("选举日期"), help_text=_("换届和补选填大会日期，延期换届填批复日期；事实发生日期随之确定，不必另填。")
    )
    assembly = models.CharField(
        _("选举形式"),
        max_length=10,
        choices=ASSEMBLIES,
        blank=True,
        default="",
        help_text=_("一般为党员大会；党员五百名以上或驻地分散的，经批准可以召开党员代表大会。"),
    )
    meeting = RecordRef(
        _("大会记录"),
        modules="three_meetings_one_lesson",
        null=True,
        blank=True,
        help_text=_("已在“三会一课”中登记的党员大会，不必重复填写会议内容。"),
    )
    direct = models.BooleanField(
        _("不设委员会，由大会直接选举书记"), default=False, help_text=_("正式党员不足七人的党支部。")
    )
    seats = count(_("应选名额"), validators=[MinValueValidator(1)])
    voters_due = count(
        _("应到会有选举权人数"),
        validators=[MinValueValidator(1)],
        help_text=_("正式党员；预备党员和受留党察看处分的党员没有选举权。"),
    )
    voters_present = count(_("实到会有选举权人数"), help_text=_("不少于应到会人数的五分之四，会议有效。"))
    turnout = PercentField(_("到会率"), null=True, blank=True, editable=False, help_text=_("实到 ÷ 应到，自动计算。"))
    secret_ballot = models.BooleanField(_("无记名投票"), default=True, help_text=_("选举采用无记名投票的方式。"))
    ballots_issued = count(_("发出选票"), help_text=_("到会有选举权的每人一张；不能委托他人代为投票。"))
    ballots_returned = count(_("收回选票"), help_text=_("等于或者少于发出的，选举有效。"))
    ballots_valid = count(_("有效票"), help_text=_("所选人数等于或者少于应选名额的选票。"))
    ballots_invalid = count(_("无效票"), help_text=_("所选人数多于应选名额的选票。"))
    scrutineers = ParentalManyToManyField(
        "cms.Person", verbose_name=_("监票人"), blank=True, related_name="+", db_table="x_election_scrutineers"
    )
    tellers = ParentalManyToManyField(
        "cms.Person", verbose_name=_("计票人"), blank=True, related_name="+", db_table="x_election_tellers"
    )
    second_round = models.TextField(
        _("再次投票和缺额情况"),
        max_length=500,
        blank=True,
        default="",
        help_text=_("票数相等重新投票、不足的名额另行选举或者减少名额的，写明票数和结果；上面的票数填第一次投票的。"),
    )
    committee_met_on = models.DateField(
        _("委员会第一次全体会议日期"), null=True, blank=True, help_text=_("选举书记、副书记的会议。")
    )
    committee_present = count(_("实到委员人数"))
    report_number = models.CharField(_("选举结果报告文号"), max_length=50, blank=True, default="")
    reported_on = models.DateField(
        _("选举结果报告日期"),
        null=True,
        blank=True,
        help_text=_("委员报上级党组织备案，书记、副书记报上级党组织批准。"),
    )
    reply_number = models.CharField(_("选举结果批复文号"), max_length=50, blank=True, default="")
    replied_on = models.DateField(_("选举结果批复日期"), null=True, blank=True)

    field_rules = {
        "turnout": FieldRule(computed=True),
        # 党员 hear the figures read out at the meeting. Every employee may know who was elected and how many came; how many
        # voted against a colleague, and who lost, serves nobody outside the Party and may hurt
        "candidates": FieldRule(privacy="members"),
        "second_round": FieldRule(privacy="members"),
        # The superior committee answers when the record has long been published: see actions.register_reply()
        "reply_number": FieldRule(after_release=True),
        "replied_on": FieldRule(after_release=True),
    }
    field_order = (
        "kind", "term_number", "term_years", "term_end", "postponed_until", "postponement", "request_number", "requested_on",
        "approved_by", "approval_number", "approved_on", "nominations", "assembly", "meeting", "held_on", "direct", "seats",
        "voters_due", "voters_present", "turnout", "secret_ballot", "ballots_issued", "ballots_returned", "ballots_valid",
        "ballots_invalid", "scrutineers", "tellers", "candidates", "second_round", "committee_met_on", "committee_present",
        "new_committee", "report_number", "reported_on", "reply_number", "replied_on",
    )  # fmt: skip
    starting_rows = {"nominations": [{"step": step} for step, _label in STEPS[:4]]}
    reported_by = "year"

    content_panels = record_panels(
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("held_on")]),
                FieldRowPanel([FieldPanel("term_number"), FieldPanel("term_years"), FieldPanel("term_end")]),
                FieldRowPanel([FieldPanel("postponed_until"), FieldPanel("postponement")]),
            ],
            heading=_("届次与任期"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("request_number"), FieldPanel("requested_on")]),
                FieldRowPanel([FieldPanel("approval_number"), FieldPanel("approved_on")]),
                FieldPanel("approved_by"),
            ],
            heading=_("请示与批复"),
        ),
        InlinePanel(
            "nominations",
            label=_("步骤"),
            heading=_("酝酿提名（两上两下或三上三下）"),
            help_text=_("依次登记；两上两下填四步，三上三下填六步。延期换届不填。"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("assembly"), FieldPanel("meeting")]),
                FieldRowPanel([FieldPanel("seats"), FieldPanel("voters_due"), FieldPanel("voters_present")]),
                FieldRowPanel([FieldPanel("direct"), FieldPanel("secret_ballot")]),
            ],
            heading=_("选举大会"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("ballots_issued"), FieldPanel("ballots_returned")]),
                FieldRowPanel([FieldPanel("ballots_valid"), FieldPanel("ballots_invalid")]),
                FieldRowPanel([FieldPanel("scrutineers"), FieldPanel("tellers")]),
            ],
            heading=_("选票"),
        ),
        InlinePanel("candidates", label=_("候选人"), heading=_("候选人和得票（仅党员可见）")),
        FieldPanel("second_round"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("committee_met_on"), FieldPanel("committee_present")]),
                InlinePanel("new_committee", label=_("委员"), heading=_("委员会组成和分工")),
            ],
            heading=_("委员会第一次全体会议"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("report_number"), FieldPanel("reported_on")])],
            heading=_("选举结果报告"),
            help_text=_("批复收到后由党务室登记，不改动已审核的内容。"),
        ),
        dated=True,
    )
    search_fields = [
        *Record.search_fields,
        index.SearchField("request_number"),
        index.SearchField("approval_number"),
        index.FilterField("kind"),
    ]

    class Meta:
        db_table = "x_election"
        verbose_name = verbose_name_plural = _("换届选举记录")

    @property
    def is_vote(self) -> bool:
        """Whether anybody was elected; a postponement is a decision of the superior committee."""
        return self.kind in (TERM, VACANCY)

    def fill_in(self):
        super().fill_in()
        self.turnout = percent(self.voters_present, self.voters_due)

    def card_lines(self):
        """From what every employee may see: never from the candidates."""
        lines = [_("第%(number)s届 · %(kind)s") % {"number": self.term_number, "kind": self.get_kind_display()}]
        if self.kind == POSTPONED:
            return [*lines, _("延期至%(day)s") % {"day": self.postponed_until}]
        lines.append(_("应到%(due)s人，实到%(present)s人") % {"due": self.voters_due, "present": self.voters_present})
        names = "、".join(row.person.name for row in self.new_committee.all() if row.duty == votes.SECRETARY)
        return [*lines, _("书记%(name)s") % {"name": names}] if names else lines

    def clean(self):
        """The rules among the columns; each error names its field. Raises ValidationError."""
        super().clean()
        if errors := rules.column_faults(self):
            raise ValidationError(errors)

    def checks(self):
        """What the nominations, the votes and the new committee say together."""
        if errors := rules.table_faults(self):
            raise ValidationError(errors)


class ElectionNomination(Row):
    page = rows_of(ElectionRecord, "nominations")
    step = models.CharField(_("步骤"), max_length=20, choices=STEPS)
    done_on = models.DateField(_("日期"), null=True, blank=True)
    taken_part = models.CharField(_("参加范围"), max_length=100, blank=True, default="")
    proposed = count(_("人选数"))

    class Meta(Row.Meta):
        db_table = "x_election_nominations"
        verbose_name = verbose_name_plural = _("酝酿提名")


class ElectionCandidate(Row):
    """One line of the form that is read out at the meeting (选举结果报告单): those on the ballot, and others written in."""

    page = rows_of(ElectionRecord, "candidates")
    person = models.ForeignKey("cms.Person", verbose_name=_("姓名"), on_delete=models.PROTECT, related_name="+")
    post = models.CharField(_("现任职务"), max_length=100, blank=True, default="")
    source = models.CharField(_("提名方式"), max_length=20, choices=SOURCES)
    votes_for = models.PositiveIntegerField(_("赞成"))
    votes_against = models.PositiveIntegerField(_("不赞成"), default=0)
    votes_abstain = models.PositiveIntegerField(_("弃权"), default=0)
    elected = models.BooleanField(_("当选"), default=False)

    panels = [
        FieldRowPanel([FieldPanel("person"), FieldPanel("post"), FieldPanel("source")]),
        FieldRowPanel(
            [FieldPanel("votes_for"), FieldPanel("votes_against"), FieldPanel("votes_abstain"), FieldPanel("elected")]
        ),
    ]

    class Meta(Row.Meta):
        db_table = "x_election_candidates"
        verbose_name = verbose_name_plural = _("候选人和得票")


class ElectionMember(Row):
    page = rows_of(ElectionRecord, "new_committee")
    person = models.ForeignKey("cms.Person", verbose_name=_("姓名"), on_delete=models.PROTECT, related_name="+")
    duty = models.CharField(_("职务"), max_length=20, choices=DUTIES)
    votes_for = count(_("委员会选举得票"), help_text=_("书记、副书记填写。"))
    portfolio = models.CharField(_("分工"), max_length=200, blank=True, default="")

    class Meta(Row.Meta):
        db_table = "x_election_new_committee"
        verbose_name = verbose_name_plural = _("委员会组成和分工")
