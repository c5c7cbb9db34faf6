"""What there is to tell of pages now, for comparing it with what was told: {} for what is not published.

Practice units (练习单位) are known to their own people only: of them nothing is ever told.
"""

import hashlib
import json
from collections.abc import Iterable

from django.db.models.functions import Length, Substr

from cms.delivery.models import Document
from cms.tree import Section, SectionState

COLUMNS = ("page_id", "kind", "module", "unit_id", "section_id", "release_id", "etag", "path", "scope", "committee_id")


def states(page_ids: Iterable[int]) -> dict[int, dict]:
    """{page's id: its state}, of those that are published. Two queries at most."""
    rows = list(Document.objects.filter(pk__in=page_ids, practice=False).values(*COLUMNS, "unit__path"))
    found = {row["page_id"]: _state(row) for row in rows}
    units = {row["unit__path"]: row["page_id"] for row in rows if row["kind"] == Document.UNIT}
    for path, digest in _sections(units).items():
        found[units[path]]["sections"] = digest
    return found


def _state(row: dict) -> dict:
    names = {"unit_id": "unit", "section_id": "section", "release_id": "release", "unit__path": "unit_path"}
    return {names.get(name, name): value for name, value in row.items() if name != "page_id"}


def _sections(paths: Iterable[str]) -> dict[str, str]:
    """{unit's path in the tree: a digest of its sections and their states}."""
    if not paths:
        return {}
    above = Substr("section__path", 1, Length("section__path") - Section.steplen)
    rows = SectionState.objects.annotate(above=above).filter(above__in=list(paths)).order_by("pk")
    told = {path: [] for path in paths}
    for path, *rest in rows.values_list("above", "section_id", "section__module", "state", "since"):
        told[path].append([*map(str, rest)])
    return {path: hashlib.sha256(json.dumps(each).encode()).hexdigest()[:32] for path, each in told.items()}


def changed(before: dict, after: dict) -> list[str]:
    """What differs between two states of a published page: content, address, access, sections."""
    found = []
    moved = before["path"] != after["path"]
    # The etag covers the address as well
    if before["release"] != after["release"] or (before["etag"] != after["etag"] and not moved):
        found.append("content")
    if moved:
        found.append("address")
    if any(before[name] != after[name] for name in ("scope", "unit", "committee_id")):
        found.append("access")
    if "sections" in before and "sections" in after and before["sections"] != after["sections"]:
        found.append("sections")
    return found
