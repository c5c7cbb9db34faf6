"""Taking a person on: who they are, their account, their first roles, all or nothing."""

import datetime
import secrets

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from .people import Membership, Person, Role

__all__ = ["create_person", "new_password"]

# Without the characters that people mistake for one another on paper
ALPHABET = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"


@transaction.atomic
def create_person(
    *,
    name: str,
    unit,
    username: str = "",
    roles: tuple[str, ...] = (),
    staff_number: str = "",
    since: datetime.date | None = None,
) -> tuple[Person, str]:
    """A new person of this unit who holds these roles in it from `since` (today) on; with a username also an account.

    Returns the person and the account's initial password, which is kept nowhere ('' without an account).
    Raises ValidationError by field (name, username, roles, staff_number, since); nothing is made then.
    """
    user, password = _account(username) if username else (None, "")
    person = Person(name=name.strip(), unit=unit, user=user, staff_number=staff_number.strip())
    person.full_clean()
    if user:
        user.first_name = person.name
        user.save()
        person.user = user
    person.save()
    for role in dict.fromkeys(roles):
        if role not in Role.values:
            known = "、".join(Role.values)
            raise ValidationError(
                {"roles": _("没有“%(role)s”这个角色，可用：%(known)s。") % {"role": role, "known": known}}
            )
        membership = Membership(person=person, unit=unit, role=role, since=since or timezone.localdate())
        try:
            membership.full_clean()
        except ValidationError as refused:
            raise ValidationError({"roles": refused.messages}) from None
        membership.save()
    return person, password


def _account(username: str) -> tuple[User, str]:
    user = User(username=username.strip())
    try:
        User._meta.get_field("username").clean(user.username, user)
    except ValidationError as refused:
        raise ValidationError({"username": refused.messages}) from None
    # Two names that differ in capitals only would be taken for one another
    if User.objects.filter(username__iexact=user.username).exists():
        raise ValidationError({"username": _("登录名“%(name)s”已被使用。") % {"name": user.username}})
    password = new_password(user)
    user.set_password(password)
    user.save()
    return user, password


def new_password(user: User) -> str:
    """An initial password that keeps the rules and can be read aloud: four groups of four."""
    while True:
        password = "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))
        try:
            validate_password(password, user)
        except ValidationError:
            continue
        return password
