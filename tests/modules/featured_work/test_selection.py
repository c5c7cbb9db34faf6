"""申报与入选: two of a unit and quarter count, by the 25th; the Party office chooses among all of them side by side."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from cms.access import viewer_of
from cms.moderation.models import Release
from cms.testing import publish
from modules.featured_work.actions import select
from modules.featured_work.models import FeaturedRecord
from modules.featured_work.nominations import deadline, nominated, select_all
from tests.cms.samples import featured

QUARTER = "2026Q1"
DAY = datetime.date(2026, 3, 10)


def work(world, unit=None, submitted="2026-03-12", **fields):
    """Published featured work of the quarter that was submitted on this day."""
    page = publish(world, featured(world, unit, quarter=QUARTER, period=QUARTER, occurred_on=DAY, **fields))
    moment = timezone.make_aware(datetime.datetime.fromisoformat(f"{submitted}T09:00"))
    Release.objects.filter(page_id=page.pk).update(opened_at=moment)
    return page


def of(world, user=None) -> list:
    return nominated(viewer_of(user or world.user("party_office")), world.committee, QUARTER)


def test_two_of_a_unit_count_and_only_until_the_25th_of_the_last_month(world):
    late, third = work(world, world.other, "2026-03-26"), work(world, submitted="2026-03-25")
    first, second = work(world, submitted="2026-03-02"), work(world, submitted="2026-03-03")
    found = of(world)
    assert [(one.page.pk, one.number, one.late, one.counts) for one in found] == [
        (first.pk, 1, False, True), (second.pk, 2, False, True), (third.pk, 3, False, False), (late.pk, 1, True, False),
    ]  # fmt: skip
    assert (deadline("2026Q1"), deadline("2025Q4")) == (datetime.date(2026, 3, 25), datetime.date(2025, 12, 25))


def test_a_correction_does_not_make_a_nomination_late(world):
    page = work(world, submitted="2026-03-25")
    draft = page.get_latest_revision_as_object()
    draft.background, draft.correction_note = "<p>更正。</p>", "改正。"
    draft.save_revision(user=world.user("drafter"))
    publish(world, FeaturedRecord.objects.get(pk=page.pk))
    assert [one.nominated_on for one in of(world)] == [datetime.date(2026, 3, 25)]


def test_the_office_chooses_all_at_once_or_nothing(world):
    office, (one, two, three) = (
        world.user("party_office"),
        [work(world, submitted=f"2026-03-0{day}") for day in (1, 2, 3)],
    )
    late = work(world, world.other, "2026-03-28")
    with pytest.raises(ValidationError) as error:
        select_all(world.committee, QUARTER, office, {one.pk: (True, ""), late.pk: (True, " ")})
    assert list(error.value.message_dict) == [f"remark_{late.pk}"]
    assert not FeaturedRecord.objects.filter(selected=True).exists()
    changes = {one.pk: (True, ""), two.pk: (False, ""), late.pk: (True, "做法好，因停产晚报。")}
    assert select_all(world.committee, QUARTER, office, changes) == 2
    assert select_all(world.committee, QUARTER, office, changes) == 0
    # Two of a unit at most, whatever way; another one in the place of one that is taken back
    select(two, office)
    with pytest.raises(ValidationError, match="每单位每季度最多2项"):
        select(three, office, "也好。")
    assert (
        select_all(world.committee, QUARTER, office, {three.pk: (True, "更好。"), two.pk: (False, "数字待核。")}) == 2
    )
    assert set(FeaturedRecord.objects.filter(selected=True).values_list("pk", flat=True)) == {one.pk, three.pk, late.pk}


def test_nobody_else_chooses_and_only_what_was_nominated(world):
    page = work(world)
    for user in (world.user("secretary"), world.user("approver"), world.user("auditor")):
        with pytest.raises(PermissionDenied):
            select_all(world.committee, QUARTER, user, {page.pk: (True, "")})
    with pytest.raises(ValidationError, match="没有这样的申报"):
        select_all(world.committee, QUARTER, world.user("party_office"), {world.committee.pk: (True, "")})


def test_the_page_of_the_selection(world, client):
    one, two = work(world, background="<p>夜班到会率低。</p>"), work(world, world.other, "2026-03-30")
    address = f"/featured/selection/?quarter={QUARTER}"
    for name in ("employee", "secretary", "drafter"):
        client.force_login(world.user(name))
        assert client.get(address).status_code == 404
    client.force_login(world.user("party_office"))
    shown = client.get(address).content.decode()
    assert "夜班到会率低" in shown
    assert "逾期申报" in shown
    posted = {"shown": [one.pk, two.pk], f"selected_{one.pk}": "1", f"selected_{two.pk}": "1"}
    wrong = client.post(address, posted)
    assert wrong.status_code == 422
    assert "入选须写明理由" in wrong.content.decode()
    assert client.post(address, posted | {f"remark_{two.pk}": "可推广。"}).status_code == 302
    assert FeaturedRecord.objects.filter(selected=True).count() == 2
    assert "没有公布的申报" in client.get("/featured/selection/?quarter=2020Q4").content.decode()


def test_readers_see_what_was_chosen_as_far_as_it_is_for_them(world, client):
    shown, hidden = (
        work(world, title="公开的做法"),
        work(world, world.other, title="限内部的做法", disclosure_scope="unit"),
    )
    work(world, submitted="2026-03-13", title="没有入选的做法")
    office = world.user("party_office")
    select_all(world.committee, QUARTER, office, {shown.pk: (True, "可推广。"), hidden.pk: (True, "")})
    client.force_login(world.user("employee"))
    page = client.get("/featured/", {"quarter": QUARTER, "category": "team"}).content.decode()
    assert "公开的做法" in page
    assert "可推广。" in page
    assert "限内部的做法" not in page
    assert "没有入选的做法" not in page
    assert "还没有入选" in client.get("/featured/", {"category": "brand"}).content.decode()
    client.force_login(office)
    assert "限内部的做法" in client.get("/featured/").content.decode()
    client.logout()
    assert client.get("/featured/").status_code == 302
