"""How long the due table takes: UNITS branches with 23 counted modules each and YEARS years of records, written in bulk into a
PostgreSQL of its own, then asked as the morning asks.

Run by `make bench-dues`. Each line: what was asked, the median and the slowest of ROUNDS in seconds, queries, and how many items.
"""

import datetime
import os
import random
import statistics
import sys
import time

from tools.console import ROOT
from tools.postgres import cluster

UNITS, YEARS, ROUNDS = (int(os.environ.get(*one)) for one in (("UNITS", "1000"), ("YEARS", "3"), ("ROUNDS", "5")))


def main() -> None:
    with cluster() as address:
        os.environ["DATABASE_URL"] = address
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
        sys.path.insert(0, str(ROOT))
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection, transaction

        call_command("migrate", verbosity=0)
        begun = time.perf_counter()
        with transaction.atomic():
            units = found()
            rows = record(units)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        print(f"{len(units)} units, {rows} rows in the ledger, written in {time.perf_counter() - begun:.0f} s")
        measure(units)


def found() -> list:
    """UNITS branches with all sections of a branch, counted for longer than anybody asks for."""
    from django.contrib.contenttypes.models import ContentType
    from django.utils import timezone
    from wagtail.models import Page

    from cms.bulk.rows import insert
    from cms.tree import Section, SectionState, Unit
    from cms.tree.actions import create_unit
    from cms.tree.presets import preset

    top = create_unit(title="集团党委", kind="committee", code="top")
    labels = [module.label for module in preset("branch", 2)]
    kinds = {model: ContentType.objects.get_for_model(model) for model in (Unit, Section)}
    last = Page.objects.order_by("-pk").values_list("pk", flat=True)[0]
    locale, now = top.locale_id, timezone.now()
    pages, units, sections, states = [], [], [], []

    def page(kind, path, title, slug, children):
        pages.append(
            Page(
                pk=last + 1 + len(pages), path=path, depth=len(path) // 4, numchild=children, title=title, slug=slug,
                draft_title=title, live=True, content_type=kinds[kind], locale_id=locale, url_path=f"/{path}/",
                first_published_at=now, last_published_at=now,
            )
        )  # fmt: skip
        return pages[-1].pk

    for number in range(UNITS):
        path = Unit._get_path(top.path, top.depth + 1, number + 1)
        title = f"第{number + 1}党支部"
        pk = page(Unit, path, title, f"b{number}", len(labels))
        units.append(Unit(page_ptr_id=pk, kind="branch", code=f"b{number}", committee_id=top.pk))
        for place, label in enumerate(labels, 1):
            own = page(Section, Unit._get_path(path, len(path) // 4 + 1, place), label, label.replace("_", "-"), 0)
            sections.append(Section(page_ptr_id=own, module=label))
            states.append(
                SectionState(section_id=own, state="counted", since=datetime.date(2000, 1, 1), decided_at=now)
            )
    insert(Page, pages)
    insert(Unit, units)
    insert(Section, sections)
    insert(SectionState, states)
    Page.objects.filter(pk=top.pk).update(numchild=UNITS)
    return list(Unit.objects.live().filter(kind="branch").defer("body").order_by("path"))


def record(units) -> int:
    """For every item of the years until today a record in nine cases of ten, submitted up to ten days before or after its due date."""
    from django.utils import timezone

    from cms.bulk.rows import insert
    from plugins.dues.due_table import _slots
    from plugins.dues.models import DueClaim

    chance, today = random.Random(1), timezone.localdate()
    slots = _slots("branch", datetime.date(today.year - YEARS, today.month, 1), today)
    rows = 0
    for unit in units:
        made = []
        for slot in slots:
            if chance.random() < 0.1:
                continue
            rows += 1
            day = min(slot.due_on + datetime.timedelta(days=chance.randint(-10, 10)), today)
            moment = timezone.make_aware(datetime.datetime.combine(day, datetime.time(9)))
            made.append(
                DueClaim(
                    release_id=rows, page_id=rows, unit_id=unit.pk, module=slot.duty.module, target=slot.duty.target,
                    period=slot.period, occurred_on=slot.ends, submitted_on=day, published_at=moment,
                )
            )  # fmt: skip
        insert(DueClaim, made)
    return rows


def measure(units) -> None:
    from django.utils import timezone

    from cms.periods import bounds, period_of
    from cms.seams.board import tile_states
    from cms.seams.dues import blanks, due_items
    from plugins.dues.concerns import concerns
    from plugins.dues.tiles import running as shown

    today = timezone.localdate()
    quarter = bounds(period_of(today, "quarter"))
    past = today - datetime.timedelta(days=400)
    ids = [unit.pk for unit in units]
    asked = {
        "the due table of today (the running quarter)": lambda: due_items(units, *quarter),
        "the same of the year": lambda: due_items(units, *bounds(str(today.year))),
        "a quarter as of a day 400 days ago": lambda: due_items(units, *bounds(period_of(past, "quarter")), past),
        "one unit's year": lambda: due_items(units[:1], *bounds(str(today.year))),
        "the tiles of one unit": lambda: tile_states(ids[:1]),
        "the tiles of 50 units": lambda: tile_states(ids[:50]),
        "blank sections": lambda: blanks(units),
        "concerns of the morning": lambda: concerns(None, units),
        "what a board of all units reads": lambda: due_items(units, *shown(today)),
    }
    for name, ask in asked.items():
        taken, count, queries = _time(ask)
        print(f"{name:50}{statistics.median(taken):8.3f}{max(taken):8.3f} s{queries:4} queries{count:8}")


def _time(ask) -> tuple[list[float], int, int]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        found = ask()
    taken = []
    for _round in range(ROUNDS):
        begun = time.perf_counter()
        ask()
        taken.append(time.perf_counter() - begun)
    return taken, len(found), len(captured)


if __name__ == "__main__":
    main()
