"""Where records may be, their addresses, and the rules of their envelope."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from wagtail.models import Page

from cms.testing import publish
from cms.tree import period_of
from modules.featured_work.models import FeaturedRecord
from modules.three_meetings_one_lesson.models import MeetingRecord
from tests.cms.samples import featured, meeting
from tests.cms.tree.test_units import sound_tree


def new_record(**fields):
    return FeaturedRecord(
        **({"title": "新记录", "occurred_on": timezone.localdate(), "category": "team", "live": False} | fields)
    )


# Place ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["unit", "other module's section", "record", "root"])
def test_a_record_is_added_to_a_section_of_its_own_module_only(world, place):
    parent = {
        "unit": lambda: world.branch,
        "other module's section": lambda: world.section("three_meetings_one_lesson"),
        "record": lambda: featured(world),
        "root": lambda: Page.objects.get(depth=1),
    }[place]()
    total = Page.objects.count()
    with pytest.raises(ValidationError, match="不能放在"):
        parent.add_child(instance=new_record())
    assert Page.objects.count() == total
    sound_tree()


def test_a_record_is_not_moved_copied_or_aliased_below_another_module(world):
    record, wrong = featured(world), world.section("three_meetings_one_lesson")
    for act in (
        lambda: record.move(wrong, pos="last-child"),
        lambda: record.move(wrong, pos="right"),
        lambda: record.copy(to=wrong),
        lambda: record.create_alias(parent=wrong),
    ):
        with pytest.raises(ValidationError, match="不能放在"):
            act()
    assert FeaturedRecord.objects.count() == 1
    sound_tree()


def test_a_draft_moves_to_another_unit_s_section_of_its_module_and_a_published_record_does_not(world):
    there = world.section("featured_work", world.other)
    draft, published = featured(world), publish(world, featured(world))
    draft.move(there, pos="last-child")
    assert FeaturedRecord.objects.get(pk=draft.pk).owning_unit_id == world.other.pk
    with pytest.raises(PermissionDenied):
        published.move(there, pos="last-child")
    assert FeaturedRecord.objects.get(pk=published.pk).owning_unit_id == world.branch.pk
    sound_tree()


def test_a_live_alias_is_refused(world):
    record = publish(world, featured(world))
    with pytest.raises(PermissionDenied, match="别名"):
        record.create_alias(parent=world.section("featured_work", world.other))
    sound_tree()


def test_a_copy_is_a_draft_of_whoever_copied_and_carries_no_selection(world):
    drafter = world.user("drafter", world.other)
    original = publish(world, featured(world))
    FeaturedRecord.objects.filter(pk=original.pk).update(selected=True, selection_opinion="入选")
    original = FeaturedRecord.objects.get(pk=original.pk)
    copy = original.copy(to=world.section("featured_work", world.other), user=drafter)
    copy = FeaturedRecord.objects.get(pk=copy.pk)
    latest = copy.get_latest_revision_as_object()
    assert (copy.live, copy.first_published_at, copy.owner, copy.drafter) == (False, None, drafter, drafter.person)
    assert (latest.drafter, latest.selected, latest.selection_opinion) == (drafter.person, False, "")
    assert copy.result == original.result
    sound_tree()


def test_a_copy_in_the_same_section_finds_an_address_of_its_own(world):
    original = featured(world)
    first = original.copy()
    second = original.copy()
    assert [first.slug, second.slug] == [f"{original.slug}-2", f"{original.slug}-3"]
    sound_tree()


# Addresses ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("三会一课", "20260305-san-hui-yi-ke"),
        ("2026年第1季度 QC 小组", "20260305-2026-nian-di-1-ji-du-qc-xiao-zu"),
        ("🎉🎉", "20260305-page"),
        ("！？……", "20260305-page"),
        ("黨員大會", "20260305-dang-yuan-da-hui"),
        ("Café ＱＣ", "20260305-cafe-qc"),
    ],
)
def test_the_address_is_the_day_and_the_title_in_pinyin(world, title, slug):
    page = new_record(title=title, occurred_on=datetime.date(2026, 3, 5))
    world.section("featured_work").add_child(instance=page)
    assert page.slug == slug


def test_equal_titles_on_one_day_get_numbers(world):
    section = world.section("featured_work")
    slugs = [section.add_child(instance=new_record(occurred_on=datetime.date(2026, 3, 5))).slug for _ in range(3)]
    assert slugs == ["20260305-xin-ji-lu", "20260305-xin-ji-lu-2", "20260305-xin-ji-lu-3"]


def test_an_address_stays_when_the_title_changes(world):
    page = featured(world)
    before = page.slug
    page.title = "另一个标题"
    page.save()
    assert page.slug == before


def test_the_longest_title_makes_an_address_that_fits(world):
    page = new_record(title="党" * 255)
    world.section("featured_work").add_child(instance=page)
    assert len(page.slug) < 80
    assert page.slug.isascii()


@pytest.mark.parametrize("slug", ["党员大会", "Upper", "with space", "under/slash"])
def test_an_address_with_other_characters_is_refused(world, slug):
    page = featured(world)
    page.slug = slug
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert "slug" in refused.value.message_dict


def test_an_address_that_a_sibling_has_is_refused(world):
    first, second = featured(world), featured(world)
    second.slug = first.slug
    with pytest.raises(ValidationError) as refused:
        second.save()
    assert "slug" in refused.value.message_dict


# The envelope ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "period"), [("month", "2026-08"), ("quarter", "2026Q3"), ("half_year", "2026H2"), ("year", "2026")]
)
def test_the_period_of_a_day(kind, period):
    assert period_of(datetime.date(2026, 8, 31), kind) == period


@pytest.mark.parametrize(
    ("day", "quarter", "half"),
    [((2026, 1, 1), "2026Q1", "2026H1"), ((2026, 3, 31), "2026Q1", "2026H1"), ((2026, 4, 1), "2026Q2", "2026H1"),
     ((2026, 6, 30), "2026Q2", "2026H1"), ((2026, 7, 1), "2026Q3", "2026H2"), ((2026, 12, 31), "2026Q4", "2026H2")],
)  # fmt: skip
def test_quarters_and_half_years_are_the_calendar_s(day, quarter, half):
    assert period_of(datetime.date(*day), "quarter") == quarter
    assert period_of(datetime.date(*day), "half_year") == half


def test_period_scope_and_drafter_follow_from_the_rest(world):
    page = featured(world, occurred_on=datetime.date(2026, 5, 4), period="", disclosure_scope="")
    page.full_clean()
    assert (page.period, page.disclosure_scope, page.drafter) == ("2026Q2", "employees", world.user("drafter").person)


def test_what_was_filled_in_by_hand_is_kept(world):
    other = world.person()
    page = meeting(world, period="2026", disclosure_scope="unit", drafter=other)
    page.full_clean()
    assert (page.period, page.disclosure_scope, page.drafter) == ("2026", "unit", other)


def test_a_record_without_an_account_has_no_drafter(world):
    page = new_record(owner=None)
    page.fill_in()
    assert page.drafter is None


@pytest.mark.parametrize("period", ["2026-03", "2026-12", "2026Q1", "2026H2", "2026"])
def test_a_period_is_a_month_a_quarter_a_half_year_or_a_year(world, period):
    page = meeting(world, period=period)
    page.full_clean()
    assert page.period == period


@pytest.mark.parametrize("period", ["2026-13", "2026-0", "2026Q5", "2026H3", "26", "202603", "2026 Q1", "今年"])
def test_anything_else_is_no_period(world, period):
    page = meeting(world)
    page.period = period
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert "period" in refused.value.message_dict


def cleaned(world, **fields):
    """A draft with these values, validated."""
    page = new_record(background="<p>有</p>", practice="<p>有</p>", result="<p>3项</p>", owner=world.user("drafter"))
    world.section("featured_work").add_child(instance=page)
    for name, value in fields.items():
        setattr(page, name, value)
    page.full_clean()
    return page


def refused_fields(world, **fields) -> set[str]:
    with pytest.raises(ValidationError) as refused:
        cleaned(world, **fields)
    return set(refused.value.message_dict)


def test_a_fact_does_not_lie_in_the_future(world):
    assert refused_fields(world, occurred_on=timezone.localdate() + datetime.timedelta(days=1)) == {"occurred_on"}
    cleaned(world, occurred_on=timezone.localdate())


def test_a_record_needs_the_day_of_its_fact(world):
    assert refused_fields(world, occurred_on=None) == {"occurred_on"}


@pytest.mark.parametrize("kind", ["superior_document", "repost"])
@pytest.mark.parametrize("reference", ["", "  "])
def test_a_source_elsewhere_must_be_named(world, kind, reference):
    assert refused_fields(world, source_kind=kind, source_ref=reference) == {"source_ref"}


@pytest.mark.parametrize("kind", ["own_record", "statistics", "interview"])
def test_a_source_of_our_own_need_not(world, kind):
    cleaned(world, source_kind=kind, source_ref="")


def test_a_named_source_elsewhere_is_fine(world):
    cleaned(world, source_kind="repost", source_ref="《工人日报》2026年3月5日第2版")


@pytest.mark.parametrize("scope", ["public", "employees", "members", "unit", "committee", "restricted"])
def test_where_employees_are_the_widest_every_scope_may_be_chosen(world, scope):
    cleaned(world, disclosure_scope=scope)


@pytest.mark.parametrize(
    ("privacy", "refused"),
    [
        ("members", ["public", "employees"]),
        ("unit", ["public", "employees", "members"]),
        ("committee", ["public", "employees", "members", "unit"]),
        ("restricted", ["public", "employees", "members", "unit", "committee"]),
    ],
)
def test_a_record_is_never_wider_than_its_module(world, monkeypatch, privacy, refused):
    from django.apps import apps

    monkeypatch.setattr(apps.get_app_config("featured_work"), "privacy", privacy)
    for scope in refused:
        assert refused_fields(world, disclosure_scope=scope) == {"disclosure_scope"}
    assert cleaned(world, disclosure_scope="").disclosure_scope == privacy


def test_an_unknown_scope_is_refused(world):
    assert refused_fields(world, disclosure_scope="everybody") == {"disclosure_scope"}


def test_a_field_s_privacy_counts_where_it_is_narrower_than_the_record_s(world):
    page = meeting(world)
    for scope, privacy in [("employees", "unit"), ("members", "unit"), ("unit", ""), ("restricted", "")]:
        page.disclosure_scope = scope
        assert page.field_privacy("absentees") == privacy
    assert page.field_privacy("place") == ""


def test_records_of_a_module_that_is_off_are_restricted(world, monkeypatch):
    from cms import plugins

    monkeypatch.setattr(plugins, "find_module", lambda label: None)
    assert MeetingRecord.privacy() == "restricted"
