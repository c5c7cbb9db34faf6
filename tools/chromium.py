"""Where the browser of the end-to-end tests is, and how it is started."""

import os
import shutil

# Without these it looks for its maker's hosts at every start; the intranet, and CI, have none.
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def executable() -> str | None:
    """CHROMIUM if set, else Debian's or another one in PATH; None when there is none."""
    names = (
        [os.environ["CHROMIUM"]] if os.environ.get("CHROMIUM") else ["chromium", "chromium-browser", "google-chrome"]
    )
    return next((path for path in map(shutil.which, names) if path), None)


def flags() -> list[str]:
    """The flags for this user: root has no sandbox."""
    return [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
