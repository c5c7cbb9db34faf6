"""季度通报 as a draft: the close's figures and nothing else, texts to edit, figures that nobody types."""

import datetime
from decimal import Decimal as D

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.models import PageLogEntry

from cms import plugins
from cms.drafting import actions as drafting
from cms.moderation.actions import submit, take_back
from cms.seams.bulletin import BulletinLine, QuarterFigures, draft_bulletin
from cms.seams.scores import QuarterScore
from cms.testing import publish
from modules.information_bulletin.actions import note_objection
from modules.information_bulletin.bulletin import DRAFTED, supplement
from modules.information_bulletin.models import BulletinRecord

QUARTER = "2026Q1"
FROZEN = datetime.datetime(2026, 4, 8, 17, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))


def line(unit, **fields) -> BulletinLine:
    values = {
        "due": 36, "submitted": 40, "effective": 38, "on_time_rate": D("88.888"), "returned": 2, "corrected": 0,
        "empty_modules": 1, "quality": D("85"), "total": D("94.754"), "grade": "excellent",
    }  # fmt: skip
    return BulletinLine(unit_id=unit.pk, **(values | fields))


@pytest.fixture
def close(world, monkeypatch):
    """The quarter's close as the seam has it: `lines` are what is frozen; called, it drafts the bulletin."""
    world.section("information_bulletin", world.committee)

    class Close:
        lines = [
            line(world.branch),
            line(
                world.other,
                on_time_rate=None,
                returned=0,
                empty_modules=0,
                quality=None,
                total=D("55.2"),
                grade="passed",
            ),
        ]
        reasons = {"numbers_differ": 2, "typos": 1}
        by = world.user("drafter", world.committee)

        def __call__(self, **fields):
            given = {
                "quarter": QUARTER,
                "scheme": "v1",
                "frozen_at": FROZEN,
                "lines": self.lines,
                "reasons": self.reasons,
            }
            return draft_bulletin(world.committee, QuarterFigures(**(given | fields)), self.by)

        def scores(self, units, quarters):
            return [
                QuarterScore(one.unit_id, QUARTER, "v1", one.total, one.grade, True, one.quality, one)
                for one in self.lines
                if QUARTER in quarters and one.unit_id in {unit.pk for unit in units}
            ]

    made = Close()
    offers = plugins.offers
    monkeypatch.setattr(
        plugins,
        "offers",
        lambda what: [(plugins.find_module("work_guide"), made.scores)] if what == "scores" else offers(what),
    )
    return made


def latest(page):
    return BulletinRecord.objects.get(pk=page.pk).get_latest_revision_as_object()


def judged(world, page):
    """What its information officer answers before it can be submitted."""
    drafting.change(page, world.user("drafter", world.committee), {"confidentiality": "non_classified"})
    return page


def test_it_says_what_the_figures_say_with_the_numbers(world, close):
    page = latest(close())
    assert page.title == "2026年一季度党建信息更新情况通报"
    assert (page.quarter, page.scheme, page.frozen_at, page.live) == (QUARTER, "v1", FROZEN, False)
    assert page.occurred_on == datetime.date(2026, 4, 8)
    rows = {row.unit: (row.due, row.on_time_rate, row.quality, row.total, row.grade) for row in page.unit_table.all()}
    assert rows[world.branch] == (36, D("88.9"), D("85.00"), D("94.75"), "excellent")
    assert rows[world.other] == (36, None, None, D("55.20"), "pass")
    for words in (
        "2个单位应更新72项，报送80条，有效更新76条", "及时率为100%的单位0个，低于90%的1个；没有应更新项、不计及时率的1个",
        "审核退回2次，发布后更正0次，空白模块1个", "1个单位有质量分，在85至85之间；1个单位没有完成质量评分的信息",
        "优秀1个、良好0个、合格1个、不合格0个", "入选特色工作0项", "2026年4月8日17:30冻结",
    ):  # fmt: skip
        assert words in page.overview, words
    assert "审核退回2次：总装党支部2次。原因（一次退回可有几项）：数字不符2次、文字差错1次" in page.problems
    assert "及时率低于90%的：总装党支部88.9%" in page.problems
    assert "空白模块。总装党支部1个" in page.problems
    assert "机加" not in page.problems
    assert page.requirements.index("报送前核对应到实到") < page.requirements.index("报送前通读一遍")
    assert PageLogEntry.objects.filter(page_id=page.pk, action=DRAFTED).count() == 1


def test_a_quarter_without_faults_claims_none(world, close):
    close.lines = [line(world.branch, on_time_rate=D(100), returned=0, empty_modules=0)]
    page = latest(close(reasons={}))
    assert "没有反映出退回、逾期、空白、更正等问题" in page.problems
    assert "主动更正" not in page.requirements


def test_whoever_is_no_information_officer_of_the_committee_drafts_none(world, close):
    close.by = world.user("party_office")
    with pytest.raises(PermissionDenied):
        close()
    assert not BulletinRecord.objects.exists()


def test_drafted_again_it_has_the_new_figures_and_keeps_what_was_edited(world, close):
    page = close()
    drafting.change(page, close.by, {"fields": {"problems": "<p>改过的话。</p>"}})
    close.lines = [line(world.branch, due=30), close.lines[1]]
    assert close().pk == page.pk
    again = latest(page)
    assert "改过的话" in again.problems
    assert "应更新66项" in again.overview
    assert [row.due for row in again.unit_table.all()] == [30, 36]
    assert BulletinRecord.objects.count() == 1


def test_under_review_or_published_it_is_refused_and_says_why(world, close):
    page = judged(world, close())
    submit(page, close.by)
    with pytest.raises(ValidationError, match="正在审核"):
        close()
    take_back(page, close.by)
    publish(world, page)
    with pytest.raises(ValidationError, match="已经公布"):
        close()


def test_who_edits_the_text_cannot_change_the_figures(world, close):
    page = close()
    with pytest.raises(ValidationError) as error:
        drafting.change(page, close.by, {"fields": {"scheme": "v9", "quarter": QUARTER}})
    assert list(error.value.message_dict) == ["fields.scheme"]
    form = BulletinRecord.get_edit_handler().get_form_class()
    bound = form(instance=latest(page), parent_page=page.get_parent().specific, for_user=close.by)
    assert "scheme" not in bound.fields
    assert "frozen_at" not in bound.fields
    assert "unit_table" not in bound.formsets
    assert "overview" in bound.fields


def test_the_form_shows_the_frozen_figures(world, close, client):
    page = close()
    client.force_login(close.by)
    shown = client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "不能手改" in shown
    assert "94.75" in shown
    assert 'name="unit_table-0-due"' not in shown


def test_figures_that_are_not_the_frozen_ones_are_not_submitted(world, close):
    page = judged(world, close())
    close.lines = [line(world.branch, due=37, grade="good"), close.lines[1]]
    with pytest.raises(ValidationError) as error:
        submit(page, close.by)
    told = error.value.message_dict["unit_table"]
    assert "“总装党支部”的“应更新”冻结的是37，这里写的是36。" in told
    assert "“总装党支部”的“等次”冻结的是良好，这里写的是优秀。" in told
    close.lines.append(line(world.committee))
    with pytest.raises(ValidationError, match="缺少“江北车桥厂党委”的数字"):
        submit(page, close.by)
    close()
    submit(page, close.by)


def test_a_supplement_is_a_record_of_its_own_that_names_what_it_supplements(world, close):
    record = publish(world, judged(world, close()))
    with pytest.raises(ValidationError, match="没有要补充的"):
        supplement(record, close.by, "核对。")
    note_objection(record, world.user("secretary"), world.branch, "应更新应为35项。")
    close.lines = [line(world.branch, due=35), close.lines[1]]
    page = latest(supplement(record, close.by, "异议属实。"))
    assert page.supplements_id == record.pk
    assert "应更新由36改为35" in page.overview
    assert "有效更新由" not in page.overview
    assert [(row.unit, row.due) for row in page.unit_table.all()] == [(world.branch, 35)]
    published = publish(world, judged(world, page))
    assert published.live
    assert [row.due for row in BulletinRecord.objects.get(pk=record.pk).unit_table.all()] == [36, 36]
    with pytest.raises(ValidationError, match="没有要补充的"):
        supplement(record, close.by, "再核对。")
    close.lines = [line(world.branch, due=34), close.lines[1]]
    again = latest(close(supplement="再次核对。", lines=close.lines[:1]))
    assert "应更新由35改为34" in again.overview
    assert "补充通报2" in again.title


def test_a_correction_of_the_text_leaves_the_published_figures_alone(world, close):
    page = publish(world, judged(world, close()))
    close.lines = [line(world.branch, due=35), close.lines[1]]
    draft = latest(page)
    draft.overview, draft.correction_note = "<p>文字有改动。</p>", "改正文字。"
    draft.save_revision(user=close.by)
    submit(page, close.by)
    take_back(page, close.by)
    draft = latest(page)
    draft.unit_table = [row for row in draft.unit_table.all() if row.unit == world.other]
    draft.save_revision(user=close.by)
    with pytest.raises(ValidationError, match="请另拟补充通报"):
        submit(page, close.by)


def test_only_the_committees_information_officer_is_offered_a_supplement(world, close, client):
    page = publish(world, judged(world, close()))
    client.force_login(close.by)
    assert "拟写补充通报" in client.get(page.url).content.decode()
    close.lines = [line(world.branch, due=35), close.lines[1]]
    client.post(f"/acts/{page.pk}/supplement/", {"reason": "异议属实。"})
    assert BulletinRecord.objects.get(supplements=page).quarter == QUARTER
    client.force_login(world.user("drafter"))
    assert "拟写补充通报" not in client.get(page.url).content.decode()
    assert client.post(f"/acts/{page.pk}/supplement/", {"reason": "。"}).status_code == 404
