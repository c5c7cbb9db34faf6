from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from cms.references import RecordRef
from cms.tree import Record, record_panels

KINDS = [
    ("party_regulation", _("党内法规")),
    ("superior_rule", _("上级制度")),
    ("own_rule", _("本级制度")),
    ("duty_list", _("岗位职责")),
    ("procedure", _("工作流程")),
]
VALIDITIES = [
    ("in_force", _("现行有效")),
    ("amended", _("已修订")),
    ("repealed", _("已废止")),
    ("trial", _("试行")),
]
# What others issued is not the unit's own record
FROM_ABOVE = frozenset({"party_regulation", "superior_rule"})


class RuleRecord(Record):
    rule_kind = models.CharField(_("类别"), max_length=20, choices=KINDS)
    doc_number = models.CharField(
        _("文号"),
        max_length=50,
        blank=True,
        default="",
        help_text=_("如 江桥党〔2026〕3号；用六角括号，序号前不加“第”。"),
    )
    issued_by = models.CharField(_("制定机关"), max_length=100)
    issued_on = models.DateField(_("发布日期"))
    effective_on = models.DateField(_("施行日期"), null=True, blank=True, help_text=_("不填即自发布之日起施行。"))
    validity = models.CharField(_("效力状态"), max_length=20, choices=VALIDITIES)
    replaces = RecordRef(
        _("替代文件"),
        modules="rules_and_duties",
        null=True,
        blank=True,
        help_text=_("本文件施行后，哪一份旧文件不再执行；请同时更正旧文件的效力状态。"),
    )
    review_due = models.DateField(_("复审日期"), null=True, blank=True, help_text=_("制度每年清理复审一次。"))

    field_order = (
        "rule_kind", "doc_number", "issued_by", "issued_on", "effective_on", "validity", "replaces", "review_due",
    )  # fmt: skip
    reported_by = "year"

    content_panels = record_panels(
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("rule_kind"), FieldPanel("validity")]),
                FieldRowPanel([FieldPanel("doc_number"), FieldPanel("issued_by")]),
                FieldRowPanel([FieldPanel("issued_on"), FieldPanel("effective_on"), FieldPanel("review_due")]),
                FieldPanel("replaces"),
            ],
            heading=_("制度"),
            help_text=_("全文写在正文里或作为附件；涉密文件不得上传。"),
        ),
    )
    search_fields = [
        *Record.search_fields,
        index.SearchField("doc_number"),
        index.SearchField("issued_by"),
        index.FilterField("rule_kind"),
        index.FilterField("validity"),
    ]

    class Meta:
        db_table = "m_rules"
        verbose_name = verbose_name_plural = _("制度职责")

    def review_on(self):
        """What is no longer in force needs no review."""
        return None if self.validity == "repealed" else self.review_due

    def card_lines(self):
        return [self.get_rule_kind_display(), self.doc_number or self.issued_by, self.get_validity_display()]

    def clean(self):
        """The rules among the columns; each error names its field. Raises ValidationError."""
        super().clean()
        errors = {}
        if self.issued_on:
            if self.occurred_on and self.issued_on > self.occurred_on:
                errors["issued_on"] = _("发布日期不能晚于事实发生日期（登记或复审的那一天）。")
            if self.effective_on and self.effective_on < self.issued_on:
                errors["effective_on"] = _("施行日期不能早于发布日期。")
            if self.review_due and self.review_due <= self.issued_on:
                errors["review_due"] = _("复审日期须晚于发布日期。")
        if self.rule_kind in FROM_ABOVE and self.source_kind not in ("superior_document", "repost"):
            errors["source_kind"] = _("“%(kind)s”不是本单位原始记录，信息来源应为上级文件或转载。") % {
                "kind": self.get_rule_kind_display()
            }
        if self.replaces_id and self.replaces_id == self.pk:
            errors["replaces"] = _("文件不能替代它自己。")
        if errors:
            raise ValidationError(errors)

    def checks(self):
        """A rule without its text is a title: it stands in the body or is attached."""
        if not len(self.body) and not self.attachments.all():
            raise ValidationError({"body": _("请在正文中写明制度内容，或附上文件。")})
