"""带着问题下基层: a list of questions from the desk to the branch, from there into a diagnosis, and looked at again."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.access import viewer_of
from cms.seams.concerns import Concern
from modules.diagnosis.models import DiagnosisRecord
from plugins.audit.models import Entry
from plugins.morning import actions, lists
from plugins.morning.models import Question, QuestionList
from tests.cms.seams import offering

TODAY = timezone.localdate


@pytest.fixture
def office(world):
    return world.user("party_office")


@pytest.fixture
def clerk(world):
    """The committee's information officer."""
    return world.user("drafter", world.committee)


@pytest.fixture
def matter(world, monkeypatch):
    concern = Concern(
        world.branch.pk, "late", "“三会一课”逾期9天", timezone.now(), "/zongzhuang/", "为什么没有更新？", None,
        "three_meetings_one_lesson",
    )  # fmt: skip
    offering(
        monkeypatch, concerns=lambda viewer, units, as_of: [concern for unit in units if unit.pk == world.branch.pk]
    )


@pytest.fixture
def kept(world, office):
    return actions.make(
        world.branch,
        office,
        visitor=office.person,
        visit_on=TODAY(),
        own=["看板为什么还没有挂？", "  ", "夜班怎么过组织生活？"],
    )


def problem(kept, number=1, **values):
    line = kept.questions.get(number=number)
    given = {
        "is_problem": True, "answer": "支架没有到货。", "problem": "看板未挂", "cause": "采购晚了", "action": "月底前挂好",
        "owner": "王强", "due": TODAY() + datetime.timedelta(days=20),
    } | values  # fmt: skip
    for name, value in given.items():
        setattr(line, name, value)
    return line


def test_ticked_matters_and_own_questions_make_a_list(world, office, matter, sign_in):
    client = sign_in(office)
    form = client.get("/morning/questions/new/?unit=zongzhuang").content.decode()
    assert "“三会一课”逾期9天" in form and "为什么没有更新？" in form
    key = form.split('name="matter" value="')[1].split('"')[0]
    data = {
        "visitor": office.person.pk,
        "visit_on": TODAY(),
        "own": "夜班怎么过组织生活？\n\n",
        "matter": [key, "made-up"],
    }
    answer = client.post("/morning/questions/new/?unit=zongzhuang", data)
    made = QuestionList.objects.get()
    assert answer["Location"] == f"/morning/questions/{made.pk}/"
    assert [(line.number, line.kind, line.asked) for line in made.questions.all()] == [
        (1, "late", "为什么没有更新？"), (2, "", "夜班怎么过组织生活？"),
    ]  # fmt: skip
    shown = client.get(answer["Location"]).content.decode()
    assert "“三会一课”逾期9天" in shown and office.person.name in shown and "现场了解" in shown
    nothing = client.post("/morning/questions/new/?unit=zongzhuang", {**data, "own": "", "matter": []})
    assert "请至少勾选一件事或写一个问题" in nothing.content.decode()
    assert QuestionList.objects.count() == 1
    assert "总装党支部" in client.get("/morning/questions/").content.decode()


def test_only_the_office_sees_and_makes_lists(world, kept, sign_in, client):
    addresses = ["/morning/questions/", f"/morning/questions/{kept.pk}/", "/morning/questions/new/?unit=zongzhuang"]
    others = [
        world.user("secretary"), world.user("drafter"), world.user("reviewer"), world.user("member", world.committee),
        world.user("drafter", world.committee), world.user("secretary", world.committee), world.user("auditor"),
    ]  # fmt: skip
    for user in others:
        browser = sign_in(user)
        assert [browser.get(address).status_code for address in addresses] == [404, 404, 404], user
        for act in ("add", "hand-over", "diagnosis", "again"):
            assert browser.post(f"/morning/questions/{kept.pk}/{act}/", {"own": "x"}).status_code == 404
        assert browser.post(addresses[1], {"strengths": "x"}).status_code == 404
        with pytest.raises(PermissionDenied):
            actions.make(world.branch, user, visitor=kept.visitor, visit_on=TODAY(), own=["为什么？"])
    assert client.get(addresses[1]).status_code == 302
    assert sign_in(world.user("approver")).get(addresses[1]).status_code == 200


def test_answers_are_noted_on_the_spot_and_logged_without_their_words(world, office, kept, sign_in):
    client, address = sign_in(office), f"/morning/questions/{kept.pk}/"
    first, second = kept.questions.all()
    data = {f"q{first.pk}-answer": "支架没有到货zzq。", f"q{second.pk}-answer": "", "strengths": "班前会天天开。"}
    assert client.post(address, data).status_code == 302
    client.post(f"{address}add/", {"own": "党费收齐了吗？"})
    assert [line.answer for line in kept.questions.all()] == ["支架没有到货zzq。", "", ""]
    assert QuestionList.objects.get().strengths == "班前会天天开。"
    wrong = client.post(address, data | {f"q{first.pk}-due": "32月"})
    assert wrong.status_code == 200 and 'class="error"' in wrong.content.decode()
    told = Entry.objects.filter(object_type="morning.questionlist").order_by("pk")
    assert [entry.action for entry in told] == ["morning.make", "morning.answer", "morning.answer"]
    assert "zzq" not in "".join(str(entry.details) for entry in told)
    assert ModelLogEntry.objects.filter(action="morning.make").get().user == office


def test_the_office_hands_it_over_and_the_information_officer_drafts_the_diagnosis(world, office, clerk, kept, sign_in):
    world.section("diagnosis", world.committee)
    actions.note_answers(kept.pk, office, [problem(kept)], "班前会天天开。")
    with pytest.raises(PermissionDenied):
        actions.draft(kept.pk, office)  # who writes no records of the committee
    assert sign_in(clerk).get(f"/morning/questions/{kept.pk}/").status_code == 404
    assert "问题清单" not in sign_in(clerk).get("/units/").content.decode()
    sign_in(office).post(f"/morning/questions/{kept.pk}/hand-over/")
    browser = sign_in(clerk)
    assert 'href="/morning/questions/"' in browser.get("/units/").content.decode()
    assert "转为诊断稿" in browser.get(f"/morning/questions/{kept.pk}/").content.decode()
    assert browser.post(f"/morning/questions/{kept.pk}/", {"strengths": "改"}).status_code == 404
    answer = browser.post(f"/morning/questions/{kept.pk}/diagnosis/")
    page = DiagnosisRecord.objects.get()
    assert answer["Location"] == f"/admin/pages/{page.pk}/edit/"
    draft = page.get_latest_revision_as_object()
    assert (draft.diagnosis_kind, draft.target_unit, draft.diagnosed_on) == ("committee", world.branch, TODAY())
    assert list(draft.team.all()) == [office.person]
    (row,) = draft.problems.all()
    assert (row.problem, row.cause, row.action, row.owner, row.state) == (
        "看板未挂", "采购晚了", "月底前挂好", "王强", "open",
    )  # fmt: skip
    assert row.due == TODAY() + datetime.timedelta(days=20) and "班前会天天开" in draft.strengths
    assert "支架没有到货" in str(draft.body) and "夜班怎么过组织生活" in str(draft.body)
    assert not page.live and page.owner == clerk
    assert browser.get(answer["Location"]).status_code == 200
    with pytest.raises(ValidationError):
        actions.note_answers(kept.pk, office, [problem(kept, answer="改口")])
    assert "已转为诊断" in sign_in(office).get(f"/morning/questions/{kept.pk}/").content.decode()


def test_a_draft_needs_problems_with_action_owner_and_day_and_a_section(world, clerk, office, kept):
    actions.hand_over(kept.pk, office)
    refused = lambda: pytest.raises(ValidationError)  # noqa: E731
    with refused() as none:
        actions.draft(kept.pk, clerk)
    assert "还没有列为问题点" in str(none.value)
    actions.note_answers(kept.pk, office, [problem(kept, owner="", due=None)])
    with refused() as lacking:
        actions.draft(kept.pk, clerk)
    assert "第1个问题列为问题点，还缺：责任人、期限" in str(lacking.value)
    actions.note_answers(kept.pk, office, [problem(kept)])
    with refused() as closed:
        actions.draft(kept.pk, clerk)
    assert "没有开设“诊断评价”栏目" in str(closed.value)
    assert QuestionList.objects.get().diagnosis_id is None


def test_a_re_diagnosis_looks_at_what_was_left_open_and_shows_what_is_closed(world, office, clerk, kept, sign_in):
    world.section("diagnosis", world.committee)
    actions.note_answers(kept.pk, office, [problem(kept), problem(kept, 2, problem="夜班缺课")])
    client = sign_in(office)
    visit = {"visitor": office.person.pk, "visit_on": TODAY()}
    early = client.post(
        f"/morning/questions/{kept.pk}/again/", visit | {"visit_on": TODAY() - datetime.timedelta(days=1)}, follow=True
    )
    assert "复诊不能早于上次下基层" in early.content.decode()
    client.post(f"/morning/questions/{kept.pk}/again/", visit)
    again = QuestionList.objects.get(follows=kept)
    first, second = again.questions.all()
    assert (first.origin, first.problem, first.is_problem) == (kept.questions.get(number=1), "看板未挂", True)
    shared = lambda line: {  # noqa: E731
        f"q{line.pk}-{name}": getattr(line, name) for name in ("problem", "cause", "action", "owner", "due")
    }
    data = shared(first) | shared(second) | {f"q{line.pk}-is_problem": "on" for line in (first, second)}
    data |= {f"q{first.pk}-settled": "yes", f"q{second.pk}-settled": "no", f"q{first.pk}-answer": "已经挂上。"}
    client.post(f"/morning/questions/{again.pk}/", data)
    shown = client.get(f"/morning/questions/{kept.pk}/").content.decode()
    assert "✓ 已解决" in shown and "✗ 未解决" in shown and "已经挂上" in shown
    actions.hand_over(again.pk, office)
    page = actions.draft(again.pk, clerk)
    draft = page.get_latest_revision_as_object()
    assert (draft.diagnosis_kind, draft.title[-2:]) == ("follow_up", "复诊")
    assert [(row.problem, row.state, row.verified_on) for row in draft.problems.all()] == [
        ("看板未挂", "verified", TODAY()), ("夜班缺课", "open", None),
    ]  # fmt: skip
    # of either list only what no later visit found settled
    for earlier in (kept, again):
        further = actions.follow_up(earlier, office, visitor=office.person, visit_on=TODAY())
        assert [line.problem for line in further.questions.all()] == ["夜班缺课"]


def test_an_office_sees_the_lists_of_its_own_committee_only(world, kept):
    from cms.tree.actions import create_unit

    second = create_unit(title="分厂党委", kind="committee", code="second", parent=world.committee)
    elsewhere = viewer_of(world.user("party_office", second))
    assert lists.find(elsewhere, kept.pk) is None
    assert lists.find(viewer_of(world.user("party_office")), kept.pk) == kept
    assert Question.objects.filter(question_list=kept).count() == 2
