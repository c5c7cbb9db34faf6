"""批复: the superior committee's answer comes when the record has long been published."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from elections import HELD, document
from hongban_election.actions import REPLY, register_reply
from wagtail.models import PageLogEntry

from cms.testing import publish

ANSWERED = HELD + datetime.timedelta(days=10)


@pytest.fixture
def election(world, draft):
    return publish(world, draft())


def shown(world, record) -> dict:
    return {entry["name"]: entry["value"] for entry in document(world, record).content["fields"]}


def test_the_office_registers_it_and_readers_see_it(world, election):
    release = document(world, election).release_id
    assert "reply_number" not in shown(world, election)
    register_reply(election, world.user("party_office"), " 江桥党〔2026〕20号 ", ANSWERED)
    assert shown(world, election)["reply_number"] == "江桥党〔2026〕20号"
    assert shown(world, election)["replied_on"] == "2026-05-30"
    assert document(world, election).release_id == release
    entry = PageLogEntry.objects.get(page_id=election.pk, action=REPLY)
    assert (entry.user, entry.message) == (world.user("party_office"), "登记选举结果批复")


@pytest.mark.parametrize("role", ["secretary", "drafter", "approver", "administrator"])
def test_nobody_else_does(world, election, role):
    with pytest.raises(PermissionDenied):
        register_reply(election, world.user(role), "江桥党〔2026〕20号", ANSWERED)
    assert "reply_number" not in shown(world, election)


@pytest.mark.parametrize(
    ("number", "day", "field"),
    [
        (" ", ANSWERED, "reply_number"),
        ("江桥党〔2026〕20号", HELD, "replied_on"),
        ("江桥党〔2026〕20号", datetime.date(2999, 1, 1), "replied_on"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(world, election, number, day, field):
    with pytest.raises(ValidationError) as error:
        register_reply(election, world.user("party_office"), number, day)
    assert list(error.value.message_dict) == [field]


def test_a_postponement_has_no_result(world, draft):
    with pytest.raises(ValidationError) as error:
        register_reply(publish(world, draft("postponed")), world.user("party_office"), "江桥党〔2026〕20号", ANSWERED)
    assert list(error.value.message_dict) == ["kind"]


def test_the_office_finds_it_on_the_records_page_and_nobody_else_does(world, election, client):
    path = document(world, election).path
    address = reverse("portal:act", args=[election.pk, "reply"])
    asked = {"reply_number": "江桥党〔2026〕20号", "replied_on": "2026-05-30"}
    client.force_login(world.user("secretary"))
    assert address not in client.get(path).content.decode()
    assert client.post(address, asked).status_code == 404
    client.force_login(world.user("party_office"))
    assert address in client.get(path).content.decode()
    assert client.post(address, asked | {"replied_on": "2026-05-21"}).status_code == 422
    assert "reply_number" not in shown(world, election)
    assert client.post(address, asked).url == path
    assert shown(world, election)["reply_number"] == "江桥党〔2026〕20号"


def test_the_page_of_a_postponement_offers_no_reply(world, draft, client):
    record = publish(world, draft("postponed"))
    client.force_login(world.user("party_office"))
    assert "/acts/" not in client.get(document(world, record).path).content.decode()
