"""The access version: it goes up in the transaction that changes what somebody may see, so that no reader in memory outlives it.

Sessions, tokens, passwords and accounts are not counted here: each read asks their rows themselves.
"""

from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.signals import post_delete, post_save, pre_save

from cms.people import Membership, Person
from cms.tasks import renew_pieces
from cms.tree import Section, Unit

from .models import AccessVersion, DocumentPiece

__all__ = ["access_changed", "install"]

# What of a unit decides who sees what
OF_UNITS = frozenset({"kind", "committee_id", "practice", "live", "path"})
# What of a unit and a section the API says of their records
SAID = frozenset({"title", "code"})


def access_changed(**kwargs) -> None:
    """Readers are to be recognised anew from this transaction's end on."""
    if not AccessVersion.objects.filter(pk=1).update(number=F("number") + 1):
        try:
            with transaction.atomic():
                AccessVersion.objects.create(pk=1)
        except IntegrityError:  # somebody else made it meanwhile
            AccessVersion.objects.filter(pk=1).update(number=F("number") + 1)


def to_be_saved(sender, instance, **kwargs) -> None:
    """Remember what a unit or section was; None when it is new."""
    instance.was = sender.objects.filter(pk=instance.pk).values(*_columns(sender)).first() if instance.pk else None


def saved(sender, instance, **kwargs) -> None:
    before = getattr(instance, "was", None)
    if before is None:
        return  # a new one was seen by nobody
    changed = {name for name in _columns(sender) if before[name] != getattr(instance, name)}
    if sender is Unit and changed & OF_UNITS:
        access_changed()
    if changed & SAID:
        # at once, since they say what is no longer so; made anew by and by, and until then by Django at each read
        own = DocumentPiece.objects.filter(**{f"document__{sender._meta.model_name}_id": instance.pk})
        own.update(item="", detail="", depends_on="")
        transaction.on_commit(lambda: renew_pieces.enqueue(sender._meta.model_name, instance.pk), robust=True)


def _columns(sender) -> frozenset[str]:
    return OF_UNITS | SAID if sender is Unit else SAID - {"code"}


def install() -> None:
    for model in (Membership, Person):
        post_save.connect(access_changed, sender=model, dispatch_uid=f"cms.access_version.saved.{model.__name__}")
        post_delete.connect(access_changed, sender=model, dispatch_uid=f"cms.access_version.deleted.{model.__name__}")
    for model in (Unit, Section):
        pre_save.connect(to_be_saved, sender=model, dispatch_uid=f"cms.versions.saving.{model.__name__}")
        post_save.connect(saved, sender=model, dispatch_uid=f"cms.versions.saved.{model.__name__}")
    post_delete.connect(access_changed, sender=Unit, dispatch_uid="cms.access_version.unit.deleted")
