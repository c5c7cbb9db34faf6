"""What stands beside the objectives: catchball by the right roles, targets whose original is kept, evidence, the whole set."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from wagtail.models import PageLogEntry

from cms.access import viewer_of
from cms.delivery.models import Document
from cms.moderation.actions import submit
from cms.moderation.models import Package
from cms.moderation.packages import PartsRefused
from cms.testing import publish, review
from modules.policy_objectives.catchball import TALK, standing, steps_of, take
from modules.policy_objectives.evidence import LINK, UNLINK, link, linked, unlink
from modules.policy_objectives.models import ObjectiveRecord, TargetVersion
from modules.policy_objectives.sets import submit_set
from modules.policy_objectives.targets import changes
from tests.cms.samples import featured
from tests.modules.policy_objectives.goals import YEAR, actuals, corrected, drafted, published

pytestmark = pytest.mark.django_db


# 目标协商 --------------------------------------------------------------------------------------------------------------


def test_each_step_is_taken_by_the_side_whose_turn_it_is(world):
    page = published(world)
    office, secretary = world.user("party_office"), world.user("secretary")

    def refused(step, by):
        with pytest.raises(PermissionDenied):
            take(page, step, by, "意见")

    for step in ("countered", "agreed", "revised"):
        refused(step, secretary)
        refused(step, office)
    refused("proposed", secretary)
    for stranger in (world.user("secretary", world.other), world.user("reviewer"), world.user("administrator")):
        refused("proposed", stranger)
    take(page, "proposed", office, "建议必达92", Decimal(92), Decimal(96))
    take(page, "countered", secretary, "设备检修，必达先定90")
    take(page, "agreed", office, "同意")
    refused("agreed", office)  # one side agrees once
    refused("revised", office)  # the other has not agreed yet
    take(page, "agreed", secretary, "支部承诺")
    refused("countered", secretary)
    refused("proposed", office)
    take(page, "revised", office, "检修推迟，下调")
    steps = steps_of([page.pk])[page.pk]
    assert [(one.step, one.side, one.role, one.words[:2]) for one in steps[:2]] == [
        ("proposed", "committee", "party_office", "建议"), ("countered", "branch", "secretary", "设备"),
    ]  # fmt: skip
    assert (standing(steps).step, standing(steps).agreed) == ("revised", frozenset())
    assert standing(steps[:3]).words == "党委已确认，等待另一方确认"
    assert PageLogEntry.objects.filter(page=page, action=TALK).count() == 5


def test_a_step_needs_words_and_a_published_objective_and_a_committee_has_nobody_to_talk_to(world):
    page, office = published(world), world.user("party_office")
    with pytest.raises(ValidationError) as error:
        take(page, "proposed", office, "  ")
    assert "words" in error.value.message_dict
    with pytest.raises(ValidationError, match="没有发布"):
        take(drafted(world), "proposed", office, "意见")
    own = published(world, world.committee)
    with pytest.raises(PermissionDenied):
        take(own, "proposed", office, "意见")


def test_the_steps_are_offered_on_the_record_and_shown_with_their_words(world, client):
    page = published(world)
    path = Document.objects.get(pk=page.pk).path
    client.force_login(world.user("secretary"))
    assert "反馈意见" not in client.get(path).content.decode()
    client.force_login(world.user("party_office"))
    assert "提出目标" in client.get(path).content.decode()
    answer = client.post(reverse("portal:act", args=[page.pk, "propose"]), {"words": "建议必达九十二", "must": "92"})
    assert answer.status_code == 302
    client.force_login(world.user("employee", world.other))
    text = client.get(reverse("policy_objectives:objective", args=[world.branch.code, page.pk])).content.decode()
    assert "建议必达九十二" in text
    assert "记录中写的是“双方确认”" in text  # while the steps have come to 上级提出 only


# 目标值 ----------------------------------------------------------------------------------------------------------------


def test_a_changed_target_needs_a_reason_of_its_own_and_is_a_revision(world):
    page = published(world)
    corrected(world, page, must_target=Decimal(88), monthly_must=["88"] * 12)
    with pytest.raises(ValidationError) as refused:
        submit(page, world.user("drafter"))
    assert set(refused.value.message_dict) == {"correction_note", "catchball_state"}
    assert "必达目标 90 → 88" in refused.value.message_dict["correction_note"][0]
    # near-miss: figures that are the same, and actuals, which are no target
    corrected(world, page, must_target=Decimal("90.0000"), monthly_must=["90.0"] * 12, monthly_actual=actuals(91))
    submit(page, world.user("drafter"))


def test_the_original_is_kept_whatever_the_author_says(world):
    page = published(world)
    revised = {"catchball_state": "revised", "summary": "修订。"}
    review(world, corrected(world, page, must_target=Decimal(88), correction_note="检修推迟", **revised))
    page = ObjectiveRecord.objects.get(pk=page.pk)
    with pytest.raises(ValidationError, match="更正说明"):  # the reason of last time is none for this one
        submit_after = corrected(world, page, must_target=Decimal(85))
        submit(submit_after, world.user("drafter"))
    review(world, corrected(world, page, must_target=Decimal(85), correction_note="再次调整"))
    found = changes(ObjectiveRecord, [page.pk])[page.pk]
    assert [(one.name, one.before, one.after, one.reason) for one in found] == [
        ("must_target", "88", "85", "再次调整"), ("must_target", "90", "88", "检修推迟"),
    ]  # fmt: skip
    assert TargetVersion.objects.filter(objective_id=page.pk).first().values["must_target"] == "90"


def test_what_was_published_before_versions_were_kept_is_the_original(world):
    page = published(world)
    TargetVersion.objects.all().delete()
    draft = corrected(
        world, page, weight=Decimal(25), correction_note="调整权重", catchball_state="revised", summary="调整"
    )
    review(world, draft)
    assert [(one.before, one.after) for one in changes(ObjectiveRecord, [page.pk])[page.pk]] == [("20", "25")]


# 佐证 -----------------------------------------------------------------------------------------------------------------


def test_published_records_of_the_unit_are_linked_by_its_drafters_and_shown_to_who_may_see_them(world, client):
    page, drafter = published(world), world.user("drafter")
    open_one = publish(world, featured(world, title="人人可读"))
    closed_one = publish(world, featured(world, title="支部可读", disclosure_scope="unit"))
    foreign = publish(world, featured(world, world.other))
    unpublished = featured(world)
    for record in (foreign, unpublished):
        with pytest.raises(ValidationError, match=str(record.pk)):
            link(page, 3, [open_one.pk, record.pk], drafter)
    with pytest.raises(PermissionDenied):
        link(page, 3, [open_one.pk], world.user("secretary"))
    assert link(page, 3, [open_one.pk, closed_one.pk], drafter) == 2
    assert link(page, 3, [open_one.pk], drafter) == 0
    seen = linked(viewer_of(world.user("employee", world.other)), [page.pk])[page.pk][3]
    assert ([document.title for document in seen.shown], seen.hidden) == (["人人可读"], 1)
    client.force_login(world.user("employee", world.other))
    month = reverse("policy_objectives:month", args=[world.branch.code, page.pk, 3])
    text = client.get(month).content.decode()
    assert "人人可读" in text
    assert "支部可读" not in text
    assert "另有1条您无权查看" in text
    # and from the record's side
    record_page = client.get(Document.objects.get(pk=open_one.pk).path).content.decode()
    assert "推动的方针目标" in record_page
    assert page.title in record_page
    unlink(page, 3, open_one.pk, drafter)
    assert "推动的方针目标" not in client.get(Document.objects.get(pk=open_one.pk).path).content.decode()
    actions = PageLogEntry.objects.filter(page=page, action__in=[LINK, UNLINK]).values_list("action", flat=True)
    assert sorted(actions) == [LINK, UNLINK]


def test_the_months_page_links_and_takes_away(world, client):
    page, record = published(world), publish(world, featured(world, title="攻关纪实", occurred_on=f"{YEAR}-03-05"))
    address = reverse("policy_objectives:month", args=[world.branch.code, page.pk, 3])
    client.force_login(world.user("drafter"))
    assert "攻关纪实" in client.get(address).content.decode()
    client.post(address, {"do": "link", "record": [record.pk]})
    assert "取消关联" in client.get(address).content.decode()
    client.post(address, {"do": "unlink", "record": record.pk})
    assert "取消关联" not in client.get(address).content.decode()
    client.force_login(world.user("secretary"))
    assert client.post(address, {"do": "link", "record": [record.pk]}).status_code == 404


# 整套报送 --------------------------------------------------------------------------------------------------------------


def test_a_set_is_submitted_as_a_whole_at_a_hundred_percent(world, client):
    drafter = world.user("drafter")
    drafts = [drafted(world, weight=Decimal(60)), drafted(world, weight=Decimal(30))]
    with pytest.raises(ValidationError, match="90"):
        submit_set(world.branch, YEAR, drafter)
    with pytest.raises(PermissionDenied):
        submit_set(world.branch, YEAR, world.user("secretary"))
    drafts.append(drafted(world, weight=Decimal(10)))
    client.force_login(drafter)
    address = f"{reverse('policy_objectives:set', args=[world.branch.code])}?year={YEAR}"
    assert "100.0 %" in client.get(address).content.decode()
    assert client.post(address).status_code == 302
    assert set(Package.objects.get().releases.values_list("page_id", flat=True)) == {page.pk for page in drafts}


def test_weights_are_shifted_between_published_objectives_in_one_package(world):
    pages = [published(world, weight=Decimal(60)), published(world, weight=Decimal(40))]
    said = {"correction_note": "调整权重", "catchball_state": "revised", "summary": "调整权重"}
    corrected(world, pages[0], weight=Decimal(50), **said)
    corrected(world, pages[1], weight=Decimal(50))
    with pytest.raises(PartsRefused, match="权重"):  # the second says nothing of why
        submit_set(world.branch, YEAR, world.user("drafter"))
    assert not Package.objects.exists()
    corrected(world, pages[1], weight=Decimal(50), **said)
    submit_set(world.branch, YEAR, world.user("drafter"))
    assert Package.objects.get().releases.count() == 2
