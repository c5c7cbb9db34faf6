"""`make demo` says what is wrong before anything long, and does each step once."""

import socket
import subprocess
import sys

import pytest

from tools.console import ROOT, Stop, environment
from tools.demo import Steps, ask_port, chosen_port, data_folder


def demo(**env):
    return subprocess.run(
        [sys.executable, "-m", "tools.demo"],
        cwd=ROOT,
        env=environment(**env),
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.fixture
def busy_port():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_a_busy_port_is_named_before_anything_is_made(tmp_path, busy_port):
    done = demo(PORT=str(busy_port), HONGBAN_DATA=str(tmp_path / "data"))
    assert done.returncode == 1
    assert f"Port {busy_port} is busy" in done.stderr
    assert f"make demo PORT={busy_port + 1}" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_free_port_is_left_free(busy_port):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = probe.getsockname()[1]
    ask_port(free)
    ask_port(free)


@pytest.mark.parametrize("port", ["0", "65536", "http", "80.5", "-1"])
def test_a_port_that_is_none_is_refused_by_name(port):
    done = demo(PORT=port)
    assert done.returncode == 1
    assert f"PORT={port}: expected a number from 1 to 65535" in done.stderr


def test_the_port_is_8000_when_none_is_chosen(monkeypatch):
    monkeypatch.setenv("PORT", "")
    assert chosen_port() == 8000


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("HONGBAN_DATA", str(tmp_path / "file" / "data"))
    with pytest.raises(Stop, match="file/data cannot be written .*make demo HONGBAN_DATA="):
        data_folder()


@pytest.fixture
def steps(tmp_path, monkeypatch):
    monkeypatch.setenv("HONGBAN_DATA", str(tmp_path))
    return Steps(data_folder(), sys.executable, {})


def test_a_step_is_done_once_and_again_when_what_it_reads_has_changed(steps):
    done = []
    for state in ("a", "a", "b", "b", "a"):
        steps.once("step", state, lambda state=state: done.append(state))
    assert done == ["a", "b", "a"]


def test_a_step_that_failed_is_done_again(steps):
    def fail():
        raise Stop("no")

    done = []
    with pytest.raises(Stop):
        steps.once("step", "a", fail)
    steps.once("step", "a", lambda: done.append("a"))
    assert done == ["a"]


def test_steps_that_are_forgotten_are_done_again(steps):
    done = []
    steps.once("step", "a", lambda: done.append("a"))
    steps.forget("step", "never done")
    steps.once("step", "a", lambda: done.append("a"))
    assert done == ["a", "a"]
