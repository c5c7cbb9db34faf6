"""How long a quarter's close takes: UNITS branches with 23 counted modules each and YEARS years of records, published
in bulk into a PostgreSQL of its own, then closed by the same function as the Party office calls.

Run by `make bench-quarter`. Told: seconds of the whole and of a dry run, queries, lines and records behind them;
whether it verifies.
"""

import datetime
import os
import random
import sys
import time

from tools.bench.dues import YEARS, found
from tools.console import ROOT
from tools.postgres import cluster


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
            rows = publish(units)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        print(
            f"{len(units)} units, {rows} records published, written in {time.perf_counter() - begun:.0f} s", flush=True
        )
        measure()


def publish(units) -> int:
    """Nine of ten due items of one quarter as records that passed their reviews; then the same for the quarters before,
    by SQL."""
    from django.contrib.contenttypes.models import ContentType
    from django.utils import timezone
    from wagtail.models import Page

    from cms.bulk.rows import insert
    from cms.delivery.models import Document
    from cms.moderation.models import Release
    from cms.periods import bounds
    from cms.tree import Record, Section
    from plugins.dues.due_table import _slots
    from plugins.dues.models import DueClaim

    chance = random.Random(1)
    quarter = last_quarter()
    since, until = bounds(quarter)
    slots = _slots("branch", since, until)
    kinds = {label: ContentType.objects.get(app_label=label, model=model) for label, model in _models(slots)}
    sections = dict(Section.objects.values_list("path", "pk"))
    places = dict(Section.objects.values_list("path", "module"))
    of_unit: dict[str, dict[str, tuple[str, int]]] = {}
    for path, module in places.items():
        of_unit.setdefault(path[: -Section.steplen], {})[module] = (path, sections[path])
    next_pk = Page.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1
    first, locale = next_pk, units[0].locale_id
    for unit in units:
        pages, records, releases, documents, claims = [], [], [], [], []
        counts: dict[str, int] = {}
        for slot in slots:
            if chance.random() < 0.1 or slot.duty.module not in of_unit[unit.path]:
                continue
            above, section = of_unit[unit.path][slot.duty.module]
            counts[above] = counts.get(above, 0) + 1
            path = Record._get_path(above, len(above) // 4 + 1, counts[above])
            day = min(slot.due_on + datetime.timedelta(days=chance.randint(-10, 3)), until + datetime.timedelta(days=9))
            moment = timezone.make_aware(datetime.datetime.combine(day, datetime.time(9)))
            title, digest = f"记录{next_pk}", f"sha256:{next_pk:064x}"
            page = {"pk": next_pk, "path": path, "depth": len(path) // 4, "title": title, "slug": f"r{next_pk}"}
            pages.append(
                Page(
                    **page, draft_title=title, live=True, content_type=kinds[slot.duty.module], locale_id=locale,
                    url_path=f"/r{next_pk}/", first_published_at=moment, last_published_at=moment,
                )
            )  # fmt: skip
            records.append(
                Record(page_ptr_id=next_pk, occurred_on=slot.ends, period=slot.period, body=[], also_counts=[])
            )
            times = {"opened_at": moment, "complete_at": moment, "spent_at": moment}
            releases.append(Release(pk=next_pk, page_id=next_pk, unit_id=unit.pk, content_hash=digest, **times))
            documents.append(
                Document(
                    page_id=next_pk, release_id=next_pk, kind="record", module=slot.duty.module, unit_id=unit.pk,
                    committee_id=unit.committee_id, section_id=section, path=f"/r{next_pk}/", title=title,
                    occurred_on=slot.ends, period=slot.period, scope="employees", first_published_at=moment,
                    last_published_at=moment, text=f"{title} " + "会议讨论了车间安全生产和本月重点工作。" * 30, etag="e",
                )
            )  # fmt: skip
            claims.append(
                DueClaim(
                    release_id=next_pk, page_id=next_pk, unit_id=unit.pk, module=slot.duty.module, target=slot.duty.target,
                    period=slot.period, occurred_on=slot.ends, submitted_on=day, published_at=moment,
                )
            )  # fmt: skip
            next_pk += 1
        for model, rows in zip(
            (Page, Record, Release, Document, DueClaim), (pages, records, releases, documents, claims), strict=True
        ):
            insert(model, rows)
    count = next_pk - first
    for back in range(1, 4 * YEARS):
        _earlier(first, count, back)
    return count * 4 * YEARS


def _models(slots) -> set[tuple[str, str]]:
    from cms import plugins

    labels = {slot.duty.module for slot in slots}
    return {(label, plugins.find_module(label).model._meta.model_name) for label in labels}


def _earlier(first: int, count: int, back: int) -> None:
    """The quarter's records once more, `back` quarters earlier: what a close must pass by."""
    from django.db import connection

    shift, months = back * count, back * 3
    dates = {"occurred_on", "submitted_on"}
    moments = {
        "first_published_at",
        "last_published_at",
        "latest_revision_created_at",
        "opened_at",
        "complete_at",
        "spent_at",
        "published_at",
    }
    keys = {"id", "page_ptr_id", "page_id", "release_id"}
    tables = {
        "wagtailcore_page": "id", "cms_record": "page_ptr_id", "cms_release": "id", "cms_document": "page_id", "dues_claim": "page_id",
    }  # fmt: skip
    with connection.cursor() as cursor:
        for table, key in tables.items():
            columns = [column.name for column in connection.introspection.get_table_description(cursor, table)]
            if table == "dues_claim":
                columns.remove("id")
            values = []
            for name in columns:
                if name in keys:
                    values.append(f"{name} + {shift}")
                elif name in dates:
                    values.append(f"({name} - interval '{months} months')::date")
                elif name in moments:
                    values.append(f"{name} - interval '{months} months'")
                elif name == "period":
                    values.append("''")
                elif name in ("path", "slug", "url_path", "content_hash", "translation_key"):
                    values.append("gen_random_uuid()" if name == "translation_key" else f"{name} || '-{back}'")
                else:
                    values.append(f'"{name}"')
            names = ", ".join(f'"{name}"' for name in columns)
            where = f"{key} >= {first} AND {key} < {first + count}"
            cursor.execute(f"INSERT INTO {table} ({names}) SELECT {', '.join(values)} FROM {table} WHERE {where}")


def last_quarter() -> str:
    from django.utils import timezone

    from cms.periods import bounds, period_of

    today = timezone.localdate()
    before = bounds(period_of(today, "quarter"))[0] - datetime.timedelta(days=1)
    return period_of(before, "quarter")


def measure() -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from cms.tree import Unit
    from plugins.scoring import closing, verifying
    from plugins.scoring.models import LineRecord

    committee = Unit.objects.get(code="top")
    quarter = last_quarter()
    begun = time.perf_counter()
    closing.close_quarter(committee, quarter, dry_run=True)
    dry = time.perf_counter() - begun
    begun = time.perf_counter()
    with CaptureQueriesContext(connection) as captured:
        made = closing.close_quarter(committee, quarter, unscored=True)
    taken = time.perf_counter() - begun
    begun = time.perf_counter()
    wrong = verifying.verify()
    checked = time.perf_counter() - begun
    records = LineRecord.objects.count()
    due = sum(line.due for line in made.lines)
    print(f"{quarter}: {len(made.lines)} units, {due} due items, {records} records behind the figures")
    print(
        f"dry run {dry:.1f} s, closed in {taken:.1f} s with {len(captured)} queries, verified in {checked:.1f} s: {wrong or 'as frozen'}"
    )


if __name__ == "__main__":
    main()
