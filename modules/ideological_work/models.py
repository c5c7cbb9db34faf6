from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel

from cms.fields import FieldRule, Row, rows_of
from cms.people import Person
from cms.tree import Record, record_panels

SURVEY_FORMS = [
    ("analysis", _("职工思想动态分析")),
    ("talk", _("谈心谈话")),
    ("visit", _("走访慰问")),
    ("forum", _("座谈会")),
    ("questionnaire", _("问卷调查")),
]
CONCERN_KINDS = [
    ("pay", _("薪酬福利")),
    ("production", _("生产安排")),
    ("safety", _("安全健康")),
    ("growth", _("成长发展")),
    ("life", _("生活服务")),
    ("other", _("其他")),
]
ATTENTION = [
    ("high", _("高")),
    ("middle", _("中")),
    ("low", _("低")),
]


class ThoughtRecord(Record):
    reported_by = "quarter"

    survey_form = models.CharField(
        _("形式"),
        max_length=20,
        choices=SURVEY_FORMS,
        help_text=_("每季度一次职工思想动态分析；谈心谈话每年不少于一次（支部工作条例第十九条）。"),
    )
    covered_count = models.PositiveIntegerField(_("覆盖人数"), help_text=_("谈话、走访、问卷覆盖的人数。"))

    field_rules = {
        "help_cases": FieldRule(privacy="restricted"),
    }
    field_order = (
        "survey_form", "covered_count", "main_concerns", "actions", "help_cases",
    )  # fmt: skip

    content_panels = record_panels(
        MultiFieldPanel(
            [
                FieldPanel("survey_form"),
                FieldPanel("covered_count"),
            ],
            heading=_("开展情况"),
        ),
        InlinePanel(
            "main_concerns", label=_("反映的问题"), heading=_("主要反映（不写姓名，不写能认出本人的细节）"), min_num=1
        ),
        InlinePanel("actions", label=_("措施"), heading=_("解决措施")),
        InlinePanel("help_cases", label=_("帮扶"), heading=_("帮扶情况（仅指定角色可见）")),
    )
    search_fields = [
        *Record.search_fields,
        index.FilterField("survey_form"),
    ]

    class Meta:
        db_table = "m_thought"
        verbose_name = verbose_name_plural = _("思想政治工作")

    def card_lines(self):
        return [self.get_survey_form_display(), _("覆盖%(count)s人") % {"count": self.covered_count}]

    def clean(self):
        super().clean()
        if self.covered_count == 0:
            raise ValidationError({"covered_count": _("覆盖人数至少为1人。")})

    def checks(self):
        """主要反映须不署名：names of the unit's people are no part of it; nobody raises more than were asked."""
        errors = {}
        rows = list(self.main_concerns.all())
        names = set(Person.objects.filter(unit=self.owning_unit).values_list("name", flat=True))
        for number, row in enumerate(rows, 1):
            if named := next((name for name in names if len(name) > 1 and name in row.concern), ""):
                errors["main_concerns"] = _("第%(number)s条出现了姓名“%(name)s”，主要反映不署名。") % {
                    "number": number,
                    "name": named,
                }
            elif self.covered_count is not None and row.count > self.covered_count:
                errors["main_concerns"] = _("第%(number)s条的人次多于覆盖人数。") % {"number": number}
        if errors:
            raise ValidationError(errors)


class ThoughtConcern(Row):
    page = rows_of(ThoughtRecord, "main_concerns")
    concern = models.CharField(_("反映问题"), max_length=300)
    category = models.CharField(_("类别"), max_length=20, choices=CONCERN_KINDS)
    count = models.PositiveIntegerField(_("人次"))
    level = models.CharField(_("关注度"), max_length=20, choices=ATTENTION)

    required = True

    class Meta(Row.Meta):
        db_table = "m_thought_main_concerns"
        verbose_name = verbose_name_plural = _("主要反映")


class ThoughtAction(Row):
    page = rows_of(ThoughtRecord, "actions")
    action = models.CharField(_("措施"), max_length=300)
    owner = models.CharField(_("责任人"), max_length=50)
    due = models.DateField(_("期限"), null=True, blank=True)
    result = models.CharField(_("结果"), max_length=300, blank=True, default="")

    class Meta(Row.Meta):
        db_table = "m_thought_actions"
        verbose_name = verbose_name_plural = _("解决措施")


class ThoughtHelp(Row):
    page = rows_of(ThoughtRecord, "help_cases")
    person = models.ForeignKey("cms.Person", verbose_name=_("对象"), on_delete=models.PROTECT, related_name="+")
    need = models.CharField(_("困难"), max_length=200)
    help = models.CharField(_("帮扶"), max_length=200)
    date = models.DateField(_("日期"))

    class Meta(Row.Meta):
        db_table = "m_thought_help_cases"
        verbose_name = verbose_name_plural = _("帮扶情况")
