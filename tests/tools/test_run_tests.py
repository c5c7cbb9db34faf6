"""What a machine lacks is said before the tests run, and is a failure in CI."""

import pytest

from tools import chromium, postgres, run_tests
from tools.console import Stop


@pytest.fixture
def bare_machine(monkeypatch, tmp_path):
    monkeypatch.setattr(postgres, "binaries", lambda: None)
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "none"))
    monkeypatch.setenv("PATH", str(tmp_path))


def test_a_chromium_that_is_not_there_is_not_found(bare_machine):
    assert chromium.executable() is None


def test_a_named_chromium_is_taken(monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/bin/sh")
    assert chromium.executable() == "/bin/sh"


def test_a_bare_machine_is_told_what_is_skipped_and_why(bare_machine):
    assert [(what, "apt install" in why) for what, why in run_tests.missing().items()] == [
        ("the suite on PostgreSQL", True),
        ("the end-to-end tests", True),
        ("the TypeScript client and its front end", True),
        ("the tests with Elasticsearch", True),
    ]


def test_in_ci_a_bare_machine_is_a_failure(bare_machine, monkeypatch):
    monkeypatch.setenv("CI", "true")
    with pytest.raises(
        Stop, match="the suite on PostgreSQL cannot run.*the end-to-end tests cannot run.*Elasticsearch cannot run"
    ):
        run_tests.test()
