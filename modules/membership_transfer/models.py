import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from cms.fields import FieldRule, PeriodField
from cms.tree import Record, record_panels

DIRECTIONS = [
    ("in", _("转入")),
    ("out", _("转出")),
    ("internal", _("内部调整")),
    ("temporary", _("临时组织关系")),
]
# A letter is valid for 90 days at most (customary)
LONGEST = datetime.timedelta(days=90)


class TransferRecord(Record):
    dated_by = "issued_on"

    member = models.ForeignKey(
        "cms.Person",
        verbose_name=_("姓名"),
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("本单位党员以外的人只看到“张*”。"),
    )
    direction = models.CharField(_("转接方向"), max_length=20, choices=DIRECTIONS)
    from_org = models.CharField(_("转出党组织"), max_length=200)
    to_org = models.CharField(_("转入党组织"), max_length=200)
    letter_number = models.CharField(
        _("介绍信编号"),
        max_length=50,
        blank=True,
        default="",
        help_text=_("介绍信存根编号；网上转接的填网上转接编号。"),
    )
    issued_on = models.DateField(_("开具日期"), help_text=_("办理后5日内登记；事实发生日期随之确定，不必另填。"))
    valid_until = models.DateField(_("有效期至"), null=True, blank=True, help_text=_("介绍信有效期，一般不超过90天。"))
    receipt_on = models.DateField(_("回执日期"), null=True, blank=True, help_text=_("有效期内收到回执。"))
    dues_paid_to = PeriodField(_("党费交至"), help_text=_("写作 2026-03。"))

    field_rules = {
        "member": FieldRule(mask="name"),
    }
    field_order = (
        "member", "direction", "from_org", "to_org", "letter_number", "issued_on", "valid_until",
        "receipt_on", "dues_paid_to",
    )  # fmt: skip

    content_panels = record_panels(
        MultiFieldPanel(
            [
                FieldPanel("member"),
                FieldPanel("direction"),
                FieldRowPanel([FieldPanel("from_org"), FieldPanel("to_org")]),
            ],
            heading=_("转接"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("letter_number"),
                FieldRowPanel([FieldPanel("issued_on"), FieldPanel("valid_until")]),
                FieldRowPanel([FieldPanel("receipt_on"), FieldPanel("dues_paid_to")]),
            ],
            heading=_("介绍信"),
        ),
        dated=True,
    )
    search_fields = [
        *Record.search_fields,
        index.SearchField("from_org"),
        index.SearchField("to_org"),
        index.FilterField("direction"),
    ]

    class Meta:
        db_table = "m_transfer"
        verbose_name = verbose_name_plural = _("组织关系转接")

    def card_lines(self):
        return [self.get_direction_display(), f"{self.from_org} → {self.to_org}"]

    def clean(self):
        super().clean()
        errors = {}
        if self.issued_on and self.valid_until:
            if self.valid_until < self.issued_on:
                errors["valid_until"] = _("有效期不能早于开具日期。")
            elif self.valid_until - self.issued_on > LONGEST:
                errors["valid_until"] = _("介绍信有效期一般不超过90天。")
        if self.issued_on and self.receipt_on and self.receipt_on < self.issued_on:
            errors["receipt_on"] = _("回执日期不能早于开具日期。")
        if self.receipt_on and self.valid_until and self.receipt_on > self.valid_until:
            errors["receipt_on"] = _("回执日期晚于有效期，须重新开具介绍信。")
        if self.receipt_on and self.receipt_on > timezone.localdate():
            errors["receipt_on"] = _("回执日期不能晚于今天。")
        if self.from_org and self.from_org.strip() == self.to_org.strip():
            errors["to_org"] = _("转出和转入的是同一个党组织。")
        if self.dues_paid_to and "-" not in self.dues_paid_to:
            errors["dues_paid_to"] = _("党费交至某年某月，写作 2026-03。")
        if errors:
            raise ValidationError(errors)

    def checks(self):
        """转出须有介绍信."""
        if self.direction == "out" and not self.letter_number.strip():
            raise ValidationError({"letter_number": _("转出组织关系须写明介绍信编号。")})
