"""What the portal's templates need beyond Django's own: addresses, periods, file sizes, and each block's own template."""

import datetime
import re

from django import template
from django.template.loader import get_template, select_template
from django.utils.formats import date_format
from django.utils.html import format_html_join, strip_tags
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext

from cms.delivery.documents import path_of
from cms.portal import sheets, tables
from cms.tree import SCOPE_CHOICES

register = template.Library()


@register.filter
def path(page) -> str:
    """The address of a unit or section."""
    return path_of(page.url_path)


@register.simple_tag(takes_context=True)
def block_html(context, item: dict) -> str:
    """A block of a body by `portal/blocks/<type>.html`, which a plugin may bring; otherwise as generic lists and words."""
    chosen = select_template([f"portal/blocks/{item['type']}.html", "portal/blocks/_generic.html"])
    return chosen.render({"value": item["value"], "type": item["type"]}, context.get("request"))


@register.simple_tag(takes_context=True)
def unit_panel(context, panel) -> str:
    """A part of a unit's page (`cms.seams.board.UnitPanel`), by the template of the plugin that brings it."""
    return get_template(panel.template).render({**panel.context, "title": panel.title}, context.get("request"))


@register.simple_tag(takes_context=True)
def field_group(context, group: dict) -> str:
    """A group of a record's fields (`cms.portal.fields`) by `portal/fields/<kind>.html`."""
    return get_template(f"portal/fields/{group['kind']}.html").render({"group": group}, context.get("request"))


@register.inclusion_tag("portal/sheet.html", takes_context=True)
def record_sheet(context, groups: list[dict], caption: str, *lines: str) -> dict:
    """A record's fields as the form on paper has them: a line of the form for each of `lines`, which name one field or two
    ("held_at place"), and after it whatever no line names. Modules' own templates use it."""
    return sheets.sheet(groups, lines) | {"caption": caption, "request": context.get("request")}


@register.simple_tag
def named_fields(groups: list[dict]) -> dict:
    """{name: its fact or group} of a record's fields, for a form with a wording of its own."""
    return sheets.by_name(groups)


@register.simple_tag(takes_context=True)
def record_rest(context, groups: list[dict], placed: str) -> str:
    """The fields that a form with a wording of its own does not name in `placed`."""
    return format_html_join(
        "", "{}", ((field_group(context, group),) for group in sheets.sheet(groups, (placed,))["rest"])
    )


@register.simple_tag
def table_rows(value: dict) -> dict:
    return tables.rows(value)


@register.filter
def safe_html(value: str) -> str:
    """HTML of a document: it was built from the editor's rich text, which Wagtail has cleaned."""
    return mark_safe(value)  # noqa: S308 (see above)


@register.filter
def period_name(period: str) -> str:
    """2026-03 → 2026年3月, 2026Q1 → 2026年第1季度, 2026H1 → 2026年上半年, 2026 → 2026年."""
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)|Q(\d)|H(\d))?", period or "", re.ASCII)
    if match is None:
        return period or ""
    year, month, quarter, half = match.groups()
    if month:
        return date_format(datetime.date(int(year), int(month), 1), "YEAR_MONTH_FORMAT")
    if quarter:
        return gettext("%(year)s年第%(quarter)s季度") % {"year": year, "quarter": quarter}
    if half:
        return (gettext("%(year)s年上半年") if half == "1" else gettext("%(year)s年下半年")) % {"year": year}
    return gettext("%(year)s年") % {"year": year}


@register.filter
def moment(iso: str) -> str:
    """The ISO moment of a review as date and time; whatever is none stays as it is."""
    try:
        return date_format(datetime.datetime.fromisoformat(iso), "DATETIME_FORMAT")
    except (TypeError, ValueError):
        return iso or ""


@register.filter
def file_kind(item: dict) -> str:
    """DOCX, PDF, …: the extension, which tells people more than the media type."""
    name = item.get("filename") or item.get("url", "")
    extension = name.rpartition(".")[2]
    return extension.upper() if 0 < len(extension) <= 5 and extension.isalnum() else ""


@register.filter
def scope_name(scope: str) -> str:
    return dict(SCOPE_CHOICES).get(scope, scope)


@register.filter
def is_list(value) -> bool:
    return isinstance(value, list)


@register.filter
def is_mapping(value) -> bool:
    return isinstance(value, dict)


@register.filter
def words(value) -> str:
    """The words of a value that no template knows: text without its tags."""
    if isinstance(value, bool):
        return gettext("是") if value else gettext("否")
    return "" if value is None else strip_tags(str(value))


@register.simple_tag
def page_language() -> str:
    """The BCP 47 tag of the interface's language: fonts are chosen by it."""
    return {"zh-hans": "zh-Hans"}.get(get_language() or "", get_language() or "zh-Hans")


@register.simple_tag
def board_purpose(slug: str) -> str:
    return {
        "foundation": gettext("组织、队伍、制度、计划等基础台账"),
        "focus": gettext("方针目标与年度重点工作的推进过程"),
        "review": gettext("公开、诊断、评议、考核与改进"),
    }.get(slug, "")
