"""Names and titles against the roster: who is called secretary and is not; a name that sounds like somebody of the unit."""

import re
from functools import cached_property, lru_cache

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pypinyin import Style, pinyin

from cms import plugins
from cms.moderation.findings import Check, Finding
from cms.people import Membership, Person, Role
from cms.tree import Unit

from ..comparing import unit_of
from ..reading import around
from ..wordlists import read

TITLE = re.compile(r"(?P<deputy>副?)书记(?:、[\u4e00-\u9fff]{2,8})?(?P<colon>[:：]?)")
DUTY = re.compile(r"副书记|组织委员|宣传委员|纪检委员|青年委员|群工委员")
HAN = re.compile(r"[\u4e00-\u9fff]+")
LONGEST = 4


class NamesTitles(Check):
    slug, label, axis = "names_titles", gettext_lazy("姓名职务"), "text"

    def find(self, draft, facts):
        unit = unit_of(facts)
        if unit is None:
            return
        roster = Roster(unit, getattr(draft, "occurred_on", None) or timezone.localdate())
        told = set()
        for field, text in facts.texts:
            for finding in (
                *_titles(field, text, unit, roster),
                *_duties(field, text, roster),
                *_misspelt(field, text, roster),
            ):
                if (finding.message, finding.field) not in told:
                    told.add((finding.message, finding.field))
                    yield finding


class Roster:
    """Who there is in the committee's units, and who is secretary of what on that day."""

    def __init__(self, unit: Unit, day):
        committee = unit.committee_id or unit.pk
        self.units = dict(Unit.objects.filter(Q(committee_id=committee) | Q(pk=committee)).values_list("pk", "title"))
        self.unit, self.place, self.day = unit.pk, unit.path, day
        people = list(
            Person.objects.filter(Q(unit_id__in=self.units) | Q(unit=None)).values_list("pk", "name", "unit_id")
        )
        self.known = {name for _pk, name, _unit in people}
        own = {name for _pk, name, of in people if of == unit.pk}
        self.own = {name for name in own if 2 <= len(name) <= LONGEST}
        names = {pk: name for pk, name, _unit in people}
        self.secretaries: dict[int, set[str]] = {}
        held = Membership.objects.on(day).filter(role=Role.SECRETARY, unit_id__in=self.units)
        for person, of in held.values_list("person_id", "unit_id"):
            self.secretaries.setdefault(of, set()).add(names.get(person, ""))

    def name_at(self, text: str, start: int) -> str:
        """The known name that begins there, the longest."""
        for length in range(LONGEST, 1, -1):
            if (name := text[start : start + length]) in self.known and len(name) == length:
                return name
        return ""

    @cached_property
    def duties(self) -> dict[str, set[str]]:
        """Who holds which duty in the unit's committee, by its published record of 组织机构; asked for when it is needed."""
        rules = read("names")["structure"]
        module = plugins.find_module(rules["module"])
        if module is None or module.model is None:
            return {}
        relation = module.model._meta.get_field(rules["table"])
        page, duty = relation.field.name, relation.related_model._meta.get_field("duty")
        labels = {value: str(label) for value, label in duty.flatchoices}
        rows = relation.related_model.objects.filter(
            **{
                f"{page}__path__startswith": self.place,
                f"{page}__depth": len(self.place) // Unit.steplen + 2,
                f"{page}__live": True,
            }
        )
        found: dict[str, set[str]] = {}
        for value, name, since in rows.values_list("duty", "person__name", "since"):
            # who took it over later was not yet it on the day that is told of: then nobody is known
            found.setdefault(labels.get(value, value), set()).add(name if since is None or since <= self.day else "")
        return {label: names for label, names in found.items() if "" not in names}

    @cached_property
    def sounds(self) -> dict[tuple, set[str]]:
        found: dict[tuple, set[str]] = {}
        for name in self.own:
            found.setdefault(_sound(name), set()).add(name)
        return found


def _titles(field, text, unit, roster):
    """书记 with a name after it, or a name before it, that is not the secretary's."""
    words = read("names")
    for match in TITLE.finditer(text):
        if match["deputy"]:
            continue
        before = text[max(match.start() - 16, 0) : match.start()]
        which = _which(before, unit, roster)
        if which is None or any(_former(before, word) for word in words["former"]):
            continue
        name = roster.name_at(text, match.end())
        if not name:
            continue
        rightful = roster.secretaries.get(which, set())
        if rightful and name not in rightful:
            if which == roster.unit:
                message = _("“书记%(name)s”与任职记录不符：当时本单位的书记是%(right)s，请核对姓名和职务。") % {
                    "name": name,
                    "right": "、".join(sorted(rightful)),
                }
            else:
                message = _("“书记%(name)s”与任职记录不符：当时%(unit)s的书记另有其人，请核对姓名和职务。") % {
                    "name": name,
                    "unit": roster.units[which],
                }
            yield Finding(message, field=field, quote=around(text, max(match.start() - 6, 0), match.end() + len(name)))


def _duties(field, text, roster):
    """组织委员, 副书记 … with the name of one of the unit who is something else."""
    for match in DUTY.finditer(text):
        name = roster.name_at(text, match.end())
        before = text[max(match.start() - 12, 0) : match.start()]
        if name not in roster.own or any(_former(before, word) for word in read("names")["former"]):
            continue
        if (kind := _kind_before(before)) and _which_named(before[: -len(kind)], roster) not in (None, roster.unit):
            continue
        rightful = roster.duties.get(match.group(), set())
        if rightful and name not in rightful:
            yield Finding(
                _("“%(duty)s%(name)s”与组织机构的记录不符：本单位的%(duty)s是%(right)s，请核对姓名和职务。")
                % {"duty": match.group(), "name": name, "right": "、".join(sorted(rightful))},
                field=field,
                quote=around(text, match.start(), match.end() + len(name)),
            )


def _former(before: str, word: str) -> bool:
    return bool(re.search(rf"{word}(?:党支部|支部|党总支|总支|党委)?\Z", before))


def _which(before: str, unit, roster) -> int | None:
    """The unit whose secretary is meant by the words before 书记: a named one, or the own when it is just the branch's."""
    kind = _kind_before(before)
    if not kind:
        return None
    stem = before[: -len(kind)]
    if named := _which_named(stem, roster):
        return named
    # 各党支部书记, 机加党支部书记 of a unit that is not ours, 上级党委书记: nobody whom we know
    if (
        stem
        and re.search(r"[\u4e00-\u9fff]\Z", stem)
        and not re.search(r"(本|由|请|经|与|和|及|向|对|是|听|厂|在|为|让|被|会上|会后|随后|首先|最后|同志|，)\Z", stem)
    ):
        return None
    kinds = {"党委": Unit.COMMITTEE, "党总支": Unit.GENERAL_BRANCH, "总支": Unit.GENERAL_BRANCH}
    wanted = kinds.get(kind, Unit.BRANCH)
    if wanted == unit.kind:
        return unit.pk
    return unit.committee_id if wanted == Unit.COMMITTEE else None


def _kind_before(before: str) -> str:
    return next((kind for kind in ("党总支", "总支", "党支部", "支部", "党委") if before.endswith(kind)), "")


def _which_named(stem: str, roster) -> int | None:
    """The unit of the committee whose name the words end with."""
    for pk, title in roster.units.items():
        short = re.sub(r"(党支部|党总支|党委|支部)\Z", "", title)
        if short and stem.endswith(short):
            return pk
    return None


def _misspelt(field, text, roster):
    """A run of characters that reads aloud like somebody of the unit and is nobody's name; two characters only where a
    name is announced, since they are too often a word."""
    words = read("names")
    sounds = roster.sounds
    lengths = sorted({len(key) for key in sounds}, reverse=True)
    for run in HAN.finditer(text):
        chars = run.group()
        heard = [_of(char) for char in chars]
        for start in range(len(chars)):
            for length in lengths:
                written = chars[start : start + length]
                if len(written) < length or written in roster.known:
                    continue
                meant = sounds.get(tuple(heard[start : start + length]), ())
                meant = [name for name in sorted(meant) if _is_slip(written, name)]
                announced = _announced(chars, start, start + length, words)
                if not meant and announced and length >= 3 and written[0] in words["surnames"]:
                    meant = [name for name in sorted(roster.own) if _is_one_off(written, name)]
                    if not _is_a_name(written, words):
                        meant = []
                if meant and (length >= 3 or announced) and not _inside_a_name(chars, start, length, roster):
                    place = run.start() + start
                    yield Finding(
                        _("名册中没有“%(written)s”，读音或字形相近的有%(meant)s，请核对姓名。")
                        % {"written": written, "meant": "、".join(meant)},
                        field=field,
                        quote=around(text, place, place + length),
                    )


def _is_slip(written: str, name: str) -> bool:
    """Sounds alike, and at least one character is the right one."""
    return written != name and sum(a == b for a, b in zip(written, name, strict=True)) >= len(name) - 1


def _is_one_off(written: str, name: str) -> bool:
    return (
        len(written) == len(name) >= 3
        and written[0] == name[0]
        and sum(a != b for a, b in zip(written, name, strict=True)) == 1
    )


def _is_a_name(written: str, words) -> bool:
    return not any(word in written for word in words["no_name"])


def _announced(chars: str, start: int, end: int, words) -> bool:
    return any(chars[:start].endswith(word) for word in words["before_name"]) or any(
        chars[end:].startswith(word) for word in words["after_name"]
    )


def _inside_a_name(chars: str, start: int, length: int, roster) -> bool:
    """Whether a known name lies across these characters: 张伟明 in 主持人张伟明."""
    return any(
        chars[begin : begin + size] in roster.known
        for size in range(2, LONGEST + 1)
        for begin in range(max(start - size + 1, 0), min(start + length, len(chars) - size + 1))
    )


@lru_cache(maxsize=20_000)
def _of(char: str) -> str:
    """How a character is read, without tones, and without the differences that many do not make (z/zh, n/ng, l/n)."""
    sound = pinyin(char, style=Style.NORMAL, heteronym=False)[0][0]
    return re.sub(r"(?<=[aei])ng\Z", "n", re.sub(r"\A([zcs])h", r"\1", sound))


def _sound(name: str) -> tuple[str, ...]:
    return tuple(map(_of, name))
