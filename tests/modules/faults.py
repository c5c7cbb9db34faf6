"""What a record's own rules complain of, for the tests of modules."""

from django.core.exceptions import ValidationError

__all__ = ["faults", "filled"]


def filled(model, tables: dict | None = None, **fields):
    """An unsaved record with these fields and rows, and what follows from them."""
    page = model(**({"title": "记录", "slug": "record"} | fields))
    for name, items in (tables or {}).items():
        setattr(page, name, items)
    page.fill_in()
    return page


def faults(page) -> dict[str, list[str]]:
    """What clean() and checks() complain of, by field."""
    found = {}
    for rule in (page.clean, page.checks):
        try:
            rule()
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                found[name] = found.get(name, []) + messages
    return found
