"""Changes since a cursor: what is told, to whom, in which order; and that nothing is passed over."""

import pytest
from django.core.exceptions import ValidationError

from cms.access import ANYONE, viewer_of
from cms.delivery import changes, documents, outbox
from cms.delivery.models import ChangeHead, Document, DocumentChange
from cms.moderation.actions import withdraw
from cms.testing import publish
from cms.tree.actions import create_unit, move_unit
from tests.cms.delivery.asking import Asker
from tests.cms.samples import featured


@pytest.fixture
def record(world):
    return publish(world, featured(world, disclosure_scope="members"))


def told(user, cursor: str = "") -> tuple[dict, str]:
    """{page's id: what happened} since the cursor, and the next one; from the API, page by page."""
    asker, found = Asker(user), {}
    while True:
        query = {"since": cursor} if cursor else {}
        answer = asker.get("changes", limit=2, **query)
        found |= {item["id"]: item["change"] for item in answer["items"]}
        cursor = answer["cursor"]
        if not answer["more"]:
            return found, cursor


def change(world, record, **fields) -> None:
    """Publish it anew with these fields."""
    draft = record.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.correction_note = f"更正：{fields}"[:100]
    draft.save_revision(user=world.user("drafter"))
    publish(world, type(record).objects.get(pk=record.pk))


def test_a_copy_begins_with_everything_and_goes_on_from_its_cursor(world, record):
    outbox.drain()
    member = world.user("member")
    found, cursor = told(member)
    assert found == dict.fromkeys([world.committee.pk, world.branch.pk, world.other.pk, record.pk], "current")
    assert told(member, cursor) == ({}, cursor)
    newer = publish(world, featured(world))
    outbox.drain()
    found, later = told(member, cursor)
    assert found == {newer.pk: "current"}
    change(world, record, title="新标题")
    outbox.drain()
    assert told(member, later)[0] == {record.pk: "current"}
    (item,) = Asker(member).get("changes", since=later)["items"]
    assert Asker(member).get(item["document"]["href"])["id"] == record.pk
    assert item["document"]["version"] == Document.objects.get(pk=record.pk).etag


def test_what_is_withdrawn_is_gone_for_whoever_could_see_it_and_was_never_there_for_others(world, record):
    outbox.drain()
    readers = {role: world.user(role) for role in ("member", "employee", "approver")}
    cursors = {role: told(user)[1] for role, user in readers.items()}
    withdraw(record, world.user("party_office"), "事实有误")
    outbox.drain()
    assert told(readers["member"], cursors["member"])[0] == {record.pk: "gone"}
    assert told(readers["approver"], cursors["approver"])[0] == {record.pk: "gone"}
    assert told(readers["employee"], cursors["employee"])[0] == {}
    assert record.pk not in told(None)[0]
    (item,) = Asker(readers["member"]).get("changes", since=cursors["member"])["items"]
    assert item == {"id": record.pk, "change": "gone", "document": None}


def test_who_loses_sight_of_a_record_is_told_that_it_is_gone(world, record):
    """Published anew for fewer people: gone for those who could read it, current for the others."""
    outbox.drain()
    member, secretary = world.user("member"), world.user("secretary")
    cursor = told(member)[1]
    change(world, record, disclosure_scope="restricted")
    outbox.drain()
    assert told(member, cursor)[0] == {record.pk: "gone"}
    assert told(secretary, cursor)[0] == {record.pk: "current"}
    # and once more: both are told again of the next change, each their own part
    cursor = told(secretary)[1]
    change(world, record, title="又一版")
    outbox.drain()
    assert told(member, cursor)[0] == {record.pk: "gone"}
    assert told(secretary, cursor)[0] == {record.pk: "current"}


def test_moves_are_changes_too(world, record):
    outbox.drain()
    member = world.user("member")
    cursor = told(member)[1]
    general = create_unit(title="前桥党总支", kind="general_branch", code="qianqiao", parent=world.committee)
    move_unit(world.branch, general)
    outbox.drain()
    found, _cursor = told(member, cursor)
    assert {record.pk, world.branch.pk} <= set(found)


def test_numbers_follow_the_commits_and_repeat_nothing_when_handed_over_twice(world, record):
    outbox.drain()
    before = ChangeHead.objects.get().seq
    changes.note([record.pk])
    changes.note([record.pk, 987654321])  # one that never was a document
    rows = DocumentChange.objects.filter(page_id=record.pk)
    assert [row.seq for row in rows] == [before + 2]
    assert ChangeHead.objects.get().seq == before + 2
    documents.remove(record.pk)
    outbox.drain()
    assert DocumentChange.objects.get(page_id=record.pk).seq == before + 3


@pytest.mark.parametrize("cursor", ["x", "-1", "99999999", "9" * 40, "1.5"])
def test_a_cursor_that_is_none_is_said_to_be_none(world, cursor):
    with pytest.raises(ValidationError, match="不是变动标记"):
        changes.since(ANYONE, cursor)
    assert Asker(world.user("member")).get("changes", since=cursor, status=422)["errors"][0]["field"] == "since"


def test_a_cursor_costs_the_same_anywhere(world, record, assert_queries):
    outbox.drain()
    viewer = viewer_of(world.user("member"))
    for cursor in ("1", changes.since(viewer, limit=2).cursor):
        with assert_queries("changes since a cursor"):
            assert changes.since(viewer, cursor).items
