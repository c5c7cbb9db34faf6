"""`hongban-delivery`: the API alone, for readers, in a server of its own beside the full site.

What follows the command is granian's: `hongban-delivery --port 8001 --workers 4`.
"""

import os
import sys

__all__ = ["main"]

APPLICATION = "cms.delivery.fast.app:application"


def main() -> None:
    """Become granian."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", *_given(sys.argv[1:]), APPLICATION]
    os.execv(sys.executable, command)  # noqa: S606 (no shell is wanted)


def _given(arguments: list[str]) -> list[str]:
    """With as many threads as were measured best, where nothing is said of them."""
    threads = [] if any(one.startswith("--blocking-threads") for one in arguments) else ["--blocking-threads", "4"]
    return [*threads, *arguments]
