"""A full year of the demo, closed quarter by quarter by one command: planted faults show where they must, and every
figure agrees with a recomputation in plain SQL."""

import datetime
import io
import json
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import transaction

from cms.periods import bounds, periods
from cms.tree import Section, Unit
from plugins.demo import planted
from plugins.dues.duties import duties
from plugins.scoring import annual, closing, verifying
from plugins.scoring.models import Close, ItemScore, Line

from .recomputed import Recomputed, placeholders, rows, total

TODAY = datetime.date(2026, 6, 30)
QUARTERS = ["2025Q3", "2025Q4", "2026Q1"]
UNITS = ("dangwei", "qianqiao", "zongzhuang", "shebei")


@pytest.fixture(scope="module")
def year(django_db_setup, django_db_blocker):
    """The demo of a few units, and what the command said of its closed quarters."""
    from plugins.demo import load, world
    from plugins.dues import ledger

    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(world, "TRADES", tuple(trade for trade in world.TRADES if trade.code in UNITS))
        with transaction.atomic():
            load.load(1, TODAY, None, lambda line: None)
            ledger.rebuild()
            out = io.StringIO()
            call_command("quarter", "close", *QUARTERS, "--at", "+8", "--json", stdout=out)
            yield json.loads(out.getvalue())
            transaction.set_rollback(True)


pytestmark = pytest.mark.django_db


def satisfied_by_sql(line: Line, quarter: str) -> int:
    """Due items that published records or nil returns satisfied by the freeze, counted in the ledger's rows by SQL."""
    at, (since, until) = line.close.frozen_at, bounds(quarter)
    gone = line.detail["records"].get("repeated", {})
    found = 0
    for duty in duties(line.unit.kind):
        wanted = periods(duty.interval, since, until)
        if not wanted:
            continue
        sql = (
            "SELECT c.period, COUNT(DISTINCT c.page_id) FROM dues_claim c WHERE c.unit_id = %s AND c.target = %s"
            f" AND c.period IN ({placeholders(wanted)}) AND c.published_at <= %s AND (c.ended_at IS NULL OR c.ended_at > %s)"
        )
        values = [line.unit_id, duty.target, *wanted, at, at]
        if gone:
            sql += f" AND c.page_id NOT IN ({placeholders(gone)})"
            values += [int(pk) for pk in gone]
        found += sum(min(count, duty.min_items) for _period, count in rows(f"{sql} GROUP BY c.period", *values))
    return found + line.nil


def test_every_figure_of_the_year_agrees_with_plain_sql(year):
    assert [one["quarter"] for one in year] == QUARTERS
    for close in Close.objects.all():
        again = Recomputed(close.committee_id, close.quarter, close.frozen_at)
        counts, events = again.counts(), again.events()
        lines = closing.current_lines([close])
        assert len(lines) == len(UNITS)
        for line in lines:
            where = (close.quarter, line.unit.code)
            own = counts.get(line.unit_id, {})
            for figure in ("submitted", "effective", "withdrawn", "returned", "corrected"):
                assert getattr(line, figure) == own.get(figure, 0), (*where, figure)
            assert line.satisfied == satisfied_by_sql(line, close.quarter), where
            scored = rows(
                "SELECT s.record_id FROM scoring_itemscore s JOIN scoring_drawnitem i ON i.record_id = s.record_id"
                " JOIN scoring_draw d ON d.id = i.draw_id JOIN cms_document c ON c.page_id = s.record_id"
                " WHERE s.kind = 'second' AND s.unit_id = %s AND d.quarter = %s AND c.first_published_at <= %s",
                line.unit_id, close.quarter, close.frozen_at,
            )  # fmt: skip
            repeated = {int(pk) for pk in line.detail["records"].get("repeated", {})}
            levels = {int(pk) for pk in line.detail["levels"]}
            assert {pk for (pk,) in scored} - repeated == levels, where
            featured = sum(one["code"] == "featured_selected" for one in line.detail["events"])
            adopted = sum(one["code"] == "adopted_suggestion" for one in line.detail["events"])
            by_hand = total(
                line.due, line.satisfied, line.on_time, again.quality(line.unit_id), events.get(line.unit_id, {}),
                line.received, line.answered, featured, adopted,
            )  # fmt: skip
            assert line.total == by_hand, where
            assert line.quality is not None
    assert verifying.verify() == []


def test_drill_downs_add_up_to_their_figures(year):
    for quarter in year:
        for line in quarter["units"]:
            for figure in ("submitted", "effective", "extra", "repeated", "withdrawn", "sampled", "scored"):
                assert line[figure]["count"] == len(line[figure]["records"])
                assert line[figure]["more"] == 0
            parts = [Decimal(one["value"]) for one in line["points"].values()]
            assert sum(parts) == Decimal(line["total"]["value"])
            assert set(line["total"]["records"]) >= set(line["satisfied"]["records"])


def test_planted_faults_show_where_they_must(year):
    told = planted.read_list()
    lines = {(line.close.quarter, line.unit.code): line for line in closing.current_lines(Close.objects.all())}
    withdrawn = rows("SELECT w.page_id, r.period FROM cms_withdrawal w JOIN cms_record r ON r.page_ptr_id = w.page_id")
    shown = {pk for line in lines.values() for pk in line.detail["records"].get("withdrawn", {})}
    inside = {pk for pk, period in withdrawn if any(period in (q, *months(q)) for q in QUARTERS)}
    assert {int(pk) for pk in shown} == inside
    # Drafts full of planted faults are nobody's update
    drafts = {one["page"] for one in told if one["checks"]}
    assert drafts
    for line in lines.values():
        assert not drafts & {int(pk) for pk in line.detail["records"].get("effective", {})}
    # The section that stays blank on purpose is told as blank
    (blank,) = [one["page"] for one in told if one["what"] == "有意一直空白的栏目"]
    section = Section.objects.get(pk=blank)
    line = lines["2026Q1", section.owning_unit.code]
    assert section.module in line.detail["empty"]
    assert line.empty == len(line.detail["empty"])


def months(quarter: str) -> list[str]:
    from cms.periods import months_of

    return months_of(quarter)


def test_nobody_scored_what_they_wrote_or_reviewed_and_the_year_is_rolled_up(year):
    from plugins.scoring.grading import involved

    second = ItemScore.objects.filter(kind=ItemScore.SECOND)
    busy = involved(set(second.values_list("record_id", flat=True)))
    assert second.count() > 20
    assert not [one.pk for one in second if one.scorer_id in busy[one.record_id]]
    (committee,) = Unit.objects.filter(kind="committee")
    found = annual.annual(Close.objects.filter(committee=committee), 2025)
    assert [one.unit.code for one in found][0] == "dangwei"
    for one in found:
        mean = sum(line.total for line in one.lines.values()) / 2
        assert abs(one.mean - mean) <= Decimal("0.005")
        assert abs(one.counted - one.mean / 10) <= Decimal("0.005")
