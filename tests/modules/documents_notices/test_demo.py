"""What the demo tells of documents: numbers, recipients, receipts."""

import datetime

import pytest

from modules.documents_notices.demo import records
from plugins.demo import plan
from plugins.demo.world import World


@pytest.fixture(scope="module")
def told():
    """(unit, record) of the whole year."""
    world = World(1, datetime.date(2026, 6, 30))
    list(plan.natural(world, ()))  # from now on a module may ask what another tells
    return [(unit, record) for unit in world.units for record in records(world, unit)]


def test_the_committees_numbers_rise_within_a_year(told):
    numbers = {}
    for unit, record in told:
        number = record.fields.get("doc_number", "")
        if unit.kind == "committee" and number.startswith("江桥党发"):
            numbers.setdefault(record.occurred_on.year, []).append((record.occurred_on, int(number[10:-1])))
    assert len(numbers) == 2
    for found in numbers.values():
        assert [number for _day, number in sorted(found)] == sorted({number for _day, number in found})


def test_only_recipients_sign_and_in_the_order_of_days(told):
    for unit, record in told:
        fields = record.fields
        recipients = [*fields["main_recipients"], *fields.get("copy_recipients", [])]
        for row in record.rows["receipts"]:
            assert row["unit"] in recipients
            assert row["received_by"] in row["unit"].people
            assert record.occurred_on <= row["received_at"].date() <= unit.world.last
            if row.get("relayed_on"):
                assert row["received_at"].date() <= row["relayed_on"] <= unit.world.last


def test_a_unit_says_of_a_document_what_the_committees_list_says_of_the_unit(told):
    issued = {record.title: record for unit, record in told if unit.kind == "committee"}
    relayed = [(unit, record) for unit, record in told if record.title.startswith("传达")]
    assert len(relayed) > 50
    for unit, record in relayed:
        listed = issued[record.title[3:-1]].rows["receipts"]
        assert record.rows["receipts"] == [row for row in listed if row["unit"] is unit]


def test_a_reply_answers_a_request(told):
    replies = [record for unit, record in told if record.fields["doc_kind"] == "reply"]
    assert len(replies) == 2
    for reply in replies:
        (target,) = reply.fields["main_recipients"]
        asked = [record for unit, record in told if unit is target and record.fields["doc_kind"] == "request"]
        assert any(0 < (reply.occurred_on - record.occurred_on).days <= 16 for record in asked)


def test_some_are_late_and_nobody_has_reported_on_everything(told):
    rows = [row for unit, record in told if unit.kind == "committee" for row in record.rows["receipts"]]
    assert any(not row.get("feedback") for row in rows)
    waits = [
        (row["received_at"].date() - record.occurred_on).days
        for unit, record in told
        if unit.kind == "committee"
        for row in record.rows["receipts"]
    ]
    assert sum(days > 5 for days in waits) >= 3
    assert sorted(waits)[len(waits) // 2] <= 3
