"""What the portal's form of 民主评议党员 shows beyond the fields themselves."""

from django import template
from django.utils.translation import gettext as _

from cms.fields import percent

register = template.Library()

COUNTS = ("excellent_count", "pass_count", "basic_count", "fail_count")


@register.simple_tag
def ratings(content: dict) -> list[dict]:
    """`[{label, count, share}]` of the four ratings, the share in percent of those who took part; [] when a number is missing."""
    labels = (_("优秀"), _("合格"), _("基本合格"), _("不合格"))
    values = {entry["name"]: entry["value"] for entry in content["fields"]}
    if any(name not in values for name in COUNTS):
        return []
    return [
        {"label": label, "count": values[name], "share": percent(values[name], values.get("joined"))}
        for name, label in zip(COUNTS, labels, strict=True)
    ]
