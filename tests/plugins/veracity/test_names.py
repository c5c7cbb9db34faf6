"""Names and titles against the roster."""

import datetime

import pytest
from django.utils import timezone

from cms.people import Membership
from modules.featured_work.models import FeaturedRecord

DAY = datetime.timedelta(days=1)


@pytest.fixture
def story(world, finds, draft):
    """Runs the check over a draft of the branch (or another unit) that says this; its messages."""
    world.new_user("secretary", name="陈志远")
    world.new_user("secretary", unit=world.other, name="欧阳建军")
    world.new_user("secretary", unit=world.committee, name="方国强")
    for name in ("王晓明", "李伟", "赵建国", "刘洋", "张伟明"):
        world.person(name)
    world.person("王小明", unit=world.other)

    def run(text, unit=None, **fields):
        page = draft(FeaturedRecord, unit, background=f"<p>{text}</p>", **fields)
        return [str(found.message) for found in finds("names_titles", page)]

    return run


@pytest.mark.parametrize(
    "text",
    [
        "党支部书记王晓明讲党课。",
        "会议由支部书记赵建国主持。",
        "总装党支部书记李伟到会。",
        "机加党支部书记陈志远来交流。",
        "本支部书记刘洋要求抓好落实。",
        "党委书记陈志远到现场调研。",
    ],
)
def test_somebody_else_called_secretary_is_found(story, text):
    assert len(story(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "党支部书记陈志远讲党课。",
        "机加党支部书记欧阳建军来交流。",
        "党委书记方国强到现场调研。",
        "原党支部书记王晓明也参加了。",
        "时任支部书记赵建国主持了当年的改造。",
        "支部副书记王晓明主持。",
        "锻造党支部书记王晓明来访。",
        "党支部书记要求大家抓好落实。",
        "党支部书记带头讲党课，王晓明作了记录。",
        "支部书记、委员分别联系班组。",
    ],
)
def test_the_secretary_and_what_only_reads_like_one_are_left_alone(story, text):
    assert story(text) == []


def test_who_was_secretary_on_the_day_of_the_fact_is_right(world, story):
    former = world.person("孙德胜")
    Membership.objects.create(
        person=former,
        unit=world.branch,
        role="secretary",
        since=timezone.localdate() - 900 * DAY,
        until=timezone.localdate() - 400 * DAY,
    )
    assert story("党支部书记孙德胜讲党课。", occurred_on=timezone.localdate() - 500 * DAY) == []
    assert len(story("党支部书记孙德胜讲党课。")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "王晓鸣把口诀贴在柜门上。",
        "党员赵健国领了任务。",
        "李纬同志值夜班。",
        "主持人刘杨宣布开会。",
        "组长赵建军记录。",
    ],
)
def test_a_name_that_is_nearly_that_of_somebody_of_the_unit_is_found(story, text):
    assert len(story(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "王晓明把口诀贴在柜门上。",
        "与机加党支部的王小明结对。",  # somebody else who exists
        "党员们扬帆起航，刘杨树下合影。",
        "设备例委外维修两次。",  # reads like 李伟, announced by nobody
        "党员张伟明领了任务。",
        "学习时代楷模黄文秀同志的事迹。",
    ],
)
def test_right_names_other_people_and_words_are_left_alone(story, text):
    assert story(text) == []


def test_another_units_people_are_not_named_to_those_who_do_not_know_them(story):
    (message,) = story("机加党支部书记陈志远来交流。")
    assert "欧阳建军" not in message
    (own,) = story("总装党支部书记李伟到会。")
    assert "陈志远" in own


@pytest.fixture
def structure(world, story):
    """The published committee of the branch: 组织委员 is 刘洋, 宣传委员 李伟 since a hundred days."""
    from cms.people import Person
    from modules.organization_structure.models import OrganizationGroup, OrganizationMember, OrganizationRecord

    someone = Person.objects.get(name="刘洋"), Person.objects.get(name="李伟")
    today = timezone.localdate()
    rows = {
        "committee_members": [
            OrganizationMember(person=someone[0], duty="organisation"),
            OrganizationMember(person=someone[1], duty="publicity", since=today - 100 * DAY),
        ],
        "party_groups": [OrganizationGroup(name="一组", leader=someone[0], member_count=5)],
    }
    page = world.draft(
        OrganizationRecord, org_name="总装党支部", org_type="branch", site="江北", term_start=today - 200 * DAY,
        term_end=today + 895 * DAY, secretary=someone[0], member_count=5, rows=rows,
    )  # fmt: skip
    type(page).objects.filter(pk=page.pk).update(live=True)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("组织委员王晓明通报了党费。", 1),
        ("组织委员刘洋通报了党费。", 0),
        ("原组织委员王晓明办了移交。", 0),
        ("机加党支部组织委员王晓明来交流。", 0),
        ("纪检委员王晓明讲了案例。", 0),  # nobody is known to be it
        ("宣传委员王晓明领读。", 1),
        ("组织委员要求各组核对。", 0),
    ],
)
def test_duties_are_those_of_the_published_structure(structure, story, text, found):
    assert len(story(text)) == found


def test_who_took_a_duty_over_later_was_not_yet_it(structure, story):
    assert story("宣传委员王晓明领读。", occurred_on=timezone.localdate() - 150 * DAY) == []
