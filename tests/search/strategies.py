"""Texts as people type and paste them, and parts of them that may be asked for."""

from hypothesis import assume
from hypothesis import strategies as st

from search.analysis import fold
from search.analysis.terms import IN_WORD

__all__ = ["texts", "texts_with_a_part"]

# What members type and paste, and what breaks careless code: traditional and rare characters, marks, full width, emoji, blanks
PIECES = [
    *"党费收缴工作三会一课的了〇々，。、！？《》 \n\t-_.'\"<&>·",
    *"黨費發髮裡薴乾後臺", *"ＡＢａ１２ｶﾅがアー한글ßıİéÀﬁ①㎡½", *"aZ09", "2026", "OKR", "zs",
    "\u200b", "\u00ad", "\ufeff", "\u0301", "e\u0301", "\ufe0f", "😀", "𠮷", "㐀", "\U000e0100", "\u3000", "\x00", "\ud7ff",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES) | st.characters(exclude_categories=["Cs"]), max_size=40).map("".join)


def ends_in_word(text: str) -> bool:
    return bool(text) and IN_WORD.fullmatch(text[-1]) is not None


def begins_with_word(text: str) -> bool:
    return bool(text) and IN_WORD.match(text) is not None


@st.composite
def texts_with_a_part(draw):
    """A text and a part of it that cuts no word of letters or digits in two."""
    text = draw(texts)
    first, last = sorted(draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    before, part, after = fold(text[:first]), fold(text[first:last]), fold(text[last:])
    assume(not (ends_in_word(before) and begins_with_word(part)))
    assume(not (ends_in_word(part) and begins_with_word(after)))
    return text, text[first:last]
