import datetime

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from cms.fields import FieldRule, FileRow, MultiChoiceField, Row, rows_of
from cms.tree import Record, record_panels

TOPICS = [
    ("basics", _("党的基本知识")),
    ("organisation_life", _("组织生活")),
    ("member_development", _("发展党员")),
    ("dues", _("党费")),
    ("transfer", _("组织关系")),
    ("election", _("换届选举")),
    ("disclosure", _("党务公开")),
    ("discipline", _("纪律监督")),
    ("education", _("教育管理")),
    ("documents", _("公文写作")),
    ("platform", _("平台使用")),
]
READERS = [
    ("secretary", _("支部书记")),
    ("committee_member", _("支部委员")),
    ("group_leader", _("党小组长")),
    ("member", _("党员")),
    ("applicant", _("入党申请人")),
]
# A guide is reviewed each half-year (the catalogue's cadence); a draft that names no day is due then
HALF_YEAR = datetime.timedelta(days=182)


class GuideRecord(Record):
    topic = models.CharField(_("主题"), max_length=20, choices=TOPICS)
    question = models.CharField(_("问题/事项名称"), max_length=200)
    everyday_words = models.CharField(
        _("同义词/俗称"),
        max_length=300,
        blank=True,
        default="",
        help_text=_("员工平常怎么说，用顿号隔开；检索时同样能找到。"),
    )
    applicable_to = MultiChoiceField(_("适用对象"), choices=READERS)
    valid_from = models.DateField(_("生效日期"))
    review_due = models.DateField(_("复审日期"), blank=True, help_text=_("每半年复审一次；不填则为生效后半年。"))

    field_rules = {"review_due": FieldRule(filled=True)}
    field_order = (
        "topic", "question", "everyday_words", "applicable_to", "steps", "legal_basis", "templates", "valid_from", "review_due",
    )  # fmt: skip
    reported_by = "half_year"

    content_panels = record_panels(
        MultiFieldPanel(
            [
                FieldPanel("topic"),
                FieldPanel("question"),
                FieldPanel("everyday_words"),
                FieldPanel("applicable_to"),
                FieldRowPanel([FieldPanel("valid_from"), FieldPanel("review_due")]),
            ],
            heading=_("事项"),
        ),
        InlinePanel("steps", label=_("步骤"), heading=_("办理步骤")),
        InlinePanel("legal_basis", label=_("依据"), heading=_("依据条款"), min_num=1),
        InlinePanel("templates", label=_("模板"), heading=_("模板表格")),
    )
    search_fields = [
        *Record.search_fields,
        index.SearchField("question"),
        index.SearchField("everyday_words"),
        index.FilterField("topic"),
    ]

    class Meta:
        db_table = "m_guide"
        verbose_name = verbose_name_plural = _("党务指南")

    def fill_in(self):
        super().fill_in()
        if self.valid_from and not self.review_due:
            self.review_due = self.valid_from + HALF_YEAR

    def card_lines(self):
        return [self.get_topic_display()]

    def clean(self):
        super().clean()
        if self.valid_from and self.review_due and self.review_due <= self.valid_from:
            raise ValidationError({"review_due": _("复审日期须晚于生效日期。")})

    def checks(self):
        """A guide that names no rule is an opinion: the basis is what makes it one. Steps are called by their numbers."""
        errors = {}
        if not self.legal_basis.all():
            errors["legal_basis"] = _("请至少填写一条依据条款。")
        numbers = [row.no for row in self.steps.all()]
        if len(set(numbers)) < len(numbers):
            errors["steps"] = _("办理步骤的序号不能重复。")
        if errors:
            raise ValidationError(errors)


class GuideStep(Row):
    page = rows_of(GuideRecord, "steps")
    no = models.PositiveSmallIntegerField(_("序号"), validators=[MinValueValidator(1)])
    action = models.CharField(_("事项"), max_length=300)
    actor = models.CharField(_("责任人"), max_length=100, blank=True, default="")
    time_limit = models.CharField(_("时限"), max_length=100, blank=True, default="")
    form = models.CharField(_("表单材料"), max_length=200, blank=True, default="")

    panels = [
        FieldRowPanel([FieldPanel("no"), FieldPanel("action")]),
        FieldRowPanel([FieldPanel("actor"), FieldPanel("time_limit"), FieldPanel("form")]),
    ]

    class Meta(Row.Meta):
        db_table = "m_guide_steps"
        verbose_name = verbose_name_plural = _("办理步骤")


class GuideBasis(Row):
    page = rows_of(GuideRecord, "legal_basis")
    rule = models.CharField(_("法规名称"), max_length=200)
    article = models.CharField(_("条款"), max_length=100, blank=True, default="")
    url = models.URLField(_("链接"), max_length=300, blank=True, default="")

    panels = [FieldRowPanel([FieldPanel("rule"), FieldPanel("article")]), FieldPanel("url")]

    required = True

    class Meta(Row.Meta):
        db_table = "m_guide_legal_basis"
        verbose_name = verbose_name_plural = _("依据条款")


class GuideTemplate(FileRow):
    page = rows_of(GuideRecord, "templates")

    class Meta(FileRow.Meta):
        db_table = "m_guide_templates"
        verbose_name = verbose_name_plural = _("模板表格")
