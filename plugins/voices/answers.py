"""How the pages of this plugin answer: what somebody may not see is not there, and what an action refuses stands beside its field."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404

from cms.access import viewer_of
from cms.moderation.status import refuse

__all__ = ["reader", "tried", "tried_aloud"]


def reader(request):
    """The viewer, who must be a person: nobody else is asked anything."""
    viewer = viewer_of(request.user)
    if viewer.person_id is None:
        raise Http404
    return viewer


def tried(form, act):
    """What `act()` returns, or None when it refused and the form says why."""
    try:
        return act()
    except (ValidationError, PermissionDenied) as refused:
        refuse(form, refused)
        return None


def tried_aloud(request, act, done: str):
    """The same for a button without a form: a message says what came of it."""
    try:
        found = act()
    except ValidationError as refused:
        for line in refused.messages:
            messages.error(request, line)
        return None
    except PermissionDenied as refused:
        messages.error(request, str(refused))
        return None
    messages.success(request, done)
    return found
