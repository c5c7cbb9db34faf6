"""The project's own settings on a data folder that is made for this run and removed with it."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# The first process of a run makes the folder; xdist's workers, which inherit the variable, each take a part of it.
if "HONGBAN_TEST_DATA" not in os.environ:
    os.environ["HONGBAN_TEST_DATA"] = tempfile.mkdtemp(prefix="hongban-test-")
    atexit.register(shutil.rmtree, os.environ["HONGBAN_TEST_DATA"], ignore_errors=True)
os.environ["HONGBAN_DATA"] = str(Path(os.environ["HONGBAN_TEST_DATA"], os.environ.get("PYTEST_XDIST_WORKER", "main")))
os.environ.setdefault("SECRET_KEY", "only-the-tests-know-this-key-and-that-is-quite-enough-of-them")

from cms.settings import *  # noqa: F403 (the environment above decides what it reads)
from cms.settings import DATABASES, HONGBAN_DATA, STATIC_ROOT, STORAGES

# A file, not memory: threads and the served site then meet the locks that they meet in production.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(HONGBAN_DATA / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
else:
    DATABASES["default"]["TEST"] = {"NAME": "test_hongban"}

# Fast, for hashing is not what is tested.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Templates are tested without collecting the static files first; the end-to-end tests serve the collected ones.
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
# Tests ask more often than anybody does
API_RATE_VIEWER = API_RATE_ADDRESS = 0
# Django empties all tables after each test with real transactions
AUDIT_MAY_BE_FLUSHED = True
