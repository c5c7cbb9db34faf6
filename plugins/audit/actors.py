"""Who acts: told by the act itself, else by the request that is being answered, else the command that runs."""

from dataclasses import dataclass

from django.utils import timezone, translation
from wagtail.log_actions import get_active_log_context

from cms.acting import command_name, current_request, system_account
from cms.addresses import client_ip
from cms.people import Membership, Person, Role


@dataclass(frozen=True)
class Actor:
    """Somebody as they are now: `name` with the account's own name, `roles` in words with the units they are held in."""

    user_id: int | None = None
    name: str = ""
    roles: str = ""
    unit_id: int | None = None


def actor_of(user) -> Actor:
    """What to write of this account. Asks the database once for each user object and day."""
    today = timezone.localdate()
    cached = user.__dict__.get("_audit_actor")
    if not cached or cached[0] != today:
        cached = user.__dict__["_audit_actor"] = (today, _look_up(user))
    return cached[1]


def _look_up(user) -> Actor:
    held = Membership.objects.on().filter(person__user_id=user.pk).order_by("unit__path", "role", "pk")
    held = list(held.values_list("role", "unit_id", "unit__title", "person__unit_id", "person__name"))
    roles = "；".join(dict.fromkeys(f"{title} {role_name(role)}" for role, _unit, title, _own, _name in held))
    unit = next((own or unit for _role, unit, _title, own, _name in held), None)
    name = next((name for *_rest, name in held), "") or user.get_full_name()
    login = user.get_username()
    return Actor(user.pk, f"{name}（{login}）" if name and name != login else login, roles, unit)


def role_name(role: str) -> str:
    """In the language that the log is written in, whatever the request speaks."""
    with translation.override(None):
        return str(dict(Role.choices).get(role, role))


def acting_user():
    """The signed-in user in whose name this code runs: of the admin's log context, or of the request; or None."""
    user = get_active_log_context().user or getattr(current_request(), "user", None)
    return user if user is not None and user.is_authenticated else None


def user_of(person_id: int):
    """The account of this person: the acting user's own, when it is theirs, for then it is at hand."""
    user = acting_user()
    viewer = user.__dict__.get("_viewer") if user else None
    if viewer and viewer[1].person_id == person_id:
        return user
    person = Person.objects.filter(pk=person_id).select_related("user").first()
    return person.user if person else None


def address() -> str:
    request = current_request()
    return client_ip(request)[:45] if request else ""


def command() -> tuple[str, str]:
    """What runs, and the system's account that runs it; nothing of it while a request is being answered."""
    return ("", "") if current_request() else (command_name(), system_account())
