"""Published objectives for tests of the board: of last year, so that all its months are over."""

import datetime
import itertools
from decimal import Decimal

from django.utils import timezone

from cms.testing import publish
from modules.policy_objectives.models import ObjectiveCountermeasure, ObjectiveMeasure, ObjectiveRecord

_codes = itertools.count(1)
YEAR = timezone.localdate().year - 1


def actuals(*figures) -> list:
    return [None if figure is None else str(figure) for figure in figures] + [None] * (12 - len(figures))


def drafted(world, unit=None, countermeasure=False, **fields) -> ObjectiveRecord:
    """The draft of an objective whose mean shall be 90 or more, at best 95."""
    number = next(_codes)
    owner = world.person(f"责任人{number}", unit)
    rows = {"measures": [ObjectiveMeasure(measure=f"每周核对{number}", owner=owner, due=datetime.date(YEAR, 6, 30))]}
    if countermeasure:
        row = ObjectiveCountermeasure(
            cause="刀具磨损", action="缩短换刀周期", owner=owner, due=datetime.date(YEAR, 12, 30)
        )
        rows["countermeasure"] = [row]
    values = {
        "title": f"目标{number}",
        "occurred_on": datetime.date(YEAR, 2, 20),
        "year": YEAR,
        "code": f"MB-{number:03}",
        "dimension": "service_production",
        "policy": "质量第一",
        "objective": f"提高第{number}项合格率",
        "indicator": "一次交检合格率",
        "unit_of_measure": "%",
        "direction": "higher",
        "aggregation": "average",
        "must_target": Decimal(90),
        "stretch_target": Decimal(95),
        "monthly_must": ["90"] * 12,
        "monthly_stretch": ["95"] * 12,
        "weight": Decimal(20),
        "responsible": owner,
        "data_source": "质量日报",
        "catchball_state": "agreed",
        "summary": "第一版。",
        "confidentiality": "non_classified",
    } | fields
    return world.draft(ObjectiveRecord, unit, rows=rows, **values)


def published(world, unit=None, **fields) -> ObjectiveRecord:
    return publish(world, drafted(world, unit, **fields))


def corrected(world, page, **fields):
    """A new draft of a published objective with these values."""
    draft = page.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision(user=world.user("drafter", page.owning_unit))
    return draft
