"""modelsearch's own test project with our backend: its models and little else, so that it starts in a second."""

from cms.settings import DATABASES  # noqa: F401  the database of this run

SECRET_KEY = "modelsearch"
STATIC_URL = "/static/"  # Wagtail asks for it
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
INSTALLED_APPS = [
    "modelsearch.test.testapp",
    "wagtail",  # whose drafts our backend knows
    "modelsearch",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.postgres",
]
MODELSEARCH_BACKENDS = {"default": {"BACKEND": "search.backends"}}
SEARCH_ADMIN = "database"
