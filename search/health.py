"""What `/healthz` says of search."""

from cms.access import in_date
from cms.delivery.models import Document

from . import index
from .engine import Unusable, engine, fallback


def check() -> bool:
    """Well when the engine answers. Without any document there is nothing to find, and so no index yet."""
    health = engine().health()
    if health.ok or not Document.objects.filter(in_date()).exists():
        return True
    if not health.unusable:
        # Its server does not answer: well enough while the fallback does
        spare = fallback()
        return spare is not None and spare.health().ok
    # A node that is taken out of service because of this would never be searched and so never heal
    return index.heal(Unusable(health.detail), patience=0)
