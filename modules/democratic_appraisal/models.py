from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField

from cms.fields import FieldRule, Row, rows_of
from cms.tree import Record, record_panels

RATINGS = [
    ("excellent", _("优秀")),
    ("pass", _("合格")),
    ("basic", _("基本合格")),
    ("fail", _("不合格")),
]
WORDS = ["bold", "italic", "ol", "ul", "link"]


class AppraisalRecord(Record):
    dated_by = "held_on"
    reported_by = "year"

    year = models.PositiveSmallIntegerField(
        _("评议年度"),
        blank=True,
        validators=[MinValueValidator(2000), MaxValueValidator(2100)],
        help_text=_("不填则取评议日期所在年度。"),
    )
    held_on = models.DateField(_("评议日期"), help_text=_("每年一般一次，可结合组织生活会；事实发生日期随之确定。"))
    should_join = models.PositiveIntegerField(_("应参加党员数"))
    joined = models.PositiveIntegerField(_("实参加党员数"), help_text=_("须有半数以上党员参加。"))
    excellent_count = models.PositiveIntegerField(_("优秀人数"))
    pass_count = models.PositiveIntegerField(_("合格人数"))
    basic_count = models.PositiveIntegerField(_("基本合格人数"))
    fail_count = models.PositiveIntegerField(_("不合格人数"))
    quota_check = models.BooleanField(
        _("优秀比例符合规定"), default=False, blank=True, help_text=_("优秀比例由党委规定，一般不超过三分之一。")
    )
    handling = RichTextField(
        _("表扬与处置情况"), features=WORDS, blank=True, default="", help_text=_("仅指定角色可见。")
    )

    field_rules = {
        "year": FieldRule(filled=True),
        "member_results": FieldRule(privacy="restricted"),
        "handling": FieldRule(privacy="restricted"),
    }
    field_order = (
        "year", "held_on", "should_join", "joined", "excellent_count", "pass_count", "basic_count",
        "fail_count", "member_results", "quota_check", "handling",
    )  # fmt: skip

    content_panels = record_panels(
        MultiFieldPanel(
            [
                FieldPanel("year"),
                FieldPanel("held_on"),
                FieldRowPanel([FieldPanel("should_join"), FieldPanel("joined")]),
            ],
            heading=_("评议"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("excellent_count"), FieldPanel("pass_count")]),
                FieldRowPanel([FieldPanel("basic_count"), FieldPanel("fail_count")]),
                FieldPanel("quota_check"),
            ],
            heading=_("结果"),
        ),
        InlinePanel("member_results", label=_("党员"), heading=_("个人评议结果（仅指定角色可见）")),
        FieldPanel("handling"),
        dated=True,
    )
    search_fields = [
        *Record.search_fields,
    ]

    class Meta:
        db_table = "m_appraisal"
        verbose_name = verbose_name_plural = _("民主评议党员")

    def fill_in(self):
        """The year is the period: last year's appraisal may well be held in January."""
        self.period = self.period or (str(self.year) if self.year else "")
        super().fill_in()
        if not self.year and self.occurred_on:
            self.year = int(self.period[:4]) if self.period else self.occurred_on.year

    def card_lines(self):
        return [
            _(
                "参加评议%(joined)s人：优秀%(excellent_count)s，合格%(pass_count)s，基本合格%(basic_count)s，不合格%(fail_count)s"
            )
            % vars(self)
        ]

    @property
    def rated(self) -> int | None:
        """How many members got a rating, or None while a count is missing."""
        counts = (self.excellent_count, self.pass_count, self.basic_count, self.fail_count)
        return None if None in counts else sum(counts)

    def clean(self):
        super().clean()
        errors = {}
        if self.should_join is not None and self.joined is not None:
            if self.joined > self.should_join:
                errors["joined"] = _("实参加党员数不能大于应参加党员数。")
            elif 2 * self.joined <= self.should_join:
                errors["joined"] = _("参加评议的党员须超过应参加党员的半数（支部工作条例第十八条）。")
        if self.rated is not None and self.should_join is not None and self.rated > self.should_join:
            errors["excellent_count"] = _("四档人数合计（%(rated)s人）大于应参加党员数。") % {"rated": self.rated}
        if self.year and self.period and self.period != str(self.year):
            errors["year"] = _("评议年度与所属期间（%(period)s）不一致。") % {"period": self.period}
        if errors:
            raise ValidationError(errors)

    def checks(self):
        """个人结果与四档人数勾稽."""
        rows = list(self.member_results.all())
        members = [row.member_id for row in rows]
        if len(set(members)) < len(members):
            raise ValidationError({"member_results": _("同一名党员列了两次。")})
        if not rows:
            return
        counts = {
            "excellent": self.excellent_count, "pass": self.pass_count, "basic": self.basic_count, "fail": self.fail_count,
        }  # fmt: skip
        for rating, label in RATINGS:
            found = len([row for row in rows if row.conclusion == rating])
            if found != counts[rating]:
                raise ValidationError(
                    {
                        "member_results": _("个人结果中“%(label)s”有%(found)s人，与填报的%(count)s人不符。")
                        % {"label": label, "found": found, "count": counts[rating]}
                    }
                )


class AppraisalResult(Row):
    page = rows_of(AppraisalRecord, "member_results")
    member = models.ForeignKey("cms.Person", verbose_name=_("姓名"), on_delete=models.PROTECT, related_name="+")
    self_rating = models.CharField(_("自评"), max_length=20, choices=RATINGS)
    peer_rating = models.CharField(_("互评"), max_length=20, choices=RATINGS)
    vote = models.CharField(_("测评"), max_length=20, choices=RATINGS)
    conclusion = models.CharField(_("评定意见"), max_length=20, choices=RATINGS)

    class Meta(Row.Meta):
        db_table = "m_appraisal_member_results"
        verbose_name = verbose_name_plural = _("个人评议结果")
