"""群机器人 in the admin: for the Party office of the committee, and for nobody else."""

import re

import pytest

from cms.moderation.actions import submit
from cms.testing import publish
from cms.tree.actions import create_unit
from plugins.audit.models import Entry
from plugins.notifications.robots import sending, vault
from plugins.notifications.robots.models import Robot, RobotDelivery
from tests.cms.samples import featured


@pytest.fixture
def office(world, sign_in):
    return sign_in(world.user("party_office"))


@pytest.fixture
def entered(world, receiver):
    """What the Party office fills in."""
    return {
        "name": "总装工作群",
        "unit": world.branch.pk,
        "platform": "dingtalk",
        "url": f"{receiver.url}/robot/send?access_token=zzqkey-0123456789",
        "secret": "SECzzq42",
        "format": "markdown",
        "kinds": ["review", "published"],
        "quiet_from": "21:00",
        "quiet_until": "07:30",
        "active": "on",
    }


def shown(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("role", ["drafter", "approver", "administrator", "secretary", "auditor"])
def test_to_everybody_else_in_the_admin_none_of_it_is_there(world, robot, sign_in, role):
    one = robot()
    sent = RobotDelivery.objects.create(robot=one)
    client = sign_in(world.user(role))
    for address in ("", "new/", f"{one.pk}/", f"{one.pk}/delete/", "deliveries/", f"deliveries/{sent.pk}/"):
        assert client.get(f"/admin/robots/{address}").status_code == 404, address
    for address in ("new/", f"{one.pk}/", f"{one.pk}/test/", f"{one.pk}/delete/", f"deliveries/{sent.pk}/act/"):
        assert client.post(f"/admin/robots/{address}", {"what": "give_up"}).status_code == 404, address
    assert "/admin/robots/" not in client.get("/admin/").content.decode()
    assert Robot.objects.get() == one and RobotDelivery.objects.get().state == "waiting"


def test_a_party_office_keeps_the_own_committees_robots_only(world, robot, office, sign_in, entered):
    below = create_unit(title="分厂党委", kind="committee", code="below", parent=world.committee)
    one = robot(name="总厂群")
    sent = RobotDelivery.objects.create(robot=one, state="failed")
    other = sign_in(world.user("party_office", below))
    assert "总厂群" in shown(office.get("/admin/robots/")) and "总厂群" not in shown(other.get("/admin/robots/"))
    assert "总厂群" not in shown(other.get("/admin/robots/deliveries/"))
    assert other.get(f"/admin/robots/{one.pk}/").status_code == 404
    assert other.post(f"/admin/robots/deliveries/{sent.pk}/act/", {"what": "again"}).status_code == 404
    assert "选项" in shown(other.post("/admin/robots/new/", entered)) and Robot.objects.count() == 1
    other.post("/admin/robots/new/", entered | {"unit": below.pk})
    assert Robot.objects.exclude(pk=one.pk).get().committee_id == below.pk


def test_a_robot_is_added_tried_out_and_never_shows_its_key_again(world, office, entered, receiver):
    assert "还没有群机器人" in shown(office.get("/admin/robots/"))
    receiver.text = b'{"errcode":310000,"errmsg":"sign not match"}'
    address = office.post("/admin/robots/new/", entered)["Location"]
    one = Robot.objects.get()
    assert vault.unseal(one.address) == entered["url"] and one.committee == world.committee
    tested = office.post(f"{address}test/")["Location"]
    assert "通常几秒内发出" in shown(office.get(tested))
    assert sending.run() == 0
    page = shown(office.get(tested))
    assert "失败" in page and "sign not match" in page and "已经接通" in page
    receiver.text = b'{"errcode":0,"errmsg":"ok"}'
    office.post(f"{tested}act/", {"what": "again"})
    assert sending.run() == 1 and "已送达" in shown(office.get(tested))
    pages = [shown(office.get(where)) for where in ("/admin/robots/", address, "/admin/robots/deliveries/", tested)]
    assert not re.search("zzqkey|SECzzq42", "".join(pages)) and "…6789" in pages[0]
    # What is left empty stays as it is
    office.post(address, entered | {"url": "", "secret": "", "name": "改名", "active": ""})
    one.refresh_from_db()
    assert (one.name, one.active) == ("改名", False)
    assert vault.unseal(one.address) == entered["url"] and vault.unseal(one.sign_key) == "SECzzq42"
    assert "先启用再测试" in shown(office.post(f"{address}test/", follow=True))
    office.post(f"{address}delete/")
    assert not Robot.objects.exists() and not RobotDelivery.objects.exists()
    log = Entry.objects.filter(object_type="notifications.robot").order_by("pk")
    assert [one.action.rpartition(".")[2] for one in log] == ["add", "test", "again", "change", "remove"]
    assert not re.search("zzqkey|SECzzq42", str(list(log.values())))


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"url": ""}, "请填写群机器人的 Webhook 地址"),
        ({"url": "http://169.254.169.254/robot/send?access_token=a"}, "链路本地地址"),
        ({"url": "http://127.0.0.1:6379/?access_token=a"}, "本机地址"),
        ({"url": "https://10.0.0.8/robot/send"}, "缺少 access_token="),
        ({"url": "http://oapi.dingtalk.com/robot/send?access_token=a"}, "https://"),
        ({"platform": "wecom", "url": "https://10.0.0.8/send?key=a"}, "没有加签密钥"),
        ({"kinds": []}, "error-message"),
        ({"quiet_until": ""}, "要么都填"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_saved(office, entered, wrong, reason):
    page = shown(office.post("/admin/robots/new/", entered | wrong))
    assert reason in page and "error-message" in page and not Robot.objects.exists()


def test_every_message_is_in_the_log_and_shows_no_more_than_the_group_sees(world, robot, office, receiver):
    one = robot()
    publish(world, featured(world, title="公开的"))
    publish(world, featured(world, title="内部zzq", disclosure_scope="unit"))
    submit(featured(world, title="草稿zzq"), world.user("drafter"))
    receiver.status, receiver.text = 502, b"<script>alert(1)</script>"
    sending.run()
    log = shown(office.get("/admin/robots/deliveries/"))
    assert "待发" in log and "502" in log and "再试" in log
    sent = one.deliveries.get()
    page = shown(office.get(f"/admin/robots/deliveries/{sent.pk}/"))
    assert "“公开的”" in page and "有1份稿件待审核" in page and "zzq" not in page + log
    assert "&lt;script&gt;" in page and "<script>alert" not in page
    assert "没有符合条件" in shown(office.get("/admin/robots/deliveries/", {"state": "failed"}))
    assert office.post(f"/admin/robots/deliveries/{sent.pk}/act/", {"what": "delete"}).status_code == 404
    office.post(f"/admin/robots/deliveries/{sent.pk}/act/", {"what": "give_up"})
    sent.refresh_from_db()
    assert sent.state == "skipped" and sending.run() == 0
    assert "没有可处理" in shown(
        office.post(f"/admin/robots/deliveries/{sent.pk}/act/", {"what": "again"}, follow=True)
    )
