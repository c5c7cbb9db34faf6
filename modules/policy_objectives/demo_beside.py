"""What stands beside the demo's objectives: closed months, catchball in the words of both sides, revised targets, evidence.

`write(world, settled, published)` is the contract with `plugins.demo`: called once, after the records are there; `published` are
(the world's record, its page). It writes what the module's own actions would have left, at the moments of the world's year.
"""

import datetime
from collections import defaultdict

from django.utils import timezone
from wagtail.models import PageLogEntry

from cms.months import figures

from .catchball import TALK
from .demo import REVISION, first_must
from .evidence import LINK
from .ledger import Evidence, MonthClosing, Negotiation, TargetVersion
from .models import ObjectiveRecord
from .months import CLOSE, REOPEN, unexplained
from .status import MILESTONE
from .targets import values_of

LABEL = "policy_objectives"
DAY = datetime.timedelta(days=1)
# Which modules' records bear on an objective, by its dimension (领域); rules are what a practice was made into
BEARING = {
    "thought": ("theory_study", "theme_party_day", "three_meetings_one_lesson"),
    "organisation": ("three_meetings_one_lesson", "theme_party_day", "organizational_life_meeting"),
    "style": ("vanguard_role", "clean_governance", "ideological_work"),
    "discipline": ("clean_governance", "committee_meetings"),
    "system": ("three_meetings_one_lesson", "rules_and_duties"),
    "service_production": ("vanguard_role", "key_tasks", "featured_work", "committee_meetings"),
    "mass_work": ("ideological_work", "opinions", "mass_organizations"),
}
TALKS = (
    ("建议必达{must}、挑战{stretch}，与厂里年度质量和成本计划一致，请支部研究。", "proposed", "committee", 1),
    (
        "支委会讨论过：必达可以承诺；挑战目标要等设备检修排定，建议上半年先按必达推进，请党委协调检修窗口。",
        "countered",
        "branch",
        3,
    ),
    ("同意支部意见，检修窗口由设备部门排定，挑战目标不变，年中再评估。", "agreed", "committee", 5),
    ("支部承诺按此执行，每月5日前报实绩。", "agreed", "branch", 6),
)
# Of those that were revised, counted from the day of the revision
REVISING = (
    (f"{REVISION}", "revised", "committee", 0),
    ("支部确认修订后的必达目标，检修完成前每周通报一次。", "agreed", "branch", 1),
    ("确认修订，修订原因和原目标值在看板公布。", "agreed", "committee", 2),
)
REOPENED = "支部核对台账，发现该月少计一班次，经书记说明后重新打开更正。"


def write(world, settled, published) -> None:
    own = [(record, page) for record, page in published if record.module == LABEL]
    if not own:
        return
    _close(world, settled, own)
    _talk(world, settled, own)
    _revise(own)
    _link(world, settled, own, published)


def _moment(day: datetime.date, hour: int = 10) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour, 20)))


def _noted(page, action: str, user, at, **data) -> PageLogEntry:
    """An entry of the page's history, unsaved."""
    return PageLogEntry(
        page_id=page.pk,
        content_type=page.cached_content_type,
        label=page.title,
        action=action,
        timestamp=at,
        user=user,
        data=data,
    )


def _close(world, settled, own) -> None:
    """By the Party office, in the days after the figures were published; the last month waits to be closed."""
    office = world.committee.with_role("party_office")[0]
    person, user = settled.person(office), settled.user(office)
    sets: dict[tuple[str, int], list] = defaultdict(list)
    for record, page in own:
        sets[record.unit, page.year].append(page)
    closings, entries = [], []
    for (code, year), pages in sets.items():
        unit = settled.units[code]
        # one that is still on its way would have its figures refused
        if ObjectiveRecord.objects.child_of(settled.sections[code, LABEL]).filter(year=year).count() != len(pages):
            continue
        last = max(
            month for page in pages for month in range(1, 13) if figures(page.monthly_actual)[month - 1] is not None
        )
        for month in range(1, last + (1 if year < world.last.year else 0)):
            at = _moment(datetime.date(year + month // 12, month % 12 + 1, 12))
            if unexplained(pages, month) or at.date() >= world.today:
                continue
            closing = MonthClosing(unit=unit, year=year, month=month, closed_at=at, closed_by=person)
            entries.append(_noted(unit, CLOSE, user, at, year=year, month=month))
            if month == last - 1 and unit is settled.units[world.units[-1].code] and year == world.last.year:
                again = at + DAY
                if again.date() < world.today:
                    closing.reopened_at, closing.reopened_by, closing.reason = again, person, REOPENED
                    entries.append(_noted(unit, REOPEN, user, again, year=year, month=month, reason=REOPENED))
            closings.append(closing)
    MonthClosing.objects.bulk_create(closings)
    PageLogEntry.objects.bulk_create(entries)


def _talk(world, settled, own) -> None:
    """The first objective of each branch, talked about in the days after it was published."""
    office = world.committee.with_role("party_office")[0]
    steps, entries = [], []
    for record, page in own:
        unit = world.by_code[record.unit]
        if unit.kind == "committee" or not page.code.endswith("-01"):
            continue
        first = (record.first_times or record.times).final.date()
        talk = [(words, step, side, first + after * DAY) for words, step, side, after in TALKS]
        must = page.must_target
        if page.catchball_state == "revised":
            day = datetime.date(page.year, 4, 14)
            must = first_must(must, page.stretch_target)
            talk += [(words, step, side, day + after * DAY) for words, step, side, after in REVISING]
        for words, step, side, day in talk:
            at = _moment(day, 15)
            if at.date() >= world.today:
                break
            who = office if side == "committee" else unit.secretary
            names_them = step in ("proposed", "revised")
            named = (
                {"must": page.must_target if step == "revised" else must, "stretch": page.stretch_target}
                if names_them
                else {}
            )
            taken = Negotiation(
                objective_id=page.pk, step=step, side=side, person=settled.person(who), at=at,
                words=words.format(must=must, stretch=page.stretch_target),
                role="party_office" if side == "committee" else "secretary", **named,
            )  # fmt: skip
            steps.append(taken)
            entries.append(_noted(page, TALK, settled.user(who), at, step=step, side=side, words=taken.words))
    Negotiation.objects.bulk_create(steps)
    PageLogEntry.objects.bulk_create(entries)


def _revise(own) -> None:
    """Those that say they were revised: what they were first, and what they are since."""
    versions = []
    for record, page in own:
        now = values_of(page)
        first = (record.first_times or record.times).final
        if page.catchball_state != "revised" or page.direction == MILESTONE:
            continue
        original = now | {
            "must_target": first_must(page.must_target, page.stretch_target),
            "monthly_must": [
                first_must(*pair) for pair in zip(now["monthly_must"], now["monthly_stretch"], strict=True)
            ],
        }
        at = _moment(datetime.date(page.year, 4, 16), 16)
        versions.append(TargetVersion(objective_id=page.pk, values=original, at=timezone.make_aware(first)))
        versions.append(TargetVersion(objective_id=page.pk, values=now, reason=REVISION, at=at))
    TargetVersion.objects.bulk_create(versions)


def _link(world, settled, own, published) -> None:
    """One record of the unit a month that bears on the objective, for the last half-year; and for rules, what was made of it."""
    known: dict[tuple[str, str], list] = defaultdict(list)
    for record, page in published:
        if page.live:
            known[record.unit, record.module].append((record.occurred_on, page))
    links, entries = [], []
    for record, objective in own:
        drafter = record.drafter
        rng = world.rng("evidence", record.unit, objective.code, objective.year)
        by_month: dict[int, list[int]] = {}
        for module in BEARING[objective.dimension]:
            for day, page in known[record.unit, module]:
                if day.year == objective.year and (module == "rules_and_duties" or rng.random() < 0.5):
                    by_month.setdefault(day.month, [])
                    if len(by_month[day.month]) < 2:
                        by_month[day.month].append(page.pk)
        for month, records in sorted(by_month.items()):
            at = min(_moment(datetime.date(objective.year + month // 12, month % 12 + 1, 4), 9), _moment(world.last, 9))
            links += [
                Evidence(objective_id=objective.pk, record_id=pk, month=month, person=settled.person(drafter), at=at)
                for pk in records
            ]
            entries.append(_noted(objective, LINK, settled.user(drafter), at, month=month, records=records))
    Evidence.objects.bulk_create(links)
    PageLogEntry.objects.bulk_create(entries)
