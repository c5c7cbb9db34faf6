"""Settings for the tests of plugins: the project's own, on a data folder that is made for the run and removed with it.

In a plugin's pyproject.toml: `DJANGO_SETTINGS_MODULE = "cms.testing.settings"`. DATABASE_URL chooses another database.
"""

import atexit
import os
import shutil
import tempfile

_folder = tempfile.mkdtemp(prefix="hongban-test-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["HONGBAN_DATA"] = _folder

from cms.settings import *  # noqa: E402, F403 (the environment above decides what it reads)
from cms.settings import DATABASES, STATIC_ROOT, STORAGES  # noqa: E402

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": f"{_folder}/test.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Templates are tested without collecting the static files first
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
# Django empties all tables after each test with real transactions
AUDIT_MAY_BE_FLUSHED = True
