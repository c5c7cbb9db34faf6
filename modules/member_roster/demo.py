"""党员名册 for the demo: one record of each member of a branch, and the committee's totals.

`records(world, unit)` is the contract with `plugins.demo`: it yields plain data (`plugins.demo.world.record`) made with the
functions that `unit` offers, and imports nothing of the plugin.
"""

import datetime
from collections.abc import Iterator

YEAR = datetime.timedelta(days=366)
EDUCATION = ("高中", "中专", "技校", "大专", "大专", "大学本科", "大学本科", "硕士研究生")
COLLEGE = frozenset({"大专", "大学本科", "硕士研究生"})


def records(world, unit) -> Iterator:
    """As of the last half-year's reconciliation; standing records, so that further laps add none."""
    if world.lap:
        return
    day = _reconciled(world, unit)
    if day is None:
        return
    if unit.kind == "committee":
        yield _totals(world, unit, day)
        return
    group_of = {person: group.name for group in unit.groups for person in group.members}
    for person in unit.members_on(day):
        yield _member(unit, person, day, group_of.get(person, ""))


def _reconciled(world, unit) -> datetime.date | None:
    """A working day in the first half of the last January or July."""
    first = datetime.date(world.last.year, 7 if world.last.month > 7 else 1, 4)
    if first > world.last:
        first = datetime.date(world.last.year - 1, 7, 4)
    return unit.working_day(unit.rng("reconciled"), first, first.replace(day=14))


def life(unit, person, day) -> dict:
    """What is known of this person beside the name: the same whoever asks, so that rows and totals agree."""
    rng = unit.rng("life", person.staff_number)
    if person.status == "probationary":
        joined, confirmed = _admitted_on(unit, person), None
    else:
        joined = day - datetime.timedelta(days=rng.randint(800, 9000))
        confirmed = joined + YEAR + datetime.timedelta(days=rng.randint(0, 12))
    age = rng.randint(20, 30) if person.status == "probationary" else rng.randint(24, 34)
    born = joined.year - age
    return {
        "joined_on": joined,
        "confirmed_on": confirmed,
        "education": rng.choice(EDUCATION),
        "birth_month": f"{born}-{rng.randint(1, 12):02}",
        "phone": str(rng.randint(6000, 6999)),
        "is_mobile_member": rng.random() < 0.03,
    }


def _admitted_on(unit, person) -> datetime.date:
    """The day of the vote on a probationary member: development files draw the same one from the same key."""
    day = unit.world.last - datetime.timedelta(days=unit.rng("admitted", person.staff_number).randint(200, 340))
    return day - datetime.timedelta(days=max(day.weekday() - 4, 0))


def _member(unit, person, day, group):
    known = life(unit, person, day)
    return unit.record(
        f"{person.name}党员登记",
        day,
        {
            "member": person,
            "gender": person.sex,
            "membership_status": person.status,
            "party_group": group,
            "party_post": person.post,
            "workplace": person.job,
            **known,
        },
        summary=f"{group or unit.title}党员，{person.job}岗位；已与党内统计核对。",
        tags=("党员名册",),
        contains_personal_data=True,
    )


def _totals(world, unit, day):
    rows = [_row(other, day) for other in world.units]
    full, probationary = (sum(row[name] for row in rows) for name in ("full", "probationary"))
    return unit.record(
        f"党员队伍汇总（{day.year}年{day.month}月核对）",
        day,
        {},
        rows={"totals": rows},
        summary=f"全厂正式党员{full}人、预备党员{probationary}人，各单位数字与党内统计半年报口径一致。",
        body=[("rich_text", "<p>各支部名册由组织委员逐人核对，党务室按单位汇总；只公布数字，不公布个人信息。</p>")],
        tags=("党员队伍",),
        source_kind="statistics",
        source_ref="党内统计半年报",
    )


def _row(other, day) -> dict:
    members = other.members_on(day)
    known = [life(other, person, day) for person in members]
    return {
        "unit": other,
        "full": len([person for person in members if person.status == "full"]),
        "probationary": len([person for person in members if person.status == "probationary"]),
        "women": len([person for person in members if person.sex == "female"]),
        "under_35": len([one for one in known if day.year - int(one["birth_month"][:4]) < 35]),
        "college": len([one for one in known if one["education"] in COLLEGE]),
        "mobile": len([one for one in known if one["is_mobile_member"]]),
    }
