"""组织关系转接 for the demo: who came to a branch and who left it in the course of the year, and who was away for a time.

`records(world, unit)` is the contract with `plugins.demo`: it yields plain data (`plugins.demo.world.record`) made with the
functions that `unit` offers, and imports nothing of the plugin.
"""

import datetime
from collections import Counter
from collections.abc import Iterator

DAY = datetime.timedelta(days=1)
COMMITTEE = "江北车桥厂党委"
# Where members come from and go to: invented organisations outside of the works
ELSEWHERE = (
    "江州农机股份有限公司党委装配党支部",
    "江州铸造有限责任公司党委机加党支部",
    "滨江街道党工委白马山社区党支部",
    "江州职业技术学院党委机电系党支部",
    "临江齿轮箱有限公司党总支第二党支部",
    "江州轨道装备公司党委工艺技术党支部",
)
# (where to, why, from the unit's own trade)
AWAY = (
    ("集团公司电驱动桥生产基地临时党支部", "借调参加电驱动桥生产线前期建设", 4),
    ("集团公司党校脱产培训班临时党支部", "参加班组长师资培训", 3),
    ("集团公司西南售后服务站临时党支部", "驻站处理{product}售后服务", 5),
    ("江州职业技术学院产教融合基地临时党支部", "担任{process}实训指导教师", 4),
    ("集团公司质量攻关专项临时党支部", "参加{defect}专项攻关", 3),
    ("集团公司设备管理共享中心临时党支部", "支援{equipment}检修", 3),
)
NAMES = {"in": "组织关系转入登记", "out": "组织关系转出登记", "temporary": "临时组织关系登记"}
IN = (
    "因工作调入{workshop}，组织关系由原单位转来，编入{group}。",
    "调入{workshop}任{job}，经党委审核接收，编入{group}，已与党小组长见面。",
)
OUT = (
    "因工作调离，经党委审核同意转出；已在网上办理，纸质介绍信存根由组织委员保管。",
    "调往外单位工作，转出前已核对党费交纳和党员档案，手续在一周内办完。",
)
AFTER_OUT = ("党小组花名册和联系人同步调整。", "其负责的党员责任区已由党小组另行安排。", "流动党员台账同步更新。")
TEMPORARY = (
    "{why}，预计{months}个月，凭党员证明信参加对方组织生活，正式组织关系和党费仍在本支部。",
    "{why}，时间约{months}个月。党费由党小组长代收，每月向支部书面汇报一次思想和工作。",
)
WAITING = "对方回执尚未收到，组织委员每周催问一次。"


def records(world, unit) -> Iterator:
    """The year's transfers in the order of their days, numbered by calendar year; further laps add none, for who left has left."""
    if world.lap or unit.kind == "committee":
        return
    found = [*_came(world, unit), *_left(unit), *_away(world, unit)]
    numbers = Counter()
    for build, day, *rest in sorted(found, key=lambda one: one[1]):
        numbers[day.year] += 1
        yield build(unit, day, numbers[day.year], *rest)


def _came(world, unit) -> Iterator:
    for person in unit.members:
        if person.since > world.start:
            rng = unit.rng("came", person.staff_number)
            yield _in, _working_day_before(unit, person.since, rng.randint(3, 8), rng), person, rng


def _left(unit) -> Iterator:
    for person in unit.members:
        if person.until:
            rng = unit.rng("left", person.staff_number)
            yield _out, _working_day_before(unit, person.until, rng.randint(1, 4), rng), person, rng


def _away(world, unit) -> Iterator:
    """Two or three who are away for some months; of a general branch's few members one."""
    order = unit.rng("away")
    leaders = {group.leader for group in unit.groups}
    able = [
        one for one in unit.members if one.until is None and one.since < world.start and not (one.post and unit.groups)
    ]
    able = [one for one in able if one not in leaders and one is not unit.secretary]
    count = min(len(able), order.randint(2, 3) if unit.groups else 1)
    trips = order.sample(AWAY, count)
    part = (world.last - world.start) / max(count, 1)
    for number, (person, trip) in enumerate(zip(order.sample(able, count), trips, strict=True)):
        rng = unit.rng("away", person.staff_number)
        first = world.start + number * part + 8 * DAY
        if day := unit.working_day(rng, first, first + part - 16 * DAY):
            yield _temporary, day, person, rng, trip


def _in(unit, day, number, person, rng):
    group = next(group for group in unit.groups if person in group.members)
    voice = unit.voice("in", person.staff_number, group=group.name, job=person.job)
    came_from = rng.choice(ELSEWHERE)
    paid = _dues_day(unit, person.since)
    # The old branch collected for the month in which the new one did not
    month = person.since if paid is None or paid < person.since else _month_before(person.since)
    return _record(
        unit, "in", day, number, person, rng, came_from, _here(unit), month, _receipt(unit, person.since, 0, rng),
        voice.say(rng.choice(IN)),
    )  # fmt: skip


def _out(unit, day, number, person, rng):
    paid = _dues_day(unit, person.until)
    month = person.until if paid and paid <= person.until else _month_before(person.until)
    goes_to = rng.choice([one for one in ELSEWHERE if "学院" not in one])
    text = rng.choice(OUT) + rng.choice(AFTER_OUT)
    receipt = _receipt(unit, day, rng.randint(2, 6), rng)
    return _record(unit, "out", day, number, person, rng, _here(unit), goes_to, month, receipt, text)


def _temporary(unit, day, number, person, rng, trip):
    goes_to, why, months = trip
    voice = unit.voice("away", person.staff_number, months=str(months))
    voice.know(why=voice.say(why))
    paid = _dues_day(unit, day)
    month = day if paid and paid <= day else _month_before(day)
    receipt = _receipt(unit, day, rng.randint(2, 7), rng) if rng.random() < 0.85 else None
    return _record(
        unit, "temporary", day, number, person, rng, _here(unit), goes_to, month, receipt,
        voice.say(rng.choice(TEMPORARY)),
    )  # fmt: skip


def _record(unit, direction, day, number, person, rng, came_from, goes_to, month, receipt, text):
    """Titles and summaries name nobody: whoever may read the record reads the name in it."""
    known = "" if receipt else WAITING
    told = f"{receipt.month}月{receipt.day}日收到回执。" if receipt else ""
    return unit.record(
        f"{NAMES[direction]}（{day.year}年第{number}号）",
        day,
        {
            "member": person,
            "direction": direction,
            "from_org": came_from,
            "to_org": goes_to,
            "letter_number": _letter(unit, direction, day, number, rng),
            "issued_on": day,
            "valid_until": day + rng.choice((30, 60, 60, 90)) * DAY,
            "receipt_on": receipt,
            "dues_paid_to": f"{month.year}-{month.month:02}",
        },
        summary=f"党员1人，{came_from}→{goes_to}。{told}党费交至{month.year}年{month.month}月。",
        body=[("rich_text", f"<p>{text}{known}</p>")],
        tags=("组织关系",),
        contains_personal_data=True,
        known_on=receipt,
    )


def _letter(unit, direction, day, number, rng) -> str:
    """A letter of introduction has the number of its stub, a certificate of a member who is away one of its own; who comes
    from elsewhere was transferred online."""
    if direction == "in":
        return f"网上转接{day:%Y%m}-{rng.randint(1, 40):03}"
    word = "介" if direction == "out" else "证"
    return f"江桥组{word}〔{day.year}〕{unit.rng('letters').randint(1, 9)}{number:02}号"


def _here(unit) -> str:
    return f"{COMMITTEE}{unit.title}"


def _receipt(unit, day, days: int, rng) -> datetime.date | None:
    """The first working day from so many days after `day` on; None when the year ends before."""
    later = (day + (days + more) * DAY for more in range(12))
    return next((one for one in later if unit.working_day(rng, one, one)), None)


def _working_day_before(unit, day, days: int, rng) -> datetime.date:
    earlier = (day - (days + more) * DAY for more in range(12))
    return next(one for one in earlier if unit.working_day(rng, one, one))


def _dues_day(unit, day) -> datetime.date | None:
    """The day on which the branch collected the dues of the month of `day`."""
    month = f"{day.year}-{day.month:02}"
    return next((one.occurred_on for one in unit.told("party_dues") if one.fields["month"] == month), None)


def _month_before(day) -> datetime.date:
    return day.replace(day=1) - DAY
