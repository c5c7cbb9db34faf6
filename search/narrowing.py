"""Narrowing, counting and ordering what an engine found: facets, the newest first, and what is no longer in force further down.

An engine ranks and knows audiences, modules, units and days. The rest is done here, on the best DEEPEST of its hits and on what
the database says of them now, so that every engine has the same facets and no count tells of what the viewer may not see.
"""

import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms import plugins
from cms.delivery.models import Document
from cms.plugins import Board
from cms.tree import RecordTag, Unit

from .engine import Hit
from .facets import IN_FORCE, KIND, LAPSED, TOPIC, VALIDITY
from .models import FacetValue

__all__ = ["BY_NAME", "LAPSED_WEIGHT", "Choice", "Facet", "Narrow", "counted", "demoted", "lapsed", "narrowed"]

# Of the score: a repealed rule says nearly the same as the one that replaced it, and stands below it
LAPSED_WEIGHT = 0.5
MOST_CHOICES = 12  # of one facet
LABELS = {
    "board": gettext_lazy("板块"),
    "module": gettext_lazy("栏目"),
    "topic": gettext_lazy("主题"),
    "kind": gettext_lazy("文件类别"),
    "validity": gettext_lazy("效力"),
    "unit": gettext_lazy("党组织"),
    "year": gettext_lazy("年份"),
    "tag": gettext_lazy("标签"),
}
BY_NAME = tuple(LABELS)
VALIDITIES = {IN_FORCE: gettext_lazy("有效"), LAPSED: gettext_lazy("失效")}
ROWS = (KIND, TOPIC, VALIDITY)


@dataclass(frozen=True)
class Narrow:
    """What the results are narrowed to beyond unit, module and days; '' and None: not. kind, topic: a value's label."""

    board: str = ""
    year: int | None = None
    tag: str = ""
    topic: str = ""
    kind: str = ""
    validity: str = ""

    def __bool__(self) -> bool:
        return any((self.board, self.year, self.tag, self.topic, self.kind, self.validity))

    @property
    def here(self) -> bool:
        """Whether an engine cannot do all of it."""
        return any((self.tag, self.topic, self.kind, self.validity))

    def modules(self) -> frozenset[str] | None:
        """The labels of those that may have what is wanted; None: all."""
        wanted = [name for name in ROWS if getattr(self, name)]
        if not self.board and not wanted:
            return None
        return frozenset(
            module.label
            for module in plugins.modules()
            if self.board in ("", module.board) and all(name in module.facets for name in wanted)
        )

    def days(self) -> tuple[datetime.date | None, datetime.date | None]:
        return (datetime.date(self.year, 1, 1), datetime.date(self.year, 12, 31)) if self.year else (None, None)


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    count: int
    chosen: bool = False


@dataclass(frozen=True)
class Facet:
    """`name` is also that of the parameter. `chosen`: the one choice that the results are narrowed to, or None."""

    name: str
    label: str
    choices: list[Choice] = field(default_factory=list)

    @property
    def chosen(self) -> Choice | None:
        return next((choice for choice in self.choices if choice.chosen), None)


@dataclass(frozen=True, slots=True)
class Row:
    """What the database says of a hit."""

    hit: Hit
    module: str
    unit_id: int
    day: datetime.date | None
    values: dict[str, tuple[str, str]]
    tags: tuple[str, ...]


def lapsed(name: str = "page_id") -> Exists:
    """Whether a document is no longer in force, as an annotation."""
    return Exists(FacetValue.objects.filter(document=OuterRef(name), name=VALIDITY, value=LAPSED))


def demoted(hits: list[Hit], over: set[int]) -> list[Hit]:
    """The hits with those that are no longer in force further down."""
    if not over:
        return hits
    weighed = [Hit(hit.page_id, hit.score * LAPSED_WEIGHT) if hit.page_id in over else hit for hit in hits]
    return sorted(weighed, key=lambda hit: -hit.score)


def narrowed(hits: list[Hit], seen: QuerySet[Document], narrow: Narrow) -> list[Row]:
    """The hits that the viewer may see and that are what is wanted, best first, and what they can be counted by."""
    ids = [hit.page_id for hit in hits]
    columns = ("pk", "module", "unit_id", "occurred_on")
    known = {row[0]: row for row in seen.filter(pk__in=ids).order_by().values_list(*columns)}
    values: dict[int, dict[str, tuple[str, str]]] = defaultdict(dict)
    found = FacetValue.objects.filter(document_id__in=known).values_list("document_id", "name", "value", "label")
    for pk, name, value, label in found:
        values[pk][name] = (value, label)
    tags = _tags(seen, known)
    over = {pk for pk, own in values.items() if own.get(VALIDITY, ("",))[0] == LAPSED}
    rows = [
        Row(hit, *known[hit.page_id][1:], values.get(hit.page_id, {}), tags.get(hit.page_id, ()))
        for hit in demoted(hits, over)
        if hit.page_id in known
    ]
    return [row for row in rows if _is_wanted(row, narrow)]


def _tags(seen: QuerySet[Document], known: dict[int, tuple]) -> dict[int, tuple[str, ...]]:
    """Of those whose tags all their readers see."""
    open_ = seen.filter(pk__in=known).exclude(restricted__has_key="tags").order_by().values("pk")
    found: dict[int, list[str]] = defaultdict(list)
    for pk, tag in RecordTag.objects.filter(content_object_id__in=open_).values_list("content_object_id", "tag__name"):
        found[pk].append(tag)
    return {pk: tuple(names) for pk, names in found.items()}


def _is_wanted(row: Row, narrow: Narrow) -> bool:
    labels = (row.values.get(name, ("", ""))[1] for name in (KIND, TOPIC))
    wanted = (narrow.kind, narrow.topic)
    return (
        all(value in ("", label) for value, label in zip(wanted, labels, strict=True))
        and narrow.validity in ("", row.values.get(VALIDITY, ("",))[0])
        and (not narrow.tag or narrow.tag in row.tags)
    )


def counted(rows: list[Row], narrow: Narrow, unit: Unit | None, module: str) -> list[Facet]:
    """The facets of these rows, each with how many rows have each of its values: the most frequent first, years the newest."""
    counts: dict[str, Counter] = {name: Counter() for name in LABELS}
    labels: dict[tuple[str, str], str] = {}
    installed = {one.label: one for one in plugins.modules()}
    for row in rows:
        if one := installed.get(row.module):
            counts["module"][one.label] += 1
            counts["board"][one.board] += 1
        counts["unit"][row.unit_id] += 1
        counts["tag"].update(row.tags)
        if row.day:
            counts["year"][str(row.day.year)] += 1
        for name, (value, label) in row.values.items():
            counts[name][value if name == VALIDITY else label] += 1
    units = Unit.objects.filter(pk__in=counts["unit"]).values_list("pk", "code", "title")
    codes = {pk: code for pk, code, _title in units}
    labels |= {("unit", code): title for _pk, code, title in units}
    counts["unit"] = Counter({codes[pk]: number for pk, number in counts["unit"].items()})
    labels |= {("board", slug): str(label) for slug, label in Board.CHOICES}
    labels |= {("module", label): str(one.zh) for label, one in installed.items()}
    labels |= {("validity", value): str(label) for value, label in VALIDITIES.items()}
    labels |= {("year", year): _("%(year)s年") % {"year": year} for year in counts["year"]}
    chosen = {
        "unit": unit.code if unit else "", "module": module, "year": str(narrow.year or ""),
        **{name: getattr(narrow, name) for name in ("board", "tag", "topic", "kind", "validity")},
    }  # fmt: skip
    if unit:
        labels["unit", unit.code] = unit.title
    facets = []
    for name, label in LABELS.items():
        known = counts[name]
        if chosen[name]:
            known = Counter({chosen[name]: known[chosen[name]]})
        if name == "year":
            ordered = sorted(known.items(), reverse=True)
        else:
            ordered = sorted(known.items(), key=lambda item: (-item[1], str(item[0])))
        choices = [
            Choice(value, labels.get((name, value), value), number, value == chosen[name])
            for value, number in ordered[:MOST_CHOICES]
        ]
        # A facet whose only value all results have narrows nothing
        if chosen[name] or len(known) > 1 or (known and max(known.values()) < len(rows)):
            facets.append(Facet(name, str(label), choices))
    return facets
