"""登录与退出: also what failed, and what was locked."""

from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

from .listening import listen
from .noting import note


def on_signed_in(sender, user, **kwargs):
    note("sign.in", by=user, **_account(user))


def on_signed_out(sender, user, **kwargs):
    if user is not None:
        note("sign.out", by=user, **_account(user))


def on_failed(sender, credentials, **kwargs):
    note("sign.failed", **_attempted(credentials.get("username")))


def on_locked_out(sender, username=None, **kwargs):
    note("sign.locked", **_attempted(username))


def _account(user) -> dict:
    return {"kind": "auth.user", "pk": user.pk, "title": user.get_username()}


def _attempted(username) -> dict:
    """The account that somebody tried. Of a name that is none only the beginning is kept: it may be a password that was typed
    in the wrong place."""
    username = str(username or "").replace("\0", "")
    model = get_user_model()
    found = model._default_manager.filter(**{f"{model.USERNAME_FIELD}__iexact": username}).first() if username else None
    if found:
        return _account(found)
    return {"kind": "auth.user", "title": f"{username[:2]}…" if username else "", "details": {"known": False}}


def install() -> None:
    user_logged_in.connect(on_signed_in, dispatch_uid="audit.signed_in")
    user_logged_out.connect(on_signed_out, dispatch_uid="audit.signed_out")
    user_login_failed.connect(on_failed, dispatch_uid="audit.sign_in_failed")
    listen("axes.signals", {"user_locked_out": on_locked_out})
