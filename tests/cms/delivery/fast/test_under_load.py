"""Readers who ask without pause while what they read is taken away: nobody is answered late, whatever is kept in memory.

Real threads with connections of their own, on the database that the tests run on.
"""

import datetime
import threading
import time
from dataclasses import dataclass

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.utils import timezone

from cms.delivery.fast import readers, reads
from cms.delivery.models import ApiToken
from cms.moderation.actions import withdraw
from cms.people import Membership
from cms.testing import publish
from cms.tokens import create_token, revoke_token
from tests.cms.delivery.doors import Doors, bearer, session_of
from tests.cms.samples import featured

LIST = "/api/v1/records"


@pytest.fixture
def world(real_world):
    return real_world


@dataclass
class Asked:
    begun: float
    told: bool


class Reader:
    """A thread that asks for one record and for lists with it, in turn, until `stop()`."""

    def __init__(self, doors: Doors, user, page, by: str):
        self.doors, self.user, self.page, self.by = doors, user, page, by
        if by == "token":
            self.credentials = bearer(create_token(user)[1])
        else:
            client = Client()
            client.force_login(user, "django.contrib.auth.backends.ModelBackend")
            self.key, self.credentials = client.session.session_key, session_of(client)
        self.asked: list[Asked] = []
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._ask)

    def _ask(self):
        mark = self.page.title.encode()
        try:
            while not self.ended.is_set():
                for address in (f"{LIST}/{self.page.pk}", LIST, f"{LIST}?expand=content"):
                    begun = time.monotonic()
                    answer = self.doors.ask(address, **self.credentials)
                    self.asked.append(Asked(begun, mark in answer.body))
        finally:
            connection.close()

    def wait(self, more: int) -> None:
        """Until so many more were answered."""
        until = len(self.asked) + more
        while len(self.asked) < until:
            assert self.thread.is_alive()
            time.sleep(0.005)

    def stop(self) -> None:
        self.ended.set()
        self.thread.join(timeout=30)


def withdrawn(world, reader):
    withdraw(reader.page, world.user("approver"), "数字有误")


def narrowed(world, reader):
    draft = reader.page.get_latest_revision_as_object()
    draft.disclosure_scope, draft.correction_note = "restricted", "改为限定范围"
    draft.save_revision(user=world.user("drafter"))
    publish(world, reader.page)


def logged_out(world, reader):
    Session.objects.filter(session_key=reader.key).delete()


def new_password(world, reader):
    reader.user.set_password("Another-2026-pass")
    reader.user.save()


def revoked(world, reader):
    revoke_token(ApiToken.objects.get(user=reader.user))


def membership_ended(world, reader):
    held = Membership.objects.get(person=reader.user.person)
    held.until = timezone.localdate() - datetime.timedelta(days=1)
    held.save()


ACTS = {
    withdrawn: "token", narrowed: "session", logged_out: "session", new_password: "session", revoked: "token",
    membership_ended: "session",
}  # fmt: skip


def test_under_load_nothing_is_told_that_was_taken_away_before_it_was_asked(world):
    readers._known.clear()
    reads._variants.clear()
    doors = Doors()

    def record(title):
        return publish(world, featured(world, title=title, disclosure_scope="members"))

    shared, pages = record("给有权的人看"), {withdrawn: record("将撤回的"), narrowed: record("将缩小范围的")}
    load = {act: Reader(doors, world.new_user("member"), pages.get(act, shared), by) for act, by in ACTS.items()}
    for reader in load.values():
        for address in (
            f"{LIST}/{reader.page.pk}",
            LIST,
        ):  # Django prolongs the session, and shows the door its headers
            doors.ask(address, **reader.credentials)
            assert doors.quick(address, **reader.credentials).code == 200
    for reader in load.values():
        reader.thread.start()
    try:
        for act, reader in load.items():
            slow = doors.slow
            reader.wait(20)
            assert all(asked.told for asked in reader.asked) and doors.slow == slow
            act(world, reader)
            done = time.monotonic()
            reader.wait(15)
            late = [asked for asked in reader.asked if asked.begun > done and asked.told]
            assert late == [], f"{len(late)} answers told what was {act.__name__}"
            reader.stop()
    finally:
        for reader in load.values():
            reader.stop()
