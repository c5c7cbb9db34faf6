"""What units write themselves: notices to their members, requests and reports to the committee, letters to each other."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from .issued import DAY, Document, board, later
from .texts import CIRCULAR, REPLY

MEETINGS = "three_meetings_one_lesson"


@dataclass(frozen=True)
class Own:
    """`months`: in which it may be written (all, if none)."""

    title: str
    lines: tuple[str, ...]
    months: tuple[int, ...] = ()
    makers: bool = False


NOTICES = (
    Own(
        "关于{team}党员责任区调整的通知",
        (
            "因{process}岗位人员变动，{team}党员责任区作如下调整，自下周一起执行。",
            "{equipment}由{person}负责，{hazard}巡查由{person2}负责，看板同步更换。",
            "原责任人与现责任人当面交接未了事项，交接单交组织委员。",
        ),
    ),
    Own(
        "关于组织党员参加{newline}现场学习的通知",
        (
            "为熟悉{newline}的工艺和安全要求，支部组织党员分两批到现场学习。",
            "第一批为{team}，第二批为{team2}，每批约40分钟，由{person}讲解。",
            "请穿戴好劳动防护用品，不得触碰调试中的设备。",
        ),
    ),
    Own(
        "关于征集降低{cost}建议的通知",
        (
            "近期{cost}偏高，支部面向党员和员工征集改进建议，一周内交到党小组长。",
            "建议写清现象、原因和做法，能估算效果的写上数字；{person}负责汇总评审。",
        ),
    ),
    Own(
        "关于开展{process}岗位技能比武的通知",
        (
            "支部与{workshop}工会小组联合组织{process}岗位技能比武，党员带头报名。",
            "项目为实际操作和缺陷识别，{defect}判定列为必考内容，{person}任裁判长。",
            "成绩张榜公布，前三名作为年度评先的参考。",
        ),
        (4, 5, 6, 8, 9, 10),
    ),
    Own(
        "关于做好{hazard}专项检查的通知",
        (
            "结合本月安全重点，支部组织党员对{hazard}开展专项检查。",
            "{team}、{team2}先自查，{person}带队复查，问题列表、限期销号。",
            "检查不影响正常生产节拍，需要停机的提前与当班班长商定。",
        ),
        (1, 3, 5, 6, 7, 11, 12),
    ),
    Own(
        "关于党员志愿清扫{site}公共区域的通知",
        (
            "支部组织党员志愿清扫{workshop}周边道路和绿化带，下班后集合，约1小时。",
            "夜班和带病的同志不安排；工具由{person}统一领取。",
        ),
        (3, 4, 9, 10),
    ),
    Own(
        "关于填报党员学习需求的通知",
        (
            "为把下一季度学习安排得更贴近{process}岗位，请每名党员填报学习需求，最多三项。",
            "{person}汇总后交支部委员会讨论，优先安排与{defect}防范和{equipment}操作有关的内容。",
        ),
        (3, 6, 9, 12),
    ),
    Own(
        "关于成立{product}交付党员突击队的通知",
        (
            "{product}本月订单集中，支部决定成立党员突击队，队长{person}，成员从{team}、{team2}报名产生。",
            "突击队负责瓶颈工序顶岗和异常响应，排班由{workshop}统一安排，不得连续作业超时。",
        ),
        (3, 6, 9, 10, 11, 12),
        makers=True,
    ),
    Own(
        "关于更新{workshop}党务公开栏的通知",
        (
            "公开栏部分内容已过期，请各党小组核对本组信息，三日内报{person}。",
            "党费收缴、责任区、意见答复三块按季度更换，个人信息不上栏。",
        ),
    ),
    Own(
        "关于调整倒班党员学习时间的通知",
        (
            "为照顾{team}倒班党员，本月集中学习改为白班、夜班各一场，内容相同。",
            "因抢修{equipment}等不能参加的，由党小组长一周内补学，并在登记簿上注明。",
        ),
    ),
)
OF_GENERAL_BRANCH = (
    Own(
        "关于召开前桥厂党总支季度例会的通知",
        (
            "季度例会定于本周召开，请各党支部书记、组织委员参加。",
            "会议听取各支部本季工作汇报，每人不超过8分钟；研究{process}、{process2}两道工序之间的{defect}问题。",
        ),
    ),
    Own(
        "关于开展锻造、机加工、装配三道工序支部共建的通知",
        (
            "为减少{defect}，党总支组织三个支部开展工序共建，每月互查一次、每季交流一次。",
            "互查以下道工序的意见为准，问题由{person}汇总，责任支部三日内答复。",
        ),
    ),
    Own(
        "关于交叉检查支部组织生活记录的通知",
        (
            "党总支安排三个支部交叉检查组织生活记录，重点看讨论是否有内容、决议是否有期限。",
            "检查中发现的好做法一并推荐，{person}整理后印发。",
        ),
    ),
    Own(
        "关于联合排查{hazard}的通知",
        (
            "结合近期生产节奏，党总支组织党员联合排查{hazard}，各支部抽调2名党员参加。",
            "排查结果当场反馈车间，能整改的当班整改，{person}负责销号。",
        ),
    ),
)
LETTERS = (
    (
        "关于商请联合开展党员共建活动的函",
        "为解决{process}与你单位工作衔接中的{defect}问题，拟与你支部联合开展一次党员共建活动，现场看、当面谈。时间、地点请与我支部{person}商定。",
        "同意共建，由组织委员对接，时间商定后在双方党员中通知。",
    ),
    (
        "关于商请派员讲授技术课的函",
        "我支部拟组织{team}党员学习{equipment}相关知识，商请你支部选派一名党员骨干讲课，约1小时，请与{person}联系。",
        "已安排1名党员骨干备课，讲课时间由双方车间协调。",
    ),
    (
        "关于商请协助排查{hazard}的函",
        "我支部在自查中发现{hazard}管控需要专业意见，商请你支部派2名党员协助排查，现场由{person}配合。",
        "已派2名党员到现场，提出建议3条，均被采纳。",
    ),
)
ON_OBJECTIVES = (
    "按照《{title}》要求，{branch}对照本单位方针目标逐项分析，现将有关情况报告如下。",
    "一是{person}主持召开分析会，查明{defect}偏高的主要原因是{check}漂移，对策落实到{team}。",
    "二是对{cost}逐项核对定额，{person2}每旬公布一次实绩，偏差当旬说明。",
    "三是月度数据改由统计员与党小组长双人核对，每月5日前更新上板。",
    "下一步，跟踪验证对策效果，连续两个月达标后写入作业指导书。",
)
ON_RECORDS = (
    "按照《{title}》要求，{branch}对照检查，现将整改情况报告如下。",
    "一是{board}会议专题研究，把问题分到人，{person}牵头，{person2}负责核对。",
    "二是对{team}、{team2}的记录逐本复核，缺项补正，不补造、不倒签。",
    "三是把好的做法固定下来，{process}岗位倒班党员的安排写入工作流程。",
    "下一步，每月自查一次，发现问题当月改正。",
)
REQUESTS = (
    (
        "关于调整党小组设置的请示",
        "因班次和工序人员变动，经支部委员会会议讨论并听取{team}、{team2}党员意见，拟按班次和工序设置{groups}个党小组，党小组长由党小组会推选产生。",
        "已收悉，提交党委会议研究后批复。",
    ),
    (
        "关于使用党费购置学习书籍的请示",
        "为充实党员活动室图书，拟在返还党费中列支{amount}元，购置党员学习书籍和{process}技术书籍，书目由{person}征求党员意见后确定。",
        "已收悉，组织委员核对返还额度后批复。",
    ),
)


def notices(unit) -> Iterator:
    """A few of the unit's notices to its members, and one that calls a members' meeting (党员大会)."""
    rng = unit.rng("notices")
    deck = (
        OF_GENERAL_BRANCH if unit.kind == "general_branch" else [one for one in NOTICES if unit.makes or not one.makers]
    )
    months = unit.months()
    for own in rng.sample(deck, min(3, len(deck))):
        month = rng.choice([month for month in months if not own.months or month.month in own.months])
        if day := unit.working_day(rng, month.first, month.last):
            yield _notice(unit, own, day)
    meetings = [one for one in unit.told(MEETINGS) if one.fields["meeting_type"] == "members"]
    if meetings:
        yield from _called(unit, rng.choice(meetings), rng)


def _notice(unit, own: Own, day):
    voice, rng = unit.voice("notice", own.title), unit.rng("notice", own.title)
    people = rng.sample([one for one in unit.members_on(day) if one.since < unit.world.start], 2)
    voice.know(person=people[0].name, person2=people[1].name)
    below = _below(unit)
    return _record(
        unit, voice.say(own.title), day, "notice", below,
        [_salutation(unit), *map(voice.say, own.lines), unit.title, _date(day)],
        [row for one in below if (row := _signed(one, day, rng))],
        summary=voice.say(own.lines[0]),
    )  # fmt: skip


def _called(unit, meeting, rng) -> Iterator:
    """The notice of this meeting: when, where and about what, some days before."""
    held = meeting.occurred_on
    day = unit.working_day(rng, held - 7 * DAY, held - 3 * DAY)
    if day is None:
        return
    topics = [row["topic"] for row in meeting.rows["topics"]]
    hour = f"{meeting.fields['held_at']:%H:%M}"
    lines = [
        "各党小组、全体党员：",
        f"经支部委员会研究，定于{held.month}月{held.day}日{hour}召开党员大会，地点{meeting.fields['place']}。",
        "会议议题：" + "；".join(topics) + "。",
        "请安排好工作按时参加，因故不能参加的提前向党小组长请假；倒班党员由党小组长协调换班。",
        unit.title,
        _date(day),
    ]
    yield _record(
        unit, f"关于召开{held.month}月党员大会的通知", day, "notice", [unit], lines,
        [row for row in [_signed(unit, day, rng)] if row],
        summary=f"定于{held.month}月{held.day}日召开党员大会，议题{len(topics)}项。",
    )  # fmt: skip


def requests(unit, document: Document) -> Iterator:
    """What the unit asked for before the committee's reply."""
    if document.text.kind != REPLY or document.target is not unit:
        return
    title, text, answer = REQUESTS[0 if "党小组" in document.text.title else 1]
    rng = unit.rng("request", document.number)
    day = unit.working_day(rng, document.day - 16 * DAY, document.day - 8 * DAY)
    if day:
        person = rng.choice(unit.committee)
        voice = unit.voice("request", document.number, person=person.name)
        voice.know(**{name: str(document.words[name]) for name in ("groups", "amount")})
        yield _to_committee(unit, title, day, "request", ["厂党委：", voice.say(text), "妥否，请批示。"], answer, rng)


def reports(unit, document: Document) -> Iterator:
    """A report on what was done after the committee's circular, from some of the units."""
    rng = unit.rng("report", document.number)
    if document.text.kind != CIRCULAR or rng.random() > 0.3:
        return
    latest = document.day + document.text.within * DAY
    if day := unit.working_day(rng, latest - 5 * DAY, latest):
        people = rng.sample(unit.committee, 2)
        voice = unit.voice(
            "report",
            document.number,
            title=document.title,
            board=board(unit),
            person=people[0].name,
            person2=people[1].name,
        )
        about = document.title.removeprefix("关于").removesuffix("的通报").removesuffix("情况")
        answer = "已阅，整改属实，请继续抓好日常自查。"
        lines = ["厂党委：", *map(voice.say, ON_OBJECTIVES if "方针目标" in document.text.tags else ON_RECORDS)]
        yield _to_committee(unit, f"关于落实{about}通报要求的报告", day, "report", lines, answer, rng)


def _to_committee(unit, title, day, kind, lines, answer, rng):
    committee = unit.world.committee
    above = [one for one in unit.world.units if one.kind == "general_branch" and one.code == unit.parent]
    office = rng.choice(committee.with_role("party_office"))
    rows = []
    if signed := later(unit, day, rng.randint(1, 2)):
        at = datetime.datetime.combine(signed, datetime.time(rng.randint(8, 16), rng.randint(0, 59)))
        rows = [{"unit": committee, "received_by": office, "received_at": at, "feedback": answer}]
    lines = [*lines, unit.title, _date(day)]
    return _record(unit, title, day, kind, [committee], lines, rows, summary=lines[1][:120], copies=above)


def letters(unit) -> Iterator:
    """Now and then a letter to another unit of the works."""
    rng = unit.rng("letter")
    if rng.random() > 0.45:
        return
    title, text, answer = rng.choice(LETTERS)
    others = [one for one in unit.world.units if one.kind == "branch" and one is not unit]
    month = rng.choice(unit.months()[:-1])
    day = unit.working_day(rng, month.first, month.last)
    if not others or day is None:
        return
    other = rng.choice(others)
    voice = unit.voice("letter", title, person=rng.choice(unit.committee).name)
    lines = [f"{other.title}：", voice.say(text), "盼复。", unit.title, _date(day)]
    row = _signed(other, day, rng)
    rows = [row | {"feedback": answer}] if row else []
    yield _record(unit, voice.say(title), day, "letter", [other], lines, rows, summary=voice.say(text)[:120])


def _record(unit, title, day, kind, recipients, lines, rows, *, summary, copies=()):
    return unit.record(
        title,
        day,
        {
            "doc_kind": kind,
            "issuing_body": unit.title,
            "signed_by": unit.secretary,
            "urgency": "normal",
            "main_recipients": recipients,
            "copy_recipients": list(copies),
            "issued_on": day,
            "receipt_required": True,
        },
        rows={"receipts": rows},
        summary=summary,
        body=[("rich_text", "".join(f"<p>{line}</p>" for line in lines))],
        tags=("文件传达",),
        urgent=True,
    )


def _signed(unit, day, rng) -> dict | None:
    """That the unit received it and passed it on; None when the year ends before."""
    signed = later(unit, day, rng.randint(1, 2))
    if signed is None:
        return None
    row = {
        "unit": unit,
        "received_by": rng.choice(unit.with_role(rng.choice(("drafter", "reviewer")))),
        "received_at": datetime.datetime.combine(signed, datetime.time(rng.randint(8, 16), rng.randint(0, 59))),
    }
    if relayed_on := later(unit, signed, rng.randint(0, 2)):
        row |= {"relayed_on": relayed_on, "relay_form": rng.choice(("meeting", "group", "group", "notice_board"))}
    return row


def _below(unit) -> list:
    """Whom a unit's notice goes to: its own members, or the branches below a general branch."""
    return [one for one in unit.world.units if one.parent == unit.code] or [unit]


def _salutation(unit) -> str:
    return "各党支部：" if unit.kind == "general_branch" else "各党小组、全体党员："


def _date(day) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
