"""Nobody is in two places at one time."""

from collections import defaultdict

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.moderation.findings import Check, Finding
from cms.people import Person

from .. import traces
from ..comparing import comparable
from ..models import Stay


class TwoPlaces(Check):
    slug, label, axis = "two_places", gettext_lazy("同一时间在两处"), "truth"

    def find(self, draft, facts):
        stays = traces.of(facts).stays
        if not stays:
            return
        start, end = stays[0].start, stays[0].end
        clashes = defaultdict(set)
        others = Stay.objects.filter(
            comparable(facts, "trace__"),
            Q(start__lt=end, end__gt=start),
            person_id__in={stay.person for stay in stays},
        )
        for person, page, place in others.values_list("person_id", "trace_id", "place"):
            if _apart(stays[0].place, place):
                clashes[person].add(page)
        names = dict(Person.objects.filter(pk__in=clashes).values_list("pk", "name")) if clashes else {}
        for person in sorted(clashes):
            yield Finding(
                _(
                    "%(name)s在%(start)s至%(end)s之间另有一处记录，地点不同：请核对时间、地点和人员，确有变动的改正其中一处。"
                )
                % {
                    "name": names.get(person, ""),
                    "start": f"{timezone.localtime(start):%Y-%m-%d %H:%M}",
                    "end": f"{timezone.localtime(end):%H:%M}",
                },
                field="held_at" if hasattr(draft, "held_at") else "",
                quote=names.get(person, ""),
                others=tuple(sorted(clashes[person])),
            )


def _apart(one: str, other: str) -> bool:
    """Whether two places differ: one event may satisfy several modules, and its place is then written more or less fully."""
    return bool(one and other) and one not in other and other not in one
