"""保密审查: while it is open nobody decides, and nothing is published that was not cleared when it was asked for."""

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from cms.access import viewer_of
from cms.delegation import delegate
from cms.delivery import documents
from cms.delivery.models import Document
from cms.moderation import referrals, secrecy, status, verify
from cms.moderation.actions import submit, take_back, waiting_for, withdraw
from cms.moderation.four_eyes import decidable
from cms.moderation.models import Referral, Release, Review, ReviewPolicy
from cms.moderation.referrals import refer
from cms.moderation.stages import STAGES
from cms.people import Membership
from cms.testing import decide, review


@pytest.fixture
def officer(world):
    return world.user("secrecy_officer")


@pytest.fixture
def referred(world, draft, task, fresh):
    """(page, its open referral), referred by the reviewer of its stage."""

    def make(stage=1, **fields):
        page = draft(**fields)
        if stage > 1:
            review(world, page, upto=stage - 1)
        else:
            submit(page, world.user("drafter"))
        who = [world.user("reviewer"), world.user("secretary"), world.user("approver")][stage - 1]
        return fresh(page), refer(task(page), who, "附件里有图纸")

    return make


def clear(referral, by, conclusion="non_classified", **words):
    return referrals.decide(referral, by, "clear", conclusion=conclusion, **words)


def pass_all(world, task, page, *roles):
    for role in roles or ("reviewer", "secretary", "approver"):
        decide(task(page), world.user(role), "pass")


def reasons():
    return {finding.reason for finding in verify.findings()}


def test_whoever_refers_decides_the_stage_once_it_is_cleared(world, referred, officer, task, fresh):
    page, referral = referred()
    clear(referral, officer)
    pass_all(world, task, page)
    release = Release.objects.get(page_id=page.pk)
    assert fresh(page).live and release.lacks() == "" and release.basis["referrals"] == 1
    assert list(verify.findings()) == []
    [passed] = [step for step in Document.objects.get(pk=page.pk).content["review"] if step["stage"] == "secrecy"]
    assert (passed["display"], passed["role"], passed["reviewer"]) == (
        "保密审查", "保密员", Referral.objects.get().officer.name,
    )  # fmt: skip
    assert not documents.differs(Document.objects.get(pk=page.pk), fresh(page))


def test_while_it_is_open_nobody_decides_and_the_author_may_take_it_back(world, referred, officer, task, fresh):
    page, referral = referred(2)
    name = secrecy.holders(referral.release)[0]
    for by in (world.user("secretary"), world.new_user("secretary")):
        for decision in ("pass", "return", "reject"):
            with pytest.raises(PermissionDenied, match=f"正在保密审查（{name}）"):
                decide(task(page), by, decision, reasons=["typos"], opinion="改")
        with pytest.raises(PermissionDenied, match="正在保密审查"):
            refer(task(page), by, "再问一次")
        assert not waiting_for(by, STAGES[1]).exists()
    found = status.of(fresh(page))
    assert found.headline == "审核中：保密审查" and f"等待{name}审查" in found.next and found.due == referral.due
    assert [(step.name, step.state) for step in found.steps[1:4]] == [
        ("一审一校", "done"), ("保密审查", "now"), ("二审二校", "ahead"),
    ]  # fmt: skip
    take_back(page, world.user("drafter"))
    with pytest.raises(PermissionDenied, match="没有正在进行的审核"):
        clear(referral, officer)
    assert not secrecy.waiting_for(officer).exists()


@pytest.mark.parametrize("stage", [1, 3])
def test_a_refusal_ends_the_case_as_a_return_and_the_next_submission_goes_to_the_officer_again(
    world, referred, officer, fresh, stage
):
    page, referral = referred(stage)
    with pytest.raises(ValidationError) as refused:
        referrals.decide(referral, officer, "refuse", opinion=" ")
    assert list(refused.value.message_dict) == ["opinion"]
    referrals.decide(referral, officer, "refuse", opinion="图纸不能上网")
    found = status.of(fresh(page))
    assert (found.state, found.headline) == (status.RETURNED, "保密审查退回修改")
    assert found.returned.reason_labels == ["涉密风险"] and found.returned.opinion == "图纸不能上网"
    assert "不予通过" in Release.objects.get(page_id=page.pk).void_reason and not fresh(page).workflow_in_progress
    assert not fresh(page).may_be_deleted
    submit(fresh(page), world.user("drafter"))
    again = secrecy.waiting_for(officer).get()
    assert again.cause == Referral.REFUSED
    assert clear(again, officer).decision == "clear"


def test_only_an_officer_of_the_committee_who_had_no_hand_in_it_answers(world, draft, task, officer, fresh):
    """Neither a superuser, nor the author, nor whoever reviewed or asked; and who answered reviews no more."""

    def also_officer(user):
        Membership.objects.create(
            person=user.person, unit=world.committee, role="secrecy_officer", since="2020-01-01"
        ).full_clean()
        return User.objects.get(pk=user.pk)

    page = draft()
    review(world, page, upto=1)
    referral = refer(task(page), world.user("secretary"), "请看")
    others = [world.user("approver"), world.user("administrator"), User.objects.create_superuser("root")]
    for by in (*others, *map(also_officer, map(world.user, ("drafter", "reviewer", "secretary")))):
        with pytest.raises(PermissionDenied):
            clear(referral, by)
        assert not secrecy.may_read(by, page)
    assert secrecy.may_read(officer, page) and not fresh(page).permissions_for_user(officer).can_edit()
    clear(referral, officer)
    Membership.objects.create(person=officer.person, unit=world.branch, role="secretary", since="2020-01-01")
    both = User.objects.get(pk=officer.pk)
    with pytest.raises(PermissionDenied, match="作过保密审查的人"):
        decide(task(page), both, "pass")
    assert not waiting_for(both, STAGES[1]).exists()
    with pytest.raises(PermissionDenied, match="您已就这份稿件"):
        refer(task(page), User.objects.get(pk=world.user("secretary").pk), "再问")


def test_whoever_is_the_officer_for_somebody_else_reads_and_answers_nothing_in_which_that_one_had_a_hand(
    world, draft, task, officer, fresh
):
    """The officer also drafts and reviews for the branch, and has delegated the office (委托)."""
    since = timezone.localdate()
    for role in ("drafter", "reviewer", "secretary"):
        Membership.objects.create(person=officer.person, unit=world.branch, role=role, since=since)
    deputy = world.new_user("member", unit=world.committee)
    held = Membership.objects.get(person=officer.person, role="secrecy_officer")
    delegate(held, deputy.person, officer, since=since, until=since)
    both, deputy = (User.objects.get(pk=one.pk) for one in (officer, deputy))
    wrote, passed, asked, free = draft(by=both), draft(), draft(), draft()
    for page in (wrote, passed, asked, free):
        submit(page, world.user("drafter"))
    decide(task(passed), both, "pass")
    refer(task(wrote), world.user("reviewer"), "请看")
    refer(task(passed), world.user("secretary"), "请看")
    refer(task(asked), both, "请看")
    refer(task(free), world.user("reviewer"), "请看")
    for page in (wrote, passed, asked, free):
        referral = Referral.objects.get(release__page_id=page.pk)
        refused = [bool(referrals.refusal(user, fresh(page), referral)) for user in (both, deputy)]
        assert refused == [page is not free] * 2
        assert [not secrecy.may_read(user, page) for user in (both, deputy)] == refused
    with pytest.raises(PermissionDenied, match="委托人"):
        clear(Referral.objects.get(release__page_id=passed.pk), deputy)
    cleared = clear(Referral.objects.get(release__page_id=free.pk), deputy)
    assert (
        cleared.on_behalf_of == officer.person and cleared.who == f"{deputy.person.name}（受{officer.person.name}委托）"
    )
    with pytest.raises(PermissionDenied, match="作过保密审查的人"):
        decide(task(free), both, "pass")
    assert free.pk not in {one.page_id for one in decidable(viewer_of(both), STAGES[0])}
    pass_all(world, task, free)
    assert fresh(free).live


def test_what_the_drafter_left_undetermined_is_settled_by_the_officer_before_anybody_reviews(
    world, draft, officer, task, fresh
):
    page = draft(confidentiality="undetermined")
    submit(page, world.user("drafter"))
    referral = Referral.objects.get()
    assert (referral.cause, referral.opened_by) == (Referral.UNDETERMINED, None)
    for conclusion in ("", "undetermined", "secret"):
        with pytest.raises(ValidationError) as refused:
            clear(referral, officer, conclusion)
        assert list(refused.value.message_dict) == ["conclusion"]
    clear(referral, officer, "internal")
    assert fresh(page).get_latest_revision_as_object().confidentiality == "internal"
    pass_all(world, task, page)
    assert fresh(page).live and fresh(page).confidentiality == "internal"
    assert list(verify.findings()) == []


def test_the_officer_makes_it_less_open_after_two_passes_and_a_narrower_scope_carries_the_clearance_over(
    world, referred, officer, task, fresh
):
    page, referral = referred(3, disclosure_scope="employees")
    clear(referral, officer, "internal")
    decide(task(page), world.user("approver"), "pass", scope="unit")
    page, release = fresh(page), Release.objects.get(page_id=page.pk)
    assert (page.live, page.confidentiality, page.scope) == (True, "internal", "unit") and release.lacks() == ""
    assert {one.content_hash for one in (*release.reviews.all(), *release.referrals.all())} == {release.content_hash}
    # what the officer changed makes nobody its author
    withdraw(page, world.user("party_office"), "试验")
    draft = fresh(page).get_latest_revision_as_object()
    draft.correction_note = "更正"
    draft.save_revision(user=world.user("drafter"))
    submit(fresh(page), world.user("drafter"))
    with pytest.raises(ValidationError, match="不能改为可公开"):
        clear(refer(task(page), world.user("reviewer"), "再看"), officer, "non_classified")


def test_a_text_changed_after_the_submission_cannot_be_cleared(world, referred, officer, fresh):
    page, referral = referred()
    draft = fresh(page).get_latest_revision_as_object()
    draft.summary = "又改了"
    draft.save_revision(user=world.user("drafter"))
    with pytest.raises(PermissionDenied, match="内容有变动"):
        clear(referral, officer)


def test_a_reason_is_required_to_refer(world, draft, task):
    page = draft()
    submit(page, world.user("drafter"))
    for reason in ("", "  ", "长" * 501, None):
        with pytest.raises(ValidationError) as refused:
            refer(task(page), world.user("reviewer"), reason)
        assert list(refused.value.message_dict) == ["reason"]
    assert not Referral.objects.exists() and Release.objects.get(page_id=page.pk).basis == {}


def test_what_a_release_needs_is_what_was_asked_for_and_not_what_the_policy_says_today(
    world, draft, officer, task, fresh
):
    policy = ReviewPolicy.objects.create(unit=world.branch, secrecy=True)
    page, free = draft(), draft(world.other)
    submit(page, world.user("drafter"))
    submit(free, world.user("drafter", world.other))
    policy.delete()
    ReviewPolicy.objects.create(unit=world.other, secrecy=True)
    with pytest.raises(PermissionDenied, match="正在保密审查"):
        decide(task(page), world.user("reviewer"), "pass")
    decide(task(free), world.user("reviewer", world.other), "pass")
    clear(Referral.objects.get(), officer)
    pass_all(world, task, page)
    assert fresh(page).live


@pytest.mark.parametrize(
    ("tamper", "reason"),
    [
        (lambda found: found.delete(), "缺少针对当前内容的保密审查。"),
        (lambda found: found.update(decision="refuse"), "保密审查不予通过。"),
        (lambda found: found.update(content_hash="1:00"), "缺少针对当前内容的保密审查。"),
        (lambda found: found.update(decision="", officer=None, decided_at=None), "保密审查尚未完成。"),
        (lambda found: found.update(officer=Review.objects.first().reviewer_id), "保密审查不能由审核人自己作出。"),
        (
            lambda found: found.update(officer=Release.objects.latest("pk").submitted_by.person),
            "拟稿人或报送人审核（或保密审查）了自己的稿件",
        ),
    ],
)
def test_a_tampered_referral_is_found_by_verify(world, referred, officer, task, tamper, reason):
    page, referral = referred()
    clear(referral, officer)
    pass_all(world, task, page)
    assert reasons() == set()
    tamper(Referral.objects.filter(pk=referral.pk))
    assert reason in reasons()


def test_a_release_is_not_published_when_its_referral_vanished_before_the_last_decision(world, referred, officer, task):
    page, referral = referred()
    clear(referral, officer)
    pass_all(world, task, page, "reviewer", "secretary")
    Referral.objects.all().delete()
    with pytest.raises(PermissionDenied, match="缺少针对当前内容的保密审查"):
        decide(task(page), world.user("approver"), "pass")
    assert Review.objects.count() == 2
