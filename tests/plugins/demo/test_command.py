"""`manage.py demo`: deterministic, all or nothing, and clear about what it will not do."""

import datetime
import hashlib
import json

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.core.management.base import OutputWrapper
from django.core.management.color import no_style
from django.db import connection, transaction
from django.utils import timezone

from cms.delivery.models import Document
from cms.media import Attachment, Image
from cms.people import Person
from cms.tree import Record, Unit
from plugins.demo import desk, load, plan, shares

from .conftest import TODAY

# What may differ between two loads with the same arguments, and why
CLOCK = "the moment of loading"
DIFFERS = {
    "auth.User": {"password": "salted anew each time"},
    "audit.Entry": None,  # sealed with the moment of loading
    "cms.Release": {},
    "cms.SectionState": {"decided_at": CLOCK},
    "notifications.Notice": {"created_at": CLOCK, "read_at": CLOCK, "key": "names the moment of a withdrawal"},
    "wagtailcore.Page": {"translation_key": "Wagtail's own random key"},
    "wagtailcore.Revision": {"content": "holds the page's translation_key"},
    "wagtailcore.PageLogEntry": {"uuid": "random", "timestamp": CLOCK},
    "wagtailcore.WorkflowState": {},
    "wagtailsearch.SQLiteFTSIndexEntry": None,  # a virtual table beside IndexEntry
}


def digests() -> dict[str, str]:
    """{model: digest of its rows}; keys of rows count as their order."""
    found = {}
    for model in apps.get_models():
        differs = DIFFERS.get(model._meta.label, {})
        if differs is None or not model._meta.managed or model._meta.proxy:
            continue
        fields = [field for field in model._meta.local_concrete_fields if field.name not in differs]
        columns = [field.attname for field in fields if not (field.is_relation or field.primary_key)]
        rows = model._base_manager.order_by("pk").values_list(*columns) if columns else []
        plain = [[getattr(value, "get_prep_value", lambda value=value: value)() for value in row] for row in rows]
        found[model._meta.label] = hashlib.sha256(repr(plain).encode()).hexdigest()
    return found


def reset_sequences() -> None:
    """A rolled-back load has used up keys on PostgreSQL, and hashes and documents name people by their keys."""
    models = apps.get_models(include_auto_created=True)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def run(*arguments) -> str:
    """What the command printed."""
    with OutputTo() as out:
        call_command("demo", *arguments, stdout=out)
    return out.getvalue()


class OutputTo(OutputWrapper):
    def __init__(self):
        import io

        super().__init__(io.StringIO())

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return False

    def getvalue(self):
        return self._out.getvalue()


@pytest.fixture
def small(few_units, monkeypatch, db):
    few_units(monkeypatch)


@pytest.fixture
def tiny(small, monkeypatch):
    """The whole way of loading, with ten records."""
    natural = plan.natural
    monkeypatch.setattr(plan, "natural", lambda *arguments: list(natural(*arguments))[-10:])


def test_the_same_arguments_give_the_same_database(tiny):
    def loaded(**arguments):
        reset_sequences()
        with transaction.atomic():
            load.load(**({"seed": 1, "today": TODAY, "size": None, "say": str} | arguments))
            found = digests()
            transaction.set_rollback(True)
        return found

    first, again, other = loaded(), loaded(), loaded(seed=2)
    assert [name for name in first if first[name] != again[name]] == []
    changed = {name for name in first if first[name] != other[name]}
    assert {"cms.Person", "cms.Record", "cms.Document", "cms.Review"} <= changed


def test_the_year_ends_the_day_before_today(tiny):
    run("--today", "2026-06-30", "--size", "5")
    assert Record.objects.count() == 5
    for record in Record.objects.all():
        assert datetime.date(2025, 7, 1) <= record.occurred_on < TODAY


def test_loading_again_changes_nothing_and_says_so(tiny):
    run("--today", "2026-06-30")
    before = digests()
    assert "未作任何改动" in run()
    assert "未作任何改动" in run("--today", "2026-06-30", "--seed", "1", "--size", "10")
    assert digests() == before


@pytest.mark.parametrize(
    ("arguments", "named"),
    [(["--seed", "2"], "--seed"), (["--today", "2026-06-29"], "--today"), (["--size", "9"], "--size")],
)
def test_another_demo_beside_it_is_refused(tiny, arguments, named):
    run("--today", "2026-06-30")
    with pytest.raises(CommandError, match=named):
        run(*arguments)


def test_a_database_with_units_of_its_own_is_left_alone(world):
    before = digests()
    with pytest.raises(CommandError, match="已有党组织"):
        run()
    assert digests() == before
    with pytest.raises(CommandError, match="没有演示数据"):
        run("accounts")


@pytest.mark.parametrize("error", [RuntimeError("halt"), KeyboardInterrupt()])
def test_an_interrupted_load_leaves_nothing(tiny, monkeypatch, error):
    def interrupted(*arguments):
        assert Person.objects.exists()
        assert Image.objects.exists()
        raise error

    written = []
    save = default_storage.save
    monkeypatch.setattr(default_storage, "save", lambda *arguments: written.append(save(*arguments)) or written[-1])
    monkeypatch.setattr(desk, "withdraw_one", interrupted)
    expected = CommandError if isinstance(error, KeyboardInterrupt) else RuntimeError
    with pytest.raises(expected):
        run("--today", "2026-06-30")
    assert not Unit.objects.exists()
    assert not Person.objects.exists()
    assert not Image.objects.exists()
    assert written
    assert [name for name in written if default_storage.exists(name)] == []
    monkeypatch.undo()


def test_after_an_interruption_it_can_be_loaded(tiny, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(desk, "withdraw_one", lambda *arguments: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            run("--today", "2026-06-30")
    assert "10条记录" in run("--today", "2026-06-30")


def test_a_larger_demo_tells_the_year_again(tiny):
    run("--today", "2026-06-30", "--size", "34")
    assert Record.objects.count() == 34
    assert load.loaded()["records"] == 34
    assert len({record.path for record in Record.objects.all()}) == 34
    for section in Record.objects.first().get_parent().get_siblings():
        assert section.numchild == section.get_children().count()
    # no new pictures: each further lap uses those of the first, of the homes and of the planted drafts
    assert Image.objects.count() <= 24


def test_an_interruption_of_what_is_beyond_leaves_a_whole_natural_year(tiny, monkeypatch):
    def interrupted(*arguments):
        raise shares.Failed("halt")

    monkeypatch.setattr(load, "write_more", interrupted)
    with pytest.raises(CommandError, match="自然的一年（10条"):
        run("--today", "2026-06-30", "--size", "100")
    assert Record.objects.count() == 10
    assert load.loaded()["records"] == 10
    assert Document.objects.exists()
    with pytest.raises(CommandError, match="--size"):
        run("--size", "100")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--size", "0"], "须在 1 到 100000 之间"),
        (["--size", "100001"], "须在 1 到 100000 之间"),
        (["--size", "many"], "不是整数"),
        (["--seed", "x"], "不是整数"),
        (["--today", "2026-6-31"], "不是日期"),
        (["--today", "1999-12-31"], "太早"),
        (["--today", f"{timezone.localdate() + datetime.timedelta(days=1)}"], "晚于今天"),
        (["--json"], "只用于 demo accounts"),
        (["accounts", "--seed", "2"], "--seed"),
        (["else"], "else"),
    ],
)
def test_a_wrong_argument_is_named_with_the_reason(db, arguments, reason):
    with pytest.raises(CommandError, match=reason):
        run(*arguments)
    assert not Unit.objects.exists()


def test_a_database_that_is_not_migrated_is_refused_with_what_to_do(db, monkeypatch):
    from django.db.migrations.executor import MigrationExecutor

    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *arguments: [("cms", False)])
    with pytest.raises(CommandError, match="manage.py migrate"):
        run()


def test_accounts_as_json_are_for_programs(tiny):
    run("--today", "2026-06-30")
    found = json.loads(run("accounts", "--json"))
    assert {frozenset(account) for account in found} == {frozenset({"username", "password", "unit", "role"})}
    assert {"username": "zongzhuang.drafter", "unit": "后桥总装党支部", "role": "drafter"}.items() <= next(
        account for account in found if account["username"] == "zongzhuang.drafter"
    ).items()
    assert "zongzhuang.drafter" in run("accounts")


def test_the_committee_is_the_only_unit_at_the_top(tiny):
    run("--today", "2026-06-30")
    assert list(Unit.objects.filter(depth=2).values_list("code", flat=True)) == ["dangwei"]


def test_files_of_an_earlier_demo_do_not_matter(tiny):
    """Another database with the same media folder: names follow from the content, and the files are written anew."""
    with transaction.atomic():
        run("--today", "2026-06-30")
        names = set(Attachment.objects.values_list("file", flat=True)) | set(
            Image.objects.values_list("file", flat=True)
        )
        transaction.set_rollback(True)
    run("--today", "2026-06-30")
    again = set(Attachment.objects.values_list("file", flat=True)) | set(Image.objects.values_list("file", flat=True))
    assert names == again
    assert all(default_storage.exists(name) for name in names)


def test_a_writer_that_was_killed_is_noticed():
    """Nothing comes from it any more; whoever waits for it would wait for ever."""
    import multiprocessing
    import os
    import signal

    fork = multiprocessing.get_context("fork")
    process = fork.Process(target=lambda: os.kill(os.getpid(), signal.SIGKILL))
    process.start()
    with pytest.raises(shares.Failed, match="-9"):
        shares._await(shares.READY, [process], fork.SimpleQueue(), lambda number: None)
    process.join()


def test_a_writer_whose_parent_is_gone_gives_up():
    import os

    shares._stay_with(os.getppid())
    with pytest.raises(shares.Failed):
        shares._stay_with(os.getppid() + 1)


@pytest.mark.postgres
def test_shares_are_written_side_by_side_and_committed_together(tmp_path):
    """In a process and a database of its own: forked writers see only what was committed."""
    import os
    import subprocess
    import sys
    import uuid

    import psycopg

    from tools.console import ROOT, environment

    server = os.environ["DATABASE_URL"]
    name = f"hongban_demo_{uuid.uuid4().hex[:12]}"
    program = (
        "import django; django.setup()\n"
        "from django.core.management import call_command\n"
        "from plugins.demo import shares, world\n"
        "from tests.plugins.demo.conftest import UNITS\n"
        "shares.WORTHWHILE, shares._several_writers = 0, lambda: True\n"
        "world.TRADES = tuple(trade for trade in world.TRADES if trade.code in UNITS)\n"
        "call_command('migrate', verbosity=0)\n"
        "call_command('demo', '--today', '2026-06-30', '--size', '400')\n"
        "from cms.tree import Record; from cms.delivery.models import Document; from wagtail.models import Page\n"
        "assert Record.objects.count() == 400\n"
        "assert Page.find_problems() == ([], [], [], [], []), Page.find_problems()\n"
        "assert Document.objects.filter(kind='record').count() == Record.objects.filter(live=True).count()\n"
    )
    env = environment(
        DJANGO_SETTINGS_MODULE="cms.settings",
        HONGBAN_DATA=str(tmp_path),
        DATABASE_URL=server.replace("/postgres?", f"/{name}?"),
        SECRET_KEY=None,
        PYTHONPATH=str(ROOT),
    )
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
        try:
            done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=env, capture_output=True, text=True)
        finally:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    assert done.returncode == 0, done.stdout + done.stderr
