"""Each test has an anchor of its own; `written` are some sealed entries of an otherwise empty log."""

import json

import pytest
from django.core.management import call_command
from django.db import connection

from plugins.audit.models import Entry, Head
from plugins.audit.noting import note
from plugins.audit.sealing import seal


@pytest.fixture(autouse=True)
def anchor_file(tmp_path, settings):
    settings.AUDIT_ANCHOR = tmp_path / "audit" / "heads.jsonl"
    return settings.AUDIT_ANCHOR


@pytest.fixture
def write():
    """Notes so many acts and seals them, as so many commits would: one seal for each `at_once` of them."""

    def entries(count: int, at_once: int = 2) -> None:
        for number in range(1, count + 1):
            note(
                "export", kind="cms.record", pk=number, title=f"第{number}件", details={"number": number, "词": "党费"}
            )
            if number % at_once == 0 or number == count:
                seal()

    return entries


@pytest.fixture
def written(db, write):
    """Seven sealed entries, numbered from one."""
    write(7)
    assert list(Entry.objects.order_by("sequence").values_list("sequence", flat=True)) == list(range(1, 8))
    return Head.objects.get()


@pytest.fixture
def audit(capsys):
    """Runs `manage.py audit …`: (exit code, standard output, standard error)."""

    def run(*arguments):
        code = 0
        try:
            call_command("audit", *map(str, arguments))
        except SystemExit as stopped:
            code = stopped.code
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def first_fault(audit):
    """What `audit verify` says first: (number, text), or None when the log is whole. The exit code always agrees."""

    def run(*arguments):
        code, out, _err = audit("verify", "--json", *arguments)
        report = json.loads(out)
        assert (code, report["ok"]) in ((0, True), (1, False))
        assert report["ok"] is not bool(report["findings"])
        found = report["findings"][0] if report["findings"] else None
        return found and (found["sequence"], found["fault"])

    return run


@pytest.fixture
def dba():
    """Runs SQL as somebody would who owns the database: without triggers."""
    from plugins.audit import guard

    def run(sql: str, *values) -> None:
        guard.lift(connection)
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
        guard.install(connection)

    return run
