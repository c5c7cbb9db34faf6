"""A cluster lives exactly as long as the command."""

import os
import subprocess
import sys

import pytest

from tools import postgres
from tools.console import ROOT, Stop

ASK = "import os, psycopg; print(psycopg.connect(os.environ['DATABASE_URL']).execute('SHOW server_version').fetchone()[0])"
WHERE = "import os, sys; print(os.environ['DATABASE_URL'].partition('host=')[2]); sys.exit(7)"


def with_cluster(*command):
    return subprocess.run([sys.executable, "-m", "tools.postgres", *command], cwd=ROOT, capture_output=True, text=True)


@pytest.fixture
def installed():
    if postgres.binaries() is None:
        missing = "no PostgreSQL on this machine"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(missing)


@pytest.mark.usefixtures("installed")
def test_the_command_finds_a_server_in_database_url():
    done = with_cluster("--", sys.executable, "-c", ASK)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout.split(".")[0]) >= 13


@pytest.mark.usefixtures("installed")
def test_the_commands_exit_code_is_passed_on_and_nothing_is_left():
    done = with_cluster("--", sys.executable, "-c", WHERE)
    assert done.returncode == 7
    assert done.stdout.strip().startswith("/")
    assert not os.path.exists(done.stdout.strip())


def test_without_a_command_it_says_how_it_is_used():
    done = with_cluster()
    assert done.returncode == 1
    assert "python -m tools.postgres -- COMMAND" in done.stderr


def test_a_machine_without_postgresql_is_told_what_to_install(monkeypatch):
    monkeypatch.setattr(postgres, "binaries", lambda: None)
    with pytest.raises(Stop, match="apt install postgresql"), postgres.cluster():
        pass
