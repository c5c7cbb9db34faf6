"""Programs are run with their output kept, and a failure says what to do."""

import sys

import pytest

from tools.console import Stop, run
from tools.packages import PIP_ADVICE


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_the_output_of_a_program_is_kept(tmp_path):
    run("Step", python("import sys; print('out'); print('err', file=sys.stderr)"), log=tmp_path / "log")
    assert sorted((tmp_path / "log").read_text().split()) == ["err", "out"]


def test_a_failure_shows_the_last_lines_and_where_the_rest_is(tmp_path):
    with pytest.raises(Stop) as stop:
        run("Step", python("print('one\\n' * 50 + 'the reason'); raise SystemExit(3)"), log=tmp_path / "log")
    assert "Step failed" in str(stop.value)
    assert "the reason" in str(stop.value)
    assert str(tmp_path / "log") in str(stop.value)
    assert str(stop.value).count("one") < 20


@pytest.mark.parametrize(
    ("printed", "advice"),
    [
        ("ERROR: No matching distribution found for django==5.2.19", "PIP_INDEX_URL"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "mirrors the public one"),
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("OSError: [Errno 13] Permission denied: 'x'", "write permission"),
    ],
)
def test_a_failed_installation_says_what_to_do(tmp_path, printed, advice):
    with pytest.raises(Stop, match=advice):
        run("Installing", python(f"print({printed!r}); raise SystemExit(1)"), log=tmp_path / "log", advice=PIP_ADVICE)


def test_a_log_that_cannot_be_written_is_named(tmp_path):
    with pytest.raises(Stop, match="missing/log cannot be written"):
        run("Step", python("pass"), log=tmp_path / "missing" / "log")
