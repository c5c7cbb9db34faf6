"""先锋作用 for the demo: what members take upon themselves in a quarter, by numbers, and how it is appraised at its end.

`records(world, unit)` is the contract with `plugins.demo`: it yields plain data (`plugins.demo.world.record`) made with the
functions that `unit` offers, and imports nothing of the plugin.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

DAY = datetime.timedelta(days=1)
ZONE, POST, TEAM, PLEDGE, PROPOSAL, VOLUNTEER, LINK = "zone", "post", "team", "pledge", "proposal", "volunteer", "link"
QUARTERS = ("一季度", "二季度", "三季度", "四季度")
# A unit tells so many a quarter
HOW_MANY = {"branch": 3, "general_branch": 2}


@dataclass(frozen=True)
class Deed:
    """What is promised and what comes of it: (fewest, most) members, texts; `target` names `{t}`, the results `{r}`.

    `t`: the target's range; `good` and `poor`: what is added to it where it is reached and where it is not. `makers`: only for
    units that make parts. `scene`: a picture and what is on it.
    """

    carrier: str
    people: tuple[int, int]
    title: str
    scope: str
    pledge: str
    target: str
    result: str
    benefit: str
    t: tuple[int, int]
    good: tuple[int, int]
    poor: tuple[int, int]
    makers: bool = False
    scene: tuple[str, str] | None = None


DEEDS = (
    Deed(ZONE, (2, 4), "{team}党员责任区", "{team}{equipment}区域，含{check}点检", "责任区内{defect}当班发现、当班分析，不流入下工序",
         "每月{defect}不多于{t}件", "月均{r}件", "质量：下工序投诉减少；返修工时每月少{10..36}小时", (4, 9), (-3, 0), (1, 3), True,
         ("inspection", "检查台上用量具复测工件")),
    Deed(ZONE, (2, 3), "{team}安全责任区", "{team}作业区和通道，重点是{hazard}", "每班自查{hazard}，隐患当班登记、当班整改",
         "隐患整改率不低于{t}%", "隐患整改率{r}%", "安全：责任区本季度无轻伤以上事故", (90, 95), (0, 5), (-8, -2), False,
         ("safety", "安全帽和安全提示牌")),
    Deed(ZONE, (2, 3), "{equipment}保养责任区", "{equipment}日常保养，{check}由党员复核", "按点检表逐项保养，故障停机及时响应",
         "每月故障停机不超过{t}小时", "月均停机{r}小时", "交付：{equipment}开动率提高{2..5}个百分点", (8, 14), (-6, 0), (1, 5), False,
         ("machine", "运转中的数控设备")),
    Deed(POST, (1, 1), "{process}党员示范岗", "{process}岗位（{team}）", "操作标准零违反，带出一套可照着做的{process}作业要领",
         "一次合格率不低于{t}.5%", "一次合格率{r}.6%", "质量：{process}作业要领在{team2}推广", (96, 98), (0, 1), (-2, -1), True,
         ("machine", "设备前正在操作的工人")),
    Deed(POST, (1, 2), "{job}党员示范岗", "{job}岗位", "坚持当日事当日毕，上下工序来找有回应、有结果",
         "任务按期完成率不低于{t}%", "任务按期完成率{r}%", "交付：{process}等待时间缩短，未发生因本岗位造成的停线", (92, 96), (0, 4), (-6, -1)),
    Deed(POST, (1, 1), "导师带徒示范岗", "{process}岗位带徒", "三个月带出能独立操作{equipment}的徒弟，讲清每个参数的道理",
         "带徒{t}名通过上岗考核", "带徒{r}名通过上岗考核", "人才：{team}顶岗能力增强，夜班人手紧张缓解", (1, 3), (0, 1), (-1, -1), False,
         ("training", "师傅在设备旁向徒弟讲解")),
    Deed(TEAM, (4, 7), "{newline}调试党员突击队", "{newline}安装调试", "分三班跟踪调试，当天问题当天碰头，节点不拖延",
         "完成调试问题{t}项", "关闭调试问题{r}项", "交付：{newline}节点按计划推进，未占用正常生产班次", (18, 30), (0, 6), (-8, -2), False,
         ("robot", "机器人工作站正在作业")),
    Deed(TEAM, (4, 6), "{defect}攻关党员突击队", "{process}工序", "用数据找准{defect}的原因，拿出可固化的对策并验证三批",
         "{defect}下降{t}%", "{defect}下降{r}%", "质量：年化减少损失约{n=3..18}万元，已由财务核实", (30, 50), (0, 20), (-20, -5), True,
         ("chart", "展板上的柱状图和折线图")),
    Deed(TEAM, (3, 6), "设备抢修党员突击队", "{equipment}突发故障抢修", "接到抢修通知二十分钟内到场，修后讲清原因、写入点检",
         "抢修平均用时不超过{t}分钟", "平均用时{r}分钟", "交付：避免停线损失，{k=2..5}项原因列入点检标准", (80, 120), (-30, 0), (5, 30)),
    Deed(PLEDGE, (3, 8), "降低{cost}承诺践诺", "{team}、{team2}", "党员带头按定额领用，{cost}按班公布，说到做到",
         "{cost}下降{t}%", "{cost}下降{r}%", "成本：本季度节约约{n=1..6}万元", (3, 6), (0, 3), (-2, -1), False, ("notice_board", "公开栏上张贴的数据和图表")),
    Deed(PLEDGE, (5, 12), "“我的岗位我负责”承诺践诺", "各党小组党员本岗位", "每名党员公开承诺一件能检查的事，季度末由班组员工评价",
         "承诺兑现率不低于{t}%", "承诺兑现率{r}%", "作风：未兑现的说明原因并续诺", (90, 95), (0, 5), (-10, -2)),
    Deed(PROPOSAL, (1, 3), "{process}防错改善", "{process}工位", "提出{equipment}加装防错装置的改善方案，消除漏检可能",
         "漏检不多于{t}件", "漏检{r}件", "质量：改善投入{n=1..9}千元，防止{defect}流出", (1, 3), (-1, 0), (1, 2), True),
    Deed(PROPOSAL, (1, 2), "{cost}节约建议", "{team}", "改进{process}的耗材使用办法，先试行一个月再推广",
         "每月节约{t}00元", "每月节约{r}00元", "成本：已纳入定额，{team2}照此执行", (8, 20), (0, 9), (-6, -2)),
    Deed(VOLUNTEER, (5, 12), "班组技能志愿辅导", "{team}、{team2}新员工", "利用班后时间讲{process}要点，每周一次，自愿参加",
         "辅导{t}人次", "辅导{r}人次", "人才：参加辅导的新员工全部通过{process}应知考试", (24, 40), (0, 16), (-10, -3), False,
         ("training", "党员向新员工讲解操作要点")),
    Deed(VOLUNTEER, (5, 10), "厂区环境志愿服务", "{workshop}周边绿地和通道", "每月一次义务清扫和养护，安排在交接班间隙，不影响休息",
         "服务{t}人次", "服务{r}人次", "环境：{workshop}通道常年畅通", (15, 30), (0, 10), (-6, -2), False, ("tree", "人们在厂区绿地养护树木")),
    Deed(LINK, (2, 5), "党员联系{team}", "{team}倒班员工", "每名党员联系两至三名员工，每月走访，意见三日内答复",
         "走访{t}人次，意见按期答复", "走访{r}人次，收到意见{q=3..9}条，均已答复", "队伍：{team}本季度无人员非正常流失", (18, 30), (0, 10), (-8, -3), False,
         ("talk", "两个人坐在桌旁谈话")),
    Deed(LINK, (1, 3), "党员联系新员工", "{workshop}新入厂员工", "从住宿、班车到岗位风险，逐项帮新员工过关，每天问一句哪里没弄懂",
         "联系新员工{t}名", "联系新员工{r}名，试用期留用率100%", "队伍：新员工独立上岗时间平均提前{5..12}天", (4, 8), (0, 2), (-2, -1)),
)  # fmt: skip
REACHED = (
    "{lead}负责的“{deed}”本季度{result}，达到目标（{target}），评议为{grade}。",
    "{lead}围绕“{pledge}”下功夫，{result}；由党小组和班组员工共同评议，结果为{grade}。",
    "目标是{target}，实际{result}。承担人{lead}，评议为{grade}。",
    "本季度{result}（目标：{target}），由{lead}承担；班组员工参与评议，结果为{grade}。",
)
MISSED = (
    "{lead}负责的“{deed}”本季度{result}，没有达到目标（{target}），评议为{grade}；补救办法已在党小组会上说明。",
    "目标是{target}，实际{result}，有差距；承担人{lead}，评议为{grade}，下季度继续。",
)
BEGUN = (
    "{lead}承诺：{pledge}。目标：{target}，季度末评议。",
    "本季度“{deed}”由{lead}承担，目标：{target}；进展每月在看板公布。",
)
NOTES = (
    "班组员工说：党员把标准立在那里，好不好看得见。",
    "做法：先量现状，再定目标；每周公布一次数据，落后的当面找原因。",
    "评议由党小组提名、班组员工打分、支委会审定，结果在{workshop}看板公布。",
    "下季度打算把{process}的做法写进作业标准，由{team2}照着做。",
    "遇到的困难是{equipment}调度紧张，与相关部门协调后错开了班次。",
    "数据取自{team}原始记录，组织委员抽查核对。",
)
REASONS = (
    "没有达到的主要原因是{equipment}检修占用时间，措施落实晚了半个月。",
    "前两个月正常，第三个月换批次后{defect}反弹，正在查参数。",
    "夜班没有人专门负责，下季度增加一名夜班党员。",
)
GRADES = {"excellent": "优秀", "good": "良好", "pass": "合格", "fail": "不合格"}


def records(world, unit) -> Iterator:
    """Each quarter some deeds with their results, at its end; of the quarter that is under way what was promised."""
    if unit.kind == "committee":
        return
    for month in unit.months():
        if month.month % 3 == 0 and month.last.day >= 28:
            yield from _quarter(world, unit, month, month.first.replace(day=18), month.last, done=True)
    begun = world.last.replace(day=1)
    while begun.month % 3 != 1:
        begun = (begun - DAY).replace(day=1)
    if not world.lap and (world.last - begun).days > 20 and not _is_over(world.last):
        yield from _quarter(world, unit, begun, begun.replace(day=8), begun.replace(day=20), done=False)


def _is_over(last: datetime.date) -> bool:
    return last.month % 3 == 0 and last.day >= 28


def _quarter(world, unit, month, first, last, done: bool) -> Iterator:
    """`month`: any of the quarter's, or its first day."""
    quarter = (month.month + 2) // 3
    key = (month.year, quarter)
    deeds = [deed for deed in DEEDS if unit.makes or not deed.makers]
    order = unit.rng("deeds", world.lap).sample(deeds, len(deeds))
    # Dealt round, so that a deed comes again only when all others have been told
    place = (month.year * 4 + quarter) * HOW_MANY[unit.kind]
    for number in range(HOW_MANY[unit.kind]):
        deed = order[(place + number) % len(order)]
        rng = unit.rng("deed", key, deed.title)
        if day := unit.working_day(rng, first, last):
            yield _record(
                unit, deed, day, f"{month.year}年{QUARTERS[quarter - 1]}", f"{month.year}Q{quarter}", done, rng
            )


def _record(unit, deed: Deed, day, name: str, period: str, done: bool, rng):
    members = [person for person in unit.members_on(day) if person.status == "full"]
    team = rng.sample(members, min(rng.randint(*deed.people), len(members)))
    target = rng.randint(*deed.t)
    reached = rng.random() < 0.85
    found = max(target + rng.randint(*(deed.good if reached else deed.poor)), 0)
    voice = unit.voice("deed", day, deed.title, t=str(target), r=str(found), quarter=name)
    fields = {
        "carrier": deed.carrier,
        "members": team,
        "scope_desc": voice.say(deed.scope),
        "pledge": voice.say(deed.pledge),
        "target_value": voice.say(deed.target),
    }
    grade = _grade(deed, target, found, reached)
    words = {"lead": _names(team), "deed": voice.say(deed.title)}
    words |= {"pledge": fields["pledge"], "scope": fields["scope_desc"], "target": fields["target_value"]}
    if done:
        benefit = voice.say(deed.benefit) if reached else ""
        fields |= {"result_value": voice.say(deed.result), "benefit": benefit, "appraisal": grade}
        words |= {"result": fields["result_value"], "grade": GRADES[grade]}
    voice.know(**words)
    summaries = BEGUN if not done else REACHED if reached else MISSED
    return unit.record(
        f"{words['deed']}（{name}）",
        day,
        fields,
        summary=voice.say(rng.choice(summaries)),
        body=_body(unit, deed, voice, done, reached, rng),
        tags=("先锋作用",),
        period=period,
    )


def _names(team) -> str:
    if len(team) <= 2:
        return "、".join(person.name for person in team)
    return f"{team[0].name}等{len(team)}名党员"


def _grade(deed: Deed, target: int, found: int, reached: bool) -> str:
    """优秀 for the better half of what was reached; 合格 for what nearly was."""
    if reached:
        best = max(deed.good, key=abs)
        return "excellent" if abs(found - target) * 2 > abs(best) or not best else "good"
    return "pass"


def _body(unit, deed: Deed, voice, done: bool, reached: bool, rng) -> list[tuple]:
    blocks = []
    if done and not reached:
        blocks.append(("rich_text", f"<p>{voice.say(rng.choice(REASONS))}</p>"))
    elif done and rng.random() < 0.7:
        notes = rng.sample(NOTES, 2)
        blocks.append(("rich_text", "".join(f"<p>{voice.say(note)}</p>" for note in notes)))
    if done and deed.scene and rng.random() < 0.2:
        scene, alt = deed.scene
        picture = unit.picture(scene, rng, alt)
        blocks.append(("image", {"image": picture, "alt": picture.alt, "caption": voice.say("{workshop}")}))
    return blocks
