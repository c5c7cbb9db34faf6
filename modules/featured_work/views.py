"""特色工作 in the portal: the gallery of selected work for readers, and the page on which the Party office chooses."""

import re

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.access import viewer_of
from cms.delivery import documents, reading
from cms.people import Role
from cms.periods import period_of
from cms.portal.responses import private_page, reader_page, refuse
from cms.tree import Unit

from .actions import MOST
from .models import CATEGORIES, FeaturedRecord
from .nominations import deadline, nominated, quarters, select_all

__all__ = ["gallery", "selection"]

PER_PAGE = 12
PARTS = ("background", "practice", "result", "replicable")


@reader_page
def gallery(request):
    """Selected work that the reader may see, the newest quarter first; `?quarter=`, `?category=`, `?p=`."""
    viewer = viewer_of(request.user)
    if "employees" not in viewer.audiences:
        return refuse(request)
    seen = reading.documents(viewer).filter(module="featured_work")
    chosen = FeaturedRecord.objects.filter(pk__in=seen.values("page_id"), selected=True)
    known = sorted(set(chosen.order_by().values_list("quarter", flat=True)), reverse=True)
    quarter, category = request.GET.get("quarter", ""), request.GET.get("category", "")
    if quarter in known:
        chosen = chosen.filter(quarter=quarter)
    if category in dict(CATEGORIES):
        chosen = chosen.filter(category=category)
    page = Paginator(chosen.order_by("-quarter", "path").defer("body"), PER_PAGE).get_page(request.GET.get("p"))
    shown = seen.in_bulk([one.pk for one in page.object_list])
    units = Unit.objects.filter(pk__in={document.unit_id for document in shown.values()}).only("title").in_bulk()
    items = [
        {
            "page": one,
            "document": shown[one.pk],
            "unit": units[shown[one.pk].unit_id],
            "picture": _picture(shown[one.pk], viewer),
        }
        for one in page.object_list
    ]
    context = {
        "page": page,
        "items": items,
        "quarters": known,
        "quarter": quarter if quarter in known else "",
        "categories": CATEGORIES,
        "category": category if category in dict(CATEGORIES) else "",
        "selects": viewer.has_role(Role.PARTY_OFFICE),
    }
    return render(request, "featured_work/gallery.html", context)


def _picture(document, viewer) -> dict | None:
    """The first picture of the work, as the reader may see it: `{url, alt, width, height}`."""
    for block in documents.read(document, viewer).get("body", []):
        image = (block["value"] or {}).get("image") if block["type"] == "image" else None
        if image and (
            small := (image.get("renditions") or {}).get("card") or (image.get("renditions") or {}).get("wide")
        ):
            return {**small, "alt": block["value"].get("alt", "")}
    return None


@private_page("GET", "POST")
def selection(request):
    """All nominated work of a quarter (`?quarter=`) side by side, for the Party office: chosen or not, each with a remark."""
    viewer = viewer_of(request.user)
    offices = [unit for role, unit in viewer.roles if role == Role.PARTY_OFFICE]
    committee = Unit.objects.filter(pk__in=offices).order_by("path").defer("body").first()
    if committee is None:
        return refuse(request)
    known = quarters(viewer, committee)
    this = period_of(timezone.localdate(), "quarter")
    asked = request.GET.get("quarter", "")
    quarter = asked if re.fullmatch(r"\d{4}Q[1-4]", asked, re.ASCII) and asked >= "1900" else (known or [this])[0]
    found = nominated(viewer, committee, quarter)
    errors: dict = {}
    if request.method == "POST":
        choices = _choices(request.POST, found)
        try:
            changed = select_all(committee, quarter, request.user, choices)
        except (ValidationError, PermissionDenied) as refused:
            errors = _told(refused)
        else:
            messages.success(
                request, _("已保存，%(count)s项有变化。") % {"count": changed} if changed else _("没有变化。")
            )
            return redirect(f"{request.path}?quarter={quarter}")
    context = {
        "committee": committee,
        "quarter": quarter,
        "quarters": sorted({*known, this, quarter}, reverse=True),
        "deadline": deadline(quarter),
        "most": MOST,
        "rows": [_row(one, viewer, request.POST if request.method == "POST" else None, errors) for one in found],
        "errors": errors.get("", []),
        "selected": len([one for one in found if one.page.selected]),
    }
    return render(request, "featured_work/selection.html", context, status=422 if errors else 200)


def _choices(posted: QueryDict, found) -> dict[int, tuple[bool, str]]:
    """Of the works that the form showed; a work that was published meanwhile is left as it is."""
    shown = set(posted.getlist("shown"))
    return {
        one.page.pk: (f"selected_{one.page.pk}" in posted, posted.get(f"remark_{one.page.pk}", ""))
        for one in found
        if str(one.page.pk) in shown
    }


def _told(refused) -> dict[str, list[str]]:
    """{name of the field or '': messages}."""
    if not hasattr(refused, "error_dict"):
        return {"": getattr(refused, "messages", [str(refused)])}
    told = {name: list(words) for name, words in refused.message_dict.items() if name.startswith("remark_")}
    rest = [word for name, words in refused.message_dict.items() if name not in told for word in words]
    return told | ({"": rest} if rest else {})


def _row(one, viewer, posted, errors: dict) -> dict:
    fields = {entry["name"]: entry for entry in documents.read(one.document, viewer)["fields"]}
    name = f"remark_{one.page.pk}"
    return {
        "nomination": one,
        "parts": [(fields[part]["label"], fields[part]["value"]) for part in PARTS if part in fields],
        "selected": f"selected_{one.page.pk}" in posted if posted is not None else one.page.selected,
        "remark": posted.get(name, "") if posted is not None else one.page.selection_opinion,
        "errors": errors.get(name, []),
    }
