"""Tests of one `xdist_group` on one worker: pytest 9.2 keeps a test's id where pytest-xdist 3.8 does not look for it, so that its
`--dist=loadgroup` distributes them like any others. Goes when pytest-xdist knows of it."""

from _pytest.nodeid import NodeId


def keep_together(session) -> None:
    """On a worker: give each item of a group the id by which xdist's scheduler knows its group."""
    if not getattr(session.config.option, "loadgroup", False):
        return
    for item in session.items:
        names = sorted({str(mark.args[0]) for mark in item.iter_markers("xdist_group")})
        suffix = f"@{'_'.join(names)}"
        if names and not item.nodeid.endswith(suffix):
            item._id = NodeId.parse(item.nodeid + suffix)
