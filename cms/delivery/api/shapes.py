"""Documents, units and sections as the API shows them: plain data with links."""

import datetime
from collections.abc import Iterable

from django.utils import timezone

from cms.access import Viewer
from cms.delivery import reading
from cms.delivery.documents import in_order, path_of
from cms.delivery.models import Document
from cms.tree import SCOPE_CHOICES, Section, SectionState, Unit

from .links import Links

SCOPE_NAMES = dict(SCOPE_CHOICES)
STATE_NAMES = dict(SectionState.CHOICES)


def moment(value: datetime.datetime | None) -> datetime.datetime | None:
    """A time with the site's own offset, to the second."""
    return timezone.localtime(value).replace(microsecond=0) if value else None


def unit_ref(unit: Unit, links: Links) -> dict:
    return {"id": unit.pk, "code": unit.code, "title": unit.title, "href": links.api("units", unit.pk)}


def unit_items(viewer: Viewer, units: Iterable[Unit], links: Links) -> list[dict]:
    """Units with their place in what the viewer knows of the tree; at most one query."""
    units = list(units)
    above = reading.known_above(viewer, units)
    return [
        {
            "id": unit.pk,
            "code": unit.code,
            "title": unit.title,
            "kind": unit.kind,
            "kind_display": str(unit.get_kind_display()),
            "site": unit.site,
            "plant": unit.plant,
            "practice": unit.practice,
            "parent": next(iter(above[unit.pk]), None),
            "committee": unit.committee_id if unit.committee_id in (unit.pk, *above[unit.pk]) else None,
            **page_links(unit, "units", links),
            "board_href": links.api("units", unit.pk, "board"),
            "sections_href": links.api("sections", unit=unit.pk),
            "records_href": links.api("records", unit=unit.pk),
        }
        for unit in units
    ]


def section_ref(section: Section, links: Links) -> dict:
    return {
        "id": section.pk,
        "module": section.module,
        "title": section.title,
        "href": links.api("sections", section.pk),
    }


def section_items(sections: Iterable[Section], links: Links) -> list[dict]:
    """Sections with their units; one query."""
    sections = list(sections)
    units = reading.owners(sections)
    return [
        {
            "id": section.pk,
            "title": section.title,
            "module": section.module,
            "board": section.plugin.board,
            **state_of(section.state_on()),
            "unit": unit_ref(units[section.pk], links),
            **page_links(section, "sections", links),
            "records_href": links.api("records", section=section.pk),
        }
        for section in sections
    ]


def state_of(state: str) -> dict:
    return {"state": state, "state_display": str(STATE_NAMES[state])}


def page_links(page: Unit | Section, operation: str, links: Links) -> dict:
    path = path_of(page.url_path)
    return {"path": path, "url": links.page(path), "href": links.api(operation, page.pk)}


def record_items(request, documents: Iterable[Document]) -> list[dict]:
    """Records as a list shows them; two queries, however many."""
    documents, links = list(documents), Links(request)
    if not documents:
        return []
    units, sections = reading.places(documents)
    return [envelope(one, units[one.unit_id], sections[one.section_id], links) for one in documents]


def envelope(document: Document, unit: Unit, section: Section, links: Links) -> dict:
    return {
        "id": document.pk,
        "module": document.module,
        "title": document.title,
        "occurred_on": document.occurred_on,
        "period": document.period,
        "scope": document.scope,
        "scope_display": str(SCOPE_NAMES[document.scope]),
        "unit": unit_ref(unit, links),
        "section": section_ref(section, links),
        "card": in_order(document.card),
        "first_published_at": moment(document.first_published_at),
        "last_published_at": moment(document.last_published_at),
        "path": document.path,
        "url": links.page(document.path),
        "href": links.api("records", document.pk),
    }


def with_hrefs(entry: dict, links: Links) -> dict:
    """A field's entry whose references to records and units lead there."""
    if entry["type"] == "table":
        kinds = {column["name"]: column["type"] for column in entry["columns"]}
        rows = [{name: _led(cell, kinds.get(name), links) for name, cell in row.items()} for row in entry["value"]]
        return {**entry, "value": rows}
    return {**entry, "value": _led(entry["value"], entry["type"], links)}


def _led(value, kind: str | None, links: Links):
    operation = {"record_ref": "records", "record_refs": "records", "unit": "units", "units": "units"}.get(kind)
    if operation is None or not value:
        return value
    if isinstance(value, list):
        return [{**item, "href": links.api(operation, item["id"])} for item in value]
    return {**value, "href": links.api(operation, value["id"])}
