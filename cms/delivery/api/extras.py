"""`fields=` and `expand=` of records: less of each, or what they refer to along with them."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.utils.translation import gettext as _

from cms.access import PLACE, Viewer, reaches
from cms.delivery import reading, values
from cms.delivery.models import Document
from cms.tree import Section, Unit

from .links import Links
from .problems import Problem
from .shapes import record_items, section_items, unit_items

__all__ = ["EXPANSIONS", "chosen", "expanded", "named"]

# What may come along, and what a record of it costs: references are looked for in its content, which is kilobytes
EXPANSIONS = {"unit": 1, "section": 1, "refs": 4, "content": 10}
MOST = 300


def named(given: str, known: Iterable[str], parameter: str) -> list[str]:
    """A comma-separated list of words. Raises the 422 that names the unknown one."""
    words, known = [word.strip() for word in given.split(",")] if given else [], list(known)
    if unknown := [word for word in words if word not in known]:
        shown = {"word": unknown[0][:40], "known": "、".join(known)}
        raise Problem(422, errors={parameter: _("没有“%(word)s”，可用：%(known)s。") % shown})
    return words


def afford(expand: list[str], limit: int) -> None:
    """Raises the 422 where so many records with all that would cost too much."""
    cost = sum(EXPANSIONS[name] for name in expand)
    if cost * limit > MOST:
        raise Problem(
            422, errors={"expand": _("带出的内容过多：请把 limit 减到 %(most)s 以内。") % {"most": MOST // cost}}
        )


def chosen(items: list[dict], fields: list[str]) -> list[dict]:
    """Of each item these parts, its id in any case; all of it where none is named."""
    return [{name: item[name] for name in ("id", *fields) if name in item} for item in items] if fields else items


def expanded(request: HttpRequest, viewer: Viewer, documents: list[Document], expand: list[str]) -> dict:
    """`{units, sections, records}` that these documents lead to, each once and by its id, as far as the viewer sees them."""
    afford(expand, len(documents))
    links, found = Links(request), {}
    if "unit" in expand:
        units = Unit.objects.filter(pk__in={one.unit_id for one in documents}).defer("body").order_by("path")
        found["units"] = unit_items(viewer, units, links)
    if "section" in expand:
        sections = Section.objects.filter(pk__in={one.section_id for one in documents} - {None}).order_by("path")
        found["sections"] = section_items(sections.prefetch_related("states"), links)
    if "refs" in expand:
        wanted = _referred(viewer, documents)
        seen = reading.documents(viewer).filter(pk__in=wanted).only(*reading.CARD) if wanted else []
        found["records"] = record_items(request, seen)
    return found


def _referred(viewer: Viewer, documents: list[Document]) -> set[int]:
    """The ids of the records that the fields refer to which the viewer may see."""
    whole = Document.objects.filter(pk__in=[one.pk for one in documents])
    found: set[int] = set()
    for document in whole.only("content", "restricted", *PLACE):
        entries = list(document.content.get("fields", []))
        for rule in document.restricted.values():
            if "part" not in rule and reaches(viewer, rule["privacy"], document):
                entries.append(rule["entry"])
        found |= set().union(*(values.referred(entry) for entry in entries))
    return found
