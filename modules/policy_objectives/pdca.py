"""One objective's PDCA: plan, do (measures, records), check (figures, diagnoses), act (countermeasures, what became a rule)."""

from django.db.models import Q

from cms.access import Viewer
from cms.delivery import reading

from .evidence import Linked, linked
from .standing import Objective

__all__ = ["diagnoses_of", "pdca"]

# The catalogue's labels; where such a module is not installed there is nothing of it
DIAGNOSIS, RULES = "diagnosis", "rules_and_duties"


def pdca(viewer: Viewer, unit, objective: Objective) -> dict:
    """What the page shows beyond the objective's own columns and rows. Three queries at most."""
    months = linked(viewer, [objective.pk]).get(objective.pk, {})
    return {
        "evidence": [(month, months[month]) for month in sorted(months)],
        "rules": _distinct(months, lambda document: document.module == RULES),
        "hidden": sum(each.hidden for each in months.values()),
        "diagnoses": diagnoses_of(viewer, unit, objective),
    }


def _distinct(months: dict[int, Linked], wanted) -> list:
    found = {one.pk: one for each in months.values() for one in each.shown if wanted(one)}
    return list(found.values())


def diagnoses_of(viewer: Viewer, unit, objective: Objective) -> list[dict]:
    """`{document, rows}` of diagnoses of this unit and year that name the objective, the newest first."""
    about = Q(unit_id=unit.pk) | Q(unit_id=unit.committee_id)
    named = reading.documents(viewer).filter(
        about, module=DIAGNOSIS, period__startswith=str(objective.year), text__contains=objective.objective
    )
    found = []
    for document in named.order_by("-occurred_on", "-pk"):
        entries = {entry["name"]: entry["value"] for entry in document.content.get("fields", [])}
        if (entries.get("target_unit") or {}).get("id") != unit.pk:
            continue
        rows = [
            row
            for row in entries.get("objective_results") or []
            if row.get("objective", "").startswith(objective.objective)
        ]
        if rows:
            found.append({"document": document, "rows": rows})
    return found
