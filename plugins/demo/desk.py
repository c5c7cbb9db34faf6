"""What goes the real way: units' home pages, records that are still being checked, one that was withdrawn.

All of it by the core's own functions, as the people concerned would do it; afterwards the moments are set to those of the
world's year, since the functions note the time at which they ran.
"""

import datetime
from dataclasses import replace

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from wagtail.models import Page, PageLogEntry, Revision, TaskState, WorkflowState

from cms import plugins
from cms.delivery import documents
from cms.delivery.models import Withdrawal
from cms.moderation import after_release
from cms.moderation.actions import decide, submit, withdraw
from cms.moderation.content import content_hash
from cms.moderation.models import MachineFinding, Release, Review
from cms.moderation.stages import BY_SLUG, STAGES
from cms.tree import Section, Unit

from .pages import Pages
from .plan import DRAFT, FINAL, FIRST, RETURNED, SECOND
from .reviews import in_order, open_release, passed
from .settle import Settled, aware
from .world import DemoRecord, DemoUnit, Times, World
from .world.days import DAY, next_working_day

# How many reviewers have already passed a record that waits at this stage
PASSED = {DRAFT: 0, FIRST: 0, SECOND: 1, FINAL: 2, RETURNED: 0}
RETURN = (["numbers_differ"], "应到、实到与缺席名单不一致，请对照签到表核对后重新报送。")
CHECKED = "已对照原始记录核实。"
WITHDRAWN = "发布后核对发现人数与原始记录不一致，撤回更正。"


def put_on_desk(settled: Settled, pages: Pages, record: DemoRecord, *, past_the_forms: bool = False) -> Page:
    """Enter this record and take it as far as its state says. What it would get after its release it does not have yet.

    past_the_forms: a draft that no form would have taken.
    """
    page = pages.make(_without(record, after_release.names(plugins.find_module(record.module).model)))
    drafter = settled.user(record.drafter)
    settled.sections[record.unit, record.module].add_child(instance=page)
    page.save_revision(user=drafter, log_action="wagtail.create", clean=not past_the_forms)
    times = [aware(moment) for moment in record.times.in_order()]
    if record.state != DRAFT:
        submit(page, drafter)
        reviewers = [settled.user(person) for person in record.reviewers]
        for reviewer in reviewers[: PASSED[record.state]]:
            _decide(page, reviewer, Review.PASS)
        if record.state == RETURNED:
            reasons, opinion = RETURN
            _decide(page, reviewers[0], Review.RETURN, reasons=reasons, opinion=opinion)
    set_back(page, times)
    return page


def try_to_pass_ones_own(settled: Settled, record: DemoRecord, page: Page) -> None:
    """A drafter tries to pass the own record, which must fail. Raises RuntimeError when it does not."""
    try:
        _decide(page, settled.user(record.drafter), Review.PASS)
    except PermissionDenied:
        return
    raise RuntimeError(f"{page}: its drafter has passed it")


def _without(record: DemoRecord, names: list[str]) -> DemoRecord:
    fields, rows = (
        {name: value for name, value in values.items() if name not in names} for values in (record.fields, record.rows)
    )
    return replace(record, fields=fields, rows=rows)


def _decide(page, reviewer, decision, **words) -> None:
    state = type(page).objects.get(pk=page.pk).current_workflow_task_state
    if decision == Review.PASS:
        found = MachineFinding.objects.filter(release__workflow_state=state.workflow_state_id, answer="")
        words["answers"] = in_order(BY_SLUG[state.task.specific.stage])
        words["found"] = {one.pk: {"answer": MachineFinding.DISMISS, "reason": CHECKED} for one in found}
    decide(state, reviewer, decision, **words)


def set_back(page, times: list[datetime.datetime]) -> None:
    """Give what the core noted of this page the moments at which it happened: entered, submitted, and each decision."""
    entered, submitted, *decided = times
    pk = page.pk
    Page.objects.filter(pk=pk).update(latest_revision_created_at=entered)
    Revision.page_revisions.filter(object_id=str(pk)).update(created_at=entered)
    Release.objects.filter(page_id=pk).update(opened_at=submitted)
    Release.objects.filter(page_id=pk, void_at__isnull=False).update(void_at=decided[0])
    content_type = ContentType.objects.get_for_model(Page)
    states = WorkflowState.objects.filter(base_content_type=content_type, object_id=str(pk))
    states.update(created_at=submitted)
    arrived = [submitted, *decided]
    for number, stage in enumerate(STAGES):
        moments = {"started_at": arrived[number]}
        tasks = TaskState.objects.filter(workflow_state__in=states, task__reviewtask__stage=stage.slug)
        tasks.update(**moments)
        tasks.filter(finished_at__isnull=False).update(finished_at=decided[number])
        Review.objects.filter(release__page_id=pk, stage=stage.slug).update(**moments, decided_at=decided[number])
    _set_log_back(pk, entered, submitted, decided)


def _set_log_back(pk, entered, submitted, decided) -> None:
    decisions = iter(decided)
    moment = entered
    for entry in PageLogEntry.objects.filter(page_id=pk).order_by("pk"):
        if entry.action == "wagtail.workflow.start":
            moment = submitted
        elif entry.action in ("wagtail.workflow.approve", "wagtail.workflow.reject"):
            moment = next(decisions)
        PageLogEntry.objects.filter(pk=entry.pk).update(timestamp=moment)


def publish_home(world: World, settled: Settled, pages: Pages, unit: DemoUnit, blocks: list[tuple]) -> None:
    """Write the unit's home page of these blocks and publish it, reviewed in the year's first days. The unit was founded before."""
    page = Unit.objects.get(pk=settled.units[unit.code].pk)
    drafter = settled.user(unit.with_role("drafter")[0])
    reviewers = [unit.with_role("reviewer")[0], unit.secretary, world.committee.with_role("approver")[0]]
    first = next_working_day(world.start, 0)
    hours = ((first, 9, 5), (first, 9, 40), (first, 10, 30), (first, 15, 20), (next_working_day(first), 9, 15))
    times = Times(*(datetime.datetime.combine(day, datetime.time(hour, minute)) for day, hour, minute in hours))
    founded = aware(datetime.datetime.combine(world.start, datetime.time(8)))
    Release.objects.filter(page_id=page.pk).update(opened_at=founded, complete_at=founded, spent_at=founded)
    Section.objects.child_of(page).update(first_published_at=founded, last_published_at=founded)

    page.body = pages.body(blocks, unit.code, "home", Unit)
    page.owner = drafter
    revision = page.save_revision(user=drafter)
    release = open_release(page, times, content_hash(page))
    release.save()
    Review.objects.bulk_create(passed(settled, page, release, reviewers, times))
    revision.publish(user=settled.user(reviewers[-1]), skip_permission_checks=True)

    published = aware(times.final)
    Release.objects.filter(pk=release.pk).update(spent_at=published)
    Page.objects.filter(pk=page.pk).update(
        first_published_at=founded, last_published_at=published, latest_revision_created_at=aware(times.entered)
    )
    Revision.page_revisions.filter(object_id=str(page.pk)).update(created_at=aware(times.entered))
    PageLogEntry.objects.filter(page_id=page.pk).update(timestamp=founded)
    PageLogEntry.objects.filter(page_id=page.pk, action="wagtail.publish").update(timestamp=published)
    # built anew, for it tells when it was published
    document = documents.write(Unit.objects.get(pk=page.pk), Release.objects.get(pk=release.pk))
    type(document).objects.filter(pk=page.pk).update(built_at=published)


def withdraw_one(world: World, settled: Settled, published: list[tuple[DemoRecord, Page]]) -> None:
    """Take one of these records down again, some days after it was published; none when all are too new."""
    old = [(record, page) for record, page in published if record.times.final.date() < world.today - 7 * DAY]
    if not old:
        return
    record, page = world.rng("withdrawn").choice(old)
    withdraw(page, settled.user(record.reviewers[-1]), WITHDRAWN)
    moment = aware(datetime.datetime.combine(next_working_day(record.times.final.date(), 2), datetime.time(10, 20)))
    Release.objects.filter(page_id=page.pk).update(void_at=moment)
    Withdrawal.objects.filter(pk=page.pk).update(withdrawn_at=moment)
    PageLogEntry.objects.filter(page_id=page.pk, action="wagtail.unpublish").update(timestamp=moment)
