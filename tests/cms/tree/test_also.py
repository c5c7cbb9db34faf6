"""一次录入、多处引用: one record that is at the same time what other modules ask for."""

import pytest
from django.core.exceptions import ValidationError

from cms.access import viewer_of
from cms.delivery import reading
from cms.delivery.models import Document, DocumentLink
from cms.moderation.content import content_hash
from cms.testing import publish, without_plugin
from cms.tree import SectionState, also
from cms.tree.actions import open_section, set_section_state
from tests.cms.samples import featured, meeting

LESSON = "three_meetings_one_lesson:meeting_type=lesson"
MEMBERS = "three_meetings_one_lesson:meeting_type=members"


def test_a_module_whose_cadence_tells_its_records_apart_has_a_target_for_each_kind():
    labels = {target: label for _module, target, label in also.targets("branch")}
    assert labels[LESSON] == "三会一课 · 党课"
    assert labels[MEMBERS] == "三会一课 · 党员大会"
    assert labels["theme_party_day"] == "主题党日"
    assert "three_meetings_one_lesson" not in labels


def test_only_what_units_of_the_kind_have_is_a_target():
    branch = {target for _module, target, _label in also.targets("branch")}
    committee = {target for _module, target, _label in also.targets("committee")}
    assert "information_bulletin" in committee - branch
    assert "theme_party_day" in branch - committee


def test_a_published_record_is_shown_by_the_modules_that_it_also_counts_as_and_is_one_record(world):
    open_section(world.branch, "three_meetings_one_lesson")
    page = publish(world, featured(world, also_counts=[LESSON, MEMBERS]))
    reader = viewer_of(world.user("employee", world.other))
    found = reading.records(reader, unit=world.branch, also_counts="three_meetings_one_lesson")
    assert [one.pk for one in found.items] == [page.pk]
    assert reading.records(reader, unit=world.branch, module="three_meetings_one_lesson").items == []
    assert reading.records(reader, unit=world.other, also_counts="three_meetings_one_lesson").items == []
    content = Document.objects.get(pk=page.pk).content["also_counts"]
    assert [link["display"] for link in content] == ["三会一课 · 党课", "三会一课 · 党员大会"]


def test_a_new_version_that_says_otherwise_counts_otherwise(world):
    open_section(world.branch, "three_meetings_one_lesson")
    page = publish(world, featured(world, also_counts=[LESSON]))
    page.also_counts = [MEMBERS]
    page.save_revision(user=world.user("drafter"))
    publish(world, page)
    assert list(DocumentLink.objects.values_list("document_id", "target")) == [(page.pk, MEMBERS)]


def test_a_meeting_also_counts_as_another_kind_of_its_own_module(world):
    page = publish(world, meeting(world, also_counts=[LESSON]))
    reader = viewer_of(world.user("employee"))
    # once in its own section, and not a second time beside it
    assert len(reading.records(reader, module="three_meetings_one_lesson").items) == 1
    assert reading.records(reader, also_counts="three_meetings_one_lesson").items == []
    assert DocumentLink.objects.get().document_id == page.pk


@pytest.mark.parametrize("target", [MEMBERS, "no_such_module", "information_bulletin", "theme_party_day"])
def test_what_it_is_anyway_and_what_the_unit_does_not_have_is_refused(world, target):
    page = meeting(world, also_counts=[target])
    with pytest.raises(ValidationError) as error:
        page.check_submission()
    assert list(error.value.message_dict) == ["also_counts"]


def test_a_closed_section_takes_no_links(world):
    section = open_section(world.branch, "three_meetings_one_lesson")
    page = featured(world, also_counts=[LESSON])
    page.check_submission()
    set_section_state(section, SectionState.CLOSED)
    with pytest.raises(ValidationError, match="没有开设"):
        type(page).objects.get(pk=page.pk).check_submission()


def test_what_it_counts_as_is_reviewed_content(world):
    page = featured(world)
    before = content_hash(page)
    page.also_counts = [LESSON]
    assert content_hash(page) != before


def test_a_draft_keeps_what_a_module_that_is_off_would_count(world):
    page = featured(world, also_counts=["theme_party_day"])
    with without_plugin("theme_party_day"):
        page.full_clean()
        assert page.also_counts == ["theme_party_day"]
