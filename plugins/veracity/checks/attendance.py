"""实到 ≤ 应到, in fields and in words; who was absent is the difference."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.moderation.findings import Check, Finding

from ..reading import NUMBER, PARAGRAPH, around, number
from ..wordlists import read

# Few words between the name and its number, and no other number
WHOLE = re.compile(rf"应(?:到会?|参会|参加|出席)[^\d。；;，,、]{{0,14}}?(?P<number>{NUMBER})")
PART = re.compile(rf"(?:实(?:际)?(?:到会?|参会|参加|出席)|到会|出席)[^\d。；;，,、率]{{0,14}}?(?P<number>{NUMBER})")
ABSENT = re.compile(
    rf"缺(?:席|勤)[^\d。；;，,、]{{0,6}}?(?P<number>{NUMBER})\s*[人名位]|(?P<before>{NUMBER})\s*[人名位](?:党员|同志|委员)?缺(?:席|勤)"
)
EXCUSED = re.compile(
    rf"请假[^\d。；;，,、]{{0,4}}?(?P<number>{NUMBER})\s*[人名位]|(?P<before>{NUMBER})\s*[人名位](?:党员|同志|委员)?请假"
)
# A pair is told in one breath
APART = 40


class Attendance(Check):
    slug, label, axis = "attendance", gettext_lazy("到会人数"), "truth"

    def find(self, draft, facts):
        yield from _in_fields(draft)
        yield from _absentees(draft)
        for field, text in facts.texts:
            for paragraph in PARAGRAPH.finditer(text):
                yield from _in_words(field, paragraph.group())


def _value(draft, name: str):
    value = getattr(draft, name, None)
    return value if isinstance(value, int) else None


def _in_fields(draft):
    for whole, part in read("pairs")["pairs"]:
        most, found = _value(draft, whole), _value(draft, part)
        if most is not None and found is not None and found > most:
            names = [draft._meta.get_field(name).verbose_name for name in (part, whole)]
            yield Finding(
                _("%(part)s（%(found)s）多于%(whole)s（%(most)s），请对照签到表核对。")
                % {"part": names[0], "found": found, "whole": names[1], "most": most},
                field=part,
                quote=f"{most} / {found}",
            )


def _absentees(draft):
    rules = read("pairs")["absentees"]
    whole, part = _value(draft, rules["whole"]), _value(draft, rules["part"])
    rows = getattr(draft, rules["table"], None)
    if rows is None or whole is None or part is None or part > whole:
        return
    named, missing = len(rows.all()), whole - part
    few = named < missing and draft.module_label() not in read("pairs")["may_name_some"]
    if named and (named > missing or few):
        yield Finding(
            _("列出的缺席人员%(named)s人，而应到与实到相差%(missing)s人，请核对缺席名单和人数。")
            % {"named": named, "missing": missing},
            field=rules["table"],
            quote=f"{whole} − {part} ≠ {named}",
        )


def _in_words(field: str, text: str):
    wholes = list(WHOLE.finditer(text))
    for place, whole in enumerate(wholes):
        end = wholes[place + 1].start() if place + 1 < len(wholes) else len(text)
        part = PART.search(text, whole.end(), min(end, whole.end() + APART))
        if part is None:
            continue
        most, found = number(whole["number"]), number(part["number"])
        if not most:
            continue
        quote = around(text, whole.start(), part.end())
        if found > most:
            yield Finding(
                _("文中实到%(found)s人多于应到%(most)s人，请对照签到表核对。") % {"found": found, "most": most},
                field=field,
                quote=quote,
            )
            continue
        told = text[whole.start() : part.end()]
        yield from _absent_in_words(field, text[part.end() : min(end, part.end() + APART)], most - found, told)


def _absent_in_words(field: str, text: str, missing: int, quote: str):
    for pattern, exact in ((ABSENT, True), (EXCUSED, False)):
        if match := pattern.search(text):
            absent = number(match["number"] or match["before"])
            if absent > missing or (exact and absent != missing):
                yield Finding(
                    _("文中应到与实到相差%(missing)s人，所写缺席、请假的是%(absent)s人，请核对。")
                    % {"missing": missing, "absent": absent},
                    field=field,
                    quote=f"{quote}{text[: match.end()]}",
                )
            return
