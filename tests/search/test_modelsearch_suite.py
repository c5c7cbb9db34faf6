"""The admin's backend passes the tests that modelsearch has for backends, on the database of this run.

They have models of their own, which no site has: they run in a process and a database of their own.
"""

import re
import subprocess
import sys

from tools.console import ROOT, environment

LEAST = 110  # tests: were they not found, nothing would fail


def test_our_backend_passes_the_tests_of_modelsearch(tmp_path):
    env = environment(
        DJANGO_SETTINGS_MODULE="tests.search.modelsearch_suite.settings", HONGBAN_DATA=str(tmp_path), PYTHONWARNINGS="ignore"
    )  # fmt: skip
    command = [sys.executable, "-m", "django", "test", "--noinput", "tests.search.modelsearch_suite.cases"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-6000:]
    assert int(re.search(r"Ran (\d+) tests", done.stderr).group(1)) > LEAST
