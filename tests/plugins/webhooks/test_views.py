"""The administrator's pages: for the administrator of the committee, and for nobody else."""

import re

import pytest

from cms.testing import publish
from cms.tree.actions import create_unit
from plugins.webhooks import sending, signing
from plugins.webhooks.models import Delivery, Endpoint, Event
from tests.cms.samples import featured


@pytest.fixture
def client(world, sign_in):
    return sign_in(world.user("administrator"))


@pytest.fixture
def entered(world, receiver):
    """What the administrator fills in."""
    return {
        "name": "统一门户",
        "kind": "notify",
        "url": f"{receiver.url}/hook",
        "method": "POST",
        "events": ["record.published", "record.withdrawn"],
        "active": "on",
    }


def shown(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


# Who ------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["drafter", "approver", "party_office", "auditor", "superuser"])
def test_to_everybody_else_in_the_admin_none_of_it_is_there(world, endpoint, sign_in, role):
    one = endpoint()
    publish(world, featured(world))
    delivery = Delivery.objects.create(event=Event.objects.create(type=Event.PING), endpoint=one)
    if role == "superuser":
        from django.contrib.auth.models import User

        user = User.objects.create_superuser("root")
    else:
        user = world.user(role)
    client = sign_in(user)
    nothing = client.get("/admin/there-is-nothing/")
    addresses = ["", "new/", f"{one.pk}/", f"{one.pk}/delete/", "deliveries/", f"deliveries/{delivery.pk}/"]
    for address in addresses:
        answer = client.get(f"/admin/webhooks/{address}")
        assert answer.status_code == 404 and answer.content == nothing.content, address
    for address in (
        "new/",
        f"{one.pk}/",
        f"{one.pk}/secret/",
        f"{one.pk}/test/",
        f"{one.pk}/delete/",
        "deliveries/act/",
    ):
        assert client.post(f"/admin/webhooks/{address}", {"what": "skip"}).status_code == 404, address
    assert "/admin/webhooks/" not in client.get("/admin/").content.decode()
    assert Endpoint.objects.get() == one and Delivery.objects.get().state == Delivery.WAITING


def test_an_administrator_keeps_the_own_committees_endpoints_only(world, endpoint, client, sign_in, entered):
    below = create_unit(title="分厂党委", kind="committee", code="below", parent=world.committee)
    one = endpoint(name="总厂门户")
    delivery = Delivery.objects.create(event=Event.objects.create(type=Event.PING), endpoint=one, state="failed")
    other = sign_in(world.user("administrator", below))
    assert "总厂门户" in shown(client.get("/admin/webhooks/"))
    assert "总厂门户" not in shown(other.get("/admin/webhooks/"))
    assert "总厂门户" not in shown(other.get("/admin/webhooks/deliveries/"))
    for address in (f"{one.pk}/", f"{one.pk}/delete/", f"deliveries/{delivery.pk}/"):
        assert other.get(f"/admin/webhooks/{address}").status_code == 404
    other.post("/admin/webhooks/deliveries/act/", {"what": "again", "delivery": [delivery.pk]})
    other.post("/admin/webhooks/deliveries/act/", {"what": "again_failed"})
    assert Delivery.objects.get().state == Delivery.FAILED
    # nor does it set one up for units or a committee that are not its own
    answer = other.post("/admin/webhooks/new/", entered | {"committee": world.committee.pk, "units": [world.branch.pk]})
    assert "选项" in shown(answer) and Endpoint.objects.count() == 1
    other.post("/admin/webhooks/new/", entered | {"committee": world.committee.pk})
    assert Endpoint.objects.exclude(pk=one.pk).get().committee_id == below.pk


# Endpoints ------------------------------------------------------------------------------------------------------------------


def test_an_endpoint_is_added_and_its_secret_shown_once(world, client, entered):
    assert "checked" in shown(client.get("/admin/webhooks/new/"))
    answer = client.post("/admin/webhooks/new/", entered | {"modules": ["party_dues"], "units": [world.branch.pk]})
    one = Endpoint.objects.get()
    assert answer["Location"] == f"/admin/webhooks/{one.pk}/"
    assert (one.committee_id, one.modules, one.units) == (world.committee.pk, ["party_dues"], [world.branch.pk])
    assert one.events == ["record.published", "record.withdrawn"] and one.active
    secret = signing.secret_of(one.seed)
    first, second = shown(client.get(answer["Location"])), shown(client.get(answer["Location"]))
    assert secret in first and "只显示这一次" in first
    assert secret not in second and "whsec_" not in second
    client.post(f"/admin/webhooks/{one.pk}/secret/")
    one.refresh_from_db()
    assert signing.secret_of(one.seed) != secret
    assert signing.secret_of(one.seed) in shown(client.get(answer["Location"]))


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"url": "http://169.254.169.254/"}, "链路本地地址"),
        ({"url": "http://127.0.0.1:6379/"}, "本机地址"),
        ({"url": "gopher://10.0.0.8/"}, "http://"),
        ({"url": "http://user:pass@10.0.0.8/"}, "用户名和密码"),
        ({"events": []}, "error-message"),
        ({"kind": "purge", "method": "BAN", "url": "http://10.0.0.8/?a=1"}, "不能有 ?"),
        ({"modules": ["there_is_none"]}, "there_is_none"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_saved(client, entered, wrong, reason):
    answer = shown(client.post("/admin/webhooks/new/", entered | wrong))
    assert reason in answer and "error-message" in answer
    assert not Endpoint.objects.exists()


def test_it_is_changed_tried_out_and_removed(world, client, entered, receiver, endpoint):
    one = endpoint()
    client.post(f"/admin/webhooks/{one.pk}/", entered | {"name": "新门户", "kind": "notify", "method": "BAN"})
    one.refresh_from_db()
    assert (one.name, one.method) == ("新门户", "POST"), "a notification is always a POST"
    answer = client.post(f"/admin/webhooks/{one.pk}/test/")
    assert sending.run() == 1 and receiver.received[0].json["type"] == "ping"
    page = shown(client.get(answer["Location"]))
    assert "taken" in page and "成功" in page
    client.post(f"/admin/webhooks/{one.pk}/", {**entered, "active": ""})
    assert "先启用再测试" in shown(client.post(f"/admin/webhooks/{one.pk}/test/", follow=True))
    Delivery.objects.update(state=Delivery.WAITING)
    assert "1 条还没有送达" in shown(client.get(f"/admin/webhooks/{one.pk}/delete/"))
    client.post(f"/admin/webhooks/{one.pk}/delete/")
    assert not Endpoint.objects.exists() and not Delivery.objects.exists()


def test_the_audit_log_has_who_did_it_and_never_a_secret(world, client, entered):
    from plugins.audit.models import Entry

    client.post("/admin/webhooks/new/", entered)
    one = Endpoint.objects.get()
    client.post(f"/admin/webhooks/{one.pk}/secret/")
    client.post(f"/admin/webhooks/{one.pk}/delete/")
    entries = Entry.objects.filter(object_type="webhooks.endpoint").order_by("pk")
    assert [entry.action.rpartition(".")[2] for entry in entries] == ["add", "secret", "remove"]
    assert {entry.actor for entry in entries} == {world.user("administrator").pk}
    assert "whsec_" not in str(list(entries.values())) and one.seed not in str(list(entries.values()))


# The log --------------------------------------------------------------------------------------------------------------------


def test_the_log_tells_what_came_of_each_and_shows_nothing_that_access_restricts(
    world, client, endpoint, receiver, tell
):
    receiver.status, receiver.text = 422, "<script>alert(1)</script>不认识".encode()
    endpoint()
    page = publish(world, featured(world, title="内部情况", slug="nei-bu-qing-kuang", disclosure_scope="unit"))
    tell()
    log = shown(client.get("/admin/webhooks/deliveries/"))
    assert all(words in log for words in ("记录发布", f"编号 {page.pk}", "422", "再试", "1 次"))
    detail = shown(client.get(f"/admin/webhooks/deliveries/{Delivery.objects.get().pk}/"))
    assert "&lt;script&gt;alert(1)" in detail and "<script>alert(1)" not in detail and "不认识" in detail
    assert f"/api/v1/records/{page.pk}" in detail
    assert "内部情况" not in log + detail and "nei-bu" not in log + detail
    assert "1 条待发" in shown(client.get("/admin/webhooks/"))


def test_the_log_is_filtered_and_what_failed_is_sent_again_or_skipped(client, endpoint, receiver):
    one, other = endpoint(name="甲"), endpoint(name="乙")
    events = [Event.objects.create(type=Event.CHANGED, page_id=number) for number in (7, 7, 8)]
    mine = [Delivery.objects.create(event=event, endpoint=one, page_id=event.page_id) for event in events]
    theirs = Delivery.objects.create(event=events[2], endpoint=other, page_id=8, state="failed", tries=9)
    Delivery.objects.filter(pk=mine[0].pk).update(state="failed", tries=9)

    def numbers(**filters) -> list[int]:
        page = shown(client.get("/admin/webhooks/deliveries/", filters))
        return sorted(map(int, re.findall(r'name="delivery" value="(\d+)"', page)))

    assert numbers(endpoint=other.pk) == [theirs.pk]
    assert numbers(state="failed", page=7) == [mine[0].pk]
    assert numbers(type="ping") == [] == numbers(endpoint=10**9) == numbers(page="x")
    assert "等待前一条" in shown(client.get("/admin/webhooks/deliveries/"))
    act = "/admin/webhooks/deliveries/act/"
    assert client.post(act, {"what": "delete", "delivery": [theirs.pk]}).status_code == 404
    assert "没有可处理的" in shown(client.post(act, {"what": "skip"}, follow=True))
    # everything that failed of what the filter shows
    answer = client.post(f"{act}?endpoint={one.pk}", {"what": "again_failed"})
    assert answer["Location"] == f"/admin/webhooks/deliveries/?endpoint={one.pk}"
    assert sending.run() == 3 and Delivery.objects.get(pk=theirs.pk).state == "failed"
    # what was chosen
    client.post(act, {"what": "skip", "delivery": [theirs.pk, mine[0].pk, "x"]})
    assert [Delivery.objects.get(pk=pk).state for pk in (theirs.pk, mine[0].pk)] == ["skipped", "done"]
    answer = client.post(act, {"what": "again", "delivery": [mine[0].pk], "back": mine[0].pk})
    assert answer["Location"] == f"/admin/webhooks/deliveries/{mine[0].pk}/"
    assert sending.run() == 1 and len(receiver.received) == 4


def test_pages_of_the_log_take_the_same_number_of_queries_however_long(client, endpoint, django_assert_max_num_queries):
    one = endpoint()
    for number in range(60):
        event = Event.objects.create(type=Event.CHANGED, page_id=number)
        Delivery.objects.create(event=event, endpoint=one, page_id=number)
    client.get("/admin/webhooks/deliveries/")
    with django_assert_max_num_queries(16):
        page = shown(client.get("/admin/webhooks/deliveries/"))
    assert page.count('name="delivery"') == 50 and "1 / 2" in page
    assert shown(client.get("/admin/webhooks/deliveries/?p=2")).count('name="delivery"') == 10
