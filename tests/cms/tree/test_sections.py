"""Opening sections, their dated states, and what a closed one still does."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from cms.access import viewer_of
from cms.delivery import reading
from cms.moderation.actions import submit
from cms.testing import publish
from cms.tree import Section, SectionState
from cms.tree.actions import close_section, open_section, set_section_state
from modules.featured_work.models import FeaturedRecord
from tests.cms.samples import featured

TODAY = timezone.localdate


def days(number: int) -> datetime.date:
    return TODAY() + datetime.timedelta(days=number)


def test_an_opened_section_counts_from_today_has_the_module_s_name_and_a_log_entry(world):
    office = world.user("party_office")
    section = open_section(world.branch, "three_meetings_one_lesson", by=office)
    assert (section.title, section.slug, section.live) == ("三会一课", "three-meetings-one-lesson", True)
    assert section.state_on() == "counted"
    assert section.state_on(days(-1)) == "closed"
    assert section.states.get().decided_by == office
    actions = set(PageLogEntry.objects.filter(page=section).values_list("action", "user"))
    assert actions >= {("cms.section.open", office.pk), ("cms.section.state", office.pk)}


def test_a_section_opens_on_a_day_to_come(world):
    section = open_section(world.branch, "featured_work", since=days(7))
    assert not section.takes_records
    assert (section.state_on(days(6)), section.state_on(days(7))) == ("closed", "counted")


def test_a_first_opening_may_lie_in_the_past(world):
    section = open_section(world.branch, "featured_work", since=days(-100))
    assert section.state_on(days(-100)) == "counted"
    assert section.state_on(days(-101)) == "closed"


def test_opening_twice_is_opening_once(world):
    first = open_section(world.branch, "featured_work", since=days(-10))
    again = open_section(world.branch, "featured_work")
    assert (first.pk, SectionState.objects.count()) == (again.pk, 1)


def test_a_trial_becomes_counted_from_its_day_on_and_earlier_days_stay_trial(world):
    section = open_section(world.branch, "featured_work", state="trial", since=days(-30))
    set_section_state(section, "counted", since=days(3))
    assert [section.state_on(days(number)) for number in (-31, -30, 0, 2, 3)] == [
        "closed", "trial", "trial", "trial", "counted",
    ]  # fmt: skip


def test_of_two_changes_on_one_day_the_later_holds(world):
    section = open_section(world.branch, "featured_work")
    set_section_state(section, "trial")
    set_section_state(section, "closed")
    assert section.state_on() == "closed"


def test_a_change_before_a_planned_one_lets_the_planned_one_stand(world):
    section = open_section(world.branch, "featured_work", state="trial", since=days(-5))
    set_section_state(section, "counted", since=days(10))
    set_section_state(section, "closed", since=days(1))
    assert [section.state_on(days(number)) for number in (0, 1, 9, 10)] == ["trial", "closed", "closed", "counted"]


def test_no_change_is_retroactive(world):
    section = open_section(world.branch, "featured_work", since=days(-30))
    for change in (
        lambda: set_section_state(section, "closed", since=days(-1)),
        lambda: close_section(section, since=days(-1)),
        lambda: open_section(world.branch, "featured_work", state="trial", since=days(-1)),
    ):
        with pytest.raises(ValidationError, match="不能追溯") as refused:
            change()
        assert set(refused.value.message_dict) == {"since"}
    assert section.state_on(days(-1)) == "counted"


def test_reopening_takes_up_the_same_section(world):
    section = open_section(world.branch, "featured_work", since=days(-30))
    close_section(section)
    assert not Section.objects.get(pk=section.pk).takes_records
    again = open_section(world.branch, "featured_work")
    assert again.pk == section.pk
    assert again.takes_records
    assert again.state_on(days(-1)) == "counted"


def test_opening_a_section_that_was_counted_then_is_not_mistaken_for_what_it_is_now(world):
    section = open_section(world.branch, "featured_work", since=days(-30))
    close_section(section)
    with pytest.raises(ValidationError, match="不能追溯"):
        open_section(world.branch, "featured_work", since=days(-10))
    assert section.state_on() == "closed"


@pytest.mark.parametrize(
    ("unit", "module", "state", "field", "reason"),
    [
        ("branch", "nothing", "counted", "module", "没有安装"),
        ("branch", "search", "counted", "module", "没有安装"),
        ("committee", "three_meetings_one_lesson", "counted", "module", "不设在党委"),
        ("branch", "work_guide", "counted", "module", "不设在党支部"),
        ("branch", "featured_work", "paused", "state", "可用：trial、counted、closed"),
    ],
)
def test_wrong_values_are_refused_by_field_and_nothing_is_opened(world, unit, module, state, field, reason):
    with pytest.raises(ValidationError, match=reason) as refused:
        open_section(getattr(world, unit), module, state=state)
    assert set(refused.value.message_dict) == {field}
    assert not Section.objects.exists()
    assert Page.objects.get(pk=getattr(world, unit).pk).numchild == (2 if unit == "committee" else 0)


def test_a_unit_has_a_module_once(world):
    section = open_section(world.branch, "featured_work")
    with pytest.raises(ValidationError, match="已有"):
        world.branch.add_child(instance=Section(title="再来一个", module="featured_work", slug="again", live=True))
    assert Section.objects.child_of(world.branch).get().pk == section.pk


# What a closed section does -------------------------------------------------------------------------------------------


def test_a_closed_section_takes_no_records_and_keeps_showing_those_it_has(world):
    record = publish(world, featured(world))
    left = featured(world, title="关闭前的草稿")
    section = record.owning_section
    close_section(section)

    employee = viewer_of(world.new_user("employee", unit=world.other))
    assert reading.record(employee, record.pk).title == record.title
    assert section.pk in reading.sections(employee, world.branch).values_list("pk", flat=True)
    drafter = world.user("drafter")
    assert not Section.objects.get(pk=section.pk).permissions_for_user(drafter).can_add_subpage()
    assert not FeaturedRecord.can_create_at(Section.objects.get(pk=section.pk))
    with pytest.raises(ValidationError, match="已关闭"):
        submit(type(left).objects.get(pk=left.pk), drafter)


# Nothing of the tree is deleted ---------------------------------------------------------------------------------------


@pytest.fixture
def admin(world, client):
    """The admin, signed in as a superuser who also drafts for the branch: nobody could be allowed more."""
    user = world.new_user("drafter", is_superuser=True, is_staff=True)
    client.force_login(user)
    return client


def everything(world):
    published = publish(world, featured(world, title="已发布"))
    return {
        "record": published,
        "section": published.owning_section,
        "unit": world.branch,
        "committee": world.committee,
    }


@pytest.mark.parametrize("name", ["record", "section", "unit", "committee"])
def test_what_was_published_is_not_deleted_nor_what_holds_it(world, admin, name):
    page = everything(world)[name]
    total = Page.objects.count()
    for delete in (
        lambda: type(page).objects.get(pk=page.pk).delete(),
        lambda: page.delete(user=world.new_user(is_superuser=True)),
    ):
        with pytest.raises(PermissionDenied) as refused:
            delete()
        assert page.title in str(refused.value)
    for address in (f"/admin/pages/{page.pk}/delete/", f"/admin/bulk/wagtailcore/page/delete/?id={page.pk}"):
        admin.post(address, {"confirm": page.title})
    assert Page.objects.count() == total
    assert Page.objects.get(pk=page.pk).live


@pytest.mark.parametrize("name", ["section", "unit", "committee"])
def test_a_branch_of_drafts_is_not_deleted_through_the_base_class_either(world, name):
    draft = featured(world)
    page = {"section": draft.get_parent(), "unit": world.branch, "committee": world.committee}[name]
    with pytest.raises((PermissionDenied, ProtectedError)), transaction.atomic():
        Page.objects.get(pk=page.pk).delete()
    assert Page.objects.filter(pk__in=[page.pk, draft.pk]).count() == 2
    assert [len(problems) for problems in Page.find_problems()] == [0, 0, 0, 0, 0]


def test_a_draft_that_nobody_reviewed_may_go(world):
    draft = featured(world)
    draft.delete()
    assert not FeaturedRecord.objects.filter(pk=draft.pk).exists()
    assert Section.objects.get(module="featured_work").numchild == 0
