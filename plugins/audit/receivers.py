"""What is noted. Each group of acts has a file of its own; all of them listen, none is asked."""

from . import access, editing, exports, review, signing


def install() -> None:
    for group in (access, editing, exports, review, signing):
        group.install()
