"""Asking: what a viewer's question finds, within what the viewer may see.

The engine is asked within the viewer's audiences and then not believed: each hit is looked up among the documents that the
viewer may see now, so that nothing withdrawn or narrowed is shown while the index does not know of it yet.
"""

import datetime
import logging
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.core.exceptions import ValidationError
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms import plugins
from cms.access import Viewer
from cms.delivery import reading
from cms.delivery.models import Document
from cms.tree import Unit

from . import bets, highlight, index, narrowing
from .analysis import Term
from .articles import Place, places
from .clues import Asked, read
from .engine import MOST_COUNTED, Engine, EngineError, Found, Hit, Question, Unusable, engine, fallback
from .lexicon import current
from .lexicon.groups import Lexicon
from .models import ExternalId
from .narrowing import Facet, Narrow
from .semantic import fusion

__all__ = [
    "DEEPEST", "LARGEST_PAGE", "LONGEST", "NEWEST", "RELEVANCE", "SORTS", "UNAVAILABLE", "Item", "Results", "ask", "finding", "like",
]  # fmt: skip

logger = logging.getLogger(__name__)

LONGEST = 200  # characters of a question; the portal's box takes no more
LARGEST_PAGE = 100
DEEPEST = 1000  # results that can be paged to: who has not found it by then asks otherwise
UNAVAILABLE = gettext_lazy("检索暂时不可用，请稍后再试。")

RELEVANCE, NEWEST = "relevance", "newest"
SORTS = {RELEVANCE: gettext_lazy("相关"), NEWEST: gettext_lazy("最新")}
ROUNDS = 3
# Hits that are looked at together, so that what is no longer in force goes below what is; further pages are the engine's
AT_ONCE = 100
# Changes that the index does not hold yet and that are looked at before asking: the newest so many
MOST_WAITING = 500
SHOWN = ("page_id", "kind", "module", "unit_id", "path", "title", "text", "content", "occurred_on", "last_published_at")


@dataclass(frozen=True)
class Item:
    """One result. `title_html` and the places' `html` are safe HTML with `<mark>` around what was asked for.

    `external_id`: the id of an imported document where it came from. `recommended`: put on top by a Party office (推荐).
    `lapsed`: no longer in force.
    """

    document: Document
    unit: Unit
    module_name: str
    title_html: SafeString
    places: list[Place]
    score: float
    external_id: str = ""
    recommended: bool = False
    lapsed: bool = False

    @property
    def passages(self) -> list[SafeString]:
        return [place.html for place in self.places]


@dataclass(frozen=True)
class Results:
    """One page of what was found. `complete` of the `total` hold all that was asked for.

    `relaxed`: the others hold a part of it, or say it in other words. `pages`: how many pages can be asked for.
    `facets`: where they were asked for; of the best `counted` results. `more`: nobody counted how many more there are.
    """

    total: int
    items: list[Item] = field(default_factory=list)
    complete: int = 0
    page: int = 1
    pages: int = 0
    facets: list[Facet] = field(default_factory=list)
    counted: int = 0

    @property
    def more(self) -> bool:
        return self.total >= MOST_COUNTED

    @property
    def relaxed(self) -> bool:
        return self.complete < self.total


def ask(
    viewer: Viewer,
    text: str,
    *,
    unit: Unit | None = None,
    module: str = "",
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    narrow: Narrow | None = None,
    sort: str = RELEVANCE,
    facets: bool = False,
    limit: int = 20,
    page: int = 1,
    lexicon: Lexicon | None = None,
) -> Results:
    """What the viewer finds. unit: only its own documents; one that the viewer may know of. module: a label. since, until:
    days of the fact, both included. narrow: what else the results must be. sort: one of SORTS. facets: whether to count them.
    lexicon: another than the one in force.

    Raises ValidationError by field (q, module, since, sort, limit, page); EngineError when the engine cannot answer, for which
    UNAVAILABLE is what to tell a reader.
    """
    narrow = narrow or Narrow()
    asked = _read(text, lexicon or current.lexicon())
    _check(module, since, until, sort, limit, page)
    practice = unit is not None and unit.practice
    seen = reading.documents(viewer).filter(practice=practice)
    first, last = narrow.days()
    question = Question(
        clues=asked.clues,
        also=asked.also,
        hints=asked.hints,
        audiences=_audiences(viewer, unit if practice else None),
        modules=_modules(module, narrow),
        unit_id=unit.pk if unit else None,
        since=max(filter(None, (since, first)), default=None),
        until=min(filter(None, (until, last)), default=None),
        without=_gone(seen),
    )
    free = not (narrow or unit or module or since or until) and sort == RELEVANCE
    search = _Search(text, question, seen, bets.pinned(text, seen) if free else [])
    rows: list[narrowing.Row] = []
    if facets or narrow.here or sort == NEWEST:
        total, hits, complete, rows = search.deep(narrow, sort)
        chosen = hits[(page - 1) * limit : page * limit]
    else:
        total, chosen, complete = search.shallow(limit, page)
    return Results(
        total,
        _items(seen, search.pinned, chosen, asked.marks),
        complete,
        page,
        -(-min(total, DEEPEST) // limit),
        narrowing.counted(rows, narrow, unit, module) if facets else [],
        len(rows),
    )


def finding(viewer: Viewer, texts: Iterable[str]) -> list[str]:
    """Those of these texts that a document holds, all of it as it is typed, which the viewer may see; in their order. However
    many they are, the database is asked for all of them together. Raises EngineError."""
    seen = reading.documents(viewer).filter(practice=False)
    audiences, modules, gone = _audiences(viewer, None), _modules("", Narrow()), _gone(seen)
    lexicon, held = current.lexicon(), {}
    for text in texts:
        if clues := read(text[:LONGEST], lexicon).clues:
            found = _found(Question(clues, audiences, modules, without=gone, limit=3))
            held[text] = {hit.page_id for hit in found.hits} if found.complete else set()
    there = set(seen.filter(pk__in=set().union(*held.values())).values_list("pk", flat=True))
    return [text for text, pages in held.items() if pages & there]


def like(
    viewer: Viewer, text: str, *, modules: frozenset[str], without: int | None = None, limit: int = 10
) -> list[int]:
    """The page ids of the documents of these modules that have most in common with a text, of those that the viewer may see.

    Raises EngineError.
    """
    asked = read(text[:LONGEST], current.lexicon())
    if not asked.clues or not modules:
        return []
    seen = reading.documents(viewer).filter(practice=False)
    gone = _gone(seen) | ({without} if without else set())
    audiences = _audiences(viewer, None)
    question = Question(asked.clues, audiences, modules, asked.also, asked.hints, without=frozenset(gone), limit=limit)
    hits = _found(question).hits
    there = set(seen.filter(pk__in=[hit.page_id for hit in hits]).values_list("pk", flat=True))
    return [hit.page_id for hit in hits if hit.page_id in there]


def _modules(module: str, narrow: Narrow) -> frozenset[str]:
    allowed = frozenset({module} if module else {"", *(one.label for one in plugins.modules())})
    wanted = narrow.modules()
    return allowed if wanted is None else allowed & wanted


class _Search:
    """One question, asked of the engine as its pages need. `pinned`: page ids that stand before all hits."""

    def __init__(self, text: str, question: Question, seen: QuerySet[Document], pinned: list[int]):
        self.text = text
        self.question = replace(question, without=question.without | set(pinned))
        self.seen, self.pinned = seen, pinned

    def shallow(self, limit: int, page: int) -> tuple[int, list[Hit], int]:
        """(total, the hits of this page, how many are complete)."""
        first = max(0, (page - 1) * limit - len(self.pinned))
        last = max(first, page * limit - len(self.pinned))
        together = last <= AT_ONCE
        wanted = {"offset": 0, "limit": AT_ONCE} if together else {"offset": first, "limit": last - first}
        found, over = self._checked(replace(self.question, **wanted))
        hits = narrowing.demoted(found.hits, over)
        mine = self._on_top()[(page - 1) * limit : page * limit]
        return found.total + len(self.pinned), mine + (hits[first:last] if together else hits), found.complete

    def deep(self, narrow: Narrow, sort: str) -> tuple[int, list[Hit], int, list[narrowing.Row]]:
        """The same of the DEEPEST best, all of them, and what the database says of them."""
        found = self._find(replace(self.question, limit=DEEPEST, offset=0))
        rows = narrowing.narrowed(found.hits, self.seen, narrow)
        if sort == NEWEST:
            rows.sort(key=lambda row: (row.day or datetime.date.min, row.hit.page_id), reverse=True)
        rows = narrowing.narrowed(self._on_top(), self.seen, narrow) + rows
        # Beyond the DEEPEST nothing was looked at: the engine's number stands, unless something was left out here
        unseen = len(found.hits) + len(self.pinned) - len(rows)
        total = len(rows) if narrow.here else found.total + len(self.pinned) - unseen
        complete = total if not found.relaxed else min(found.complete, total)
        return total, [row.hit for row in rows], complete, rows

    def _find(self, question: Question) -> Found:
        """By words and, where that is switched on, by meaning."""
        return fusion.search(self.text, question, self.seen, _found)

    def _on_top(self) -> list[Hit]:
        return [Hit(page_id, 0.0) for page_id in self.pinned]

    def _checked(self, question: Question) -> tuple[Found, set[int]]:
        """What the engine finds, all of which the viewer may see, and which of it is no longer in force."""
        for _round in range(ROUNDS):
            found = self._find(question)
            ids = [hit.page_id for hit in found.hits]
            known = dict(self.seen.filter(pk__in=ids).order_by().values_list("pk", narrowing.lapsed()))
            over = {page_id for page_id, lapsed in known.items() if lapsed}
            unseen = set(ids) - known.keys()
            if not unseen:
                return found, over
            # Asked again without them, so that the page is full and the numbers are right
            logger.info("search: %d hits are no documents for this reader (any more)", len(unseen))
            question = replace(question, without=question.without | unseen)
        hits = [hit for hit in found.hits if hit.page_id in known]
        total = found.total - len(unseen)
        return Found(total, hits, min(found.complete, total)), over


def _items(seen: QuerySet[Document], pinned: list[int], hits: list[Hit], marks: tuple[Term, ...]) -> list[Item]:
    external = Subquery(ExternalId.objects.filter(page=OuterRef("page")).values("external_id")[:1])
    wanted = seen.annotate(external_id=external, is_lapsed=narrowing.lapsed()).only(*SHOWN)
    documents = wanted.in_bulk([hit.page_id for hit in hits])
    units = Unit.objects.filter(pk__in={one.unit_id for one in documents.values()}).only("code", "title", "kind")
    units = {one.pk: one for one in units}
    return [
        _item(documents[hit.page_id], units, marks, hit.score, hit.page_id in pinned)
        for hit in hits
        if hit.page_id in documents
    ]


def _read(text: str, lexicon: Lexicon) -> Asked:
    words = text.strip()
    if len(words) > LONGEST:
        raise ValidationError(
            {"q": _("检索词最多 %(most)s 个字，现有 %(count)s 个。") % {"most": LONGEST, "count": len(words)}}
        )
    asked = read(words, lexicon)
    if not asked.clues:
        raise ValidationError({"q": _("请输入要找的字词。") if not words else _("检索词中没有可以检索的字词。")})
    return asked


def _check(module, since, until, sort, limit, page) -> None:
    errors = {}
    if module and plugins.find_module(module) is None:
        errors["module"] = _("没有安装名为“%(module)s”的栏目模块。") % {"module": module[:40]}
    if since and until and until < since:
        errors["since"] = _("起始日期不能晚于截止日期。")
    if sort not in SORTS:
        errors["sort"] = _("排序只能是 %(known)s 之一。") % {"known": "、".join(SORTS)}
    if not 1 <= limit <= LARGEST_PAGE:
        errors["limit"] = _("每页条数须在 1 到 %(most)s 之间。") % {"most": LARGEST_PAGE}
    elif not 1 <= page <= DEEPEST // limit:
        errors["page"] = _("页码须在 1 到 %(most)s 之间：最多翻看前 %(deepest)s 条结果。") % {
            "most": DEEPEST // limit,
            "deepest": DEEPEST,
        }
    if errors:
        raise ValidationError(errors)


def _audiences(viewer: Viewer, practice: Unit | None) -> frozenset[str]:
    """The viewer's; those of practice units only where such a unit itself is searched, and then nothing else."""
    if practice is not None:
        return viewer.audiences & {f"inside:{practice.pk}"}
    return frozenset(token for token in viewer.audiences if not token.startswith("inside:"))


def _gone(seen: QuerySet[Document]) -> frozenset[int]:
    """Pages that the index may still hold although the viewer may not see them any more: they are not counted either."""
    changed = set(index.waiting().order_by("-pk").values_list("page_id", flat=True)[:MOST_WAITING])
    if not changed:
        return frozenset()
    return frozenset(changed.difference(seen.filter(pk__in=changed).values_list("pk", flat=True)))


def _found(question: Question) -> Found:
    try:
        return _answer(engine(), question)
    except EngineError as error:
        spare = fallback()
        if spare is None:
            raise
        logger.info("search: %s; the fallback answers", error)
    return _answer(spare, question)


def _answer(one: Engine, question: Question) -> Found:
    try:
        return one.search(question)
    except Unusable as error:
        if not index.heal(error, which=one):
            raise
    return one.search(question)


def _item(document: Document, units: dict[int, Unit], terms: tuple[Term, ...], score: float, recommended: bool) -> Item:
    unit = units[document.unit_id]
    module = plugins.find_module(document.module)
    return Item(
        document=document,
        unit=unit,
        module_name=str(module.name_for(unit.kind)) if module else "",
        title_html=highlight.mark(document.title, terms),
        places=places(index.body_of(document), document.content.get("body", []), terms, most=2),
        score=score,
        external_id=document.external_id or "",
        recommended=recommended,
        lapsed=document.is_lapsed,
    )
