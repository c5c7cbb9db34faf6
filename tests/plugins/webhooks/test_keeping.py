"""How long deliveries are kept, and the command."""

import datetime

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F

from plugins.webhooks import keeping, sending
from plugins.webhooks.models import Attempt, Delivery, Endpoint, Event


@pytest.fixture
def delivered(endpoint):
    """Deliveries in these states, each to the same endpoint and of a page of its own."""

    def make(*states) -> list[Delivery]:
        one = Endpoint.objects.first() or endpoint()
        return [
            Delivery.objects.create(
                event=Event.objects.create(type=Event.CHANGED, page_id=number),
                endpoint=one,
                page_id=number,
                state=state,
                ended_at=None if state == Delivery.WAITING else Event.objects.latest("time").time,
            )
            for number, state in enumerate(states, 1)
        ]

    return make


def age(**time) -> None:
    past = datetime.timedelta(**time)
    Delivery.objects.update(ended_at=F("ended_at") - past, created_at=F("created_at") - past)
    Event.objects.update(time=F("time") - past)


def test_what_ended_long_ago_is_forgotten_and_what_waits_never(delivered, settings, monkeypatch):
    monkeypatch.setattr(keeping, "BATCH", 2)
    settings.WEBHOOKS_RETENTION_DAYS = 30
    deliveries = delivered("done", "failed", "skipped", "waiting")
    Attempt.objects.create(delivery=deliveries[0], status=200)
    age(days=29)
    assert keeping.prune() == 0
    age(days=2)
    delivered("done")
    assert keeping.prune() == 3
    assert sorted(Delivery.objects.values_list("state", flat=True)) == ["done", "waiting"]
    assert Event.objects.count() == 2 and not Attempt.objects.exists()


def test_sent_again_are_only_those_of_endpoints_in_use(delivered, receiver):
    delivered("failed", "done", "failed")
    Endpoint.objects.update(active=False)
    assert keeping.send_again(Delivery.objects.all()) == 0
    Endpoint.objects.update(active=True, failures=5, resting_until=Event.objects.latest("time").time)
    assert keeping.send_again(Delivery.objects.filter(state=Delivery.FAILED)) == 2
    assert sending.run() == 2, "somebody has mended it: it no longer rests"


def test_what_was_taken_is_not_skipped(delivered):
    delivered("done", "failed", "waiting", "skipped")
    assert keeping.skip(Delivery.objects.all()) == 2
    assert sorted(Delivery.objects.values_list("state", flat=True)) == ["done", "skipped", "skipped", "skipped"]


def test_the_command_lists_sends_replays_and_prunes(delivered, receiver, capsys):
    delivered("failed", "waiting")
    one = Endpoint.objects.get()
    call_command("webhooks", "list")
    assert f"{one.pk}\t统一门户\t" in (said := capsys.readouterr().out) and "待发 1，失败 1" in said
    call_command("webhooks", "send")
    assert "已送达 1 条" in capsys.readouterr().out
    call_command("webhooks", "replay", str(one.pk))
    call_command("webhooks", "send")
    assert "已重新排入 1 条" in (said := capsys.readouterr().out) and "已送达 1 条" in said
    assert len(receiver.received) == 2
    age(days=40)
    call_command("webhooks", "prune")
    call_command("webhooks", "catchup")
    assert "已清理 2 条" in (said := capsys.readouterr().out) and "已补写 0 个事件" in said
    with pytest.raises(CommandError, match="没有编号为 999"):
        call_command("webhooks", "replay", "999")
    Endpoint.objects.update(active=False)
    with pytest.raises(CommandError, match="已停用"):
        call_command("webhooks", "replay", str(one.pk))
