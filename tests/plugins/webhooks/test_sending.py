"""Sending: at least once, in order for each record, again after a while, and never against an endpoint that is down."""

import datetime
import threading

import pytest
from django.db import connection
from django.utils import timezone

from cms.moderation import actions
from cms.testing import publish
from plugins.webhooks import keeping, sending, signing
from plugins.webhooks.models import Attempt, Delivery, Endpoint, Event
from tests.cms.samples import featured


@pytest.fixture
def queued(world):
    """Deliveries that wait, as events of these pages would make them."""

    def make(endpoint, *pages) -> list[Delivery]:
        return [
            Delivery.objects.create(
                event=Event.objects.create(type=Event.CHANGED, page_id=page), endpoint=endpoint, page_id=page
            )
            for page in pages
        ]

    return make


def state(delivery) -> str:
    return Delivery.objects.get(pk=delivery.pk).state


def test_a_publication_arrives_signed_and_is_noted(world, endpoint, receiver, tell):
    one = endpoint()
    page = publish(world, featured(world))
    assert tell() == 1
    (got,) = receiver.received
    assert (got.method, got.path, got.headers["Content-Type"]) == ("POST", "/hook", "application/json")
    assert got.json["record"]["id"] == page.pk
    event = Event.objects.get()
    assert got.headers["X-Hongban-Event"] == got.json["id"] == str(event.pk)
    assert got.headers["X-Hongban-Type"] == got.json["type"] == "record.published"
    sent = got.headers["X-Hongban-Signature"]
    moment = int(sent.split(",")[0].removeprefix("t="))
    assert sent == signing.signature(got.body, [signing.secret_of(one.seed)], moment)
    attempt = Attempt.objects.get()
    assert (attempt.status, attempt.error, attempt.answer) == (200, "", "taken")
    assert Delivery.objects.get().state == Delivery.DONE
    assert tell() == 0 and len(receiver.received) == 1


def test_a_later_event_of_a_record_waits_until_the_earlier_was_taken(
    world, endpoint, receiver, tell, correct, wait_over
):
    endpoint()
    receiver.answers = [400]
    page = publish(world, featured(world))
    tell()
    page = correct(page, summary="更正后的摘要")
    actions.withdraw(page, world.user("party_office"), "数字有误")
    other = publish(world, featured(world))
    tell()
    assert [(one.json["type"], one.json["record"]["id"]) for one in receiver.received] == [
        ("record.published", page.pk),
        ("record.published", other.pk),  # of another record, which waits for nobody
    ]
    wait_over()
    tell()
    mine = [one.json["type"] for one in receiver.received if one.json["record"]["id"] == page.pk]
    assert mine == ["record.published", "record.published", "record.withdrawn"]
    assert receiver.received[0].json == receiver.received[2].json, "the same event, with the same id"


def test_each_failure_waits_longer_up_to_a_day_and_then_it_has_failed(world, endpoint, receiver, queued, wait_over):
    receiver.status = 422
    (delivery,) = queued(endpoint(), 7)
    waits = []
    for _ in range(len(sending.WAITS)):
        before = timezone.now()
        assert sending.run() == 0
        waits.append(round((Delivery.objects.get().next_try_at - before).total_seconds() / 60))
        assert state(delivery) == Delivery.WAITING
        wait_over()
    assert waits == [1, 5, 15, 60, 180, 360, 720, 1440]
    sending.run()
    assert state(delivery) == Delivery.FAILED
    wait_over()
    sending.run()
    assert len(receiver.received) == Attempt.objects.count() == len(sending.WAITS) + 1


def test_what_failed_holds_up_its_own_record_until_it_is_sent_again_or_skipped(endpoint, receiver, queued, tell):
    one = endpoint()
    first, second, other = queued(one, 7, 7, 8)
    Delivery.objects.filter(pk=first.pk).update(state=Delivery.FAILED, tries=9)
    assert sending.run() == 1
    assert (state(second), state(other)) == (Delivery.WAITING, Delivery.DONE)
    assert keeping.send_again(Delivery.objects.filter(pk=first.pk)) == 1
    assert sending.run() == 2
    sent = [got.headers["X-Hongban-Event"] for got in receiver.received]
    assert sent == [str(other.event_id), str(first.event_id), str(second.event_id)]
    third, fourth = queued(one, 7, 7)
    Delivery.objects.filter(pk=third.pk).update(state=Delivery.FAILED)
    assert keeping.skip(Delivery.objects.filter(pk=third.pk)) == 1
    assert sending.run() == 1 and state(fourth) == Delivery.DONE
    assert len(receiver.received) == 4


def test_an_endpoint_asks_for_more_time(endpoint, receiver, queued):
    receiver.status, receiver.headers = 429, {"Retry-After": "7200"}
    queued(endpoint(), 7)
    before = timezone.now()
    sending.run()
    wait = Delivery.objects.get().next_try_at - before
    assert datetime.timedelta(hours=2) <= wait < datetime.timedelta(hours=2, minutes=1)


def test_an_endpoint_that_is_down_is_left_alone_and_the_others_are_not(endpoint, receiver, queued, wait_over):
    receiver.status = 503
    down = endpoint(name="停机")
    queued(down, *range(1, 9))
    sending.run()
    assert len(receiver.received) == sending.DOWN, "not once for each that waits"
    down.refresh_from_db()
    assert down.failures == 3 and down.resting_until > timezone.now()
    assert sending.next_due() == down.resting_until
    assert {one.again_at for one in Delivery.objects.filter(tries=0)} == {down.resting_until}
    receiver.status = 200
    well = endpoint(name="正常")
    queued(well, 9)
    assert sending.run() == 1
    wait_over()
    assert sending.run() == 8
    down.refresh_from_db()
    assert (down.failures, down.resting_until, down.lease) == (0, None, "")
    assert sending.next_due() is None


def test_one_event_that_is_refused_does_not_make_an_endpoint_down(endpoint, receiver, queued):
    receiver.answers = [400] * 5
    queued(endpoint(), *range(1, 9))
    assert sending.run() == 3
    assert Endpoint.objects.get().failures == 0


def test_endpoints_take_turns(endpoint, receiver, queued, monkeypatch):
    monkeypatch.setattr(sending, "TURN", 2)
    first, second = endpoint(name="甲", url=f"{receiver.url}/1"), endpoint(name="乙", url=f"{receiver.url}/2")
    queued(first, *range(1, 5))
    queued(second, *range(1, 5))
    assert sending.run() == 8
    assert [one.path for one in receiver.received] == ["/1", "/1", "/2", "/2"] * 2


def test_an_endpoint_that_is_switched_off_or_refused_gets_nothing(endpoint, receiver, queued, settings):
    off = endpoint(name="停用")
    queued(off, 7)
    Endpoint.objects.update(active=False)
    assert sending.run() == 0 and sending.next_due() is None
    Endpoint.objects.update(active=True)
    settings.WEBHOOKS_ALLOW = []
    assert sending.run() == 0
    assert "WEBHOOKS_ALLOW" in Attempt.objects.get().error
    assert receiver.received == []


def test_while_a_secret_is_changed_over_both_sign(endpoint, receiver, queued, tell):
    one = endpoint()
    old = signing.secret_of(one.seed)
    keeping.renew_secret(one)
    one.refresh_from_db()
    new = signing.secret_of(one.seed)
    assert new != old
    queued(one, 7)
    sending.run()
    (got,) = receiver.received
    sent = got.headers["X-Hongban-Signature"]
    assert sent == signing.signature(got.body, [new, old], int(sent.split(",")[0][2:]))
    Endpoint.objects.update(previous_until=timezone.now())
    one.refresh_from_db()
    assert signing.secrets_of(one) == [new]


# Caches -----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["PURGE", "BAN"])
def test_a_cache_is_asked_for_each_path_as_it_knows_it(world, endpoint, receiver, tell, settings, method):
    settings.WAGTAILADMIN_BASE_URL = "https://dj.example.cn"
    endpoint(kind="purge", method=method, url=f"{receiver.url}/", events=["record.published"])
    receiver.answers = [404, 412]  # not in the cache: as good as taken
    page = publish(world, featured(world, disclosure_scope="public"))
    assert tell() == 1
    assert {one.method for one in receiver.received} == {method}
    assert {one.headers["Host"] for one in receiver.received} == {"dj.example.cn"}
    paths = [one.path for one in receiver.received]
    wanted = {f"/api/v1/records/{page.pk}", "/api/v1/records", "/zongzhuang/featured-work/", "/zongzhuang/", "/"}
    assert wanted <= set(paths) and len(paths) == len(set(paths))
    assert any(path.startswith("/zongzhuang/featured-work/") and path.count("/") == 4 for path in paths)
    assert "已清除" in Attempt.objects.get().answer


def test_a_cache_that_forgets_only_some_is_asked_for_all_again(world, endpoint, receiver, tell, wait_over):
    endpoint(kind="purge", method="PURGE", url=receiver.url)
    receiver.answers = [200, 200, 500]
    publish(world, featured(world))
    assert tell() == 0 and len(receiver.received) == 3
    wait_over()
    assert tell() == 1
    assert len(receiver.received) == 3 + len(Event.objects.get().paths)


def test_a_cache_may_be_told_by_post(world, endpoint, receiver, tell):
    one = endpoint(kind="purge", url=f"{receiver.url}/purge")
    publish(world, featured(world))
    assert tell() == 1
    (got,) = receiver.received
    assert got.json == {**got.json, "type": "record.published", "paths": Event.objects.get().paths}
    assert "record" not in got.json
    keeping.try_out(one)
    sending.run()
    assert receiver.received[1].json["paths"] == ["/"]


# Two at once, and stopped ones --------------------------------------------------------------------------------------------


def test_while_one_process_sends_to_an_endpoint_another_does_not(endpoint, receiver, queued, wait_over):
    one = endpoint()
    queued(one, 7)
    until = timezone.now() + sending.LEASE
    Endpoint.objects.update(lease="another", leased_until=until)
    assert sending.run() == 0 and receiver.received == []
    assert sending.next_due() == until
    wait_over()  # it was killed
    assert sending.run() == 1


def test_a_process_that_lost_its_lease_sends_no_more(endpoint, receiver, queued, monkeypatch):
    queued(endpoint(), 7, 8)
    note = sending._note

    def lose(*args):
        Endpoint.objects.update(lease="another")  # it stood still for longer than its lease
        return note(*args)

    monkeypatch.setattr(sending, "_note", lose)
    assert sending.run() == 1
    assert len(receiver.received) == 1
    assert Endpoint.objects.get().lease == "another"


def test_two_who_send_at_once_send_each_once_and_in_order(real_world, receiver, settings):
    one = Endpoint.objects.create(committee=real_world.committee, name="甲", url=receiver.url, events=[Event.CHANGED])
    for number in range(12):
        event = Event.objects.create(type=Event.CHANGED, page_id=number % 3)
        Delivery.objects.create(event=event, endpoint=one, page_id=number % 3)
    faults = []

    def send():
        try:
            sending.run()
        except Exception as fault:  # noqa: BLE001 (looked at where the test runs)
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert faults == []
    sending.run()  # whatever was left, had one ended while another still held the lease
    wanted = [str(pk) for pk in Delivery.objects.order_by("pk").values_list("event_id", flat=True)]
    assert [got.headers["X-Hongban-Event"] for got in receiver.received] == wanted
