"""Who asks: the viewer behind a session cookie or a token, kept in memory and proved anew by the statement that reads.

A reader is recognised once, as Django would. After that each read asks the database, in the same statement: is the session or
token still there and in time, is the account active and its password the same, and did anything change of what anybody may see.
"""

import datetime
import time
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from threading import Lock

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db.models import Exists, Q
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from cms.access import ANYONE, Viewer, viewer_of
from cms.delivery import versions
from cms.delivery.models import ApiToken, Document
from cms.people import Membership, Role
from cms.sessions import KEY as SEEN
from cms.tokens import digest_of

from .statements import Slot

__all__ = ["Reader", "access_now", "nobody", "of_session", "of_token", "proof", "proof_slots", "proof_values"]

MOST = 20_000


@dataclass(slots=True)
class Reader:
    """`proof`: what the statement asks of the credentials. `access`: the version at which they were recognised. `day`: the one on
    which the viewer's facts hold by themselves. `renew_at`: when the session is to be prolonged, which is Django's to do."""

    viewer: Viewer
    kind: str
    proof: tuple
    access: int
    day: datetime.date
    renew_at: float = float("inf")
    # Whoever has the same one reads the same
    circle: tuple = field(init=False)

    def __post_init__(self):
        self.viewer = _without_own(self.viewer)
        self.circle = (self.viewer.audiences, self.viewer.person_id, self.day)

    def is_current(self, today: datetime.date) -> bool:
        return self.day == today and time.time() < self.renew_at


def _without_own(viewer: Viewer) -> Viewer:
    """The same viewer without what only records of their own open, where they can have none: who drafts sees what they drafted,
    but most draft nothing, and what was made for one of them is then good for all who hold the same posts."""
    person = viewer.person_id
    if (
        person is None
        or Membership.objects.filter(person_id=person, role=Role.DRAFTER).exists()
        or Document.objects.filter(drafter_id=person).exists()
    ):
        return viewer
    return replace(viewer, person_id=None, audiences=viewer.audiences - {f"person:{person}"})


_known: OrderedDict[tuple[str, str], Reader] = OrderedDict()
_lock = Lock()


def _kept(key: tuple[str, str], make) -> Reader | None:
    today = timezone.localdate()
    reader = _known.get(key)
    if reader is not None and reader.is_current(today):
        return reader
    reader = make(key[1], today)
    if reader is not None and not reader.is_current(today):
        reader = None  # a session that is to be prolonged, which is Django's to do
    with _lock:
        _known.pop(key, None)
        if reader is not None:
            _known[key] = reader
            while len(_known) > MOST:
                _known.popitem(last=False)
    return reader


def forget(kind: str, credential: str) -> None:
    with _lock:
        _known.pop((kind, credential), None)


def nobody() -> Reader:
    return _kept(("none", ""), lambda _none, today: Reader(ANYONE, "none", (), access_now(), today))


def of_session(key: str) -> Reader | None:
    """The reader of this session; None when it is not good, or Django has something to do about it."""
    return _kept(("session", key), _recognise_session)


def of_token(secret: str) -> Reader | None:
    """The reader of this bearer token; None when it is not good."""
    return _kept(("token", digest_of(secret)), _recognise_token)


def access_now() -> int:
    return versions.totals().get()[1]


def _recognise_session(key: str, today: datetime.date) -> Reader | None:
    access = access_now()  # before what is read: a change in between makes it too old, never too new
    row = Session.objects.filter(session_key=key, expire_date__gt=timezone.now()).first()
    data = SessionStore().decode(row.session_data) if row else {}
    if data.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return None
    user = User.objects.filter(pk=data.get(SESSION_KEY), is_active=True).first()
    if user is None:
        return None
    # one signed with an earlier secret key is Django's to renew
    if not constant_time_compare(data.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash()):
        return None
    renew_at = data.get(SEEN, 0) + max(settings.SESSION_COOKIE_AGE // 10, 1)
    return Reader(viewer_of(user), "session", (key, user.pk, user.password), access, today, renew_at)


def _recognise_token(digest: str, today: datetime.date) -> Reader | None:
    access = access_now()
    token = _good_tokens(timezone.now()).filter(digest=digest).select_related("user").first()
    return Reader(viewer_of(token.user), "token", (digest,), access, today) if token else None


def _good_tokens(now):
    good = ApiToken.objects.filter(revoked_at=None, user__is_active=True)
    return good.filter(Q(expires_at=None) | Q(expires_at__gt=now))


# In the statement ---------------------------------------------------------------------------------------------------------


def proof_slots(kind: str) -> list[Slot]:
    now = Slot(datetime.datetime)
    return {"none": [], "session": [Slot(str), Slot(int), Slot(str), now], "token": [Slot(str), now]}[kind]


def proof(kind: str, slots: list[Slot]) -> Exists | None:
    """Whether the credentials are still good, as an expression; None where there are none."""
    values = [slot.value for slot in slots]
    if kind == "session":
        key, user, password, now = values
        account = User.objects.filter(pk=user, is_active=True, password=password)
        return Exists(Session.objects.filter(Exists(account), session_key=key, expire_date__gt=now))
    if kind == "token":
        digest, now = values
        return Exists(_good_tokens(now).filter(digest=digest))
    return None


def proof_values(reader: Reader) -> tuple:
    return (*reader.proof, timezone.now()) if reader.proof else ()
