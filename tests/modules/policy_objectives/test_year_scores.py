"""The year of a unit's objectives as one figure, for its assessment."""

from decimal import Decimal

import pytest

from cms.seams.objectives import year_scores
from modules.policy_objectives.months import close
from tests.modules.policy_objectives.goals import YEAR, actuals, published

pytestmark = pytest.mark.django_db


def test_a_year_is_weighted_whoever_may_read_its_objectives_and_final_when_all_months_are_closed(world, assert_queries):
    at_must = published(world, monthly_actual=actuals(*[90] * 12), weight=Decimal(25))
    below = published(
        world, monthly_actual=actuals(*[45] * 12), weight=Decimal(75), disclosure_scope="committee",
        deviation_reason="设备老化", countermeasure=True,
    )  # fmt: skip
    units = [world.branch, world.committee]
    (found,) = year_scores(units, YEAR)
    # 80 at must, and 60 × the half of it below
    assert (found.unit_id, found.score, found.final) == (world.branch.pk, Decimal("42.50"), False)
    assert (set(found.missed), set(found.records)) == ({below.pk}, {at_must.pk, below.pk})
    for month in range(1, 13):
        close(world.branch, YEAR, month, world.user("party_office"))
    with assert_queries("modules.policy_objectives.year_scores"):
        assert year_scores(units, YEAR)[0].final
