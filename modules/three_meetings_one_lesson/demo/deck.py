"""Which matter comes up next in a branch, and what is said: the matters of the season first, nothing twice before all else was said."""

from collections import Counter
from dataclasses import dataclass

from .lessons import LESSONS
from .topics import TOPICS


@dataclass(frozen=True)
class Part:
    """One matter as it comes up in one meeting: the templates of its theme, of what is said and of what is decided."""

    theme: str
    points: tuple[str, ...]
    resolutions: tuple[str, ...] = ()
    echoes: tuple[str, ...] = ()
    scene: str = "lecture"
    tags: tuple[str, ...] = ()


# How many points and resolutions a matter has, by the kind of meeting
LENGTHS = {"members": (3, 2), "committee": (3, 2), "group": (3, 1)}


class Deck:
    """The matters of one branch in one year; every draw comes from `rng`. makes: the branch makes parts, it does not only serve."""

    def __init__(self, rng, makes: bool):
        self.rng, self.makes = rng, makes
        self._used: Counter = Counter()

    def topic(self, kind: str, month: int, without: str = "") -> Part:
        """A matter for a meeting of this kind in this month; not the one whose theme is `without`."""
        suitable = [topic for topic in TOPICS if topic.suits(kind, self.makes) and topic.theme != without]
        chosen = self._draw([topic for topic in suitable if not topic.months or month in topic.months])
        points, resolutions = LENGTHS[kind]
        return Part(
            chosen.theme,
            self._lines(chosen.points, points),
            self._lines(chosen.resolutions, resolutions),
            scene=chosen.scene,
            tags=chosen.tags,
        )

    def lesson(self, month: int) -> Part:
        suitable = [lesson for lesson in LESSONS if self.makes or not lesson.makers]
        chosen = self._draw([lesson for lesson in suitable if not lesson.months or month in lesson.months])
        return Part(chosen.title, chosen.parts, echoes=chosen.echoes, tags=chosen.tags)

    def _draw(self, suitable: list):
        fewest = min(self._used[item] for item in suitable)
        fresh = [item for item in suitable if self._used[item] == fewest]
        seasonal = [item for item in fresh if item.months]
        chosen = self.rng.choice(seasonal if seasonal and self.rng.random() < 0.6 else fresh)
        self._used[chosen] += 1
        return chosen

    def _lines(self, lines: tuple[str, ...], count: int) -> tuple[str, ...]:
        """The least used of these lines, in the order in which they are written."""
        by_use = sorted(lines, key=lambda line: (self._used[line], self.rng.random()))
        chosen = set(by_use[:count])
        self._used.update(chosen)
        return tuple(line for line in lines if line in chosen)
