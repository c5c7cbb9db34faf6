"""What a publication costs with the gate, the document and the outbox, beside Wagtail's own of the same pages, turn by turn.

Wagtail's own work (references, its search index) is done at once in both; what the outbox's consumers do afterwards in neither.

Run by tools.bench.api with the site's settings. The last line is the ratio of the medians.
"""

import os
import statistics
import time
from contextlib import ExitStack
from unittest import mock

import django

RECORDS = int(os.environ.get("PUBLICATIONS", "200"))


def main() -> None:
    from cms.tree import Record

    pages = list(Record.objects.filter(live=True, has_unpublished_changes=False).order_by("?")[:RECORDS])
    taken: dict[str, list[float]] = {"wagtail": [], "ours": []}
    for number, page in enumerate(pages):
        for name in ("wagtail", "ours") if number % 2 else ("ours", "wagtail"):
            milliseconds = _once(page.pk, stock=name == "wagtail")
            if number >= 5:  # what is made at the first time is made by now
                taken[name].append(milliseconds)
    medians = {name: statistics.median(found) for name, found in taken.items()}
    for name, median in medians.items():
        print(f"{name:10}{median:8.1f} ms, the median of {len(taken[name])}")
    print(round(medians["ours"] / medians["wagtail"], 2))


def _once(pk: int, *, stock: bool) -> float:
    """Milliseconds of the first publication of this page, which has been reviewed; it is live and has its document before and
    after."""
    from django.db import transaction
    from django.db.models.signals import pre_save
    from wagtail.models import Page

    from cms.delivery import outbox
    from cms.delivery.models import Document
    from cms.moderation import gate
    from cms.moderation.models import Release

    release = Release.objects.filter(page_id=pk, spent_at__isnull=False, void_at=None).latest("spent_at")
    with transaction.atomic():
        Page.objects.filter(pk=pk).update(live=False)
        if not stock:
            Document.objects.filter(pk=pk).delete()
            Release.objects.filter(pk=release.pk).update(spent_at=None)
    page = Page.objects.get(pk=pk).specific
    revision, user = page.latest_revision, page.owner
    with ExitStack() as stack:
        stack.enter_context(mock.patch.object(outbox, "drain", lambda: 0))
        if stock:
            stack.enter_context(mock.patch.object(gate, "ask", lambda page: None))
            stack.enter_context(mock.patch.object(gate, "saved", lambda page, release: None))
            pre_save.disconnect(dispatch_uid="cms.moderation.gate")
            stack.callback(pre_save.connect, gate.guard_base_save, dispatch_uid="cms.moderation.gate")
        begun = time.perf_counter()
        revision.publish(user=user, skip_permission_checks=True)
        return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    django.setup()
    main()
