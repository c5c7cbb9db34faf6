"""On whose behalf code runs: the request that is being answered, or the command.

For what must know it far below a view: the audit log. Business actions are told who acts (`by`) and never ask here.
"""

import os
import sys
from contextvars import ContextVar
from pathlib import Path

from django.http import HttpRequest

_request: ContextVar[HttpRequest | None] = ContextVar("cms.acting.request", default=None)

# Programs that are called for one of their commands
MANAGERS = frozenset({"manage.py", "django-admin", "__main__.py"})


class RequestMiddleware:
    """Remembers the request for as long as it is being answered. The first of all, so that it covers the others."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = _request.set(request)
        try:
            return self.get_response(request)
        finally:
            _request.reset(token)


def current_request() -> HttpRequest | None:
    """The request that is being answered by this code, if any."""
    return _request.get()


def command_name() -> str:
    """What program runs, with its command (`manage.py token`) and never with its arguments, which may be secrets."""
    program = Path(sys.argv[0]).name if sys.argv else ""
    named = program in MANAGERS and len(sys.argv) > 1 and not sys.argv[1].startswith("-")
    if named:
        return f"{program} {sys.argv[1]}"
    return "python" if program in ("", "-", "-c", "-m") else program


def system_account() -> str:
    """The operating system's account that runs this process."""
    try:
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError):
        return str(os.getuid()) if hasattr(os, "getuid") else ""
