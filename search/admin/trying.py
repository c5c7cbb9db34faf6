"""What a change of the lexicon would do: the first ten results of the saved questions, before and after. Nothing is saved."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_POST

from cms.access import Viewer, viewer_of
from search import query
from search.engine import EngineError
from search.lexicon.current import groups
from search.lexicon.groups import Group, Lexicon
from search.models import LexiconGroup, SavedQuery

__all__ = ["Outcome", "compare", "view"]

TOP = 10
MOST_SAVED = 50
MOST_OWN = 5  # of the group's own words, which are tried as well


@dataclass(frozen=True)
class Outcome:
    """One question, and the titles of its first results. Each of `after` with its place before, 0 for a new one."""

    text: str
    before: list[str]
    after: list[tuple[str, int]]
    gone: list[str]

    @property
    def changed(self) -> bool:
        return bool(self.gone) or any(place != number for number, (_title, place) in enumerate(self.after, 1))


class _Form(forms.ModelForm):
    class Meta:
        model = LexiconGroup
        fields = ("kind", "terms", "leads_to", "active")


def compare(viewer: Viewer, texts: list[str], before: Lexicon, after: Lexicon) -> list[Outcome]:
    """What each question finds by either lexicon, within what the viewer may see. Raises EngineError when nobody answers."""
    return [_outcome(viewer, text, before, after) for text in texts]


def _outcome(viewer: Viewer, text: str, before: Lexicon, after: Lexicon) -> Outcome:
    old, new = (_found(viewer, text, lexicon) for lexicon in (before, after))
    places = {pk: place for place, pk in enumerate(old, 1)}
    return Outcome(
        text=text,
        before=list(old.values()),
        after=[(title, places.get(pk, 0)) for pk, title in new.items()],
        gone=[title for pk, title in old.items() if pk not in new],
    )


def _found(viewer: Viewer, text: str, lexicon: Lexicon) -> dict[int, str]:
    try:
        found = query.ask(viewer, text, limit=TOP, lexicon=lexicon)
    except ValidationError:  # a saved question that holds nothing to search for finds nothing
        return {}
    return {item.document.pk: item.document.title for item in found.items}


@require_POST
def view(request):
    """The form of a group, posted here instead of saved. `pk`: of the group that it would change."""
    from .viewsets import is_office

    if not is_office(request.user):
        raise Http404
    key = request.POST.get("pk", "")
    form = _Form(request.POST)
    context = {"form": form}
    if form.is_valid():
        group = form.instance.group()
        context |= {"group": group, "active": form.cleaned_data["active"]}
        try:
            outcomes = _try(
                request.user, group if form.cleaned_data["active"] else None, int(key) if key.isdigit() else None
            )
            context |= {
                "changed": [one for one in outcomes if one.changed],
                "unchanged": [one for one in outcomes if not one.changed],
            }
        except EngineError:
            context["unavailable"] = query.UNAVAILABLE
    return render(request, "search/admin/tried.html", context, status=200 if form.is_valid() else 400)


def _try(user, group: Group | None, instead_of: int | None) -> list[Outcome]:
    others = groups(instead_of=instead_of)
    texts = list(SavedQuery.objects.values_list("text", flat=True)[:MOST_SAVED])
    own = group.left if group else ()
    texts += [text for text in own[:MOST_OWN] if text not in texts]
    return compare(viewer_of(user), texts, Lexicon(groups()), Lexicon([*others, *([group] if group else [])]))
