"""When the traces of a record are made anew: it is submitted, published, changed or withdrawn."""

from functools import partial

from django.db import transaction
from django.db.models.signals import post_save

from cms.delivery import outbox
from cms.moderation.models import Release


def submitted(instance, created, raw=False, **kwargs):
    """A release is opened by a submission: from now on later drafts are compared with this one."""
    from .keeping import keep

    if created and not raw:
        transaction.on_commit(partial(keep, [instance.page_id]), robust=True)


def changed(page_ids: list[int]) -> None:
    """What the outbox hands over."""
    from .keeping import keep

    keep(page_ids)


def install() -> None:
    post_save.connect(submitted, sender=Release, dispatch_uid="veracity.submitted")
    outbox.register("veracity", changed)
