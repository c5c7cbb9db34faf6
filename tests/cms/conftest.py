import pytest

from tests.cms.fakes import answer, run
from tests.cms.samples import featured


@pytest.fixture
def draft(world):
    """Makes a draft of 特色工作 that is ready to be submitted; takes what `world.draft` takes."""
    return lambda unit=None, **fields: featured(world, unit, **fields)


@pytest.fixture
def fresh():
    """The page as the database has it now."""
    return lambda page: type(page).objects.get(pk=page.pk)


@pytest.fixture
def task(fresh):
    """The task state that a page in moderation waits in."""
    return lambda page: fresh(page).current_workflow_task_state


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The data of a site of its own with records in it, on SQLite; copy it before changing anything.

    Tests that use it belong to xdist's group `site`, so that it is made once.
    """
    folder = tmp_path_factory.mktemp("site")
    answer(run("-m", "tests.cms.site", "make", data=folder))
    return folder
