"""What a receiver is sent: ids and addresses. It fetches the record with its own token, and so reads what that token may read."""

import json

from django.conf import settings
from django.utils import timezone

from cms.access import ANYONE
from cms.delivery.reading import record

from .models import Event
from .paths import api_root


def site() -> str:
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/")


def body_of(event: Event) -> dict:
    """As the endpoint of a receiver gets it. A title only while everybody may read it, whatever was so when it happened."""
    found = {"id": str(event.pk), "type": event.type, "time": timezone.localtime(event.time).isoformat()}
    if event.type == Event.PING:
        return found
    api = site() + api_root()
    if event.type == Event.UNIT:
        found["unit"] = {"id": event.page_id, "href": f"{api}units/{event.page_id}"}
    else:
        found["record"] = {
            "id": event.page_id,
            "href": f"{api}records/{event.page_id}",
            "module": event.module,
            "unit": event.unit_id,
            "section": event.section_id,
        }
        if public := record(ANYONE, event.page_id):
            found["record"] |= {"title": public.title, "url": site() + public.path}
    if event.changed:
        found["changed"] = event.changed
    return found


def purge_of(event: Event) -> dict:
    """As a cache gets it that is told by POST."""
    return {
        "id": str(event.pk),
        "type": event.type,
        "time": timezone.localtime(event.time).isoformat(),
        "paths": paths_of(event),
    }


def paths_of(event: Event) -> list[str]:
    return event.paths or ["/"]  # a test


def as_bytes(body: dict) -> bytes:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
