"""Facets, the newest first, and rules that are no longer in force."""

import datetime

import pytest

from cms.access import viewer_of
from cms.delivery import outbox
from cms.testing import publish
from modules.rules_and_duties.models import RuleRecord
from search import query
from search.models import FacetValue
from search.narrowing import Narrow

WORDS = "党费收缴规定"


@pytest.fixture
def rules(world):
    """Two rules that say the same, the newer one in force, and a meeting's record; what an employee may read."""

    def make(title, validity, day, **fields):
        page = world.draft(
            RuleRecord, title=title, rule_kind="own_rule", issued_by="党委", issued_on=day, occurred_on=day,
            validity=validity, body=[("rich_text", f"<p>第一条　{WORDS}。</p>")], **fields,
        )  # fmt: skip
        return publish(world, page)

    made = {
        "old": make(f"{WORDS}（旧）{WORDS}", "repealed", datetime.date(2024, 3, 1)),
        "new": make(f"{WORDS}（新）", "in_force", datetime.date(2025, 3, 1)),
    }
    outbox.drain("search")
    return made


def found(world, **asked):
    return query.ask(viewer_of(world.user("employee", world.other)), WORDS, facets=True, **asked)


def test_a_repealed_rule_says_so_and_stands_below_the_one_in_force(world, rules):
    for facets in (True, False):
        items = query.ask(viewer_of(world.user("employee")), WORDS, facets=facets).items
        assert [(item.document.pk, item.lapsed) for item in items] == [
            (rules["new"].pk, False),
            (rules["old"].pk, True),
        ]


def test_facets_count_what_was_found_and_narrow_to_just_that(world, rules):
    counted = {facet.name: {one.value: one.count for one in facet.choices} for facet in found(world).facets}
    assert counted["validity"] == {"in_force": 1, "lapsed": 1}
    assert counted["year"] == {"2025": 1, "2024": 1}
    for narrow, name in (
        (Narrow(validity="lapsed"), "old"), (Narrow(validity="in_force"), "new"), (Narrow(year=2024), "old"),
    ):  # fmt: skip
        answer = found(world, narrow=narrow)
        assert ([item.document.pk for item in answer.items], answer.total) == ([rules[name].pk], 1)
    assert found(world, narrow=Narrow(kind="本级制度", board="foundation")).total == 2
    assert found(world, narrow=Narrow(kind="上级制度")).total == 0
    assert found(world, narrow=Narrow(topic="党费")).total == 0
    assert found(world, narrow=Narrow(board="focus")).total == 0


def test_the_newest_first(world, rules):
    assert [item.document.pk for item in found(world, sort=query.NEWEST).items] == [rules["new"].pk, rules["old"].pk]


def test_the_passage_leads_to_its_article_on_the_page(world, rules, client):
    (item, _other) = found(world).items
    assert {place.anchor for place in item.places} == {"t-第一条"}
    client.force_login(world.user("employee"))
    assert ' id="t-第一条"' in client.get(item.document.path).content.decode()


def test_a_field_that_not_all_readers_see_is_no_facet(world, monkeypatch):
    from cms.fields import FieldRule
    from cms.schema import _fields_of

    monkeypatch.setattr(RuleRecord, "field_rules", RuleRecord.field_rules | {"validity": FieldRule(privacy="unit")})
    _fields_of.cache_clear()
    try:
        page = world.published(
            RuleRecord, rule_kind="own_rule", issued_by="党委", issued_on=datetime.date(2025, 1, 1), validity="repealed",
            body=[("rich_text", "<p>正文</p>")],
        )  # fmt: skip
    finally:
        _fields_of.cache_clear()
    assert set(FacetValue.objects.filter(document=page.pk).values_list("name", flat=True)) == {"kind"}
