"""The Party-term lexicon (党务词库): what else a thing is called, and what it is called officially. Plain data, no database.

One group a line, as it stands in `base.txt` and as editors write it:

    = 退党，要求退党，自愿退党          同义词: each finds the others
    ~ 支委会 → 支部委员会会议            简称: each side finds the other
    > 交多少钱，交多少党费 → 党费标准     口语: the left finds the right, never the other way round
"""

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from search.analysis import fold, query_terms
from search.analysis.sounds import readings

__all__ = [
    "ABBREVIATION",
    "BASE",
    "EVERYDAY",
    "KINDS",
    "LONGEST",
    "SYNONYM",
    "Group",
    "Lexicon",
    "Mistake",
    "base",
    "parse",
]

BASE = Path(__file__).with_name("base.txt")
SYNONYM, ABBREVIATION, EVERYDAY = "=", "~", ">"
KINDS = {SYNONYM: gettext_lazy("同义词"), ABBREVIATION: gettext_lazy("简称"), EVERYDAY: gettext_lazy("口语")}
ARROW, COMMA = "→", "，"
LONGEST = 40  # characters of a term
MOST = 30  # terms on one side of a group
SHORTEST = 2  # a single character stands for too much


@dataclass(frozen=True)
class Group:
    """`left` → `right`; of a SYNONYM group, `right` is empty."""

    kind: str
    left: tuple[str, ...]
    right: tuple[str, ...] = ()

    def __str__(self) -> str:
        sides = [COMMA.join(side) for side in (self.left, self.right) if side]
        return f"{self.kind} " + f" {ARROW} ".join(sides)


@dataclass(frozen=True)
class Mistake:
    """A line that is no group: its number, from 1, and why."""

    line: int
    reason: str


def parse(text: str) -> tuple[list[Group], list[Mistake]]:
    """The groups of a text of lines, and what is wrong with the lines that are none. Empty lines and those with # are skipped."""
    groups, mistakes = [], []
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        try:
            groups.append(one_group(line))
        except ValueError as error:
            mistakes.append(Mistake(number, str(error)))
    return groups, mistakes


def one_group(line: str) -> Group:
    """The group that a line says. Raises ValueError with the reason, for people."""
    kind, rest = line[0], line[1:]
    if kind not in KINDS:
        raise ValueError(_("行首须为 =（同义词）、~（简称）或 >（口语），现为“%(sign)s”") % {"sign": kind})
    sides = [separate(side, strict=True) for side in rest.replace("->", ARROW).split(ARROW)]
    if kind == SYNONYM:
        if len(sides) != 1:
            raise ValueError(_("同义词一行之内不用“→”"))
        if len(sides[0]) < 2:
            raise ValueError(_("同义词至少要有两个，以“，”分开"))
        return Group(kind, sides[0])
    if len(sides) != 2 or not all(sides):
        raise ValueError(_("“→”左右两边都要有词，且只用一个“→”"))
    return Group(kind, *sides)


def separate(side: str, *, strict: bool = False) -> tuple[str, ...]:
    """The terms of one side, each once. strict: raises ValueError for what is no term, or too many."""
    terms = tuple(
        dict.fromkeys(filter(None, map(str.strip, side.replace(",", COMMA).replace("\n", COMMA).split(COMMA))))
    )
    if not strict:
        return terms
    if len(terms) > MOST:
        raise ValueError(_("一边最多 %(most)s 个词，现有 %(count)s 个") % {"most": MOST, "count": len(terms)})
    for term in terms:
        if not SHORTEST <= len(term) <= LONGEST or not query_terms(term):
            raise ValueError(
                _("“%(term)s”须为 %(least)s 到 %(most)s 个字")
                % {"term": term[:LONGEST], "least": SHORTEST, "most": LONGEST}
            )
    return terms


class Lexicon:
    """What a term of a question leads to. All terms are folded.

    `leads[term]`: the other terms. `spelled[syllables]`, `shortened[initials]`: terms by how they sound.
    """

    def __init__(self, groups: Iterable[Group]):
        self.leads: dict[str, tuple[str, ...]] = {}
        self.spelled: dict[tuple[str, ...], list[str]] = {}
        self.shortened: dict[str, list[str]] = {}
        leads: dict[str, dict[str, None]] = {}
        for group in groups:
            left, right = ([fold(term) for term in side] for side in (group.left, group.right))
            for sources, targets in self._ways(group.kind, left, right):
                for source in sources:
                    found = leads.setdefault(source, {})
                    found.update((target, None) for target in targets if target != source)
        self.leads = {term: tuple(found) for term, found in leads.items()}
        self.longest = max(map(len, leads), default=0)
        self.most_syllables = 0
        for term in leads:
            sounds = [readings(character) for character in term]
            if all(sounds):
                syllables = tuple(found[0] for found in sounds)
                self.spelled.setdefault(syllables, []).append(term)
                self.most_syllables = max(self.most_syllables, len(syllables))
                self.shortened.setdefault("".join(one[0] for one in syllables), []).append(term)

    @staticmethod
    def _ways(kind: str, left: list[str], right: list[str]) -> list[tuple[list[str], list[str]]]:
        if kind == SYNONYM:
            return [(left, left)]
        return [(left, right), (right, left)] if kind == ABBREVIATION else [(left, right)]

    def inside(self, folded: str) -> list[tuple[int, int, str]]:
        """(start, end, term) of the terms in a folded text: at each place the longest, and none that lies inside another."""
        found: list[tuple[int, int, str]] = []
        reached = 0
        for start in range(len(folded)):
            for end in range(min(len(folded), start + self.longest), start + SHORTEST - 1, -1):
                if (term := folded[start:end]) in self.leads:
                    if end > reached:
                        found.append((start, end, term))
                        reached = end
                    break
        return found


@functools.cache
def base() -> tuple[Group, ...]:
    """The groups that this version brings."""
    groups, mistakes = parse(BASE.read_text(encoding="utf-8"))
    if mistakes:
        raise ValueError(f"{BASE.name}: {mistakes}")
    return tuple(groups)
