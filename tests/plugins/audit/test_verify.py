"""`audit verify` ends 0 on an untouched log, and names the first bad entry whatever somebody did to the rows or to the anchor."""

import json

import pytest
from django.core.management import load_command_class
from django.db import connection

from plugins.audit import chain
from plugins.audit.models import Entry, Head
from plugins.audit.noting import note
from plugins.audit.sealing import link, seal
from plugins.audit.verifying import verify


def test_an_empty_log_is_whole(db, first_fault):
    assert first_fault() is None


def test_an_untouched_log_is_whole(written, audit, first_fault):
    assert first_fault() is None
    code, out, _err = audit("verify")
    assert code == 0
    assert "7 条" in out and written.hash in out


def test_what_is_not_sealed_yet_is_said_and_is_no_fault(written, audit):
    note("export")
    code, _out, err = audit("verify")
    assert code == 0
    assert "1 条尚未封存" in err


# Changed ----------------------------------------------------------------------------------------------------------------

CHANGES = {
    "time": "'2020-01-01 00:00:00+00'", "actor": "77", "actor_name": "'他人'", "actor_roles": "'党务室'", "command": "'x'",
    "address": "'10.0.0.9'", "action": "'sign.in'", "object_type": "'cms.unit'", "object_id": "'99'", "object_title": "'别的'",
    "unit": "3", "details": "'{\"number\":9}'", "algorithm": "'sm3'", "previous": "'00'", "hash": "'00'", "id": "id + 1000",
}  # fmt: skip


def test_every_column_is_tried():
    assert set(CHANGES) == {field.column for field in Entry._meta.fields} - {"sequence"}
    assert set(chain.FIELDS) | {"hash"} == {field.column for field in Entry._meta.fields}


@pytest.mark.parametrize("row", [1, 4, 7], ids=["oldest", "middle", "newest"])
@pytest.mark.parametrize(("column", "value"), CHANGES.items(), ids=CHANGES)
def test_a_changed_column_is_found_in_its_row(written, dba, first_fault, column, value, row):
    dba(f"UPDATE audit_entry SET {column} = {value} WHERE sequence = {row}")
    assert first_fault() == (row, "内容与摘要不符")


def test_details_that_only_look_the_same_are_found(written, dba, first_fault):
    """JSON has many spellings of one value; the log knows one."""
    dba("UPDATE audit_entry SET details = replace(details, ':', ': ') WHERE sequence = 5")
    assert first_fault()[0] == 5


def test_an_algorithm_that_is_not_believed_is_found_though_its_hash_is_right(written, dba, first_fault):
    import hashlib

    entry = Entry.objects.get(sequence=7).plain() | {"algorithm": "md5"}
    text = chain.canonical({name: entry[name] for name in chain.FIELDS})
    weak = hashlib.md5(text.encode()).hexdigest()
    dba("UPDATE audit_entry SET algorithm = 'md5', hash = %s WHERE sequence = 7", weak)
    assert first_fault()[0] == 7


@pytest.mark.skipif(connection.vendor != "sqlite", reason="other databases refuse it themselves")
@pytest.mark.parametrize("column", ["time", "unit"])
def test_a_row_that_cannot_even_be_read_is_named(written, dba, first_fault, column):
    dba(f"UPDATE audit_entry SET {column} = 'nonsense' WHERE sequence = 3")
    assert first_fault()[0] == 3


# Removed ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "said"), [((1,), 1), ((4,), 4), ((3, 4, 5), 3), ((7,), 7), ((6, 7), 6), (tuple(range(1, 8)), 1)], ids=str
)
def test_removed_rows_are_missed(written, dba, first_fault, rows, said):
    dba(f"DELETE FROM audit_entry WHERE sequence IN ({', '.join(map(str, rows))})")
    number, fault = first_fault()
    assert number == said
    assert "缺少" in fault


@pytest.mark.parametrize("keep", [6, 5, 0])
def test_removed_newest_rows_are_missed_though_the_head_was_set_back(written, dba, first_fault, keep):
    """Exactly the log as it was some time ago: only the anchor outside knows better."""
    dba(f"DELETE FROM audit_entry WHERE sequence > {keep}")
    last = Entry.objects.filter(sequence=keep).first()
    dba("UPDATE audit_head SET sequence = %s, hash = %s, count = %s", keep, last.hash if last else "", keep)
    assert first_fault()[0] == keep + 1


def test_removed_rows_stay_missed_when_the_site_goes_on(written, dba, write, first_fault):
    dba("DELETE FROM audit_entry WHERE sequence = 7")
    last = Entry.objects.get(sequence=6)
    dba("UPDATE audit_head SET sequence = 6, hash = %s, count = 6", last.hash)
    write(3)
    assert Head.objects.get().sequence == 9
    assert first_fault()[0] == 7


# Inserted ---------------------------------------------------------------------------------------------------------------


def forged(after: Entry, action="sign.in") -> dict:
    """A row that continues the chain as a sealer would: nothing of it is secret."""
    entry = Entry(pk=after.pk + 500, time=after.time, action=action)
    link([entry], after.sequence, after.hash)
    return {field.column: getattr(entry, field.attname) for field in Entry._meta.fields}


def insert(dba, row: dict) -> None:
    columns = ", ".join(row)
    dba(f"INSERT INTO audit_entry ({columns}) VALUES ({', '.join(['%s'] * len(row))})", *row.values())


def test_an_inserted_row_at_the_end_is_found(written, dba, first_fault):
    insert(dba, forged(Entry.objects.get(sequence=7)))
    assert first_fault() == (8, "在末条之后，不是本系统封存的")


def test_an_inserted_row_is_found_though_the_head_was_moved_on(written, dba, first_fault):
    row = forged(Entry.objects.get(sequence=7))
    insert(dba, row)
    dba("UPDATE audit_head SET sequence = 8, hash = %s, count = 8", row["hash"])
    number, fault = first_fault()
    assert number == 8
    assert "不是本系统封存的" in fault


def test_a_row_inserted_between_others_is_found(written, dba, first_fault):
    dba("UPDATE audit_entry SET sequence = sequence + 100 WHERE sequence > 3")
    dba("UPDATE audit_entry SET sequence = sequence - 99 WHERE sequence > 100")
    insert(dba, forged(Entry.objects.get(sequence=3)))
    # The forged fourth is well made, but it is not what was sealed together with the third
    assert first_fault() == (3, "第 3 至 4 条不是当时封存的条目（与锚点不符）")


def test_an_unsealed_row_with_a_hash_is_found(written, dba, first_fault):
    insert(dba, forged(Entry.objects.get(sequence=7)) | {"sequence": None})
    assert first_fault() == (None, "没有序号，却已有摘要")


# Swapped ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("one", "other"), [(2, 3), (1, 7), (6, 7)])
def test_swapped_rows_are_found(written, dba, first_fault, one, other):
    dba(f"UPDATE audit_entry SET sequence = -1 WHERE sequence = {one}")
    dba(f"UPDATE audit_entry SET sequence = {one} WHERE sequence = {other}")
    dba(f"UPDATE audit_entry SET sequence = {other} WHERE sequence = -1")
    assert first_fault()[0] == one


# Rewritten whole --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("row", "said"), [(1, 1), (4, 3), (7, 7)])
def test_a_chain_that_was_made_anew_from_some_row_is_found_by_the_anchor(written, dba, first_fault, row, said):
    """Hashes and head agree; the seals of that time, of two entries each, do not."""
    entries = list(Entry.objects.filter(sequence__gte=row).order_by("sequence"))
    before = Entry.objects.filter(sequence=row - 1).first()
    entries[0].actor_name = "他人"
    link(entries, row - 1, before.hash if before else "")
    for entry in entries:
        dba(
            "UPDATE audit_entry SET actor_name = %s, previous = %s, hash = %s WHERE sequence = %s",
            entry.actor_name, entry.previous, entry.hash, entry.sequence,
        )  # fmt: skip
    dba("UPDATE audit_head SET hash = %s", entries[-1].hash)
    number, fault = first_fault()
    assert number == said
    assert "锚点" in fault


# Head and anchor --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", ["sequence = 6", "sequence = 8", "hash = '00'", "count = 6"])
def test_a_changed_head_is_found(written, dba, first_fault, change):
    dba(f"UPDATE audit_head SET {change}")
    assert first_fault() is not None


def test_a_missing_head_is_found(written, dba, first_fault):
    dba("DELETE FROM audit_head")
    assert first_fault() is not None


def lines_of(path) -> list[dict]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_the_anchor_has_a_line_for_each_seal(written, anchor_file):
    assert [(line["after"], line["sequence"]) for line in lines_of(anchor_file)] == [(0, 2), (2, 4), (4, 6), (6, 7)]
    assert lines_of(anchor_file)[-1]["hash"] == written.hash
    assert oct(anchor_file.stat().st_mode & 0o777) == "0o600"


@pytest.mark.parametrize("gone", [0, 1, 3])
def test_a_line_that_was_taken_out_of_the_anchor_is_missed(written, anchor_file, first_fault, gone):
    lines = anchor_file.read_text().splitlines(keepends=True)
    del lines[gone]
    anchor_file.write_text("".join(lines))
    assert first_fault() is not None


@pytest.mark.parametrize("number", [0, 2, 3])
@pytest.mark.parametrize("name", ["sequence", "hash", "after", "previous"])
def test_a_line_that_was_changed_in_the_anchor_is_found(written, anchor_file, first_fault, number, name):
    lines = lines_of(anchor_file)
    lines[number][name] = lines[number][name] + (1 if name in ("sequence", "after") else "0")
    anchor_file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert first_fault() is not None


@pytest.mark.parametrize("content", [None, "", "nonsense\n"])
def test_an_anchor_that_is_gone_or_says_nothing_is_found(written, anchor_file, first_fault, content):
    anchor_file.unlink() if content is None else anchor_file.write_text(content)
    number, fault = first_fault()
    assert number == 1
    assert str(anchor_file) in fault


def test_another_database_does_not_pass_for_the_one_that_the_anchor_knows(written, dba, write, first_fault):
    dba("DELETE FROM audit_entry")
    dba("DELETE FROM audit_head")
    write(7)
    assert first_fault()[0] == 1


# What is no fault -------------------------------------------------------------------------------------------------------


def test_an_anchor_renewed_with_a_reason_is_trusted_from_there_on(written, dba, write, audit, anchor_file, first_fault):
    """After a restore of an older database."""
    last = Entry.objects.get(sequence=4)
    dba("DELETE FROM audit_entry WHERE sequence > 4")
    dba("UPDATE audit_head SET sequence = 4, hash = %s, count = 4", last.hash)
    assert first_fault()[0] == 5
    _code, _out, err = audit("anchor", "--renew", "--reason", "恢复备份")
    write(2)
    assert first_fault() is None
    renewal = Entry.objects.get(action="audit.anchor")
    assert chain.parsed(renewal.details)["reason"] == "恢复备份"
    assert chain.parsed(renewal.details)["ended"] == 7
    aside = anchor_file.with_name(chain.parsed(renewal.details)["aside"])
    assert len(lines_of(aside)) == 4 and aside.name in err


def test_an_anchor_that_was_begun_anew_by_hand_is_not_trusted(written, anchor_file, write, first_fault):
    anchor_file.unlink()
    write(2)
    assert first_fault()[0] == 8


def test_a_line_that_was_cut_off_by_a_crash_is_overlooked(written, anchor_file, write, first_fault):
    with anchor_file.open("a") as stream:
        stream.write('{"after":7,"hash":"ab')
    assert first_fault() is None
    write(2)
    assert first_fault() is None
    assert Head.objects.get().sequence == 9


def test_both_digests_make_one_chain(written, settings, write, first_fault):
    settings.AUDIT_DIGEST = "sm3"
    write(2)
    assert list(Entry.objects.order_by("-sequence").values_list("algorithm", flat=True)[:3]) == ["sm3", "sm3", "sha256"]
    assert first_fault() is None


def test_after_many_faults_verify_stops_looking(db, write, dba):
    write(130, at_once=130)
    dba("UPDATE audit_entry SET address = 'x'")
    report = verify()
    assert 100 < len(report.findings) < 110
    assert report.findings[0].sequence == 1


def test_the_log_can_be_looked_at_whatever_else_is_wrong_with_the_site():
    """Commands usually refuse to run while `manage.py check` fails."""
    command = load_command_class("plugins.audit", "audit")
    assert not command.requires_system_checks and not command.requires_migrations_checks


def test_seal_tells_how_many(db, audit):
    note("export")
    assert audit("seal")[2].strip() == "已封存 1 条。"
    assert seal() == 0
