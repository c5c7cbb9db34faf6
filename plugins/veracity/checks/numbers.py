"""Numbers that belong to a person and not into a text: of an ID card, a bank card, a telephone."""

import datetime
import re
import unicodedata

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.identity_numbers import BANK_CARD, ID_CARD, kind_of
from cms.moderation.findings import Check, Finding

from ..wordlists import read

# Digits as people write them, with blanks or hyphens between the groups
LONG = re.compile(r"(?<![\dA-Za-z*＊])\d(?:[ \-]?\d){13,18}(?:[ \-]?[Xx])?(?![\dA-Za-z*＊])")
MOBILE = re.compile(r"(?<![\dA-Za-z.])(?:\+?86[ \-]?)?1[3-9]\d[ \-]?\d{4}[ \-]?\d{4}(?![\dA-Za-z]|\.\d)")
LANDLINE = re.compile(r"(?<![\dA-Za-z.\-])(?:0\d{2,3}[)）\- ]?)[2-9]\d{6,7}(?![\dA-Za-z\-])")
LOCAL = re.compile(r"(?<![\dA-Za-z.\-])[2-9]\d{6,7}(?![\dA-Za-z\-年])")
# How far the word that says what a number is may stand before it
NEAR = 16


def _texts(facts):
    for field, text in facts.texts:
        yield field, unicodedata.normalize("NFKC", text)


def _before(text: str, start: int, words: list[str], most: int = NEAR) -> bool:
    """Whether one of these words stands just before, in the same sentence."""
    clause = re.split(r"[。；;!?\n]", text[max(start - most, 0) : start])[-1]
    return any(word in clause for word in words)


def _covered(number: str) -> str:
    """A number as it may be quoted: a finding, too, is no place for it."""
    return f"{number[:3]}{'*' * max(len(number) - 5, 3)}{number[-2:]}"


class IdNumber(Check):
    slug, label, axis = "id_number", gettext_lazy("身份证号"), "legality"

    def find(self, draft, facts):
        for field, text in _texts(facts):
            for match in LONG.finditer(text):
                number = re.sub(r"[ \-]", "", match.group()).upper()
                named = _before(text, match.start(), read("numbers")["of_an_id"])
                # One in eleven batch numbers has the right last digit, but is of somebody who is not yet born or a child
                if len(number) == 18 and kind_of(number) == ID_CARD and (named or _was_born(number[6:14])):
                    message = _("这里有身份证号：平台不收集身份证号，请删去，需要识别时用工号。")
                elif _is_mistyped(number):
                    message = _(
                        "这里的号码像是身份证号（地区和出生日期相符，校验位不符）：平台不收集身份证号，请删去。"
                    )
                elif _is_old(number) and named:
                    message = _("这里有15位身份证号：平台不收集身份证号，请删去。")
                else:
                    continue
                yield Finding(message, field=field, quote=_covered(number))


def _is_mistyped(number: str) -> bool:
    return len(number) == 18 and number[:17].isdigit() and _is_region(number) and _was_born(number[6:14])


def _is_old(number: str) -> bool:
    return len(number) == 15 and number.isdigit() and _is_region(number) and _was_born(f"19{number[6:12]}")


def _is_region(number: str) -> bool:
    return int(number[:2]) in read("numbers")["provinces"] and number[2:6] != "0000"


def _was_born(digits: str) -> bool:
    """A day of birth of somebody who can be at work or retired; a batch number's own date is newer."""
    try:
        day = datetime.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return 1920 <= day.year <= datetime.date.today().year - read("numbers")["youngest"]  # noqa: DTZ011 (a year)


class BankNumber(Check):
    slug, label, axis = "bank_number", gettext_lazy("银行卡号"), "legality"

    def find(self, draft, facts):
        words = read("numbers")
        for field, text in _texts(facts):
            for match in LONG.finditer(text):
                number = re.sub(r"[ \-]", "", match.group()).upper()
                named = _before(text, match.start(), words["of_an_account"])
                if kind_of(number) == BANK_CARD and (
                    named or not _before(text, match.start(), words["of_an_order"], NEAR // 2)
                ):
                    message = _("这里有银行卡号：平台不收集银行账号，请删去。")
                elif named and number.isdigit() and 15 <= len(number) <= 19 and kind_of(number) != ID_CARD:
                    message = _("这里写了银行账号：平台不收集银行账号，请删去。")
                else:
                    continue
                yield Finding(message, field=field, quote=_covered(number))


class Phone(Check):
    slug, label, axis = "phone", gettext_lazy("个人电话"), "legality"

    def find(self, draft, facts):
        words = read("numbers")
        for field, text in _texts(facts):
            if field in words["asked_for"]:
                continue  # a field made for it, which only named roles see
            for match in MOBILE.finditer(text):
                if not _before(text, match.start(), words["of_an_order"], NEAR // 2):
                    yield self._found(_("这里有手机号"), field, match)
            taken = []
            for match in LANDLINE.finditer(text):
                taken.append(match.span())
                if _before(text, match.start(), words["of_a_home"]) or not (
                    _before(text, match.start(), words["of_an_office"], 2 * NEAR)
                    or _before(text, match.start(), words["of_an_order"], NEAR // 2)
                ):
                    yield self._found(_("这里有座机号，没有写明是哪个部门的"), field, match)
            for match in LOCAL.finditer(text):
                inside = any(start <= match.start() < end for start, end in taken)
                if not inside and _before(text, match.start(), words["of_a_home"]):
                    yield self._found(_("这里有家庭或个人电话"), field, match)

    def _found(self, what, field, match) -> Finding:
        return Finding(
            _("%(what)s：个人电话属于个人信息，请删去，公布部门的值班电话或内线。") % {"what": what},
            field=field,
            quote=_covered(re.sub(r"[^\d]", "", match.group())),
        )
