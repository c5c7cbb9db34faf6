"""季度计分 beside a published record: what it counted for, in every closed quarter that the viewer may read."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.moderation.models import Review
from cms.people import Role

from .models import Line, LineRecord
from .reading import closes
from .schemes import parse
from .words import counted_as, quarter_name

__all__ = ["panels"]


def panels(viewer, document) -> list[dict]:
    rows = LineRecord.objects.filter(page_id=document.pk, line__close__in=closes(viewer).order_by().values("pk"))
    rows = rows.select_related("line__close", "line__unit").defer("line__detail", "line__unit__body")
    standing = {}
    for row in rows.order_by("line__edition"):
        standing[row.line.close_id, row.line.unit_id] = row
    if not standing:
        return _acts(viewer, document)
    links = []
    last = _last_editions(standing)
    for key, row in sorted(standing.items(), key=lambda one: one[1].line.close.quarter, reverse=True):
        if row.line.edition < last[key]:
            continue  # a supplement took it out
        close = row.line.close
        links.append(
            {
                "label": quarter_name(close.quarter),
                "url": reverse("scoring:unit", args=[close.quarter, row.line.unit.code]),
                "note": counted_as(row.counts, parse(close.scheme)) or _("已报送，未计入"),
            }
        )
    return [{"title": _("季度计分"), "links": links}, *_acts(viewer, document)]


def _acts(viewer, document) -> list[dict]:
    """What the Party office enters of the record, and its final reviewer grades."""
    links = []
    if viewer.has_role(Role.PARTY_OFFICE, document.committee_id):
        links.append({"label": _("登记计分事项"), "url": reverse("scoring:new_fact", args=[document.pk]), "note": ""})
    if viewer.has_role(Role.APPROVER, document.committee_id):
        passed = Review.objects.filter(release=document.release_id, stage="final", reviewer=viewer.person_id)
        if passed.exists():
            links.append({"label": _("终审评分"), "url": reverse("scoring:item", args=[document.pk]), "note": ""})
    return [{"title": _("计分办理"), "links": links}] if links else []


def _last_editions(standing) -> dict[tuple[int, int], int]:
    closes_, units = {close for close, _unit in standing}, {unit for _close, unit in standing}
    lines = Line.objects.filter(close__in=closes_, unit__in=units).order_by("edition")
    return {(close, unit): edition for close, unit, edition in lines.values_list("close_id", "unit_id", "edition")}
