"""权限变更: memberships, accounts, passwords, tokens, groups. Never a password, a hash of one or a token."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save

from cms.delivery.models import ApiToken
from cms.people import Membership, Person
from cms.signals import token_revoked

from .actors import role_name
from .listening import listen
from .noting import note

# What an account may do, and under which name
FLAGS = ("username", "is_active", "is_superuser", "is_staff")
WATCHED = frozenset({*FLAGS, "password"})
# Derived from memberships (`cms.permissions.derive()`), which have entries of their own
DERIVED = "unit-"


# Memberships ------------------------------------------------------------------------------------------------------------


def on_membership(instance, created, raw=False, **kwargs):
    if raw:
        return
    told = _held(instance)
    if not created:
        before = _held(instance.before) if getattr(instance, "before", None) else {}
        changed = {name: [before.get(name), value] for name, value in told.items() if before.get(name) != value}
        told = {"person": told["person"], "role": told["role"], "changed": changed}
    _note_membership("add" if created else "change", instance, told)


def on_membership_gone(instance, **kwargs):
    _note_membership("remove", instance, _held(instance))


def _held(membership: Membership) -> dict:
    return {
        "person": membership.person_id,
        "role": str(membership.role),
        "unit": membership.unit_id,
        "since": str(membership.since),
        "until": str(membership.until or ""),
        **({"delegated_by": membership.delegated_by.person_id} if membership.delegated_by_id else {}),
        **({"revoked": str(membership.revoked_at)} if membership.revoked_at else {}),
    }


def _note_membership(what: str, membership: Membership, told: dict) -> None:
    note(
        f"access.membership.{what}",
        kind="cms.membership",
        pk=membership.pk,
        title=f"{membership.person} {role_name(membership.role)}",
        unit_id=membership.unit_id,
        details=told,
    )


# Accounts ---------------------------------------------------------------------------------------------------------------


def before_user(instance, raw=False, update_fields=None, **kwargs):
    """Remember what the account was, unless nothing of it is written (signing in writes the time)."""
    instance.__dict__.pop("_audit_before", None)
    if raw or instance.pk is None or (update_fields is not None and not WATCHED & set(update_fields)):
        return
    instance._audit_before = type(instance)._base_manager.filter(pk=instance.pk).values(*WATCHED).first()
    # Set by `set_password()`, and not by Django's own renewal of a hash while somebody signs in
    instance._audit_chosen = getattr(instance, "_password", None) is not None


def on_user(instance, created, raw=False, update_fields=None, **kwargs):
    if raw:
        return
    if created:
        flags = {name: getattr(instance, name) for name in FLAGS[1:]}
        note("access.account.add", **_account(instance), details=flags)
        return
    before = instance.__dict__.pop("_audit_before", None)
    if not before:
        return
    written = WATCHED if update_fields is None else WATCHED & set(update_fields)
    now = {name: getattr(instance, name) for name in written}
    if "password" in written and now["password"] != before["password"]:
        note("access.password", **_account(instance), details={"chosen": instance._audit_chosen})
    changed = {name: [before[name], now[name]] for name in FLAGS if name in written and before[name] != now[name]}
    if changed:
        note("access.account.change", **_account(instance), details={"changed": changed})


def on_user_gone(instance, **kwargs):
    note("access.account.remove", **_account(instance))


def _account(user) -> dict:
    return {"kind": "auth.user", "pk": user.pk, "title": user.get_username()}


def before_person(instance, raw=False, update_fields=None, **kwargs):
    instance.__dict__.pop("_audit_user", None)
    if not raw and instance.pk is not None and (update_fields is None or {"user", "user_id"} & set(update_fields)):
        instance._audit_user = Person.objects.filter(pk=instance.pk).values_list("user_id", flat=True).first()


def on_person(instance, created, raw=False, **kwargs):
    """Another account works with the person's roles from now on. What a new person may do is told by its memberships."""
    if raw or created or "_audit_user" not in instance.__dict__:
        return
    before = instance.__dict__.pop("_audit_user")
    if before != instance.user_id:
        details = {"user": [before, instance.user_id]}
        _note_person(instance, details)


def _note_person(person: Person, details: dict) -> None:
    note(
        "access.account.person",
        kind="cms.person",
        pk=person.pk,
        title=person.name,
        unit_id=person.unit_id,
        details=details,
    )


# Groups and permissions -------------------------------------------------------------------------------------------------


def on_groups(sender, instance, action, reverse, pk_set, **kwargs):
    """Groups and permissions given by hand; those that follow from memberships are left out."""
    if not action.startswith("post_") or (pk_set is not None and not pk_set):
        return
    field = "permissions" if "permission" in sender._meta.db_table else "groups"
    if isinstance(instance, Group):
        if instance.name.startswith(DERIVED):
            return
        kind, title = "auth.group", instance.name
    elif isinstance(instance, get_user_model()):
        others = Group.objects.filter(pk__in=pk_set or ()) if field == "groups" else None
        if others is not None and pk_set and not others.exclude(name__startswith=DERIVED).exists():
            return
        kind, title = "auth.user", instance.get_username()
    else:
        kind, title = instance._meta.label_lower, str(instance)
    details = {field: sorted(pk_set or ()), "what": action.removeprefix("post_")}
    if reverse:
        details["of"] = sender._meta.label_lower
    note("access.groups", kind=kind, pk=instance.pk, title=title, details=details)


# Tokens -----------------------------------------------------------------------------------------------------------------


def on_token(instance, created, raw=False, **kwargs):
    if created and not raw:
        _note_token("add", instance)


def on_token_revoked(sender, instance, **kwargs):
    _note_token("revoke", instance)


def on_token_gone(instance, **kwargs):
    _note_token("revoke", instance, deleted=True)


def _note_token(what: str, token: ApiToken, **more) -> None:
    details = {"user": token.user_id, "expires": token.expires_at, **more}
    note(f"access.token.{what}", kind="cms.apitoken", pk=token.pk, title=token.name, details=details)


# Second factors ---------------------------------------------------------------------------------------------------------


def on_factor(what: str):
    """A receiver of django-allauth's signals of second factors."""

    def noted(sender, user=None, authenticator=None, **kwargs):
        details = {"kind": str(getattr(authenticator, "type", ""))}
        note(f"access.factor.{what}", by=user, **_account(user), details=details)

    return noted


FACTORS = {
    "authenticator_added": on_factor("add"),
    "authenticator_removed": on_factor("remove"),
    "authenticator_reset": on_factor("reset"),
}


def install() -> None:
    user = get_user_model()
    post_save.connect(on_membership, sender=Membership, dispatch_uid="audit.membership")
    post_delete.connect(on_membership_gone, sender=Membership, dispatch_uid="audit.membership_gone")
    pre_save.connect(before_user, sender=user, dispatch_uid="audit.before_user")
    post_save.connect(on_user, sender=user, dispatch_uid="audit.user")
    post_delete.connect(on_user_gone, sender=user, dispatch_uid="audit.user_gone")
    pre_save.connect(before_person, sender=Person, dispatch_uid="audit.before_person")
    post_save.connect(on_person, sender=Person, dispatch_uid="audit.person")
    for through in (user.groups.through, user.user_permissions.through, Group.permissions.through):
        m2m_changed.connect(on_groups, sender=through, dispatch_uid=f"audit.{through.__name__}")
    post_save.connect(on_token, sender=ApiToken, dispatch_uid="audit.token")
    token_revoked.connect(on_token_revoked, dispatch_uid="audit.token_revoked")
    post_delete.connect(on_token_gone, sender=ApiToken, dispatch_uid="audit.token_gone")
    listen("allauth.mfa.signals", FACTORS)
