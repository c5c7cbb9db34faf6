from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField

from cms.fields import ImageRow, MultiChoiceField, rows_of
from cms.tree import Record, record_panels

ACTIVITIES = [
    ("study", _("学习文件")),
    ("lesson", _("上党课")),
    ("deliberation", _("民主议事")),
    ("volunteering", _("志愿服务")),
    ("dues", _("交纳党费")),
    ("visit", _("参观教育基地")),
    ("oath", _("重温入党誓词")),
    ("political_birthday", _("政治生日")),
    ("production", _("岗位攻关")),
]
WORDS = ["bold", "italic", "ol", "ul", "link"]


class PartyDayRecord(Record):
    dated_by = "held_at"

    theme = models.CharField(_("主题"), max_length=200)
    held_at = models.DateTimeField(_("时间"), help_text=_("每月相对固定1天；事实发生日期随之确定，不必另填。"))
    place = models.CharField(_("地点"), max_length=200)
    organiser = models.ForeignKey("cms.Person", verbose_name=_("组织者"), on_delete=models.PROTECT, related_name="+")
    activity_kind = MultiChoiceField(
        _("活动内容"),
        choices=ACTIVITIES,
        blank=False,
        help_text=_("当天做了什么，可多选；同时开了会、上了党课的，会议记录另行填写并关联。"),
    )
    expected = models.PositiveIntegerField(_("应参加人数"))
    present = models.PositiveIntegerField(_("实参加人数"))
    reported_in_advance = models.BooleanField(
        _("是否事前研究确定"), default=False, blank=True, help_text=_("支部委员会事前研究确定了主题和安排。")
    )
    effect = RichTextField(_("活动成效"), features=WORDS, blank=True, default="")

    field_order = (
        "theme", "held_at", "place", "organiser", "activity_kind", "expected", "present",
        "reported_in_advance", "effect", "photos",
    )  # fmt: skip

    content_panels = record_panels(
        MultiFieldPanel(
            [
                FieldPanel("theme"),
                FieldRowPanel([FieldPanel("held_at"), FieldPanel("place")]),
                FieldPanel("organiser"),
                FieldPanel("activity_kind"),
                FieldPanel("reported_in_advance"),
            ],
            heading=_("活动"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("expected"), FieldPanel("present")]),
            ],
            heading=_("参加情况"),
        ),
        FieldPanel("effect"),
        InlinePanel("photos", label=_("活动照片"), heading=_("活动照片（最多三张，不作为评分依据）"), max_num=3),
        dated=True,
    )
    search_fields = [
        *Record.search_fields,
        index.SearchField("theme"),
        index.SearchField("effect"),
        index.SearchField("place"),
    ]

    class Meta:
        db_table = "m_partyday"
        verbose_name = verbose_name_plural = _("主题党日")

    def card_lines(self):
        chosen = dict(ACTIVITIES)
        kinds = "、".join(str(chosen[kind]) for kind in self.activity_kind if kind in chosen)
        return [kinds, _("应参加%(expected)s人，实参加%(present)s人") % vars(self)]

    def clean(self):
        super().clean()
        errors = {}
        if self.expected is not None and self.present is not None and self.present > self.expected:
            errors["present"] = _("实参加人数不能大于应参加人数。")
        if self.expected == 0:
            errors["expected"] = _("应参加人数至少为1人。")
        if errors:
            raise ValidationError(errors)

    def checks(self):
        if len(self.photos.all()) > 3:
            raise ValidationError({"photos": _("活动照片最多三张。")})


class PartyDayPhoto(ImageRow):
    page = rows_of(PartyDayRecord, "photos")

    class Meta(ImageRow.Meta):
        db_table = "m_partyday_photos"
        verbose_name = verbose_name_plural = _("活动照片")
