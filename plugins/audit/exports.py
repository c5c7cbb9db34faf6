"""数据导出: what leaves the platform as a file."""

from cms.signals import exported

from .actions import EXPORT
from .noting import note


def on_exported(sender, what, by=None, unit_id=None, details=None, **kwargs):
    note(EXPORT, by=by, kind=what, unit_id=unit_id, details=details)


def install() -> None:
    exported.connect(on_exported, dispatch_uid="audit.exported")
