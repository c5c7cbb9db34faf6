"""Founding, nesting, moving and copying units."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.models import Collection, Page, PageLogEntry, Site

from cms.delivery.models import Document, DocumentPath
from cms.tree import Section, Unit
from cms.tree.actions import copy_unit, create_unit, move_unit, open_section, set_section_state
from cms.tree.unit import RESERVED_SLUGS, reserved_slugs
from tests.cms.samples import featured


def sound_tree() -> None:
    """The tree has no orphans, wrong depths or wrong numbers of children, and every address follows from the one above."""
    assert [len(problems) for problems in Page.find_problems()] == [0, 0, 0, 0, 0]
    addresses = dict(Page.objects.values_list("path", "url_path"))
    for page in Page.objects.filter(depth__gt=1):
        assert page.url_path == f"{addresses[page.path[: -page.steplen]]}{page.slug}/"


@pytest.fixture
def general(world):
    """A general branch (党总支) of the committee."""
    return create_unit(title="机关党总支", kind="general_branch", code="jiguan", parent=world.committee)


@pytest.fixture
def second(world):
    """A committee below the committee."""
    return create_unit(title="江南分厂党委", kind="committee", code="jiangnan", parent=world.committee)


# Founding -------------------------------------------------------------------------------------------------------------


def test_a_new_unit_is_live_has_its_committee_its_collection_and_a_log_entry(world):
    office = world.user("party_office")
    unit = create_unit(
        title="热处理党支部",
        kind="branch",
        code="rechuli",
        parent=world.committee,
        site="江北",
        plant="热工厂",
        by=office,
    )
    unit = Unit.objects.get(pk=unit.pk)
    assert (unit.live, unit.slug, unit.committee_id, unit.site, unit.plant) == (
        True,
        "rechuli",
        world.committee.pk,
        "江北",
        "热工厂",
    )
    assert Collection.objects.get(pk=unit.collection_id).name == "热处理党支部"
    entry = PageLogEntry.objects.get(page=unit, action="cms.unit.create")
    assert (entry.user, entry.data) == (office, {"code": "rechuli", "kind": "branch"})
    sound_tree()


def test_the_first_committee_becomes_the_root_of_the_site(world):
    site = Site.objects.get(is_default_site=True)
    assert (site.root_page_id, site.site_name) == (world.committee.pk, "江北车桥厂党委")
    assert Document.objects.get(pk=world.committee.pk).path == "/"


def test_the_nearest_committee_above_is_a_unit_s_committee(world, second):
    general = create_unit(title="总支", kind="general_branch", code="zongzhi", parent=second)
    branch = create_unit(title="支部", kind="branch", code="zhibu", parent=general)
    assert second.committee_id == second.pk
    assert general.committee_id == branch.committee_id == second.pk


def test_there_is_one_committee_at_the_top(world):
    with pytest.raises(ValidationError, match="只能有一个") as refused:
        create_unit(title="另一党委", kind="committee", code="another")
    assert set(refused.value.message_dict) == {"parent"}


def test_the_unit_at_the_top_must_be_a_committee(db):
    with pytest.raises(ValidationError, match="须是党委") as refused:
        create_unit(title="支部", kind="branch", code="zhibu")
    assert set(refused.value.message_dict) == {"kind"}
    assert not Unit.objects.exists()


@pytest.mark.parametrize(
    ("above", "kind"),
    [("branch", "branch"), ("branch", "general_branch"), ("general", "general_branch"), ("general", "committee")],
)
def test_a_kind_that_does_not_fit_below_its_parent_is_refused_and_nothing_remains(world, general, above, kind):
    parent = {"branch": world.branch, "general": general}[above]
    collections = Collection.objects.count()
    with pytest.raises(ValidationError, match="之下不能设") as refused:
        create_unit(title="不合适", kind=kind, code="no", parent=parent)
    assert set(refused.value.message_dict) == {"kind"}
    assert Collection.objects.count() == collections
    assert not Unit.objects.filter(code="no").exists()
    sound_tree()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"code": "zongzhuang"}, "code"),
        ({"code": "总装"}, "code"),
        ({"code": "x" * 31}, "code"),
        ({"code": "2026"}, "code"),
        ({"code": ""}, "code"),
        ({"kind": "department"}, "kind"),
        ({"title": ""}, "title"),
        ({"title": "长" * 256}, "title"),
        ({"site": "长" * 51}, "site"),
    ],
    ids=str,
)
def test_wrong_values_are_refused_by_field(world, wrong, field):
    before = Page.objects.count(), Collection.objects.count()
    with pytest.raises(ValidationError) as refused:
        create_unit(**({"title": "新支部", "kind": "branch", "code": "new", "parent": world.committee} | wrong))
    assert set(refused.value.message_dict) == {field}
    assert (Page.objects.count(), Collection.objects.count()) == before


@pytest.mark.parametrize("code", sorted(RESERVED_SLUGS))
def test_a_unit_below_the_root_does_not_take_an_address_of_the_system(world, code):
    with pytest.raises(ValidationError, match="系统保留"):
        create_unit(title="支部", kind="branch", code=code, parent=world.committee)


def test_the_first_parts_of_all_our_addresses_are_reserved():
    from django.urls import get_resolver

    def first_parts(patterns):
        for pattern in patterns:
            route = str(pattern.pattern).lstrip("^")
            if not route and hasattr(pattern, "url_patterns"):
                yield from first_parts(pattern.url_patterns)
            elif route and route[0].isalpha():
                yield route.partition("/")[0]

    found = set(first_parts(get_resolver().url_patterns))
    assert {"admin", "api", "media"} <= found
    assert {part for part in found if "." not in part} <= reserved_slugs()  # no slug has a dot


def test_below_a_branch_of_a_lower_level_the_same_words_are_free(world, general):
    assert create_unit(title="支部", kind="branch", code="search", parent=general).slug == "search"


def test_a_plugin_s_own_address_is_reserved_too(world, monkeypatch):
    from django.apps import apps

    monkeypatch.setattr(apps.get_app_config("featured_work"), "portal_prefix", "tese")
    with pytest.raises(ValidationError, match="系统保留"):
        create_unit(title="支部", kind="branch", code="tese", parent=world.committee)


def test_a_code_with_capitals_gives_a_lower_case_address(world):
    assert create_unit(title="支部", kind="branch", code="ZZ-1", parent=world.committee).slug == "zz-1"


def test_what_is_founded_below_a_practice_unit_is_practice(world):
    school = create_unit(title="练习总支", kind="general_branch", code="lianxi", parent=world.committee, practice=True)
    assert create_unit(title="练习支部", kind="branch", code="lianxi-1", parent=school).practice is True


# Moving ---------------------------------------------------------------------------------------------------------------


def test_moving_a_unit_takes_paths_documents_committee_and_sections_along(world, second):
    record = world_record(world)
    old = Document.objects.get(pk=record.pk)
    office = world.user("party_office")

    moved = move_unit(world.branch, second, by=office)

    assert moved.get_parent().pk == second.pk
    assert moved.committee_id == second.pk
    new = Document.objects.get(pk=record.pk)
    assert old.path.startswith("/zongzhuang/")
    assert new.path == "/jiangnan" + old.path
    assert new.committee_id == second.pk
    assert Document.objects.get(pk=moved.pk).path == "/jiangnan/zongzhuang/"
    assert DocumentPath.objects.get(path=old.path).document_id == record.pk
    assert type(record).objects.get(pk=record.pk).owning_unit_id == moved.pk
    assert PageLogEntry.objects.get(page=moved, action="cms.unit.move").data == {"to": "jiangnan"}
    sound_tree()


def world_record(world):
    from cms.testing import publish

    return publish(world, featured(world))


def test_moving_back_makes_the_old_addresses_current_again(world, second):
    record = world_record(world)
    first = Document.objects.get(pk=record.pk).path
    move_unit(world.branch, second)
    move_unit(world.branch, world.committee)
    assert Document.objects.get(pk=record.pk).path == first
    assert list(DocumentPath.objects.filter(document_id=record.pk).values_list("path", flat=True)) == [
        "/jiangnan" + first
    ]
    sound_tree()


def test_units_below_a_moved_general_branch_change_their_committee_with_it(world, general, second):
    below = create_unit(title="支部", kind="branch", code="zhibu", parent=general)
    move_unit(general, second)
    assert Unit.objects.get(pk=below.pk).committee_id == second.pk
    sound_tree()


def test_units_below_a_moved_committee_keep_their_committee(world, second):
    below = create_unit(title="支部", kind="branch", code="zhibu", parent=second)
    third = create_unit(title="第三党委", kind="committee", code="third", parent=world.committee)
    move_unit(second, third)
    assert Unit.objects.get(pk=below.pk).committee_id == second.pk


def test_a_unit_that_is_already_there_stays_as_it_is(world):
    before = PageLogEntry.objects.count()
    assert move_unit(world.branch, world.committee).path == world.branch.path
    assert PageLogEntry.objects.count() == before


def test_the_unit_in_hand_may_be_stale(world, general, second):
    stale = Unit.objects.get(pk=world.branch.pk)
    move_unit(world.branch, general)
    move_unit(stale, second)
    assert Unit.objects.get(pk=stale.pk).get_parent().pk == second.pk
    sound_tree()


def test_impossible_moves_are_refused_with_their_reason(world, general, second):
    create_unit(title="同名", kind="branch", code="dup", parent=second)
    for unit, to, reason in [
        (world.committee, second, "自己或下级"),
        (second, second, "自己或下级"),
        (world.branch, world.other, "之下不能设"),
        (second, general, "之下不能设"),
    ]:
        with pytest.raises(ValidationError, match=reason) as refused:
            move_unit(unit, to)
        assert set(refused.value.message_dict) == {"to"}
    sound_tree()


def test_a_unit_does_not_move_to_where_its_address_is_taken(world, second):
    open_section(second, "featured_work")
    unit = create_unit(title="特色支部", kind="branch", code="featured-work", parent=world.committee)
    with pytest.raises(ValidationError, match="已有网址名"):
        move_unit(unit, second)


def test_a_unit_does_not_move_up_onto_an_address_of_the_system(world, general):
    unit = create_unit(title="支部", kind="branch", code="search", parent=general)
    with pytest.raises(ValidationError, match="系统保留"):
        move_unit(unit, world.committee)


def test_a_real_unit_does_not_move_below_a_practice_unit(world):
    school = create_unit(title="练习总支", kind="general_branch", code="lianxi", parent=world.committee, practice=True)
    with pytest.raises(ValidationError, match="练习单位"):
        move_unit(world.branch, school)


def test_a_page_read_before_the_move_does_not_write_the_old_place_back(world, second):
    """⚠ A save writes all columns, treebeard's included."""
    record = featured(world)
    section_in_hand = Section.objects.get(pk=record.get_parent().pk)
    unit_in_hand = Unit.objects.get(pk=world.branch.pk)
    record_in_hand = type(record).objects.get(pk=record.pk)
    move_unit(world.branch, second)
    record_in_hand.summary = "移动之后才保存"
    record_in_hand.save()
    section_in_hand.save()
    unit_in_hand.save()
    sound_tree()
    assert record_in_hand.owning_unit.get_parent().pk == second.pk


def test_a_child_added_to_a_parent_read_before_the_move_has_the_new_address(world, second):
    section = world.section("featured_work")
    move_unit(world.branch, second)
    record = featured(world, title="移动之后添加")
    again = type(record)(title="移动之后添加", occurred_on=record.occurred_on, category="team", live=False)
    section.add_child(instance=again)
    assert again.url_path.startswith("/committee/jiangnan/zongzhuang/featured-work/")
    assert again.slug == f"{record.slug}-2"
    sound_tree()


def test_a_parent_saved_after_a_child_was_added_keeps_its_number_of_children(world):
    unit_in_hand = Unit.objects.get(pk=world.branch.pk)
    world.section("featured_work")
    unit_in_hand.save()
    assert Unit.objects.get(pk=world.branch.pk).numchild == 1
    sound_tree()


# Copying --------------------------------------------------------------------------------------------------------------


def test_a_copy_has_the_structure_of_its_model_and_none_of_its_records(world, second):
    world_record(world)
    open_section(world.branch, "three_meetings_one_lesson", state="trial")
    closed = open_section(world.other, "featured_work")
    copy = copy_unit(world.branch, second, code="new-branch", title="新支部", by=world.user("party_office"))
    states = {section.module: section.state_on() for section in Section.objects.child_of(copy)}
    assert states == {"featured_work": "counted", "three_meetings_one_lesson": "trial"}
    assert (copy.kind, copy.committee_id, copy.title) == ("branch", second.pk, "新支部")
    assert Page.objects.descendant_of(copy).count() == 2
    set_section_state(closed, "closed")
    assert not Section.objects.child_of(copy_unit(world.other, second, code="b", title="另一支部")).exists()
    sound_tree()


def test_the_copy_s_home_page_is_a_draft_that_nobody_reads_before_it_passed_moderation(world, second):
    from cms.testing import publish

    world.branch.body = [("heading", {"text": "绝密字样", "level": "2"})]
    world.branch.save_revision(user=world.user("drafter"))
    publish(world, world.branch)
    copy = copy_unit(Unit.objects.get(pk=world.branch.pk), second, code="copied", title="新支部")
    assert "绝密字样" in str(copy.get_latest_revision_as_object().body)
    assert not copy.body
    assert "绝密字样" in str(Document.objects.get(pk=world.branch.pk).content)
    assert "绝密字样" not in str(Document.objects.get(pk=copy.pk).content)


def test_a_copy_is_refused_like_a_new_unit(world):
    with pytest.raises(ValidationError, match="已被使用"):
        copy_unit(world.branch, world.committee, code="jijia", title="重复")
    with pytest.raises(ValidationError, match="之下不能设"):
        copy_unit(world.branch, world.other, code="new", title="放错")


def test_units_and_sections_are_not_copied_as_pages(world):
    section = world.section("featured_work")
    for page in (world.branch, section):
        with pytest.raises(PermissionDenied):
            page.copy(to=world.committee, recursive=True)
    sound_tree()
