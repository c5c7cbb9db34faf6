import pytest

from modules.featured_work.models import FeaturedRecord

WORDS = {
    "category": "team",
    "background": "<p>夜班点名到会率低。</p>",
    "practice": "<p>把党小组会开到机台边。</p>",
    "result": "<p>到会率由 71% 提高到 96%。</p>",
}


@pytest.fixture
def draft(world):
    """Makes a draft of 特色工作 that is ready to be submitted; takes what `world.draft` takes."""

    def make(unit=None, **fields):
        return world.draft(FeaturedRecord, unit, **(WORDS | fields))

    return make


@pytest.fixture
def fresh():
    """The page as the database has it now."""
    return lambda page: type(page).objects.get(pk=page.pk)


@pytest.fixture
def task(fresh):
    """The task state that a page in moderation waits in."""
    return lambda page: fresh(page).current_workflow_task_state
