"""A quarter is computed, frozen, objected to, supplemented; its figures lead to records and agree with plain SQL."""

import datetime
import io
import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from cms.moderation.actions import withdraw
from cms.seams.scores import quarter_scores
from cms.tree import Record
from plugins.scoring import closing, facts, grading, sampling, verifying, whatif
from plugins.scoring.models import Close, CodedFact, DrawnItem, ItemScore, Line, LineRecord
from plugins.scoring.schemes import AXES, default, parse
from tests.cms.samples import meeting

from .conftest import FROZEN, QUARTER, at
from .recomputed import Recomputed, rows, total

D = datetime.date


def grade_all(world, level="B"):
    """Every drawn record of the quarter on all six axes, by somebody of the committee who had nothing to do with it."""
    scorer = world.user("reviewer", world.committee)
    sampling.draw(world.committee, QUARTER, at(FROZEN, 17))
    for one in grading.waiting(grading.viewer_of(scorer), QUARTER):
        grading.grade_second(one.document, scorer, dict.fromkeys(AXES, level))
    ItemScore.objects.update(scored_at=at(FROZEN, 16))


def figures(close, unit) -> Line:
    return next(line for line in closing.current_lines([close]) if line.unit_id == unit.pk)


@pytest.fixture
def story(world, past):
    """A quarter of the branch: what was done, and one of each fault; the other branch did nothing."""
    told = {
        "members": past.meeting(D(2026, 5, 12), D(2026, 5, 15)),
        "april": past.meeting(D(2026, 4, 8), D(2026, 4, 10), meeting_type="committee"),
        "late": past.meeting(D(2026, 5, 8), D(2026, 7, 3), meeting_type="committee"),
        "extra": past.meeting(D(2026, 6, 23), D(2026, 6, 24)),
    }
    original = told["members"]
    told["copy"] = past.meeting(
        D(2026, 5, 12), D(2026, 6, 20), title=original.title, chair=original.chair, recorder=original.recorder
    )
    gone = told["withdrawn"] = past.meeting(D(2026, 6, 9), D(2026, 6, 10), meeting_type="committee")
    withdraw(gone, world.user("party_office"), "会议记录与实际不符")
    past.set_back(gone, D(2026, 6, 10), D(2026, 6, 12))
    from plugins.dues import ledger

    ledger.keep([gone.pk])
    past.again(told["april"], D(2026, 5, 20), place="党员活动室")
    draft = told["returned"] = meeting(
        world, occurred_on=D(2026, 6, 16), held_at=at(D(2026, 6, 16)), ended_at=at(D(2026, 6, 16), 10)
    )
    past.returned(draft, D(2026, 6, 18), "numbers_differ", "typos")
    # of another quarter
    past.meeting(D(2026, 3, 12), D(2026, 4, 2))
    return told


def test_a_quarter_is_counted_by_the_rules_and_each_figure_leads_to_its_records(world, story, assert_queries):
    grade_all(world)
    with assert_queries("scoring: a quarter is closed"):
        made = closing.close_quarter(world.committee, QUARTER, world.user("party_office"), at=at(FROZEN, 17))
    line = figures(made.close, world.branch)
    pk = {name: page.pk for name, page in story.items()}
    records = {name: {int(one) for one in found} for name, found in line.detail["records"].items()}
    assert records["submitted"] == set(pk.values())
    assert records["effective"] == {pk["members"], pk["april"], pk["late"], pk["extra"]}
    assert (records["repeated"], records["withdrawn"]) == ({pk["copy"]}, {pk["withdrawn"]})
    assert (records["returned"], records["corrected"]) == ({pk["returned"]}, {pk["april"]})
    # 党员大会 1, 支委会 3, 党小组会 3, 党课 1; the second members' meeting is beyond what is due
    assert (line.due, line.satisfied, line.on_time) == (8, 3, 2)
    assert records["satisfied"] == {pk["members"], pk["april"], pk["late"]}
    assert records["on_time"] == {pk["members"], pk["april"]}
    assert records["extra"] == {pk["extra"]}
    drawn = set(DrawnItem.objects.filter(unit=world.branch).values_list("record_id", flat=True))
    assert len(drawn) == 3
    # which three is the seed's business; a copy that was drawn counts for nothing
    assert records["sampled"] == drawn - {pk["copy"]}
    assert line.scored == line.sampled == len(records["sampled"])
    assert line.detail["reasons"] == {"numbers_differ": 1, "typos": 1}
    assert line.detail["deducted"] == {"correction_after_publish": "0.5", "returned_for_fact": "1"}
    # 30×3/8, 15×2/8, 35×0.85×(3/8)/0.8, 15−1.5, 5
    points = [str(getattr(line, name)) for name in Line.POINTS]
    assert points == ["11.25", "3.75", "13.95", "13.50", "5.00", "0.00"]
    assert (str(line.total), line.grade) == ("47.45", "fail")
    nothing = figures(made.close, world.other)
    assert (nothing.due, nothing.effective, str(nothing.total)) == (8, 0, "20.00")
    assert {row.page_id for row in LineRecord.objects.filter(line=line)} == set(pk.values())
    assert verifying.verify() == []
    (score,) = quarter_scores([world.branch], [QUARTER])
    assert (score.total, score.grade, score.closed) == (line.total, "fail", False)


def test_figures_agree_with_plain_sql(world, story):
    grade_all(world, "A")
    made = closing.close_quarter(world.committee, QUARTER, at=at(FROZEN, 17))
    again = Recomputed(world.committee.pk, QUARTER, at(FROZEN, 17))
    counts, events = again.counts(), again.events()
    for line in made.lines:
        own = counts.get(line.unit_id, {})
        for figure in ("submitted", "effective", "withdrawn", "returned", "corrected"):
            assert getattr(line, figure) == own.get(figure, 0), (line.unit, figure)
        mean = again.quality(line.unit_id)
        sums = total(
            line.due, line.satisfied, line.on_time, mean, events.get(line.unit_id, {}), line.received, line.answered
        )
        assert line.total == sums


def test_what_was_frozen_is_changed_by_nobody(world, story):
    made = closing.close_quarter(world.committee, QUARTER, at=at(FROZEN, 17), unscored=True)
    line = Line.objects.get(close=made.close, unit=world.branch)
    for act in (
        line.save, line.delete, Line.objects.filter(pk=line.pk).delete, made.close.delete,
        lambda: Line.objects.filter(pk=line.pk).update(total=99), made.close.save,
    ):  # fmt: skip
        with pytest.raises(PermissionDenied):
            act()
    for statement in (
        "UPDATE scoring_line SET total = 99", "DELETE FROM scoring_linerecord", "UPDATE scoring_close SET digest = 'x'",
        "DELETE FROM scoring_close",
    ):  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    before = closing.line_digest(line)
    # What happens to the records afterwards is no matter of the frozen figures
    withdraw(story["members"], world.user("party_office"), "事后发现有误")
    line.refresh_from_db()
    assert (closing.line_digest(line), verifying.verify()) == (before, [])


def test_a_change_past_all_that_is_proven(world, story):
    from plugins.scoring import guard

    made = closing.close_quarter(world.committee, QUARTER, at=at(FROZEN, 17), unscored=True)
    guard.lift(connection)
    try:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE scoring_line SET total = 99 WHERE unit_id = %s", [world.branch.pk])
        told = verifying.verify()
        assert any(world.branch.title in words for words in told)
        with pytest.raises(CommandError):
            call_command("quarter", "verify", stderr=io.StringIO())
        # whoever makes the digests fit as well is found by the log
        line = Line.objects.get(close=made.close, unit=world.branch)
        digest = closing.line_digest(line)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE scoring_line SET digest = %s WHERE id = %s", [digest, line.pk])
            close = closing.close_digest(made.close, Line.objects.filter(close=made.close))
            cursor.execute("UPDATE scoring_close SET digest = %s", [close])
        assert any("操作日志" in words for words in verifying.verify())
    finally:
        guard.install(connection)


def test_a_close_is_refused_with_the_field_and_the_reason(world, story):
    office = world.user("party_office")
    with pytest.raises(PermissionDenied):
        closing.close_quarter(world.committee, QUARTER, world.user("secretary"), at=at(FROZEN))
    for values, field in (
        ({"quarter": "2026-04"}, "quarter"),
        ({"at": at(D(2026, 6, 30))}, "quarter"),
        ({"at": timezone.now() + datetime.timedelta(hours=1)}, "at"),
        ({"at": at(FROZEN)}, "sample"),
        ({"committee": world.branch}, "committee"),
    ):
        wanted = {"committee": world.committee, "quarter": QUARTER, "by": None} | values
        with pytest.raises(ValidationError) as refused:
            closing.close_quarter(**wanted)
        assert field in refused.value.message_dict
    assert not Close.objects.exists()
    grade_all(world)
    closing.close_quarter(world.committee, QUARTER, office, at=at(FROZEN, 17))
    with pytest.raises(ValidationError) as refused:
        closing.close_quarter(world.committee, QUARTER, office)
    assert "quarter" in refused.value.message_dict


def test_later_corrections_are_dated_supplements_beside_the_frozen_figures(world, past, story):
    office = world.user("party_office")
    # submitted in time, published after the freeze: waiting for reviewers is not the unit's fault
    waited = past.meeting(D(2026, 6, 10), D(2026, 6, 12), D(2026, 7, 20), meeting_type="committee")
    # submitted after it
    past.meeting(D(2026, 6, 11), D(2026, 7, 15), D(2026, 7, 16), meeting_type="committee")
    grade_all(world)
    close = closing.close_quarter(world.committee, QUARTER, office, at=at(FROZEN, 17)).close
    frozen = figures(close, world.branch)
    assert frozen.satisfied == 3
    with pytest.raises(PermissionDenied):
        closing.supplement(close, [world.branch], world.user("secretary"), "请补")
    for units, reason, field in (
        ([world.branch], " ", "reason"),
        ([world.other], "核对", "units"),
        ([world.committee], "核对", "units"),
    ):
        with pytest.raises(ValidationError) as refused:
            closing.supplement(close, units, office, reason)
        assert field in refused.value.message_dict
    made = closing.supplement(close, [world.branch], office, "报送在期限内，审核在冻结之后完成")
    now = figures(close, world.branch)
    assert (now.edition, now.satisfied, now.supplement) == (1, 4, made)
    assert str(waited.pk) in now.detail["records"]["on_time"]
    frozen.refresh_from_db()
    assert (frozen.satisfied, frozen.edition) == (3, 0)
    assert quarter_scores([world.branch], [QUARTER])[0].total == now.total
    assert verifying.verify() == []


def test_a_unit_objects_in_time_and_the_office_decides(world, story):
    office = world.user("party_office")
    made = closing.close_quarter(world.committee, QUARTER, office, unscored=True)
    line = figures(made.close, world.branch)
    with pytest.raises(PermissionDenied):
        closing.object_to(line, world.user("secretary", world.other), "不是本单位")
    with pytest.raises(ValidationError):
        closing.object_to(line, world.user("secretary"), " ")
    objection = closing.object_to(line, world.user("secretary"), "5月支委会按时召开，纸质记录在支部。", "on_time")
    with pytest.raises(ValidationError):
        closing.draft_bulletin(made.close, world.user("drafter", world.committee))
    with pytest.raises(PermissionDenied):
        closing.decide_objection(objection, world.user("secretary"), "upheld", "同意")
    decided = closing.decide_objection(objection, office, "dismissed", "以系统报送日期为准。")
    assert (decided.outcome, decided.decided_by_id) == ("dismissed", office.person.pk)
    with pytest.raises(ValidationError):
        closing.decide_objection(objection, office, "upheld", "改判")
    late = closing.close_quarter(world.committee, "2026Q1", office, at=at(D(2026, 4, 10)), unscored=True)
    with pytest.raises(PermissionDenied):
        closing.object_to(figures(late.close, world.branch), world.user("secretary"), "异议期已过")


def test_facts_count_once_a_second_person_has_confirmed_them(world, story):
    office, record = world.user("party_office"), Record.objects.get(pk=story["members"].pk)
    found_on = D(2026, 6, 25)
    with pytest.raises(PermissionDenied):
        facts.enter(record, world.user("secretary"), "fabricated", found_on, "签到表为事后补签")
    fact = facts.enter(record, office, "fabricated", found_on, "签到表为事后补签")
    with pytest.raises(PermissionDenied):
        facts.confirm(fact, office, True)
    dry = closing.compute(world.committee, QUARTER, at(FROZEN))
    assert not next(line for line in dry.lines if line.unit_id == world.branch.pk).detail["vetoes"]
    facts.confirm(fact, world.user("approver"), True)
    line = next(
        line for line in closing.compute(world.committee, QUARTER, at(FROZEN)).lines if line.unit_id == world.branch.pk
    )
    assert (line.detail["vetoes"], line.veracity_points, line.grade) == (["fabricated"], 0, "fail")
    assert CodedFact.objects.get().state == "confirmed"
    # found by others and corrected after that: no own finding
    april = Record.objects.get(pk=story["april"].pk)
    facts.confirm(
        facts.enter(april, office, "error_found_by_others", D(2026, 5, 18), "他支部来电指出"),
        world.user("approver"),
        True,
    )
    line = next(
        line for line in closing.compute(world.committee, QUARTER, at(FROZEN)).lines if line.unit_id == world.branch.pk
    )
    assert "correction_after_publish" not in line.detail["deducted"]
    assert line.detail["deducted"]["error_found_by_others"] == "2"


def test_the_second_scorer_is_nobody_who_wrote_or_reviewed_the_record(world, story):
    sampling.draw(world.committee, QUARTER, at(FROZEN))
    first = grading.waiting(grading.viewer_of(world.user("reviewer", world.committee)), QUARTER)
    assert len(first) == 3
    document = first[0].document
    for user in (world.user("approver"), world.user("secretary"), world.user("drafter")):
        with pytest.raises(PermissionDenied):
            grading.grade_second(document, user, dict.fromkeys(AXES, "A"))
    assert not grading.waiting(grading.viewer_of(world.user("approver")), QUARTER)
    with pytest.raises(ValidationError) as refused:
        grading.grade_second(document, world.user("party_office"), {"truth": "A", "legality": "F"})
    assert {"legality", "language"} <= set(refused.value.message_dict)
    three = {"truth": "A", "credibility": "A", "legality": "A"}
    final = grading.grade_final(document, world.user("approver"), three)
    second = grading.grade_second(document, world.user("party_office"), dict.fromkeys(AXES, "C"))
    assert grading.gap(final, second, default()) == {"truth": -30, "credibility": -30, "legality": -30}
    with pytest.raises(PermissionDenied):
        grading.grade_second(document, world.user("reviewer", world.committee), dict.fromkeys(AXES, "A"))
    # drawn again, the same; nothing was chosen
    drawn = set(sampling.draw(world.committee, QUARTER, at(FROZEN)).items.values_list("record_id", flat=True))
    assert drawn == {one.document.pk for one in first}


def test_the_command_tells_a_dry_run_and_closes(world, story):
    out = io.StringIO()
    call_command("quarter", "close", QUARTER, "--dry-run", "--json", "--at", "+8", stdout=out)
    told = json.loads(out.getvalue())
    assert (told["frozen"], told["frozen_at"]) == (False, "2026-07-08T17:30:00+08:00")
    branch = next(line for line in told["units"] if line["unit"]["code"] == "zongzhuang")
    assert branch["effective"]["count"] == len(branch["effective"]["records"]) == 4
    assert not Close.objects.exists()
    out = io.StringIO()
    call_command(
        "quarter", "close", QUARTER, "2026Q1", "--at", "+8", "--unscored", "--committee", "committee", stdout=out
    )
    assert "总装党支部" in out.getvalue()
    assert Close.objects.count() == 2
    call_command("quarter", "verify", stdout=out)
    with pytest.raises(CommandError, match="quarter"):
        call_command("quarter", "close", QUARTER)
    with pytest.raises(CommandError, match="at"):
        call_command("quarter", "close", "2025Q4", "--at", "gestern")


def test_another_scheme_is_tried_on_the_past_before_it_is_adopted(world, story):
    import copy

    from plugins.scoring import adopting

    grade_all(world)
    office, approver = world.user("party_office"), world.user("approver")
    close = closing.close_quarter(world.committee, QUARTER, office, at=at(FROZEN, 17)).close
    data = copy.deepcopy(default().data) | {"version": "v2"}
    data["components"]["completeness"]["weight"], data["components"]["veracity"]["weight"] = "40", "5"
    with pytest.raises(PermissionDenied):
        adopting.draft(world.committee, approver, data)
    version = adopting.draft(world.committee, office, data, note="更看重完成")
    changes = {one.line.unit_id: one for one in whatif.what_if(parse(data), world.committee)}
    # 40×3/8 and 5−1.5 instead of 30×3/8 and 15−1.5
    assert str(changes[world.branch.pk].difference) == "-6.25"
    assert figures(close, world.branch).total == changes[world.branch.pk].line.total
    with pytest.raises(ValidationError) as refused:
        adopting.propose(version, office, QUARTER)
    assert "since" in refused.value.message_dict
    adopting.propose(version, office, "2026Q3")
    with pytest.raises(PermissionDenied):
        adopting.consent(version, office)
    version = adopting.consent(version, approver)
    assert adopting.scheme_for(world.committee, "2026Q4").version == "v2"
    assert adopting.scheme_for(world.committee, QUARTER).version == "v1"
    version.note = "改一下"
    with pytest.raises(PermissionDenied):
        version.save()
    with pytest.raises(PermissionDenied):
        version.delete()


def test_a_copy_of_a_record_gains_its_unit_nothing_by_the_real_engine(world, past):
    record = past.meeting(D(2026, 5, 12), D(2026, 5, 15), meeting_type="committee")
    before = closing.compute(world.committee, QUARTER, at(FROZEN)).lines
    for day in (D(2026, 5, 20), D(2026, 5, 22)):
        past.meeting(
            D(2026, 5, 12),
            day,
            title=record.title,
            chair=record.chair,
            recorder=record.recorder,
            meeting_type="committee",
        )
    after = closing.compute(world.committee, QUARTER, at(FROZEN)).lines
    assert [line.total for line in after] == [line.total for line in before]
    assert rows("SELECT COUNT(*) FROM cms_document WHERE kind = 'record'") == [(3,)]
    assert sum(line.repeated for line in after) == 2
