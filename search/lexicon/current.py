"""The lexicon that is in force: what editors made of it, or what this version brings where there is none in the database."""

from django.db.models import Count, Max

from .groups import Group, Lexicon, base

__all__ = ["groups", "lexicon"]

_made: dict[object, Lexicon] = {}


def lexicon() -> Lexicon:
    """Asked with every question, so that a change counts from the next one on, in every process."""
    from search.models import LexiconGroup

    state = tuple(LexiconGroup.objects.aggregate(Count("pk"), Max("updated_at")).values())
    found = _made.get(state)
    if found is None:
        found = Lexicon(groups())
        _made.clear()
        _made[state] = found
    return found


def groups(*, instead_of: int | None = None) -> list[Group]:
    """The groups in force. instead_of: without this one of the database, which somebody is about to change."""
    from search.models import LexiconGroup

    if not LexiconGroup.objects.exists():
        return list(base())
    active = LexiconGroup.objects.filter(active=True).exclude(pk=instead_of).order_by("pk")
    return [one.group() for one in active]
