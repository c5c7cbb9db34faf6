import datetime

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from cms.fields import Row, rows_of
from cms.tree import Record, record_panels

from .rules import body_faults, group_faults, reminder_day, term_fault, type_fault

ORG_TYPES = [
    ("committee", _("党委")),
    ("general_branch", _("党总支")),
    ("branch", _("党支部")),
    ("joint_branch", _("联合党支部")),
    ("temporary_branch", _("临时党支部")),
    ("group", _("党小组")),
]
DUTIES = [
    ("secretary", _("书记")),
    ("deputy_secretary", _("副书记")),
    ("organisation", _("组织委员")),
    ("publicity", _("宣传委员")),
    ("discipline", _("纪检委员")),
    ("youth", _("青年委员")),
    ("mass_work", _("群工委员")),
]


class OrganizationRecord(Record):
    org_name = models.CharField(_("党组织全称"), max_length=100)
    org_type = models.CharField(_("组织类别"), max_length=20, choices=ORG_TYPES)
    site = models.CharField(_("所在厂区"), max_length=100)
    established_on = models.DateField(_("成立日期"), null=True, blank=True)
    term_years = models.PositiveSmallIntegerField(
        _("任期(年)"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
        help_text=_("企业党支部一般三年（支部工作条例第二十一条）。"),
    )
    term_start = models.DateField(_("本届任期开始"))
    term_end = models.DateField(_("本届任期届满"), help_text=_("届满前六个月提醒换届；延期或提前须报上级党组织批准。"))
    secretary = models.ForeignKey("cms.Person", verbose_name=_("书记"), on_delete=models.PROTECT, related_name="+")
    member_count = models.PositiveIntegerField(
        _("党员数"),
        validators=[MinValueValidator(1)],
        help_text=_("正式党员三人以上方可成立党支部，七人以上设支部委员会；一个支部一般不超过五十人。"),
    )

    field_order = (
        "org_name", "org_type", "site", "established_on", "term_years", "term_start", "term_end", "secretary",
        "committee_members", "party_groups", "member_count",
    )  # fmt: skip

    content_panels = record_panels(
        MultiFieldPanel(
            [
                FieldPanel("org_name"),
                FieldRowPanel([FieldPanel("org_type"), FieldPanel("site"), FieldPanel("established_on")]),
                FieldPanel("member_count"),
            ],
            heading=_("党组织"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("term_years"), FieldPanel("term_start"), FieldPanel("term_end")]),
                FieldPanel("secretary"),
                InlinePanel("committee_members", label=_("委员"), heading=_("委员及分工"), min_num=1),
            ],
            heading=_("本届班子"),
        ),
        InlinePanel("party_groups", label=_("党小组"), heading=_("党小组设置")),
    )
    search_fields = [*Record.search_fields, index.SearchField("org_name"), index.FilterField("org_type")]

    class Meta:
        db_table = "m_org"
        verbose_name = verbose_name_plural = _("组织机构")

    @property
    def reminder_day(self) -> datetime.date:
        """From this day on the unit is reminded that an election is due (换届提醒)."""
        return reminder_day(self.term_end)

    def card_lines(self):
        words = {"secretary": self.secretary.name, "count": self.member_count}
        return [
            self.get_org_type_display(),
            _("书记%(secretary)s，党员%(count)s人") % words,
            _("任期至%(year)s年%(month)s月") % {"year": self.term_end.year, "month": self.term_end.month},
        ]

    def clean(self):
        """The rules among the columns; each error names its field. Raises ValidationError."""
        super().clean()
        errors = {}
        if self.term_start and self.term_end and self.term_years:
            if fault := term_fault(self.term_start, self.term_end, self.term_years):
                errors["term_end"] = fault
        if self.established_on:
            if self.established_on > timezone.localdate():
                errors["established_on"] = _("成立日期不能晚于今天。")
            elif self.term_start and self.term_start < self.established_on:
                errors["term_start"] = _("本届任期不能早于成立日期。")
        if errors:
            raise ValidationError(errors)

    def checks(self):
        """What the kind of unit, the committee and the groups say together."""
        errors = {
            "org_type": type_fault(self.org_type, self.owning_unit.kind),
            "committee_members": body_faults(self),
            "party_groups": group_faults(self),
        }
        if errors := {name: faults for name, faults in errors.items() if faults}:
            raise ValidationError(errors)


class OrganizationMember(Row):
    page = rows_of(OrganizationRecord, "committee_members")
    person = models.ForeignKey("cms.Person", verbose_name=_("姓名"), on_delete=models.PROTECT, related_name="+")
    duty = models.CharField(_("职务"), max_length=20, choices=DUTIES)
    portfolio = models.CharField(_("分工"), max_length=200, blank=True, default="")
    since = models.DateField(_("任职时间"), null=True, blank=True)

    required = True

    class Meta(Row.Meta):
        db_table = "m_org_committee_members"
        verbose_name = verbose_name_plural = _("委员及分工")


class OrganizationGroup(Row):
    page = rows_of(OrganizationRecord, "party_groups")
    name = models.CharField(_("党小组名称"), max_length=50)
    leader = models.ForeignKey("cms.Person", verbose_name=_("组长"), on_delete=models.PROTECT, related_name="+")
    member_count = models.PositiveIntegerField(_("党员数"), validators=[MinValueValidator(1)])

    class Meta(Row.Meta):
        db_table = "m_org_party_groups"
        verbose_name = verbose_name_plural = _("党小组设置")
