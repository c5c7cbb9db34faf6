"""A unit's objectives of one year, taken together."""

from django.utils.translation import gettext as _

from cms.tree import Section

from .models import ObjectiveRecord

__all__ = ["objectives_of", "set_faults"]


def objectives_of(unit, year: int) -> list[ObjectiveRecord]:
    """The unit's objectives of the year that count: those published, as published, and those under review, as submitted.

    Drafts that nobody submitted bind nobody, and what was withdrawn is gone.
    """
    section = Section.objects.child_of(unit).filter(module=ObjectiveRecord.module_label()).first()
    found = []
    for page in ObjectiveRecord.objects.child_of(section).order_by("path") if section else ():
        if not page.live:
            if not page.workflow_in_progress:
                continue
            page = page.get_latest_revision_as_object()
        if page.year == year:
            found.append(page)
    return found


def set_faults(unit, year: int) -> list[str]:
    """What keeps the unit's objectives of the year from being a set: no objective, weights that do not make 100 %, a code twice."""
    objectives = objectives_of(unit, year)
    if not objectives:
        return [_("%(unit)s没有%(year)s年的方针目标。") % {"unit": unit, "year": year}]
    faults = []
    total = sum(objective.weight for objective in objectives)
    if total != 100:
        faults.append(_("各项目标的权重合计为%(total)s %%，应为 100 %%。") % {"total": f"{total:f}"})
    codes = [objective.code.strip() for objective in objectives]
    if doubled := sorted({code for code in codes if codes.count(code) > 1}):
        faults.append(_("目标编号重复：%(codes)s。") % {"codes": "、".join(doubled)})
    return faults
