"""The words of a draft: everything that somebody typed into it, field by field."""

import html
import re

from django.utils.html import strip_tags

__all__ = ["plain", "texts_of"]

WORDS = ("text", "richtext")
ENVELOPE = ("title", "summary", "source_ref")
# Where one paragraph, item or cell ends another begins: their words do not run together
END = re.compile(r"</(p|li|h[1-6]|td|th|blockquote)>|<br\s*/?>", re.IGNORECASE)


def plain(rich: str) -> str:
    """Rich text as plain words, a line for each paragraph."""
    return html.unescape(strip_tags(END.sub("\n", rich))).strip()


def texts_of(page) -> list[tuple[str, str]]:
    """(field or table, text) of the envelope, the module's fields and rows, the body and the notes of evidence; none empty.

    Choices, dates, numbers and names of people who were chosen from the roster are no text.
    """
    from cms.schema import module_fields

    found = [(name, getattr(page, name, "") or "") for name in ENVELOPE]
    if hasattr(page, "disclosure_scope"):
        for spec in module_fields(type(page)):
            if spec.type in WORDS:
                found.append((spec.name, _words(getattr(page, spec.name), spec.type)))
            elif spec.type == "table":
                columns = [column for column in spec.columns if column.type in WORDS]
                for row in getattr(page, spec.name).all():
                    found += [(spec.name, _words(getattr(row, column.name), column.type)) for column in columns]
        found += [("evidence", row.note) for row in page.evidence.all()]
    body = page.body
    found += [("body", plain(text)) for text in body.stream_block.get_searchable_content(body)]
    return [(name, text.strip()) for name, text in found if text and text.strip()]


def _words(value, kind: str) -> str:
    return plain(value or "") if kind == "richtext" else str(value or "")
