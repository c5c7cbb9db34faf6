"""What the API answers of a record, made when its document is: the same bytes that the operations themselves would send.

A piece is for readers in the site's language. Addresses begin with `SITE`, in whose place the answer puts its own host.
"""

import json

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from cms.delivery import documents
from cms.delivery.values import referred

from .links import Links
from .render import JSON
from .schemas import RecordDetail, RecordItem
from .shapes import envelope, with_hrefs

__all__ = ["SITE", "detail_for", "of"]

# A character that Unicode reserves for a program's own use: nobody types it, and JSON leaves it as it is
SITE = "\ufdd0"


class _Links(Links):
    def __init__(self):
        self._site = SITE
        self._api = SITE + reverse("api-1:api-root")


def of(document, unit, section) -> tuple[str, str, str]:
    """(as one of a list, in full, on what it depends). In full it is '' when it is not the same for all who see the record;
    then the last is JSON: {"privacies": [scopes that parts of it have], "refers": [ids of records that it names]}."""
    with translation.override(settings.LANGUAGE_CODE):
        links = _Links()
        shown = envelope(document, unit, section, links)
        if SITE in _json(None, [document.title, document.content, document.card, document.restricted]):
            return "", "", ""
        item = _json(RecordItem, shown)
        if depends := _depends(document):
            return item, "", json.dumps(depends, separators=(",", ":"))
        return item, _detail(documents.in_order(document.content | {"withheld": []}), shown, links), ""


def detail_for(document, viewer) -> str:
    """In full, as this viewer reads it. (Unit and section are asked for.)"""
    with translation.override(settings.LANGUAGE_CODE):
        links = _Links()
        shown = envelope(document, document.unit, document.section, links)
        return _detail(documents.read(document, viewer), shown, links)


def _depends(document) -> dict | None:
    privacies = {rule["privacy"] for rule in document.restricted.values()}
    entries = [*document.content.get("fields", []), *(rule["entry"] for rule in document.restricted.values())]
    # a part that is set apart has no type; what it says of records has been shown as text
    refers = set().union(*(referred(entry) for entry in entries if "type" in entry))
    return {"privacies": sorted(privacies), "refers": sorted(refers)} if privacies or refers else None


def _detail(content: dict, shown: dict, links: Links) -> str:
    fields = [with_hrefs(entry, links) for entry in content.get("fields", [])]
    return _json(RecordDetail, {**content, "fields": fields, **shown}, exclude_unset=True)


def _json(schema, data, **options) -> str:
    plain = schema.model_validate(data).model_dump(by_alias=False, **options) if schema else data
    return JSON().render(None, plain, response_status=200).decode()
