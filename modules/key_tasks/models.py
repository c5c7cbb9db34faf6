from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelsearch import index
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField

from cms.fields import PercentField, Row, rows_of
from cms.references import RecordRef
from cms.tree import Record, record_panels

TASK_KINDS = [
    ("annual_key", _("年度重点")),
    ("party_topic", _("党建课题")),
    ("breakthrough_project", _("攻关项目")),
    ("campaign", _("专项活动")),
    ("secretary_project", _("书记项目")),
]
WORDS = ["bold", "italic", "ol", "ul", "link"]


class KeyTaskRecord(Record):
    task_kind = models.CharField(_("类别"), max_length=20, choices=TASK_KINDS)
    objective_ref = RecordRef(
        _("对应方针目标"),
        modules="policy_objectives",
        null=True,
        blank=True,
        help_text=_("本项工作推动哪一项方针目标。"),
    )
    lead = models.ForeignKey("cms.Person", verbose_name=_("牵头人"), on_delete=models.PROTECT, related_name="+")
    team = ParentalManyToManyField(
        "cms.Person", verbose_name=_("成员"), blank=True, related_name="+", db_table="m_keytask_team"
    )
    start = models.DateField(_("开始时间"))
    due = models.DateField(_("完成时限"))
    progress = PercentField(
        _("进度"),
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
        help_text=_("0至100，次月5日前更新。"),
    )
    result = RichTextField(
        _("成果与效益"), features=WORDS, blank=True, default="", help_text=_("进度为100%时必填，写明成果与效益。")
    )

    field_order = (
        "task_kind", "objective_ref", "lead", "team", "start", "due", "milestones", "progress", "result",
    )  # fmt: skip

    content_panels = record_panels(
        MultiFieldPanel(
            [
                FieldPanel("task_kind"),
                FieldPanel("objective_ref"),
                FieldRowPanel([FieldPanel("lead")]),
                FieldPanel("team"),
                FieldRowPanel([FieldPanel("start"), FieldPanel("due")]),
            ],
            heading=_("任务"),
        ),
        InlinePanel("milestones", label=_("节点"), heading=_("节点"), min_num=1),
        MultiFieldPanel(
            [
                FieldPanel("progress"),
                FieldPanel("result"),
            ],
            heading=_("进展"),
        ),
    )
    search_fields = [
        *Record.search_fields,
        index.SearchField("result"),
        index.FilterField("task_kind"),
    ]

    class Meta:
        db_table = "m_keytask"
        verbose_name = verbose_name_plural = _("重点工作")

    def card_lines(self):
        return [self.get_task_kind_display(), _("进度 %(progress)s%%") % {"progress": self.progress}]

    def clean(self):
        super().clean()
        errors = {}
        if self.start and self.due and self.due < self.start:
            errors["due"] = _("完成时限不能早于开始时间。")
        if self.progress is not None and self.progress >= 100 and not strip_tags(self.result).strip():
            errors["result"] = _("进度为100%时，须写明成果与效益。")
        if errors:
            raise ValidationError(errors)

    def checks(self):
        """节点落在任务起止之内，完成日期不晚于今天，全部完成才是100%."""
        rows = list(self.milestones.all())
        today = timezone.localdate()
        wrong = []
        for number, row in enumerate(rows, 1):
            if row.due and self.start and self.due and not self.start <= row.due <= self.due:
                wrong.append(_("第%(number)s个节点的期限不在任务起止时间之内。") % {"number": number})
            if row.done_on and row.done_on > today:
                wrong.append(_("第%(number)s个节点的完成日期晚于今天。") % {"number": number})
        if self.progress is not None and self.progress >= 100 and any(row.done_on is None for row in rows):
            wrong.append(_("进度为100%，但还有节点没有完成日期。"))
        if wrong:
            raise ValidationError({"milestones": wrong})


class KeyTaskMilestone(Row):
    page = rows_of(KeyTaskRecord, "milestones")
    milestone = models.CharField(_("节点"), max_length=200)
    due = models.DateField(_("期限"))
    done_on = models.DateField(_("完成日期"), null=True, blank=True)
    evidence = models.CharField(_("佐证"), max_length=200, blank=True, default="")

    required = True

    class Meta(Row.Meta):
        db_table = "m_keytask_milestones"
        verbose_name = verbose_name_plural = _("节点")
