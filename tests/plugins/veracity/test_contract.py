"""What holds for all checks together: their slugs, a third party's check, one that fails, what messages tell, what they cost."""

import datetime
import json
from pathlib import Path

import pytest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms import plugins
from cms.moderation import findings
from cms.moderation.findings import AXES, Check, Finding
from modules.featured_work.models import FeaturedRecord
from modules.three_meetings_one_lesson.models import MeetingRecord, MeetingResolution, MeetingTopic
from plugins.veracity import keeping
from plugins.veracity.checks import checks
from plugins.veracity.wordlists import FOLDER

SLUGS = {
    "attendance": "truth",
    "votes": "truth",
    "arithmetic": "truth",
    "fact_date": "truth",
    "late_entry": "truth",
    "bulk_entry": "truth",
    "two_places": "truth",
    "duplicate_text": "truth",
    "duplicate_photo": "truth",
    "repost_source": "credibility",
    "evidence": "credibility",
    "development_order": "legality",
    "id_number": "legality",
    "bank_number": "legality",
    "phone": "legality",
    "secrecy_words": "confidentiality",
    "discipline_matters": "confidentiality",
    "names_titles": "text",
    "fixed_wording": "text",
    "misprints": "text",
}


def test_slugs_and_axes_are_for_ever():
    assert {check.slug: check.axis for check in checks} == SLUGS
    assert set(SLUGS.values()) == set(AXES)
    assert [check.slug for check in checks if not check.answered] == ["evidence"]
    assert all(str(check.label) for check in checks)
    assert set(SLUGS) <= {check.slug for check in findings.installed()}


def test_the_plugin_cannot_be_switched_off():
    from django.core.exceptions import ImproperlyConfigured

    with pytest.raises(ImproperlyConfigured, match="veracity"):
        plugins.discover(["veracity"])


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.json")), ids=lambda path: path.stem)
def test_every_list_says_its_version_and_where_it_comes_from(path: Path):
    words = json.loads(path.read_text(encoding="utf-8"))
    assert words["version"]
    assert words["source"]


def test_no_misprint_is_within_its_own_correction_and_none_is_there_twice():
    words = json.loads((FOLDER / "misprints.json").read_text(encoding="utf-8"))["misprints"]
    assert not [entry for entry in words if entry["wrong"] in entry["right"]]
    assert len({entry["wrong"] for entry in words}) == len(words)
    assert not [entry for entry in words for excepted in entry.get("except", ()) if entry["wrong"] not in excepted]


def test_no_right_form_is_itself_taken_for_a_wrong_one(finds, said):
    for entry in json.loads((FOLDER / "fixed_wording.json").read_text(encoding="utf-8"))["forms"]:
        assert finds("fixed_wording", said(f"会上学习了{entry['right']}，大家作了交流。")) == []
    for entry in json.loads((FOLDER / "misprints.json").read_text(encoding="utf-8"))["misprints"]:
        assert finds("misprints", said(entry["right"])) == [], entry


# A third party's check --------------------------------------------------------------------------------------------------


class Exclamation(Check):
    slug, label, axis = "exclamation", _("感叹号"), "text"

    def find(self, draft, facts):
        for field, text in facts.texts:
            if "！" in text:
                yield Finding(_("公文中一般不用感叹号。"), field=field, quote=text[:40])


class Broken(Check):
    slug, label = "broken", _("坏了的核查")

    def find(self, draft, facts):
        yield Finding(_("先说一句"))
        raise RuntimeError("broken on purpose")


@pytest.fixture
def offered(monkeypatch):
    """Has these checks offered by a plugin besides ours."""

    def offer(*added):
        plugin = plugins.installed()[0]
        before = plugins.offers
        monkeypatch.setattr(
            plugins, "offers", lambda what: [(plugin, list(added)), *before(what)] if what == "checks" else before(what)
        )
        monkeypatch.setattr(plugins, "faults", {})

    return offer


def test_a_check_of_ten_lines_is_run_with_the_others(said, offered):
    offered(Exclamation())
    found = findings.run(said("大家再接再励！"))
    assert [(one.check, one.field) for one in found] == [("exclamation", "body"), ("misprints", "body")]
    assert found[0].message == "公文中一般不用感叹号。"


def test_a_check_that_fails_is_left_out_and_reported_and_the_others_go_on(said, offered, caplog):
    offered(Broken(), Exclamation())
    found = findings.run(said("大家再接再励！"))
    assert [one.check for one in found] == ["exclamation", "misprints"]
    assert ["broken on purpose" in fault.error for fault in plugins.faults.values()] == [True]
    assert "broken" in caplog.text


# All together -----------------------------------------------------------------------------------------------------------

MANY = (
    "党支部书记王强作部暑，侯选人名单附后。应到20人，实到22人。发出选票20张，收回21张。共提意见8条，采纳9条。"
    "张某身份证11010519491231002X，电话13912345678，工资卡6222021234567890128。"
    "学习习近平新时代特色社会主义思想。文件标有“机密★3年”。收到反映李某的问题线索，正在初步核实。"
)


def many_faults(world, draft):
    """A meeting with nearly everything wrong, beside another one of its chair's."""
    world.new_user("secretary", name="陈志远")
    wang = world.person("王强")
    day = timezone.localdate() - datetime.timedelta(days=100)
    held = timezone.make_aware(datetime.datetime.combine(day, datetime.time(9)))
    other = draft(
        MeetingRecord, world.other, title="绝不外泄的标题", chair=wang, held_at=held, place="机加车间休息室",
        rows={"topics": [MeetingTopic(topic="别人的议题", points=STORY)]},
    )  # fmt: skip
    rows = {
        "topics": [MeetingTopic(topic="议题", points=MANY), MeetingTopic(topic="二", points=STORY)],
        "resolutions": [MeetingResolution(resolution="通过", votes_for=30, votes_against=0, votes_abstain=0)],
    }
    page = draft(
        MeetingRecord, meeting_type="members", expected=20, present=22, chair=wang, held_at=held, rows=rows,
        body=[("quote", {"text": "引文", "source": ""})], place="总装车间会议室", voters_expected=20, voters_present=20,
    )  # fmt: skip
    keeping.catch_up()
    return page.get_latest_revision_as_object(), other


STORY = (
    "夜班只有一名维修工，设备一停全线都等。支部把十二名党员编成六对，每对包一条线，先学会看报警代码，再学会换三种易损件；"
    "易损件装进贴着照片的抽屉，谁用谁在卡片上记一笔，早会上念出来。两个月下来停机少了一半，维修工也敢回家睡觉了。"
    "新来的大学生把代码做成口袋大小的折页，塑封后挂在机台左侧，油污一擦就干净。老师傅起初嫌麻烦，后来自己动手补了四条。"
    "车间主任算了一笔账：少停的工时够多干一百三十根前轴，于是把易损件的采购周期从每季改成每月，仓库专门腾出一格货架。"
    "年底回头看，最有用的不是折页，而是两个人一对、出了事有人一起扛的规矩；下一步准备把它搬到检验和物流两个岗位去试一试。"
)


@pytest.fixture
def past_the_forms(monkeypatch):
    """What forms refuse can be written, as it is past them."""
    monkeypatch.setattr(MeetingRecord, "clean", lambda self: None)


def test_a_draft_with_many_faults_is_found_for_all_of_them(world, draft, past_the_forms):
    page, _other = many_faults(world, draft)
    assert {one.check for one in findings.run(page)} == {
        "attendance", "votes", "arithmetic", "late_entry", "two_places", "duplicate_text", "repost_source", "evidence", "id_number",
        "bank_number", "phone", "secrecy_words", "discipline_matters", "names_titles", "fixed_wording", "misprints",
    }  # fmt: skip


def test_no_finding_tells_of_the_other_records_that_a_draft_was_compared_with(world, draft, past_the_forms):
    page, other = many_faults(world, draft)
    compared = [one for one in findings.run(page) if one.others]
    assert {one.check for one in compared} == {"two_places", "duplicate_text"}
    assert all(one.others == (other.pk,) for one in compared)
    for one in compared:
        told = f"{one.message}{one.quote}{one.field}"
        for secret in ("绝不外泄", "别人的议题", "机加车间休息室", world.other.title):
            assert secret not in told


def test_a_clean_draft_has_no_findings_and_every_check_works(draft, monkeypatch):
    monkeypatch.setattr(plugins, "faults", {})
    assert findings.run(draft(FeaturedRecord)) == []
    assert findings.run(FeaturedRecord(title="还没有保存")) == []
    assert plugins.faults == {}


def test_a_units_home_page_is_checked_as_far_as_it_has_words(world, monkeypatch):
    monkeypatch.setattr(plugins, "faults", {})
    world.branch.body = [("rich_text", "<p>本支部作了部暑，电话13912345678。党支部书记主持。</p>")]
    assert {one.check for one in findings.run(world.branch)} == {"misprints", "phone"}
    assert plugins.faults == {}


def test_what_all_checks_ask_of_the_database(world, draft, past_the_forms, assert_queries):
    page, _other = many_faults(world, draft)
    page = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    with assert_queries("veracity: all checks of one draft"):
        assert findings.run(page)
