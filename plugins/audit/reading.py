"""Who reads the log: the committee's auditor (审计员), and nobody else, superusers and administrators included.

The auditor of the committee at the top reads everything, one of a committee below what was done in its units. Titles of records
and files are content, which the role alone does not open: they are shown to an auditor who may read them anyway.
"""

from collections.abc import Iterable

from django.db.models import QuerySet

from cms.access import Viewer
from cms.delivery.reading import documents
from cms.people import Role
from cms.tree import Unit

from .models import Entry

# Objects whose title tells nothing of any record
OPEN = frozenset(
    {"cms.unit", "cms.section", "cms.person", "cms.membership", "cms.apitoken", "auth.user", "auth.group"}
    | {"audit.entry", "audit.anchor"}
)


def may_read(viewer: Viewer) -> bool:
    return viewer.has_role(Role.AUDITOR)


def readable(viewer: Viewer) -> QuerySet[Entry]:
    """The entries that the viewer may read, sealed or about to be."""
    own = [unit for role, unit in viewer.roles if role == Role.AUDITOR]
    committees = list(Unit.objects.filter(pk__in=own)) if own else []
    if any(committee.depth == 2 for committee in committees):
        return Entry.objects.all()
    below = [
        pk for one in committees for pk in Unit.objects.descendant_of(one, inclusive=True).values_list("pk", flat=True)
    ]
    return Entry.objects.filter(unit__in=below)


def titles(viewer: Viewer, entries: Iterable[Entry]) -> dict[int, str]:
    """{entry's id: title} where the viewer may know it: as it was of what is open, as it is of records that they may read."""
    entries = list(entries)
    records = {
        int(entry.object_id) for entry in entries if entry.object_type == "cms.record" and entry.object_id.isdigit()
    }
    known = dict(documents(viewer).filter(pk__in=records).values_list("pk", "title")) if records else {}
    found = {entry.pk: entry.object_title for entry in entries if entry.object_type in OPEN}
    for entry in entries:
        if entry.object_type == "cms.record" and entry.object_id.isdigit() and int(entry.object_id) in known:
            found[entry.pk] = known[int(entry.object_id)]
    return found
