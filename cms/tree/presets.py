"""Presets of modules: the first release of a committee has 12 and of a branch 18, the expansion makes them 18 and 23.

A preset is data (`Module.scopes`), an upgrade opens sections from a day on: nothing is migrated, earlier days stay as they were,
and going back closes what the upgrade opened.
"""

import datetime
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms import plugins

from .actions import open_sections, set_section_state
from .section import Section, SectionState
from .unit import Unit

__all__ = ["PHASES", "Plan", "apply", "plan", "preset"]

PHASES = (1, 2)


@dataclass
class Plan:
    """What bringing a unit to a preset would change. `state`: what the opened sections will be."""

    unit: Unit
    phase: int
    state: str = SectionState.COUNTED
    opens: list[plugins.Module] = field(default_factory=list)
    reopens: list[Section] = field(default_factory=list)
    closes: list[Section] = field(default_factory=list)
    keeps: list[Section] = field(default_factory=list)

    @property
    def opened_names(self) -> list[str]:
        return [module.name_for(self.unit.kind) for module in self.opens]

    def __bool__(self):
        return bool(self.opens or self.reopens or self.closes)


def preset(kind: str, phase: int) -> list[plugins.Module]:
    """The modules of a unit of this kind in this phase, in the order of the boards; none that are `optional`."""
    scope = "committee" if kind == Unit.COMMITTEE else "branch"
    return [module for module in plugins.modules() if not module.optional and module.scopes.get(scope, 99) <= phase]


def plan(unit: Unit, phase: int, *, state: str = SectionState.COUNTED, day: datetime.date | None = None) -> Plan:
    """What `apply` would do on `day` (today). Sections of modules that no preset has are never touched.

    Raises ValidationError for a phase or state that there is not.
    """
    if phase not in PHASES:
        raise ValidationError({"phase": _("没有第%(phase)s期；可选第1期或第2期。") % {"phase": phase}})
    if state not in (SectionState.TRIAL, SectionState.COUNTED):
        raise ValidationError({"state": _("开设的栏目只能是试运行或计入。")})
    found = Plan(unit, phase, state)
    wanted = {module.label: module for module in preset(unit.kind, phase)}
    of_presets = {module.label for module in preset(unit.kind, max(PHASES))}
    there = {
        section.module: section
        for section in Section.objects.child_of(unit).prefetch_related("states").order_by("path")
    }
    for label, module in wanted.items():
        section = there.get(label)
        if section is None:
            found.opens.append(module)
        elif section.state_on(day) == SectionState.CLOSED:
            found.reopens.append(section)
        else:
            found.keeps.append(section)
    for label, section in there.items():
        if label in of_presets - wanted.keys() and section.state_on(day) != SectionState.CLOSED:
            found.closes.append(section)
    return found


@transaction.atomic
def apply(
    unit: Unit, phase: int, *, state: str = SectionState.COUNTED, since: datetime.date | None = None, by=None
) -> Plan:
    """Bring the unit to the preset of this phase from `since` (today) on; what was done. Again: changes nothing.

    Raises ValidationError when a section has changed after `since`, or for values that there are not.
    """
    todo = plan(unit, phase, state=state, day=since)
    open_sections(unit, [module.label for module in todo.opens], state=state, since=since, by=by)
    for section in todo.reopens:
        set_section_state(section, state, since=since, by=by)
    for section in todo.closes:
        set_section_state(section, SectionState.CLOSED, since=since, by=by)
    return todo
