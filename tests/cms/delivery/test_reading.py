"""What each viewer reads: scopes, practice units, modules that are off, and lists that are paged by key."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.access import ANYONE, SCOPES, viewer_of
from cms.delivery import reading
from cms.delivery.models import Document
from cms.testing import publish, review, without_plugin
from cms.tree.actions import close_section, create_unit, move_unit, open_section
from tests.cms.samples import featured, meeting

TODAY = timezone.localdate


def day(ago: int) -> datetime.date:
    return timezone.localdate() - datetime.timedelta(days=ago)


def published(world, unit=None, **fields):
    return publish(world, featured(world, unit, **fields))


def titles(listing: reading.Listing) -> list[str]:
    return [item.title for item in listing.items]


@pytest.fixture
def employee(world):
    return viewer_of(world.user("employee"))


# Who sees what ---------------------------------------------------------------------------------------------------------


def readers(world) -> dict[str, User]:
    """One account of every kind that matters, by what it is."""
    return {
        "anonymous": AnonymousUser(),
        "without a person": User.objects.create_user("nobody"),
        "dismissed": world.new_user("employee", "member", is_active=False),
        "employee": world.user("employee"),
        "employee elsewhere": world.user("employee", world.other),
        "member": world.user("member"),
        "member elsewhere": world.user("member", world.other),
        "author": world.user("drafter"),
        "another drafter": world.new_user("drafter"),
        "reviewer": world.user("reviewer"),
        "secretary": world.user("secretary"),
        "secretary elsewhere": world.user("secretary", world.other),
        "committee member": world.user("member", world.committee),
        "committee's secretary": world.user("secretary", world.committee),
        "approver": world.user("approver"),
        "party office": world.user("party_office"),
        "administrator": world.user("administrator"),
        "secrecy officer": world.user("secrecy_officer"),
        "auditor": world.user("auditor"),
    }


EXPECTED = {
    "anonymous": "public",
    "without a person": "public",
    "dismissed": "public",
    "employee": "public employees",
    "employee elsewhere": "public employees",
    "member": "public employees members unit",
    "member elsewhere": "public employees members",
    "author": "public employees members unit committee restricted",
    "another drafter": "public employees",
    "reviewer": "public employees members unit restricted",
    "secretary": "public employees members unit restricted",
    "secretary elsewhere": "public employees members",
    "committee member": "public employees members unit committee",
    "committee's secretary": "public employees members unit committee",
    "approver": "public employees members unit committee restricted",
    "party office": "public employees members unit committee restricted",
    "administrator": "public",
    "secrecy officer": "public",
    "auditor": "public",
}


def test_every_way_of_reading_shows_each_scope_to_exactly_its_circle(world):
    pages = {scope: published(world, disclosure_scope=scope, title=scope) for scope in SCOPES}
    assert Document.objects.filter(kind="record").count() == len(SCOPES)
    found = {}
    for name, user in readers(world).items():
        viewer = viewer_of(user)
        seen = set(titles(reading.records(viewer)))
        for scope, page in pages.items():
            one = reading.record(viewer, page.pk)
            at = reading.at_path(viewer, Document.objects.get(pk=page.pk).path)
            assert [one is not None, at is not None] == [scope in seen] * 2, (name, scope)
        tiles = [tile for tiles in reading.board(viewer, world.branch, latest=9).values() for tile in tiles]
        assert [(tile.count, {item.title for item in tile.latest}) for tile in tiles] == [(len(seen), seen)], name
        found[name] = " ".join(scope for scope in SCOPES if scope in seen)
    assert found == EXPECTED


def test_a_practice_unit_is_known_to_its_own_people_only(world):
    practice = create_unit(title="练习支部", kind="branch", code="lianxi", parent=world.committee, practice=True)
    page = published(world, practice, title="练习记录", disclosure_scope="public")
    section = page.owning_section
    outsiders = ["anonymous", "employee", "member", "secretary", "approver", "party office", "administrator"]
    people = readers(world)
    for name in outsiders:
        viewer = viewer_of(people[name])
        assert practice not in reading.units(viewer), name
        assert reading.find_unit(viewer, code="lianxi") is None
        assert reading.find_unit(viewer, pk=practice.pk) is None
        assert section not in reading.sections(viewer)
        assert not reading.sections(viewer, practice).exists()
        assert reading.find_section(viewer, section.pk) is None
        assert reading.record(viewer, page.pk) is None
        assert titles(reading.records(viewer, unit=practice)) == []
        assert titles(reading.records(viewer, unit=world.committee, subtree=True)) == []
        assert not any(reading.board(viewer, practice).values())
    insider = viewer_of(world.user("employee", practice))
    assert practice in reading.units(insider)
    assert reading.find_section(insider, section.pk) == section
    assert titles(reading.records(insider, unit=practice)) == ["练习记录"]
    assert [tile.count for tiles in reading.board(insider, practice).values() for tile in tiles] == [1]


def test_a_module_that_is_switched_off_is_as_if_it_were_not_there(world, employee):
    page = published(world)
    kept = publish(world, meeting(world))
    section, path = page.owning_section, Document.objects.get(pk=page.pk).path
    assert len(reading.records(employee).items) == 2
    with without_plugin("featured_work"):
        assert [item.pk for item in reading.records(employee).items] == [kept.pk]
        assert reading.records(employee, section=section).items == []
        assert reading.record(employee, page.pk) is None
        assert reading.at_path(employee, path) is None
        assert reading.find_section(employee, section.pk) is None
        tiles = [tile for tiles in reading.board(employee, world.branch, latest=3).values() for tile in tiles]
        assert [tile.module.label for tile in tiles] == ["three_meetings_one_lesson"]
    assert reading.record(employee, page.pk) is not None


def test_who_is_no_employee_knows_the_units_and_sections_that_hold_something_for_them(world):
    empty = world.section("featured_work", world.other)
    page = published(world, disclosure_scope="public")
    published(world, world.other, disclosure_scope="employees")
    assert list(reading.units(ANYONE)) == [world.branch]
    assert list(reading.sections(ANYONE)) == [page.owning_section]
    assert reading.find_section(ANYONE, empty.pk) is None
    assert reading.known_above(ANYONE, reading.units(ANYONE)) == {world.branch.pk: []}


def test_an_employee_knows_all_units_each_with_those_above_it(world, employee):
    general = create_unit(title="前桥党总支", kind="general_branch", code="qianqiao", parent=world.committee)
    below = create_unit(title="锻造党支部", kind="branch", code="duanzao", parent=general)
    units = list(reading.units(employee))
    assert [unit.code for unit in units] == ["committee", "zongzhuang", "jijia", "qianqiao", "duanzao"]
    above = reading.known_above(employee, units)
    assert above[below.pk] == [general.pk, world.committee.pk]
    assert above[world.committee.pk] == []
    assert reading.known_above(employee, [below]) == {below.pk: [general.pk, world.committee.pk]}


def test_a_draft_and_a_record_in_review_are_read_by_nobody(world):
    draft, waiting = featured(world), featured(world)
    review(world, waiting, upto=2)
    for user in readers(world).values():
        viewer = viewer_of(user)
        assert reading.records(viewer).items == []
        assert reading.record(viewer, draft.pk) is None
        assert reading.record(viewer, waiting.pk) is None


# Lists -----------------------------------------------------------------------------------------------------------------


def test_pages_follow_each_other_to_the_whole_list_whatever_their_length(world, employee):
    days = [0, 0, 0, 1, 1, 2, 40]
    for number, ago in enumerate(days):
        published(world, title=f"第{number}件", occurred_on=day(ago))
    whole = [item.pk for item in reading.records(employee, limit=100).items]
    facts = list(Document.objects.filter(kind="record").values_list("occurred_on", "pk"))
    assert whole == [pk for _day, pk in sorted(facts, reverse=True)]
    for limit in range(1, len(days) + 2):
        paged, after = [], ""
        for _page in range(len(days) + 1):
            listing = reading.records(employee, after=after, limit=limit)
            assert len(listing.items) <= limit
            paged += [item.pk for item in listing.items]
            after = listing.next
            if not after:
                break
        assert paged == whole, limit


def test_a_record_published_meanwhile_shifts_no_later_page(world, employee):
    for number in range(4):
        published(world, title=f"第{number}件", occurred_on=day(number))
    first = reading.records(employee, limit=2)
    published(world, title="新的")
    rest = reading.records(employee, limit=2, after=first.next)
    assert titles(first) + titles(rest) == ["第0件", "第1件", "第2件", "第3件"]


@pytest.mark.parametrize(
    "cursor",
    [
        "1", "-", "20260101", "20260101-", "-5", "20261301-1", "20260230-1", "00000000-1", "2026-01-01-1", "20260101-1-1",
        " 20260101-1", "20260101-１", "20260101-+1", "20260101-1_0", "20260101--1", "20260101-" + "9" * 19, "x" * 5000,
        "20260101-1\n", "\0", "'; drop table cms_document; --",
    ],
)  # fmt: skip
def test_a_cursor_that_is_none_is_an_error_of_its_own_field(db, cursor):
    with pytest.raises(ValidationError) as error:
        reading.records(ANYONE, after=cursor)
    assert list(error.value.message_dict) == ["after"]


@pytest.mark.parametrize("limit", [-1, 0, 101, 10**30])
def test_a_page_holds_between_one_and_a_hundred(db, limit):
    for ask in (reading.records, reading.section_page):
        with pytest.raises(ValidationError) as error:
            ask(ANYONE, limit=limit)
        assert list(error.value.message_dict) == ["limit"]


def test_conditions_narrow_together(world, employee):
    old = day(200)
    here = published(world, title="本支部")
    earlier = published(world, title="早先", occurred_on=old)
    published(world, world.other, title="别的支部")
    publish(world, meeting(world, title="党员大会"))

    def found(**conditions):
        return set(titles(reading.records(employee, **conditions)))

    assert found(unit=world.branch) == {"本支部", "早先", "党员大会"}
    assert found(unit=world.committee) == set()
    assert found(unit=world.committee, subtree=True) == {"本支部", "早先", "别的支部", "党员大会"}
    assert found(section=here.owning_section) == found(section=here.owning_section.pk) == {"本支部", "早先"}
    assert found(module="featured_work") == {"本支部", "早先", "别的支部"}
    assert found(board="focus") == {"党员大会"}
    assert found(board="review", unit=world.branch) == {"本支部", "早先"}
    assert found(board="foundation") == set()
    assert found(period=earlier.period) == {"早先"}
    assert found(until=old) == {"早先"}
    assert found(since=old, until=old) == {"早先"}
    assert found(since=day(199), unit=world.branch, module="featured_work") == {"本支部"}
    assert found(unit=world.other, module="three_meetings_one_lesson") == set()


def test_pages_of_sections_follow_each_other_in_the_order_of_the_tree(world, employee):
    for unit in (world.other, world.branch):
        for module in ("featured_work", "three_meetings_one_lesson"):
            open_section(unit, module)
    open_section(world.committee, "work_guide")
    whole = list(reading.sections(employee))
    assert len(whole) == 5
    assert [section.path for section in whole] == sorted(section.path for section in whole)
    paged, after = [], ""
    for _page in range(5):
        listing = reading.section_page(employee, after=after, limit=2)
        paged += listing.items
        after = listing.next
        if not after:
            break
    assert paged == whole
    assert [one.path[:-4] for one in reading.section_page(employee, unit=world.other).items] == [world.other.path] * 2
    assert {one.module for one in reading.section_page(employee, module="work_guide").items} == {"work_guide"}
    owners = reading.owners(whole)
    assert {owners[section.pk] for section in whole} == {world.committee, world.branch, world.other}
    with pytest.raises(ValidationError):
        reading.section_page(employee, after="x")


# Boards ----------------------------------------------------------------------------------------------------------------


def test_each_tile_has_the_newest_records_of_its_section_in_their_order(world, employee, assert_queries):
    for ago in (3, 1, 2):
        published(world, title=f"{ago}天前", occurred_on=day(ago))
    publish(world, meeting(world, title="党员大会"))
    published(world, world.other, title="别的支部")
    with assert_queries("reading: a unit's board with the newest of each section"):
        board = reading.board(employee, world.branch, latest=2)
    tiles = {tile.module.label: tile for tiles in board.values() for tile in tiles}
    assert [item.title for item in tiles["featured_work"].latest] == ["1天前", "2天前"]
    assert [item.title for item in tiles["three_meetings_one_lesson"].latest] == ["党员大会"]
    assert tiles["featured_work"].count == 3
    assert tiles["featured_work"].newest == day(1)
    for tile in tiles.values():
        assert tile.latest == reading.records(employee, section=tile.section, limit=2).items


def test_a_board_without_newest_records_has_all_else(world, employee, assert_queries):
    published(world)
    with assert_queries("reading: a unit's board"):
        board = reading.board(employee, world.branch)
    assert [(tile.count, tile.latest) for tiles in board.values() for tile in tiles] == [(1, [])]


def test_a_closed_section_stays_on_the_board_while_it_holds_something(world, employee):
    page = published(world)
    close_section(page.owning_section)
    close_section(world.section("three_meetings_one_lesson"))
    tiles = [tile for tiles in reading.board(employee, world.branch).values() for tile in tiles]
    assert [(tile.module.label, tile.state) for tile in tiles] == [("featured_work", "closed")]


# Addresses -------------------------------------------------------------------------------------------------------------


def test_an_earlier_path_leads_on_and_tells_those_nothing_who_do_not_see_the_record(world, employee):
    page = published(world, disclosure_scope="members")
    before = Document.objects.get(pk=page.pk).path
    general = create_unit(title="前桥党总支", kind="general_branch", code="qianqiao", parent=world.committee)
    move_unit(world.branch, general)
    now = Document.objects.get(pk=page.pk).path
    assert now == before.replace("/zongzhuang/", "/qianqiao/zongzhuang/")
    member = viewer_of(world.user("member", world.other))
    assert reading.at_path(member, before) == now
    assert reading.at_path(member, now).pk == page.pk
    assert reading.at_path(employee, before) is None
    assert reading.at_path(employee, now) is None
    assert reading.at_path(member, "/no/such/path/") is None


def test_no_list_touches_a_module_s_own_tables(world, employee):
    page = published(world)
    with CaptureQueriesContext(connection) as captured:
        items = reading.records(employee).items
        reading.places(items)
        reading.board(employee, world.branch, latest=3)
        reading.record(employee, page.pk)
        reading.at_path(employee, items[0].path)
    statements = "\n".join(query["sql"] for query in captured.captured_queries)
    assert page._meta.db_table not in statements
    assert "cms_record" not in statements
