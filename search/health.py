"""What `/healthz` says of search."""

from cms.delivery.models import Document

from . import index
from .engine import engine


def check() -> bool:
    """Well when the engine answers. Without any document there is nothing to find, and so no index yet."""
    if engine().health().ok or not Document.objects.exists():
        return True
    # A node that is taken out of service because of this would never be searched and so never heal
    return index.heal(patience=0)
