from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelsearch import index
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from cms.fields import FieldRule, Row, rows_of
from cms.tree import Record, record_panels

DOC_KINDS = [
    ("decision", _("决定")),
    ("notice", _("通知")),
    ("circular", _("通报")),
    ("opinion", _("意见")),
    ("report", _("报告")),
    ("request", _("请示")),
    ("reply", _("批复")),
    ("minutes", _("纪要")),
    ("letter", _("函")),
    ("superior", _("上级来文")),
]
URGENCIES = [
    ("normal", _("普通")),
    ("urgent", _("加急")),
    ("extra_urgent", _("特急")),
]
RELAY_FORMS = [
    ("meeting", _("会议传达")),
    ("group", _("党小组传达")),
    ("read", _("传阅")),
    ("notice_board", _("公开栏张贴")),
    ("online", _("网上传达")),
]
# GB/T 9704-2012: 机关代字, the year in six-corner brackets, a number without leading zeros
DOC_NUMBER = r"^[^\s〔〕]+〔\d{4}〕[1-9]\d*号$"


class NoticeRecord(Record):
    dated_by = "issued_on"

    doc_kind = models.CharField(_("文种"), max_length=20, choices=DOC_KINDS, help_text=_("涉密文件不得上传。"))
    doc_number = models.CharField(
        _("发文字号"),
        max_length=50,
        blank=True,
        default="",
        validators=[
            RegexValidator(
                DOC_NUMBER,
                _(
                    "发文字号写作“机关代字〔年份〕序号号”，如 江北党〔2026〕3号；年份用六角括号，序号不加“第”、不编虚位。"
                ),
            )
        ],
        help_text=_("如 江北党〔2026〕3号。"),
    )
    issuing_body = models.CharField(_("发文机关"), max_length=200)
    signed_by = models.ForeignKey(
        "cms.Person", verbose_name=_("签发人"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    urgency = models.CharField(_("紧急程度"), max_length=20, choices=URGENCIES, blank=True, default="")
    main_recipients = ParentalManyToManyField(
        "cms.Unit", verbose_name=_("主送"), blank=False, related_name="+", db_table="m_notice_main_recipients"
    )
    copy_recipients = ParentalManyToManyField(
        "cms.Unit", verbose_name=_("抄送"), blank=True, related_name="+", db_table="m_notice_copy_recipients"
    )
    issued_on = models.DateField(_("成文日期"), help_text=_("事实发生日期随之确定，不必另填。"))
    receipt_required = models.BooleanField(_("是否需要签收"), default=True)
    receipt_due = models.DateTimeField(_("签收时限"), null=True, blank=True, help_text=_("不填则为成文后2个工作日。"))
    feedback_due = models.DateField(_("反馈时限"), null=True, blank=True, help_text=_("须反馈落实情况的填写。"))
    pdf = models.ForeignKey(
        "cms.Attachment",
        verbose_name=_("红头文件PDF"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("按 GB/T 9704-2012 排版的正式文件；不得上传涉密文件。"),
    )

    field_rules = {
        "receipts": FieldRule(after_release=True),
    }
    field_order = (
        "doc_kind", "doc_number", "issuing_body", "signed_by", "urgency", "main_recipients",
        "copy_recipients", "issued_on", "receipt_required", "receipt_due", "feedback_due", "receipts",
        "pdf",
    )  # fmt: skip

    content_panels = record_panels(
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("doc_kind"), FieldPanel("urgency")]),
                FieldRowPanel([FieldPanel("doc_number"), FieldPanel("issued_on")]),
                FieldRowPanel([FieldPanel("issuing_body"), FieldPanel("signed_by")]),
                FieldPanel("pdf"),
            ],
            heading=_("文件"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("main_recipients"),
                FieldPanel("copy_recipients"),
                FieldPanel("receipt_required"),
                FieldRowPanel([FieldPanel("receipt_due"), FieldPanel("feedback_due")]),
            ],
            heading=_("发送与时限"),
        ),
        dated=True,
    )
    search_fields = [
        *Record.search_fields,
        index.SearchField("doc_number"),
        index.SearchField("issuing_body"),
        index.FilterField("doc_kind"),
    ]

    class Meta:
        db_table = "m_notice"
        verbose_name = verbose_name_plural = _("文件通知")

    def card_lines(self):
        return [" ".join(filter(None, [self.get_doc_kind_display(), self.doc_number])), self.issuing_body]

    def clean(self):
        super().clean()
        errors = {}
        if self.issued_on and self.receipt_due and timezone.localdate(self.receipt_due) < self.issued_on:
            errors["receipt_due"] = _("签收时限不能早于成文日期。")
        if self.issued_on and self.feedback_due and self.feedback_due < self.issued_on:
            errors["feedback_due"] = _("反馈时限不能早于成文日期。")
        year = self.doc_number[self.doc_number.find("〔") + 1 :][:4]
        if self.issued_on and year.isdigit() and int(year) != self.issued_on.year:
            errors["doc_number"] = _("发文字号的年份与成文日期（%(year)s年）不一致。") % {"year": self.issued_on.year}
        if errors:
            raise ValidationError(errors)

    def checks(self):
        """A document is sent to somebody, and to nobody twice."""
        main = {unit.pk for unit in self.main_recipients.all()}
        if not main:
            raise ValidationError({"main_recipients": _("请至少选择一个主送单位。")})
        if main & {unit.pk for unit in self.copy_recipients.all()}:
            raise ValidationError({"copy_recipients": _("同一单位不能既主送又抄送。")})


class NoticeReceipt(Row):
    page = rows_of(NoticeRecord, "receipts")
    unit = models.ForeignKey("cms.Unit", verbose_name=_("单位"), on_delete=models.PROTECT, related_name="+")
    received_by = models.ForeignKey(
        "cms.Person", verbose_name=_("签收人"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    received_at = models.DateTimeField(_("签收时间"), null=True, blank=True)
    relayed_on = models.DateField(_("传达日期"), null=True, blank=True)
    relay_form = models.CharField(_("传达形式"), max_length=20, choices=RELAY_FORMS, blank=True, default="")
    feedback = models.TextField(_("落实反馈"), blank=True, default="")

    class Meta(Row.Meta):
        db_table = "m_notice_receipts"
        verbose_name = verbose_name_plural = _("签收与传达情况")
