"""What a reader may want who has begun to type: titles, the lexicon's terms, and what others ask often.

All of it within what the viewer may see: titles are those of their own documents, and a term or a query is offered only when it
finds something for this viewer.
"""

from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils.safestring import SafeString

from cms import plugins
from cms.access import Viewer
from cms.delivery import reading
from cms.delivery.models import Document
from cms.tree import Unit

from . import asked, highlight, query
from .analysis import Term, fields, fold
from .clues import read
from .engine import Clue
from .facets import TOPIC
from .lexicon.current import lexicon
from .meant import meant
from .models import FacetValue
from .ranking import Leaf, holders

__all__ = [
    "LONGEST",
    "QUERY",
    "TERM",
    "TITLE",
    "Suggestion",
    "alternatives",
    "asking_office",
    "often",
    "suggestions",
    "topics",
]

TITLE, TERM, QUERY = "title", "term", "query"
LONGEST = 40  # characters: who has typed more knows what to ask
MOST_TITLES, MOST_TERMS, MOST_QUERIES = 5, 3, 3
MOST_NEAR = 20  # titles among which those are chosen
MOST_TRIED = 8  # terms or queries that are looked whether they find anything, for one answer
MOST_OFTEN = 8
MOST_TOPICS = 8
OPINIONS = "opinions"  # the catalogue's label of 意见征集; where no such section is, nobody is sent there


@dataclass(frozen=True)
class Suggestion:
    """`html`: the text with what was typed marked, safe. `path`: of a title's record; the others are to be asked for."""

    kind: str
    text: str
    html: SafeString
    path: str = ""


def suggestions(viewer: Viewer, text: str) -> list[Suggestion]:
    """Terms and queries first, then titles; empty when nothing is typed, or too much. Raises EngineError."""
    typed = text.strip()
    if not typed or len(typed) > LONGEST:
        return []
    folded = fold(typed)
    found: dict[str, Suggestion] = {}
    for kind, texts, most in (
        (TERM, _terms(folded), MOST_TERMS),
        (QUERY, asked.popular(starting=folded, most=MOST_TRIED), MOST_QUERIES),
    ):
        others = [one for one in texts if one != folded and one not in found][:MOST_TRIED]
        for one in query.finding(viewer, others)[:most]:
            found[one] = Suggestion(kind, one, _mark(one, folded))
    understood = read(typed, lexicon())
    near = query.like(viewer, typed, modules=_all_modules(), limit=MOST_NEAR)
    documents = _documents(viewer, near)
    titles = [documents[pk] for pk in near if pk in documents]
    # What holds all that was typed before what holds a part of it, or says it otherwise
    titles.sort(key=lambda document: not _holds(document.title, understood.clues))
    for document in titles[:MOST_TITLES]:
        html = highlight.mark(document.title, understood.marks)
        found.setdefault(f"{TITLE} {document.pk}", Suggestion(TITLE, document.title, html, document.path))
    return list(found.values())


def _holds(title: str, clues: tuple[Clue, ...]) -> bool:
    """Whether a title holds all clues, as an index would say of a document without a text."""
    terms = {field: frozenset(held) for field, held in fields(title, "").items()}

    def held(leaf: Leaf) -> bool:
        known = terms[leaf.field]
        return any(one.startswith(leaf.text) for one in known) if leaf.prefix else leaf.text in known

    return all(any(all(map(held, option)) for option in holders(clue)) for clue in clues)


def _documents(viewer: Viewer, ids: list[int]) -> dict[int, Document]:
    return reading.documents(viewer).only("title", "path").in_bulk(ids)


def _all_modules() -> frozenset[str]:
    return frozenset({"", *(module.label for module in plugins.modules())})


def _terms(folded: str) -> list[str]:
    """The lexicon's terms that begin so or hold it, in writing, or begin so in pinyin or initials; the shortest first."""
    known = lexicon()
    begun = {term for term in known.leads if term.startswith(folded)}
    letters = "".join(folded.split())
    if letters.isascii() and letters.isalpha():
        begun |= {term for said, terms in known.spelled.items() if "".join(said).startswith(letters) for term in terms}
        begun |= {term for short, terms in known.shortened.items() if short.startswith(letters) for term in terms}
    held = {term for term in known.leads if folded in term} - begun if len(folded) > 1 else set()
    return [*sorted(begun, key=lambda term: (len(term), term)), *sorted(held, key=lambda term: (len(term), term))]


def _mark(text: str, folded: str) -> SafeString:
    return highlight.mark(text, [Term(folded)] if folded in fold(text) else ())


def often(viewer: Viewer) -> list[str]:
    """What several readers asked lately and what finds something for this viewer too. Raises EngineError."""
    return query.finding(viewer, asked.popular(most=2 * MOST_OFTEN))[:MOST_OFTEN]


def alternatives(viewer: Viewer, text: str, titles: list[str]) -> list[str]:
    """您要找的是不是: at most two. titles: of what the viewer found. Raises EngineError."""
    return query.finding(viewer, meant(text, lexicon(), titles))[:2]


def topics(viewer: Viewer, text: str) -> list[str]:
    """The topics of what the viewer may see, the one with most characters in common with the text first, then the fullest."""
    seen: QuerySet[Document] = reading.documents(viewer).filter(practice=False)
    rows = FacetValue.objects.filter(name=TOPIC, document__in=seen).order_by().values_list("label")
    counts = dict(rows.annotate(count=Count("pk")))
    characters = set(fold(text))
    near = sorted(counts, key=lambda label: (-len(characters & set(fold(label))), -counts[label], label))
    return near[:MOST_TOPICS]


def asking_office(viewer: Viewer, own: Unit | None) -> tuple[str, str] | None:
    """(title, path) of where one may ask the Party office: 意见征集 of the own unit, else of its committee; or None."""
    from cms.delivery.documents import path_of

    if own is None:
        return None
    for pk in dict.fromkeys((own.pk, own.committee_id)):
        unit = reading.find_unit(viewer, pk=pk) if pk else None
        section = reading.sections(viewer, unit).filter(module=OPINIONS).first() if unit else None
        if section:
            return section.title, path_of(section.url_path)
    return None
