"""The figures of a quarter computed anew in plain SQL, by nothing of the product but its tables: what must agree to the
digit.

SQL that SQLite and PostgreSQL both read; the arithmetic by hand, in decimals.
"""

import calendar
import datetime
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal

from django.db import connection
from django.utils import timezone

D = Decimal
WEIGHTS = {"truth": 30, "credibility": 20, "legality": 15, "substance": 20, "completeness": 10, "language": 5}
POINTS = {"A": 100, "B": 85, "C": 70, "D": 50, "E": 0}
OFF = {"returned_for_fact": "1", "correction_after_publish": "0.5", "error_found_by_others": "2", "privacy_breach": "5"}


def rows(sql: str, *values) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def placeholders(items) -> str:
    return ", ".join(["%s"] * len(items))


class Recomputed:
    """committee_id, quarter: whose and which. at: the moment of the freeze."""

    def __init__(self, committee_id: int, quarter: str, at: datetime.datetime):
        year, number = int(quarter[:4]), int(quarter[5])
        last = calendar.monthrange(year, number * 3)[1]
        self.since, self.until = datetime.date(year, number * 3 - 2, 1), datetime.date(year, number * 3, last)
        self.short = [f"{year}-{month:02}" for month in range(number * 3 - 2, number * 3 + 1)] + [quarter]
        years = [str(year + step) for step in (-1, 0, 1)]
        self.long = years + [f"{one}H{half}" for one in years for half in (1, 2)]
        midnight = datetime.time.min
        self.first = timezone.make_aware(datetime.datetime.combine(self.since, midnight))
        self.after = timezone.make_aware(datetime.datetime.combine(self.until + datetime.timedelta(days=1), midnight))
        self.committee, self.at = committee_id, at
        self.inside = (
            f"(r.period IN ({placeholders(self.short)}) OR r.period IN ({placeholders(self.long)})"
            " AND r.occurred_on BETWEEN %s AND %s)"
        )
        self.inside_values = [*self.short, *self.long, self.since, self.until]

    def counts(self) -> dict[int, dict[str, int]]:
        """{unit: {figure: count}} of what is counted in records and reviews."""
        found: dict[int, Counter] = {}

        def add(figure, given):
            for unit, count in given:
                found.setdefault(unit, Counter())[figure] = count

        mine = "u.committee_id = %s AND u.practice = %s"
        add("submitted", rows(
            f"SELECT x.unit_id, COUNT(*) FROM (SELECT l.unit_id AS unit_id, l.page_id AS page_id FROM cms_release l"
            f" JOIN cms_record r ON r.page_ptr_id = l.page_id JOIN cms_unit u ON u.page_ptr_id = l.unit_id"
            f" WHERE {mine} AND l.kind = 'reviewed' AND l.opened_at <= %s AND {self.inside}"
            f" UNION SELECT d.unit_id, d.page_id FROM cms_document d JOIN cms_record r ON r.page_ptr_id = d.page_id"
            f" JOIN cms_unit u ON u.page_ptr_id = d.unit_id JOIN cms_release l ON l.id = d.release_id"
            f" WHERE {mine} AND d.kind = 'record' AND l.kind = 'reviewed' AND d.first_published_at <= %s AND {self.inside}"
            ") x GROUP BY x.unit_id",
            self.committee, False, self.at, *self.inside_values, self.committee, False, self.at,
            *self.inside_values))  # fmt: skip
        # A record that repeats an earlier one of its unit, module, day and period word for word is no second one
        add("effective", rows(
            f"SELECT d.unit_id, COUNT(*) FROM cms_document d JOIN cms_record r ON r.page_ptr_id = d.page_id"
            f" JOIN cms_unit u ON u.page_ptr_id = d.unit_id JOIN cms_release l ON l.id = d.release_id"
            f" WHERE {mine} AND d.kind = 'record' AND l.kind = 'reviewed' AND d.first_published_at <= %s AND {self.inside}"
            " AND EXISTS (SELECT 1 FROM cms_sectionstate s WHERE s.section_id = d.section_id AND s.state = 'counted' AND s.since <= %s)"
            " AND NOT EXISTS (SELECT 1 FROM cms_document o WHERE o.unit_id = d.unit_id AND o.module = d.module"
            " AND o.occurred_on = d.occurred_on AND o.period = d.period AND o.text = d.text AND o.page_id <> d.page_id"
            " AND (o.first_published_at < d.first_published_at OR o.first_published_at = d.first_published_at AND o.page_id < d.page_id))"
            " GROUP BY d.unit_id", self.committee, False, self.at, *self.inside_values, self.until))  # fmt: skip
        add("withdrawn", rows(
            f"SELECT w.unit_id, COUNT(*) FROM cms_withdrawal w JOIN cms_record r ON r.page_ptr_id = w.page_id"
            f" JOIN cms_unit u ON u.page_ptr_id = w.unit_id JOIN wagtailcore_page p ON p.id = w.page_id"
            f" WHERE {mine} AND p.live = %s AND p.first_published_at <= %s AND {self.inside} GROUP BY w.unit_id",
            self.committee, False, False, self.at, *self.inside_values))  # fmt: skip
        add("returned", rows(
            f"SELECT l.unit_id, COUNT(*) FROM cms_review v JOIN cms_release l ON l.id = v.release_id"
            f" JOIN cms_unit u ON u.page_ptr_id = l.unit_id WHERE {mine} AND v.decision = 'return'"
            " AND v.decided_at >= %s AND v.decided_at < %s GROUP BY l.unit_id",
            self.committee, False, self.first, self.after))  # fmt: skip
        add("corrected", rows(
            f"SELECT l.unit_id, COUNT(*) FROM cms_release l JOIN cms_unit u ON u.page_ptr_id = l.unit_id"
            f" JOIN wagtailcore_page p ON p.id = l.page_id WHERE {mine} AND l.kind = 'reviewed' AND l.spent_at >= %s AND l.spent_at < %s"
            " AND l.opened_at > p.first_published_at AND CAST(l.basis AS TEXT) LIKE %s GROUP BY l.unit_id",
            self.committee, False, self.first, self.after, '%"correction"%'))  # fmt: skip
        return found

    def events(self) -> dict[int, Counter]:
        """{unit: {code: how often}} of deductions that come from moderation and from confirmed facts."""
        found: dict[int, Counter] = {}
        texts = rows(
            "SELECT l.unit_id, CAST(v.reasons AS TEXT) FROM cms_review v JOIN cms_release l ON l.id = v.release_id"
            " WHERE v.decision = 'return' AND v.decided_at >= %s AND v.decided_at < %s",
            self.first, self.after)  # fmt: skip
        for unit, reasons in texts:
            if "facts_unclear" in reasons or "numbers_differ" in reasons:
                found.setdefault(unit, Counter())["returned_for_fact"] += 1
        for unit, code, count in rows(
            "SELECT unit_id, code, COUNT(*) FROM scoring_codedfact WHERE state = 'confirmed' AND found_on BETWEEN %s AND %s"
            " GROUP BY unit_id, code", self.since, self.until):  # fmt: skip
            found.setdefault(unit, Counter())[code] += count
        for unit, count in rows(
            "SELECT l.unit_id, COUNT(*) FROM cms_release l JOIN wagtailcore_page p ON p.id = l.page_id WHERE l.kind = 'reviewed'"
            " AND l.spent_at >= %s AND l.spent_at < %s AND l.opened_at > p.first_published_at AND CAST(l.basis AS TEXT) LIKE %s"
            " AND NOT EXISTS (SELECT 1 FROM scoring_codedfact f WHERE f.record_id = l.page_id AND f.state = 'confirmed'"
            " AND f.code = 'error_found_by_others' AND f.found_on <= %s) GROUP BY l.unit_id",
            self.first, self.after, '%"correction"%', self.until):  # fmt: skip
            found.setdefault(unit, Counter())["correction_after_publish"] += count
        return found

    def quality(self, unit: int) -> D | None:
        """The mean over the unit's items that were scored on all six axes, exactly."""
        columns = ", ".join(f"s.{axis}" for axis in WEIGHTS)
        given = rows(
            f"SELECT {columns} FROM scoring_itemscore s JOIN cms_document d ON d.page_id = s.record_id"
            f" JOIN cms_record r ON r.page_ptr_id = s.record_id WHERE s.unit_id = %s AND s.kind = 'second' AND s.scored_at <= %s"
            f" AND d.first_published_at <= %s AND {self.inside}", unit, self.at, self.at, *self.inside_values)  # fmt: skip
        items = [
            sum(D(weight) * POINTS[level] for weight, level in zip(WEIGHTS.values(), levels, strict=True)) / 100
            for levels in given
        ]
        return sum(items) / len(items) if items else None


def cents(value) -> D:
    return D(value).quantize(D("0.01"), ROUND_HALF_UP)


def total(due, satisfied, on_time, quality, events, received, answered, featured=0, adopted=0) -> D:
    """By hand, as domain.md 2.4 says it."""
    complete = D(satisfied) / due if due else D(1)
    parts = [
        cents(30 * complete),
        cents(D(15) * on_time / due if due else 15),
        cents(35 * D(quality or 0) / 100 * min(D(1), complete / D("0.8"))),
        cents(max(D(0), 15 - sum(D(OFF.get(code, 0)) * count for code, count in events.items()))),
        cents(D(5) * answered / received if received else 5),
        cents(min(5, min(2 * featured, 4) + min(adopted, 2))),
    ]
    if events.get("fabricated"):
        parts[3] = D("0.00")
    return sum(parts)
