"""审核与发布: decisions, and what becomes of the permission to publish."""

from django.db.models.signals import post_delete, post_save

from cms.moderation.models import MachineFinding, Referral, Release, Review
from cms.signals import release_voided

from .actors import acting_user, user_of
from .noting import note


def _page(release: Release) -> dict:
    kind = "cms.unit" if release.page_id == release.unit_id else "cms.record"
    return {"kind": kind, "pk": release.page_id, "unit_id": release.unit_id}


def on_review(instance, created, raw=False, **kwargs):
    """One decision. Of a later change of the row the release's own entry tells (a narrowed scope), or somebody's tampering."""
    if raw or not created:
        return
    note(
        f"review.{instance.decision}",
        by=user_of(instance.reviewer_id),
        **_page(instance.release),
        details={
            "review": instance.pk,
            "release": instance.release_id,
            "stage": instance.stage,
            "role": instance.role,
            "unit": instance.unit_id,
            "person": instance.reviewer_id,
            **({"on_behalf_of": instance.on_behalf_of_id} if instance.on_behalf_of_id else {}),
            "content_hash": instance.content_hash,
            "revision": instance.revision_id,
            "reasons": instance.reasons,
            "answers": _codes(instance.answers),
        },
    )


def _codes(answers) -> dict:
    """The checklist's answers without what was written beside them."""
    answers = answers if isinstance(answers, dict) else {}
    return {name: item["answer"] for name, item in answers.items() if isinstance(item, dict) and "answer" in item}


def on_finding(instance, created, raw=False, **kwargs):
    """A reviewer's answer to what a machine check found; the reason stays with the finding."""
    if raw or created or not instance.answer:
        return
    note(
        f"finding.{instance.answer}",
        by=user_of(instance.review.reviewer_id) if instance.review_id else acting_user(),
        **_page(instance.release),
        details={"finding": instance.pk, "check": instance.check_slug, "review": instance.review_id},
    )


def on_referral(instance, created, raw=False, **kwargs):
    """保密审查: who asked for it, and what the officer said; the reason and the opinion stay with it."""
    if raw:
        return
    person = instance.opened_by_id if created else instance.officer_id
    note(
        "review.refer" if created else f"secrecy.{instance.decision}" if instance.decision else "release.change",
        by=(user_of(person) if person else None) or acting_user(),
        **_page(instance.release),
        details={
            "referral": instance.pk,
            "release": instance.release_id,
            "cause": instance.cause,
            "person": person,
            **({"on_behalf_of": instance.on_behalf_of_id} if instance.on_behalf_of_id else {}),
            "conclusion": instance.conclusion,
            "content_hash": instance.content_hash or instance.release.content_hash,
        },
    )


def on_release(instance, created, raw=False, update_fields=None, **kwargs):
    if raw:
        return
    written = set(update_fields or ())
    if created:
        action = "release.open"
    elif written == {"complete_at"}:
        action = "release.complete"
    elif written == {"spent_at"}:
        action = "release.spend"
    else:
        action = "release.change"
    by = instance.submitted_by if created else None
    note(action, by=acting_user() or by, **_page(instance), details=_of(instance))


def on_voided(sender, instance, **kwargs):
    note("release.void", **_page(instance), details={"release": instance.pk, "content_hash": instance.content_hash})


def on_deleted(instance, **kwargs):
    release = instance if isinstance(instance, Release) else instance.release
    details = {"deleted": instance._meta.label_lower, "id": instance.pk, "release": release.pk}
    note("release.change", **_page(release), details=details)


def _of(release: Release) -> dict:
    told = {
        "release": release.pk,
        "kind": release.kind,
        "content_hash": release.content_hash,
        "complete": release.complete_at,
        "spent": release.spent_at,
        "package": release.package_id,
    }
    # The scope's code; a basis in words (an imported file, its importer) stays with the release
    codes = ("narrowed_from", "narrowed_to", "concluded", "referrals")
    narrowed = {name: release.basis[name] for name in codes if name in release.basis}
    return {name: value for name, value in told.items() if value} | narrowed


def install() -> None:
    post_save.connect(on_review, sender=Review, dispatch_uid="audit.review")
    post_save.connect(on_finding, sender=MachineFinding, dispatch_uid="audit.finding")
    post_save.connect(on_release, sender=Release, dispatch_uid="audit.release")
    release_voided.connect(on_voided, dispatch_uid="audit.release_voided")
    post_save.connect(on_referral, sender=Referral, dispatch_uid="audit.referral")
    for model in (Review, Referral, Release):
        post_delete.connect(on_deleted, sender=model, dispatch_uid=f"audit.deleted.{model.__name__}")
