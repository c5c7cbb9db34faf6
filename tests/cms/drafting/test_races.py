"""Two programs at once: with real threads, each with a connection of its own."""

import threading
from collections import Counter

import pytest
from django.db import connection

from cms.delivery import changes, outbox
from cms.delivery.models import DocumentChange
from cms.drafting import actions
from tests.cms.samples import featured

pytestmark = pytest.mark.postgres


def at_once(*acts) -> Counter:
    """How often each outcome came, by name, when all are run at the same moment."""
    start, outcomes = threading.Barrier(len(acts)), Counter()

    def run(act):
        try:
            start.wait(timeout=20)
            act()
            outcomes["done"] += 1
        except Exception as fault:  # noqa: BLE001 (the test looks at what came)
            outcomes[type(fault).__name__] += 1
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


def test_of_those_who_change_the_same_state_of_a_draft_exactly_one_does(real_world):
    page, user = featured(real_world), real_world.user("drafter")
    state = actions.state_of(page)

    def change(number: int):
        return lambda: actions.change(page, user, {"summary": f"第{number}份"}, expected=state)

    assert at_once(*map(change, range(4))) == {"done": 1, "Overwritten": 3}
    assert page.revisions.count() == 2


def test_changes_that_are_numbered_at_once_get_numbers_of_their_own(real_world):
    units = [real_world.committee.pk, real_world.branch.pk, real_world.other.pk]
    outbox.drain()
    assert at_once(*[lambda: changes.note(units)] * 4) == {"done": 4}
    numbers = list(DocumentChange.objects.filter(page_id__in=units).values_list("seq", flat=True))
    assert len(set(numbers)) == len(numbers) == 3
