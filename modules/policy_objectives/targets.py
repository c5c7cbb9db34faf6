"""Changes of published targets: each dated, with its reason, the original kept and shown (colours tempt people to move targets)."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.months import figures

from .ledger import TargetVersion

__all__ = ["Change", "as_published", "change_faults", "changes", "differing", "note", "values_of"]

# What was agreed on, by the names of the columns: whoever moves one of these moves the target
AGREED = (
    "must_target", "stretch_target", "must_target_high", "stretch_target_high", "monthly_must", "monthly_stretch", "weight",
    "direction", "aggregation", "indicator", "unit_of_measure",
)  # fmt: skip
SERIES = ("monthly_must", "monthly_stretch")


@dataclass(frozen=True)
class Change:
    """One column of one change. `before`, `after`: as readers write them."""

    record_id: int
    at: datetime.datetime
    name: str
    label: str
    before: str
    after: str
    reason: str

    @property
    def words(self) -> str:
        return f"{self.label}：{self.before or '—'} → {self.after or '—'}"


def values_of(objective) -> dict:
    """What was agreed on, as plain data that is equal for equal targets: 97 and 97.0 are the same."""
    found = {}
    for name in AGREED:
        value = getattr(objective, name)
        if name in SERIES:
            plan = [None if one is None else _plain(one) for one in figures(value)]
            found[name] = plan if any(one is not None for one in plan) else []
        elif isinstance(value, str):
            found[name] = value.strip()
        else:
            found[name] = None if value is None else _plain(value)
    return found


def _plain(number) -> str:
    # a form's form, so that 120.0000 of a column and 120 of a draft are one figure, and 0 is not 0E+1
    return f"{number.normalize():f}"


def differing(before: dict, after: dict) -> list[str]:
    return [name for name in AGREED if before.get(name) != after.get(name)]


def as_published(objective) -> dict | None:
    """The targets that readers were last told, None of what was never published. From the database, whatever a draft says."""
    version = TargetVersion.objects.filter(objective_id=objective.pk).order_by("-pk").first()
    if version is not None:
        return version.values
    live = type(objective).objects.filter(pk=objective.pk, live=True).first()
    return values_of(live) if live else None


def change_faults(objective) -> dict:
    """A changed target has a reason (更正说明) of its own, and is a revision once both sides have agreed."""
    before = as_published(objective) if objective.pk else None
    if before is None or not (names := differing(before, values_of(objective))):
        return {}
    errors = {}
    told, state = _told(objective)
    words = "；".join(
        f"{_label(type(objective), name)} {_words(before.get(name), name)} → {_words(values_of(objective)[name], name)}"
        for name in names
    )
    if objective.correction_note.strip() in ("", told):
        errors["correction_note"] = _("已发布的目标有改动（%(words)s），须在更正说明中写明这一次调整的原因。") % {
            "words": words
        }
    if state in ("agreed", "revised") and objective.catchball_state != "revised":
        errors["catchball_state"] = _("双方确认之后再改目标，目标协商状态须为“中期修订”。")
    return errors


def _told(objective) -> tuple[str, str]:
    """The reason that readers were last given, which is none for another change, and the state that they were told. Of what was
    withdrawn the row holds the draft, so that its last version speaks."""
    row = (
        type(objective).objects.filter(pk=objective.pk).values_list("live", "correction_note", "catchball_state").get()
    )
    if row[0]:
        return row[1].strip(), row[2]
    return TargetVersion.objects.filter(objective_id=objective.pk).order_by("-pk").first().reason, row[2]


def note(objective, before: dict | None, first_published_at) -> None:
    """Keep what this publication says of the targets, if it is anything new. Called in the transaction that publishes.

    before: `values_of()` what was live until now, None when nothing was.
    """
    now = values_of(objective)
    last = TargetVersion.objects.filter(objective_id=objective.pk).order_by("-pk").first()
    if last is None and before is not None and before != now:
        # published before versions were kept: what is being replaced is the original
        last = TargetVersion.objects.create(
            objective_id=objective.pk, values=before, at=first_published_at or timezone.now()
        )
    if last is None and before is None or last is not None and last.values != now:
        reason = objective.correction_note.strip() if last is not None else ""
        TargetVersion.objects.create(objective_id=objective.pk, values=now, reason=reason)


def changes(model, record_ids: Iterable[int]) -> dict[int, list[Change]]:
    """{record: its changes, the newest first}, one query. Whether the reader sees the record, the caller has asked."""
    versions: dict[int, list[TargetVersion]] = {}
    for version in TargetVersion.objects.filter(objective_id__in=list(record_ids)).order_by("pk"):
        versions.setdefault(version.objective_id, []).append(version)
    found = {}
    for pk, each in versions.items():
        made = [
            Change(
                pk, after.at, name, _label(model, name), _words(before.values.get(name), name),
                _words(after.values.get(name), name), after.reason,
            )
            for before, after in zip(each, each[1:], strict=False)
            for name in differing(before.values, after.values)
        ]  # fmt: skip
        if made:
            found[pk] = made[::-1]
    return found


def _label(model, name: str) -> str:
    return str(model._meta.get_field(name).verbose_name)


def _words(value, name: str) -> str:
    from .models import AGGREGATIONS, DIRECTIONS

    if name in SERIES:
        plan = ["—" if one is None else one for one in value or []]
        return _("每月 %(figure)s") % {"figure": plan[0]} if len(set(plan)) == 1 else "、".join(plan)
    choices = {"direction": DIRECTIONS, "aggregation": AGGREGATIONS}.get(name)
    return str(dict(choices).get(value, value) if choices else value or "")
