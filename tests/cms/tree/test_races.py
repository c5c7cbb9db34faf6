"""Two people at once: both get a right result or a clear message, and the tree stays whole.

With real threads, each with a connection of its own. On SQLite writers wait for one another, so that there it is the queue
that is tested; what can go wrong between two that write at once shows on PostgreSQL.
"""

import collections
import contextlib
import threading

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone
from wagtail.models import Page

from cms.delivery.models import Document
from cms.testing import decide, publish, review
from cms.tree import Section, SectionState, Unit
from cms.tree.actions import close_section, copy_unit, create_unit, move_unit, open_section
from modules.featured_work.models import FeaturedRecord
from tests.cms.samples import featured
from tests.cms.tree.test_units import sound_tree
from tests.ground import restore

DONE = "done"
# Threads of each kind: few on SQLite, where one waits for all the others
MANY = 8 if connection.vendor == "postgresql" else 3


@pytest.fixture
def town(real_world):
    """A world whose accounts exist before the threads start."""
    world = real_world
    for unit in (world.branch, world.other):
        for role in ("drafter", "reviewer", "secretary"):
            world.user(role, unit)
    world.user("approver")
    return world


def at_once(*acts) -> collections.Counter:
    """Run all of them at the same moment; how often each outcome came: `done`, or the fields that were refused.

    Whatever is not a ValidationError fails the test.
    """
    start = threading.Barrier(len(acts))
    outcomes, faults = collections.Counter(), []

    def run(act):
        try:
            start.wait(timeout=20)
            act()
            outcomes[DONE] += 1
        except ValidationError as refused:
            outcomes[" ".join(sorted(refused.message_dict))] += 1
        except Exception as fault:  # noqa: BLE001 (raised again where the test runs)
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in threads), "a thread waits for ever"
    if faults:
        raise faults[0]
    return outcomes


def writer(unit_id: int, number: int = 3):
    """Adds records to the unit's section, from a section object that was read before anything happened."""
    section = Section.objects.child_of(Unit.objects.get(pk=unit_id)).get(module="featured_work")

    def write():
        for _ in range(number):
            page = FeaturedRecord(title="同名记录", occurred_on=timezone.localdate(), category="team", live=False)
            section.add_child(instance=page)
            page.save_revision(clean=False)

    return write


def slugs_of(unit) -> list[str]:
    return sorted(FeaturedRecord.objects.descendant_of(Unit.objects.get(pk=unit.pk)).values_list("slug", flat=True))


def test_many_who_add_to_one_section_all_get_an_address_of_their_own(town):
    town.section("featured_work")
    assert at_once(*[writer(town.branch.pk) for _ in range(MANY)]) == {DONE: MANY}
    slugs = slugs_of(town.branch)
    assert len(set(slugs)) == len(slugs) == 3 * MANY
    assert Section.objects.get(module="featured_work").numchild == 3 * MANY
    sound_tree()


def test_of_many_who_take_one_address_one_gets_it_and_the_others_are_told(town):
    section = town.section("featured_work")

    def take():
        page = FeaturedRecord(title="x", slug="the-one", occurred_on=timezone.localdate(), category="team", live=False)
        Section.objects.get(pk=section.pk).add_child(instance=page)

    assert at_once(*[take] * MANY) == {DONE: 1, "slug": MANY - 1}
    assert slugs_of(town.branch) == ["the-one"]
    sound_tree()


def test_of_many_who_found_one_code_one_does_and_the_others_are_told(town):
    general = create_unit(title="党总支", kind="general_branch", code="zongzhi", parent=town.committee)
    parents = [town.committee, general]

    def found(number):
        return lambda: create_unit(title="新支部", kind="branch", code="new", parent=parents[number % 2])

    assert at_once(*[found(number) for number in range(MANY)]) == {DONE: 1, "code": MANY - 1}
    sound_tree()


def test_of_many_who_found_the_first_committee_one_does(_ground, transactional_db):
    restore()

    def found(number):
        return lambda: create_unit(title="党委", kind="committee", code=f"committee-{number}")

    assert at_once(*[found(number) for number in range(MANY)]) == {DONE: 1, "parent": MANY - 1}
    assert Unit.objects.count() == 1
    sound_tree()


def test_many_who_open_one_section_open_it_once(town):
    assert at_once(*[lambda: open_section(town.branch, "featured_work")] * MANY) == {DONE: MANY}
    section = Section.objects.get()
    assert SectionState.objects.filter(section=section).count() == 1
    assert Unit.objects.get(pk=town.branch.pk).numchild == 1
    sound_tree()


def test_many_different_sections_and_units_at_once(town):
    acts = [
        lambda: open_section(town.branch, "featured_work"),
        lambda: open_section(town.branch, "three_meetings_one_lesson"),
    ]
    acts += [
        lambda number=number: create_unit(title="支部", kind="branch", code=f"b{number}", parent=town.committee)
        for number in range(MANY)
    ]
    assert at_once(*acts) == {DONE: len(acts)}
    assert Unit.objects.get(pk=town.committee.pk).numchild == 2 + MANY
    sound_tree()


def test_a_unit_that_moves_while_others_add_below_it_leaves_no_orphan(town):
    town.section("featured_work")
    second = create_unit(title="分厂党委", kind="committee", code="second", parent=town.committee)
    writers = [writer(town.branch.pk) for _ in range(MANY)]

    def move():
        for to in (second, town.committee, second):
            move_unit(town.branch, to)

    assert at_once(move, *writers) == {DONE: 1 + MANY}
    assert len(set(slugs_of(town.branch))) == 3 * MANY
    assert Unit.objects.get(pk=town.branch.pk).get_parent().pk == second.pk
    sound_tree()


def test_a_unit_that_is_copied_while_others_add_below_it_leaves_no_orphan(town):
    town.section("featured_work")
    writers = [writer(town.branch.pk) for _ in range(MANY)]
    copies = [
        lambda number=number: copy_unit(town.branch, town.committee, code=f"copy-{number}", title="分出的支部")
        for number in range(2)
    ]
    assert at_once(*copies, *writers) == {DONE: 2 + MANY}
    assert len(slugs_of(town.branch)) == 3 * MANY
    for number in range(2):
        assert Page.objects.descendant_of(Unit.objects.get(code=f"copy-{number}")).count() == 1
    sound_tree()


def test_two_who_move_units_into_each_other_s_places_do_not_stand_in_each_other_s_way(town):
    first = create_unit(title="第一党委", kind="committee", code="first", parent=town.committee)
    second = create_unit(title="第二党委", kind="committee", code="second", parent=town.committee)
    outcomes = at_once(
        lambda: move_unit(first, second),
        lambda: move_unit(second, first),
        lambda: move_unit(town.branch, first),
        lambda: move_unit(town.branch, second),
    )
    assert outcomes == {DONE: 3, "to": 1}
    sound_tree()


def test_a_record_released_while_its_unit_moves_is_found_at_its_new_place(town):
    second = create_unit(title="分厂党委", kind="committee", code="second", parent=town.committee)
    approvers = {unit.pk: town.user("approver", unit) for unit in (town.committee, second)}
    page = featured(town)
    review(town, page, upto=2)
    state = FeaturedRecord.objects.get(pk=page.pk).current_workflow_task_state
    other = publish(town, featured(town, town.other))

    def release():
        # whoever is the approver at the moment in which it is decided
        unit = Unit.objects.get(pk=town.branch.pk)
        with contextlib.suppress(PermissionDenied):  # it moved in between: the other committee's approver decides
            return decide(state, approvers[unit.committee_id], "pass")
        return decide(state, approvers[second.pk], "pass")

    at_once(lambda: move_unit(town.branch, second), lambda: move_unit(town.other, second), release)
    for record in FeaturedRecord.objects.filter(live=True):
        document = Document.objects.get(pk=record.pk)
        assert document.path == "/" + record.url_path.split("/", 2)[2]
        assert document.committee_id == record.owning_unit.committee_id
    assert Document.objects.get(pk=other.pk).path.startswith("/second/jijia/")
    sound_tree()


def test_a_section_closed_while_somebody_adds_ends_closed_with_what_was_in_time(town):
    section = town.section("featured_work")
    assert at_once(lambda: close_section(section), writer(town.branch.pk)) == {DONE: 2}
    assert Section.objects.get().state_on() == SectionState.CLOSED
    sound_tree()
