"""The ledger is kept in the transaction of the act that it tells of; the outbox brings what was written past the signals (bulk)."""

from django.db.models.signals import post_delete, post_save

from cms.delivery import outbox
from cms.moderation.models import Release
from cms.signals import release_voided


def on_release(instance, created, raw=False, update_fields=None, **kwargs):
    """Submitted: it waits. Published: it counts."""
    from .ledger import keep

    if raw or instance.kind == Release.FOUNDING:
        return
    if (created and instance.kind == Release.REVIEWED) or "spent_at" in (update_fields or ()):
        keep([instance.page_id])


def on_voided(instance, **kwargs):
    """Returned, taken back, withdrawn."""
    from .ledger import keep

    keep([instance.page_id])


def on_deleted(instance, **kwargs):
    from .ledger import forget

    forget(instance.pk)


def changed(page_ids: list[int]) -> None:
    """What the outbox hands over."""
    from .ledger import keep

    keep(page_ids)


def install() -> None:
    post_save.connect(on_release, sender=Release, dispatch_uid="dues.release")
    post_delete.connect(on_deleted, sender=Release, dispatch_uid="dues.deleted")
    release_voided.connect(on_voided, dispatch_uid="dues.voided")
    outbox.register("dues", changed)
