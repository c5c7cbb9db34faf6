from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from cms.days import working_days_after
from cms.fields import FieldRule, Row, rows_of
from cms.tree import Record, record_panels

INTERACTION_KINDS = [
    ("call", _("意见征集")),
    ("suggestion", _("建言献策")),
    ("question", _("咨询提问")),
    ("secretary_mailbox", _("书记信箱")),
    ("survey", _("问卷调查")),
    ("vote", _("投票")),
]
ADOPTIONS = [
    ("adopted", _("采纳")),
    ("partly", _("部分采纳")),
    ("explained", _("说明解释")),
    ("filed", _("留作参考")),
]
OPINION_KINDS = [
    ("production", _("生产经营")),
    ("party_work", _("党建工作")),
    ("welfare", _("生活福利")),
    ("safety", _("安全环保")),
    ("other", _("其他")),
]
VISIBILITIES = [
    ("open", _("公开")),
    ("summary", _("只公开摘要")),
    ("closed", _("不公开")),
]
REPLY_WITHIN = 7  # working days


class OpinionRecord(Record):
    dated_by = "opened_on"

    interaction_kind = models.CharField(_("互动类型"), max_length=20, choices=INTERACTION_KINDS)
    opened_on = models.DateField(_("开始日期"), help_text=_("事实发生日期随之确定，不必另填。"))
    closed_on = models.DateField(_("截止日期"), null=True, blank=True)
    anonymous_allowed = models.BooleanField(_("允许匿名"), default=True, help_text=_("允许匿名的，不记录账号和地址。"))
    reply_due = models.DateField(
        _("答复时限"), blank=True, help_text=_("7个工作日内答复；不填则由截止日期（没有则由开始日期）推算，逾期标红。")
    )
    adoption = models.CharField(_("采纳情况"), max_length=20, choices=ADOPTIONS, blank=True, default="", editable=False)

    field_rules = {
        "submissions": FieldRule(after_release=True),
        "reply_due": FieldRule(filled=True),
        "replies": FieldRule(after_release=True),
        "adoption": FieldRule(after_release=True),
    }
    field_order = (
        "interaction_kind", "opened_on", "closed_on", "anonymous_allowed", "submissions", "reply_due",
        "replies", "adoption",
    )  # fmt: skip

    content_panels = record_panels(
        MultiFieldPanel(
            [
                FieldPanel("interaction_kind"),
                FieldRowPanel([FieldPanel("opened_on"), FieldPanel("closed_on")]),
                FieldPanel("anonymous_allowed"),
                FieldPanel("reply_due"),
            ],
            heading=_("征集"),
        ),
        dated=True,
    )
    search_fields = [
        *Record.search_fields,
        index.FilterField("interaction_kind"),
    ]

    class Meta:
        db_table = "m_opinion"
        verbose_name = verbose_name_plural = _("意见征集")

    def fill_in(self):
        super().fill_in()
        if self.opened_on and not self.reply_due:
            self.reply_due = working_days_after(self.closed_on or self.opened_on, REPLY_WITHIN)

    def card_lines(self):
        return [self.get_interaction_kind_display(), _("%(day)s前答复") % {"day": self.reply_due}]

    def clean(self):
        super().clean()
        errors = {}
        if self.opened_on and self.closed_on and self.closed_on < self.opened_on:
            errors["closed_on"] = _("截止日期不能早于开始日期。")
        if self.opened_on and self.reply_due and self.reply_due < self.opened_on:
            errors["reply_due"] = _("答复时限不能早于开始日期。")
        if self.interaction_kind in ("survey", "vote") and not self.closed_on:
            errors["closed_on"] = _("问卷调查和投票须有截止日期。")
        if errors:
            raise ValidationError(errors)


class OpinionSubmission(Row):
    page = rows_of(OpinionRecord, "submissions")
    received_at = models.DateTimeField(_("时间"))
    raised_by = models.CharField(_("提出人"), max_length=50, blank=True, default="")
    content = models.TextField(_("内容"))
    category = models.CharField(_("类别"), max_length=20, choices=OPINION_KINDS, blank=True, default="")
    visibility = models.CharField(_("公开性"), max_length=20, choices=VISIBILITIES)

    class Meta(Row.Meta):
        db_table = "m_opinion_submissions"
        verbose_name = verbose_name_plural = _("意见条目")


class OpinionReply(Row):
    page = rows_of(OpinionRecord, "replies")
    submission = models.CharField(_("意见"), max_length=200)
    reply = models.TextField(_("答复"))
    replied_by = models.ForeignKey("cms.Person", verbose_name=_("答复人"), on_delete=models.PROTECT, related_name="+")
    replied_on = models.DateField(_("日期"))
    satisfied = models.BooleanField(_("是否满意"), null=True, blank=True)

    class Meta(Row.Meta):
        db_table = "m_opinion_replies"
        verbose_name = verbose_name_plural = _("答复情况")
