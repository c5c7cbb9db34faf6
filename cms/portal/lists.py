"""A section's page: its records newest first, narrowed by year and period, a page at a time."""

import datetime
import re

from django.core.exceptions import ValidationError
from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.access import Viewer, may_draft
from cms.delivery import reading
from cms.fields import PeriodField
from cms.tree import Section, SectionState

from . import home, rules

__all__ = ["listing"]

# So many records of other modules are shown beside the section's own
LINKED = 12


def listing(viewer: Viewer, user, section: Section, query) -> dict:
    """What `portal/section.html` shows. `query`: the address's parameters year, period, after; others are not ours.

    Raises ValidationError, with a message naming the parameter, for one that means nothing.
    """
    year, period = _year(query.get("year", "")), _period(query.get("period", ""))
    found = reading.records(
        viewer,
        section=section,
        period=period,
        since=datetime.date(year, 1, 1) if year else None,
        until=datetime.date(year, 12, 31) if year else None,
        after=query.get("after", ""),
    )
    unit = section.owning_unit
    module = section.plugin
    state = section.state_on()
    # Of the whole section, beside its newest page
    linked = (
        []
        if period or query.get("after")
        else reading.records(
            viewer,
            unit=unit,
            also_counts=section.module,
            since=datetime.date(year, 1, 1) if year else None,
            until=datetime.date(year, 12, 31) if year else None,
            limit=LINKED,
        ).items
    )
    years, periods = _choices(viewer, section, year)
    return {
        "unit": unit,
        "section": section,
        "module": module,
        "closed": state == SectionState.CLOSED,
        "trial": state == SectionState.TRIAL,
        "cadence": rules.cadence_words(module),
        "sources": [rules.source_words(source) for source in module.sources],
        "records": found.items,
        "next": found.next,
        "linked": linked,
        "after": query.get("after", ""),
        "year": year,
        "period": period,
        "years": years,
        "periods": periods,
        "count": sum(number for _year, number in years),
        "add": _add_address(user, section, unit),
        "crumbs": home.crumbs(viewer, unit),
    }


def _choices(viewer, section, year) -> tuple[list[tuple[int, int]], list[tuple[str, int]]]:
    """(year, count) of all the section's years, and (period, count) of the chosen one's; newest first."""
    seen = reading.documents(viewer).filter(section=section)
    years, periods = {}, {}
    for of_year, period, number in seen.order_by().values_list("occurred_on__year", "period").annotate(Count("pk")):
        years[of_year] = years.get(of_year, 0) + number
        if of_year == year:
            periods[period] = number
    return sorted(years.items(), reverse=True), sorted(periods.items(), reverse=True)


def _add_address(user, section, unit) -> str:
    """Where an information officer of the unit writes a new record; '' for everybody else."""
    if not may_draft(user, unit.pk) or not section.takes_records:
        return ""
    model = section.plugin.model
    return reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, section.pk])


def _year(raw: str) -> int | None:
    if not raw:
        return None
    if not re.fullmatch(r"(19|20)\d\d", raw, re.ASCII):
        raise ValidationError({"year": _("年份（year）写作 2026，而不是“%(raw)s”。") % {"raw": raw[:40]}})
    return int(raw)


def _period(raw: str) -> str:
    if raw and not re.fullmatch(PeriodField.PATTERN, raw, re.ASCII):
        raise ValidationError(
            {"period": _("期间（period）写作 2026-03、2026Q1、2026H1 或 2026，而不是“%(raw)s”。") % {"raw": raw[:40]}}
        )
    return raw
