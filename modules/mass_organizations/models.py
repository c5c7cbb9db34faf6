from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField

from cms.tree import Record, record_panels

ORGANISATIONS = [
    ("union", _("工会")),
    ("league", _("共青团")),
    ("women", _("女工委")),
    ("united_front", _("统战")),
]
WORDS = ["bold", "italic", "ol", "ul", "link"]


class MassRecord(Record):
    dated_by = "held_on"
    reported_by = "quarter"

    org = models.CharField(_("组织"), max_length=20, choices=ORGANISATIONS)
    activity = models.CharField(_("工作/活动"), max_length=200)
    held_on = models.DateField(_("日期"), help_text=_("事实发生日期随之确定，不必另填。"))
    participants_count = models.PositiveIntegerField(_("参与人数"), null=True, blank=True)
    outcome = RichTextField(_("成效"), features=WORDS, blank=True, default="")

    field_order = (
        "org", "activity", "held_on", "participants_count", "outcome",
    )  # fmt: skip

    content_panels = record_panels(
        MultiFieldPanel(
            [
                FieldPanel("org"),
                FieldPanel("activity"),
                FieldRowPanel([FieldPanel("held_on"), FieldPanel("participants_count")]),
            ],
            heading=_("工作"),
        ),
        FieldPanel("outcome"),
        dated=True,
    )
    search_fields = [
        *Record.search_fields,
        index.SearchField("activity"),
        index.SearchField("outcome"),
        index.FilterField("org"),
    ]

    class Meta:
        db_table = "m_mass"
        verbose_name = verbose_name_plural = _("群团工作")

    def card_lines(self):
        count = self.participants_count
        return [self.get_org_display(), _("参与%(count)s人") % {"count": count} if count else ""]

    def clean(self):
        super().clean()
        if self.participants_count == 0:
            raise ValidationError({"participants_count": _("没有人参与的活动不填人数。")})
