"""What is written of one meeting: its fields and rows, and the body around them."""

import datetime

from . import report
from .deadlines import due_of, is_passed
from .schedule import COMMITTEE, GROUP, LESSON, MEMBERS, Meeting

KINDS = {MEMBERS: "党员大会", COMMITTEE: "支部委员会会议", GROUP: "党小组会", LESSON: "党课"}
REASONS = ("赴客户现场服务", "夜班后调休", "病假", "外出培训", "年休假", "家中有事请假", "设备抢修", "参加上级会议")
MAKE_UP = {
    MEMBERS: ("已由党小组长传达会议精神", "已阅会议记录并签名", "一周内补学"),
    COMMITTEE: ("已向书记了解会议情况", "已阅会议记录并签名"),
    GROUP: ("党小组长送学上门", "已阅会议记录并签名", "下次会前补学"),
    LESSON: ("已领取讲稿自学", "已参加补课", "由党小组长一对一补课"),
}
PLACES = {
    MEMBERS: ("党员活动室", "{workshop}二楼会议室", "{site}多功能厅"),
    COMMITTEE: ("{workshop}书记办公室", "{workshop}小会议室", "党员活动室"),
    GROUP: ("{team}班组园地", "{workshop}休息室", "{team}工位旁", "党员活动室"),
    LESSON: ("党员活动室", "{site}多功能厅", "{workshop}培训室", "{newline}现场"),
}
# (hour, minute) of the start, and how many minutes at least and at most
STARTS = {
    MEMBERS: ((15, 30), (16, 0), (14, 0)),
    COMMITTEE: ((8, 40), (13, 30), (16, 30)),
    GROUP: ((7, 30), (16, 40), (12, 40)),
    LESSON: ((15, 0), (14, 30), (16, 0)),
}
LENGTHS = {MEMBERS: (60, 110), COMMITTEE: (40, 90), GROUP: (25, 55), LESSON: (60, 100)}
# What a photo of a group's meeting may show: where it is held, people of the group at what was talked about
GROUP_SCENES = {"inspection", "meeting", "reading", "training"}
PHOTO_SHARE = {MEMBERS: 0.75, LESSON: 0.65, GROUP: 0.08, COMMITTEE: 0.05}
ALT = {
    "axle": "展台上的车桥总成",
    "banner": "红色旗帜前列队的人员",
    "canteen": "高温岗位旁的饮水和防暑用品",
    "chart": "展板上的柱状图和折线图",
    "flood": "雨中堆放的沙袋和值守人员",
    "forklift": "叉车在货架旁搬运货箱",
    "inspection": "检查台上用量具检测工件",
    "lecture": "一人站在屏幕前讲话，其他人坐在台下听",
    "line": "生产线上排列的工件和设备",
    "machine": "运转中的数控设备",
    "meeting": "参会人员围坐在长桌旁",
    "notice_board": "公开栏上张贴的通知和图表",
    "reading": "书架旁的阅读角",
    "robot": "机器人工作站正在作业",
    "safety": "安全帽和安全提示牌",
    "shelf": "整理整齐的工具架",
    "talk": "两个人坐在桌旁谈话",
    "training": "师傅在设备旁向徒弟讲解",
    "tree": "人们在厂区绿地植树",
    "workshop": "车间通道和两侧的设备",
}
OPENINGS = {
    MEMBERS: (
        "{branch}于{day}召开党员大会，应到党员{expected}人，实到{present}人，由{chair}主持，{recorder}记录。会议听取支部委员会工作报告，围绕{themes}进行了讨论。",
        "{day}，{branch}在{place}召开党员大会。应到{expected}人，实到{present}人。会议听取支部委员会工作报告，大家就{themes}充分发表意见，并对有关事项进行了表决。",
    ),
    COMMITTEE: (
        "{day}，{chair}主持召开支部委员会会议，应到委员{expected}人，实到{present}人。会议研究了{themes}。",
        "支部委员会于{day}在{place}开会，{present}名委员到会，专题研究{themes}，并对上次会议决定事项的落实情况作了回顾。",
    ),
    GROUP: (
        "{group}于{day}在{place}开会，应到{expected}人，实到{present}人，围绕{themes}结合本岗位谈认识、提办法。",
        "{day}，{group}在{place}召开党小组会，{chair}主持。大家联系{team}的实际，就{themes}谈了看法。",
        "{group}本月党小组会于{day}召开，实到{present}人。会上先通报了支部近期工作，随后讨论{themes}。",
    ),
    LESSON: (
        "{day}，{lecturer}在{place}为{branch}党员讲授题为“{themes}”的党课，应到{expected}人，实到{present}人，入党积极分子和入党申请人列席听讲。",
        "{branch}于{day}组织党课学习，由{lecturer}主讲“{themes}”。课上结合{process}岗位的实例，边讲边议，{present}名党员参加。",
    ),
}
CLOSINGS = (
    "会议要求，议定事项由责任人按期落实，下次会议首先通报进展。",
    "{chair}在小结时强调，要把会上的话变成现场的动作，{team}先做出样子。",
    "会后由{recorder}整理记录，缺席的同志由党小组长当面传达。",
    "大家表示，会议开得实，{process}的几个老问题有了明确的责任人。",
    "对暂时没有形成一致意见的问题，会后继续听取{team2}的意见，不急于下结论。",
)
REMINDERS = (
    ("notice", "议定事项落实情况由{recorder}每周核对一次，逾期未完成的在下次会议上说明原因。"),
    ("info", "倒班未能到会的同志，请在一周内向党小组长了解会议内容。"),
    ("notice", "涉及{hazard}的隐患，整改完成前请严格执行临时防护措施。"),
    ("info", "对{process}有好的建议，可随时交给{owner}，采纳情况在{workshop}看板公布。"),
    ("warning", "{hazard}隐患整治期间，无关人员不得进入作业区域。"),
)


def record(world, unit, meeting: Meeting, engaged=()):
    """The meeting as a record; `engaged`: who is at another one of the branch's, when (`unit.engagements()`)."""
    rng = meeting.rng
    voices = [_voice(unit, meeting, number) for number in range(len(meeting.parts))]
    themes = [voice.say(part.theme) for voice, part in zip(voices, meeting.parts, strict=True)]
    fields = _fields(unit, meeting, voices[0], engaged)
    topics, resolutions = _agenda(unit, meeting, voices, themes)
    if meeting.kind == MEMBERS:
        _vote(rng, resolutions, fields["voters_present"])
    known = {name: str(fields[name]) for name in ("place", "expected", "present")}
    known |= {name: person.name for name in ("chair", "recorder", "lecturer") if (person := fields[name])}
    voices[0].know(**known, theme=themes[0], themes="、".join(themes), group=meeting.group)
    rows = {"topics": topics, "resolutions": resolutions, "absentees": _absentees(meeting)}
    if rng.random() < PHOTO_SHARE[meeting.kind]:
        rows["photos"] = [_photo(unit, meeting)]
    papers = world.lap == 0
    if papers and meeting.kind in (MEMBERS, LESSON):
        rows["sign_in_sheet"] = [{"file": _sign_in_sheet(unit, meeting)}]
    opening = voices[0].say(rng.choice(OPENINGS[meeting.kind]))
    return unit.record(
        voices[0].say(meeting.title),
        meeting.day,
        fields,
        rows=rows,
        summary=opening,
        body=_body(unit, meeting, voices, themes, resolutions),
        tags=(KINDS[meeting.kind], *meeting.parts[0].tags),
        contains_personal_data=bool(meeting.absent),
        evidence=[("minutes", _minutes_paper(unit, meeting, topics), "")] if papers and rng.random() < 0.1 else [],
    )


def _voice(unit, meeting, number):
    """Somebody who knows this meeting: its date, and the members who spoke."""
    day, rng = meeting.day, meeting.rng
    speakers = [person.name for person in meeting.present if person is not meeting.chair]
    later = later_day(meeting)
    first, second = rng.sample(speakers * 2, 2)
    return unit.voice(
        *meeting.key,
        number,
        day=f"{day.month}月{day.day}日",
        year=str(day.year),
        # a plan made in December is next year's
        plan_year=str(day.year + (day.month == 12)),
        month=str(day.month),
        quarter=("一季度", "二季度", "三季度", "四季度")[(day.month - 1) // 3],
        date_in_month=f"{later.month}月{later.day}日",
        owner=rng.choice(speakers),
        person=first,
        person2=second,
    )


def later_day(meeting) -> datetime.date:
    """The day by which the meeting wants something done, one to three weeks on."""
    return meeting.day + datetime.timedelta(days=9 + meeting.day.toordinal() * 7 % 13)


def _fields(unit, meeting, voice, engaged) -> dict:
    rng, kind = meeting.rng, meeting.kind
    start = datetime.datetime.combine(meeting.day, datetime.time(*rng.choice(STARTS[kind])))
    length = datetime.timedelta(minutes=5 * (rng.randint(*LENGTHS[kind]) // 5))
    place, observers = voice.say(rng.choice(PLACES[kind])), _observers(unit, meeting)
    people = [meeting.chair, meeting.recorder, meeting.lecturer, *observers]
    start = unit.free_at(start, STARTS[kind], people, engaged, length)
    voters = [person for person in meeting.expected if person.status == "full"]
    there = [person for person in voters if person not in meeting.absent]
    return {
        "meeting_type": kind,
        "held_at": start,
        "ended_at": start + length,
        "place": place,
        "party_group": meeting.group,
        "chair": meeting.chair,
        "recorder": meeting.recorder,
        "lecturer": meeting.lecturer,
        "expected": len(meeting.expected),
        "present": len(meeting.present),
        "voters_expected": len(voters) if kind == MEMBERS else None,
        "voters_present": len(there) if kind == MEMBERS else None,
        "observers": observers,
    }


def _observers(unit, meeting) -> list:
    if meeting.kind == LESSON:
        return meeting.rng.sample(unit.applicants or unit.staff, 2)
    if meeting.kind == GROUP or meeting.rng.random() < 0.5:
        return []
    if meeting.kind == COMMITTEE:
        return [group.leader for group in unit.groups if group.leader not in unit.committee]
    return meeting.rng.sample(unit.staff, meeting.rng.randint(2, 4))


def _agenda(unit, meeting, voices, themes) -> tuple[list[dict], list[dict]]:
    """The rows of 会议议题 and 形成决议."""
    topics, resolutions = [], []
    if meeting.kind == MEMBERS:
        voice = unit.voice(*meeting.key, "report")
        points = "\n".join(map(voice.say, report.points(meeting.rng)))
        topics.append({"topic": report.THEME, "speaker": meeting.chair.name, "points": points})
        resolutions.append({"resolution": report.RESOLUTION, "owner": "", "due": None})
    for part, voice, theme in zip(meeting.parts, voices, themes, strict=True):
        if meeting.kind == LESSON:
            speaker = meeting.lecturer.name
        else:
            speaker = voice.known["person"] if any("{person}" in line for line in part.points) else meeting.chair.name
        topics.append({"topic": theme, "speaker": speaker, "points": "\n".join(map(voice.say, part.points))})
        for line in part.resolutions:
            resolutions.append(_resolution(meeting, voice, line))
    return topics, resolutions


def _resolution(meeting, voice, line) -> dict:
    """Whoever the words name is the one who sees to it, and the day that they name is the day."""
    if is_passed(line):
        owner = ""
    elif "{owner}" in line or meeting.rng.random() < 0.5:
        owner = voice.known["owner"]
    else:
        owner = meeting.rng.choice(meeting.present).name
    due = due_of(line, meeting.day, later_day(meeting), meeting.rng)
    return {"resolution": voice.say(line), "owner": owner, "due": due}


def _vote(rng, resolutions, voters) -> None:
    """Everybody who may vote and is there votes on each resolution; mostly all of them for it."""
    for row in resolutions:
        against, abstain = rng.choice(((0, 0), (0, 0), (0, 0), (0, 1), (0, 1), (1, 0), (0, 2)))
        row |= {"votes_for": voters - against - abstain, "votes_against": against, "votes_abstain": abstain}


def _absentees(meeting) -> list[dict]:
    reasons = meeting.rng.sample(REASONS, len(REASONS))
    return [
        {
            "person": person,
            "reason": reasons[number % len(reasons)],
            "make_up": meeting.rng.choice(MAKE_UP[meeting.kind]),
        }
        for number, person in enumerate(meeting.absent)
    ]


def _photo(unit, meeting) -> dict:
    scene = {MEMBERS: "meeting", COMMITTEE: "meeting", LESSON: "lecture"}.get(meeting.kind, meeting.parts[0].scene)
    if meeting.kind == MEMBERS and meeting.rng.random() < 0.3:
        scene = "lecture"
    if meeting.kind == GROUP and scene not in GROUP_SCENES:
        scene = "meeting"
    picture = unit.picture(scene, meeting.rng, f"{unit.title}{KINDS[meeting.kind]}：{ALT[scene]}")
    return {"image": picture, "alt": picture.alt}


def _sign_in_sheet(unit, meeting):
    rows = [("序号", "姓名", "签到")]
    rows += [(number, person.name, person.name) for number, person in enumerate(meeting.present, 1)]
    kind, day = KINDS[meeting.kind], f"{meeting.day:%Y年%m月%d日}"
    return unit.paper(
        f"{unit.title}{kind}签到表（{day}）", f"日期：{day}", f"应到：{len(meeting.expected)}人", table=rows
    )


def _minutes_paper(unit, meeting, topics):
    kind, day = KINDS[meeting.kind], f"{meeting.day:%Y年%m月%d日}"
    lines = [f"{number}. {row['topic']}：{row['points']}" for number, row in enumerate(topics, 1)]
    return unit.paper(
        f"{unit.title}{kind}原始记录（{day}）", f"主持：{meeting.chair.name}　记录：{meeting.recorder.name}", *lines
    )


# The body ---------------------------------------------------------------------------------------------------------------


def _body(unit, meeting, voices, themes, resolutions) -> list[tuple]:
    """Longer for meetings of the whole branch, short for those of a group; what the fields say already is not repeated."""
    voice, rng = voices[0], meeting.rng
    closing = f"<p>{voice.say(rng.choice(CLOSINGS))}</p>"
    if meeting.kind == GROUP:
        return [("rich_text", closing)] if rng.random() < 0.6 else []
    if meeting.kind == LESSON:
        return _lesson_body(unit, meeting, voice)
    blocks = []
    if meeting.kind == MEMBERS:
        rate = 100 * len(meeting.present) / len(meeting.expected)
        blocks.append(
            (
                "figures",
                [
                    {"label": "应到", "value": voice.known["expected"], "unit": "人"},
                    {"label": "实到", "value": voice.known["present"], "unit": "人"},
                    {"label": "到会率", "value": f"{rate:.1f}", "unit": "%"},
                ],
            )
        )
    if meeting.kind == MEMBERS or rng.random() < 0.35:
        head = ("事项", "责任人", "完成时限")
        rows = [(row["resolution"], row["owner"], _until(row["due"])) for row in resolutions if row["owner"]]
        blocks += [("heading", {"text": "议定事项安排", "level": "2"}), unit.table("会议议定事项", head, *rows)]
    blocks.append(("rich_text", closing))
    if rng.random() < 0.4:
        kind, text = rng.choice(REMINDERS)
        blocks.append(("callout", {"kind": kind, "text": voice.say(text)}))
    return blocks


def _until(due: datetime.date | None) -> str:
    return f"{due.month}月{due.day}日" if due else "长期坚持"


def _lesson_body(unit, meeting, voice) -> list[tuple]:
    part, rng = meeting.parts[0], meeting.rng
    outline = "".join(f"<li>{voice.say(line.partition('：')[0]).rstrip('。')}</li>" for line in part.points)
    echoes = [voice.say(line) for line in part.echoes]
    blocks = [
        ("heading", {"text": "授课提纲", "level": "2"}),
        ("rich_text", f"<ol>{outline}</ol>"),
        ("heading", {"text": "交流讨论", "level": "2"}),
        ("rich_text", "".join(f"<p>{line}</p>" for line in echoes)),
    ]
    if rng.random() < 0.5:
        promise = voice.say(
            rng.choice(
                ("请在{team}的班前会上把今天的要点讲一遍。", "课后一个月内，各党小组结合{process}实际交流一次。")
            )
        )
        blocks.append(("callout", {"kind": "info", "text": promise}))
    return blocks
