"""The last day of what is published (失效日期, 公示截止), and the day on which it is reviewed anew (复审日期)."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from cms.access import viewer_of
from cms.delivery import documents, reading
from cms.delivery.models import Document, OutboxEntry
from cms.moderation import reminding, status, verify
from cms.moderation.actions import submit
from cms.moderation.content import content_hash
from cms.testing import publish
from modules.party_affairs_disclosure.models import DisclosureRecord
from modules.rules_and_duties.models import RuleRecord
from plugins.notifications.models import Notice

DAY = datetime.timedelta(days=1)


def client_of(user) -> Client:
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def shown(world, draft, today):
    """A published record whose last day is today."""
    return publish(world, draft(title="拟接收公示", expires_on=today))


@pytest.fixture
def next_day(today):
    """Lets the last day of a published record have been yesterday."""

    def passed(page):
        type(page).objects.filter(pk=page.pk).update(expires_on=today - DAY)
        Document.objects.filter(pk=page.pk).update(until=today - DAY)

    return passed


def test_a_record_is_read_on_its_last_day_and_from_the_next_on_by_nobody(world, shown, next_day, today):
    reader = world.user("employee", world.other)
    client, path = client_of(reader), f"/zongzhuang/featured-work/{shown.slug}/"
    assert f'datetime="{today:%Y-%m-%d}"' in client.get(path).content.decode()
    next_day(shown)
    page, answer = client.get(path), client.get(f"/api/v1/records/{shown.pk}")
    assert page.status_code == answer.status_code == 410
    assert "已到期下架" in page.content.decode() and "拟接收公示" not in page.content.decode()
    assert "已到期下架" in answer.json()["detail"]
    assert reading.record(viewer_of(reader), shown.pk) is None
    assert reading.records(viewer_of(reader)).items == []


def test_whoever_works_on_it_still_finds_it_and_whoever_may_withdraw_it_still_can(world, shown, next_day):
    next_day(shown)
    page = type(shown).objects.get(pk=shown.pk)
    assert "已到期下架" in status.of(page).headline
    editor = client_of(world.user("drafter")).get(f"/admin/pages/{shown.pk}/edit/").content.decode()
    assert "拟接收公示" in editor
    office = client_of(world.user("party_office"))
    listed = office.get("/admin/published/").content.decode()
    assert "拟接收公示" in listed and "已到期下架" in listed
    assert office.post(f"/admin/withdraw/{shown.pk}/", {"reason": "公示结束"}).status_code == 302
    # From then on it is a withdrawn one
    path = f"/zongzhuang/featured-work/{shown.slug}/"
    assert "撤回" in client_of(world.user("employee")).get(path).content.decode()


def test_whoever_keeps_copies_is_told_the_day_after(world, shown, next_day, today):
    publish(world, world.draft(type(shown), **_words(shown)))
    next_day(shown)
    OutboxEntry.objects.all().delete()
    documents.tell_expired()
    assert set(OutboxEntry.objects.filter(consumer="search").values_list("page_id", flat=True)) == {shown.pk}


def _words(page) -> dict:
    return {name: getattr(page, name) for name in ("category", "background", "practice", "result")}


def test_the_last_day_is_reviewed_like_every_word(world, draft, today, fresh):
    page = draft()
    before = content_hash(page)
    page.expires_on = today + DAY
    assert content_hash(page) != before
    page.expires_on = today - DAY
    page.occurred_on = today - 2 * DAY
    page.save_revision(user=world.user("drafter"))
    with pytest.raises(ValidationError) as refused:
        submit(page, world.user("drafter"))
    assert list(refused.value.message_dict) == ["expires_on"]


def test_a_document_whose_last_day_was_moved_behind_everybodys_back_is_found(world, shown, today):
    assert list(verify.findings()) == []
    Document.objects.filter(pk=shown.pk).update(until=None)
    assert [found.page for found in verify.findings()] == [shown.pk]


@pytest.mark.parametrize(
    ("expires", "end", "until"), [(None, None, None), (3, None, 3), (None, 2, 2), (3, 2, 2), (1, 2, 1)]
)
def test_of_a_public_notice_the_earlier_last_day_counts(db, today, expires, end, until):
    on = [None if days is None else today + days * DAY for days in (expires, end, until)]
    assert DisclosureRecord(expires_on=on[0], end_on=on[1]).shown_until() == on[2]


# To be reviewed anew --------------------------------------------------------------------------------------------------


def rule(world, **fields):
    values = {
        "rule_kind": "own_rule",
        "issued_by": "总装党支部",
        "issued_on": timezone.localdate() - 400 * DAY,
        "validity": "in_force",
        "review_due": timezone.localdate() - DAY,
        "body": [("rich_text", "<p>第一条</p>")],
    }
    return publish(world, world.draft(RuleRecord, **(values | fields)))


def test_a_rule_whose_review_is_due_is_on_the_drafters_desk_and_told_once(world):
    monday = datetime.date(2027, 11, 1)
    due = rule(world, title="考勤制度")
    rule(world, title="明年才复审", review_due=monday + 400 * DAY)
    rule(world, title="旧制度", validity="repealed")
    assert [document.pk for document in reminding.to_review()] == [due.pk]
    told = [reminding.remind(monday + number * DAY)["review_due"] for number in range(7)]
    assert told == [1, 1, 1, 1, 1, 0, 0]  # nothing on a day off
    notices = Notice.objects.filter(kind=Notice.AGAIN)
    assert [(notice.person_id, notice.page_id) for notice in notices] == [(world.user("drafter").person.pk, due.pk)]
    desk = client_of(world.user("drafter")).get("/admin/").content.decode()
    assert "到期复审" in desk and "考勤制度" in desk and "明年才复审" not in desk
    assert "考勤制度" not in client_of(world.user("drafter", world.other)).get("/admin/").content.decode()
