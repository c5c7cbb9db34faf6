"""应更新 as it is shown: in the portal, by the API and the command, on tiles, as concerns, and in reminders."""

import datetime
import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.template.loader import render_to_string
from django.urls import reverse

from cms.access import viewer_of
from cms.seams.board import tile_states, unit_panels
from cms.seams.concerns import concerns
from cms.seams.dues import blanks
from plugins.dues import reminding
from plugins.dues.concerns import concerns as own_concerns
from plugins.notifications.models import Notice
from plugins.notifications.reading import target

MEMBERS = "three_meetings_one_lesson:meeting_type=members"


def day(month: int, day: int) -> datetime.date:
    return datetime.date(2025, month, day)


@pytest.fixture
def told(world, past):
    """The branch's meeting of 2025Q1, of which only its unit's members may read, titled so that a leak shows."""
    past.counted("key_tasks")
    return past.meeting(day(2, 10), day(2, 12), title="扭矩攻关zzq", disclosure_scope="unit")


def test_employees_see_that_there_is_a_record_and_only_who_may_read_it_sees_which(world, told, sign_in, assert_queries):
    employee, member = sign_in(world.new_user("employee")), sign_in(world.new_user("member"))
    address = reverse("dues:unit", args=[world.branch.code]) + "?period=2025Q1"
    with assert_queries("portal: a unit's due items"):
        shown = employee.get(address).content.decode()
    assert "党员大会" in shown and "zzq" not in shown and "有1条，您无权查看" in shown
    seen = member.get(address).content.decode()
    assert "扭矩攻关zzq" in seen and "您无权查看" not in seen
    everything = employee.get(reverse("dues:units") + "?period=2025Q1").content.decode()
    assert world.branch.title in everything and "zzq" not in everything
    for client in (sign_in(world.user("administrator")),):
        assert client.get(address).status_code == client.get(reverse("dues:units")).status_code == 404


def test_past_days_and_wrong_parameters(world, told, sign_in, client):
    employee = sign_in(world.new_user("employee"))
    address = reverse("dues:unit", args=[world.branch.code])
    assert "审核中" in employee.get(f"{address}?period=2025Q1&as_of=2025-02-13").content.decode()
    for wrong in ("period=2025Q5", "as_of=2025-02-30", "as_of=2090-01-01"):
        assert employee.get(f"{address}?{wrong}").status_code == 400
    assert client.get(address).status_code == 302  # a visitor is asked to sign in
    assert employee.get(reverse("dues:unit", args=["nowhere"])).status_code == 404
    assert "没有应更新" in employee.get(f"{address}?period=2010Q1").content.decode()


def test_programs_get_each_figure_with_the_records_that_they_may_see(world, told, sign_in):
    employee, member = sign_in(world.new_user("employee")), sign_in(world.new_user("member"))
    query = "?period=2025Q1&as_of=2025-04-30"
    for client, records, hidden in ((employee, [], 1), (member, [told.pk], 0)):
        found = client.get(f"/api/v1/dues{query}").json()
        assert (found["period"], found["as_of"]) == ("2025Q1", "2025-04-30")
        (branch,) = [one for one in found["units"] if one["code"] == world.branch.code]
        # 党员大会 1, 支委会 3, 党小组会 3, 党课 1, and a month's key tasks each
        assert branch["due"]["count"] == 8 + 3
        assert branch["satisfied"] == {"count": 1, "records": records, "hidden": hidden}
        assert branch["late"]["count"] == 10 and branch["complete"] == "9.1"
        own = client.get(f"/api/v1/units/{world.branch.pk}/dues{query}").json()
        (item,) = [one for one in own["items"] if one["target"] == MEMBERS]
        assert (item["state"], item["records"], item["hidden"]) == ("on_time", records, hidden)
        assert own["figures"]["satisfied"] == branch["satisfied"]
    assert sign_in(world.user("administrator")).get("/api/v1/dues").status_code == 404
    assert employee.get("/api/v1/dues?period=2025Q9").status_code == 422
    wrong = employee.get("/api/v1/dues?as_of=2090-01-01").json()
    assert [one["field"] for one in wrong["errors"]] == ["as_of"]


def test_the_command_says_the_same_and_proves_the_ledger(world, told, capsys):
    call_command("dues", "--as-of", "2025-04-30", "--period", "2025Q1", "--unit", world.branch.code, "--json")
    found = json.loads(capsys.readouterr().out)
    (unit,) = found["units"]
    assert unit["satisfied"] == {"count": 1, "records": [told.pk]} and unit["due"]["count"] == 11
    assert len(unit["items"]) == 11
    call_command("dues", "verify")
    call_command("dues", "rebuild")
    call_command("dues", "--as-of", "2025-04-30", "--period", "2025Q1")
    assert "逾期 10" in capsys.readouterr().out
    for wrong in (["--unit", "nowhere"], ["--period", "2025Q9"], ["verify", "--json"]):
        with pytest.raises(CommandError):
            call_command("dues", *wrong)


def test_tiles_and_concerns_say_what_is_late_blank_and_due_soon(world, past, django_assert_max_num_queries):
    past.counted("clean_governance")
    past.counted("documents_notices", since=day(1, 1))
    past.counted("rules_and_duties", since=day(12, 1))
    past.task(submitted_on=day(11, 20))
    past.task(submitted_on=day(12, 4))
    past.clean(day(8, 3), day(8, 20))
    past.clean(day(10, 8), day(10, 20))
    today = day(12, 29)
    units = [world.branch, world.other]
    with django_assert_max_num_queries(8):
        tiles = tile_states([unit.pk for unit in units], today)
    assert {module: tile.state for module, tile in tiles[world.branch.pk].items()} == {
        "clean_governance": "fresh",
        "documents_notices": "blank",
        "key_tasks": "late",  # October's, due on 5 November
        "rules_and_duties": "due_soon",
    }
    assert tiles[world.branch.pk]["key_tasks"].due_on == day(8, 5)
    assert tiles.get(world.other.pk, {}) == {}
    (panel,) = unit_panels(viewer_of(world.new_user("employee")), world.branch)
    assert panel.context["figures"]["due"].count and "逐项查看" in render_to_string(panel.template, panel.context)
    assert unit_panels(viewer_of(world.user("administrator")), world.branch) == []
    assert blanks(units, today) == [(world.branch.pk, "documents_notices", day(1, 1))]
    viewer = viewer_of(world.user("party_office"))
    with django_assert_max_num_queries(8):
        own_concerns(viewer, units, today)
    found = concerns(viewer, units, today)
    own = [(one.kind, one.module) for one in found if one.module in tiles[world.branch.pk]]
    assert own == [
        ("late", "key_tasks"),
        ("blank", "documents_notices"),
        ("due_soon", "rules_and_duties"),
        ("due_soon", "key_tasks"),
    ]
    late = found[0]
    assert "2025-07" in late.text and late.url.endswith("?period=2025-07") and late.question
    assert late.since.date() == day(8, 6)  # from the end of the last day in time on


def test_units_are_reminded_before_and_after_the_due_date_once_each(world, past):
    past.counted("key_tasks")
    drafter, secretary = world.user("drafter"), world.user("secretary")

    def notices(user):
        return [(one.kind, one.day) for one in Notice.objects.filter(person=user.person).order_by("pk")]

    assert reminding.remind(day(11, 8))["soon"] == 0  # a Saturday
    reminding.remind(day(11, 28))
    assert (Notice.DUE, day(12, 5)) not in notices(drafter)
    for today in (day(12, 2), day(12, 3), day(12, 8), day(12, 9)):
        reminding.remind(today)
    told = [one for one in notices(drafter) if one[1] == day(12, 5)]
    assert told == [(Notice.DUE, day(12, 5)), (Notice.PAST_DUE, day(12, 5))]
    assert [one for one in notices(secretary) if one[1] == day(12, 5)] == [(Notice.PAST_DUE, day(12, 5))]
    notice = Notice.objects.filter(person=drafter.person).latest("pk")
    assert target(notice, drafter) == reverse("dues:unit", args=[world.branch.code])
