"""更正与撤回: what was once published says what its next version corrects, and readers see that and when."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from cms.access import viewer_of
from cms.delivery import documents, reading
from cms.delivery.models import Document, Withdrawal
from cms.moderation.actions import submit, withdraw
from cms.moderation.models import Release
from cms.testing import publish, review
from modules.work_guide.models import GuideBasis, GuideRecord
from tests.cms.samples import featured


def corrected(world, page, note, **values):
    """A new version of a published record, on the reviewers' desks and published."""
    draft = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, value in (values | {"correction_note": note}).items():
        setattr(draft, name, value)
    draft.save_revision(user=world.user("drafter"))
    return publish(world, draft)


def notes(page) -> list[str]:
    return [one["note"] for one in Document.objects.get(pk=page.pk).content["corrections"]]


def test_a_correction_without_a_note_cannot_be_submitted(world):
    page = publish(world, featured(world))
    page.summary = "改了一处"
    page.save_revision(user=world.user("drafter"))
    with pytest.raises(ValidationError) as error:
        submit(page, world.user("drafter"))
    assert list(error.value.message_dict) == ["correction_note"]


def test_readers_see_what_was_corrected_and_when_the_newest_first(world):
    page = publish(world, featured(world, summary="到会十八人"))
    assert "corrections" not in Document.objects.get(pk=page.pk).content
    corrected(world, page, "人数由18更正为17", summary="到会十七人")
    corrected(world, page, "日期写错一天", summary="到会十七人，六日")
    assert notes(page) == ["日期写错一天", "人数由18更正为17"]
    client = Client()
    client.force_login(world.user("employee", world.other))
    shown = client.get(Document.objects.get(pk=page.pk).path).content.decode()
    assert shown.count("更正于") == 2 and "人数由18更正为17" in shown


def test_the_same_note_does_not_do_twice(world):
    page = publish(world, featured(world))
    page = corrected(world, page, "人数更正", summary="十七人")
    page.summary = "十六人"
    page.save_revision(user=world.user("drafter"))
    with pytest.raises(ValidationError, match="上一次的说明"):
        submit(page, world.user("drafter"))


def test_a_rebuilt_document_tells_the_same_corrections(world):
    page = publish(world, featured(world))
    page = corrected(world, page, "人数更正", summary="十七人")
    stored = Document.objects.get(pk=page.pk)
    assert documents.build(page, stored.release)[0].etag == stored.etag


def test_what_is_kept_up_to_date_needs_no_note(world):
    page = world.published(
        GuideRecord,
        world.committee,
        rows={"legal_basis": [GuideBasis(rule="党章")]},
        topic="dues",
        question="党费怎么交",
        valid_from=timezone.localdate(),
    )
    assert GuideRecord.objects.get(pk=page.pk).first_published_at
    page.summary = "按新规定改"
    page.save_revision(user=world.user("drafter", world.committee))
    submit(page, world.user("drafter", world.committee))
    assert Release.objects.get(page_id=page.pk, complete_at=None, void_at=None).basis == {}


def test_whoever_could_read_a_withdrawn_record_is_told_that_and_when_and_nobody_else(world):
    page = publish(world, featured(world, disclosure_scope="unit", title="只给本支部看的"))
    path = Document.objects.get(pk=page.pk).path
    withdraw(page, world.user("party_office"), "涉及个人信息，张某的情况")
    member, stranger = Client(), Client()
    member.force_login(world.user("member"))
    stranger.force_login(world.user("member", world.other))
    told = member.get(path)
    assert told.status_code == 410 and "已于" in told.content.decode()
    assert "张某" not in told.content.decode() and "只给本支部看的" not in told.content.decode()
    assert stranger.get(path).status_code == 404
    assert member.get(f"/api/v1/records/{page.pk}").status_code == 410
    assert stranger.get(f"/api/v1/records/{page.pk}").status_code == 404
    assert Client().get(f"/api/v1/records/{page.pk}").status_code == 404


def test_a_record_that_comes_back_after_its_withdrawal_is_there_again(world):
    page = publish(world, featured(world))
    withdraw(page, world.user("party_office"), "事实有误")
    corrected(world, page, "核对后重新发布", summary="已核对")
    assert not Withdrawal.objects.exists()
    assert reading.record(viewer_of(world.user("employee")), page.pk) is not None
    assert notes(page) == ["核对后重新发布"]


def test_a_draft_that_was_never_published_has_no_note(world):
    page = featured(world)
    review(world, page)
    assert type(page).objects.get(pk=page.pk).correction_note == ""
