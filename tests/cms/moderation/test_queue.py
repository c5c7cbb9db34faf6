"""The queues: what is in them can be decided, nothing that can be decided is missing, and they are worked through in order."""

import datetime

import pytest
from django.http import QueryDict
from django.utils import timezone
from wagtail.models import TaskState

from cms.delegation import delegate
from cms.moderation import actions, queue
from cms.moderation.models import Release
from cms.moderation.queue import Narrowed, drafts, waiting
from cms.moderation.stages import STAGES
from cms.people import Membership
from cms.testing import decide, publish
from cms.tree import Unit
from tests.cms.samples import featured, meeting


def narrowed(words: str, prefix: str = "") -> Narrowed:
    return Narrowed.read(QueryDict(words), prefix)


def titles(found: queue.Queue) -> list[str]:
    return [item.title for item in found.items]


def arrived(page, days: int) -> None:
    """As if it had come to its stage that many days ago."""
    moment = timezone.now() - datetime.timedelta(days=days)
    TaskState.objects.filter(workflow_state__release__page=page).update(started_at=moment)
    Release.objects.filter(page=page).update(opened_at=moment)


def deputy_of(world, user, role: str):
    """Somebody to whom the user has delegated this role for a week (委托)."""
    deputy, today = world.new_user("member"), timezone.localdate()
    held = Membership.objects.get(person__user=user, role=role)
    delegate(held, deputy.person, user, since=today, until=today + datetime.timedelta(days=7))
    return type(deputy).objects.get(pk=deputy.pk)


@pytest.fixture
def submitted(world):
    """Makes a record that waits at the first stage since so many days."""

    def make(unit=None, days=0, of=featured, **fields):
        page = of(world, unit, **fields)
        actions.submit(page, world.user("drafter", unit))
        arrived(page, days)
        return page

    return make


def test_the_queue_holds_exactly_what_its_reader_may_decide(world, submitted):
    """People who wrote, submitted, saved or are named as drafter, who reviewed an earlier stage or had it reviewed in their name,
    who act for one of those (受托), who hold no role any more: the queue leaves out what `refusal()` refuses, and nothing else."""
    both = world.new_user("reviewer", "drafter")
    people = [both, world.new_user("reviewer", "secretary"), *(world.user(role) for role in ("reviewer", "secretary"))]
    people += [world.user("approver"), world.user("drafter"), world.user("reviewer", world.other)]
    people += [world.new_user("approver", unit=world.committee)]
    ended = world.new_user("secretary")
    Membership.objects.filter(person__user=ended).update(until=timezone.localdate() - datetime.timedelta(days=1))

    people += [deputy_of(world, both, "reviewer"), deputy_of(world, people[1], "secretary")]
    twice = world.new_user("reviewer", "secretary")
    people += [twice, deputy_of(world, twice, "reviewer"), deputy_of(world, twice, "secretary")]

    pages = [submitted(), submitted(world.other), submitted(by=both)]
    saved = featured(world)
    saved.save_revision(user=both)
    named = featured(world)
    named.drafter = both.person
    named.save_revision(user=world.user("drafter"))
    once = publish(world, featured(world, by=both))  # of what they wrote long ago a later version is another's
    once.owner = world.user("drafter")
    once.summary, once.correction_note = "改过", "更正摘要"
    once.save_revision(user=world.user("drafter"))
    for page in (saved, named, once):
        actions.submit(page, world.user("drafter"))
    second, behalf, final = submitted(), submitted(), submitted()
    decide(type(second).objects.get(pk=second.pk).current_workflow_task_state, people[1], "pass")
    decide(type(behalf).objects.get(pk=behalf.pk).current_workflow_task_state, people[-2], "pass")
    for reviewer in (world.user("reviewer"), world.user("secretary")):
        decide(type(final).objects.get(pk=final.pk).current_workflow_task_state, reviewer, "pass")
    world.branch.body = [("heading", {"text": "简介", "level": "2"})]
    world.branch.save_revision(user=world.user("drafter"))
    actions.submit(Unit.objects.get(pk=world.branch.pk), world.user("drafter"))

    pages = [
        type(page).objects.get(pk=page.pk) for page in [*pages, saved, named, once, second, behalf, final, world.branch]
    ]
    stage_of = {page.pk: page.current_workflow_task_state.task.specific.stage for page in pages}
    seen = set()
    for user in [*people, ended]:
        user = type(user).objects.get(pk=user.pk)  # who they are was remembered before the roles were given
        allowed = {
            page.pk
            for page in pages
            for stage in STAGES
            if stage.slug == stage_of[page.pk] and actions.may_decide(user, page, stage)
        }
        assert {item.page_id for item in waiting(user).items} == allowed
        assert queue.count(user) == len(allowed)
        seen |= allowed
    assert seen == {page.pk for page in pages}


def test_what_is_due_first_is_first_and_pages_lose_nothing(world, submitted):
    pages = [submitted(days=days, title=f"第{days}天的") for days in (0, 9, 3, 20, 6)]
    reviewer = world.user("reviewer")
    shown = []
    for number in (1, 2, 3):
        found = waiting(reviewer, narrowed(f"page={number}"), size=2)
        shown += titles(found)
        assert found.total == found.found == len(pages)
    assert shown == ["第20天的", "第9天的", "第6天的", "第3天的", "第0天的"]
    assert found.earlier == "page=2" and found.later == ""
    assert waiting(reviewer, narrowed("page=99"), size=2).lines.number == 3


def test_a_queue_is_narrowed_to_what_occurs_in_it(world, submitted):
    submitted(title="本支部的特色", days=30)
    submitted(title="本支部的会", of=meeting)
    submitted(world.other, title="另一支部的特色")
    for unit in (world.branch, world.other):
        for page in [item.page_id for item in waiting(world.user("reviewer", unit)).items]:
            state = TaskState.objects.get(workflow_state__release__page=page, status="in_progress")
            decide(state, world.user("reviewer", unit), "pass")
    for unit in (world.branch, world.other):
        for item in waiting(world.user("secretary", unit)).items:
            decide(TaskState.objects.get(pk=item.pk), world.user("secretary", unit), "pass")
    approver = world.user("approver")
    found = waiting(approver)
    assert {(value, number) for value, _label, number in found.modules} == {
        ("featured_work", 2),
        ("three_meetings_one_lesson", 1),
    }
    assert [(value, number) for value, _label, number in found.units] == [(world.branch.pk, 2), (world.other.pk, 1)]
    assert found.overdue == 0
    arrived(next(item for item in found.items if item.title == "本支部的特色").page_id, 30)

    assert titles(waiting(approver, narrowed("module=three_meetings_one_lesson"))) == ["本支部的会"]
    assert titles(waiting(approver, narrowed(f"unit={world.other.pk}"))) == ["另一支部的特色"]
    late = waiting(approver, narrowed("overdue=1"))
    assert titles(late) == ["本支部的特色"] and late.overdue == 1 and late.total == 3 and late.found == 1
    assert not waiting(approver, narrowed(f"unit={world.other.pk}&module=three_meetings_one_lesson")).items
    # nonsense, and what is no longer there, narrows nothing
    for words in ("module=nothing", "unit=99999999", "unit=x", "unit=٣", "page=0", f"unit={'9' * 40}"):
        everything = waiting(approver, narrowed(words))
        assert len(everything.items) == 3 and not everything.narrowed
    assert narrowed("my_unit=3&unit=4", "my_").query() == "my_unit=3"


def test_an_author_s_records_begin_with_what_came_back(world, submitted, draft):
    drafter = world.user("drafter")
    draft(title="还在写")
    waits = submitted(title="在审核", days=30)
    back = submitted(title="退回的")
    state = type(back).objects.get(pk=back.pk).current_workflow_task_state
    decide(state, world.user("reviewer"), "return", reasons=["typos"], opinion="改错别字")
    publish(world, draft(title="已发布的"))
    draft(title="别人写的", by=world.new_user("drafter"))
    world.branch.body = [("heading", {"text": "简介", "level": "2"})]
    world.branch.save_revision(user=drafter)

    found = drafts(drafter)
    assert titles(found) == ["退回的", world.branch.title, "还在写", "在审核"]
    assert found.counts == {"returned": 1, "draft": 2, "review": 1} and found.overdue == 1
    assert [item.page_id for item in drafts(drafter, narrowed("overdue=1")).items] == [waits.pk]
    assert titles(drafts(drafter, narrowed("module=home"))) == [world.branch.title]
    assert titles(drafts(drafter, narrowed("page=2"), size=3)) == ["在审核"]
    assert not drafts(world.user("reviewer")).total
    assert not drafts(world.user("drafter", world.other)).total


def test_queues_take_the_same_queries_however_long_they_are(world, submitted, assert_queries):
    for number in range(3):
        submitted(days=number)
    reviewer, drafter = world.user("reviewer"), world.user("drafter")
    both = world.new_user("reviewer", "secretary")
    for user in (reviewer, drafter, both):
        actions.viewer_of(user)
    with assert_queries("queue: what waits for a reviewer"):
        assert len(waiting(reviewer).items) == 3
    with assert_queries("queue: an author's records"):
        assert len(drafts(drafter).items) == 3
    with assert_queries("queue: the count of who reviews at two stages"):
        assert queue.count(both) == 3
    with assert_queries("queue: the count of who reviews nothing"):
        assert queue.count(drafter) == 0
    submitted(of=meeting)
    with assert_queries("queue: what waits for a reviewer"):
        assert len(waiting(reviewer).items) == 4
    with assert_queries("queue: an author's records"):
        assert len(drafts(drafter).items) == 4
