"""ID-card and bank-card numbers are never kept here (个人信息保护法, domain.md 5.2): found in any text of a page, and refused.

A number counts only when its own check digit is right, so that part numbers, phone numbers and dates are left alone.
"""

import datetime
import re
import unicodedata
from collections.abc import Iterator

from django.utils.translation import gettext as _

__all__ = ["found_in", "kind_of"]

# Digits as people write them: with blanks, dots or hyphens in between; a year and a date are parted by the same signs
CANDIDATE = re.compile(r"(?<![\dA-Za-z])\d(?:[ \-.·]?\d){13,17}(?:[ \-.·]?[\dXx])?(?![\dA-Za-z])")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK = "10X98765432"
ID_CARD, BANK_CARD = "id_card", "bank_card"


def kind_of(number: str) -> str:
    """`id_card`, `bank_card` or '' for a run of digits (a last X allowed)."""
    number = number.upper()
    if len(number) == 18 and number[:17].isdigit() and _is_id_card(number):
        return ID_CARD
    if 16 <= len(number) <= 19 and number.isdigit() and number[0] in "3456" and _luhn(number):
        return BANK_CARD
    return ""


def _is_id_card(number: str) -> bool:
    try:
        born = datetime.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    if not 1900 <= born.year <= 2100:
        return False
    return CHECK[sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False)) % 11] == number[17]


def _luhn(number: str) -> bool:
    digits = [int(digit) for digit in reversed(number)]
    return sum(digits[0::2] + [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]) % 10 == 0


def kinds_in(text: str) -> set[str]:
    """The kinds of numbers that stand in a text."""
    plain = unicodedata.normalize("NFKC", text)
    return {kind for match in CANDIDATE.finditer(plain) if (kind := kind_of(re.sub(r"[^\dXx]", "", match.group())))}


def found_in(page) -> dict[str, str]:
    """{field or table: message} for everything in the page's content that holds such a number."""
    from cms.moderation.content import content_of

    words = {ID_CARD: _("身份证号"), BANK_CARD: _("银行卡号")}
    refused = {}
    for name, value in content_of(page).items():
        # the address follows from the title, where it is said
        if name != "slug" and (kinds := set().union(*(kinds_in(text) for text in _texts(value)))):
            refused[name] = _("这里有%(kinds)s：平台不收集身份证号和银行账号，请删去后再保存。") % {
                "kinds": "、".join(str(words[kind]) for kind in sorted(kinds))
            }
    return refused


def _texts(value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)
