"""Writing an entry: in the transaction of the act, so that there is neither an act without its entry nor an entry of nothing."""

import datetime

from django.utils import timezone

from . import chain
from .actors import Actor, acting_user, actor_of, address, command
from .models import Entry
from .sealing import seal_later

LONGEST_VALUE = 200


def note(
    action: str,
    *,
    by=None,
    kind: str = "",
    pk="",
    title: str = "",
    unit_id: int | None = None,
    details: dict | None = None,
) -> None:
    """Note that `by` (a user; without one, whoever acts) did something to an object.

    details: names, numbers and codes, never content: whoever reads the log sees no records by that.
    An error is raised and takes the act with it.
    """
    user = by or acting_user()
    actor = actor_of(user) if user else Actor()
    program, account = command()
    Entry.objects.create(
        time=timezone.now(),
        actor=actor.user_id,
        actor_name=_clean(actor.name or account, 200),
        actor_roles=_clean(actor.roles, 500),
        command=_clean(program, 100),
        address=address(),
        action=action[:100],
        object_type=kind[:100],
        object_id=_clean(str(pk), 100),
        object_title=_clean(title, 300),
        unit=unit_id or actor.unit_id,
        details=chain.canonical(_plain(details or {})),
    )
    seal_later()


def _clean(text: str, length: int) -> str:
    """As every database keeps it."""
    return str(text).replace("\0", "").encode("utf-8", "replace").decode()[:length]


def _plain(value):
    """What canonical JSON has one form for: no floats, no dates, no long texts."""
    if isinstance(value, dict):
        return {_clean(key, LONGEST_VALUE): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(item) for item in (sorted(value) if isinstance(value, (set, frozenset)) else value)]
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, datetime.datetime):
        return chain.moment(value)
    return _clean(value, LONGEST_VALUE)
