"""您要找的是不是: what somebody may have meant who typed a word by its sound, or another character of the same sound.

Taken from the lexicon, and from the titles of what this viewer found; what is offered finds something for this viewer.
"""

from collections.abc import Iterable

from .analysis import fold
from .analysis.sounds import readings, syllables
from .analysis.terms import RUN
from .lexicon.groups import Lexicon

__all__ = ["meant"]

SHORTEST = 2  # syllables
LONGEST = 12
MOST_TITLES = 10


def meant(text: str, lexicon: Lexicon, titles: Iterable[str]) -> list[str]:
    """The text with what sounds like something known written so, the lexicon's way first. Empty when nothing is otherwise."""
    folded = fold(text)
    found = {}
    for known in (_by_lexicon(lexicon), _by_titles([fold(title) for title in titles][:MOST_TITLES])):
        if (other := _rewritten(folded, known)) != folded:
            found[other] = None
    return list(found)


def _rewritten(folded: str, known) -> str:
    pieces, place = [], 0
    for start, end, sounds, typed in _runs(folded):
        first = 0
        while first < len(sounds):
            for last in range(min(len(sounds), first + LONGEST), first + SHORTEST - 1, -1):
                written = typed[first:last]
                other = known(tuple(sounds[first:last]), written)
                if other and other != "".join(written):
                    typed[first:last] = [other, *[""] * (last - first - 1)]
                    first = last - 1
                    break
                if other:  # it is that already
                    first = last - 1
                    break
            first += 1
        pieces += [folded[place:start], "".join(typed)]
        place = end
    return "".join([*pieces, folded[place:]])


def _runs(folded: str):
    """(start, end, syllables, what was typed for each) of the runs that can be pronounced."""
    for match in RUN.finditer(folded):
        run = match.group()
        if match.lastgroup == "chinese":
            sounds = [readings(character) for character in run]
            if all(sounds):
                yield match.start(), match.end(), [one[0] for one in sounds], list(run)
        elif run.isascii() and run.isalpha() and (ways := syllables(run)):
            yield match.start(), match.end(), list(ways[0]), list(ways[0])


def _by_lexicon(lexicon: Lexicon):
    def find(sounds: tuple[str, ...], written: list[str]) -> str:
        terms = lexicon.spelled.get(sounds, [])
        return "" if not terms else next((term for term in terms if term == "".join(written)), terms[0])

    return find


def _by_titles(titles: list[str]):
    spoken: dict[tuple[str, ...], list[str]] = {}
    for title in titles:
        for _start, _end, sounds, typed in _runs(title):
            for first in range(len(sounds)):
                for last in range(first + SHORTEST, min(len(sounds), first + LONGEST) + 1):
                    spoken.setdefault(tuple(sounds[first:last]), []).append("".join(typed[first:last]))

    def find(sounds: tuple[str, ...], written: list[str]) -> str:
        words = spoken.get(sounds, [])
        return "" if not words else next((word for word in words if word == "".join(written)), words[0])

    return find
