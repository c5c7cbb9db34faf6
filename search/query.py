"""Asking: what a viewer's question finds, within what the viewer may see.

The engine is asked within the viewer's audiences and then not believed: each hit is looked up among the documents that the
viewer may see now, so that nothing withdrawn or narrowed is shown while the index does not know of it yet.
"""

import datetime
import logging
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

from . import highlight, index
from .analysis import Term
from .clues import Asked, read
from .engine import Engine, EngineError, Found, Question, Unusable, engine, fallback
from .lexicon import current
from .lexicon.groups import Lexicon
from .models import ExternalId
from .semantic import fusion

__all__ = ["DEEPEST", "LARGEST_PAGE", "LONGEST", "UNAVAILABLE", "Item", "Results", "ask"]

logger = logging.getLogger(__name__)

LONGEST = 200  # characters of a question; the portal's box takes no more
LARGEST_PAGE = 100
DEEPEST = 1000  # results that can be paged to: who has not found it by then asks otherwise
UNAVAILABLE = gettext_lazy("检索暂时不可用，请稍后再试。")

ROUNDS = 3
# Changes that the index does not hold yet and that are looked at before asking: the newest so many
MOST_WAITING = 500
SHOWN = ("page_id", "kind", "module", "unit_id", "path", "title", "text", "occurred_on", "last_published_at")


@dataclass(frozen=True)
class Item:
    """One result. `title_html` and `passages` are safe HTML with `<mark>` around what was asked for.

    `external_id`: the id of an imported document where it came from.
    """

    document: Document
    unit: Unit
    module_name: str
    title_html: SafeString
    passages: list[SafeString]
    score: float
    external_id: str = ""


@dataclass(frozen=True)
class Results:
    """One page of what was found. `complete` of the `total` hold all that was asked for.

    `relaxed`: the others hold a part of it, or say it in other words. `pages`: how many pages can be asked for.
    """

    total: int
    items: list[Item] = field(default_factory=list)
    complete: int = 0
    page: int = 1
    pages: int = 0

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
    limit: int = 20,
    page: int = 1,
    lexicon: Lexicon | None = None,
) -> Results:
    """What the viewer finds. unit: only its own documents; one that the viewer may know of. module: a label. since, until:
    days of the fact, both included. lexicon: another than the one in force.

    Raises ValidationError by field (q, module, since, limit, page); EngineError when the engine cannot answer, for which
    UNAVAILABLE is what to tell a reader.
    """
    asked = _read(text, lexicon or current.lexicon())
    _check(module, since, until, limit, page)
    practice = unit is not None and unit.practice
    seen = reading.documents(viewer).filter(practice=practice)
    question = Question(
        clues=asked.clues,
        also=asked.also,
        hints=asked.hints,
        audiences=_audiences(viewer, unit if practice else None),
        modules=frozenset({module} if module else {"", *(one.label for one in plugins.modules())}),
        unit_id=unit.pk if unit else None,
        since=since,
        until=until,
        without=_gone(seen),
        limit=limit,
        offset=(page - 1) * limit,
    )
    found, documents = _checked(text, question, seen)
    units = Unit.objects.filter(pk__in={one.unit_id for one in documents.values()}).only("code", "title", "kind")
    units = {one.pk: one for one in units}
    items = [_item(documents[hit.page_id], units, asked.marks, hit.score) for hit in found.hits]
    pages = -(-min(found.total, DEEPEST) // limit)
    return Results(found.total, items, found.complete, page, pages)


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


def _check(module, since, until, limit, page) -> None:
    errors = {}
    if module and plugins.find_module(module) is None:
        errors["module"] = _("没有安装名为“%(module)s”的栏目模块。") % {"module": module[:40]}
    if since and until and until < since:
        errors["since"] = _("起始日期不能晚于截止日期。")
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


def _checked(text: str, question: Question, seen: QuerySet[Document]) -> tuple[Found, dict[int, Document]]:
    """What is found by words and, where that is switched on, by meaning, and the documents of its hits, all of which the viewer may see."""
    imported = ExternalId.objects.filter(page_id=OuterRef("page_id")).values("external_id")
    shown = seen.only(*SHOWN).annotate(external_id=Subquery(imported))
    for _round in range(ROUNDS):
        found = fusion.search(text, question, seen, _found)
        documents = shown.in_bulk([hit.page_id for hit in found.hits])
        unseen = {hit.page_id for hit in found.hits} - documents.keys()
        if not unseen:
            return found, documents
        # Asked again without them, so that the page is full and the numbers are right
        logger.info("search: %d hits are no documents for this reader (any more)", len(unseen))
        question = replace(question, without=question.without | unseen)
    hits = [hit for hit in found.hits if hit.page_id in documents]
    total = found.total - len(unseen)
    return Found(total, hits, min(found.complete, total)), documents


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


def _item(document: Document, units: dict[int, Unit], terms: tuple[Term, ...], score: float) -> Item:
    unit = units[document.unit_id]
    module = plugins.find_module(document.module)
    return Item(
        document=document,
        unit=unit,
        module_name=str(module.name_for(unit.kind)) if module else "",
        title_html=highlight.mark(document.title, terms),
        passages=highlight.passages(index.body_of(document), terms, most=2),
        score=score,
        external_id=document.external_id or "",
    )
