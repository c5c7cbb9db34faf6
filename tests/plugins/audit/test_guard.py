"""The database itself refuses to change what was written."""

import datetime

import pytest
from django.core import checks
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from plugins.audit import guard
from plugins.audit.models import Entry
from plugins.audit.noting import note
from plugins.audit.sealing import link, seal


def refused(sql: str, *values) -> str:
    with pytest.raises(DatabaseError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
    return str(caught.value)


@pytest.mark.parametrize(
    "change",
    [f"{name} = {name}" for name in ("action", "hash")]
    + ["action = 'x'", "hash = 'x'", "sequence = NULL", "sequence = 99"],
)
def test_a_sealed_entry_is_not_changed(written, change):
    assert "entries are not changed" in refused(f"UPDATE audit_entry SET {change} WHERE sequence = 3")


@pytest.mark.parametrize("name", guard.FIXED)
def test_an_unsealed_entry_is_not_changed_either_nor_while_it_is_sealed(written, name):
    note("export")
    value = {"time": "'2020-01-01 00:00:00+00'", "id": "id + 1", "actor": "5", "unit": "5"}.get(name, "'x'")
    assert "entries are not changed" in refused(f"UPDATE audit_entry SET {name} = {value} WHERE sequence IS NULL")
    sealed = f"UPDATE audit_entry SET sequence = 8, hash = 'x', {name} = {value} WHERE sequence IS NULL"
    assert "entries are not changed" in refused(sealed)


def test_every_column_is_either_fixed_or_sealed():
    from plugins.audit.sealing import SEALED

    assert {field.column for field in Entry._meta.fields} == {*guard.FIXED, *SEALED}


def test_nothing_is_deleted(written):
    note("export")
    assert "entries are not deleted" in refused("DELETE FROM audit_entry WHERE sequence = 7")
    assert "entries are not deleted" in refused("DELETE FROM audit_entry WHERE sequence IS NULL")
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.filter(sequence=1).delete()
    assert Entry.objects.count() == 8


def test_nothing_begins_sealed(written):
    entry = Entry(time=timezone.now(), action="sign.in")
    link([entry], 7, written.hash)
    with pytest.raises(DatabaseError, match="entries begin unsealed"), transaction.atomic():
        entry.save(force_insert=True)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own way around a trigger")
def test_nothing_is_replaced(written):
    note("export")
    columns = ", ".join(field.column for field in Entry._meta.fields if field.column not in ("sequence", "hash"))
    assert "begin unsealed" in refused(
        f"INSERT OR REPLACE INTO audit_entry ({columns}, hash) SELECT {columns.replace('algorithm, previous', chr(39) * 2 + ', ' + chr(39) * 2)}, '' "
        "FROM audit_entry WHERE sequence = 3"
    )
    assert "not changed" in refused("UPDATE OR REPLACE audit_entry SET sequence = 3, hash = 'x' WHERE sequence IS NULL")
    assert Entry.objects.filter(sequence=3).exists()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite knows no TRUNCATE")
def test_nothing_is_truncated(written):
    assert "entries are not deleted" in refused("TRUNCATE audit_entry")


def test_flush_is_refused_where_there_is_an_audit_log(written, settings):
    settings.AUDIT_MAY_BE_FLUSHED = False
    with pytest.raises(CommandError, match="审计日志"):
        call_command("flush", interactive=False, verbosity=0)
    assert Entry.objects.count() == 7


@pytest.mark.parametrize("module", ["cms.settings", "tests.settings", "cms.testing.settings"])
def test_only_tests_may_flush(module):
    from pathlib import Path

    import cms

    path = Path(cms.__file__).parent.parent / f"{module.replace('.', '/')}.py"
    path = path if path.exists() else path.with_suffix("") / "__init__.py"
    assert ("AUDIT_MAY_BE_FLUSHED = True" in path.read_text(encoding="utf-8")) is (module != "cms.settings")


# Pruning ----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def old(db):
    """Entries of 300, 250, 201, 199 and 1 days ago."""
    for days in (300, 250, 201, 199, 1):
        Entry.objects.create(time=timezone.now() - datetime.timedelta(days=days), action="sign.in", object_id=str(days))
    seal()


def days_kept() -> list[str]:
    return list(Entry.objects.order_by("sequence").values_list("object_id", flat=True))


def test_prune_takes_what_is_older_than_the_retention_and_the_chain_still_verifies(old, audit, first_fault, write):
    _code, _out, err = audit("prune")
    assert "将清理至第 3 条" in err
    assert len(days_kept()) == 5
    assert "已清理 3 条" in audit("prune", "--apply")[2]
    assert days_kept() == ["199", "1", "3"]
    assert first_fault() is None
    write(2)
    assert first_fault() is None
    assert "没有早于 200 天" in audit("prune", "--apply")[2]


def test_after_pruning_the_oldest_that_is_left_is_still_missed(old, audit, dba, first_fault):
    audit("prune", "--apply")
    dba("DELETE FROM audit_entry WHERE sequence = 4")
    assert first_fault()[0] == 1  # nothing stands for what is gone


def test_a_longer_retention_keeps_more(old, settings, audit):
    settings.AUDIT_RETENTION_DAYS = 280
    assert "已清理 1 条" in audit("prune", "--apply")[2]


def test_an_old_entry_behind_a_young_one_stays(db, audit):
    """Only the old end goes, never a piece from the middle."""
    for days in (1, 300):
        Entry.objects.create(time=timezone.now() - datetime.timedelta(days=days), action="sign.in")
    seal()
    assert "没有早于" in audit("prune", "--apply")[2]


def test_a_log_that_does_not_verify_is_not_pruned(old, audit, dba):
    dba("UPDATE audit_entry SET address = 'x' WHERE sequence = 2")
    with pytest.raises(CommandError, match="audit verify"):
        audit("prune", "--apply")
    assert Entry.objects.count() == 5


def test_pruned_twice_the_chain_verifies(old, settings, audit, first_fault):
    settings.AUDIT_RETENTION_DAYS = 280
    audit("prune", "--apply")
    settings.AUDIT_RETENTION_DAYS = 200
    audit("prune", "--apply")
    assert days_kept() == ["199", "1", "1", "3"]
    assert first_fault() is None


def test_a_checkpoint_opens_the_door_for_nothing_younger(old):
    note("audit.prune", pk=5)
    assert "not deleted" in refused("DELETE FROM audit_entry WHERE sequence = 1")  # the checkpoint is not sealed
    seal()
    assert "not deleted" in refused("DELETE FROM audit_entry WHERE sequence = 4")
    assert "not deleted" in refused("DELETE FROM audit_entry WHERE sequence = 6")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_entry WHERE sequence = 1")


# Checks -----------------------------------------------------------------------------------------------------------------


def test_missing_triggers_are_said_by_check_and_set_again_by_a_command(written, audit):
    def said():
        return [message.id for message in checks.run_checks(tags=["database"], databases=["default"])]

    assert "audit.E002" not in said()
    guard.lift(connection)
    assert "audit.E002" in said()
    assert "已重设" in audit("guard")[2]
    assert "audit.E002" not in said()
    assert "触发器完好" in audit("guard")[2]
    assert Entry.objects.filter(action="audit.guard").count() == 1
    assert "not deleted" in refused("DELETE FROM audit_entry")


def test_a_database_without_our_triggers_is_said_by_check(monkeypatch):
    from plugins.audit import checks as ours

    assert ours.supported() == []
    monkeypatch.setattr(ours.connection, "vendor", "oracle", raising=False)
    assert [message.id for message in ours.supported()] == ["audit.W001"]
