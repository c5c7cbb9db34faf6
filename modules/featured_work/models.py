from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelsearch import index
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField

from cms.fields import FieldRule
from cms.tree import Record, period_of, record_panels

CATEGORIES = [
    ("integration", _("融入生产经营")),
    ("team", _("队伍建设")),
    ("education", _("学习教育")),
    ("service", _("服务群众")),
    ("innovation", _("方法创新")),
    ("brand", _("党建品牌")),
]
WORDS = ["bold", "italic", "ol", "ul", "link"]


class FeaturedRecord(Record):
    quarter = models.CharField(
        _("申报季度"),
        max_length=6,
        blank=True,
        validators=[RegexValidator(r"^\d{4}Q[1-4]$", _("季度写作 2026Q1。"))],
        help_text=_("写作 2026Q1；不填则取所属期间，即事实发生日期所在季度。"),
    )
    category = models.CharField(_("类别"), max_length=20, choices=CATEGORIES)
    background = RichTextField(_("背景与问题"), features=WORDS)
    practice = RichTextField(_("主要做法"), features=WORDS)
    result = RichTextField(_("成效(可量化)"), features=WORDS)
    replicable = RichTextField(_("推广价值"), features=WORDS, blank=True, default="")
    contributors = ParentalManyToManyField(
        "cms.Person", verbose_name=_("主要完成人"), blank=True, related_name="+", db_table="m_featured_contributors"
    )
    selected = models.BooleanField(_("是否入选季度通报"), default=False, blank=True, editable=False)
    selection_opinion = models.CharField(_("党委评语"), max_length=300, blank=True, default="", editable=False)

    field_rules = {
        "quarter": FieldRule(filled=True),
        "selected": FieldRule(after_release=True),
        "selection_opinion": FieldRule(after_release=True),
    }
    field_order = (
        "quarter", "category", "background", "practice", "result", "replicable", "contributors", "selected", "selection_opinion",
    )  # fmt: skip
    reported_by = "quarter"

    content_panels = record_panels(
        MultiFieldPanel([FieldPanel("quarter"), FieldPanel("category")], heading=_("申报")),
        FieldPanel("background"),
        FieldPanel("practice"),
        FieldPanel("result"),
        FieldPanel("replicable"),
        FieldPanel(
            "contributors", widget=forms.SelectMultiple(attrs={"size": 10}), help_text=_("按住 Ctrl 键可以多选。")
        ),
    )
    search_fields = [
        *Record.search_fields,
        index.SearchField("background"),
        index.SearchField("practice"),
        index.SearchField("result"),
        index.FilterField("category"),
        index.FilterField("quarter"),
    ]

    class Meta:
        db_table = "m_featured"
        verbose_name = verbose_name_plural = _("特色工作")

    def fill_in(self):
        """The quarter is the period: whoever writes one of them need not write the other."""
        self.period = self.period or self.quarter
        super().fill_in()
        if not self.quarter and self.occurred_on:
            self.quarter = self.period if "Q" in self.period else period_of(self.occurred_on, "quarter")

    def card_lines(self):
        return [self.get_category_display()]

    def clean(self):
        super().clean()
        if self.quarter and self.period and self.period != self.quarter:
            raise ValidationError({"quarter": _("申报季度与所属期间（%(period)s）不一致。") % {"period": self.period}})

    def checks(self):
        """成效须可量化: a result without a single figure cannot be checked by anybody."""
        if not any(
            character.isdigit() or character in "一二三四五六七八九十百千万半" for character in strip_tags(self.result)
        ):
            raise ValidationError({"result": _("成效须可量化，请写明数字。")})
