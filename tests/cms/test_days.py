"""The working-day calendar: public holidays, make-up days, and what the Party office says of a day."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from wagtail.models import ModelLogEntry

from cms import calendar, days
from cms.calendar import CalendarDay
from cms.tree.actions import create_unit

MAUNDY = datetime.date(2026, 4, 2)  # the Thursday before 清明


def test_holidays_and_make_up_days_of_the_state_council_are_known(db, django_assert_num_queries):
    off = [datetime.date(2026, 10, day) for day in range(1, 9) if not days.is_working_day(datetime.date(2026, 10, day))]
    assert off == [datetime.date(2026, 10, day) for day in range(1, 8)]
    assert days.is_working_day(datetime.date(2026, 10, 10))  # a Saturday, 国庆节调休
    with django_assert_num_queries(0):
        assert days.working_days_after(datetime.date(2026, 9, 30), 3) == datetime.date(2026, 10, 10)
        assert days.working_days_before(datetime.date(2026, 10, 10), 3) == datetime.date(2026, 9, 30)
    # of a year that nobody knows yet, the week alone
    assert days.working_days_after(datetime.date(2090, 9, 29), 1) == datetime.date(2090, 10, 2)


def test_what_the_office_says_holds_at_once_and_in_other_threads_from_their_next_request(world, client):
    office, friday = world.user("party_office"), datetime.date(2026, 4, 3)
    assert days.working_days_after(MAUNDY, 1) == friday
    row = calendar.keep(friday, False, " 厂休 ", office)
    assert days.working_days_after(MAUNDY, 1) == datetime.date(2026, 4, 7)
    # as another process remembers it: what was read before stays until its next request
    days._read.days = {}
    assert days.is_working_day(friday)
    client.get("/healthz")
    assert not days.is_working_day(friday)
    calendar.remove(row, office)
    assert days.working_days_after(MAUNDY, 1) == friday
    noted = ModelLogEntry.objects.filter(action__startswith="cms.calendar").order_by("pk")
    assert [(entry.action, entry.user_id) for entry in noted] == [
        ("cms.calendar.keep", office.pk), ("cms.calendar.remove", office.pk),
    ]  # fmt: skip
    assert noted[0].data == {"day": "2026-04-03", "working": False, "name": "厂休"}
    with pytest.raises(ValidationError) as refused:
        calendar.keep(datetime.date(1984, 1, 2), True, "", office)
    assert "day" in refused.value.message_dict


def test_a_filled_year_is_written_down_once_and_leaves_what_was_said_before(world):
    office, october = world.user("party_office"), datetime.date(2026, 10, 5)
    calendar.keep(october, True, "全厂保供", office)
    assert calendar.fill(2026) == len(calendar.year_of(2026)) - 1
    assert calendar.fill(2026) == 0
    assert days.is_working_day(october) and CalendarDay.objects.get(day=october).name == "全厂保供"
    assert CalendarDay.objects.get(day=datetime.date(2026, 10, 10)).name == "国庆节调休上班"
    with pytest.raises(ValidationError):
        calendar.fill(2090)


def test_only_the_party_office_at_the_top_maintains_it(world, sign_in):
    second = create_unit(title="二级党委", kind="committee", code="second", parent=world.committee)
    address = reverse("cms_admin:calendar")
    strangers = [world.user(role) for role in ("drafter", "secretary", "approver", "administrator", "auditor")]
    for user in [*strangers, world.new_user("party_office", unit=second)]:
        assert sign_in(user).get(address).status_code == sign_in(user).post(address, {"act": "fill"}).status_code == 404
        with pytest.raises(PermissionDenied):
            calendar.keep(MAUNDY, False, "", user)
    assert not CalendarDay.objects.exists()


def test_the_page_shows_a_year_and_takes_a_day(world, sign_in):
    client, address = sign_in(world.user("party_office")), reverse("cms_admin:calendar")
    shown = client.get(f"{address}?year=2026").content.decode()
    assert "2026-10-10" in shown and "国庆节调休上班" in shown and "节假日库" in shown
    wrong = client.post(f"{address}?year=2026", {"act": "keep", "day": "2026-13-01", "working": "1"})
    assert wrong.status_code == 200 and not CalendarDay.objects.exists()
    assert (
        client.post(
            f"{address}?year=2026", {"act": "keep", "day": "2026-08-03", "working": "0", "name": "高温假"}
        ).status_code
        == 302
    )
    row = CalendarDay.objects.get()
    assert (row.day, row.working, row.name) == (datetime.date(2026, 8, 3), False, "高温假")
    assert client.post(f"{address}?year=2026", {"act": "fill"}).status_code == 302
    assert "高温假" in client.get(f"{address}?year=2026").content.decode()
    assert client.post(f"{address}?year=2026", {"act": "remove", "row": row.pk}).status_code == 302
    assert not CalendarDay.objects.filter(pk=row.pk).exists()
    assert client.get(f"{address}?year=2090").status_code == 200
