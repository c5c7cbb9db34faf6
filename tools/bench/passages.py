"""Passages that nobody wrote, as many as are wanted, and questions about them: the same for the same number.

Words are as unequally frequent as in any language (Zipf): those of the Party-term lexicon, and pairs of common characters for
the rest. A question is a few neighbouring words of some passage, now and then with a question word or in pinyin.
"""

import datetime
import random
from collections.abc import Iterator
from itertools import accumulate

from pypinyin import lazy_pinyin

from search.engine import Entry
from search.lexicon.groups import Lexicon, base

__all__ = ["entries", "lexicon", "questions"]

WORDS = 30_000
COMMON = (
    "的一是了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当"
    "没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手"
    "应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活"
)
QUESTION_WORDS = ("怎么", "什么是", "多少", "哪些", "")
UNITS, MODULES = 1000, ("work_guide", "rules_and_duties", "three_meetings_one_lesson", "theory_study", "featured_work")
FIRST_DAY = datetime.date(2016, 1, 1)


def lexicon() -> Lexicon:
    """The one that this version brings."""
    return Lexicon(base())


class _Language:
    def __init__(self):
        luck = random.Random(1)
        terms = sorted(lexicon().leads)
        luck.shuffle(terms)
        pairs = ["".join(luck.choices(COMMON, k=2)) for _number in range(WORDS - len(terms))]
        # Every third of the frequent words is one of the Party's
        self.words = [terms.pop() if place % 3 == 2 and terms else pairs.pop() for place in range(WORDS)]
        self.weights = list(accumulate(1 / (place + 10) for place in range(WORDS)))

    def words_of(self, luck: random.Random, count: int) -> list[str]:
        return luck.choices(self.words, cum_weights=self.weights, k=count)


def entries(count: int, seed: int = 2) -> Iterator[Entry]:
    """About 130 characters each, in 1000 units of 5 modules; nine of ten may be read by every employee."""
    language, luck = _Language(), random.Random(seed)
    for number in range(1, count + 1):
        title = "".join(language.words_of(luck, luck.randint(3, 6)))
        sentences = ("".join(language.words_of(luck, luck.randint(5, 12))) for _number in range(luck.randint(4, 8)))
        unit = luck.randint(1, UNITS)
        yield Entry(
            page_id=number,
            title=title,
            text="，".join(sentences) + "。",
            module=luck.choice(MODULES),
            unit_id=unit,
            occurred_on=FIRST_DAY + datetime.timedelta(luck.randrange(3650)),
            audiences=frozenset({"employees"} if luck.random() < 0.9 else {f"unit:{unit}", "committee:1"}),
        )


def questions(count: int, seed: int) -> Iterator[str]:
    language, luck = _Language(), random.Random(seed)
    for number in range(count):
        words = "".join(language.words_of(luck, luck.randint(1, 4)))
        yield "".join(lazy_pinyin(words)) if number % 10 == 9 else luck.choice(QUESTION_WORDS) + words
