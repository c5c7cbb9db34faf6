"""Four eyes as a filter: what somebody may decide as far as who had a hand in it goes. The same that `actions.barred()` says of
one page, asked of all at once."""

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, Coalesce
from wagtail.models import Revision

from cms import orphans
from cms.access import Viewer
from cms.people import Person

from .models import Release
from .stages import SECRECY, Stage

__all__ = ["decidable"]


def decidable(viewer: Viewer, stage: Stage) -> QuerySet[Release]:
    """The open releases of units where the viewer holds the role of this stage (or of `SECRECY`), and which neither they nor
    whoever they hold it for (受托) wrote, decided at another stage, or examined for secrecy. Whether it is the stage's turn is not asked.
    """
    units = {unit for role, unit in viewer.roles if role == stage.role}
    if not units:
        return Release.objects.none()
    found = Release.objects.filter(_of(units, stage), complete_at=None, void_at=None)
    found = found.filter(
        page__content_type__in=orphans.known_types()
    )  # of a module that is off nothing can be reviewed
    free = _free_of(found, stage, viewer.person_id, viewer.user_id)
    principals = viewer.principals(stage.role)
    if principals:
        accounts = dict(Person.objects.filter(pk__in=principals).values_list("pk", "user_id"))
        for principal, for_them in principals.items():
            theirs = _free_of(found, stage, principal, accounts[principal] or 0).values("pk")
            free = free.filter(~_of(for_them, stage) | Q(pk__in=theirs))
    return free


def _of(units: set[int], stage: Stage) -> Q:
    return Q(unit__committee_id__in=units) if stage.at_committee else Q(unit_id__in=units)


def _free_of(releases, stage: Stage, person: int, user: int):
    """Those of these releases in which this person, with this account, had no hand."""
    # The same as `actions.authors()` says of one page
    saved = Revision.page_revisions.filter(
        object_id=Cast(OuterRef("page_id"), CharField()),
        user_id=user,
        pk__gt=Coalesce(OuterRef("page__live_revision_id"), 0),
    )
    free = (
        releases.exclude(submitted_by_id=user)
        .exclude(page__owner_id=user)
        .exclude(Exists(saved))
        .exclude(pk__in=releases.filter(page__latest_revision__content__drafter=person).values("pk"))
        .exclude(reviews__reviewer_id=person)
        .exclude(reviews__on_behalf_of_id=person)
    )
    if stage is SECRECY:
        return free
    return free.exclude(referrals__officer_id=person).exclude(referrals__on_behalf_of_id=person)
