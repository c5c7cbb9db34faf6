"""What `hongban-delivery` serves: the API alone, for readers, beside the full site. What the fast door leaves to Django is answered
here as well, by the same settings and the same operations; nothing but /api/v1/ is.
"""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")

_site = get_wsgi_application()

from .door import FastDoor  # noqa: E402 (needs the apps)


def _api_only(environ, start_response):
    if environ["PATH_INFO"].startswith("/api/v1/"):
        return _site(environ, start_response)
    body = b"Not found"
    start_response("404 Not Found", [("Content-Type", "text/plain"), ("Content-Length", str(len(body)))])
    return [body]


application = FastDoor(_api_only)
