"""A year of 理论学习 for the demo: the centre group's study at the committee, study and education in the branches.

`records(world, unit)` is the contract with `plugins.demo`: it yields plain data (`plugins.demo.world.record`) made with the
functions that `unit` offers, and imports nothing of the plugin.
"""

import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from .themes import (
    CENTRE,
    CENTRE_STUDIES,
    COLLECTIVE,
    COLLECTIVE_STUDIES,
    EDUCATION,
    OFFICE_STUDIES,
    ONLINE,
    OTHER_STUDIES,
    SELF,
    TRAINING,
    VISIT,
    Study,
)

NAMES = {CENTRE: "党委理论学习中心组学习：", COLLECTIVE: "集中学习："}
# Hours of one study, of which one is drawn: with twelve of 集中学习 the year comes to more than the 32 that are asked for
HOURS = {
    CENTRE: ("3.0", "3.0", "4.0"),
    COLLECTIVE: ("2.0", "2.0", "1.5", "2.5"),
    SELF: ("2.0", "3.0"),
    TRAINING: ("8.0", "8.0", "12.0"),
    VISIT: ("2.0", "3.0"),
    EDUCATION: ("2.0", "3.0"),
    ONLINE: ("1.5", "2.0"),
}
# What a branch does besides 集中学习, and about when: (kind, month)
BESIDES = (
    (EDUCATION, 2),
    (TRAINING, 4),
    (ONLINE, 5),
    (VISIT, 6),
    (SELF, 8),
    (TRAINING, 9),
    (VISIT, 10),
    (EDUCATION, 7),
)
OFFICE_BESIDES = ((TRAINING, 4), (VISIT, 5), (EDUCATION, 9), (TRAINING, 9))
OPENINGS = {
    COLLECTIVE: (
        "{branch}于{day}组织集中学习，主题是“{theme}”。{organiser}组织，{speaker}领学，应参加{expected}人，实参加{present}人。{point}",
        "{day}，{branch}党员集中学习，{speaker}领学{first}，{present}名党员参加（应参加{expected}人），计{hours}学时。{point}",
        "{branch}本月集中学习围绕“{theme}”展开，应参加{expected}人，实参加{present}人。{point}",
    ),
    CENTRE: (
        "{day}，党委理论学习中心组集体学习，主题是“{theme}”，{speaker}作重点发言。{point}",
        "党委理论学习中心组于{day}围绕“{theme}”开展学习研讨，应参加{expected}人，实参加{present}人，{speaker}重点发言。{point}",
    ),
    "": (
        "{branch}于{day}开展“{theme}”，应参加{expected}人，实参加{present}人，计{hours}学时。{point}",
        "{day}，{organiser}组织“{theme}”，{present}人参加（应参加{expected}人）。{point}",
    ),
}
MAKE_UP = (
    "缺席的{missing}名党员由党小组长送学，一周内补学并登记学时。",
    "{missing}名倒班党员未能参加，安排在下周班前补课。",
    "未到的{missing}人已领取学习材料，下次党小组会上交流。",
)
QUESTIONS = (
    "请结合{process}岗位想一想：今天学的内容，下个班就能做的是哪一件？",
    "学习材料在党员活动室可借阅，倒班党员可向{speaker}领取电子讲稿。",
    "有不同看法可在党小组会上继续讨论，不要求上交书面心得。",
)
OFFICE_QUESTIONS = (
    "发言材料不印发；调研题目和完成时间由党务室登记，下次学习先通报进展。",
    "班子成员到联系支部讲一次学习体会，讲稿不超过两页。",
)
# What else was said, whatever the theme
REMARKS = (
    "{person2}联系{process2}谈到，学了不用等于没学，先把{defect2}这一件事改过来。",
    "{team2}的同志提出，学习材料字多，班前会讲不完，应当先讲一条、做一条。",
    "讨论中有人问起{newline}投用后的岗位安排，书记当场说明了进度和原则。",
    "两名青年党员第一次领读，事先做了功课，把难懂的地方写在黑板上。",
    "老党员结合{equipment2}检修的经历谈责任，大家听得安静。",
    "有同志直言上次学习布置的{check2}自查没有做完，会上重新明确了时间。",
    "{team2}夜班党员带着问题来，讨论比预定时间多了二十分钟。",
    "大家不赞成抄笔记，主张每人讲一件身边的事，以事说理。",
    "讨论到{cost2}时有不同意见，约定拿数据再议，不急于下结论。",
    "{person2}把重点内容编成三句顺口溜，准备带到{team2}班前会。",
)
MOST_PICTURES = 2
ALT = {
    "banner": "红色旗帜前列队的党员",
    "chart": "展板上的柱状图和折线图",
    "inspection": "检查台上用量具检测工件",
    "lecture": "一人站在屏幕前讲话，其他人坐在台下听",
    "machine": "运转中的数控设备",
    "meeting": "参会人员围坐在长桌旁",
    "notice_board": "公开栏上张贴的通知和图表",
    "reading": "书架旁的阅读角",
    "robot": "机器人工作站正在作业",
    "safety": "安全帽和安全提示牌",
    "training": "师傅在设备旁向徒弟讲解",
}


@dataclass
class Meeting:
    """One study of a unit: who was expected and who came."""

    kind: str
    study: Study
    day: datetime.date
    expected: list
    present: list


def records(world, unit) -> Iterator:
    """集中学习 each month in a branch, the centre group's in the committee, and other forms besides; laps tell other themes."""
    used: Counter = Counter()
    pictured = 0
    for month in unit.months():
        kinds = [CENTRE if unit.kind == "committee" else COLLECTIVE]
        besides = OFFICE_BESIDES if unit.kind == "committee" else BESIDES
        kinds += [kind for kind, when in besides if when == month.month and (unit.kind != "general_branch" or when % 2)]
        for kind in kinds:
            rng = unit.rng("study", month.first, kind)
            day = unit.working_day(rng, month.first.replace(day=3), month.last.replace(day=min(month.last.day, 26)))
            if day is None:
                continue
            study = _draw(unit, kind, month.month, used, rng)
            with_picture = pictured < MOST_PICTURES and rng.random() < 0.12
            pictured += with_picture
            yield _record(unit, _meeting(world, unit, kind, study, day, rng), rng, with_picture)


def _draw(unit, kind: str, month: int, used: Counter, rng) -> Study:
    """One that was told least, of this month where there is one."""
    others = OFFICE_STUDIES if unit.kind == "committee" else OTHER_STUDIES
    pool = {CENTRE: CENTRE_STUDIES, COLLECTIVE: COLLECTIVE_STUDIES}.get(kind) or others[kind]
    suitable = [study for study in pool if not study.months or month in study.months]
    if not suitable or min(used[study.theme] for study in suitable) > min(used[study.theme] for study in pool):
        suitable = list(pool)
    fewest = min(used[study.theme] for study in suitable)
    fresh = [study for study in suitable if used[study.theme] == fewest]
    seasonal = [study for study in fresh if month in study.months]
    study = rng.choice(seasonal if seasonal and rng.random() < 0.6 else fresh)
    used[study.theme] += 1
    return study


def _meeting(world, unit, kind: str, study: Study, day, rng) -> Meeting:
    if unit.kind != "committee":
        expected = unit.members_on(day)
    elif kind == TRAINING:
        # one for secretaries and the committee, the other for those who write and check
        role = "secretary" if "支部书记" in study.tags else "reviewer"
        branches = [other for other in world.units if other is not unit]
        expected = [person for other in branches for person in other.with_role(role)]
    else:
        expected = unit.committee
    absent = [person for person in expected[2:] if rng.random() < 0.08][: len(expected) // 4]
    return Meeting(kind, study, day, expected, [person for person in expected if person not in absent])


def _record(unit, meeting: Meeting, rng, with_picture: bool):
    kind, study, day = meeting.kind, meeting.study, meeting.day
    organiser = rng.choice(unit.committee[:3])
    speaker = rng.choice(meeting.present)
    second = rng.choice([person for person in meeting.present if person is not speaker] or [speaker])
    voice = unit.voice("study", day, kind, day=f"{day.month}月{day.day}日", person=speaker.name, person2=second.name)
    voice.know(present=str(len(meeting.present))).draw(study.theme, *study.points, *study.outcomes)
    theme = voice.say(study.theme)
    materials = [
        {"title": voice.say(title), "source": voice.say(source), "url": ""} for title, source in study.materials
    ]
    points = [voice.say(point) for point in study.points]
    if unit.kind != "committee" and kind not in (ONLINE, SELF) and rng.random() < 0.8:
        points.append(voice.say(rng.choice(REMARKS)))
    hours = Decimal("16.0" if unit.kind == "committee" and kind == TRAINING else rng.choice(HOURS[kind]))
    missing = len(meeting.expected) - len(meeting.present)
    voice.know(
        organiser=organiser.name,
        speaker=speaker.name,
        theme=theme,
        expected=str(len(meeting.expected)),
        present=str(len(meeting.present)),
        missing=str(missing),
        hours=f"{hours.normalize():f}",
        first=materials[0]["title"],
        point=points[0],
    )
    return unit.record(
        f"{NAMES.get(kind, '')}{theme}（{day.year}年{day.month}月）",
        day,
        {
            "study_kind": kind,
            "theme": theme,
            "organiser": organiser,
            "lead_speaker": None if kind in (ONLINE, SELF) else speaker,
            "held_on": day,
            "hours": hours,
            "expected": len(meeting.expected),
            "present": len(meeting.present),
            "participants": meeting.present,
            "outcome": "".join(f"<p>{voice.say(outcome)}</p>" for outcome in study.outcomes),
        },
        rows={"materials": materials},
        summary=voice.say(rng.choice(OPENINGS.get(kind, OPENINGS[""]))),
        body=_body(unit, voice, study, points, missing, rng, with_picture),
        tags=("理论学习", *study.tags),
        contains_personal_data=True,
        evidence=_evidence(unit, meeting, theme) if kind == TRAINING and unit.world.lap == 0 else [],
    )


def _body(unit, voice, study: Study, points, missing: int, rng, with_picture: bool) -> list[tuple]:
    blocks = [
        ("heading", {"text": "学习研讨", "level": "2"}),
        ("rich_text", "".join(f"<p>{point}</p>" for point in points)),
    ]
    if with_picture:
        picture = unit.picture(study.scene, rng, f"{unit.title}学习现场：{ALT[study.scene]}")
        blocks.append(("image", {"image": picture, "alt": picture.alt, "caption": ""}))
    committee = unit.kind == "committee"
    if missing and not committee and rng.random() < 0.6:
        blocks.append(("rich_text", f"<p>{voice.say(rng.choice(MAKE_UP))}</p>"))
    if rng.random() < 0.3:
        questions = OFFICE_QUESTIONS if committee else QUESTIONS
        blocks.append(("callout", {"kind": "info", "text": voice.say(rng.choice(questions))}))
    return blocks


def _evidence(unit, meeting: Meeting, theme: str) -> list[tuple]:
    rows = [("序号", "姓名", "签到")]
    rows += [(number, person.name, person.name) for number, person in enumerate(meeting.present, 1)]
    day = f"{meeting.day:%Y年%m月%d日}"
    paper = unit.paper(
        f"{theme}签到表（{day}）", f"单位：{unit.title}", f"应参加：{len(meeting.expected)}人", table=rows
    )
    return [("sign_in_sheet", paper, "")]
