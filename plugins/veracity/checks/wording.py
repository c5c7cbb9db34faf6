"""Fixed forms of words and common misprints, by lists."""

import re
from functools import cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.moderation.findings import Check, Finding

from ..reading import around
from ..wordlists import read


class FixedWording(Check):
    slug, label, axis = "fixed_wording", gettext_lazy("固定表述"), "text"

    def find(self, draft, facts):
        for field, text in facts.texts:
            for pattern, right in _forms():
                for match in pattern.finditer(text):
                    if _is_within(right, text, match):
                        continue
                    yield Finding(
                        _("“%(wrong)s”与规范表述不符，应为“%(right)s”。") % {"wrong": match.group(), "right": right},
                        field=field,
                        quote=around(text, match.start(), match.end()),
                    )


@cache
def _forms() -> list[tuple[re.Pattern, str]]:
    """Each wrong form as a pattern, with the right one."""
    return [(re.compile(wrong), entry["right"]) for entry in read("fixed_wording")["forms"] for wrong in entry["wrong"]]


def _is_within(right: str, text: str, match) -> bool:
    """Whether the right form lies around the match, of which the wrong one is then a part."""
    start = max(match.start() - len(right), 0)
    return any(
        found.start() + start <= match.start() and match.end() <= found.end() + start
        for found in re.finditer(re.escape(right), text[start : match.end() + len(right)])
    )


class Misprints(Check):
    slug, label, axis = "misprints", gettext_lazy("错别字"), "text"

    def find(self, draft, facts):
        for field, text in facts.texts:
            for wrong, right, excepted in _misprints():
                start = text.find(wrong)
                while start >= 0:
                    if not _is_excepted(text, start, wrong, excepted):
                        yield Finding(
                            _("“%(wrong)s”应为“%(right)s”。") % {"wrong": wrong, "right": right},
                            field=field,
                            quote=around(text, start, start + len(wrong)),
                        )
                    start = text.find(wrong, start + len(wrong))


@cache
def _misprints() -> list[tuple[str, str, list[str]]]:
    return [(entry["wrong"], entry["right"], entry.get("except", [])) for entry in read("misprints")["misprints"]]


def _is_excepted(text: str, start: int, wrong: str, excepted: list[str]) -> bool:
    """Whether the characters are part of words in which they are right (等候选人: 等候 and 选人, or 等 and 候选人)."""
    for words in excepted:
        place = words.find(wrong)
        while place >= 0:
            if text.startswith(words, start - place) and start >= place:
                return True
            place = words.find(wrong, place + 1)
    return False
