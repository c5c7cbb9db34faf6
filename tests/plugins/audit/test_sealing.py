"""Entries are sealed after their commit, one sealer at a time; a killed process loses nothing."""

import json
import os
import signal
import subprocess
import sys
import threading

import pytest
from django.conf import settings as project
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from plugins.audit import anchor, guard, health, sealing
from plugins.audit.models import Entry, Head
from plugins.audit.noting import note
from plugins.audit.verifying import verify
from tools.console import ROOT


@pytest.fixture
def committed(_ground, transactional_db):
    """A database whose transactions are real, and an empty log in it (restoring the ground was an act, too)."""
    guard.lift(connection)
    for model in (Entry, Head):
        model.objects.all().delete()
    guard.install(connection)


def numbers() -> list[int]:
    return list(Entry.objects.order_by("sequence").values_list("sequence", flat=True))


# After the commit -------------------------------------------------------------------------------------------------------


def test_what_is_rolled_back_leaves_no_entry_and_what_commits_is_sealed_at_once(committed):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        note("export")
        raise ZeroDivisionError
    assert not Entry.objects.exists()
    with transaction.atomic():
        note("export")
        note("export")
        assert Entry.objects.filter(sequence=None).count() == 2
    assert numbers() == [1, 2]
    assert verify().ok


def test_a_transaction_seals_once_however_much_it_wrote_and_also_after_a_part_was_rolled_back(committed, anchor_file):
    with transaction.atomic():
        for _number in range(3):
            note("export")
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            note("export")
            raise ZeroDivisionError
        note("export")
        with CaptureQueriesContext(connection) as sealed:
            hooks = [function for _sids, function, _robust in connection.run_on_commit if function is sealing.seal]
        assert len(hooks) == 1 and len(sealed) == 0
    assert numbers() == [1, 2, 3, 4]
    assert len(anchor_file.read_text().splitlines()) == 1


def test_only_a_rolled_back_part_had_asked_for_the_seal(committed):
    with transaction.atomic():
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            note("export")
            raise ZeroDivisionError
        note("export")
    assert numbers() == [1]


def test_when_the_anchor_cannot_be_written_the_act_stands_and_its_entry_waits(committed, settings, tmp_path, caplog):
    (tmp_path / "file").write_text("")
    settings.AUDIT_ANCHOR = tmp_path / "file" / "heads.jsonl"
    note("export")
    assert Entry.objects.filter(sequence=None).count() == 1
    assert "seal" in caplog.text
    settings.AUDIT_ANCHOR = tmp_path / "heads.jsonl"
    assert sealing.seal() == 1
    assert verify().ok


def test_many_entries_are_sealed_in_several_batches(db, anchor_file, monkeypatch):
    monkeypatch.setattr(sealing, "BATCH", 3)
    for _number in range(8):
        note("export")
    assert sealing.seal() == 8
    assert [json.loads(line)["sequence"] for line in anchor_file.read_text().splitlines()] == [3, 6, 8]
    assert verify().ok


def test_whoever_watches_the_site_has_what_waits_too_long_sealed(db):
    import datetime

    from django.utils import timezone

    assert health.check() is True
    Entry.objects.create(time=timezone.now() - datetime.timedelta(minutes=10), action="export")
    note("export")
    assert health.check() is True
    assert Head.objects.get().sequence == 2


def test_the_scheduled_task_seals(db):
    from plugins.audit.tasks import seal_log

    note("export")
    assert seal_log.call() == 1


def test_the_database_is_emptied_between_tests_and_protected_again(committed):
    note("export")
    call_command("flush", interactive=False, verbosity=0)
    assert not Entry.objects.exists()
    assert not project.AUDIT_ANCHOR.exists()
    note("export")
    with pytest.raises(Exception, match="entries are not deleted"), transaction.atomic():
        Entry.objects.all().delete()
    assert verify().ok


# Killed -----------------------------------------------------------------------------------------------------------------

KILLED = {
    "after the commit, before the seal": """
        with transaction.atomic():
            transaction.on_commit(die)
            note("export", pk=1)
            note("export", pk=2)
    """,
    "after the line of the anchor, before the seal's commit": """
        append = anchor.append
        anchor.append = lambda line: (append(line), die())
        with transaction.atomic():
            note("export", pk=1)
            note("export", pk=2)
    """,
    "in the middle of the line": """
        write = os.write
        os.write = lambda handle, data: (write(handle, data[: len(data) // 2]), die())
        with transaction.atomic():
            note("export", pk=1)
            note("export", pk=2)
    """,
}
PROGRAM = """
    import os, signal, sys, warnings
    import django
    django.setup()
    from django.db import transaction
    from plugins.audit import anchor
    from plugins.audit.noting import note
    def die():
        os.kill(os.getpid(), signal.SIGKILL)
"""


def program(text: str) -> subprocess.CompletedProcess:
    """Run it in a process of its own, on this test's database and anchor."""
    from textwrap import dedent
    from urllib.parse import urlsplit

    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        url = f"sqlite:///{name}"
    else:
        url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": url,
        "AUDIT_ANCHOR": str(project.AUDIT_ANCHOR),
    }
    code = dedent(PROGRAM) + dedent(text)
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True)


@pytest.mark.parametrize("text", KILLED.values(), ids=KILLED)
def test_what_a_killed_process_had_committed_is_sealed_by_the_next(committed, text, audit, first_fault):
    note("export", pk=0)
    assert numbers() == [1]
    done = program(text)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert Entry.objects.filter(sequence=None).count() == 2
    assert first_fault() is None
    assert "已封存 2 条" in audit("seal")[2]
    note("export", pk=3)
    assert list(Entry.objects.order_by("sequence").values_list("object_id", flat=True)) == ["0", "1", "2", "3"]
    assert first_fault() is None


def test_entries_of_an_interrupted_seal_that_somebody_removes_are_missed(committed, dba, first_fault):
    note("export", pk=0)
    program(KILLED["after the line of the anchor, before the seal's commit"])
    dba("DELETE FROM audit_entry WHERE object_id = '2'")
    assert first_fault()[0] == 2
    note("export", pk=3)
    assert first_fault() is not None


def test_an_interrupted_seal_is_ended_as_it_was_begun_whatever_came_in_between(committed):
    """An entry with a lower id that commits later would otherwise take the place of one that the line names."""
    with transaction.atomic():
        for number in range(3):
            note("export", pk=number)
        transaction.get_connection().run_on_commit.clear()
    ids = list(Entry.objects.order_by("pk").values_list("pk", flat=True))
    later = list(Entry.objects.filter(pk__in=ids[1:]).order_by("pk"))
    sealing.link(later, 0, "")
    line = {"after": 0, "previous": "", "ids": ids[1:], "sequence": 2, "hash": later[-1].hash, "count": 2}
    anchor.append(line)
    assert verify().ok
    assert sealing.seal() == 3
    assert list(Entry.objects.order_by("sequence").values_list("pk", flat=True)) == [*ids[1:], ids[0]]
    assert verify().ok


# At once ----------------------------------------------------------------------------------------------------------------


@pytest.mark.postgres
def test_sealers_at_once_make_one_chain(committed):
    barrier, errors = threading.Barrier(6), []

    def act():
        try:
            barrier.wait()
            for _number in range(10):
                with transaction.atomic():
                    note("export")
                    note("export")
        except Exception as error:  # noqa: BLE001 (the test looks at it)
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=act) for _number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert errors == []
    assert numbers() == list(range(1, 121))
    assert verify().ok


@pytest.mark.postgres
def test_an_act_does_not_wait_for_a_sealer_that_stands_still(committed):
    """Its own seal does, after it has committed."""
    note("export")
    held, release, acted = threading.Event(), threading.Event(), threading.Event()

    def hold():
        with transaction.atomic():
            Head.objects.select_for_update().get()
            held.set()
            release.wait(30)
        connection.close()

    def act():
        held.wait(30)
        with transaction.atomic():
            note("export")
            transaction.on_commit(lambda: None)
        connection.close()

    holder, actor = threading.Thread(target=hold), threading.Thread(target=act)
    holder.start()
    actor.start()
    held.wait(30)
    for _try in range(200):
        if Entry.objects.filter(sequence=None).exists():
            acted.set()
            break
        threading.Event().wait(0.05)
    release.set()
    holder.join(30)
    actor.join(30)
    assert acted.is_set()
    assert numbers() == [1, 2]
