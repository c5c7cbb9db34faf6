import datetime

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from cms.fields import FieldRule, Row, rows_of
from cms.panels import TablePanel
from cms.tree import Record, record_panels

FULL, PROBATIONARY = "full", "probationary"
GENDERS = [("male", _("男")), ("female", _("女"))]
STATUSES = [(FULL, _("正式党员")), (PROBATIONARY, _("预备党员"))]
# Everything about one person: the committee's records hold totals and no personal rows
PERSONAL = ("gender", "confirmed_on", "party_group", "party_post", "workplace", "is_mobile_member")
NEVER = _("不登记身份证号和银行账号。")


class RosterRecord(Record):
    member = models.ForeignKey(
        "cms.Person", verbose_name=_("姓名"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    gender = models.CharField(_("性别"), max_length=10, choices=GENDERS, blank=True, default="")
    membership_status = models.CharField(_("党员类别"), max_length=20, choices=STATUSES, blank=True, default="")
    joined_on = models.DateField(
        _("入党日期"), null=True, blank=True, help_text=_("支部大会通过接收为预备党员的日期。")
    )
    confirmed_on = models.DateField(
        _("转正日期"), null=True, blank=True, help_text=_("预备期满转为正式党员的日期；预备党员不填。")
    )
    party_group = models.CharField(_("所在党小组"), max_length=50, blank=True, default="")
    party_post = models.CharField(_("党内职务"), max_length=50, blank=True, default="")
    workplace = models.CharField(_("工作岗位"), max_length=100, blank=True, default="")
    education = models.CharField(_("学历"), max_length=50, blank=True, default="")
    birth_month = models.CharField(
        _("出生年月"),
        max_length=7,
        blank=True,
        default="",
        validators=[RegexValidator(r"^(19|20)\d\d-(0[1-9]|1[0-2])\Z", _("出生年月写作 1988-05。"))],
        help_text=_("写作 1988-05；不登记出生日。"),
    )
    phone = models.CharField(
        _("联系电话"),
        max_length=20,
        blank=True,
        default="",
        validators=[
            RegexValidator(
                r"^(1\d{10}|(0\d{2,3}-)?\d{7,8}(-\d{1,6})?|\d{3,6})\Z", _("请填写手机号、座机号或厂内短号。")
            )
        ],
        help_text=NEVER,
    )
    is_mobile_member = models.BooleanField(
        _("是否流动党员"), blank=True, default=False, help_text=_("外出六个月以上、不能参加所在支部组织生活的党员。")
    )

    field_rules = {
        "member": FieldRule(only_for="branch", required=True),
        "membership_status": FieldRule(only_for="branch", required=True),
        "joined_on": FieldRule(only_for="branch", required=True),
        "totals": FieldRule(only_for="committee", required=True),
        **{name: FieldRule(only_for="branch") for name in PERSONAL},
        **{name: FieldRule(only_for="branch", privacy="restricted") for name in ("education", "birth_month", "phone")},
    }
    field_order = (
        "member", "gender", "membership_status", "joined_on", "confirmed_on", "party_group", "party_post", "workplace",
        "education", "birth_month", "phone", "is_mobile_member", "totals",
    )  # fmt: skip
    reported_by = "half_year"

    content_panels = record_panels(
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("member"), FieldPanel("gender"), FieldPanel("membership_status")]),
                FieldRowPanel([FieldPanel("joined_on"), FieldPanel("confirmed_on")]),
                FieldRowPanel([FieldPanel("party_group"), FieldPanel("party_post")]),
                FieldRowPanel([FieldPanel("workplace"), FieldPanel("is_mobile_member")]),
            ],
            heading=_("党员"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("education"), FieldPanel("birth_month"), FieldPanel("phone")])],
            heading=_("仅指定角色可见（最小必要，不登记身份证号和银行账号）"),
        ),
        TablePanel("totals", label=_("单位"), heading=_("党员队伍汇总（只填数字，不登记个人）"), min_num=1),
    )
    search_fields = [*Record.search_fields, index.FilterField("membership_status")]

    class Meta:
        db_table = "m_roster"
        verbose_name = verbose_name_plural = _("党员名册")

    def fill_in(self):
        super().fill_in()
        if self.member_id:
            self.contains_personal_data = True

    def card_lines(self):
        if not self.member_id:
            rows = self.totals.all()
            numbers = {
                "full": sum(row.full for row in rows),
                "probationary": sum(row.probationary for row in rows),
            }
            return [_("正式党员%(full)s人，预备党员%(probationary)s人") % numbers]
        return [self.get_membership_status_display(), self.party_group, self.party_post]

    def clean(self):
        """The rules among the dates; each error names its field. Raises ValidationError."""
        super().clean()
        errors = {}
        today = timezone.localdate()
        if self.joined_on and self.joined_on > today:
            errors["joined_on"] = _("入党日期不能晚于今天。")
        if self.confirmed_on:
            if self.membership_status == PROBATIONARY:
                errors["confirmed_on"] = _("预备党员尚未转正，不填转正日期。")
            elif self.confirmed_on > today:
                errors["confirmed_on"] = _("转正日期不能晚于今天。")
            elif self.joined_on and self.confirmed_on < _year_after(self.joined_on):
                errors["confirmed_on"] = _("转正日期不能早于入党满一年（发展党员工作细则：预备期一年）。")
        if errors:
            raise ValidationError(errors)

    def checks(self):
        """Nobody stands in a unit's roster twice; totals reconcile."""
        errors = {"totals": self._total_faults()}
        if self.member_id and self._others().filter(member=self.member_id).exists():
            errors["member"] = [_("本单位名册中已有此人的记录，请更正原记录，不要另建。")]
        if errors := {name: faults for name, faults in errors.items() if faults}:
            raise ValidationError(errors)

    def _others(self):
        return RosterRecord.objects.child_of(self.owning_section).filter(live=True).exclude(pk=self.pk)

    def _total_faults(self) -> list:
        rows = self.totals.all()
        faults = [
            _("第%(number)s行：%(columns)s不能多于党员总数（%(total)s人）。")
            % {"number": number, "columns": "、".join(more), "total": row.all_members}
            for number, row in enumerate(rows, 1)
            if (more := row.more_than_all())
        ]
        units = [row.unit_id for row in rows]
        if len(set(units)) < len(units):
            faults.append(_("同一单位在汇总中列了两次。"))
        return faults


def _year_after(day: datetime.date) -> datetime.date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year + 1, day=28)


class RosterTotal(Row):
    page = rows_of(RosterRecord, "totals")
    unit = models.ForeignKey("cms.Unit", verbose_name=_("单位"), on_delete=models.PROTECT, related_name="+")
    full = models.PositiveIntegerField(_("正式党员"))
    probationary = models.PositiveIntegerField(_("预备党员"), default=0)
    women = models.PositiveIntegerField(_("女党员"), default=0)
    under_35 = models.PositiveIntegerField(_("35岁以下"), default=0)
    college = models.PositiveIntegerField(_("大专及以上"), default=0)
    mobile = models.PositiveIntegerField(_("流动党员"), default=0)

    class Meta(Row.Meta):
        db_table = "m_roster_totals"
        verbose_name = verbose_name_plural = _("党员队伍汇总")

    @property
    def all_members(self) -> int:
        return self.full + self.probationary

    def more_than_all(self) -> list[str]:
        """The names of the columns that count more than there are members."""
        parts = ("women", "under_35", "college", "mobile")
        return [
            str(self._meta.get_field(name).verbose_name) for name in parts if getattr(self, name) > self.all_members
        ]
