"""党务公开 for the demo: what each unit discloses every quarter, and what comes up besides.

`records(world, unit)` is the contract with `plugins.demo`: it yields plain data (`plugins.demo.world.record`) made with the
functions that `unit` offers, and imports nothing of the plugin.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

DAY = datetime.timedelta(days=1)
QUARTERS = ("一季度", "二季度", "三季度", "四季度")


@dataclass(frozen=True)
class Matter:
    """Something disclosed besides the quarter's regular items. `days`: how long (0: without end). `rows`: a table of it."""

    item: str
    title: str
    month: int
    timing: str
    days: int
    audience: str
    form: str
    text: tuple[str, ...]
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


# (decision, what became of it)
DECISIONS = (
    ("成立{defect}党员攻关小组，两个月内拿出验证数据", "已完成{a=2..4}轮验证，{defect}降到每月{b=1..5}件"),
    ("把{check}列入每班点检，漏检由班长负责", "点检卡已修订，抽查{c=12..30}班次无漏项"),
    ("{team}、{team2}倒班党员补学由党小组长负责", "补学{d=6..20}人次，登记簿齐全"),
    ("党员责任区覆盖{hazard}主要部位", "责任区调整{e=4..9}处，看板同步更换"),
    ("开展降低{cost}建议征集并公布采纳结果", "收到{f=9..24}条，采纳{g=2..6}条，奖励已发放"),
    ("{newline}建设期间设立党员先锋岗", "设岗{h=3..8}个，调试问题当日响应"),
    ("走访生活困难员工，节前完成", "走访{i=2..6}户，困难情况报工会备案"),
    ("{process}岗位新员工由党员结对带教", "结对{j=3..8}组，{k=1..2}人通过考核独立上岗"),
    ("党员活动室图书更新和借阅登记", "新购图书{l=20..60}册，借阅{m=15..48}人次"),
)
OFFICE_DECISIONS = (
    ("党委委员每季度到联系支部诊断一次", "本季诊断{a=9..13}个支部，提出对策{b=16..30}条"),
    ("年度党建工作要点分解到支部和责任部门", "分解{c=24..36}项，按期完成率{d=88..97}%"),
    ("减少面向支部的报表和检查", "取消重复报表{e=2..5}张，合并检查{f=1..3}次"),
    ("新线建设设立党员先锋岗和联合攻关组", "设先锋岗{g=9..18}个，攻关课题结题{h=2..5}项"),
    ("统一会议记录要素并组织信息员培训", "培训{i=26..40}人次，要素齐全率{j=91..98}%"),
    ("研究发展党员年度计划并报上级备案", "按计划推进，材料预审{k=4..9}份"),
    ("开展员工关心事项办理，每月公布", "列入{l=6..10}件，办结{m=3..5}件，其余按期推进"),
)
BRANCH = (
    Matter(
        "term_goals",
        "{year}年支部工作计划和阶段部署",
        2,
        "long_term",
        0,
        "organisation",
        "platform",
        ("经党员大会讨论通过，现公开{branch}{year}年工作计划和阶段部署，请党员和员工监督。",),
        ("阶段", "主要工作", "负责人"),
        (
            ("一季度", "攻关立项，党员责任区调整", "{person}"),
            ("二季度", "{hazard}专项防范，党员岗位练兵", "{person2}"),
            ("三季度", "{defect}攻关验证，导师带徒考核", "{person}"),
            ("四季度", "组织生活会、民主评议，全年总结", "{person2}"),
        ),
    ),
    Matter(
        "life_meeting",
        "{last_year}年度组织生活会整改清单及进展",
        1,
        "staged",
        60,
        "members",
        "board",
        ("组织生活会查摆的问题已列出整改清单，按完成情况逐段公开，全部销号后不再更新。",),
        ("问题", "整改措施", "进展"),
        (
            ("学习联系{process}实际不够", "每月学习留出半小时讨论现场问题", "长期坚持"),
            ("委员到{team2}走访少", "委员分片联系，每月至少走访一次", "已排定"),
            ("{defect}攻关抓得不紧", "每周公布数据，{person}负责", "正在推进"),
        ),
    ),
    Matter(
        "education",
        "{year}年上半年党员学习教育情况",
        7,
        "regular",
        10,
        "members",
        "meeting",
        (
            "上半年组织集中学习{a=6..9}次，党课{b=2..3}次，人均学习{c=17..24}学时；倒班党员补学{d=6..18}人次。",
            "学时未达到进度的{e=1..3}名党员已由党小组长制定补学计划。",
        ),
    ),
    Matter(
        "service",
        "{year}年为{workshop}员工办实事清单及进展",
        5,
        "staged",
        90,
        "organisation",
        "board",
        ("支部从员工意见中选定{workshop}实事项目，逐段公开进展，由员工评价是否办成。",),
        ("实事", "责任人", "进展"),
        (
            ("改善{team}休息区通风和饮水", "{person}", "已完成"),
            ("{equipment}操作位加装防滑踏板", "{person2}", "正在制作"),
            ("增设{team2}工具存放柜", "{person}", "已报采购"),
        ),
    ),
    Matter(
        "clean_governance",
        "{year}年上半年廉洁教育和民主监督情况",
        7,
        "regular",
        10,
        "organisation",
        "platform",
        (
            "开展廉洁教育{a=2..3}次，{workshop}奖金分配、物料领用等公开{b=5..9}次，接受员工询问{c=2..7}人次，均当面说明。",
            "节日期间重申纪律，未收到违规问题反映。",
        ),
    ),
    Matter(
        "organisation",
        "{year}年党小组设置和党小组长分工",
        3,
        "long_term",
        0,
        "members",
        "board",
        ("{branch}现设{groups}个党小组，按班次和工序编组。党小组长由党小组会推选，支部委员会确认，分工如下。",),
        ("党小组", "党小组长", "联系班组"),
    ),
)
COMMITTEE = (
    Matter(
        "term_goals", "{year}年党委工作要点及责任分解", 2, "long_term", 0, "organisation", "document",
        ("经党委会议研究，现公开{year}年党委工作要点及责任分解，按季度公布进展。",),
        ("重点工作", "牵头", "完成时限"),
        (
            ("支部攻关项目全部立项并有数据验证", "生产副厂长", "9月底"),
            ("电子方针管理板月度更新及时", "党务室", "每月5日前"),
            ("发展党员计划和预备党员培训", "组织委员", "11月底"),
            ("员工实事项目办结并评价", "工会", "12月底"),
        ),
    ),
    Matter(
        "development", "{year}年发展党员计划和程序", 3, "long_term", 0, "organisation", "platform",
        ("{year}年发展党员坚持向生产一线倾斜，程序为5个阶段25个步骤，每名发展对象均在所在支部公示，接受党员群众监督。",),
    ),
    Matter(
        "organisation", "{year}年党支部委员补选结果", 5, "timely", 7, "members", "document",
        ("有关支部党员大会补选结果已报厂党委批准，补选程序、应到实到和得票情况由所在支部公布，现将批准情况公开。",),
    ),
    Matter(
        "honours_discipline", "{year}年“七一”拟表彰对象公示", 6, "timely", 5, "organisation", "board",
        ("经支部推荐、党务室审核、党委会议研究，现将拟表彰的优秀共产党员公示，公示期5个工作日。有异议的，请署名向党务室或纪委反映。",),
        ("所在支部", "姓名", "岗位"),
    ),
    Matter(
        "clean_governance", "{year}年上半年落实党风廉政责任情况", 7, "regular", 15, "organisation", "platform",
        (
            "党委会议专题研究{a=2..3}次，开展节前提醒{b=3..4}次、专项检查{c=2..4}项，谈话提醒{d=3..8}人次。",
            "检查发现的{e=4..9}个问题全部完成整改，制度修订{f=1..3}项。",
        ),
    ),
    Matter(
        "service", "{year}年员工实事项目进展", 8, "staged", 90, "organisation", "platform",
        ("年初职工代表票选的实事项目，按进度逐段公开，办成一件公布一件。",),
        ("项目", "牵头", "进展"),
        (
            ("两个厂区之间增加通勤班次", "工会", "已办结"),
            ("高温岗位送风和休息点改造", "设备能源部", "已办结"),
            ("厂区非机动车充电棚", "行政办公室", "正在施工"),
            ("食堂夜宵供应时间调整", "工会", "试行中"),
        ),
    ),
    Matter(
        "education", "{year}年上半年党员教育培训情况", 7, "regular", 15, "members", "platform",
        ("上半年举办书记和委员培训班{a=1..2}期、信息员培训{b=2..3}期，支部党课{c=24..27}次；党员学时达到半年进度的占{d=91..97}%。",),
    ),
)  # fmt: skip
OPINIONS = {
    "propose": ("属公开目录事项，建议公开", "内容已核对，提请审核", "按目录提请公开"),
    "review": (
        "不涉密，内容真实、必要，同意",
        "已作保密审查，内容与原始记录一致，同意",
        "保密审查通过，程序完备，同意",
    ),
    "approve": ("同意公开", "同意，按程序实施", "同意，注意收集意见"),
    "implement": ("已公开，意见收集至截止日", "已在公开栏和平台同步公开", "已公开，由信息员收集意见"),
}
FEEDBACK = (
    "有{word}询问{what}，已当面说明，本人表示清楚。",
    "{word}建议{wish}，{board}采纳，下次公开时照办。",
    "{word}提出{wish}，经研究列入下季度安排，已回复。",
)
ASKED = ("统计口径", "未完成项的原因", "负责人的联系办法", "表中日期为何与会议记录不同")
WISHES = ("把进展写得更具体", "在{team}的园地也张贴一份", "把去年的数字列出来对照", "公开栏字号放大些")


def records(world, unit) -> Iterator:
    """The quarter's decisions and dues, a few other matters, public notices of admissions; further laps add none."""
    if world.lap:
        return
    yield from _regular(unit)
    yield from _others(unit)
    if unit.kind != "committee":
        yield from _admissions(unit)
        yield from _nomination(unit)


def _regular(unit) -> Iterator:
    """In the first weeks after each quarter: how its decisions were carried out, and the dues if all three months are known."""
    for month in unit.months():
        if month.month % 3 != 1:
            continue
        over = month.first.replace(day=1) - DAY
        for kind, first, last in ((_decisions, 6, 14), (_dues, 8, 18)):
            rng = unit.rng("regular", kind.__name__, over)
            if day := unit.working_day(rng, over + first * DAY, over + last * DAY):
                yield from kind(unit, over, day, rng)


def _decisions(unit, over, day, rng) -> Iterator:
    office = unit.kind == "committee"
    deck = OFFICE_DECISIONS if office else DECISIONS
    if not (unit.makes or office):
        deck = [one for one in deck if "defect" not in one[0]]
    voice = unit.voice("decisions", over)
    rows = [tuple(map(voice.say, one)) for one in rng.sample(deck, rng.randint(3, 4))]
    name = _quarter(over)
    board = {"committee": "党委会议", "general_branch": "党总支会议"}.get(unit.kind, "党员大会和支部委员会会议")
    yield _record(
        unit, "decisions", f"{name}{board}决议决定执行情况", day, 10, rng, timing="regular", audience="organisation",
        form="platform" if office else rng.choice(("board", "platform", "meeting")),
        summary=f"公开{name}{len(rows)}项决议决定的执行情况。",
        body=[unit.table(f"{name}决议决定执行情况", ("决议决定", "执行情况"), *rows)],
    )  # fmt: skip


def _dues(unit, over, day, rng) -> Iterator:
    """As the months' records of dues have it; of the committee the sum over its units."""
    months = [f"{over.year}-{number:02}" for number in range(over.month - 2, over.month + 1)]
    payers = unit.world.units if unit.kind == "committee" else [unit]
    found = []
    for other in payers:
        told = [one for one in other.told("party_dues") if one.fields["month"] in months and one.occurred_on <= day]
        if told and len(told) != len(months):
            return
        found += [(other, one) for one in told]
    if not found:
        return
    name = _quarter(over)
    amount = sum(one.fields["paid_amount"] for _other, one in found)
    if unit.kind == "committee":
        rows = [
            (other.title, _sum(found, other, "paid_amount"), _sum(found, other, "remitted_amount")) for other in payers
        ]
        rows = [row for row in rows if row[1] != "0.00"]
        rows.append(("合计", f"{amount:,}", _sum(found, None, "remitted_amount")))
        table = unit.table(f"{name}各单位党费收缴", ("单位", "收缴（元）", "上缴（元）"), *rows)
    else:
        rows = [
            (f"{int(one.fields['month'][5:])}月", one.fields["payable_count"], f"{one.fields['paid_amount']:,}")
            for _other, one in found
        ]
        rows.append(("合计", "", f"{amount:,}"))
        table = unit.table(f"{name}党费收缴", ("月份", "应交党员（人）", "实收（元）"), *rows)
    yield _record(
        unit, "dues", f"{name}党费收缴情况", day, 10, rng, timing="regular", audience="members",
        form=rng.choice(("meeting", "board")),
        summary=f"{name}共收缴党费{amount:,}元，已按规定上缴；个人交纳金额不公开。",
        body=[table, ("rich_text", "<p>返还党费的使用逐笔列在当月党费管理记录中，票据由组织委员保管。</p>")],
        scope="members",
    )  # fmt: skip


def _sum(found, unit, name: str) -> str:
    """The sum of this field over the unit's months, or everybody's."""
    return f"{sum((one.fields[name] for other, one in found if unit in (None, other)), 0):,.2f}"


def _others(unit) -> Iterator:
    """The committee all its matters, a branch some of them."""
    order = unit.rng("others")
    matters = COMMITTEE if unit.kind == "committee" else BRANCH
    if unit.kind != "committee":
        able = [one for one in matters if unit.groups or one.item != "organisation"]
        matters = sorted(order.sample(able, 3), key=lambda one: one.month)
    months = [month for month in unit.months() if month.last.day >= 15]
    for matter in matters:
        rng = unit.rng("matter", matter.item)
        month = next((one for one in reversed(months) if one.month == matter.month), None)
        if month and (day := unit.working_day(rng, month.first.replace(day=max(5, month.first.day)), month.last)):
            yield _matter(unit, matter, day, rng)


def _matter(unit, matter: Matter, day, rng):
    people = rng.sample(unit.committee, 2)
    voice = unit.voice(
        "matter", matter.item, year=str(day.year), last_year=str(day.year - 1), groups=str(len(unit.groups)),
        person=people[0].name, person2=people[1].name,
    )  # fmt: skip
    text = [voice.say(line) for line in matter.text]
    body = [("rich_text", "".join(f"<p>{line}</p>" for line in text))]
    rows = _rows(unit, matter, voice, day)
    if rows:
        body.append(unit.table(voice.say(matter.title), matter.head, *rows))
    return _record(
        unit, matter.item, voice.say(matter.title), day, matter.days, rng, timing=matter.timing,
        audience=matter.audience, form=matter.form, summary=text[0], body=body,
        scope="members" if matter.audience == "members" else "",
        personal=bool(matter.head and "姓名" in matter.head),
    )  # fmt: skip


def _rows(unit, matter: Matter, voice, day) -> list[tuple]:
    if matter.item == "honours_discipline":
        return [(one.title, nominated(one, day.year).name, nominated(one, day.year).job) for one in _branches(unit)]
    if matter.item == "organisation" and unit.groups:
        teams = unit.trade.words["team"]
        return [(group.name, group.leader.name, teams[number % len(teams)]) for number, group in enumerate(unit.groups)]
    return [tuple(map(voice.say, row)) for row in matter.rows]


def _branches(unit) -> list:
    return [other for other in unit.world.units if other.groups]


def nominated(unit, year: int):
    """Whom the branch nominates in this year; the committee's decision draws the same one from the same key."""
    ordinary = [one for one in unit.members if one.status == "full" and not one.post and one.until is None]
    return unit.rng("nominated", year).choice([one for one in ordinary if one.since < unit.world.start] or ordinary)


def _nomination(unit) -> Iterator:
    """Early in June, before the committee's own notice: whom the branch recommends."""
    month = next((one for one in unit.months() if one.month == 6 and one.first.day == 1), None)
    if not unit.groups or month is None:
        return
    rng = unit.rng("nomination", month.year)
    if day := unit.working_day(rng, month.first, month.first + 6 * DAY):
        person = nominated(unit, month.year)
        yield _record(
            unit, "honours_discipline", f"拟推荐{month.year}年度优秀共产党员公示", day, 7, rng, timing="timely",
            audience="organisation", form="board",
            summary="经党小组提名、党员大会推荐和支部委员会研究，拟推荐优秀共产党员1名，公示5个工作日。",
            body=[
                ("rich_text", f"<p>经党小组提名、党员大会推荐和支部委员会研究，拟推荐{person.name}为{month.year}年度优秀共产党员。</p>"),
                ("person", {"name": person.name, "role": f"{unit.workshop}{person.job}", "text": unit.voice("nominated").say(
                    "负责{process}岗位的党员责任区，参加{defect}攻关，带教新员工{1..3}名。"
                )}),
            ],
            personal=True,
        )  # fmt: skip


def _admissions(unit) -> Iterator:
    """Public notice of who is to be admitted as a probationary member, on the days that the development file names."""
    periods = defaultdict(list)
    for one in unit.told("member_development"):
        if one.fields.get("public_notice_period"):
            periods[one.fields["public_notice_period"]].append(one.fields["candidate"])
    for period, people in periods.items():
        first, last = map(datetime.date.fromisoformat, period.split(" 至 "))
        if not unit.world.start <= first <= unit.world.last:
            continue
        rng = unit.rng("admission", period)
        named = "；".join(f"{person.name}，{unit.workshop}{person.job}" for person in people)
        text = (
            f"{named}。经支部委员会审查、厂党委预审，拟接收为预备党员，"
            f"现予公示，时间{first.month}月{first.day}日至{last.month}月{last.day}日。"
            "公示期内如有情况反映，请署名向支部委员会或厂党委党务室提出。"
        )
        yield _record(
            unit, "development", f"拟接收预备党员公示（{first.month}月{first.day}日起）", first, (last - first).days, rng,
            timing="timely", audience="organisation", form="board",
            summary=f"经支部委员会审查、厂党委预审，拟接收预备党员{len(people)}名，予以公示。",
            body=[("rich_text", f"<p>{text}</p>")], personal=True,
        )  # fmt: skip


def _record(
    unit, item, title, day, days, rng, *, timing, audience, form, summary, body, scope="", personal=False
):  # fmt: skip
    count, handling = _feedback(unit, item, day, days, scope, rng)
    return unit.record(
        title,
        day,
        {
            "catalogue_item": item,
            "disclosure_form": form,
            "disclosed_to": audience,
            "timing": timing,
            "start_on": day,
            # A public notice (公示) comes down on its last day; what is disclosed regularly or step by step stays to be read
            "end_on": day + days * DAY if timing == "timely" else None,
            "feedback_count": count,
            "feedback_handling": handling,
        },
        rows={"procedure": _procedure(unit, day, rng)},
        summary=summary,
        body=body,
        tags=("党务公开",),
        disclosure_scope=scope,
        contains_personal_data=personal,
        urgent=True,
    )


def _feedback(unit, item, day, days, scope, rng) -> tuple[int | None, str]:
    """How many opinions came in until the end of the notice, and what was done; nothing is known before that."""
    if day + (days or 30) * DAY > unit.world.last:
        return None, ""
    count = 0 if item == "development" else rng.choice((0, 0, 0, 0, 1, 1, 2))
    told = []
    voice = unit.voice("feedback", item, day)
    board = {"committee": "党务室", "general_branch": "总支委员会"}.get(unit.kind, "支部委员会")
    words = ("一名党员", "一名倒班党员") if scope == "members" else ("一名党员", "一名员工")
    for template, word in zip(rng.sample(FEEDBACK, count), rng.sample(words, count), strict=True):
        known = {"word": word, "board": board, "what": rng.choice(ASKED), "wish": voice.say(rng.choice(WISHES))}
        told.append(template.format(**known))
    return count, "".join(f"<p>{line}</p>" for line in told)


def _procedure(unit, day, rng) -> list[dict]:
    """提出, 审核, 审批, 实施, each by another, on working days until the disclosure."""
    secretary, *others = unit.committee
    if unit.kind == "committee":
        proposer, reviewer = rng.choice(unit.with_role("party_office")), others[2]
        implementer = unit.with_role("drafter")[0]
    else:
        proposer, reviewer = others[0], others[1]
        implementer = unit.with_role("drafter")[-1]
    days = [_back(unit, day, count, rng) for count in (rng.randint(3, 5), rng.randint(2, 3), rng.randint(1, 2), 0)]
    people = (proposer, reviewer, secretary, implementer)
    return [
        {"step": step, "person": person, "date": moment, "opinion": rng.choice(OPINIONS[step])}
        for step, person, moment in zip(OPINIONS, people, sorted([*days[:3], day]), strict=True)
    ]


def _back(unit, day, count: int, rng) -> datetime.date:
    """The working day so many working days before; days before the year count by the week alone."""
    while count:
        day -= DAY
        if unit.working_day(rng, day, day) or (day < unit.world.start and day.weekday() < 5):
            count -= 1
    return day


def _quarter(over) -> str:
    return f"{over.year}年{QUARTERS[(over.month - 1) // 3]}"
