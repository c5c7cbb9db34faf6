"""Two requests of one person in the same moment, and many people at once."""

import threading

import pytest
from django.db import connection

from plugins.voices import urn
from plugins.voices.models import Participation, Urn

pytestmark = pytest.mark.postgres


@pytest.fixture
def world(real_world):
    return real_world


def test_whoever_sends_twice_at_once_counts_once_and_nobodys_answer_is_lost(opened, vote, voters):
    survey = opened()
    senders = [*voters, voters[0], voters[0]]
    barrier, counted = threading.Barrier(len(senders)), []

    def send(voter):
        barrier.wait()
        try:
            counted.append(vote(survey, voter, 0))
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=[voter]) for voter in senders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(counted) == [False, False] + [True] * len(voters)
    assert Participation.objects.count() == len(voters)
    assert urn.opened(Urn.objects.get().sealed)["cast"] == len(voters)
