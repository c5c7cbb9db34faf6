"""思想政治工作: what people say is told without saying who said it."""

import pytest
from django.utils import timezone

from cms.access import viewer_of
from cms.delivery import documents, reading
from modules.ideological_work.models import ThoughtConcern, ThoughtHelp, ThoughtRecord
from tests.modules.faults import faults, filled

from .test_contract import TestContract as Contract

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey(world):
    section = world.section("ideological_work")

    def make(*concerns, **fields):
        fields = {"survey_form": "analysis", "occurred_on": timezone.localdate(), "covered_count": 20} | fields
        rows = [
            ThoughtConcern(concern=text, category="pay", count=count, level="middle")
            for text, count in concerns or [("加班较多", 5)]
        ]
        page = filled(ThoughtRecord, {"main_concerns": rows}, **fields)
        page.owning_section = section
        return page

    return make


def test_a_survey_in_order_has_no_fault(survey):
    assert faults(survey()) == {}


@pytest.mark.parametrize(("count", "caught"), [(0, True), (1, False)])
def test_a_survey_covers_somebody(survey, count, caught):
    assert ("covered_count" in faults(survey(("加班较多", 0), covered_count=count))) is caught


@pytest.mark.parametrize(("count", "caught"), [(21, True), (20, False)])
def test_no_more_raise_a_matter_than_were_asked(survey, count, caught):
    found = faults(survey(("食堂拥挤", 3), ("加班较多", count)))
    assert ("main_concerns" in found) is caught
    if caught:
        assert "第2条" in found["main_concerns"][0]


def test_nobody_of_the_unit_is_named(survey, world):
    world.person("张建国")
    assert "张建国" in faults(survey(("张建国反映加班较多", 1)))["main_concerns"][0]
    assert faults(survey(("一名老员工反映加班较多", 1))) == {}


def test_names_of_other_units_and_of_one_character_are_words_like_others(survey, world):
    world.person("李向东", unit=world.other)
    world.person("班")
    assert faults(survey(("李向东反映加班较多", 1))) == {}


def test_who_was_helped_is_withheld_from_members(world):
    helped = ThoughtHelp(person=world.person("受助者"), need="家人住院", help="走访慰问", date=timezone.localdate())
    page = Contract().published(world, help_cases=[helped])
    member, secretary = viewer_of(world.user("member")), viewer_of(world.user("secretary"))
    document = reading.record(member, page.pk)
    content = documents.read(document, member)
    assert content["withheld"] == ["help_cases"]
    assert not [secret for secret in ("受助者", "家人住院") if secret in f"{content} {document.text} {document.card}"]
    assert "受助者" in str(documents.read(document, secretary))
