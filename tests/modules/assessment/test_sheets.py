"""年度考核: data first, the unit's own score before the committee's, each deduction with its reason, the result as a draft."""

import datetime
from decimal import Decimal as D

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.template.loader import render_to_string
from django.utils import timezone

from cms import plugins
from cms.access import viewer_of
from cms.days import working_days_after
from cms.delivery import reading
from cms.drafting import actions as drafting
from cms.moderation.actions import submit
from cms.seams.board import unit_panels
from cms.seams.concerns import concerns
from cms.seams.objectives import YearScore
from cms.seams.scores import QuarterScore
from cms.testing import publish
from modules.assessment import honours, sheets
from modules.assessment.actions import correct_score, decide_appeal, decision_due, note_appeal
from modules.assessment.models import AssessmentAppeal, AssessmentRecord, Sheet
from modules.assessment.sheets import Entry
from tests.cms.samples import featured

YEAR = 2026
TODAY = timezone.localdate()


class Facts:
    """What the seams say: the branch's four quarters and objectives, and nothing of the other branch."""

    def __init__(self, world):
        self.branch, self.grades = world.branch, ("excellent", "good", "good", "passed")
        self.totals = [D("94.75"), D("88.00"), D("81.25"), D("69.31")]
        self.missed, self.score, self.vetoes, self.final, self.records = (), D("86.5"), (), True, ()

    def quarters(self, units, quarters):
        if self.branch.pk not in {unit.pk for unit in units}:
            return []
        return [
            QuarterScore(
                self.branch.pk, f"{YEAR}Q{number}", "v2", total, grade, True, vetoes=self.vetoes if number == 1 else ()
            )
            for number, (total, grade) in enumerate(zip(self.totals, self.grades, strict=False), 1)
            if f"{YEAR}Q{number}" in quarters
        ]

    def years(self, units, year):
        if self.score is None or self.branch.pk not in {unit.pk for unit in units}:
            return []
        return [YearScore(self.branch.pk, year, self.score, self.missed, self.records, self.final)]


@pytest.fixture
def facts(world, monkeypatch):
    made = Facts(world)
    said = {"scores": made.quarters, "year_scores": made.years}
    offers = plugins.offers
    monkeypatch.setattr(
        plugins, "offers",
        lambda what: [(plugins.find_module("assessment"), said[what])] if what in said else offers(what),
    )  # fmt: skip
    return made


@pytest.fixture
def sheet(world, facts):
    world.section("assessment")
    made = sheets.open_sheets(world.committee, YEAR, world.user("party_office"))
    return next(one for one in made if one.unit == world.branch)


def entries(sheet, score=None, **kept) -> dict:
    """For every item its full marks less `score`."""
    return {line.pk: Entry(line.full_marks - (score or 0), **kept) for line in sheet.lines.all()}


def scored(world, sheet):
    sheets.self_score(sheet, world.user("secretary"), entries(sheet))
    return sheets.committee_score(
        sheet, world.user("party_office"), entries(sheet, D(1), words="资料不全", proof="现场核查")
    )


def test_a_sheet_begins_with_what_the_data_say(world, facts, sheet):
    quarters, objectives, *rest = sheet.lines.all()
    # (94.75 + 88 + 81.25 + 69.31) / 4 = 83.3275, of which a tenth counts; objectives 86.5 of 100, half of it counts
    assert (quarters.full_marks, quarters.score) == (D("10.00"), D("8.33"))
    assert "2026Q1得94.75分" in quarters.basis
    assert "平均83.33分，按10%折算" in quarters.basis
    assert (objectives.full_marks, objectives.score) == (D("50.00"), D("43.25"))
    assert [line.score for line in rest] == [None] * 3
    assert sum(line.full_marks for line in sheet.lines.all()) == 100
    assert (sheet.scheme, sheet.self_due) == ("v2", working_days_after(TODAY, sheets.SELF_DAYS))
    other = Sheet.objects.get(unit=world.other)
    assert [line.computed for line in other.lines.all()] == [None] * 5
    assert "没有已结算的季度" in other.lines.first().basis
    assert sheets.open_sheets(world.committee, YEAR, world.user("party_office")) == []


def test_a_quarter_with_bonus_gives_no_more_than_full_marks_and_an_open_one_is_left_out(world, facts):
    facts.totals = [D("104"), D("103")]
    made = sheets.open_sheets(world.committee, YEAR, world.user("party_office"))
    line = next(one for one in made if one.unit == world.branch).lines.first()
    assert line.score == D("10.00")
    assert "2026Q3、2026Q4尚未结算，不计入平均" in line.basis


def test_only_the_party_office_opens_a_year_and_none_that_lies_ahead(world, facts):
    with pytest.raises(PermissionDenied):
        sheets.open_sheets(world.committee, YEAR, world.user("secretary", world.committee))
    with pytest.raises(ValidationError):
        sheets.open_sheets(world.committee, TODAY.year + 1, world.user("party_office"))


def test_the_unit_scores_itself_first_with_its_own_published_records(world, sheet):
    own, theirs = publish(world, featured(world)), publish(world, featured(world, world.other))
    by = world.user("drafter")
    with pytest.raises(PermissionDenied, match="自评期限"):
        sheets.committee_score(sheet, world.user("party_office"), entries(sheet))
    for user in (world.user("reviewer"), world.user("party_office"), world.user("secretary", world.other)):
        with pytest.raises(PermissionDenied):
            sheets.self_score(sheet, user, entries(sheet))
    with pytest.raises(ValidationError) as error:
        sheets.self_score(sheet, by, entries(sheet, D(-1)))
    assert len(error.value.message_dict) == 5
    for wrong in (theirs.pk, featured(world).pk):
        with pytest.raises(ValidationError, match="本单位已发布的记录"):
            sheets.self_score(sheet, by, entries(sheet, records=[wrong]))
    sheets.self_score(sheet, by, entries(sheet, D(1), words="有佐证", records=[own.pk]))
    line = sheet.lines.last()
    assert (line.self_score, line.self_note) == (D("9.00"), "有佐证")
    assert [proof.record_id for proof in line.evidence.all()] == [own.pk]


def test_after_the_term_the_committee_scores_without_a_self_score(world, sheet):
    Sheet.objects.filter(pk=sheet.pk).update(self_due=TODAY - datetime.timedelta(days=1))
    sheets.committee_score(sheet, world.user("party_office"), entries(sheet))


def test_a_deduction_has_a_reason_and_what_it_rests_on(world, sheet):
    sheets.self_score(sheet, world.user("secretary"), entries(sheet))
    office, hand = world.user("party_office"), sheet.lines.last()
    for kept, caught in (({}, {f"words_{hand.pk}", f"proof_{hand.pk}"}), ({"words": "原因"}, {f"proof_{hand.pk}"})):
        given = entries(sheet) | {hand.pk: Entry(D(8), **kept)}
        with pytest.raises(ValidationError) as error:
            sheets.committee_score(sheet, office, given)
        assert set(error.value.message_dict) == caught
    sheets.committee_score(sheet, office, entries(sheet) | {hand.pk: Entry(D(8), "原因", (), "测评表")})
    # What follows from data is not given by anybody
    assert sheet.lines.first().score == D("8.33")
    with pytest.raises(PermissionDenied, match="已经评分"):
        sheets.self_score(sheet, world.user("secretary"), entries(sheet))


def test_the_result_is_drafted_from_the_sheet_and_says_nothing_else(world, sheet):
    by = world.user("drafter")
    with pytest.raises(ValidationError, match="还没有评分"):
        sheets.draft_result(sheet, by)
    scored(world, sheet)
    with pytest.raises(PermissionDenied):
        sheets.draft_result(sheet, world.user("secretary"))
    page = sheets.draft_result(sheet, by).get_latest_revision_as_object()
    # 8.33 + 43.25 + 19 + 9 + 9
    assert (page.total, page.grade, page.period_value, page.scheme) == (D("88.58"), "good", "2026", "v2")
    assert [row.reason for row in page.items.all()][2:] == ["资料不全"] * 3
    assert page.items.all()[2].evidence == "现场核查"
    drafting.change(page, by, {"confidentiality": "non_classified"})
    draft = AssessmentRecord.objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.items = list(draft.items.all())
    draft.items.all()[2].score = D("20.00")
    draft.save_revision(user=by)
    with pytest.raises(ValidationError) as error:
        submit(page, by)
    assert error.value.message_dict["items"] == ["“组织生活质量”的考核分在考核表中是19.00，这里写的是20.00。"]
    assert sheets.draft_result(sheet, by).pk == page.pk
    submit(page, by)


def test_the_result_names_no_record_that_not_every_reader_may_see(world, sheet):
    shown, hidden = (
        publish(world, featured(world, title=f"记录{scope}", disclosure_scope=scope)) for scope in ("employees", "unit")
    )
    sheets.self_score(sheet, world.user("secretary"), entries(sheet, records=[hidden.pk]))
    given = entries(sheet, D(1), words="资料不全", records=[shown.pk, hidden.pk])
    sheets.committee_score(sheet, world.user("party_office"), given)
    page = sheets.draft_result(sheet, world.user("drafter")).get_latest_revision_as_object()
    assert [row.evidence for row in page.items.all()][2:] == ["《记录employees》；另有1条限内部查看的记录"] * 3


def test_a_must_reach_target_that_was_not_reached_keeps_a_unit_from_excellent(world, facts, sheet):
    facts.totals, facts.score = [D(100)] * 4, D(95)
    sheets.refresh(sheet, world.user("party_office"))
    sheets.self_score(sheet, world.user("secretary"), entries(sheet))
    sheets.committee_score(sheet, world.user("party_office"), entries(sheet))
    assert sheets.outcome(Sheet.objects.get(pk=sheet.pk))["grade"] == "excellent"
    facts.missed = (7,)
    assert sheets.outcome(Sheet.objects.get(pk=sheet.pk))["grade"] == "good"
    page = sheets.draft_result(sheet, world.user("drafter"))
    drafting.change(
        page, world.user("drafter"), {"confidentiality": "non_classified", "fields": {"grade": "excellent"}}
    )
    with pytest.raises(ValidationError) as error:
        submit(page, world.user("drafter"))
    assert error.value.message_dict["grade"] == ["有1项必达目标未达到，等次最高为“良好”。"]


def published_result(world, sheet):
    page = sheets.draft_result(scored(world, sheet), world.user("drafter"))
    drafting.change(page, world.user("drafter"), {"confidentiality": "non_classified"})
    return publish(world, page)


def test_an_appeal_that_is_upheld_changes_the_score_by_a_correction_that_shows_both(world, sheet):
    page, by = published_result(world, sheet), world.user("drafter")
    note_appeal(page, world.user("secretary"), world.branch, "第三项资料已补。")
    row = AssessmentAppeal.objects.get(page=page)
    assert decision_due(row) == working_days_after(TODAY, 5)
    waiting = concerns(viewer_of(world.user("party_office")), [world.branch])
    assert [one.record_id for one in waiting if one.module == "assessment" and one.record_id] == [page.pk]
    office = world.user("party_office")
    for item, score, caught in ((9, D(20), "item"), (3, D(21), "score"), (3, D(19), "score"), (None, D(20), "item")):
        with pytest.raises(ValidationError) as error:
            decide_appeal(page, office, 1, "成立。", item=item, score=score)
        assert list(error.value.message_dict) == [caught]
    decided = decide_appeal(page, office, 1, "成立，恢复1分。", item=3, score=D("20"))
    assert [(row.number, row.was, row.score) for row in decided.appeal.all()] == [(3, D("19"), D("20"))]
    # The published score changes only by a correction
    assert AssessmentRecord.objects.get(pk=page.pk).total == D("88.58")
    with pytest.raises(PermissionDenied):
        correct_score(page, office)
    draft = correct_score(page, by).get_latest_revision_as_object()
    assert "“组织生活质量”由19.00分改为20.00分；总分由88.58分改为89.58分；等次仍为良好" in draft.correction_note
    corrected = publish(world, AssessmentRecord.objects.get(pk=page.pk))
    assert (corrected.total, corrected.items.all()[2].score) == (D("89.58"), D("20.00"))
    shown = reading.record(viewer_of(world.user("employee", world.other)), page.pk).content
    assert "19.00分改为20.00分" in shown["corrections"][0]["note"]
    with pytest.raises(ValidationError, match="没有要更正的"):
        correct_score(corrected, by)


def test_a_published_score_changes_by_no_other_correction(world, sheet):
    page, by = published_result(world, sheet), world.user("drafter")
    draft = page.get_latest_revision_as_object()
    rows = list(draft.items.all())
    rows[2].score = D("20")
    draft.items, draft.correction_note = rows, "改分。"
    draft.save_revision(user=by)
    with pytest.raises(ValidationError, match="只能通过申诉复核更正"):
        submit(page, by)


def test_an_appeal_after_five_working_days_is_too_late(world, sheet, client):
    page = published_result(world, sheet)
    AssessmentRecord.objects.filter(pk=page.pk).update(first_published_at=timezone.now() - datetime.timedelta(days=20))
    with pytest.raises(ValidationError, match="申诉期限"):
        note_appeal(page, world.user("secretary"), world.branch, "迟了。")
    client.force_login(world.user("secretary"))
    assert "/appeal/" not in client.get(page.url).content.decode()


# Pages ------------------------------------------------------------------------------------------------------------------


def test_the_pages_take_a_sheet_from_opening_to_the_draft(world, facts, client):
    world.section("assessment")
    own = publish(world, featured(world))
    client.force_login(world.user("party_office"))
    assert "还没有考核表" in client.get("/assessments/").content.decode()
    client.post("/assessments/", {"committee": world.committee.pk, "year": YEAR})
    sheet = Sheet.objects.get(unit=world.branch)
    address = f"/assessments/{sheet.pk}/"
    assert "待自评" in client.get("/assessments/").content.decode()
    assert 'value="score"' not in client.get(address).content.decode()
    for name in ("employee", "reviewer", "member"):
        client.force_login(world.user(name))
        assert {client.get(address).status_code, client.get("/assessments/").status_code} == {404}
    client.force_login(world.user("secretary", world.other))
    assert client.get(address).status_code == 404
    client.force_login(world.user("secretary"))
    shown = client.get(address).content.decode()
    assert own.title in shown
    wrong = client.post(address, {"do": "self"})
    assert wrong.status_code == 422
    assert "没有打分" in wrong.content.decode()
    assert client.post(address, {"do": "score"}).status_code == 404
    given = {f"score_{line.pk}": line.full_marks for line in sheet.lines.all()}
    client.post(address, {"do": "self", f"records_{sheet.lines.last().pk}": [own.pk], **given})
    assert "1条记录" in client.get(address).content.decode()
    client.force_login(world.user("party_office"))
    client.post(address, {"do": "score", **given})
    assert "考核总分" in client.get(address).content.decode()
    client.force_login(world.user("drafter"))
    client.post(address, {"do": "draft"})
    assert AssessmentRecord.objects.get(pk=Sheet.objects.get(pk=sheet.pk).record_id).owning_unit == world.branch


# 创先争优 -----------------------------------------------------------------------------------------------------------------


def conditions(world, user, **kept) -> dict:
    found = honours.basis(viewer_of(user), [world.branch, world.other], YEAR, **kept)
    return {one.unit: [condition.state for condition in one.conditions] for one in found}


def test_each_condition_is_met_or_not_or_open_and_says_why(world, facts, sheet):
    office = world.user("party_office")
    met, missed, open_ = honours.MET, honours.NOT_MET, honours.OPEN
    assert conditions(world, office) == {world.branch: [missed, met, open_, open_], world.other: [open_] * 4}
    facts.grades, facts.records = (
        ("excellent", "good", "good", "good"),
        (publish(world, featured(world, disclosure_scope="restricted")).pk,),
    )
    assert conditions(world, office)[world.branch] == [met, met, met, open_]
    assert conditions(world, office, least="excellent")[world.branch][0] == missed
    published_result(world, sheet)
    assert conditions(world, office)[world.branch] == [met] * 4
    facts.vetoes, facts.missed = ("弄虚作假（倒签）",), facts.records
    found = honours.basis(viewer_of(office), [world.branch], YEAR)[0]
    assert [condition.state for condition in found.conditions] == [met, missed, missed, met]
    assert found.conditions[1].facts == ["2026Q1：弄虚作假（倒签）"]
    assert (len(found.conditions[2].links), found.conditions[2].more) == (1, 0)
    reader = honours.basis(viewer_of(world.user("member", world.other)), [world.branch], YEAR)[0]
    assert (len(reader.conditions[2].links), reader.conditions[2].more) == (0, 1)


def test_the_honours_page_is_for_the_party_office_and_the_units_secretary(world, facts, client):
    client.force_login(world.user("party_office"))
    shown = client.get("/assessments/honours/", {"year": YEAR}).content.decode()
    assert world.branch.title in shown
    assert world.other.title in shown
    client.force_login(world.user("secretary"))
    shown = client.get("/assessments/honours/", {"year": YEAR}).content.decode()
    assert world.branch.title in shown
    assert world.other.title not in shown
    for name in ("employee", "drafter", "auditor"):
        client.force_login(world.user(name))
        assert client.get("/assessments/honours/").status_code == 404


def test_the_units_page_leads_those_to_the_sheets_who_work_on_them(world, sheet):
    def titles(user, unit):
        return [
            (panel.title, panel.context["honours"])
            for panel in unit_panels(viewer_of(user), unit)
            if "assessment" in panel.template
        ]

    assert titles(world.user("secretary"), world.branch) == [("年度考核", True)]
    assert titles(world.user("drafter"), world.branch) == [("年度考核", False)]
    assert titles(world.user("party_office"), world.committee) == [("年度考核", True)]
    assert titles(world.user("secretary"), world.other) == []
    assert titles(world.user("employee"), world.branch) == []
    shown = unit_panels(viewer_of(world.user("secretary")), world.branch)[0]
    assert "待自评" in render_to_string(shown.template, shown.context)
