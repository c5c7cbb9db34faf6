from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField

from cms.fields import FieldRule, PercentField, Row, rows_of
from cms.moderation.reviewers import reviewers_of
from cms.panels import ReferencesPanel, TablePanel
from cms.references import RecordRef, RefRow
from cms.tree import Record, record_panels

from . import figures
from .panels import FrozenPanel

GRADES = [
    ("excellent", _("优秀")),
    ("good", _("良好")),
    ("pass", _("合格")),
    ("fail", _("不合格")),
]
WORDS = ["bold", "italic", "ol", "ul", "link"]


class BulletinRecord(Record):
    reported_by = "quarter"

    quarter = models.CharField(
        _("季度"),
        max_length=6,
        blank=True,
        validators=[RegexValidator(r"^\d{4}Q[1-4]$", _("季度写作 2026Q1。"))],
        help_text=_("不填则取所属期间。"),
    )
    scheme = models.CharField(_("评价方案版本"), max_length=20, default="v1", help_text=_("评价方案的版本，如 v1。"))
    supplements = RecordRef(
        _("补充的通报"),
        modules="information_bulletin",
        null=True,
        blank=True,
        help_text=_("补充通报写明补充的是哪一份；季度通报不填。"),
    )
    frozen_at = models.DateTimeField(_("数据冻结时间"), help_text=_("此后的更正以补充通报说明，不改动已公布的数字。"))
    overview = RichTextField(_("报送情况"), features=WORDS)
    problems = RichTextField(_("存在问题"), features=WORDS)
    requirements = RichTextField(_("工作要求"), features=WORDS)
    reviewed_by = models.ForeignKey(
        "cms.Person",
        verbose_name=_("审核人"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("二审人，自动填写。"),
        editable=False,
    )
    approved_by = models.ForeignKey(
        "cms.Person",
        verbose_name=_("签发人"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("签发人，自动填写。"),
        editable=False,
    )
    published_on = models.DateField(
        _("公布日期"), null=True, blank=True, help_text=_("首次发布的日期，自动填写。"), editable=False
    )

    field_rules = {
        "quarter": FieldRule(filled=True),
        "reviewed_by": FieldRule(computed=True),
        "approved_by": FieldRule(computed=True),
        "published_on": FieldRule(computed=True),
        "objections": FieldRule(after_release=True),
    }
    field_order = (
        "quarter", "supplements", "scheme", "frozen_at", "unit_table", "overview", "problems", "featured", "requirements",
        "reviewed_by", "approved_by", "published_on", "objections",
    )  # fmt: skip

    content_panels = record_panels(
        MultiFieldPanel(
            [
                FieldPanel("quarter"),
                FieldPanel("supplements"),
                FieldPanel("scheme"),
                FieldPanel("frozen_at"),
            ],
            heading=_("通报"),
        ),
        FieldPanel("overview"),
        FrozenPanel(heading=_("各单位信息更新情况（季度冻结的数字）")),
        TablePanel("unit_table", label=_("单位"), heading=_("各单位信息更新情况"), min_num=1),
        FieldPanel("problems"),
        ReferencesPanel("featured", label=_("特色工作"), heading=_("特色工作")),
        FieldPanel("requirements"),
    )
    search_fields = [
        *Record.search_fields,
        index.SearchField("overview"),
        index.SearchField("problems"),
        index.SearchField("requirements"),
        index.FilterField("quarter"),
    ]

    class Meta:
        db_table = "m_bulletin"
        verbose_name = verbose_name_plural = _("信息通报")

    def fill_in(self):
        """The quarter is the period; reviewer, approver and day of publication follow from the review."""
        self.period = self.period or self.quarter
        super().fill_in()
        if not self.quarter:
            self.quarter = self.period
        self.published_on = timezone.localdate(self.first_published_at) if self.first_published_at else None
        people = reviewers_of(self) if self.pk else {}
        self.reviewed_by = people.get("second")
        self.approved_by = people.get("final")

    def card_lines(self):
        return [self.quarter, _("补充通报")] if self.supplements_id else [self.quarter]

    def locked_fields(self):
        """The figures of a closed quarter are the close's, who edits the text cannot change them."""
        return figures.locked(self)

    def clean(self):
        super().clean()
        errors = {}
        if self.quarter and self.period and self.quarter != self.period:
            errors["quarter"] = _("季度与所属期间（%(period)s）不一致。") % {"period": self.period}
        if self.supplements_id and self.supplements_id == self.pk:
            errors["supplements"] = _("通报不能补充自己。")
        elif self.supplements_id and self.supplements.specific.quarter != self.quarter:
            errors["supplements"] = _("补充的通报不是%(quarter)s的。") % {"quarter": self.quarter}
        if self.frozen_at and self.frozen_at > timezone.now():
            errors["frozen_at"] = _("数据冻结时间不能晚于现在。")
        if errors:
            raise ValidationError(errors)

    def checks(self):
        """有效不多于报送，一个单位一行，数字与季度冻结的一致."""
        rows = list(self.unit_table.all())
        units = [row.unit_id for row in rows]
        if len(set(units)) < len(units):
            raise ValidationError({"unit_table": _("同一单位列了两行。")})
        for number, row in enumerate(rows, 1):
            if row.effective > row.submitted:
                raise ValidationError({"unit_table": _("第%(number)s行的有效更新多于报送。") % {"number": number}})
        if refused := figures.refusals(self):
            raise ValidationError(refused)


class BulletinUnit(Row):
    page = rows_of(BulletinRecord, "unit_table")
    unit = models.ForeignKey("cms.Unit", verbose_name=_("单位"), on_delete=models.PROTECT, related_name="+")
    due = models.PositiveIntegerField(_("应更新"))
    submitted = models.PositiveIntegerField(_("报送"))
    effective = models.PositiveIntegerField(_("有效更新"))
    on_time_rate = PercentField(_("及时率"), null=True, blank=True)
    returned = models.PositiveIntegerField(_("退回"))
    corrected = models.PositiveIntegerField(_("更正"))
    empty_modules = models.PositiveIntegerField(_("空白模块"))
    quality = models.DecimalField(_("质量分"), max_digits=10, decimal_places=2, null=True, blank=True)
    total = models.DecimalField(_("总分"), max_digits=10, decimal_places=2, null=True, blank=True)
    grade = models.CharField(_("等次"), max_length=20, choices=GRADES, blank=True, default="")

    required = True

    class Meta(Row.Meta):
        db_table = "m_bulletin_unit_table"
        verbose_name = verbose_name_plural = _("各单位信息更新情况")


class BulletinFeatured(RefRow):
    page = rows_of(BulletinRecord, "featured")
    ref = RecordRef(_("特色工作"), modules="featured_work")

    class Meta(RefRow.Meta):
        db_table = "m_bulletin_featured"
        verbose_name = verbose_name_plural = _("特色工作")


class BulletinObjection(Row):
    page = rows_of(BulletinRecord, "objections")
    unit = models.ForeignKey("cms.Unit", verbose_name=_("单位"), on_delete=models.PROTECT, related_name="+")
    raised_on = models.DateField(_("日期"))
    matter = models.CharField(_("事项"), max_length=500)
    decision = models.CharField(_("处理"), max_length=500, blank=True, default="")

    class Meta(Row.Meta):
        db_table = "m_bulletin_objections"
        verbose_name = verbose_name_plural = _("异议与更正")
