"""tools/python.sh finds a Python that is new enough, or says what to do."""

import subprocess

from tools.console import ROOT, environment


def python_sh(*arguments, **env):
    return subprocess.run(
        ["sh", "tools/python.sh", *arguments], cwd=ROOT, env=environment(**env), capture_output=True, text=True
    )


def test_a_python_that_is_new_enough_is_found():
    done = python_sh("-c", "import sys; print(sys.version_info >= (3, 11))", PYTHON=None)
    assert (done.returncode, done.stdout) == (0, "True\n")


def test_without_one_it_says_what_to_install(tmp_path):
    old = tmp_path / "python-of-long-ago"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    done = python_sh("-c", "", PYTHON=str(old))
    assert done.returncode == 1
    assert "No Python 3.11 or newer was found" in done.stderr
    assert str(old) in done.stderr
