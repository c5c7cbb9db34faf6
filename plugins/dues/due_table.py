"""The due table: which items units owe in these periods, and what satisfied them as of a day (`cms.seams.dues`)."""

import bisect
import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models.functions import Length, Substr
from django.utils import timezone

from cms.periods import bounds, periods
from cms.seams.dues import DueItem
from cms.tree import Section, SectionState

from .duties import Duty, duties
from .models import DueClaim, NilReturn

__all__ = ["blanks", "due_items", "end_of", "section_states", "state_on"]


@dataclass(frozen=True)
class Claim:
    """A row of the ledger as it stood: `published` or still with its reviewers."""

    page_id: int
    occurred_on: datetime.date
    submitted_on: datetime.date
    published: bool


@dataclass(frozen=True)
class Slot:
    """A duty in one of its periods: what is the same for all units."""

    duty: Duty
    period: str
    ends: datetime.date
    due_on: datetime.date


def due_items(
    units: Sequence, since: datetime.date, until: datetime.date, as_of: datetime.date | None = None
) -> list[DueItem]:
    """As `cms.seams.dues.due_items` says. Three queries, however many units.

    A period is owed when its section was counted (计入) on the period's last day: what is switched on later asks nothing of the
    periods that ended before, and what is closed or back on trial by then owes nothing of the running one.
    """
    as_of = as_of or timezone.localdate()
    units = [unit for unit in units if not unit.practice]
    slots = {kind: _slots(kind, since, until) for kind in {unit.kind for unit in units}}
    if not any(slots.values()):
        return []
    wanted = {slot.period for found in slots.values() for slot in found}
    states = section_states(units, as_of)
    claims = _claims(units, wanted, as_of)
    nils = _nil_returns(units, wanted, as_of)
    found: list[DueItem] = []
    for unit in units:
        own = states.get(unit.pk, {})
        for slot in slots[unit.kind]:
            if state_on(own.get(slot.duty.module, ()), slot.ends) == SectionState.COUNTED:
                key = (unit.pk, slot.duty.target, slot.period)
                found += _items(unit.pk, slot, claims.get(key, ()), nils.get(key))
    return found


def end_of(day: datetime.date) -> datetime.datetime:
    """The moment at which the day is over, on the local clock."""
    following = datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time())
    return timezone.make_aware(following)


def _slots(kind: str, since: datetime.date, until: datetime.date) -> list[Slot]:
    found = []
    for duty in duties(kind):
        for period in periods(duty.interval, since, until):
            found.append(Slot(duty, period, bounds(period)[1], duty.last_day(period)))
    return found


States = Sequence[tuple[datetime.date, str]]


def section_states(units: Sequence, as_of: datetime.date) -> dict[int, dict[str, States]]:
    """{unit: {module: its section's states as (since, state), in order}} as they were known at the end of `as_of`. One query.

    What was decided later is left out, but for what reached back when it was decided: a section's first opening may lie in the
    past, for a unit has had its meetings before it had this site.
    """
    by_path = {unit.path: unit.pk for unit in units}
    rows = (
        SectionState.objects.annotate(above=Substr("section__path", 1, Length("section__path") - Section.steplen))
        .filter(above__in=list(by_path), section__live=True)
        .order_by("since", "pk")
        .values_list("above", "section__module", "since", "state", "decided_at")
    )
    found: dict[int, dict[str, list]] = {unit: defaultdict(list) for unit in by_path.values()}
    after = end_of(as_of)
    for above, module, since, state, decided_at in rows:
        if decided_at < after or timezone.localdate(decided_at) > since:
            found[by_path[above]][module].append((since, state))
    return found


def state_on(states: States, day: datetime.date) -> str:
    """The state on this day; closed before the section was first opened."""
    if len(states) == 1:
        return states[0][1] if states[0][0] <= day else SectionState.CLOSED
    place = bisect.bisect_right(states, day, key=lambda one: one[0])
    return states[place - 1][1] if place else SectionState.CLOSED


def _claims(units, wanted: set[str], as_of: datetime.date) -> dict[tuple[int, str, str], list[Claim]]:
    """What counts for each item (unit, target, period), in the order in which it was submitted."""
    after = end_of(as_of)
    rows = DueClaim.objects.filter(period__in=wanted, submitted_on__lte=as_of)
    rows = _of(rows, units).order_by("submitted_on", "occurred_on", "page_id", "release_id")
    found: dict[tuple[int, str, str], list[Claim]] = defaultdict(list)
    for unit, target, period, page, occurred_on, submitted_on, published_at, ended_at in rows.values_list(
        "unit_id", "target", "period", "page_id", "occurred_on", "submitted_on", "published_at", "ended_at"
    ):
        if ended_at is None or ended_at >= after:
            published = published_at is not None and published_at < after
            found[unit, target, period].append(Claim(page, occurred_on, submitted_on, published))
    return found


def _nil_returns(units, wanted: set[str], as_of: datetime.date) -> dict[tuple[int, str, str], NilReturn]:
    """The nil return that stood for an item at the end of that day, confirmed or not."""
    after = end_of(as_of)
    found = {}
    for one in _of(NilReturn.objects.filter(period__in=wanted, stated_at__lt=after), units):
        if one.ended_at is None or one.ended_at >= after:
            if one.confirmed_at and one.confirmed_at >= after:
                one.confirmed_at = None
            found[one.unit_id, one.target, one.period] = one
    return found


# With more units than this a list of ids costs a database more than reading what belongs to others
MOST_NAMED = 2000


def _of(rows, units):
    return rows.filter(unit_id__in=[unit.pk for unit in units]) if len(units) <= MOST_NAMED else rows


def _items(unit_id: int, slot: Slot, claims: Sequence[Claim], nil: NilReturn | None) -> list[DueItem]:
    """The items of one slot, so many as its duty asks for. The first record that was submitted satisfies the first of them, and
    so on; further ones stand with the last and earn nothing. A page is one record, however often it was published."""
    duty = slot.duty
    published = _first_of_each_page(claim for claim in claims if claim.published)
    waiting = _first_of_each_page(claim for claim in claims if not claim.published)
    known = {claim.page_id for claim in published}
    waiting = [claim for claim in waiting if claim.page_id not in known]
    items = []
    for number in range(1, duty.min_items + 1):
        own = published[number - 1 :] if number == duty.min_items else published[number - 1 : number]
        records, by_nil, submitted_on, due_on, waits = (), False, None, slot.due_on, None
        if own:
            records = tuple(claim.page_id for claim in own)
            submitted_on = own[0].submitted_on
            due_on = duty.due_on(slot.period, own[0].occurred_on)
        elif nil is not None and nil.confirmed_at is not None:
            by_nil, submitted_on = True, timezone.localdate(nil.stated_at)
        elif number - 1 - len(published) < len(waiting):
            waits = waiting[number - 1 - len(published)].submitted_on
        items.append(
            DueItem(
                unit_id,
                duty.module,
                duty.target,
                duty.label,
                slot.period,
                number,
                due_on,
                duty.kind,
                duty.rule,
                records,
                by_nil,
                submitted_on,
                waits,
            )
        )
    return items


def _first_of_each_page(claims) -> list[Claim]:
    found: dict[int, Claim] = {}
    for claim in claims:
        found.setdefault(claim.page_id, claim)
    return list(found.values())


def blanks(units: Sequence, as_of: datetime.date | None = None) -> list[tuple[int, str, datetime.date]]:
    """As `cms.seams.dues.blanks` says."""
    from .blank import blanks as found

    return found(units, as_of)
