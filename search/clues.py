"""What a question asks for: its words become clues, and the lexicon adds what they may be called otherwise. No engine, no database.

党非收缴     a clue for each pair: 党非, or by its sound dang'fei; …     also: what the lexicon says of 党费收缴, which sounds alike
dangfei      a clue by sound: dang'fei, or the word dangfei
shyk         a clue by initials, in titles; also: 三会一课, which the lexicon knows
怎么转正     a clue 转正; a hint for 怎么; also: 预备党员转为正式党员 …
"""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise, product

from .analysis import INITIALS, SOUND, Term, fold, query_terms
from .analysis.numbers import number_places
from .analysis.sounds import INITIALS_LENGTH, readings, sound_pairs, syllables
from .analysis.terms import LONGEST_WORD, RUN, pairs
from .engine import Clue, Option
from .lexicon.groups import Lexicon

__all__ = ["Asked", "read"]

# All of these were measured: docs/search.md
SOUND_WEIGHT = 0.44  # of a pair of characters that only sounds alike
HINT_WEIGHT = 0.2
ALSO_WEIGHT = 1.5  # of what the lexicon says, divided by the root of the number of its terms: a long name says no more
# Words that make a question of it and say nothing of what it is about; the single characters only where they are no part of
# a word (要 but not 重要, 能 but not 能力)
QUESTION_WORDS = re.compile(
    "什么时候|什么是|是什么|什么|怎么样|怎么办|怎么|怎样|如何|为什么|为啥|哪些|哪个|哪里|多少|多久|多长时间|有啥|啥|几个|是否|"
    "能否|能不能|可不可以|可以|是不是|要不要|有没有|需要|应该|应当|请问|关于|一下|我想|吗|呢|吧|么|的|了(?!解)|(?<!于)是(?!非)|"
    "(?<![所具享固])有(?![效关权序限])|(?<![主重需纪首摘概])要(?![求点素闻件义])|(?<![功职可技智])能(?![力源量])|"
    "(?<![思理])想(?!法)|(?<!自)我(?![国党])"
)
# A single character stands for all words that begin with it, which costs most; of a long question the beginning counts.
MOST_CLUES = 60
MOST_SINGLE = 6
MOST_ALSO = 12  # terms of the lexicon in one question
MOST_OPTIONS = 12  # of one of them
SHORTEST_ALIKE = 3  # syllables of characters that may stand for a term of the lexicon which sounds alike
LONGEST_PINYIN = 40


@dataclass(frozen=True)
class Asked:
    """`clues`, `also` and `hints` as in `engine.Question`; `marks`: the terms that a result's text is marked by."""

    clues: tuple[Clue, ...] = ()
    also: tuple[Clue, ...] = ()
    hints: tuple[Clue, ...] = ()
    marks: tuple[Term, ...] = ()


@dataclass(frozen=True)
class _Unit:
    """A Chinese character or a syllable of pinyin. `number`: of the run that it stands in."""

    start: int
    text: str
    sounds: tuple[str, ...]
    number: int
    typed: bool = field(default=False)  # as pinyin


def read(text: str, lexicon: Lexicon) -> Asked:
    """What is asked for. Without anything that can be searched for, no clues."""
    folded = fold(text)
    hinting = [match.span() for match in QUESTION_WORDS.finditer(folded)]
    clues: dict[Clue, None] = {}
    hints: dict[Clue, None] = {}
    for start, end, clue in _clues(folded):
        touched = any(first < end and start < last for first, last in hinting)
        (hints if touched else clues).setdefault(clue)
    if not clues:
        clues, hints = hints, {}
    kept = _few(clues)
    named = list(_named(folded, lexicon))[:MOST_ALSO]
    also = tuple(clue for term, typed in named if (clue := _otherwise(term, lexicon, typed)))
    return Asked(
        clues=kept,
        also=also,
        hints=tuple(_lighter(clue) for clue in hints)[:MOST_CLUES],
        marks=tuple(dict.fromkeys([*_terms_of(kept), *_phrases(named, lexicon)])),
    )


def _few(clues: Iterable[Clue]) -> tuple[Clue, ...]:
    single = [clue for clue in clues if clue.options[0].terms[0].prefix]
    return tuple(clue for clue in clues if clue not in single[MOST_SINGLE:])[:MOST_CLUES]


def _lighter(clue: Clue) -> Clue:
    return Clue(tuple(Option(option.terms, option.weight * HINT_WEIGHT) for option in clue.options))


# What was typed ----------------------------------------------------------------------------------------------------------


def _clues(folded: str) -> Iterator[tuple[int, int, Clue]]:
    """(start, end, clue) of everything that was typed."""
    for match in RUN.finditer(folded):
        run, start = match.group(), match.start()
        if match.lastgroup != "chinese":
            yield from ((start, match.end(), clue) for clue in _word(run))
        elif len(run) == 1:
            yield start, start + 1, _one_of(Term(run, prefix=True))
        else:
            for place, pair in enumerate(pairs(run), start):
                alike = [Option((Term(sound, by=SOUND),), SOUND_WEIGHT) for sound in sound_pairs(pair)]
                yield place, place + 2, Clue((Option((Term(pair),)), *alike))
    for start, end, pair in number_places(folded):
        yield start, end, _one_of(Term(pair))
    for one, other in pairwise(_units(folded)):
        # Where pinyin and characters meet (入dang), and where pinyin was typed in several words
        near = one.number == other.number or other.start == one.start + len(one.text) or (one.typed and other.typed)
        if near and one.number != other.number and (one.typed or other.typed):
            sounds = (f"{first}'{second}" for first, second in product(one.sounds, other.sounds))
            yield one.start, other.start + len(other.text), _one_of(*(Term(sound, by=SOUND) for sound in sounds))


def _one_of(*terms: Term) -> Clue:
    return Clue(tuple(Option((term,)) for term in terms))


def _word(word: str) -> Iterator[Clue]:
    """A word of letters or digits: itself, pinyin or initials."""
    itself = Option((Term(word[:LONGEST_WORD]),))
    ways = _pinyin(word)
    if not ways:
        parts = [word[start : start + INITIALS_LENGTH] for start in range(len(word) - INITIALS_LENGTH + 1)]
        short = [Option(tuple(Term(part, by=INITIALS) for part in parts))] if parts and _is_letters(word) else []
        yield Clue((itself, *short))
    elif len(ways[0]) == 1:
        longer = [Option((Term(f"{first}'{second}", by=SOUND),)) for first, second in ways[1:2] if len(ways[1]) == 2]
        begun = Option((Term(f"{ways[0][0]}'", prefix=True, by=SOUND),), SOUND_WEIGHT)
        yield Clue((itself, *longer, begun))
    else:
        for first, second in pairwise(ways[0]):
            yield Clue((Option((Term(f"{first}'{second}", by=SOUND),)), itself))


def _is_letters(word: str) -> bool:
    return word.isascii() and word.isalpha()


def _pinyin(word: str) -> list[tuple[str, ...]]:
    return syllables(word) if _is_letters(word) and len(word) <= LONGEST_PINYIN else []


def _units(folded: str) -> list[_Unit]:
    """What of the question can be pronounced, in order."""
    units = []
    for number, match in enumerate(RUN.finditer(folded)):
        run, start = match.group(), match.start()
        if match.lastgroup == "chinese":
            units += [_Unit(place, one, readings(one), number) for place, one in enumerate(run, start) if readings(one)]
        elif ways := _pinyin(run):
            for syllable in ways[0]:
                units.append(_Unit(start, syllable, (syllable,), number, typed=True))
                start += len(syllable)
    return units


# What the lexicon knows --------------------------------------------------------------------------------------------------


def _named(folded: str, lexicon: Lexicon) -> Iterator[tuple[str, bool]]:
    """(term of the lexicon, whether it was typed so) for each that the question names."""
    inside = lexicon.inside(folded)
    yield from ((term, True) for _start, _end, term in inside)
    taken = {place for start, end, _term in inside for place in range(start, end)}
    units = [unit for unit in _units(folded) if unit.start not in taken]
    start = 0
    while start < len(units):
        for end in range(min(len(units), start + lexicon.most_syllables), start + 1, -1):
            part = units[start:end]
            if len(part) < SHORTEST_ALIKE and not all(unit.typed for unit in part):
                continue
            found = lexicon.spelled.get(tuple(unit.sounds[0] for unit in part))
            if found:
                yield from ((term, False) for term in found)
                start = end - 1
                break
        start += 1
    for match in RUN.finditer(folded):
        if len(word := match.group()) >= INITIALS_LENGTH and not _pinyin(word):
            yield from ((term, False) for term in lexicon.shortened.get(word, ()))


def _otherwise(term: str, lexicon: Lexicon, typed: bool) -> Clue | None:
    """A clue of what else the term is called; and of itself, where it was typed otherwise."""
    names = [*([] if typed else [term]), *lexicon.leads[term]][:MOST_OPTIONS]
    options = []
    for name in names:
        if terms := tuple(query_terms(name)):
            options.append(Option(terms, ALSO_WEIGHT / math.sqrt(len(terms))))
    return Clue(tuple(options)) if options else None


# What is marked ----------------------------------------------------------------------------------------------------------


def _terms_of(clues: Iterable[Clue]) -> Iterator[Term]:
    return (term for clue in clues for option in clue.options for term in option.terms)


def _phrases(named: Iterable[tuple[str, bool]], lexicon: Lexicon) -> Iterator[Term]:
    """The names in whole: their single pairs stand in many places and would mark what nobody asked for."""
    for term, _typed in named:
        yield from (Term(name) for name in (term, *lexicon.leads[term][:MOST_OPTIONS]))
