"""What is known of units in a quarter, out of the database: a fixed number of queries, however many units."""

import datetime
from collections import defaultdict
from dataclasses import replace

from django.db.models import F, Q
from django.db.models.functions import MD5
from django.utils import timezone

from cms import plugins
from cms.delivery.models import Document, Withdrawal
from cms.moderation.models import Release, Review
from cms.periods import bounds, months_of
from cms.seams.dues import blanks, due_items
from cms.seams.events import coded_events
from cms.tree import Section, SectionState, Unit

from .models import DrawnItem, ItemScore
from .tally import Fact, Facts

__all__ = ["corrections", "gather", "in_quarter", "moments", "returns", "units_of"]


def moments(since: datetime.date, until: datetime.date) -> tuple[datetime.datetime, datetime.datetime]:
    """The first moment of `since` and the first after `until`, of the local clock."""
    first = datetime.datetime.combine(since, datetime.time.min)
    after = datetime.datetime.combine(until + datetime.timedelta(days=1), datetime.time.min)
    return timezone.make_aware(first), timezone.make_aware(after)


def in_quarter(quarter: str, prefix: str = "") -> Q:
    """A filter on records (their period and day of the fact at `prefix`): a month's or the quarter's records by their
    period, those of half a year or longer by the day of the fact."""
    since, until = bounds(quarter)
    years = [str(year) for year in range(since.year - 1, since.year + 2)]
    longer = [*years, *(f"{year}H{half}" for year in years for half in (1, 2))]
    short = Q(**{f"{prefix}period__in": [*months_of(quarter), quarter]})
    return short | Q(**{f"{prefix}period__in": longer, f"{prefix}occurred_on__range": (since, until)})


def units_of(committee: Unit, quarter: str) -> list[Unit]:
    """The units whose quarter this committee closes, itself among them, in the order of the tree: those that had a
    module by then. Practice units never."""
    until = bounds(quarter)[1]
    paths = SectionState.objects.filter(since__lte=until, section__path__startswith=committee.path)
    above = {path[: -Section.steplen] for path in paths.values_list("section__path", flat=True)}
    units = Unit.objects.live().filter(committee_id=committee.pk, practice=False).order_by("path").defer("body")
    return [unit for unit in units if unit.path in above]


def gather(
    committee: Unit, units: list[Unit], quarter: str, at: datetime.datetime, cut: datetime.datetime | None = None
) -> dict[int, Facts]:
    """{unit id: facts} as they stood at `at`. cut: what was submitted later than this is left out (`at`): a supplement
    takes in what had been submitted by the freeze, and was only published since."""
    cut = cut or at
    since, until = bounds(quarter)
    wanted = {unit.pk for unit in units}
    found = {unit.pk: Facts() for unit in units}
    counted = _counted(committee, since, until)
    for unit, page in _submitted(wanted, quarter, cut):
        found[unit].submitted.add(page)
    records = defaultdict(list)
    for unit, fact in _records(wanted, quarter, at, counted):
        if fact.published_at <= cut or fact.record_id in found[unit].submitted:
            records[unit].append(fact)
    for unit, facts in records.items():
        found[unit].records = facts
    for unit, page, reasons in returns(wanted, since, until):
        found[unit].returned[page] += 1
        found[unit].reasons.update(reasons)
    for unit, page, _day in corrections(wanted, since, until):
        found[unit].corrected[page] += 1
    dues = defaultdict(list)
    last = timezone.localdate(cut)
    for item in due_items(units, since, until, timezone.localdate(at)):
        dues[item.unit_id].append(_by(item, last))
    for unit, items in dues.items():
        found[unit].dues = items
    for event in coded_events(units, since, until):
        found[event.unit_id].events.append((event.code, event.record_id, event.on, event.note))
    empty = defaultdict(list)
    for unit, module, _since in blanks(units, until):
        empty[unit].append(module)
    for unit, modules in empty.items():
        found[unit].empty = sorted(modules)
    _quality(found, committee, quarter, at)
    return found


def _by(item, last: datetime.date):
    """The due item as it is without what was submitted after `last`."""
    late = item.satisfied and item.submitted_on is not None and item.submitted_on > last
    return replace(item, records=(), nil=False, submitted_on=None) if late else item


def _counted(committee: Unit, since: datetime.date, until: datetime.date) -> set[int]:
    """The sections that were counted (计入) on at least one day of the quarter."""
    states = SectionState.objects.filter(since__lte=until, section__path__startswith=committee.path)
    found, before = set(), {}
    for section, state, day in states.order_by("section", "since", "pk").values_list("section_id", "state", "since"):
        if day > since and before.get(section) == SectionState.COUNTED:
            found.add(section)
        before[section] = state
    return found | {section for section, state in before.items() if state == SectionState.COUNTED}


def _submitted(units: set[int], quarter: str, cut: datetime.datetime):
    """(unit, page) of records of this quarter that were submitted for review by `cut`."""
    releases = Release.objects.filter(unit__in=units, kind=Release.REVIEWED, opened_at__lte=cut)
    return releases.filter(in_quarter(quarter, "page__record__")).values_list("unit_id", "page_id").distinct()


def _records(units: set[int], quarter: str, at: datetime.datetime, counted: set[int]):
    """(unit, Fact) of records of this quarter that were published by `at`, and of those that were withdrawn since."""
    documents = Document.objects.filter(
        in_quarter(quarter), kind=Document.RECORD, unit__in=units, practice=False, release__kind=Release.REVIEWED
    ).filter(first_published_at__lte=at)
    rows = documents.order_by("page_id").annotate(likeness=MD5("text"))
    columns = ("unit_id", "page_id", "module", "section_id", "first_published_at", "occurred_on", "period", "likeness")
    for unit, page, module, section, published, day, period, likeness in rows.values_list(*columns):
        like = f"{module} {day} {period} {likeness}"
        yield unit, Fact(page, module, published, like, counted=section in counted)
    gone = Withdrawal.objects.filter(in_quarter(quarter, "page__record__"), unit__in=units, practice=False)
    gone = gone.filter(page__live=False, page__first_published_at__lte=at)
    for unit, page, module, published in gone.values_list(
        "unit_id", "page_id", "module", "page__first_published_at"
    ).order_by("page_id"):
        yield unit, Fact(page, module, published, "", withdrawn=True)


def returns(units, since: datetime.date, until: datetime.date):
    """(unit, page, coded reasons) of what came back from review in this time."""
    first, after = moments(since, until)
    reviews = Review.objects.filter(
        release__unit__in=units, decision=Review.RETURN, decided_at__gte=first, decided_at__lt=after
    )
    rows = reviews.order_by("decided_at", "pk").values_list("release__unit_id", "release__page_id", "reasons")
    return [(unit, page, list(reasons or ())) for unit, page, reasons in rows]


def corrections(units, since: datetime.date, until: datetime.date):
    """(unit, page, local day) of corrections (更正) that were published in this time; what is kept up to date (standing)
    has none."""
    first, after = moments(since, until)
    releases = Release.objects.filter(
        unit__in=units,
        kind=Release.REVIEWED,
        spent_at__gte=first,
        spent_at__lt=after,
        opened_at__gt=F("page__first_published_at"),
    )
    columns = ("unit_id", "page_id", "spent_at", "basis", "page__content_type__app_label")
    found = []
    for unit, page, moment, basis, label in releases.order_by("spent_at", "pk").values_list(*columns):
        module = plugins.find_module(label)
        if (basis or {}).get("correction") and module is not None and not module.standing:
            found.append((unit, page, timezone.localdate(moment)))
    return found


def _quality(found: dict[int, Facts], committee: Unit, quarter: str, at: datetime.datetime) -> None:
    drawn = DrawnItem.objects.filter(draw__committee=committee, draw__quarter=quarter)
    levels = defaultdict(dict)
    for unit, page in drawn.values_list("unit_id", "record_id"):
        if unit in found:
            found[unit].sampled.add(page)
    scores = ItemScore.objects.filter(
        in_quarter(quarter, "record__"), unit__in=set(found), kind=ItemScore.SECOND, scored_at__lte=at
    )
    for one in scores:
        levels[one.unit_id][one.record_id] = one.levels
    for unit, given in levels.items():
        found[unit].levels = given
