"""Running all checks over many records, for the command line."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

from django.db.models import Q
from wagtail.models import Revision

from cms.moderation.findings import Finding
from cms.moderation.findings import run as run_checks
from cms.tree import Record, Unit

BATCH = 100


@dataclass
class Told:
    """What was found in one record."""

    page: int
    title: str
    unit: str
    module: str
    findings: list[Finding] = field(default_factory=list)

    def plain(self) -> dict:
        return asdict(self)


def open_drafts(unit: Unit | None = None):
    """Records that are drafts or in review, and published ones that are being changed."""
    found = Record.objects.filter(Q(live=False, first_published_at=None) | Q(has_unpublished_changes=True))
    return (found.descendant_of(unit) if unit else found).order_by("pk")


def run(records) -> Iterator[Told]:
    """What the installed checks find in the latest version of each of these records, as of a queryset of `Record`."""
    for draft in drafts_of(records):
        yield Told(draft.pk, draft.title, draft.owning_unit.title, draft.module_label(), run_checks(draft))


def drafts_of(records) -> Iterator:
    """The latest version of each, as its page type, in memory; without those whose module is switched off."""
    ids = list(records.filter(latest_revision__isnull=False).values_list("pk", "latest_revision_id"))
    for start in range(0, len(ids), BATCH):
        part = ids[start : start + BATCH]
        revisions = Revision.objects.in_bulk([revision for _page, revision in part])
        for _page, revision in part:
            draft = _as_object(revisions[revision])
            if draft is not None:
                yield draft


def _as_object(revision):
    if revision.content_type.model_class() is None:
        return None
    return revision.as_object()
