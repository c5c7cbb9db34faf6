from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelsearch import index
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from cms.tree import Record, record_panels

CARRIERS = [
    ("zone", _("党员责任区")),
    ("post", _("党员示范岗")),
    ("team", _("党员突击队")),
    ("pledge", _("党员承诺践诺")),
    ("proposal", _("党员合理化建议")),
    ("volunteer", _("党员志愿服务")),
    ("link", _("党员联系群众")),
]
APPRAISALS = [
    ("excellent", _("优秀")),
    ("good", _("良好")),
    ("pass", _("合格")),
    ("fail", _("不合格")),
]


class VanguardRecord(Record):
    reported_by = "quarter"

    carrier = models.CharField(_("载体"), max_length=20, choices=CARRIERS)
    members = ParentalManyToManyField(
        "cms.Person", verbose_name=_("党员"), blank=False, related_name="+", db_table="m_vanguard_members"
    )
    scope_desc = models.CharField(_("责任范围/岗位"), max_length=200, help_text=_("责任区、岗位或联系的班组。"))
    pledge = models.CharField(_("承诺/攻关内容"), max_length=500)
    target_value = models.CharField(
        _("目标值"),
        max_length=200,
        blank=True,
        default="",
        help_text=_("写明数值和单位，便于评议，如“废品率不高于1.2%”。"),
    )
    result_value = models.CharField(
        _("实际结果"), max_length=200, blank=True, default="", help_text=_("与目标值同一口径。")
    )
    benefit = models.CharField(
        _("效益（质量/成本/交付/安全）"),
        max_length=300,
        blank=True,
        default="",
        help_text=_("对质量、成本、交付、安全的作用。"),
    )
    appraisal = models.CharField(
        _("评议"), max_length=20, choices=APPRAISALS, blank=True, default="", help_text=_("每季度评议一次。")
    )

    field_order = (
        "carrier", "members", "scope_desc", "pledge", "target_value", "result_value", "benefit",
        "appraisal",
    )  # fmt: skip

    content_panels = record_panels(
        MultiFieldPanel(
            [
                FieldPanel("carrier"),
                FieldPanel("members"),
                FieldPanel("scope_desc"),
            ],
            heading=_("载体与人员"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("pledge"),
                FieldRowPanel([FieldPanel("target_value"), FieldPanel("result_value")]),
                FieldPanel("benefit"),
                FieldPanel("appraisal"),
            ],
            heading=_("承诺与结果"),
        ),
    )
    search_fields = [
        *Record.search_fields,
        index.SearchField("scope_desc"),
        index.SearchField("pledge"),
        index.FilterField("carrier"),
    ]

    class Meta:
        db_table = "m_vanguard"
        verbose_name = verbose_name_plural = _("先锋作用")

    def card_lines(self):
        return [self.get_carrier_display(), self.scope_desc]

    def clean(self):
        super().clean()
        if self.appraisal and not self.result_value.strip():
            raise ValidationError({"result_value": _("有评议时，须写明实际结果。")})

    def checks(self):
        """A pledge is somebody's, a team more than one person's."""
        members = len(self.members.all())
        if not members:
            raise ValidationError({"members": _("请至少选择一名党员。")})
        if self.carrier == "team" and members < 2:
            raise ValidationError({"members": _("党员突击队至少有两名党员。")})
