"""Plain data bound to the admin's own form of a page type, so that a program meets the same rules and words as a person.

Names are the columns' own, but for `scope` (disclosure_scope) and the module's fields, which stand below `fields`.
"""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from taggit.forms import TagField
from wagtail.admin.panels.base import get_form_for_model
from wagtail.api.v3.form_data import build_form_data
from wagtail.blocks.base import BlockField
from wagtail.utils.forms import FormValidationError

from cms import requirements
from cms.schema import module_fields

from . import body

__all__ = ["ENVELOPE", "api_name", "bind", "by_api_name", "check", "writable"]

# Of the envelope: what a drafter writes, by its name in the API, and the column that it is
ENVELOPE = {
    name: name
    for name in (
        "title", "occurred_on", "period", "summary", "tags", "source_kind", "source_ref", "confidentiality", "scope",
        "contains_personal_data", "correction_note", "also_counts", "attachments", "evidence", "body",
    )
} | {"scope": "disclosure_scope"}  # fmt: skip
# Lists whose rows have one column that matters: {the catalogue's word: that column}
SINGLE = {"files": "file", "images": "image", "record_refs": "ref"}
MOST_ROWS = 1000
LONGEST = 200_000  # characters of one text


def writable(model, unit) -> dict[str, str]:
    """{form's name: the catalogue's word} of the module's fields that a drafter of this unit writes."""
    options = model.get_edit_handler().get_form_options()
    asked = {*options.get("fields", ()), *options.get("formsets", {})} - set(requirements.left_out(model, unit))
    return {spec.name: spec.type for spec in module_fields(model) if spec.name in asked}


def api_name(name: str) -> str:
    """The API's name of a column of the envelope or a field of the module."""
    if name in (NON_FIELD_ERRORS, ""):
        return ""
    first, *rest = name.split(".")
    known = {column: given for given, column in ENVELOPE.items()}
    return ".".join([known[first] if first in known else f"fields.{first}", *rest])


def by_api_name(refused: ValidationError) -> ValidationError:
    """The same refusal with the API's names."""
    if not hasattr(refused, "error_dict"):
        return refused
    return ValidationError(
        {api_name(name) or NON_FIELD_ERRORS: messages for name, messages in refused.message_dict.items()}
    )


def bind(page, values: dict, *, parent, user):
    """The admin's form of this page (a draft in memory, new or not), narrowed to what `values` names and filled with it.

    Tables that `values` names are replaced as a whole. Raises ValidationError for what no form could hold.
    """
    model, unit = type(page), parent.owning_unit
    columns, errors = _columns(page, values, writable(model, unit))
    options = model.get_edit_handler().get_form_options()
    asked = _asked_anyway(model, options) if page.pk is None else set()
    fields = [name for name in options["fields"] if name in columns or name in asked]
    formsets = {name: opts for name, opts in options.get("formsets", {}).items() if name in columns}
    form_class = get_form_for_model(
        model, form_class=model.base_form_class, **{**options, "fields": fields, "formsets": formsets}
    )
    data = _data(form_class, page, columns, errors)
    if errors:
        raise ValidationError(errors)
    return form_class(data=data, instance=page, parent_page=parent, for_user=user)


def _columns(page, values: dict, kinds: dict[str, str]) -> tuple[dict, dict[str, str]]:
    """{form's name: given value}, and what is wrong with the names."""
    columns, errors = {}, {}
    options = type(page).get_edit_handler().get_form_options()
    known = {*options["fields"], *options.get("formsets", {})}
    for name, value in values.items():
        if name == "fields":
            continue
        column = ENVELOPE[name]
        if column == "correction_note" and page.first_published_at is None:
            if value:
                errors[name] = _("没有发布过的记录不写更正说明。")
        elif column == "occurred_on" and page.dated_by:
            if value != page.occurred_on:  # what was read may be sent back
                label = page._meta.get_field(page.dated_by).verbose_name
                errors[name] = _("发生日期取自“%(field)s”，不在这里填写。") % {"field": label}
        elif column not in known:
            errors[name] = _("这个栏目的记录没有这个字段。")
        else:
            columns[column] = value
    locked = page.locked_fields()
    for name, value in (values.get("fields") or {}).items():
        if name in locked:
            if value != _as_it_is(page, name):  # what was read may be sent back
                errors[f"fields.{name}"] = _("这一项现在不能填写，取自已定的数字。")
        elif name in kinds:
            columns[name] = value
        else:
            errors[f"fields.{name[:60]}"] = _("这个栏目的记录没有这个字段。")
    for name, kind in ({"attachments": "files", "evidence": "table"} | kinds).items():
        if name in columns and kind in (*SINGLE, "table") and not _is_many(page, name):
            columns[name] = _rows(columns[name], kind, api_name(name), errors)
    return columns, errors


def _as_it_is(page, name: str):
    from .shown import content  # which asks this file what can be written

    return content(page)["fields"].get(name)


def _is_many(page, name: str) -> bool:
    """Whether it is a list of keys without rows of its own."""
    return page._meta.get_field(name).many_to_many


def _rows(given, kind: str, at: str, errors: dict) -> list[dict]:
    """Rows as the form has them. Lists of files, images and records are given as ids, or as objects with an `id`."""
    if given is None:
        return []
    if not isinstance(given, list) or len(given) > MOST_ROWS:
        errors[at] = _("须是列表，最多 %(most)s 行。") % {"most": MOST_ROWS}
        return []
    if kind in SINGLE:
        given = [_single(item, SINGLE[kind]) for item in given]
    for place, row in enumerate(given):
        if not isinstance(row, dict):
            errors[f"{at}.{place}"] = _("须是对象。")
    return [row for row in given if isinstance(row, dict)]


def _single(item, column: str):
    if isinstance(item, dict):
        return {**{name: value for name, value in item.items() if name == "alt"}, column: item.get("id")}
    return {column: item}


def _asked_anyway(model, options) -> set[str]:
    """Of a new draft: the fields that not even an unfinished one can do without, where the column has no default."""
    deferred = set(options.get("defer_required_on_fields", ()))
    return {
        name
        for name in options["fields"]
        if name not in deferred and not (field := model._meta.get_field(name)).blank and not field.has_default()
    }


# Values -----------------------------------------------------------------------------------------------------------------


def _data(form_class, page, columns: dict, errors: dict):
    payload, multi = {}, {}
    for name, field in form_class.base_fields.items():
        if name in columns:
            payload[name] = _plain(field, columns[name], api_name(name), errors, page)
            if isinstance(field.widget, forms.MultiWidget):
                multi[name] = (field.widget, payload.pop(name))
    for name, formset in form_class.formsets.items():
        payload[name] = [
            _row(formset.form.base_fields, row, f"{api_name(name)}.{place}", errors, page)
            for place, row in enumerate(columns[name])
        ]
        setattr(page, name, [])  # replaced as a whole, so that no row is matched with another
    if errors:
        return None
    data = build_form_data(form_class, payload)
    for name, (widget, parts) in multi.items():
        for suffix, part in zip(widget.widgets_names, parts or [], strict=False):
            data[name + suffix] = part
    return data


def _row(fields: dict, row: dict, at: str, errors: dict, page) -> dict:
    for name in row.keys() - fields.keys() - {"id"}:
        errors[f"{at}.{str(name)[:60]}"] = _("没有这个字段。")
    return {name: _plain(fields[name], row[name], f"{at}.{name}", errors, page) for name in fields if name in row}


def _plain(field, value, at: str, errors: dict, page):
    """The value in a form that the field's widget would have posted; what has another form is refused here, since a form takes
    every object for a text."""
    if isinstance(field, BlockField):
        try:
            return body.taken(field.block, value if value is not None else [], page.body)
        except ValidationError as refused:
            errors.update({name: " ".join(messages) for name, messages in refused.message_dict.items()})
            return []
    if isinstance(field, forms.ModelMultipleChoiceField):
        items = _list(value, at, errors)
        return [_key(item, f"{at}.{place}", errors) for place, item in enumerate(items)]
    if getattr(field.widget, "allow_multiple_selected", False) or isinstance(field, TagField | forms.MultiValueField):
        return _list(value, at, errors)
    if isinstance(field, forms.ModelChoiceField):
        return _key(value, at, errors)
    return _scalar(field, value, at, errors)


def _list(value, at, errors):
    if value is None:
        return []
    if not isinstance(value, list) or len(value) > MOST_ROWS:
        errors[at] = _("须是列表，最多 %(most)s 行。") % {"most": MOST_ROWS}
        return []
    items = [item.get("id") if isinstance(item, dict) else item for item in value]
    if any(isinstance(item, bool) or not isinstance(item, str | int | float | None) for item in items):
        errors[at] = _("这个值不可用。")
        return []
    return items


def _key(value, at, errors):
    pk = value.get("id") if isinstance(value, dict) else value
    if pk is None or pk == "":
        return None
    if isinstance(pk, bool) or not isinstance(pk, int) or not 0 < pk < 2**63:
        errors[at] = _("须是一个编号。")
        return None
    return pk


def _scalar(field, value, at, errors):
    if isinstance(field, forms.BooleanField) and not isinstance(value, bool):
        errors[at] = _("须是 true 或 false。")
    elif isinstance(value, bool) and not isinstance(field, forms.BooleanField):
        errors[at] = _("这个值不可用。")
    elif not isinstance(value, str | int | float | bool | None):
        errors[at] = _("这个值不可用。")
    elif isinstance(value, str) and len(value) > LONGEST:
        errors[at] = _("最多 %(most)s 个字符。") % {"most": LONGEST}
    else:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)  # as a browser sends numbers: not every field takes others
        return "" if value is None and hasattr(field.widget, "converter") else value
    return ""


# Refusals ---------------------------------------------------------------------------------------------------------------


def check(form) -> None:
    """Validate the form as an unfinished draft. Raises ValidationError with the API's names, rows and blocks by their place."""
    form.defer_required_fields()
    try:
        valid = form.is_valid()
    finally:
        form.restore_required_fields()
    if valid:
        return
    found: dict[str, list[str]] = {}
    for path, coded in FormValidationError.get_form_errors_as_dict(form).items():
        place = ".".join(map(str, path))
        if place == "body":
            continue
        found.setdefault(api_name(place) or NON_FIELD_ERRORS, []).extend(message for message, _code in coded)
    for error in form.errors.as_data().get("body", []):
        found |= {place: [message] for place, message in body.errors_in(error, "body").items()}
    raise ValidationError(found)
