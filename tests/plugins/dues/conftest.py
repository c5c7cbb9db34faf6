import datetime

import pytest
from django.utils import timezone
from wagtail.models import Revision

from cms.moderation.models import Release
from cms.testing import publish, review
from cms.tree.actions import open_section
from modules.clean_governance.models import CleanRecord
from modules.key_tasks.models import KeyTaskMilestone, KeyTaskRecord
from plugins.dues import ledger
from tests.cms.samples import meeting

LONG_AGO = datetime.date(2020, 1, 1)


def at(day: datetime.date, hour: int = 9) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour)))


class Past:
    """Records of the branch (or another unit) that were submitted and published on days of the past."""

    def __init__(self, world):
        self.world = world

    def counted(self, module: str, unit=None, since: datetime.date = LONG_AGO):
        return open_section(unit or self.world.branch, module, since=since)

    def meeting(self, occurred_on, submitted_on, published_on=None, unit=None, **fields):
        """三会一课 · 党员大会, unless `meeting_type` says otherwise; published two days later, unless said or None."""
        self.counted("three_meetings_one_lesson", unit)
        page = meeting(
            self.world, unit, occurred_on=occurred_on, held_at=at(occurred_on), ended_at=at(occurred_on, 10), **fields
        )
        return self.run(page, submitted_on, published_on or submitted_on + datetime.timedelta(days=2))

    def clean(self, occurred_on, submitted_on, published_on=None, **fields):
        """党风廉政: a report on a quarter."""
        self.counted("clean_governance")
        words = {"item_kind": "talk", "responsible": self.world.person(), "occurred_on": occurred_on}
        page = self.world.draft(CleanRecord, **(words | fields))
        return self.run(page, submitted_on, published_on or submitted_on + datetime.timedelta(days=2))

    def task(self, submitted_on, published_on=None):
        """重点工作: a standing record."""
        self.counted("key_tasks")
        start = datetime.date(2025, 1, 10)
        fields = {
            "task_kind": "campaign",
            "lead": self.world.person(),
            "start": start,
            "due": datetime.date(2026, 12, 31),
        }
        rows = {"milestones": [KeyTaskMilestone(milestone="启动", due=start)]}
        page = self.world.draft(KeyTaskRecord, occurred_on=start, progress=10, rows=rows, **fields)
        return self.run(page, submitted_on, published_on or submitted_on + datetime.timedelta(days=2))

    def run(self, page, submitted_on, published_on):
        page = publish(self.world, type(page).objects.get(pk=page.pk))
        self.set_back(page, submitted_on, published_on)
        return page

    def again(self, page, submitted_on, published_on=None, **fields):
        """A correction (or a newly approved revision), submitted and published on these days."""
        draft = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
        for name, value in fields.items():
            setattr(draft, name, value)
        draft.correction_note = f"更正：{submitted_on}"
        draft.save_revision(user=self.world.user("drafter", page.owning_unit))
        return self.run(page, submitted_on, published_on or submitted_on + datetime.timedelta(days=2))

    def waits_again(self, page, submitted_on):
        """A correction that is submitted, and nobody decided."""
        draft = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
        draft.correction_note, draft.summary = f"更正：{submitted_on}", "更正"
        draft.save_revision(user=self.world.user("drafter", page.owning_unit))
        return self.waits(page, submitted_on)

    def waits(self, page, submitted_on):
        """A draft that is submitted, and nobody decided."""
        review(self.world, type(page).objects.get(pk=page.pk), upto=0)
        release = Release.objects.filter(page_id=page.pk).latest("pk")
        Release.objects.filter(pk=release.pk).update(opened_at=at(submitted_on))
        ledger.keep([page.pk])
        return release

    def set_back(self, page, submitted_on, published_on):
        """As if the last submission and publication of this page had been on these days."""
        release = Release.objects.filter(page_id=page.pk).latest("pk")
        moments = {"opened_at": at(submitted_on), "complete_at": at(published_on), "spent_at": at(published_on)}
        Release.objects.filter(pk=release.pk).update(**moments)
        Revision.page_revisions.filter(object_id=str(page.pk), pk__gte=page.live_revision_id or 0).update(
            created_at=at(submitted_on, 8)
        )
        ledger.keep([page.pk])

    def ended(self, page, day):
        """As if the page had been withdrawn (its release void) on that day."""
        Release.objects.filter(page_id=page.pk, void_at__isnull=False).update(void_at=at(day))
        ledger.keep([page.pk])


@pytest.fixture
def past(world):
    return Past(world)
