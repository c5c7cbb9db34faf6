"""A small demo: the committee, its general branch and two branches, of which one serves the others; the year ends 2026-06-30."""

import datetime

import pytest
from django.db import transaction

TODAY = datetime.date(2026, 6, 30)
UNITS = ("dangwei", "qianqiao", "zongzhuang", "shebei")


@pytest.fixture(scope="session")
def few_units():
    """A context in which the factory has these units only; loading all of them takes seconds."""
    from plugins.demo import world

    def patched(monkeypatch):
        trades = tuple(trade for trade in world.TRADES if trade.code in UNITS)
        monkeypatch.setattr(world, "TRADES", trades)

    return patched


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, few_units):
    """The small demo, loaded once for all tests of a module: a function that gives the world it was told by."""
    from plugins.demo import load
    from plugins.demo.world import World

    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        few_units(patch)
        with transaction.atomic():
            load.load(1, TODAY, None, lambda line: None)
            yield World(1, TODAY)
            transaction.set_rollback(True)
