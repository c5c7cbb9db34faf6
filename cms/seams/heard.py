"""What was heard and may be published: the draft of a record of it. Answered by the module that offers `heard`."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from cms import plugins

__all__ = ["Heard", "draft_heard"]


@dataclass(frozen=True)
class Heard:
    """kind: 互动类型 as `opinions` names them (call, suggestion, question, secretary_mailbox, survey, vote). title: of the record.
    parts: (heading, paragraphs) of its body, in plain words that are fit to be published. anonymous: whether it could be said
    without a name."""

    kind: str
    title: str
    opened_on: datetime.date
    closed_on: datetime.date | None
    anonymous: bool
    parts: Sequence[tuple[str, Sequence[str]]] = ()


def draft_heard(unit, heard: Heard, by) -> object | None:
    """A draft of the unit's record, written by the user `by`; the page, or None when no module publishes such records. Raises
    ValidationError and PermissionDenied as drafting does."""
    for _plugin, offered in plugins.offers("heard"):
        return offered(unit, heard, by)
    return None
