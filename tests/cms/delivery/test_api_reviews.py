"""Reviewing by the API: the queue, the sheet, claiming, deciding, withdrawing; the same rules as in the admin."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import TaskState

from cms.days import working_days_after
from cms.moderation import actions, referrals
from cms.moderation.models import Release, Review, ReviewPolicy
from cms.moderation.packages import submit_package
from cms.testing import answers_for, decide, publish
from tests.cms.delivery.asking import Asker
from tests.cms.samples import featured, meeting

STAGES = [("reviewer", "first"), ("secretary", "second"), ("approver", "final")]


@pytest.fixture
def waiting(world):
    """A meeting that was submitted."""
    page = meeting(world, title="三月党员大会")
    actions.submit(page, world.user("drafter"))
    return page


def form(page, stage: str) -> dict:
    """What a reviewer sends who finds everything in order."""
    answers, found = answers_for(Release.objects.filter(page_id=page.pk), stage)
    return {"decision": "pass", "answers": answers, "found": {str(pk): answer for pk, answer in found.items()}}


def test_three_people_pass_it_one_after_the_other_and_it_is_published(world, waiting):
    reader = Asker(world.user("employee"))
    for role, stage in STAGES:
        asker = Asker(world.user(role))
        (item,) = asker.get("reviews")["items"]
        assert (item["id"], item["stage"], item["title"], item["overdue"]) == (waiting.pk, stage, "三月党员大会", False)
        sheet = asker.get(item["href"])
        assert sheet["draft"]["title"] == "三月党员大会"
        assert "三月党员大会" in asker.client.get(sheet["preview_url"]).content.decode()
        assert asker.send("post", f"reviews/{item['task']}/claim")["mine"] is True
        given = form(waiting, stage)
        assert {one["item"] for one in sheet["form"]} == set(given["answers"])
        assert set(given["found"]) <= {str(one["id"]) for one in sheet["found"]}
        assert bool(sheet["scopes"]) is (stage == "final")
        reader.get(f"records/{waiting.pk}", status=404)
        done = asker.send("post", f"reviews/{item['task']}/decide", given)
        assert asker.get("reviews")["items"] == []
        asker.get(item["href"], status=404)
    assert done["status"]["state"] == "published"
    assert [stamp["stage"] for stamp in reader.get(f"records/{waiting.pk}")["review"]] == ["first", "second", "final"]


def test_what_waits_is_due_when_its_release_says_and_costs_the_same_however_much_it_is(world, waiting, assert_queries):
    """By the days of a policy, and anew after a clearing; each part of a package stands by itself."""
    reviewer, officer = world.user("reviewer"), world.user("secrecy_officer")
    asker = Asker(reviewer)
    asker.get("reviews")
    with assert_queries("api: what waits for a reviewer"):
        (plain,) = asker.get("reviews")["items"]
    ReviewPolicy.objects.create(unit=world.branch, first_days=9)
    cleared = featured(world, title="转过保密审查")
    actions.submit(cleared, world.user("drafter"))
    state = type(cleared).objects.get(pk=cleared.pk).current_workflow_task_state
    TaskState.objects.filter(pk=state.pk).update(started_at=timezone.now() - datetime.timedelta(days=30))
    state.refresh_from_db()
    referrals.decide(referrals.refer(state, reviewer, "请看"), officer, "clear", conclusion="non_classified")
    submit_package([featured(world) for _number in range(2)], world.user("drafter"), "一批")
    with assert_queries("api: what waits for a reviewer"):
        items = asker.get("reviews")["items"]
    today = timezone.localdate()
    by_policy = working_days_after(today, 9).isoformat()
    assert [item["due"] for item in items] == [working_days_after(today, 2).isoformat(), *[by_policy] * 3]
    assert items[0] == plain and len({item["task"] for item in items}) == 4
    (late,) = (item for item in items if item["title"] == "转过保密审查")
    assert late["since"].startswith(today.isoformat()) and not late["overdue"]
    sheet = asker.get(late["href"])
    assert {name: sheet[name] for name in late} == late


def test_a_stage_that_may_rejects_and_the_first_may_not(world, waiting):
    given = {"decision": "reject", "reasons": ["facts_unclear"], "opinion": "查无此事"}
    task = Asker(world.user("reviewer")).get("reviews")["items"][0]["task"]
    told = Asker(world.user("reviewer")).send("post", f"reviews/{task}/decide", given, status=422)
    assert told["errors"][0]["field"] == "decision"
    decide(type(waiting).objects.get(pk=waiting.pk).current_workflow_task_state, world.user("reviewer"), "pass")
    secretary = Asker(world.user("secretary"))
    task = secretary.get("reviews")["items"][0]["task"]
    done = secretary.send("post", f"reviews/{task}/decide", given)["status"]
    assert (done["state"], done["returned"]["decision"]) == ("rejected", "reject")


def test_what_is_wrong_with_a_decision_is_named_and_nothing_is_decided(world, waiting):
    asker = Asker(world.user("reviewer"))
    task = asker.get("reviews")["items"][0]["task"]

    def faults(**given) -> set[str]:
        found = asker.send("post", f"reviews/{task}/decide", given, status=422)["errors"]
        return {item["field"] for item in found}

    good = form(waiting, "first")
    assert faults(decision="maybe") == {"decision"}
    assert "answers.fact_happened" in faults(decision="pass")
    assert faults(**{**good, "answers": good["answers"] | {"fact_happened": {"answer": "no"}}}) == {
        "answers.fact_happened"
    }
    assert faults(decision="return", opinion="改") == {"reasons"}
    assert faults(decision="return", reasons=["typos"]) == {"opinion"}
    assert faults(decision="return", reasons=["nothing"], opinion="改") == {"reasons"}
    assert faults(decision="pass", nix=1) == {"nix"}
    assert faults() == {"decision"}
    assert faults(**{**good, "scope": "nonsense"}) == {"scope"}
    assert faults(**{**good, "found": {"x": 1}, "answers": {"fact_happened": 5}}) > {"answers.fact_happened"}
    assert not Review.objects.exists()
    returned = asker.send(
        "post", f"reviews/{task}/decide", {"decision": "return", "reasons": ["typos"], "opinion": "改错字"}
    )
    assert returned["status"]["state"] == "returned"
    assert returned["status"]["returned"]["opinion"] == "改错字"


def test_the_final_stage_narrows_and_never_widens(world):
    page = featured(world)
    actions.submit(page, world.user("drafter"))
    for role, _stage in STAGES[:2]:
        decide(type(page).objects.get(pk=page.pk).current_workflow_task_state, world.user(role), "pass")
    approver = Asker(world.user("approver"))
    (item,) = approver.get("reviews")["items"]
    offered = [choice["value"] for choice in approver.get(item["href"])["scopes"]]
    assert offered == ["members", "unit", "committee", "restricted"]
    given = form(page, "final")
    wide = approver.send("post", f"reviews/{item['task']}/decide", given | {"scope": "public"}, status=422)
    assert wide["errors"][0]["field"] == "scope"
    approver.send("post", f"reviews/{item['task']}/decide", given | {"scope": "members"})
    Asker(world.user("employee")).get(f"records/{page.pk}", status=404)
    assert Asker(world.user("member")).get(f"records/{page.pk}")["scope"] == "members"


def test_who_is_at_it_is_told_to_the_others_of_the_role(world, waiting):
    first, second = Asker(world.user("reviewer")), Asker(world.new_user("reviewer", name="郑卫东"))
    task = first.get("reviews")["items"][0]["task"]
    assert second.send("post", f"reviews/{task}/claim")["mine"] is True
    assert first.get("reviews")["items"][0]["claimed_by"] == "郑卫东"
    told = first.send("post", f"reviews/{task}/claim")
    assert (told["mine"], told["claimed_by"]) == (False, "郑卫东")


def test_nobody_decides_what_is_not_theirs(world, waiting):
    """Who does not hold the stage's role in the unit learns nothing; who holds it and may not decide learns why."""
    task = Asker(world.user("reviewer")).get("reviews")["items"][0]["task"]
    acts = [("claim", None), ("decide", form(waiting, "first"))]
    strangers = [
        world.user("reviewer", world.other), world.user("secretary"), world.user("approver"), world.user("drafter"),
        world.user("party_office"), world.user("administrator"), world.user("member"),
    ]  # fmt: skip
    for user in strangers:
        asker = Asker(user)
        missing = asker.get("reviews/999999", status=404)
        assert asker.get(f"reviews/{task}", status=404) == missing
        for act, given in acts:
            assert asker.send("post", f"reviews/{task}/{act}", given, status=404) == missing
        assert task not in [item["task"] for item in asker.get("reviews")["items"]]
    author = world.new_user("reviewer", "drafter")
    again = featured(world, by=author)
    actions.submit(again, author)
    own = type(again).objects.get(pk=again.pk).current_workflow_task_state.pk
    asker = Asker(author)
    assert own not in [item["task"] for item in asker.get("reviews")["items"]]
    told = asker.send("post", f"reviews/{own}/decide", form(again, "first"), status=403)
    assert told["detail"] == "拟稿人不能审核自己的稿件。"
    assert Asker().get(f"reviews/{task}", status=401)["status"] == 401
    assert not Review.objects.exists()


def test_the_same_person_does_not_hold_two_stages(world, waiting):
    both = Asker(world.new_user("reviewer", "secretary"))
    (item,) = both.get("reviews")["items"]
    both.send("post", f"reviews/{item['task']}/decide", form(waiting, "first"))
    assert both.get("reviews")["items"] == []
    task = type(waiting).objects.get(pk=waiting.pk).current_workflow_task_state.pk
    told = both.send("post", f"reviews/{task}/decide", form(waiting, "second"), status=403)
    assert told["detail"] == "同一人不能在两个环节审核同一稿件。"


def test_a_record_is_withdrawn_by_who_may_and_with_a_reason(world):
    page = publish(world, featured(world))
    reader, address = Asker(world.user("employee")), f"records/{page.pk}/withdraw"
    for role in ("drafter", "reviewer", "secretary", "member", "administrator"):
        Asker(world.user(role)).send("post", address, {"reason": "事实有误"}, status=404)
    office = Asker(world.user("party_office"))
    assert office.send("post", address, {"reason": " "}, status=422)["errors"][0]["field"] == "reason"
    assert reader.get(f"records/{page.pk}")["id"] == page.pk
    assert office.send("post", address, {"reason": "事实有误"})["id"] == page.pk
    reader.get(f"records/{page.pk}", status=410)
    office.send("post", address, {"reason": "事实有误"}, status=404)
