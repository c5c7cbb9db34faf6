"""The same site with Wagtail's own API v2 in place of ours: what the benchmark compares with."""

from cms.settings import *  # noqa: F403
from cms.settings import DATABASES, INSTALLED_APPS
from cms.settings.env import number

INSTALLED_APPS = [*INSTALLED_APPS, "wagtail.api.v2", "rest_framework"]
ROOT_URLCONF = "tools.bench.plain_urls"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.common.CommonMiddleware",
]
WAGTAILAPI_LIMIT_MAX = 100
# 0: a connection per request, as Django has it by default
DATABASES["default"]["CONN_MAX_AGE"] = number("PLAIN_CONN_MAX_AGE", 0)
