"""成批报送: submitted, read and decided as one sheet; each part keeps its own hash and release, and is returned alone."""

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from cms.delegation import delegate
from cms.delivery.models import Document
from cms.moderation import verify
from cms.moderation.actions import submit
from cms.moderation.content import content_hash
from cms.moderation.models import MachineFinding, Package, Release, Review
from cms.moderation.packages import (
    MOST_PARTS,
    PartsRefused,
    decide_parts,
    may_see,
    submit_package,
    take_back_rest,
    waiting_parts,
)
from cms.moderation.stages import BY_SLUG, STAGES
from cms.people import Membership
from cms.testing import answers_for, publish
from tests.cms.samples import featured, without_source

TYPO = {"reasons": ["typos"], "opinion": "第二段有错字。"}


@pytest.fixture
def parts(world):
    return [featured(world) for _number in range(3)]


@pytest.fixture
def package(world, parts):
    return submit_package(parts, world.user("drafter"), "十一月目标数据")


@pytest.fixture
def by(world):
    """Who holds each stage."""
    return {"first": world.user("reviewer"), "second": world.user("secretary"), "final": world.user("approver")}


def ids(pages) -> list[int]:
    return [page.pk for page in pages]


def decided(package, by, stage, pages, **values):
    """Everything that machine checks found is dismissed, and the review form answered 是."""
    answers, found = answers_for(package.releases.filter(page_id__in=ids(pages)), stage)
    return decide_parts(package, by[stage], stage, ids(pages), answers=answers, found=found, **values)


def test_three_people_pass_a_package_and_every_part_has_a_release_of_its_own(world, parts, package, by):
    for stage in STAGES:
        decided(package, by, stage.slug, parts)
    releases = Release.objects.filter(package=package)
    assert {release.page_id: release.content_hash for release in releases} == {
        page.pk: content_hash(type(page).objects.get(pk=page.pk)) for page in parts
    }
    assert all(release.spent_at and release.lacks() == "" for release in releases)
    assert Document.objects.filter(pk__in=ids(parts)).count() == 3
    assert list(verify.findings()) == []


def test_a_part_is_returned_alone_and_the_others_go_on(world, parts, package, by, fresh):
    decided(package, by, "first", parts, returned={parts[1].pk: TYPO})
    returned = Review.objects.get(release__page_id=parts[1].pk)
    assert (returned.decision, returned.reasons, returned.opinion) == ("return", ["typos"], "第二段有错字。")
    assert not fresh(parts[1]).workflow_in_progress
    decided(package, by, "second", [parts[0], parts[2]])
    decided(package, by, "final", [parts[0], parts[2]])
    assert set(Document.objects.filter(kind="record").values_list("pk", flat=True)) == {parts[0].pk, parts[2].pk}
    # put right, it may be submitted alone or with others
    draft = parts[1].get_latest_revision_as_object()
    draft.summary = "改好了"
    draft.save_revision(user=world.user("drafter"))
    again = submit_package([fresh(parts[1]), featured(world)], world.user("drafter"), "补报")
    assert again.releases.count() == 2


def test_what_is_wrong_with_one_part_is_said_and_then_none_is_submitted(world, parts):
    bad = featured(world)
    without_source(world, bad)
    with pytest.raises(PartsRefused) as refused:
        submit_package([*parts, bad], world.user("drafter"), "名册")
    assert set(refused.value.parts) == {bad.pk} and refused.value.parts[bad.pk]
    assert all(bad.title in line for line in refused.value.messages)
    assert Package.objects.count() == Release.objects.exclude(kind="founding").count() == 0


@pytest.mark.parametrize(
    ("count", "title", "named"),
    [(1, "名册", "parts"), (0, "名册", "parts"), (2, "  ", "title"), (2, "长" * 101, "title")],
)
def test_a_package_has_a_name_and_at_least_two_parts(world, parts, count, title, named):
    with pytest.raises(ValidationError) as refused:
        submit_package(parts[:count], world.user("drafter"), title)
    assert named in refused.value.message_dict
    assert MOST_PARTS >= 100


def test_parts_belong_to_one_unit_whose_information_officer_submits_them(world, parts):
    with pytest.raises(ValidationError):
        submit_package([*parts, featured(world, world.other)], world.user("drafter"), "两个支部")
    for somebody in (world.user("drafter", world.other), world.user("reviewer"), world.user("approver")):
        with pytest.raises(PermissionDenied):
            submit_package(parts, somebody, "名册")
    assert not Package.objects.exists()


def test_nobody_decides_what_they_wrote_nor_two_stages_of_a_part(world, parts, package, by):
    draft = parts[2].get_latest_revision_as_object()
    writer = world.new_user("drafter", "reviewer")
    take_back_rest(package, world.user("drafter"))
    draft.summary = "另一人改过"
    draft.save_revision(user=writer)
    package = submit_package(parts, world.user("drafter"), "名册")
    assert {int(state.workflow_state.object_id) for state in waiting_parts(package, writer, BY_SLUG["first"])} == set(
        ids(parts[:2])
    )
    with pytest.raises(PermissionDenied):
        decided(package, {"first": writer}, "first", parts)
    assert not Review.objects.exists()
    decided(package, {"first": writer}, "first", parts[:2])
    both = world.new_user("secretary")
    decided(package, by, "first", parts[2:])
    with pytest.raises(PermissionDenied):
        decided(package, {"second": by["first"]}, "second", parts)
    decided(package, {"second": both}, "second", parts)


def test_a_delegate_decides_the_rest_of_a_sheet_of_which_one_part_is_barred_to_whom_they_act_for(
    world, parts, package, by
):
    """The secretary, who passed one part as reviewer as well, is away: the deputy is not to pass that one for them."""
    today = timezone.localdate()
    held = Membership.objects.get(person__user=by["second"])
    Membership.objects.create(person=held.person, unit=world.branch, role="reviewer", since=held.since)
    decided(package, {"first": User.objects.get(pk=by["second"].pk)}, "first", parts[:1])
    decided(package, by, "first", parts[1:])
    deputy = world.new_user("member")
    delegate(held, deputy.person, by["second"], since=today, until=today)
    deputy = User.objects.get(pk=deputy.pk)
    waiting = [int(state.workflow_state.object_id) for state in waiting_parts(package, deputy, BY_SLUG["second"])]
    assert sorted(waiting) == ids(parts[1:])
    decided(package, {"second": deputy}, "second", parts[1:])
    assert set(Review.objects.filter(stage="second").values_list("on_behalf_of", flat=True)) == {held.person_id}


def test_a_part_that_somebody_decided_meanwhile_stops_the_whole_decision(world, parts, package, by):
    answers, found = answers_for(package.releases.filter(page_id=parts[2].pk), "first")
    decide_parts(package, world.new_user("reviewer"), "first", [parts[2].pk], answers=answers, found=found)
    with pytest.raises(PermissionDenied, match=parts[2].title):
        decided(package, by, "first", parts)
    assert Review.objects.count() == 1


def test_the_review_form_is_answered_once_and_kept_with_each_part_and_what_is_wrong_with_it_said_once(
    world, parts, package, by
):
    with pytest.raises(ValidationError) as refused:
        decide_parts(package, by["first"], "first", ids(parts), answers={})
    assert "fact_happened" in refused.value.message_dict
    decided(package, by, "first", parts)
    kept = [review.answers for review in Review.objects.all()]
    assert len(kept) == 3 and kept[0] and kept[0] == kept[1] == kept[2]


def test_a_finding_in_one_part_must_be_answered_before_any_passes(world, parts, package, by):
    release = package.releases.get(page_id=parts[1].pk)
    finding = MachineFinding.objects.create(release=release, check_slug="late_entry", axis="truth", message="晚了九天")
    answers, found = answers_for(package.releases.all(), "first")
    del found[finding.pk]
    with pytest.raises(PartsRefused) as refused:
        decide_parts(package, by["first"], "first", ids(parts), answers=answers, found=found)
    assert set(refused.value.parts) == {parts[1].pk} and not Review.objects.exists()
    # returned, it need not be
    decide_parts(package, by["first"], "first", ids(parts), answers=answers, found=found, returned={parts[1].pk: TYPO})
    assert Review.objects.count() == 3


@pytest.mark.parametrize(
    "bad",
    [{"reasons": [], "opinion": "改"}, {"reasons": ["typos"], "opinion": ""}, {"reasons": ["no"], "opinion": "改"}],
)
def test_a_return_without_its_reason_or_opinion_is_refused_with_the_part_named(world, parts, package, by, bad):
    with pytest.raises(PartsRefused) as refused:
        decided(package, by, "first", parts, returned={parts[0].pk: bad})
    assert set(refused.value.parts) == {parts[0].pk} and not Review.objects.exists()


def test_only_parts_of_the_package_are_decided_with_it(world, parts, package, by):
    stranger = featured(world)
    submit(stranger, world.user("drafter"))
    with pytest.raises(PermissionDenied):
        decided(package, by, "first", [*parts, stranger])
    with pytest.raises(ValidationError):
        decided(package, by, "first", parts, returned={stranger.pk: TYPO})
    assert not Review.objects.exists()


def test_the_rest_is_taken_back_at_once(world, parts, package, by, fresh):
    decided(package, by, "first", parts, returned={parts[0].pk: TYPO})
    with pytest.raises(PermissionDenied):
        take_back_rest(package, world.user("drafter", world.other))
    assert take_back_rest(package, world.user("drafter")) == 2
    assert not any(fresh(page).workflow_in_progress for page in parts)
    with pytest.raises(PermissionDenied):
        take_back_rest(package, world.user("drafter"))


def test_only_those_who_write_or_review_for_the_unit_know_of_it(world, package, by):
    assert all(may_see(package, user) for user in [world.user("drafter"), *by.values()])
    outside = [world.user(role, world.other) for role in ("drafter", "reviewer", "secretary")]
    outside += [world.user("party_office"), world.user("employee"), world.user("auditor"), world.user("administrator")]
    assert not any(may_see(package, user) for user in outside)


def test_an_earlier_published_part_needs_its_correction_note_in_a_package_too(world, parts):
    page = publish(world, parts[0])
    draft = page.get_latest_revision_as_object()
    draft.summary = "数字改了"
    draft.save_revision(user=world.user("drafter"))
    with pytest.raises(PartsRefused) as refused:
        submit_package([type(page).objects.get(pk=page.pk), parts[1]], world.user("drafter"), "更正")
    assert any("更正说明" in line for line in refused.value.parts[page.pk])
