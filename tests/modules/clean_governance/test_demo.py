"""The demo's clean governance: something each quarter, and nothing of what was found where everybody reads."""

import datetime

import pytest
from django.utils.html import strip_tags

from modules.clean_governance.demo import records
from modules.clean_governance.models import FORBIDDEN
from plugins.demo.world import World


@pytest.fixture(scope="module")
def told():
    world = World(1, datetime.date(2026, 11, 25))
    return {unit.code: list(records(world, unit)) for unit in world.units}


def test_every_quarter_has_an_education_or_a_check(told):
    for code, items in told.items():
        held = {
            (record.occurred_on.month + 2) // 3
            for record in items
            if record.occurred_on.year == 2026
            and record.fields["item_kind"] in ("education", "warning_case", "inspection")
        }
        assert held == {1, 2, 3, 4}, code


def test_what_was_found_is_not_told_in_title_summary_or_text(told):
    found = [record for items in told.values() for record in items if record.fields["findings"]]
    assert found
    for record in found:
        findings = strip_tags(record.fields["findings"])
        assert not any(part and part in f"{record.title}{record.summary}{record.body}" for part in findings.split("；"))


def test_no_word_of_an_investigation_is_said(told):
    for items in told.values():
        for record in items:
            text = f"{record.title}{record.summary}{record.fields}{record.rows}{record.body}"
            assert not [word for word in FORBIDDEN if word in text], record.title
