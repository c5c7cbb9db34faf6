"""One value of a field or of a table's cell as words, links or HTML."""

import datetime
from decimal import Decimal, InvalidOperation

from django.utils.formats import date_format
from django.utils.translation import gettext as _

__all__ = ["NUMBERS", "cell", "fact"]

NUMBERS = frozenset({"integer", "decimal", "percent", "money"})
EMPTY = {"text": "—"}


def fact(entry: dict, known: dict) -> dict:
    """The cell of a field: the words that it was published with, but for what these do not say."""
    if entry["type"] in ("money", "record_ref", "record_refs", "url", "file", "unit"):
        return cell(entry["value"], entry["type"], {}, known)
    return {"text": entry["display"]} if "display" in entry else cell(entry["value"], entry["type"], {}, known)


def cell(value, kind: str, choices: dict[str, str], known: dict[int, tuple[str, str]]) -> dict:
    """`{text}`, `{html}` or `{links: [(text, address or "")]}`. `known`: records that the viewer may see, {id: (title, path)}."""
    if value is None or value == "" or value == []:
        return EMPTY
    if kind == "richtext":
        return {"html": value}
    if kind in ("record_ref", "record_refs"):
        items = value if isinstance(value, list) else [value]
        return {"links": [known.get(item["id"], (_("（不在您查看范围内的记录）"), "")) for item in items]}
    if kind == "url":
        return {"links": [(value, value if str(value).startswith(("https://", "http://")) else "")]}
    if isinstance(value, list):
        return {"text": "、".join(_word(item, choices) for item in value)}
    if isinstance(value, dict) and "url" in value:
        return {"links": [(value.get("title", ""), value["url"])]}
    return {"text": _in_words(value, kind, choices)}


def _word(item, choices) -> str:
    return str(item.get("title", "")) if isinstance(item, dict) else choices.get(str(item), str(item))


def _in_words(value, kind, choices) -> str:
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, dict) or kind in ("choice", "multichoice") or str(value) in choices:
        return _word(value, choices)
    try:
        if kind == "date":
            return date_format(datetime.date.fromisoformat(value), "DATE_FORMAT")
        if kind == "datetime":
            return date_format(datetime.datetime.fromisoformat(value), "DATETIME_FORMAT")
        if kind == "money":
            return _("%(amount)s 元") % {"amount": f"{Decimal(value):,}"}
    except (TypeError, ValueError, InvalidOperation):
        return str(value)  # a value from before the field had this type
    return f"{value}%" if kind == "percent" else str(value)
