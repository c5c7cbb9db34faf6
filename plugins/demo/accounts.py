"""The demo accounts: one for each role and unit, with the documented password."""

from django.contrib.auth.models import User

from cms.tree import Unit

from .settle import PASSWORD
from .world import COMMITTEE
from .world.people import roles_with_accounts
from .world.trades import TRADES


def accounts() -> list[dict[str, str]]:
    """`username`, `password`, `unit` (its title) and `role` of every demo account; branches first, the committee last."""
    titles = dict(Unit.objects.values_list("code", "title"))
    there = set(User.objects.filter(is_active=True).values_list("username", flat=True))
    found = []
    for trade in sorted(TRADES, key=lambda trade: (trade.kind == COMMITTEE, trade.kind)):
        for role in roles_with_accounts(trade):
            username = f"{trade.code}.{role}"
            if username in there and trade.code in titles:
                found.append({"username": username, "password": PASSWORD, "unit": titles[trade.code], "role": role})
    return found
