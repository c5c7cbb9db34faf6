"""Types of parameters that say what is wrong in words, and refuse what pydantic would guess at."""

import datetime
import re
from typing import Annotated

from django.utils.translation import gettext as _
from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from cms import plugins
from cms.access import Viewer
from cms.delivery import reading
from cms.tree import Section, Unit

from .problems import Problem, invalid, not_found

# What the databases' identifiers can hold: beyond it nothing exists, and SQLite's driver raises
LARGEST_ID = 2**63 - 1


def _day(value) -> datetime.date | None:
    if value is None or isinstance(value, datetime.date):
        return value
    # pydantic takes a number for seconds since 1970
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            pass
    raise invalid(_("日期写作 2026-03-05。"))


def _id(value) -> int | None:
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,19}", value) and int(value) <= LARGEST_ID:
        return int(value)
    raise invalid(_("须是一个编号。"))


def _period(value) -> str:
    if value == "" or isinstance(value, str) and re.fullmatch(r"[0-9]{4}(-(0[1-9]|1[0-2])|Q[1-4]|H[12])?", value):
        return value
    raise invalid(_("期间写作 2026-03（月）、2026Q1（季）、2026H1（半年）或 2026（年）。"))


Day = Annotated[
    datetime.date | None,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "format": "date", "examples": ["2026-03-05"]}),
]
Id = Annotated[int | None, BeforeValidator(_id), WithJsonSchema({"type": "integer", "minimum": 1})]
Period = Annotated[
    str,
    BeforeValidator(_period),
    PlainSerializer(str),
    WithJsonSchema(
        {"type": "string", "pattern": "^[0-9]{4}(-(0[1-9]|1[0-2])|Q[1-4]|H[12])?$", "examples": ["2026-03", "2026Q1"]}
    ),
]
UnitKey = Annotated[str, WithJsonSchema({"type": "string", "examples": ["zongzhuang", "12"]})]


def unit_of(viewer: Viewer, key: str) -> Unit | None:
    """The unit of this id or code that the viewer may know of; digits are an id first."""
    if key.isascii() and key.isdigit() and len(key) <= 19 and int(key) <= LARGEST_ID:
        if found := reading.find_unit(viewer, pk=int(key)):
            return found
    return reading.find_unit(viewer, code=key)


def named_unit(viewer: Viewer, key: str) -> Unit:
    """The unit in an address. Raises the 404."""
    unit = unit_of(viewer, key)
    if unit is None:
        raise not_found()
    return unit


def wanted_unit(viewer: Viewer, key: str) -> Unit | None:
    """The unit of a filter; None without one. One that is not there is the filter's fault, not an empty list."""
    if not key:
        return None
    unit = unit_of(viewer, key)
    if unit is None:
        raise Problem(422, errors={"unit": _("没有“%(key)s”这个党组织，或者您无权查看。") % {"key": key[:40]}})
    return unit


def wanted_section(viewer: Viewer, pk: int | None) -> Section | None:
    if pk is None:
        return None
    section = reading.find_section(viewer, pk)
    if section is None:
        raise Problem(422, errors={"section": _("没有编号为 %(pk)s 的栏目，或者您无权查看。") % {"pk": pk}})
    return section


def wanted_module(label: str, parameter: str = "module") -> str:
    if label and plugins.find_module(label) is None:
        raise Problem(422, errors={parameter: _("没有安装名为“%(module)s”的栏目模块。") % {"module": label[:40]}})
    return label
