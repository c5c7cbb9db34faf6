"""Bearer tokens for programs: a token speaks as its user, with that user's rights of the moment and no others.

Only the digest is kept, so that neither a database dump nor an administrator can use one. Tokens end by themselves.
"""

import datetime
import hashlib
import secrets
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.delivery.models import ApiToken
from cms.signals import token_revoked

__all__ = ["LONGEST_DAYS", "SCOPES", "create_token", "find_token", "revoke_token", "state_of", "tokens_of"]

# So that a token which strays into a log or a repository is recognised for what it is
PREFIX = "hb_"
DEFAULT_DAYS = 365
LONGEST_DAYS = 3650
# What a token may be used for, besides reading what is published: to write and submit drafts, to review and withdraw
SCOPES = ("read", "write", "review")


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def create_token(
    user, *, name: str = "", days: int = DEFAULT_DAYS, scopes: Iterable[str] = ("read",)
) -> tuple[ApiToken, str]:
    """A new token of this user, and its secret, which nobody can read again. scopes: of SCOPES; every token may read.

    Raises ValidationError by field: an inactive account, a number of days out of range, a name that is too long, a scope
    that is none.
    """
    errors = {}
    if not user.is_active:
        errors["user"] = _("账号“%(user)s”已停用，不能签发令牌。") % {"user": user.get_username()}
    if not 1 <= days <= LONGEST_DAYS:
        errors["days"] = _("有效天数须在 1 到 %(most)s 之间。") % {"most": LONGEST_DAYS}
    longest = ApiToken._meta.get_field("name").max_length
    if len(name) > longest:
        errors["name"] = _("用途最多 %(most)s 个字。") % {"most": longest}
    wanted = {"read", *scopes}
    if unknown := sorted(wanted - set(SCOPES)):
        errors["scopes"] = _("没有“%(unknown)s”这种权限范围，可用：%(known)s。") % {
            "unknown": "、".join(unknown),
            "known": "、".join(SCOPES),
        }
    if errors:
        raise ValidationError(errors)
    secret = PREFIX + secrets.token_urlsafe(32)
    expires_at = timezone.now() + datetime.timedelta(days=days)
    with transaction.atomic():  # with what is noted of it
        token = ApiToken.objects.create(
            user=user,
            name=name,
            digest=digest_of(secret),
            expires_at=expires_at,
            scopes=" ".join(scope for scope in SCOPES if scope in wanted),
        )
    return token, secret


def find_token(secret: str) -> ApiToken | None:
    """The token of this secret with its user, if it is good now: neither revoked nor expired, its account active."""
    good = ApiToken.objects.filter(revoked_at=None, user__is_active=True)
    good = good.filter(Q(expires_at=None) | Q(expires_at__gt=timezone.now()))
    return good.filter(digest=digest_of(secret)).select_related("user").first()


def revoke_token(token: ApiToken) -> bool:
    """End it at once; False when it had been revoked before."""
    with transaction.atomic():
        revoked = ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now())
        if revoked:
            token_revoked.send(ApiToken, instance=token)
    return bool(revoked)


def tokens_of(user) -> QuerySet[ApiToken]:
    """All tokens that the user ever had, newest first."""
    return ApiToken.objects.filter(user=user).order_by("-created_at", "-pk")


def state_of(token: ApiToken) -> str:
    """In a word, for people: 有效, 已撤销 or 已过期."""
    if token.revoked_at:
        return _("已撤销")
    if token.expires_at and token.expires_at <= timezone.now():
        return _("已过期")
    return _("有效")
