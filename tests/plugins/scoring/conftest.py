"""A quarter that is over, with records that were submitted and published on its days, and one of each fault."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import Page, Revision

from cms.delivery.models import Document
from cms.moderation.models import Release
from cms.testing import publish
from cms.testing.world import decide
from cms.tree.actions import open_section
from plugins.dues import ledger
from tests.cms.samples import meeting

LONG_AGO = datetime.date(2020, 1, 1)
QUARTER = "2026Q2"
FROZEN = datetime.date(2026, 7, 8)


def at(day: datetime.date, hour: int = 9) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour)))


class Past:
    """Records of the branch (or another unit), submitted and published on days of the past."""

    def __init__(self, world):
        self.world = world
        for unit in (world.branch, world.other):
            open_section(unit, "three_meetings_one_lesson", since=LONG_AGO)

    def meeting(self, occurred_on, submitted_on, published_on=None, unit=None, **fields):
        """三会一课 · 党员大会, unless `meeting_type` says otherwise; published two days after its submission."""
        fields = {"held_at": at(occurred_on), "ended_at": at(occurred_on, 10)} | fields
        page = meeting(self.world, unit, occurred_on=occurred_on, **fields)
        page = publish(self.world, page)
        self.set_back(page, submitted_on, published_on or submitted_on + datetime.timedelta(days=2))
        return page

    def again(self, page, submitted_on, published_on=None, **fields):
        """A correction, submitted and published on these days."""
        page = type(page).objects.get(pk=page.pk)
        draft, first = page.get_latest_revision_as_object(), page.first_published_at
        for name, value in fields.items():
            setattr(draft, name, value)
        draft.correction_note = f"更正：{submitted_on}"
        draft.save_revision(user=self.world.user("drafter", page.owning_unit))
        page = publish(self.world, page)
        self.set_back(page, submitted_on, published_on or submitted_on + datetime.timedelta(days=2), first=False)
        Page.objects.filter(pk=page.pk).update(first_published_at=first)
        Document.objects.filter(pk=page.pk).update(first_published_at=first)

    def returned(self, page, day, *reasons):
        """A submission of this draft, returned by the first reviewer on that day."""
        from cms.moderation.actions import submit

        submit(page, self.world.user("drafter", page.owning_unit))
        state = type(page).objects.get(pk=page.pk).current_workflow_task_state
        made = decide(
            state,
            self.world.user("reviewer", page.owning_unit),
            "return",
            reasons=list(reasons),
            opinion="请对照签到表核对。",
        )
        Release.objects.filter(pk=made.release_id).update(opened_at=at(day, 8))
        type(made).objects.filter(pk=made.pk).update(decided_at=at(day))
        ledger.keep([page.pk])

    def set_back(self, page, submitted_on, published_on, first=True):
        release = Release.objects.filter(page_id=page.pk).latest("pk")
        moments = {"opened_at": at(submitted_on), "complete_at": at(published_on), "spent_at": at(published_on)}
        Release.objects.filter(pk=release.pk).update(**moments)
        Revision.page_revisions.filter(object_id=str(page.pk), pk__gte=page.live_revision_id or 0).update(
            created_at=at(submitted_on, 8)
        )
        if first:
            Page.objects.filter(pk=page.pk).update(first_published_at=at(published_on))
            Document.objects.filter(pk=page.pk).update(first_published_at=at(published_on))
        ledger.keep([page.pk])


@pytest.fixture
def past(world):
    return Past(world)
