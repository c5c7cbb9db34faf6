"""A package as one sheet: a line for each part, a column for each field that says something, and what changed since the publication."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from os.path import commonprefix

from django.db.models import prefetch_related_objects
from django.utils.formats import date_format
from wagtail.models import Page

from cms.delivery import values
from cms.schema import module_fields

from . import status

__all__ = ["Line", "Sheet", "sheet_of"]

# What has a page of its own to be read on
LONG = frozenset({"richtext", "table", "files", "images", "image", "file"})
ITEM = re.compile(r"[^、；]+[、；]?")


@dataclass
class Line:
    """One part. `cells`: (column, words) in the order of the sheet's columns. `changes`: (label, before, after) since it was published;
    of what is long only the label."""

    page: Page
    draft: Page
    status: status.Status
    cells: list[tuple[str, str]] = field(default_factory=list)
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    files: int = 0


@dataclass
class Sheet:
    columns: list[str]
    lines: list[Line]


def sheet_of(pages: Iterable[Page]) -> Sheet:
    """The sheet of these pages' (specific, records) latest drafts."""
    pages = list(pages)
    prefetch_related_objects(pages, "latest_revision")
    stand = status.of_many(pages)
    lines, words = [], []
    for page in pages:
        # the revision asks for its page again: it is this one
        page.latest_revision._state.fields_cache["content_object"] = page
        draft = page.get_latest_revision_as_object()
        now = _entries(draft)
        line = Line(page, draft, stand[page.pk], files=len(draft.evidence.all()) + len(draft.attachments.all()))
        if page.live:
            line.changes = _changes(page, draft, _entries(page), now)
        lines.append(line)
        words.append({one.label: one.words for one in now.values() if not one.is_long and one.words})
    columns = list(dict.fromkeys(label for line in words for label in line))
    for line, said in zip(lines, words, strict=True):
        line.cells = [(column, said.get(column, "")) for column in columns]
    return Sheet(columns, lines)


@dataclass(frozen=True)
class Entry:
    """`words`: as it is read. `stored`: what tells it from another with the same words. `is_long`: it has a page of its own."""

    label: str
    words: str
    stored: str = ""
    is_long: bool = False


NOTHING = Entry("", "")


def _entries(page) -> dict[str, Entry]:
    """{field: entry} of the date and the module's own fields."""
    meta = page._meta
    found = {
        "occurred_on": Entry(str(meta.get_field("occurred_on").verbose_name), date_format(page.occurred_on, "Y-m-d")),
        "period": Entry(str(meta.get_field("period").verbose_name), page.period),
    }
    for spec in module_fields(type(page)):
        entry = values.entry_of(page, spec)
        if entry is not None:
            stored = values.stored(entry["value"])
            found[spec.name] = Entry(str(spec.label), values.words(entry), stored, spec.type in LONG)
    return found


def _changes(page, draft, before: dict[str, Entry], after: dict[str, Entry]) -> list[tuple[str, str, str]]:
    changed = []
    for name in dict.fromkeys([*after, *before]):
        old, new = before.get(name, NOTHING), after.get(name, NOTHING)
        if (old.words, old.stored) != (new.words, new.stored):
            # where the words are the same, it is another person or record of that name
            without = old.is_long or new.is_long or old.words == new.words
            changed.append((new.label or old.label, *(("", "") if without else _apart(old.words, new.words))))
    for name in ("title", "summary"):
        if getattr(page, name) != getattr(draft, name):
            changed.append((status.label_of(page, name), getattr(page, name), getattr(draft, name)))
    if page.body.get_prep_value() != draft.body.get_prep_value():
        changed.append((status.label_of(page, "body"), "", ""))
    return changed


def _apart(before: str, after: str) -> tuple[str, str]:
    """The two as the sheet shows them: of lists (twelve months' figures) what differs, for a cell holds few words.

    An item goes with the punctuation that ends it; what both begin or end with is said with "…".
    """
    old, new = (ITEM.findall(words) for words in (before, after))
    if max(len(old), len(new)) < 3 or not (old and new):
        return before, after
    same = len(commonprefix([old, new]))
    end = len(commonprefix([old[same:][::-1], new[same:][::-1]]))
    return tuple(
        ("…" if same else "") + "".join(one[same : len(one) - end]).rstrip("、；") + ("…" if end else "")
        for one in (old, new)
    )
