"""What every test gets. The fixtures for a site's people and records come from `cms.testing`, as for third parties."""

import pytest
from django.db import connection
from django.test import Client

from tests import prepared
from tests.baselines import assert_queries
from tests.ground import _ground, real_world
from tests.groups import keep_together
from tests.once import OPTION, leave_out_what_ran
from tests.process import forget, forget_index
from tests.snapshot import assert_snapshot

__all__ = ["_ground", "assert_queries", "assert_snapshot", "real_world"]


def pytest_addoption(parser):
    parser.addoption(OPTION, action="store_true", help="only the tests that ask for a database")


@pytest.hookimpl(trylast=True)  # tests/e2e marks its own
def pytest_collection_modifyitems(config, items):
    leave_out_what_ran(config, items)
    if connection.vendor == "postgresql":
        return
    skip = pytest.mark.skip(reason="needs PostgreSQL: python -m tools.postgres -- .venv/bin/pytest …")
    for item in items:
        if item.get_closest_marker("postgres"):
            item.add_marker(skip)


@pytest.hookimpl(tryfirst=True)  # before xdist tells the scheduler
def pytest_collection_finish(session):
    keep_together(session)


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb, django_db_modify_db_settings):
    return prepared.bring() or django_db_keepdb


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        prepared.keep()


@pytest.fixture
def sign_in():
    """A client in whose name somebody works, signed in."""

    def make(user) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return make


@pytest.fixture(autouse=True)
def nothing_remembered():
    """Caches of the process outlive a rolled-back transaction: each test starts with empty ones."""
    forget()
    forget_index()
    yield
    forget()
