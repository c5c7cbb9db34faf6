"""More of what happens in the same moment, with real threads on PostgreSQL: whoever comes first, the end is one of the right ones."""

import threading

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from wagtail.models import Page

from cms.delivery import documents
from cms.delivery.models import Document
from cms.media import Attachment
from cms.moderation import verify
from cms.moderation.actions import submit, take_back, withdraw
from cms.moderation.models import Release, Review
from cms.testing import decide, publish, review
from cms.tree import RecordAttachment
from tests.cms.moderation.memory import bytes_of
from tests.cms.moderation.test_races import at_once, refused

pytestmark = pytest.mark.postgres


@pytest.fixture
def world(real_world):
    return real_world


def only_refused(outcomes) -> list:
    """How many were refused; whatever else was raised is an error."""
    errors = refused(outcomes)
    assert all(isinstance(error, (PermissionDenied, ValidationError)) for error in errors), errors
    return errors


def in_order() -> None:
    assert list(verify.findings()) == []


def edited(world, page, words, note="更正"):
    draft = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.summary = words
    if draft.first_published_at:
        draft.correction_note = note
    return draft


def test_a_file_is_not_replaced_while_the_approver_releases_it(world, draft, task, fresh, monkeypatch):
    """Between the gate's look at the file and the commit there is time, and nobody else sees that it is shown."""
    file = world.attachment(content=b"as reviewed")
    page = draft(rows={"attachments": [RecordAttachment(file=file)]})
    review(world, page, upto=2)
    approver, state = world.user("approver"), task(page)
    looked, write = threading.Event(), documents.write

    def slowly(*args):
        looked.set()
        tried.wait(1)  # in vain: the other one waits for us
        return write(*args)

    tried = threading.Event()

    def swap():
        looked.wait(20)
        mine = Attachment.objects.get(pk=file.pk)
        mine.file = ContentFile(b"other", name="other.txt")
        try:
            mine.save()
        finally:
            tried.set()

    monkeypatch.setattr(documents, "write", slowly)
    outcomes = at_once(lambda: decide(state, approver, "pass"), swap)
    assert [type(one).__name__ for one in outcomes] == ["Review", "Closed"]
    assert fresh(page).live and Attachment.objects.get(pk=file.pk).file.name == file.file.name
    in_order()


def test_a_file_replaced_in_the_same_moment_stops_the_release_or_is_refused(world, draft, task, fresh):
    file = world.attachment(content=b"as reviewed")
    page = draft(rows={"attachments": [RecordAttachment(file=file)]})
    review(world, page, upto=2)
    approver, state = world.user("approver"), task(page)

    def swap():
        mine = Attachment.objects.get(pk=file.pk)
        mine.file = ContentFile(b"other", name="other.txt")
        mine.save()

    outcomes = at_once(lambda: decide(state, approver, "pass"), swap)
    assert len(only_refused(outcomes)) == 1
    assert fresh(page).live == (bytes_of(file.pk) == b"as reviewed")
    in_order()


def test_what_somebody_saves_while_the_approver_releases_is_not_lost(world, draft, task, fresh):
    page = draft(summary="送审的")
    review(world, page, upto=2)
    approver, drafter, state = world.user("approver"), world.user("drafter"), task(page)
    mine = edited(world, page, "又改的")
    outcomes = at_once(lambda: decide(state, approver, "pass"), lambda: mine.save_revision(user=drafter))
    assert not isinstance(outcomes[1], Exception), outcomes[1]
    assert len(only_refused(outcomes)) <= 1
    page = fresh(page)
    assert page.get_latest_revision_as_object().summary == "又改的"
    assert page.live == (not refused(outcomes)) and page.has_unpublished_changes
    assert not page.live or page.summary == Document.objects.get(pk=page.pk).content["summary"] == "送审的"
    in_order()


def test_a_record_is_withdrawn_while_its_correction_is_released(world, draft, task, fresh):
    page = publish(world, draft(summary="第一版"))
    edited(world, page, "第二版").save_revision(user=world.user("drafter"))
    review(world, fresh(page), upto=2)
    approver, office, state = world.user("approver"), world.user("party_office"), task(page)
    outcomes = at_once(lambda: decide(state, approver, "pass"), lambda: withdraw(fresh(page), office, "数字有误"))
    # Withdrawn in any case: before the release, which then is refused, or after it
    assert not isinstance(outcomes[1], Exception), outcomes[1]
    only_refused(outcomes)
    page = fresh(page)
    assert not page.live and not page.workflow_in_progress and not Document.objects.filter(pk=page.pk).exists()
    assert not Release.objects.filter(page_id=page.pk, void_at=None).exists()
    in_order()
    edited(world, page, "第三版", "再更正").save_revision(user=world.user("drafter"))
    assert publish(world, fresh(page)).live


def test_two_withdraw_one_record(world, draft, fresh):
    page = publish(world, draft())
    people = [world.user("approver"), world.user("party_office")]
    outcomes = at_once(*[lambda p=person: withdraw(fresh(page), p, "数字有误") for person in people])
    assert len(only_refused(outcomes)) == 1 and "没有发布" in str(refused(outcomes)[0])
    assert not fresh(page).live
    in_order()


def test_a_draft_is_deleted_while_it_is_submitted(world, draft, fresh):
    page = draft()
    drafter, mine = world.user("drafter"), fresh(page)
    outcomes = at_once(lambda: submit(page, drafter), lambda: mine.delete())
    gone = not Page.objects.filter(pk=page.pk).exists()
    assert len(refused(outcomes)) == 1
    assert gone == isinstance(outcomes[0], Exception), outcomes
    assert gone or (isinstance(outcomes[1], PermissionDenied) and fresh(page).workflow_in_progress), outcomes
    assert Release.objects.filter(page_id=page.pk).count() == (0 if gone else 1)


def test_it_is_taken_back_while_it_is_sent_back(world, draft, task, fresh):
    page = draft()
    review(world, page, upto=1)
    drafter, secretary, state = world.user("drafter"), world.user("secretary"), task(page)
    outcomes = at_once(
        lambda: take_back(page, drafter),
        lambda: decide(state, secretary, "return", reasons=["typos"], opinion="错字"),
    )
    assert len(only_refused(outcomes)) == 1
    release = Release.objects.get(page_id=page.pk)
    sent_back = Review.objects.filter(release=release, decision="return").exists()
    assert release.void_at and sent_back == isinstance(outcomes[0], Exception)
    assert not fresh(page).workflow_in_progress
    assert publish(world, fresh(page)).live


def test_one_reviewer_decides_two_records_at_once(world, draft, task, fresh):
    pages = [draft(), draft()]
    for page in pages:
        review(world, page, upto=2)
    approver, states = world.user("approver"), [task(page) for page in pages]
    assert not refused(at_once(*[lambda s=state: decide(s, approver, "pass") for state in states]))
    assert all(fresh(page).live for page in pages)
    in_order()
