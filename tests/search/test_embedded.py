"""The embedded engine between processes, versions and damaged files."""

import json
import os
import shutil
import subprocess
import sys
import textwrap
import threading
import time

import pytest

from search import embedded
from search.embedded import EmbeddedEngine
from search.engine import Busy, EngineError, Unusable
from tests.search.entries import entry, found, put


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "index"


@pytest.fixture
def made(folder):
    engine = EmbeddedEngine(folder)
    engine.rebuild([entry(1, text="党费")])
    return engine


@pytest.fixture
def process(folder):
    """A function that starts another process with an engine on the same folder."""
    started = []

    def start(program: str) -> subprocess.Popen:
        started.append(_start(folder, program))
        return started[-1]

    yield start
    for one in started:
        one.kill()
        one.communicate(timeout=30)


def _start(folder, program: str) -> subprocess.Popen:
    head = f"""
        import sys, time
        from pathlib import Path
        from search.embedded import EmbeddedEngine
        from search.engine import Busy
        from tests.search.entries import entry
        engine = EmbeddedEngine(Path({str(folder)!r}))
    """
    code = textwrap.dedent(head) + textwrap.dedent(program)
    return subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=os.getcwd()
    )


def current(folder):
    return folder / json.loads((folder / "current").read_text())["folder"]


# Between processes -----------------------------------------------------------------------------------------------------


def test_what_another_process_writes_is_found_at_once(made, process):
    assert found(made, "党课") == []
    program = """
        engine.index([2], lambda ids: [entry(2, text="党课")])
        print("indexed", flush=True)
        sys.stdin.readline()
        engine.rebuild([entry(3, text="党课")])
    """
    other = process(program)
    assert other.stdout.readline() == "indexed\n"
    assert found(made, "党课") == [2]
    other.communicate("go on\n", timeout=30)
    assert other.returncode == 0
    assert found(made, "党课") == [3]


def test_two_processes_that_write_at_once_lose_nothing(made, process):
    program = """
        for page in range({first}, {first} + 6):
            while True:
                try:
                    engine.index([page], lambda ids: [entry(page, text="党课")])
                    break
                except Busy:
                    time.sleep(0.05)
    """
    writers = [process(program.format(first=first)) for first in (100, 200)]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    assert sorted(found(made, "党课", limit=100)) == [*range(100, 106), *range(200, 206)]


def test_a_process_that_is_killed_while_it_rebuilds_leaves_the_old_index(folder, made, process):
    program = """
        def entries():
            for page in range(2, 5000):
                yield entry(page, text="党费 党课")
            print("half", flush=True)
            time.sleep(60)
        engine.rebuild(entries())
    """
    other = process(program)
    assert other.stdout.readline() == "half\n"
    assert found(made, "党费") == [1]
    with pytest.raises(Busy):
        EmbeddedEngine(folder).index([2], lambda ids: [entry(2, text="党费")])
    other.kill()
    other.wait(30)
    assert found(made, "党费") == [1]
    put(made, entry(2, text="党费"))
    assert sorted(found(made, "党费")) == [1, 2]
    assert made.rebuild([entry(7, text="党费")]) == 1
    assert found(made, "党费") == [7]
    assert [path.name for path in folder.glob("g-*")] == [current(folder).name]


def test_a_process_that_is_killed_while_it_writes_leaves_the_index_as_it_was(made, process):
    program = """
        def load(ids):
            yield entry(1, text="党课")
            print("half", flush=True)
            time.sleep(60)
        engine.index([1], load)
    """
    other = process(program)
    assert other.stdout.readline() == "half\n"
    other.kill()
    other.wait(30)
    assert found(made, "党费") == [1]
    put(made, entry(2, text="党费"))
    assert sorted(found(made, "党费")) == [1, 2]


def test_a_forked_process_opens_the_index_for_itself(folder, made):
    assert found(made, "党费") == [1]
    before = made._opened
    made._opened = embedded._Opened(
        os.getpid() + 1, *(getattr(before, name) for name in ("pointer", "folder", "meta", "index"))
    )
    assert found(made, "党费") == [1]
    assert made._opened.process == os.getpid()


# Between threads -------------------------------------------------------------------------------------------------------


def test_readers_and_a_writer_do_not_disturb_each_other(made):
    failures, stop = [], threading.Event()

    def read():
        while not stop.is_set():
            try:
                assert found(made, "党费")
            except Exception as error:  # noqa: BLE001 (whatever it is, it is the result)
                failures.append(error)
                return

    readers = [threading.Thread(target=read) for _number in range(3)]
    for reader in readers:
        reader.start()
    for number in (2, 3):
        put(made, entry(number, text="党费"))
        made.rebuild([entry(1, text="党费"), entry(number, text="党费")])
    stop.set()
    for reader in readers:
        reader.join(10)
    assert failures == []


def test_who_cannot_write_in_time_is_told_so(folder, made, monkeypatch):
    monkeypatch.setattr(embedded, "LOCK_WAIT", 0.1)
    other = EmbeddedEngine(folder)
    with made._locked(0):
        for act in (
            lambda: other.index([1], lambda ids: pytest.fail("loaded without the lock")),
            lambda: other.delete([1]),
            lambda: other.rebuild([]),
        ):
            started = time.monotonic()
            with pytest.raises(Busy):
                act()
            assert time.monotonic() - started < 2
        assert found(other, "党费") == [1]
    other.delete([1])
    assert found(made, "党费") == []


def test_nobody_who_publishes_waits_long():
    assert embedded.LOCK_WAIT <= 0.5


# Versions and damage ---------------------------------------------------------------------------------------------------


def test_an_index_of_another_version_must_be_rebuilt(folder, made, monkeypatch):
    monkeypatch.setattr(embedded, "VERSION", "2/next")
    fresh = EmbeddedEngine(folder)
    for act in (lambda: found(fresh, "党费"), lambda: found(made, "党费")):
        if act is not None:
            monkeypatch.setattr(made, "_opened", None)
        with pytest.raises(Unusable, match="made by version"):
            act()
    with pytest.raises(Unusable):
        put(fresh, entry(2, text="党费"))
    assert not fresh.health().ok
    fresh.rebuild([entry(3, text="党费")])
    assert found(fresh, "党费") == [3]


def files(folder, ending):
    return [path for path in current(folder).iterdir() if path.name.endswith(ending)]


def break_note(folder):
    (folder / "current").write_text("{half a no")


def break_note_kind(folder):
    (folder / "current").write_text("[1]")


def point_nowhere(folder):
    note = json.loads((folder / "current").read_text())
    (folder / "current").write_text(json.dumps(note | {"folder": "g-gone"}))


def empty_meta(folder):
    (current(folder) / "meta.json").write_text("")


def remove_files(folder):
    for path in current(folder).iterdir():
        path.unlink()


def remove_index(folder):
    shutil.rmtree(current(folder))


def remove_all(folder):
    shutil.rmtree(folder)


def cut_segments(folder):
    for ending in (".term", ".idx", ".fast", ".store", ".pos", ".fieldnorm"):
        for path in files(folder, ending):
            path.write_bytes(path.read_bytes()[:20])


DAMAGES = [break_note, break_note_kind, point_nowhere, empty_meta, remove_files, remove_index, remove_all, cut_segments]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_index_says_that_it_must_be_rebuilt_and_then_works(folder, made, damage):
    damage(folder)
    fresh = EmbeddedEngine(folder)
    with pytest.raises(Unusable):
        found(fresh, "党费")
    assert not fresh.health().ok
    fresh.rebuild([entry(4, text="党费")])
    assert found(fresh, "党费") == [4]
    assert found(made, "党费") == [4]


def test_garbage_inside_a_segment_is_no_crash(folder, made):
    for ending in (".term", ".idx", ".fast"):
        for path in files(folder, ending):
            path.write_bytes(bytes(255 - byte for byte in path.read_bytes()))
    fresh = EmbeddedEngine(folder)
    try:
        found(fresh, "党费")
    except EngineError:
        pass
    fresh.rebuild([entry(4, text="党费")])
    assert found(fresh, "党费") == [4]


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_a_folder_that_cannot_be_written_is_an_error_that_names_it(tmp_path):
    (tmp_path / "file").write_text("in the way")
    blocked = EmbeddedEngine(tmp_path / "file" / "index")
    with pytest.raises(EngineError, match="file"):
        blocked.rebuild([])
    assert not blocked.health().ok
