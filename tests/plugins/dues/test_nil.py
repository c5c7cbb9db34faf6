"""零报告: stated by one, confirmed by another, and worth nothing where there is a record or a rule."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from wagtail.models import ModelLogEntry

from cms.seams.dues import due_items
from cms.seams.scores import QuarterScore
from plugins.dues import nil
from plugins.dues.models import NilReturn
from tests.plugins.dues.conftest import at

FIRST = datetime.date(2025, 1, 1), datetime.date(2025, 3, 31)
CLEAN, REASON = "clean_governance", "本季度由党委统一组织，支部没有另行安排。"


@pytest.fixture
def branch(world, past):
    past.counted(CLEAN)
    past.counted("party_dues")
    return world.branch


def item(branch, as_of=None):
    (found,) = [one for one in due_items([branch], *FIRST, as_of) if one.target == CLEAN]
    return found


def stated(world, branch, on=datetime.date(2025, 4, 5)) -> NilReturn:
    made = nil.state(branch, CLEAN, "2025Q1", REASON, world.user("drafter"))
    NilReturn.objects.filter(pk=made.pk).update(stated_at=at(on))
    return NilReturn.objects.get(pk=made.pk)


def test_it_satisfies_from_its_confirmation_and_is_on_time_by_its_statement(world, branch):
    one = stated(world, branch)
    assert not item(branch).satisfied
    nil.confirm(one, world.user("secretary"))
    NilReturn.objects.filter(pk=one.pk).update(confirmed_at=at(datetime.date(2025, 5, 20)))
    found = item(branch)
    assert (found.nil, found.records, found.on_time) == (True, (), True)
    assert found.submitted_on == found.due_on == datetime.date(2025, 4, 5)
    assert not item(branch, datetime.date(2025, 5, 19)).satisfied
    actions = ModelLogEntry.objects.filter(action__startswith="dues.").order_by("pk").values_list("action", "user_id")
    assert list(actions) == [
        ("dues.nil.state", world.user("drafter").pk), ("dues.nil.confirm", world.user("secretary").pk),
    ]  # fmt: skip


def test_two_different_people_of_the_unit_are_needed(world, branch):
    both = world.new_user("drafter", "reviewer", "secretary")
    one = nil.state(branch, CLEAN, "2025Q1", REASON, both)
    refused = [both, world.user("drafter"), world.user("secretary", world.other), world.user("party_office")]
    for user in refused:
        with pytest.raises(PermissionDenied):
            nil.confirm(one, user)
    for user in (world.user("secretary"), world.user("drafter", world.other)):
        with pytest.raises(PermissionDenied):
            nil.state(branch, CLEAN, "2025Q1", REASON, user)
        with pytest.raises(PermissionDenied):
            nil.take_back(one, user)
    with pytest.raises(ValidationError):  # one at a time
        nil.state(branch, CLEAN, "2025Q1", REASON, world.user("drafter"))
    nil.take_back(one, world.user("drafter"))
    again = nil.state(branch, CLEAN, "2025Q1", REASON, world.user("drafter"))
    nil.confirm(again, world.user("reviewer"))
    with pytest.raises(ValidationError):
        nil.take_back(again, world.user("drafter"))


def test_it_is_refused_for_what_a_rule_asks_for_what_is_there_and_what_was_closed(world, branch, past, monkeypatch):
    drafter = world.user("drafter")

    def refused(target=CLEAN, period="2025Q1", reason=REASON) -> str:
        with pytest.raises(ValidationError) as error:
            nil.state(branch, target, period, reason, drafter)
        return " ".join(error.value.messages)

    assert "制度规定" in refused("party_dues", "2025-02")
    assert "没有这一应更新项" in refused("key_tasks", "2025-02")
    assert "没有这一应更新项" in refused(period="2025-02")
    assert "写明" in refused(reason="  ")
    assert "还没有开始" in refused(period="2090Q1")
    closed = QuarterScore(branch.pk, "2025Q1", "v1", 90, "excellent", True)
    with monkeypatch.context() as patched:
        patched.setattr(nil, "quarter_scores", lambda units, quarters: [closed] if "2025Q1" in quarters else [])
        assert "已经结账" in refused()
    past.clean(datetime.date(2025, 2, 3), submitted_on=datetime.date(2025, 2, 4))
    assert "已有记录" in refused()
    assert not NilReturn.objects.exists()


def test_a_record_that_is_published_after_all_makes_it_void_and_that_is_shown(world, branch, past, sign_in):
    one = nil.confirm(stated(world, branch), world.user("reviewer"))
    NilReturn.objects.filter(pk=one.pk).update(confirmed_at=at(datetime.date(2025, 4, 6)))
    page = past.clean(datetime.date(2025, 3, 3), datetime.date(2025, 4, 20), datetime.date(2025, 4, 25))
    NilReturn.objects.filter(pk=one.pk).update(ended_at=at(datetime.date(2025, 4, 25)))
    assert item(branch, datetime.date(2025, 4, 24)).nil
    found = item(branch)
    assert (found.nil, found.records, found.on_time) == (False, (page.pk,), False)
    assert NilReturn.objects.get().ended_by == page.pk
    address = reverse("dues:unit", args=[branch.code])
    shown = sign_in(world.new_user("employee")).get(f"{address}?period=2025Q1").content.decode()
    assert "零报告作废" in shown


def test_the_forms_state_confirm_and_take_back_for_those_who_may(world, branch, sign_in):
    drafter, secretary = sign_in(world.user("drafter")), sign_in(world.user("secretary"))
    unit, form = reverse("dues:unit", args=[branch.code]), reverse("dues:nil", args=[branch.code])
    asked = {"target": CLEAN, "period": "2025Q1", "back": "2025Q1"}
    shown = drafter.get(f"{unit}?period=2025Q1").content.decode()
    assert f"{form}?target={CLEAN}" in shown and "target=party_dues" not in shown
    assert form not in secretary.get(f"{unit}?period=2025Q1").content.decode()
    assert drafter.get(form, asked).status_code == 200
    assert drafter.get(form, asked | {"target": "nothing"}).status_code == 404
    assert drafter.post(form, asked | {"reason": " "}).status_code == 400
    assert secretary.post(form, asked | {"reason": REASON}).status_code == 404
    assert drafter.post(form, asked | {"reason": REASON}).status_code == 302
    one = NilReturn.objects.get()
    settle = reverse("dues:settle", args=[one.pk])
    assert sign_in(world.user("secretary", world.other)).post(settle, {"act": "confirm"}).status_code == 404
    assert "确认零报告" in secretary.get(f"{unit}?period=2025Q1").content.decode()
    assert secretary.post(settle, {"act": "confirm", "back": "2025Q1"}).status_code == 302
    one.refresh_from_db()
    assert one.confirmed_by == world.user("secretary").person
    drafter.post(settle, {"act": "take_back"})
    one.refresh_from_db()
    assert one.ended_at is None


def test_programs_state_and_confirm_by_the_api(world, branch, sign_in):
    drafter, reviewer = sign_in(world.user("drafter")), sign_in(world.user("reviewer"))
    address = f"/api/v1/units/{branch.code}/nil-returns"

    def post(client, url, **body):
        return client.post(url, body, content_type="application/json")

    given = {"target": CLEAN, "period": "2025Q1", "reason": REASON}
    assert post(reviewer, address, **given).status_code == 404
    wrong = post(drafter, address, **given | {"period": "2025-01"})
    assert wrong.status_code == 422 and "target" in wrong.json()["errors"]
    made = post(drafter, address, **given)
    assert (made.status_code, made.json()["state"]) == (201, "waiting")
    one = f"{address}/{made.json()['id']}"
    assert post(drafter, f"{one}/confirm").status_code == 404
    assert post(sign_in(world.user("reviewer", world.other)), f"{one}/confirm").status_code == 404
    assert post(reviewer, f"{one}/confirm").json()["state"] == "confirmed"
    assert post(drafter, f"{one}/take-back").status_code == 422
