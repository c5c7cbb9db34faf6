"""What a document can be narrowed by beyond what it is filed under: its kind, its topic, and whether it is in force.

A module says which of its choice fields these are (`Module.facets`). The values are kept in rows of their own, written in the
transaction that publishes the document; of a field that not every reader of the document sees there is none.
"""

from cms import plugins
from cms.delivery.models import Document

from .models import FacetValue

__all__ = ["IN_FORCE", "KIND", "LAPSED", "TOPIC", "VALIDITY", "keep", "rows_of"]

KIND, TOPIC, VALIDITY = "kind", "topic", "validity"
IN_FORCE, LAPSED = "in_force", "lapsed"


def keep(sender, instance: Document, raw: bool = False, **kwargs) -> None:
    """The receiver of a document's being saved."""
    module = plugins.find_module(instance.module)
    if raw or module is None or not module.facets:
        return
    FacetValue.objects.filter(document=instance).delete()
    FacetValue.objects.bulk_create(
        FacetValue(document_id=instance.pk, name=name, value=value, label=label)
        for name, value, label in rows_of(module.facets, module.lapsed, instance.content)
    )


def rows_of(facets: dict[str, str], lapsed: frozenset[str], content: dict) -> list[tuple[str, str, str]]:
    """(name, value, label) of a document's content. Of validity the value is IN_FORCE or LAPSED, the label what the field says."""
    entries = {entry["name"]: entry for entry in content.get("fields", [])}
    rows = []
    for name, field in facets.items():
        entry = entries.get(field)
        if entry and isinstance(entry["value"], str) and entry["value"]:
            value = entry["value"]
            if name == VALIDITY:
                value = LAPSED if value in lapsed else IN_FORCE
            rows.append((name, value[:40], entry.get("display", value)[:100]))
    return rows
