from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelsearch import index
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel

from cms.fields import FieldRule, FileRow, MoneyField, rows_of
from cms.tree import Record, record_panels

LEVELS = [
    ("national", _("国家级")),
    ("provincial", _("省部级")),
    ("group", _("集团级")),
    ("factory", _("厂级")),
]


class HonourRecord(Record):
    honour = models.CharField(_("荣誉名称"), max_length=100)
    level = models.CharField(_("级别"), max_length=20, choices=LEVELS)
    awarded_by = models.CharField(_("授予单位"), max_length=100)
    awarded_on = models.DateField(_("授予日期"))
    recipients = ParentalManyToManyField(
        "cms.Person", verbose_name=_("获奖人"), blank=True, related_name="+", db_table="x_honours_recipients"
    )
    bonus = MoneyField(_("奖金(元)"), null=True, blank=True, help_text=_("仅本单位党员可见。"))

    field_rules = {"bonus": FieldRule(privacy="unit")}
    field_order = ("honour", "level", "awarded_by", "awarded_on", "recipients", "certificates", "bonus")
    reported_by = "year"

    content_panels = record_panels(
        FieldPanel("honour"),
        FieldRowPanel([FieldPanel("level"), FieldPanel("awarded_on")]),
        FieldPanel("awarded_by"),
        FieldPanel("recipients"),
        InlinePanel("certificates", label=_("证书"), heading=_("证书扫描件")),
        FieldPanel("bonus"),
    )
    search_fields = [*Record.search_fields, index.SearchField("honour"), index.FilterField("level")]

    class Meta:
        db_table = "x_honours"
        verbose_name = verbose_name_plural = _("荣誉表彰")

    def card_lines(self):
        return [self.honour, self.get_level_display()]

    def clean(self):
        super().clean()
        if self.bonus is not None and self.bonus < 0:
            raise ValidationError({"bonus": _("奖金不能为负。")})


class HonourCertificate(FileRow):
    page = rows_of(HonourRecord, "certificates")

    class Meta(FileRow.Meta):
        db_table = "x_honours_certificates"
        verbose_name = verbose_name_plural = _("证书")
