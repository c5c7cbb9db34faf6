"""What a unit of a kind owes and how often: the modules' cadences, one `Duty` for each thing that must be recorded."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms import plugins
from cms.days import working_days_after
from cms.periods import KINDS, bounds, period_of
from cms.tree import also

__all__ = ["Duty", "by_target", "duties", "own_target"]

KIND_NAMES = {
    "statutory": gettext_lazy("制度规定"),
    "customary": gettext_lazy("通行做法"),
    "default": gettext_lazy("平台默认"),
}


@dataclass(frozen=True)
class Duty:
    """`min_items` records of this target in every period of `interval` (month, quarter, half_year, year).

    target: as in `Record.also_counts`. standing: satisfied by a newly approved revision. The rest as in `cms.plugins.Cadence`.
    """

    module: str
    target: str
    label: str
    interval: str
    kind: str
    min_items: int
    after: str
    days: int
    working_days: bool
    standing: bool
    rule: str

    def last_day(self, period: str) -> datetime.date:
        """The last day on which a submission for this period is on time, if no fact of it asks for an earlier one."""
        return _plus(bounds(period)[1], self.days, self.working_days)

    def due_on(self, period: str, occurred_on: datetime.date) -> datetime.date:
        """The same for a record of that day: where the cadence counts from the event, within so many days of it."""
        last = self.last_day(period)
        return min(last, _plus(occurred_on, self.days, self.working_days)) if self.after == "event" else last

    def period_of(self, occurred_on: datetime.date, stated: str, submitted_on: datetime.date) -> str:
        """The period whose item a record satisfies; '' for none.

        Of an event: the period of its date (a meeting of March is none of February, whatever is stated). Of a report: the
        period that it says it is about; where that is longer, the date of the fact places it within. Of a standing record:
        the one whose due date comes next after the submission, so that each revision counts for exactly one.
        """
        if self.standing:
            return self._next_due(submitted_on)
        if self.after == "event":
            return period_of(occurred_on, self.interval)
        try:
            first, last = bounds(stated)
        except ValidationError:
            return period_of(occurred_on, self.interval)
        return period_of(min(max(occurred_on, first), last), self.interval)

    def _next_due(self, day: datetime.date) -> str:
        period = period_of(day, self.interval)
        while self.last_day(period) < day:
            period = period_of(bounds(period)[1] + datetime.timedelta(days=1), self.interval)
        while (before := self._before(period)) and self.last_day(before) >= day:
            period = before
        return period

    def _before(self, period: str) -> str:
        return period_of(bounds(period)[0] - datetime.timedelta(days=1), self.interval)


def _plus(day: datetime.date, days: int, working: bool) -> datetime.date:
    return working_days_after(day, days) if working else day + datetime.timedelta(days=days)


def duties(kind: str) -> list[Duty]:
    """What every unit of this kind owes with the modules that it may have, in the order of the boards."""
    scope = "committee" if kind == "committee" else "branch"
    labels = {target: label for _module, target, label in also.targets(kind)}
    return [
        _duty(module, target, labels[target], values)
        for module in plugins.modules()
        if module.cadence and module.model and module.is_for(kind)
        for target, values in _parts(module)
        if _is_owed(module.cadence, values) and values.get("applies_to", scope) == scope
    ]


def by_target() -> dict[str, Duty]:
    """{target: its duty} of all modules, whoever owes it."""
    return {duty.target: duty for kind in ("committee", "branch") for duty in duties(kind)}


def own_target(module: plugins.Module, values: dict) -> str:
    """What a record of this module with these field values counts as by itself (`cms.tree.also`, of stored content)."""
    for field, choices in (module.cadence.by_field_value if module.cadence else {}).items():
        if (choice := str(values.get(field))) in choices:
            return f"{module.label}:{field}={choice}"
    return module.label


def _parts(module) -> list[tuple[str, dict]]:
    """(target, what replaces the cadence's own values)."""
    parts = [
        (f"{module.label}:{field}={choice}", values)
        for field, choices in module.cadence.by_field_value.items()
        for choice, values in choices.items()
    ]
    return parts or [(module.label, {})]


def _is_owed(cadence, values: dict) -> bool:
    """Whether there is an interval and a number: what comes by event (or is only welcome) is never due."""
    return values.get("interval", cadence.interval) in KINDS and values.get("min_items", cadence.min_items) > 0


def _duty(module, target: str, label: str, values: dict) -> Duty:
    cadence = module.cadence
    kind = values.get("kind", cadence.kind)
    return Duty(
        module=module.label,
        target=target,
        label=label,
        interval=values.get("interval", cadence.interval),
        kind=kind,
        min_items=values.get("min_items", cadence.min_items),
        after=cadence.after,
        days=cadence.days,
        working_days=cadence.working_days,
        standing=module.standing,
        rule=_rule(module, kind),
    )


def _rule(module, kind: str) -> str:
    """制度规定：《中国共产党支部工作条例(试行)》第12、13条；会后7日内上传."""
    sources = "、".join(
        f"《{source.title}》"
        + (_("第%(article)s条") % {"article": _articles(source.article)} if source.article else "")
        for source in module.sources
    )
    return f"{KIND_NAMES[kind]}：" + "；".join(filter(None, [sources, module.cadence.due]))


def _articles(article: str) -> str:
    """11-14, 16 as a Chinese text writes it: 11–14、16."""
    return "、".join(part.strip() for part in article.split(",")).replace("-", "–")
