from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from cms.fields import FieldRule, MoneyField, PercentField, Row, rows_of
from cms.tree import Record, period_of, record_panels

from .lines import amount_faults, line_faults

NOT_NEGATIVE = [MinValueValidator(Decimal(0))]


class DuesRecord(Record):
    month = models.CharField(
        _("月份"),
        max_length=7,
        blank=True,
        validators=[RegexValidator(r"^\d{4}-(0[1-9]|1[0-2])\Z", _("月份写作 2026-03。"))],
        help_text=_("写作 2026-03；不填则取所属期间，即事实发生日期所在月份。"),
    )
    payable_count = models.PositiveIntegerField(_("应交人数"), validators=[MinValueValidator(1)])
    paid_count = models.PositiveIntegerField(_("实交人数"), help_text=_("不大于应交人数。"))
    payable_amount = MoneyField(_("应交金额"), validators=NOT_NEGATIVE, help_text=_("元。"))
    paid_amount = MoneyField(_("实交金额"), validators=NOT_NEGATIVE, help_text=_("元。"))
    remitted_amount = MoneyField(_("上缴金额"), validators=NOT_NEGATIVE, help_text=_("元；不大于实交金额。"))
    treasurer = models.ForeignKey("cms.Person", verbose_name=_("收缴人"), on_delete=models.PROTECT, related_name="+")

    field_rules = {"month": FieldRule(filled=True), "member_lines": FieldRule(privacy="restricted")}
    field_order = (
        "month", "payable_count", "paid_count", "payable_amount", "paid_amount", "remitted_amount", "member_lines",
        "usage_lines", "treasurer",
    )  # fmt: skip

    content_panels = record_panels(
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("month"), FieldPanel("treasurer")]),
                FieldRowPanel([FieldPanel("payable_count"), FieldPanel("paid_count")]),
                FieldRowPanel([FieldPanel("payable_amount"), FieldPanel("paid_amount"), FieldPanel("remitted_amount")]),
            ],
            heading=_("收缴"),
            help_text=_("党费按月交纳；无正当理由连续六个月不交纳党费的，按自行脱党处理。"),
        ),
        InlinePanel(
            "member_lines",
            label=_("党员"),
            heading=_("党员交纳明细（仅指定角色可见）"),
            help_text=_(
                "公开时只公布汇总与个人实交额，不公布工资基数；不登记银行账号。"
                "比例：3000元以下（含）0.5%，至5000元1%，至10000元1.5%，以上2%；经批准少交、免交或按定额交纳的，不填基数和比例。"
            ),
        ),
        InlinePanel("usage_lines", label=_("使用"), heading=_("使用明细")),
    )

    class Meta:
        db_table = "m_dues"
        verbose_name = verbose_name_plural = _("党费收缴")

    def fill_in(self):
        """The month is the period: whoever writes one of them need not write the other."""
        self.period = self.period or self.month
        super().fill_in()
        if not self.month and self.occurred_on:
            self.month = self.period if "-" in self.period else period_of(self.occurred_on, "month")
        if self.member_lines.all():
            self.contains_personal_data = True

    def card_lines(self):
        return [
            _("应交%(payable_count)s人，实交%(paid_count)s人") % vars(self),
            _("实交%(paid)s元，上缴%(remitted)s元")
            % {"paid": f"{self.paid_amount:,}", "remitted": f"{self.remitted_amount:,}"},
        ]

    def clean(self):
        """The rules among the columns; each error names its field. Raises ValidationError."""
        super().clean()
        errors = {}
        if self.month and self.period and self.period != self.month:
            errors["month"] = _("月份与所属期间（%(period)s）不一致。") % {"period": self.period}
        elif self.month and self.month > f"{timezone.localdate():%Y-%m}":
            errors["month"] = _("月份不能晚于本月。")
        if self.paid_count is not None and self.payable_count is not None and self.paid_count > self.payable_count:
            errors["paid_count"] = _("实交人数不能大于应交人数。")
        errors |= amount_faults(self)
        if errors:
            raise ValidationError(errors)

    def checks(self):
        """The lines add up to the sums, and each follows the rates of 2008."""
        if faults := line_faults(self):
            raise ValidationError({"member_lines": faults})


class DuesLine(Row):
    page = rows_of(DuesRecord, "member_lines")
    member = models.ForeignKey("cms.Person", verbose_name=_("姓名"), on_delete=models.PROTECT, related_name="+")
    base = MoneyField(_("交纳基数"), null=True, blank=True, validators=NOT_NEGATIVE)
    rate = PercentField(_("比例"), null=True, blank=True)
    due = MoneyField(_("应交"), validators=NOT_NEGATIVE)
    paid = MoneyField(_("实交"), default=Decimal("0.00"), validators=NOT_NEGATIVE)
    paid_on = models.DateField(_("交纳日期"), null=True, blank=True)

    class Meta(Row.Meta):
        db_table = "m_dues_member_lines"
        verbose_name = verbose_name_plural = _("党员交纳明细")


class DuesUsage(Row):
    page = rows_of(DuesRecord, "usage_lines")
    purpose = models.CharField(_("用途"), max_length=200)
    amount = MoneyField(_("金额"), validators=[MinValueValidator(Decimal("0.01"))])
    approved_by = models.ForeignKey("cms.Person", verbose_name=_("审批人"), on_delete=models.PROTECT, related_name="+")
    voucher = models.CharField(_("凭证"), max_length=100, blank=True, default="")

    class Meta(Row.Meta):
        db_table = "m_dues_usage_lines"
        verbose_name = verbose_name_plural = _("使用明细")
