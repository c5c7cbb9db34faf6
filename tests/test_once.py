"""The second half of `make test` leaves out what asks for no database, and nothing else."""

import pytest

from tests.once import OPTION, asks_for_a_database, leave_out_what_ran


def test_asking_for_nothing(request):
    assert not asks_for_a_database(request.node)


def test_asking_for_the_database(request, db):
    assert asks_for_a_database(request.node)


def test_asking_for_it_by_another_fixture(request, world):
    assert asks_for_a_database(request.node)


@pytest.mark.django_db
def test_asking_for_it_by_a_mark(request):
    assert asks_for_a_database(request.node)


@pytest.mark.postgres
def test_asking_for_it_in_another_process(request):
    assert asks_for_a_database(request.node)


class Config:
    """A run with or without the option; `deselected` is what it was told to leave out."""

    def __init__(self, given: bool):
        self.given, self.hook, self.deselected = given, self, []

    def getoption(self, name):
        assert name == OPTION
        return self.given

    def pytest_deselected(self, items):
        self.deselected += items


@pytest.mark.parametrize(("given", "kept"), [(True, ["db"]), (False, ["none", "db"])])
def test_the_option_leaves_out_what_asks_for_nothing(request, given, kept):
    found = {item.originalname: item for item in request.session.items if item.path == request.path}
    names = {"none": "test_asking_for_nothing", "db": "test_asking_for_the_database"}
    if not found.keys() >= set(names.values()):
        pytest.skip("chosen alone")
    items = [found[name] for name in names.values()]
    config = Config(given)
    leave_out_what_ran(config, items)
    assert [item.originalname for item in items] == [names[name] for name in kept]
    assert len(config.deselected) == 2 - len(kept)
