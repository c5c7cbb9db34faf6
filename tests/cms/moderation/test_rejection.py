"""不予发布: the second and the final stage end a case for good; the same content does not come again, a changed one may."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from cms.moderation import status
from cms.moderation.actions import submit
from cms.moderation.models import Release, Review
from cms.moderation.statistics import figures
from cms.testing import decide, publish, review
from cms.tree import Unit
from tests.cms.delivery.asking import Asker

WHY = {"reasons": ["facts_unclear"], "opinion": "查无此事，不宜发布"}


def revised(world, page, **changes):
    draft = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(draft, name, value)
    draft.save_revision(user=world.user("drafter"))


@pytest.mark.parametrize(("stage", "role"), [("second", "secretary"), ("final", "approver")])
def test_it_ends_the_case_and_says_why(world, draft, task, fresh, stage, role):
    page = draft()
    review(world, page, upto=1 if stage == "second" else 2)
    decide(task(page), world.user(role), "reject", **WHY)
    release = Release.objects.get(page_id=page.pk)
    assert "不予发布：事实不清" in release.void_reason and not fresh(page).workflow_in_progress
    found = status.of(fresh(page))
    assert found.state == status.REJECTED and found.headline.startswith("不予发布")
    assert found.returned.opinion == WHY["opinion"] and "returned" in {step.state for step in found.steps}
    opened, ended = localdate(release.opened_at), localdate(found.since)
    branch = figures(Unit.objects.filter(pk=world.branch.pk), opened, ended)
    assert (branch.units[0].rejected, branch.units[0].returned) == (1, 0)
    assert branch.units[0].reason_words == [("事实不清", 1)]
    assert [one.rejected for one in branch.stages if one.rejected] == [1]


def test_the_same_content_is_not_submitted_again_and_a_changed_one_is(world, draft, task, fresh):
    page = draft(summary="第一稿")
    review(world, page, upto=1)
    decide(task(page), world.user("secretary"), "reject", **WHY)
    revised(world, page)  # saved again, and says the same
    with pytest.raises(ValidationError, match="不予发布（查无此事，不宜发布）"):
        submit(fresh(page), world.user("drafter"))
    revised(world, page, summary="第二稿")
    assert status.of(fresh(page)).state == status.REJECTED
    assert publish(world, fresh(page)).live


def test_whoever_reviews_it_again_is_told_on_the_phone_and_by_the_api(world, draft, task, fresh):
    page = draft(summary="第一稿")
    review(world, page, upto=1)
    decide(task(page), world.user("secretary"), "reject", **WHY)
    revised(world, page, summary="第二稿")
    submit(fresh(page), world.user("drafter"))
    decide(task(page), world.user("reviewer"), "return", reasons=["typos"], opinion="改错字")
    revised(world, page, summary="第三稿")
    submit(fresh(page), world.user("drafter"))
    reviewer = Asker(world.user("reviewer"))
    returns = reviewer.get(f"reviews/{task(page).pk}")["returns"]
    assert [(one["decision"], one["opinion"]) for one in returns] == [("return", "改错字"), ("reject", WHY["opinion"])]
    shown = reviewer.client.get(f"/review/{page.pk}/").content.decode()
    assert "曾决定不予发布：查无此事" in shown and "曾退回：改错字" in shown


def test_a_rejected_correction_leaves_what_is_published_as_it_is(world, draft, task, fresh):
    page = publish(world, draft(summary="第一版"))
    revised(world, page, summary="第二版", correction_note="改了摘要")
    review(world, fresh(page), upto=2)
    decide(task(page), world.user("approver"), "reject", **WHY)
    assert fresh(page).live and fresh(page).summary == "第一版"
    assert status.of(fresh(page)).state == status.REJECTED and "已发布的版本照常可见" in status.of(fresh(page)).next


@pytest.mark.parametrize(
    ("upto", "role", "values", "field"),
    [
        (0, "reviewer", WHY, "decision"),
        (1, "secretary", WHY | {"reasons": []}, "reasons"),
        (1, "secretary", WHY | {"opinion": " "}, "opinion"),
        (1, "secretary", WHY | {"reasons": ["nonsense"]}, "reasons"),
    ],
)
def test_the_first_stage_rejects_nothing_and_the_others_say_why(world, draft, task, fresh, upto, role, values, field):
    page = draft()
    review(world, page, upto=upto)
    with pytest.raises(ValidationError) as refused:
        decide(task(page), world.user(role), "reject", **values)
    assert list(refused.value.message_dict) == [field]
    assert fresh(page).workflow_in_progress and not Review.objects.filter(decision="reject").exists()
