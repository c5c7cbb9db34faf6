import hypothesis
import pytest

from cms.delivery import outbox
from cms.testing import publish
from tests.cms.samples import featured
from tests.search.servers import GROUP, elastic, elasticsearch, installed, own_cluster

__all__ = ["elastic", "elasticsearch", "installed", "own_cluster"]

# A busy machine is no fault of the code
hypothesis.settings.register_profile("search", deadline=None)
hypothesis.settings.load_profile("search")


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items):
    for item in items:
        if "installed" in getattr(item, "fixturenames", ()):
            item.add_marker(GROUP)


@pytest.fixture
def published(world):
    """A function that publishes a 特色工作 of these fields; takes what `world.draft` takes."""

    def make(title="记录", unit=None, **fields):
        return publish(world, featured(world, unit, title=title, **fields))

    return make


@pytest.fixture
def indexed(published):
    """The same, and the index knows of it at once."""

    def make(*args, **fields):
        page = published(*args, **fields)
        outbox.drain("search")
        return page

    return make
