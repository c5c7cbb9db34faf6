"""What a group hears: titles only of what all employees may see when it is sent, and of everything else how much there is."""

import datetime

import pytest
from django.utils import timezone

from cms.delivery.models import Document
from cms.moderation import reminding
from cms.moderation.actions import submit, take_back, withdraw
from cms.moderation.packages import decide_parts, submit_package
from cms.people import Membership
from cms.testing import answers_for, decide, publish
from cms.tree import Unit
from plugins.notifications.robots.models import RobotDelivery, RobotNote
from tests.cms.samples import featured

SITE = "https://dj.example.cn"


@pytest.fixture(autouse=True)
def site(settings):
    settings.WAGTAILADMIN_BASE_URL = SITE


def state_of(page):
    return type(page).objects.get(pk=page.pk).current_workflow_task_state


def test_a_draft_is_a_number_whatever_it_will_be_and_its_link_asks_who_opens_it(world, robot, said, sign_in):
    robot()
    record = featured(world, title="扭矩攻关zzq", slug="niu-ju-zzq")
    submit(record, world.user("drafter"))
    (text,) = said()
    assert f"[有1份稿件待审核，请登录查看]({SITE}/notices/about/{record.pk}/)" in text
    assert "zzq" not in text and "总装党支部" in text  # the group's own name
    address = f"/notices/about/{record.pk}/"
    assert sign_in(world.user("reviewer")).get(address)["Location"] == f"/review/{record.pk}/"
    # Whoever has nothing to do with it learns as much as of what is not there
    outsider = sign_in(world.user("member", world.other))
    assert outsider.get(address)["Location"] == outsider.get("/notices/about/987654/")["Location"] == "/notices/"
    assert outsider.get("/notices/").content.decode().count("这件事已经办结，或者不由您办理") == 2
    decide(state_of(record), world.user("reviewer"), "return", reasons=["typos"], opinion="错字zzq")
    (text,) = said()
    assert f"[有1份稿件被退回修改，请登录查看]({SITE}{address}?edit=1)" in text and "zzq" not in text
    assert sign_in(world.user("drafter")).get(f"{address}?edit=1")["Location"] == f"/admin/pages/{record.pk}/edit/"


def test_what_all_employees_may_see_is_named_with_its_link_and_what_not_is_a_number(world, robot, said):
    robot(kinds=["published"])
    open_ = publish(world, featured(world, title="合理化建议[一]*号@所有人", slug="he-li-hua"))
    hidden = publish(world, featured(world, title="内部情况zzq", slug="nei-bu-zzq", disclosure_scope="unit"))
    (text,) = said()
    assert f"> [总装党支部发布了“合理化建议［一］＊号＠所有人”]({SITE}/zongzhuang/featured-work/he-li-hua/)" in text
    assert f"[有1份新内容，请登录查看]({SITE}/notices/about/{hidden.pk}/)" in text and "zzq" not in text
    assert RobotDelivery.objects.get().notes.count() == 2 and open_.pk


def test_the_title_is_asked_when_it_is_sent_of_whom_it_is_then(world, robot, said):
    robot(kinds=["published"])
    pages = [publish(world, featured(world, title=title)) for title in ("甲zzq", "乙zzq", "丙")]
    Document.objects.filter(pk=pages[0].pk).update(scope="members")
    withdraw(pages[1], world.user("party_office"), "有误")
    (text,) = said()
    assert "zzq" not in text and "“丙”" in text and "有1份新内容" in text  # of what was withdrawn nothing at all
    page = publish(world, featured(world, title="丁"))
    withdraw(page, world.user("party_office"), "有误")
    assert said() == []
    assert RobotDelivery.objects.order_by("pk").last().state == RobotDelivery.NOTHING


def test_of_practice_units_and_of_secrecy_reviews_no_group_hears(world, robot):
    robot(with_below=True, unit=world.committee)
    world.user("secrecy_officer")
    submit(featured(world, confidentiality="undetermined"), world.user("drafter"))
    assert not RobotNote.objects.filter(stage="secrecy").exists()
    RobotNote.objects.all().delete()
    Unit.objects.filter(pk=world.branch.pk).update(practice=True)
    submit(featured(world), world.user("drafter"))
    assert not RobotNote.objects.exists()


def test_each_stage_is_told_where_it_is_decided_and_never_when_somebody_did(world, robot, said):
    branch, committee = robot(name="支部群"), robot(name="党委群", unit=world.committee)
    other = robot(name="他支部群", unit=world.other)
    above = robot(name="全厂群", unit=world.committee, with_below=True, kinds=["published"])
    record = featured(world)
    submit(record, world.user("drafter"))
    decide(state_of(record), world.user("reviewer"), "pass")
    decide(state_of(record), world.user("secretary"), "pass")
    waiting = {(note.robot_id, note.stage, note.settled) for note in RobotNote.objects.all()}
    assert waiting == {(branch.pk, "first", True), (branch.pk, "second", True), (committee.pk, "final", False)}
    (text,) = said()  # of what was decided before it was sent nothing is said
    assert "待审核" in text
    decide(state_of(record), world.user("approver"), "pass")
    assert RobotNote.objects.filter(robot=above, kind="published").count() == 1
    assert not RobotNote.objects.filter(robot=other).exists()


def test_several_of_a_kind_are_one_line_and_a_reminder_replaces_the_one_before(world, robot, said):
    robot(kinds=["review", "overdue"])
    records = [featured(world, title=f"稿{number}") for number in range(3)]
    for record in records:
        submit(record, world.user("drafter"))
    take_back(records[2], world.user("drafter"))
    (text,) = said()
    assert f"[有2份稿件待审核，请登录查看]({SITE}/review/)" in text
    monday = datetime.datetime(2026, 3, 2, 9, tzinfo=timezone.get_default_timezone())
    for record in records[:2]:
        type(state_of(record)).objects.filter(pk=state_of(record).pk).update(started_at=monday)
    world.user("reviewer")
    for day in (5, 6):
        reminding.remind(datetime.date(2026, 3, day))
    (text,) = said()
    assert "有2份稿件审核逾期" in text  # two drafts, reminded of on two days


def test_a_package_is_told_once_by_what_of_it_employees_see(world, robot, said):
    robot(kinds=["review", "published"])
    roles = {"first": "reviewer", "second": "secretary", "final": "approver"}
    people = {stage: world.user(role) for stage, role in roles.items()}
    parts = [featured(world, title=f"名册{number}") for number in range(3)]
    parts.append(featured(world, title="名册zzq", disclosure_scope="unit"))
    package = submit_package(parts, world.user("drafter"), "十一月名册")
    (text,) = said()
    assert "有1份稿件待审核" in text and "名册" not in text
    for stage, user in people.items():
        answers, found = answers_for(package.releases.all(), stage)
        decide_parts(package, user, stage, [part.pk for part in parts], answers=answers, found=found)
    text = "".join(said())
    assert "“名册0”等3份" in text and "zzq" not in text


def test_whoever_lost_the_role_is_led_nowhere_by_an_old_message(world, robot, sign_in):
    record = featured(world)
    submit(record, world.user("drafter"))
    reviewer = world.user("reviewer")
    Membership.objects.filter(person=reviewer.person).update(until=timezone.localdate() - datetime.timedelta(days=1))
    Membership.objects.create(person=reviewer.person, unit=world.other, role="employee")
    assert sign_in(reviewer).get(f"/notices/about/{record.pk}/")["Location"] == "/notices/"
