"""`GET /healthz`: whether database, search and workers are well; 503 when one is not. Tells nothing else, so anybody may ask."""

import logging

from django.conf import settings
from django.db import connection
from django.http import JsonResponse
from django.utils import timezone

from . import plugins
from .delivery import outbox

logger = logging.getLogger(__name__)


def database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def workers() -> bool:
    """Well while nothing has been waiting in the outbox for longer than OUTBOX_STALE_AFTER seconds."""
    oldest = [since for _count, since in outbox.backlog().values() if since]
    return not oldest or (timezone.now() - min(oldest)).total_seconds() < settings.OUTBOX_STALE_AFTER


def healthz(request):
    """`{"status": "ok"|"unwell", "checks": {"database": "ok", …}}`; plugins add theirs with `<app>.health.check() -> bool`."""
    asked = {"database": database, "workers": workers}
    asked |= {plugin.label: check for plugin, check in plugins.offers("health")}
    found = {}
    for name, check in asked.items():
        try:
            found[name] = "ok" if check() else "unwell"
        except Exception:
            logger.exception("healthz: %s", name)
            found[name] = "unwell"
    well = set(found.values()) == {"ok"}
    response = JsonResponse({"status": "ok" if well else "unwell", "checks": found}, status=200 if well else 503)
    response["Cache-Control"] = "no-store"
    return response
