from django.core.exceptions import ValidationError
from django.db import models
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField

from cms.fields import FieldRule, Row, rows_of
from cms.tree import Record, record_panels

ITEM_KINDS = [
    ("responsibility_letter", _("责任书")),
    ("education", _("廉洁教育")),
    ("warning_case", _("警示案例")),
    ("risk_point", _("廉洁风险点")),
    ("talk", _("廉政谈话")),
    ("inspection", _("监督检查")),
    ("channel", _("信访举报渠道")),
]
LEVELS = [
    ("high", _("高")),
    ("middle", _("中")),
    ("low", _("低")),
]
WORDS = ["bold", "italic", "ol", "ul", "link"]
# What belongs to discipline inspection alone: 线索处置、审查调查内容不得上网
CLUES = "问题线索"
FORBIDDEN = (CLUES, "初步核实", "立案审查", "审查调查", "留置")


class CleanRecord(Record):
    reported_by = "quarter"

    item_kind = models.CharField(
        _("类别"), max_length=30, choices=ITEM_KINDS, help_text=_("线索处置、审查调查内容不得上网。")
    )
    responsible = models.ForeignKey("cms.Person", verbose_name=_("责任人"), on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(
        _("对象"), max_length=200, blank=True, default="", help_text=_("教育、检查的对象，如“关键岗位人员”。")
    )
    findings = RichTextField(
        _("发现问题"), features=WORDS, blank=True, default="", help_text=_("仅党委可见；不写线索和具体人的问题。")
    )

    field_rules = {
        "findings": FieldRule(privacy="committee"),
    }
    field_order = (
        "item_kind", "responsible", "audience", "risk_points", "findings", "rectification",
    )  # fmt: skip

    content_panels = record_panels(
        MultiFieldPanel(
            [
                FieldPanel("item_kind"),
                FieldPanel("responsible"),
                FieldPanel("audience"),
            ],
            heading=_("事项"),
        ),
        InlinePanel("risk_points", label=_("风险点"), heading=_("风险点与防控措施")),
        FieldPanel("findings"),
        InlinePanel("rectification", label=_("整改事项"), heading=_("整改情况")),
    )
    search_fields = [
        *Record.search_fields,
        index.SearchField("audience"),
        index.FilterField("item_kind"),
    ]

    class Meta:
        db_table = "m_clean"
        verbose_name = verbose_name_plural = _("党风廉政")

    def card_lines(self):
        return [self.get_item_kind_display(), self.audience]

    def clean(self):
        super().clean()
        texts = {name: getattr(self, name) for name in ("title", "summary", "audience", "findings")}
        self._refuse(texts | {"body": str(self.body.get_prep_value())})

    def _refuse(self, texts: dict[str, str]) -> None:
        """Raise ValidationError for each of these fields that speaks of what belongs to discipline inspection alone.

        How clues are handed in (信访举报渠道) is public; what they say is not.
        """
        words = [word for word in FORBIDDEN if word != CLUES or self.item_kind != "channel"]
        errors = {}
        for name, text in texts.items():
            plain = strip_tags(text)
            if word := next((word for word in words if word in plain), ""):
                errors[name] = _("内容中出现“%(word)s”：线索处置、审查调查内容不得上网。") % {"word": word}
        if errors:
            raise ValidationError(errors)

    def checks(self):
        """A risk point belongs to its own kind of item; what was found is rectified."""
        risks = [f"{row.risk} {row.control}" for row in self.risk_points.all()]
        issues = [f"{row.issue} {row.action} {row.done}" for row in self.rectification.all()]
        self._refuse({"risk_points": " ".join(risks), "rectification": " ".join(issues)})
        errors = {}
        if self.item_kind == "risk_point" and not self.risk_points.all():
            errors["risk_points"] = _("类别为“廉洁风险点”时，至少填写一个风险点与防控措施。")
        if self.item_kind == "inspection" and strip_tags(self.findings).strip() and not self.rectification.all():
            errors["rectification"] = _("监督检查发现了问题，须填写整改情况。")
        if errors:
            raise ValidationError(errors)


class CleanRiskPoint(Row):
    page = rows_of(CleanRecord, "risk_points")
    post = models.CharField(_("岗位"), max_length=100)
    risk = models.CharField(_("风险点"), max_length=300)
    level = models.CharField(_("等级"), max_length=20, choices=LEVELS)
    control = models.CharField(_("措施"), max_length=500)
    owner = models.CharField(_("责任人"), max_length=50)

    class Meta(Row.Meta):
        db_table = "m_clean_risk_points"
        verbose_name = verbose_name_plural = _("风险点与防控措施")


class CleanRectification(Row):
    page = rows_of(CleanRecord, "rectification")
    issue = models.CharField(_("问题"), max_length=300)
    action = models.CharField(_("整改措施"), max_length=500)
    due = models.DateField(_("期限"), null=True, blank=True)
    done = models.CharField(_("完成情况"), max_length=300, blank=True, default="")

    class Meta(Row.Meta):
        db_table = "m_clean_rectification"
        verbose_name = verbose_name_plural = _("整改情况")
