"""What is told to whom: everything here runs in the transaction of the act that it tells of."""

from django.db.models.signals import post_save
from wagtail.models import Page

from cms.delivery.models import Withdrawal
from cms.moderation import secrecy
from cms.moderation.models import Referral, Release, Review
from cms.moderation.overdue import deciders, holders
from cms.moderation.stages import SECRECY, STAGES, Stage
from cms.people import Person, Role
from cms.signals import items_due, release_voided, review_due, stage_overdue

from .models import Notice
from .writing import settle, supersede, tell


def on_release(instance, created, raw=False, update_fields=None, **kwargs):
    """Submitted: the first stage is asked. Published: the authors hear of it."""
    if raw or instance.kind != Release.REVIEWED:
        return
    if created:
        _ask(instance, STAGES[0])
    elif "package" in (update_fields or ()):
        # one paper, however many records: what was just asked of each is asked of the whole
        Notice.objects.filter(release_id=instance.pk, kind=Notice.REVIEW, stage=STAGES[0].slug).delete()
        if not secrecy.open_referral(instance):
            _ask(instance, STAGES[0])
    elif "spent_at" in (update_fields or ()):
        tell(_authors(instance), Notice.PUBLISHED, f"published:{_sheet(instance)}", **_of(instance))


def on_review(instance, created, raw=False, **kwargs):
    """Decided: this stage is nobody's turn any more; the next one is asked, or the authors hear why it came back."""
    if raw or not created:
        return
    release = instance.release
    settle(release.pk, instance.stage)
    if instance.decision == Review.PASS:
        if instance.stage_order < len(STAGES):
            _ask(release, STAGES[instance.stage_order])
        return
    kind = Notice.REJECTED if instance.decision == Review.REJECT else Notice.RETURNED
    tell(_authors(release), kind, f"{kind}:{instance.pk}", **_of(release), stage=instance.stage)


def on_referral(instance, created, raw=False, **kwargs):
    """With the secrecy officer nobody else has anything to decide; what was cleared goes on where it stood."""
    if raw:
        return
    release = instance.release
    settle(release.pk)
    if created:
        officers = deciders(release, SECRECY)
        tell(officers, Notice.REVIEW, f"referral:{instance.pk}", **_of(release), stage=SECRECY.slug)
    elif instance.decision == Referral.CLEAR:
        done = set(release.reviews.values_list("stage", flat=True))
        stage = next((stage for stage in STAGES if stage.slug not in done), None)
        if stage:
            _ask(release, stage, again=f":{instance.pk}")


def on_voided(sender, instance, **kwargs):
    """Returned, taken back or withdrawn: there is nothing to decide any more."""
    settle(instance.pk)


def on_withdrawn(instance, raw=False, **kwargs):
    """The authors of what was published last hear that it was taken down."""
    if raw:
        return
    spent = Release.objects.filter(page_id=instance.page_id, spent_at__isnull=False).order_by("spent_at")
    release = spent.select_related("submitted_by").last()
    if release and release.kind == Release.REVIEWED:
        key = f"withdrawn:{instance.page_id}:{instance.withdrawn_at:%Y%m%d%H%M%S%f}"
        tell(_authors(release), Notice.WITHDRAWN, key, **_of(release))


def on_overdue(sender, found, day, escalated, **kwargs):
    """Whoever can decide is reminded once a day, and, once, the Party office (党务室) of the committees above is told."""
    release, stage = found.release, found.stage
    told = {**_of(release), "stage": stage.slug}
    able = deciders(release, stage, found.holders)
    key = f"overdue:{release.pk}:{stage.slug}:{day:%Y%m%d}"
    supersede(release.pk, stage.slug, key)
    tell(able, Notice.OVERDUE, key, **told, day=found.due)
    if escalated or not able:
        seat = (Role.PARTY_OFFICE, found.unit.committee_id)
        office = holders([seat]).get(seat, [])
        tell(office, Notice.OFFICE, f"office:{release.pk}:{stage.slug}", **told, day=found.due)


def on_review_due(sender, document, day, **kwargs):
    """The unit's information officers, once for each day that was set."""
    seat = (Role.DRAFTER, document.unit_id)
    key = f"again:{document.pk}:{document.review_due:%Y%m%d}"
    tell(
        holders([seat]).get(seat, []),
        Notice.AGAIN,
        key,
        page_id=document.pk,
        unit_id=document.unit_id,
        day=document.review_due,
    )


def on_items_due(sender, unit, due_on, late, **kwargs):
    """The unit's information officers; of what is late also its secretary. Once for each due date."""
    kind = Notice.PAST_DUE if late else Notice.DUE
    roles = (Role.DRAFTER, Role.SECRETARY) if late else (Role.DRAFTER,)
    held = holders((role, unit.pk) for role in roles)
    people = [person for role in roles for person in held.get((role, unit.pk), [])]
    tell(people, kind, f"{kind}:{unit.pk}:{due_on:%Y%m%d}", page_id=unit.pk, unit_id=unit.pk, day=due_on)


def _ask(release: Release, stage: Stage, again: str = "") -> None:
    key = f"review:{_sheet(release)}:{stage.slug}{again}"
    tell(deciders(release, stage), Notice.REVIEW, key, **_of(release), stage=stage.slug)


def _sheet(release: Release) -> str:
    """What is told of once: the package that it came in, or it alone."""
    return f"package:{release.package_id}" if release.package_id else str(release.pk)


def _of(release: Release) -> dict:
    return {"page_id": release.page_id, "unit_id": release.unit_id, "release_id": release.pk}


def _authors(release: Release) -> list[Person]:
    """Who submitted it, and whose name it bears (拟稿人)."""
    named = Page.objects.filter(pk=release.page_id).values_list("owner_id", "record__drafter_id").first()
    owner, drafter = named or (None, None)
    accounts = {release.submitted_by_id, owner} - {None}
    found = Person.objects.filter(user_id__in=accounts) | Person.objects.filter(pk=drafter or 0)
    return list(found.select_related("user"))


def install() -> None:
    post_save.connect(on_release, sender=Release, dispatch_uid="notifications.release")
    post_save.connect(on_review, sender=Review, dispatch_uid="notifications.review")
    post_save.connect(on_referral, sender=Referral, dispatch_uid="notifications.referral")
    post_save.connect(on_withdrawn, sender=Withdrawal, dispatch_uid="notifications.withdrawn")
    release_voided.connect(on_voided, dispatch_uid="notifications.voided")
    stage_overdue.connect(on_overdue, dispatch_uid="notifications.overdue")
    items_due.connect(on_items_due, dispatch_uid="notifications.items_due")
    review_due.connect(on_review_due, dispatch_uid="notifications.review_due")
