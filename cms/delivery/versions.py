"""The store's version: it goes up in the transaction that changes what somebody reads or may see, so that nothing that is kept in
memory outlives it.

Sessions, tokens, passwords and accounts are not counted here: each read asks their rows themselves.
"""

from django.db import transaction
from django.db.models import BigIntegerField, Sum, Value
from django.db.models.functions import Coalesce
from django.db.models.signals import post_delete, post_save, pre_save

from cms.people import Membership, Person
from cms.tasks import renew_pieces
from cms.tree import Section, Unit

from .models import Document, DocumentPiece, StoreVersion

__all__ = ["access_changed", "documents_changed", "install", "sum_up", "totals"]

# What of a unit decides who sees what
OF_UNITS = frozenset({"kind", "committee_id", "practice", "live", "path"})
# What of a unit and a section the API says of their records
SAID = frozenset({"title", "code"})
# Rows are summed up after every so many: a reader adds up no more than about as many
EVERY = 32


def totals():
    """One row of (documents, access), as a queryset: for the statements that read."""
    whole = StoreVersion.objects.order_by().annotate(_all=Value(1)).values("_all")  # groups by nothing: always one row
    return whole.annotate(
        _documents=Coalesce(Sum("documents"), 0, output_field=BigIntegerField()),
        _access=Coalesce(Sum("access"), 0, output_field=BigIntegerField()),
    ).values_list("_documents", "_access")


def documents_changed(**kwargs) -> None:
    """What was read of documents is to be read anew from this transaction's end on."""
    _count(documents=1)


def access_changed(**kwargs) -> None:
    """Readers are to be recognised anew from this transaction's end on."""
    _count(access=1)


def _count(**what: int) -> None:
    row = StoreVersion.objects.create(**what)
    if row.pk % EVERY == 0:
        transaction.on_commit(sum_up, robust=True)


@transaction.atomic
def sum_up() -> None:
    """Put one row in the place of many; their sums stay. Rows that somebody else sums up at this moment are left to them."""
    rows = list(StoreVersion.objects.select_for_update(skip_locked=True))
    if len(rows) < 2:
        return
    StoreVersion.objects.filter(pk__in=[row.pk for row in rows]).delete()
    StoreVersion.objects.create(documents=sum(row.documents for row in rows), access=sum(row.access for row in rows))


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
        documents_changed()
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
    # with its page, which asks nobody
    post_delete.connect(documents_changed, sender=Document, dispatch_uid="cms.versions.document.deleted")
