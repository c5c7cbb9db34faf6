"""The objective board's pages for readers: 方针管理板, 目标展开, X 矩阵, and each objective's PDCA."""

import re

from django.core.exceptions import ValidationError
from django.db.models import Count
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.access import may_draft, viewer_of
from cms.charts import Series, sparkline, trend
from cms.delivery import reading
from cms.portal.errors import wrong_input
from cms.portal.responses import reader_page, refuse

from . import standing
from .board import SIGNS
from .board import mark as mark_of
from .catchball import standing as talk_standing
from .catchball import steps_of
from .deployment import deployed, matrix_of
from .evidence import linked
from .ledger import MonthClosing, Negotiation
from .models import CATCHBALL, ObjectiveRecord
from .months import READY, may_close, months_of
from .pdca import pdca
from .targets import changes

MONTHS = [f"{number}月" for number in range(1, 13)]


def unit_page(view):
    """A reader's page of one unit and year: `view(request, viewer, unit, year, …)`. Denied and not existing look the same."""

    @reader_page
    def wrapped(request, code, **kwargs):
        viewer = viewer_of(request.user)
        unit = reading.find_unit(viewer, code=code)
        if unit is None:
            return refuse(request)
        try:
            year = asked_year(request.GET.get("year", ""))
        except ValidationError as error:
            return wrong_input(request, error)
        return view(request, viewer, unit, year, **kwargs)

    return wrapped


def asked_year(raw: str) -> int:
    """The year of the address, this one without any. Raises ValidationError naming the parameter."""
    if not raw:
        return timezone.localdate().year
    if not re.fullmatch(r"20\d\d|2100", raw, re.ASCII):
        raise ValidationError({"year": _("年份（year）写作 2026，而不是“%(raw)s”。") % {"raw": raw[:40]}})
    return int(raw)


def frame(request, viewer, unit, year: int, place: str) -> dict:
    """What every page of a unit's objectives shows around its own: the tabs, the years, who may do what. One query."""
    return {
        "unit": unit,
        "year": year,
        "years": standing.years(viewer, unit, timezone.localdate()),
        "place": place,
        "writes": may_draft(request.user, unit.pk),
        "keeps_months": may_close(viewer, unit),
    }


def readable(request, viewer, unit, found) -> bool:
    """Whether there is anything here for this viewer: employees may know of every unit's board, even an empty one."""
    return bool(found) or "employees" in viewer.audiences or bool(viewer.roles)


@reader_page
def index(request):
    """The units with objectives of this year, and what waits for being closed."""
    viewer = viewer_of(request.user)
    year = timezone.localdate().year
    seen = reading.documents(viewer).filter(module=standing.LABEL, period__startswith=str(year)).order_by()
    counts = dict(seen.values_list("unit_id").annotate(Count("pk")))
    units = [unit for unit in reading.units(viewer) if unit.pk in counts]
    if not units and not viewer.signed_in:
        return refuse(request)
    rows = [{"unit": unit, "count": counts[unit.pk]} for unit in units]
    return render(request, "policy_objectives/index.html", {"rows": rows, "year": year})


@unit_page
def board(request, viewer, unit, year):
    """The bowling chart: objectives × 12 months."""
    today = timezone.localdate()
    found = standing.objectives(viewer, [unit.pk], year, today)
    if not readable(request, viewer, unit, found):
        return refuse(request)
    standing.rows_of(found)
    evidence = linked(viewer, [one.pk for one in found])
    moved = changes(ObjectiveRecord, [one.pk for one in found])
    closings = MonthClosing.objects.filter(unit_id=unit.pk, year=year).select_related("closed_by", "reopened_by")
    closings = list(closings.order_by("pk"))
    months = months_of(found, closings, year, today)
    context = frame(request, viewer, unit, year, "board") | {
        "rows": [
            {
                "objective": one,
                "line": None
                if one.is_milestone
                else sparkline(MONTHS, one.actual, one.must[(one.last_month or 12) - 1]),
                "evidence": {month: len(each.shown) + each.hidden for month, each in evidence.get(one.pk, {}).items()},
                "changes": moved.get(one.pk, []),
            }
            for one in found
        ],
        "months": months,
        "closings": [one for one in closings if one.reopened_at],
        "ready": [month for month in months if month.state == READY],
        "total": standing.total(found),
        "legend": [mark_of(colour) for colour in SIGNS],
        "weight": sum(one.weight for one in found),
    }
    return render(request, "policy_objectives/board.html", context)


@unit_page
def objective(request, viewer, unit, year, pk):
    """PDCA of one objective."""
    today = timezone.localdate()
    one = standing.find(viewer, unit, pk, today)
    if one is None:
        return refuse(request)
    standing.rows_of([one])
    steps = steps_of([pk]).get(pk, [])
    state = talk_standing(steps)
    parent = reading.record(viewer, one.parent_objective_id) if one.parent_objective_id else None
    context = frame(request, viewer, unit, one.year, "objective") | {
        "one": one,
        "chart": chart_of(one),
        "steps": steps,
        "talk": state,
        "stated": dict(CATCHBALL).get(one.catchball_state, ""),
        "differs": differs(one.catchball_state, steps, state),
        "changes": changes(ObjectiveRecord, [pk]).get(pk, []),
        "parent": parent,
        "hidden_parent": bool(one.parent_objective_id) and parent is None,
        **pdca(viewer, unit, one),
    }
    return render(request, "policy_objectives/objective.html", context)


def differs(stated: str, steps, state) -> bool:
    """Whether the record says something else of the talk than its dated steps do."""
    if not steps:
        return False
    agreed = state.step == Negotiation.AGREED and len(state.agreed) == 2
    if stated == Negotiation.REVISED:
        return not any(step.step == Negotiation.REVISED for step in steps)
    return not agreed if stated == Negotiation.AGREED else state.step != stated


def chart_of(one):
    """The months as a line chart; none of a milestone, which is one day."""
    if one.is_milestone:
        return None
    shown = {name: [cell.words[name] for cell in one.cells] for name in ("actual", "must", "stretch")}
    series = [Series(_("实绩"), one.actual, shown["actual"]), Series(_("必达计划"), one.must, shown["must"])]
    if any(figure is not None for figure in one.stretch):
        series.append(Series(_("挑战计划"), one.stretch, shown["stretch"]))
    return trend(_("月度走势：%(name)s") % {"name": one.indicator}, MONTHS, series, one.unit_of_measure)


@unit_page
def deployment(request, viewer, unit, year):
    """目标展开: of the unit's committee; a branch's page shows its own branches of the tree first."""
    today = timezone.localdate()
    committee = unit if unit.committee_id in (None, unit.pk) else reading.find_unit(viewer, pk=unit.committee_id)
    if committee is None:
        return refuse(request)
    found = standing.objectives_below(viewer, committee.pk, year, today)
    if not readable(request, viewer, unit, found):
        return refuse(request)
    below = reading.units(viewer).filter(committee_id=committee.pk).exclude(pk=committee.pk).filter(practice=False)
    tree = deployed(found, committee.pk, list(below))
    steps = steps_of([one.pk for one in found if one.unit_id == unit.pk])
    context = frame(request, viewer, unit, year, "deployment") | {
        "committee": committee,
        "tree": tree,
        "own": unit.pk if unit.pk != committee.pk else None,
        "talks": [
            {"objective": one, "standing": talk_standing(steps.get(one.pk, [])), "count": len(steps.get(one.pk, []))}
            for one in found
            if one.unit_id == unit.pk
        ]
        if unit.pk != committee.pk
        else [],
    }
    return render(request, "policy_objectives/deployment.html", context)


@unit_page
def matrix(request, viewer, unit, year):
    """X 矩阵: read-only, made of the published objectives."""
    found = standing.objectives(viewer, [unit.pk], year, timezone.localdate())
    if not readable(request, viewer, unit, found):
        return refuse(request)
    standing.rows_of(found)
    context = frame(request, viewer, unit, year, "matrix") | {"matrix": matrix_of(found)}
    return render(request, "policy_objectives/matrix.html", context)
