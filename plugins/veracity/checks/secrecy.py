"""涉密信息不上网: marks of classification, and what is under investigation."""

import re
import unicodedata
from functools import cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.moderation.findings import Check, Finding

from ..reading import PARAGRAPH, SENTENCE, around
from ..wordlists import read


@cache
def _allowed(name: str) -> re.Pattern:
    return re.compile("|".join(f"(?:{pattern})" for pattern in read(name)["not"]))


@cache
def _marks() -> list[tuple[re.Pattern, str]]:
    return [(re.compile(mark["pattern"]), mark["why"]) for mark in read("secrecy")["marks"]]


def _blanked(text: str, name: str) -> str:
    """The text without the passages in which the words mean nothing, everything else where it was."""
    return _allowed(name).sub(lambda match: "　" * len(match.group()), text)


class SecrecyWords(Check):
    slug, label, axis = "secrecy_words", gettext_lazy("密级字样"), "confidentiality"

    def find(self, draft, facts):
        for field, text in facts.texts:
            for paragraph in PARAGRAPH.finditer(unicodedata.normalize("NFKC", text)):
                plain = paragraph.group()
                looked_at = _blanked(plain, "secrecy")
                for pattern, why in _marks():
                    if match := pattern.search(looked_at):
                        yield Finding(
                            _(
                                "这里有%(why)s“%(words)s”：涉密信息不上网。请停止填报，交保密员确认；确属误写的改去该字样。"
                            )
                            % {"why": why, "words": plain[match.start() : match.end()].strip()},
                            field=field,
                            quote=around(plain, match.start(), match.end()),
                        )
                        break


class DisciplineMatters(Check):
    slug, label, axis = "discipline_matters", gettext_lazy("纪检线索"), "confidentiality"

    def find(self, draft, facts):
        words = read("discipline")
        for field, text in facts.texts:
            for sentence in SENTENCE.finditer(text):
                looked_at = _blanked(sentence.group(), "discipline")
                term = next((term for term in words["stands_alone"] if term in looked_at), "")
                if not term:
                    term = next((term for term in words["terms"] if term in looked_at), "")
                    if not term or not any(word in looked_at for word in words["told_of"]):
                        continue
                yield Finding(
                    _(
                        "这里写了“%(term)s”等线索、审查的具体情况：纪检线索和审查内容不得填报，请删去，按规定渠道报纪委。"
                    )
                    % {"term": term},
                    field=field,
                    quote=around(
                        sentence.group(), sentence.group().find(term), sentence.group().find(term) + len(term)
                    ),
                )
                break
