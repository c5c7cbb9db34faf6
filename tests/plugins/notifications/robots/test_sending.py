"""Messages arrive at a real server as each platform wants them, not more than it takes, and again when it did not take them."""

import base64
import datetime
import hashlib
import hmac
import json
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from cms import clock
from cms.moderation.actions import submit
from cms.testing import publish
from plugins.notifications.robots import keeping, platforms, sending, vault
from plugins.notifications.robots.models import Robot, RobotDelivery, RobotNote
from plugins.notifications.robots.writing import announce
from tests.cms.samples import featured


def note(world, number=1, kind="published", **more) -> None:
    announce(kind, f"{kind}:{number}", page_id=number, unit_id=world.branch.pk, **more)


def wait_over() -> None:
    """As if a day had passed: what waits is due, nobody rests, and the last minute is long ago."""
    day = datetime.timedelta(days=1)
    RobotDelivery.objects.filter(state="waiting").update(next_try_at=F("next_try_at") - day)
    Robot.objects.update(resting_until=None, recent=[])


@pytest.fixture
def news(world):
    """Publishes something that all employees may see."""
    return lambda title="新闻": publish(world, featured(world, title=title))


# As each platform wants it ---------------------------------------------------------------------------------------------------


def test_wecom_gets_markdown_or_text_at_the_address_that_was_entered(robot, receiver, news):
    one = robot(kinds=["published"])
    news("新闻一")
    assert sending.run() == 1
    request = receiver.received[0]
    assert request.path == "/robot/send?key=zzqkey-0123456789" and request.headers["User-Agent"] == sending.AGENT
    assert request.json["msgtype"] == "markdown" and "“新闻一”" in request.json["markdown"]["content"]
    Robot.objects.update(format=Robot.TEXT)
    news("新闻二")
    assert sending.run() == 1
    text = receiver.received[1].json
    assert text["msgtype"] == "text" and text["text"]["content"].startswith(
        "红板 · 总装党支部\n总装党支部发布了“新闻二” http"
    )
    assert {delivery.state for delivery in one.deliveries.all()} == {"done"}


def test_dingtalk_gets_markdown_with_its_signature(robot, receiver, news):
    robot(platform=Robot.DINGTALK, sign_key="SECzzq42", kinds=["published"])
    before = timezone.now().timestamp()
    news()
    assert sending.run() == 1
    request = receiver.received[0]
    asked = {name: values[0] for name, values in parse_qs(urlsplit(request.path).query).items()}
    assert asked["access_token"] == "zzqkey-0123456789"
    stamp = asked["timestamp"]
    assert before * 1000 - 1 <= int(stamp) <= timezone.now().timestamp() * 1000 + 1
    digest = hmac.new(b"SECzzq42", f"{stamp}\nSECzzq42".encode(), hashlib.sha256).digest()
    assert base64.b64decode(asked["sign"]) == digest
    assert request.json["msgtype"] == "markdown" and request.json["markdown"]["title"] == "红板 · 总装党支部"
    assert "“新闻”" in request.json["markdown"]["text"]


def test_the_signature_of_the_documentation_s_kind_is_this_one():
    """Computed by openssl: printf '1700000000000\\nSECabc' | openssl dgst -sha256 -hmac SECabc -binary | base64"""
    address = platforms.signed("https://oapi.dingtalk.com/robot/send?access_token=a", "SECabc", 1700000000)
    assert address.endswith("&timestamp=1700000000000&sign=jcUpW0QmtKduN03n4JqQ0PBosVjqnM8gU7fIIvsDmCM%3D")


def test_a_message_is_never_longer_than_the_platform_takes(world, robot):
    one = robot(format=Robot.TEXT)
    lines = [(f"{number}" + "长" * 60, "https://dj.example.cn/" + "x" * 200) for number in range(20)]
    kept = platforms.budget(one, "题", lines, lambda count: (f"另有{count}条", "https://dj.example.cn/"))
    message = json.loads(platforms.body(one, "题", kept))["text"]["content"]
    assert len(message.encode()) <= 2048 and len(kept) == 5 and kept[-1][0] == "另有16条"


# What was not taken ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b'{"errcode":93000,"errmsg":"invalid webhook url"}', "93000"),
        (b"<html>sign in</html>", "不是群机器人的回应"),
        (b'{"errcode":310000,"errmsg":"sign not match"}', "sign not match"),
    ],
)
def test_a_platform_that_says_ok_and_means_no_is_understood(robot, receiver, news, answer, words):
    robot(kinds=["published"])
    receiver.text = answer
    news()
    assert sending.run() == 0
    delivery = RobotDelivery.objects.get()
    assert words in delivery.error and delivery.status == 200 and delivery.state == "waiting" and delivery.tries == 1


def test_what_failed_is_tried_again_later_with_what_came_meanwhile_and_fails_for_good_at_last(
    world, robot, receiver, news, said
):
    robot(kinds=["published"])
    receiver.status = 500
    news("甲")
    assert sending.run() == 0 and sending.run() == 0 and len(receiver.received) == 1  # not at once
    news("乙")
    receiver.status = 200
    wait_over()
    (text,) = said()
    assert "“甲”" in text and "“乙”" in text and RobotDelivery.objects.get().state == "done"
    receiver.status = 500
    news("丙")
    for _number in range(len(sending.WAITS) + 1):
        wait_over()
        sending.run()
    failed = RobotDelivery.objects.get(state="failed")
    assert failed.tries == len(sending.WAITS) + 1 and "500" in failed.error
    receiver.status = 200
    assert keeping.send_again(RobotDelivery.objects.all()) == 1
    (text,) = said()
    assert "“丙”" in text and "“甲”" not in text


def test_no_more_than_twenty_a_minute_and_what_is_too_much_waits(world, robot, receiver):
    one = robot()
    for _number in range(25):
        keeping.try_out(one)
    assert sending.run() == 20 and len(receiver.received) == 20
    assert sending.run() == 0 and len(receiver.received) == 20
    one.refresh_from_db()
    Robot.objects.update(recent=[moment - platforms.MINUTE for moment in one.recent])
    assert sending.run() == 5


def test_when_the_platform_says_it_was_too_much_the_robot_rests(world, robot, receiver, news):
    one = robot(platform=Robot.DINGTALK, kinds=["published"])
    receiver.text = b'{"errcode":660026,"errmsg":"send too fast"}'
    news()
    sending.run()
    one.refresh_from_db()
    assert (one.resting_until - timezone.now()).total_seconds() > 500
    assert RobotDelivery.objects.get().next_try_at == one.resting_until
    RobotDelivery.objects.update(next_try_at=timezone.now())
    sending.run()
    assert len(receiver.received) == 1


def test_in_its_quiet_hours_a_group_hears_nothing_but_a_test(world, robot, receiver, news):
    now = timezone.localtime()
    hour = datetime.timedelta(hours=1)
    one = robot(kinds=["published"], quiet_from=(now - hour).time(), quiet_until=(now + hour).time())
    news("甲")
    news("乙")
    keeping.try_out(one)
    assert sending.run() == 1 and "测试消息" in receiver.received[0].body.decode()
    Robot.objects.update(quiet_from=None, quiet_until=None)
    assert sending.run() == 1 and receiver.received[1].body.decode().count("发布了") == 2


def test_a_robot_that_is_off_or_goes_where_none_may_sends_nothing(world, robot, receiver, news, settings):
    one = robot(kinds=["published"])
    news()
    Robot.objects.update(active=False)
    assert sending.run() == 0 and receiver.received == []
    Robot.objects.update(active=True)
    settings.WEBHOOKS_ALLOW = []
    assert sending.run() == 0 and receiver.received == []
    assert "本机地址" in one.deliveries.get().error


def test_with_another_secret_key_it_is_said_that_the_address_is_lost(robot, receiver, settings):
    one = robot()
    keeping.try_out(one)
    settings.SECRET_KEY = "another"
    sending.run()
    delivery = one.deliveries.get()
    assert "重新填写" in delivery.error and delivery.state == "failed" and receiver.received == []


def test_the_database_holds_no_address_and_no_key(robot):
    one = robot(platform=Robot.DINGTALK, sign_key="SECzzq42")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM notifications_robot")
        row = str(cursor.fetchall())
    assert "zzqkey" not in row and "SECzzq42" not in row and "…6789" in row
    assert vault.unseal(one.sign_key) == "SECzzq42" and "zzqkey-0123456789" in vault.unseal(one.address)


# Once ------------------------------------------------------------------------------------------------------------------------


def test_the_same_thing_is_told_once_and_the_clock_forgets_it_long_after(world, robot, receiver, news, settings):
    robot(kinds=["published"])
    page = news()
    told = RobotNote.objects.get()
    announce("published", told.key, page_id=page.pk, unit_id=world.branch.pk)
    assert sending.run() == 1 and sending.run() == 0 and RobotNote.objects.count() == 1
    RobotDelivery.objects.update(ended_at=timezone.now() - datetime.timedelta(days=settings.NOTICES_RETENTION_DAYS + 1))
    clock.run("notifications.prune")
    assert not RobotDelivery.objects.exists() and not RobotNote.objects.exists()


def test_a_refused_submission_leaves_nothing_to_tell(world, robot, receiver):
    """The note is a row of the transaction of the act."""
    robot()
    with transaction.atomic():
        submit(featured(world), world.user("drafter"))
        assert RobotNote.objects.count() == 1
        transaction.set_rollback(True)
    assert not RobotNote.objects.exists() and sending.run() == 0 and receiver.received == []
