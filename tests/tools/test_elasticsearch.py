"""A server lives exactly as long as the command, and is told of where it cannot be."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.search.servers import GROUP, installed
from tools.console import ROOT, Stop
from tools.elasticsearch import prepared
from tools.elasticsearch.nodes import cluster

__all__ = ["installed"]

ASK = "import json, os, sys, urllib.request as u; print(u.urlopen(os.environ['ELASTICSEARCH_URL']).read().decode()); sys.exit(7)"


@GROUP
@pytest.mark.usefixtures("installed")
def test_the_command_finds_a_server_its_exit_code_is_passed_on_and_nothing_is_left():
    done = subprocess.run(
        [sys.executable, "-m", "tools.elasticsearch", "--", sys.executable, "-c", ASK],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 7, done.stderr
    assert '"number":"8.' in done.stdout


def test_without_a_command_it_says_how_it_is_used():
    done = subprocess.run([sys.executable, "-m", "tools.elasticsearch"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 2
    assert "python -m tools.elasticsearch -- COMMAND" in done.stderr


def test_a_machine_without_java_is_told_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Stop, match="no java, javac, mvn in PATH .Debian: apt install"), cluster():
        pass


def test_what_was_prepared_is_used_again_until_its_sources_change(monkeypatch, tmp_path):
    monkeypatch.setattr(prepared, "lacking", lambda: "")
    monkeypatch.setenv("HONGBAN_CACHE", str(tmp_path))
    made = []
    monkeypatch.setattr(prepared, "_make", lambda folder: made.append(folder) or (folder / "libs").mkdir())
    first = prepared.prepared()
    assert first.parent == tmp_path
    assert prepared.prepared() == first
    assert len(made) == 1
    monkeypatch.setattr(prepared, "_sources", lambda: [Path(__file__)])
    assert prepared.prepared() != first
    assert len(made) == 2

    def fail(folder):
        raise Stop("mvn failed")

    monkeypatch.setattr(prepared, "_make", fail)
    monkeypatch.setattr(prepared, "_sources", list)
    with pytest.raises(Stop, match="mvn failed"):
        prepared.prepared()
    assert len(os.listdir(tmp_path)) == 2
