"""`audit export` and what its file proves on its own."""

import datetime
import hashlib
import json

import pytest
from django.core.management import CommandError
from django.utils import timezone

from plugins.audit.models import Entry
from plugins.audit.sealing import seal


@pytest.fixture
def exported(written, audit, tmp_path):
    """The path of an export of the seven entries, and its lines; the eighth is the export's own."""
    code, out, _err = audit("export")
    assert code == 0
    path = tmp_path / "log.jsonl"
    path.write_text(out, encoding="utf-8")
    return path


def lines_of(path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def store(path, lines) -> None:
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")


def test_an_export_is_an_entry_and_stands_in_itself(exported, first_fault):
    *entries, closing = lines_of(exported)
    assert [entry["sequence"] for entry in entries] == list(range(1, 9))
    assert (entries[-1]["action"], entries[-1]["object_type"]) == ("export", "audit.entry")
    assert closing == {"export": {"first": 1, "last": 8, "count": 8, "hash": entries[-1]["hash"]}}
    assert first_fault("--file", exported) is None
    assert first_fault() is None


def test_anybody_can_check_a_line_by_the_recipe_of_the_documents(exported):
    previous = ""
    for entry in lines_of(exported)[:-1]:
        given = entry.pop("hash")
        text = json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert hashlib.sha256(text.encode()).hexdigest() == given
        assert entry["previous"] == previous
        previous = given


@pytest.mark.parametrize("name", ["time", "actor_name", "details", "unit", "hash", "previous", "id"])
@pytest.mark.parametrize("number", [0, 3, 7])
def test_a_changed_line_is_found(exported, first_fault, name, number):
    lines = lines_of(exported)
    lines[number][name] = {"number": 99} if name == "details" else 99 if name in ("unit", "id") else "2026"
    store(exported, lines)
    found, _fault = first_fault("--file", exported)
    assert found in (number + 1, number + 2)


@pytest.mark.parametrize("number", [0, 3, 6, 7])
def test_a_missing_line_is_found(exported, first_fault, number):
    lines = lines_of(exported)
    del lines[number]
    store(exported, lines)
    assert first_fault("--file", exported) is not None


def test_swapped_repeated_and_foreign_lines_and_a_cut_end_are_found(exported, first_fault):
    lines = lines_of(exported)
    for wrong in (
        [lines[1], lines[0], *lines[2:]],
        [*lines[:3], lines[2], *lines[3:]],
        [*lines[:4], {"sequence": "5"}, *lines[4:]],
        [*lines[:4], 5, *lines[5:]],
        lines[:-1],
        [*lines, lines[0]],
        [],
    ):
        store(exported, wrong)
        assert first_fault("--file", exported) is not None, wrong
    exported.write_text("{nonsense\n")
    assert first_fault("--file", exported) is not None


def test_a_file_that_was_made_anew_whole_is_found_with_the_anchor(exported, first_fault, anchor_file):
    from plugins.audit import chain

    lines, previous = lines_of(exported), ""
    lines[2]["actor_name"] = "他人"
    for entry in lines[:-1]:
        entry["previous"] = previous
        entry["hash"] = previous = chain.digest(entry)
    lines[-1]["export"]["hash"] = previous
    store(exported, lines)
    assert first_fault("--file", exported) is None  # of itself it is whole: that is what the anchor is for
    assert first_fault("--file", exported, "--anchor", anchor_file)[0] == 3
    with pytest.raises(AssertionError):
        assert first_fault("--file", exported, "--anchor", anchor_file) is None


def test_an_untouched_export_agrees_with_the_anchor(exported, first_fault, anchor_file):
    assert first_fault("--file", exported, "--anchor", anchor_file) is None


def test_a_part_of_the_log_has_no_gap_and_proves_itself_too(db, audit, tmp_path, first_fault, anchor_file):
    for day in (10, 8, 9, 5, 1):  # one was written late
        Entry.objects.create(time=timezone.now() - datetime.timedelta(days=day), action="sign.in", object_id=str(day))
    seal()
    since = timezone.localdate() - datetime.timedelta(days=9)
    until = timezone.localdate() - datetime.timedelta(days=3)
    out = audit("export", "--since", since, "--until", f"{until}T08:00")[1]
    entries = [json.loads(line) for line in out.splitlines()][:-1]
    assert [entry["object_id"] for entry in entries] == ["8", "9", "5"]
    path = tmp_path / "part.jsonl"
    path.write_text(out, encoding="utf-8")
    assert first_fault("--file", path) is None
    assert first_fault("--file", path, "--anchor", anchor_file) is None
    told = json.loads(Entry.objects.get(action="export").details)
    assert set(told) == {"since", "until"}


def test_an_export_of_a_time_without_entries_is_empty_and_whole(written, audit, tmp_path, first_fault):
    out = audit("export", "--until", "2020-01-01")[1]
    assert json.loads(out)["export"]["count"] == 0
    path = tmp_path / "none.jsonl"
    path.write_text(out)
    assert first_fault("--file", path) is None


@pytest.mark.parametrize("text", ["gestern", "2026-13-01", "2026-02-30"])
def test_a_time_that_is_none_is_refused(db, audit, text):
    with pytest.raises(CommandError, match="2026-03-05"):
        audit("export", "--since", text)


def test_nothing_is_exported_that_could_not_be_noted(written, audit, monkeypatch, capsys):
    from cms.signals import exported as signal

    def fails(**kwargs):
        raise OSError("full")

    signal.connect(fails)
    try:
        with pytest.raises(OSError, match="full"):
            audit("export")
    finally:
        signal.disconnect(fails)
    assert capsys.readouterr().out == ""


def test_a_file_that_is_not_there_is_said(db, audit, tmp_path):
    with pytest.raises(CommandError, match="不能读取"):
        audit("verify", "--file", tmp_path / "none")
    with pytest.raises(CommandError, match="--file"):
        audit("verify", "--anchor", tmp_path / "none")
