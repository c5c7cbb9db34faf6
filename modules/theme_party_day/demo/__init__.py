"""A year of 主题党日 for the demo: one relatively fixed day a month of each branch, what was done and what it brought.

`records(world, unit)` is the contract with `plugins.demo`: it yields plain data (`plugins.demo.world.record`) made with the
functions that `unit` offers, and imports nothing of the plugin.
"""

import datetime
from collections import Counter
from collections.abc import Iterator

from ..models import ACTIVITIES
from .themes import GENERAL_BRANCH, THEMES, Theme

DAY = datetime.timedelta(days=1)
# How many photos a unit has in a year at most; they do not count for anything
MOST_PHOTOS = 2
# Where one of the branch may already be
MEETINGS, COMMITTEE_MEETINGS = "three_meetings_one_lesson", "committee_meetings"
STARTS = ((14, 30), (15, 0), (15, 30), (16, 0), (8, 30))
ALT = {
    "banner": "红色旗帜前列队的党员",
    "canteen": "高温岗位旁的饮水和防暑用品",
    "chart": "展板上的柱状图和折线图",
    "flood": "雨中堆放的沙袋和值守人员",
    "inspection": "检查台上用量具检测工件",
    "lecture": "一人站在屏幕前讲话，其他人坐在台下听",
    "machine": "清理干净的数控设备",
    "meeting": "党员围坐在长桌旁",
    "notice_board": "公开栏上张贴的通知和图表",
    "reading": "书架旁的阅读角",
    "robot": "机器人工作站正在作业",
    "safety": "安全帽和安全提示牌",
    "talk": "两个人坐在桌旁谈话",
    "training": "师傅在设备旁向徒弟讲解",
    "tree": "人们在厂区绿地植树",
    "workshop": "车间通道和两侧的设备",
}
SUMMARIES = (
    "{day}，{branch}在{place}开展主题党日，应参加党员{expected}人，实参加{present}人，由{organiser}组织。{first}",
    "{branch}{month}月主题党日在{place}举行，{present}名党员参加（应参加{expected}人）。{first}",
    "本月主题党日由{organiser}组织，地点在{place}，应参加{expected}人，实参加{present}人。{first}",
    "{first}{branch}{expected}名党员中{present}人参加了{day}的主题党日。",
)
ABSENT = (
    "缺席的{missing}名党员因{why}等原因请假，已由党小组长安排补学。",
    "{missing}名党员因{why}等未能参加，一周内由党小组长送学。",
)
WHYS = ("夜班调休", "外出培训", "出差在外", "当班不能离岗")
# What a day with this activity is at the same time for other modules: entered once, and asked for no second time
ALSO_COUNTS = {
    "lesson": "three_meetings_one_lesson:meeting_type=lesson",
    "study": "theory_study:study_kind=collective",
}
REMINDERS = (
    ("info", "下月主题党日仍在{rule}，主题由支委会提前一周确定。"),
    ("notice", "认领的任务由{organiser}跟踪，下次主题党日先对账。"),
    ("info", "活动从简，不外出聚餐、不发纪念品，费用按党费使用规定列支。"),
)
WEEKDAYS = "一二三四五"


def records(world, unit) -> Iterator:
    """One day a month of each branch and general branch; a further lap tells other themes."""
    if unit.kind == "committee":
        return
    rng = unit.rng("party_day")
    week, weekday = rng.randrange(4), rng.randrange(5)
    rule = f"每月第{WEEKDAYS[week]}个星期{WEEKDAYS[weekday]}"
    used, pictured = Counter(), 0
    for month in unit.months():
        own = unit.rng("party_day", month.first)
        day = _fixed_day(unit, month, week, weekday, own)
        if day is None:
            continue
        theme = _draw(unit, month, used, own)
        pictured += (with_photo := pictured < MOST_PHOTOS and own.random() < 0.3)
        yield _record(unit, theme, day, rule, own, with_photo)


def _fixed_day(unit, month, week: int, weekday: int, rng) -> datetime.date | None:
    """That weekday of the month, or the first working day after it; None when that is beyond the month or the year."""
    first = month.first.replace(day=1)
    day = first + ((weekday - first.weekday()) % 7 + 7 * week) * DAY
    while day <= month.last:
        if unit.working_day(rng, day, day):
            return day
        day += DAY
    return None


def _draw(unit, month, used: Counter, rng) -> Theme:
    """One that was not told yet this year, and mostly one of the season."""
    pool = GENERAL_BRANCH if unit.kind == "general_branch" else THEMES
    suitable = [
        theme
        for theme in pool
        if theme.suits(unit.makes or unit.kind == "general_branch")
        and (not theme.months or month.month in theme.months)
    ]
    fewest = min(used[theme.title] for theme in suitable)
    fresh = [theme for theme in suitable if used[theme.title] == fewest]
    seasonal = [theme for theme in fresh if theme.months]
    theme = rng.choice(seasonal if seasonal and rng.random() < 0.65 else fresh)
    used[theme.title] += 1
    return theme


def _record(unit, theme: Theme, day, rule: str, rng, with_photo: bool):
    expected = _expected(unit, day)
    organiser = rng.choice(unit.committee)
    free = [person for person in expected if person is not organiser]
    absent = [person for person in free if rng.random() < 0.09][: len(expected) // 4]
    present = [person for person in expected if person not in absent]
    speaker = rng.choice([person for person in present if person is not organiser] or present)
    voice = unit.voice(
        "party_day", day, day=f"{day.month}月{day.day}日", month=str(day.month), person=speaker.name, rule=rule
    )
    voice.know(
        organiser=organiser.name,
        expected=str(len(expected)),
        present=str(len(present)),
        missing=str(len(absent)),
        why=rng.choice(WHYS),
    )
    voice.draw(theme.title, *theme.steps, *theme.effects)
    steps = [voice.say(step) for step in theme.steps]
    effects = sorted(rng.sample(theme.effects, 2), key=theme.effects.index)
    voice.know(first=steps[0], place=voice.say(theme.place))
    title = voice.say(theme.title)
    rows = {}
    if with_photo:
        picture = unit.picture(theme.scene, rng, f"{unit.title}主题党日：{ALT[theme.scene]}")
        rows["photos"] = [{"image": picture, "alt": picture.alt}]
    return unit.record(
        f"{day.month}月主题党日：{title}",
        day,
        {
            "theme": title,
            "held_at": _start(unit, day, rng, organiser),
            "place": voice.known["place"],
            "organiser": organiser,
            "activity_kind": [kind for kind, _label in ACTIVITIES if kind in theme.kinds],
            "expected": len(expected),
            "present": len(present),
            "reported_in_advance": rng.random() < 0.94,
            "effect": "".join(f"<p>{voice.say(effect)}</p>" for effect in effects),
        },
        rows=rows,
        summary=voice.say(rng.choice(SUMMARIES)),
        body=_body(voice, steps, absent, rng),
        tags=("主题党日", *theme.tags),
        also_counts=tuple(ALSO_COUNTS[kind] for kind in theme.kinds if kind in ALSO_COUNTS),
    )


def _start(unit, day, rng, organiser) -> datetime.datetime:
    """An hour at which its organiser is not at a meeting."""
    start = datetime.datetime.combine(day, datetime.time(*rng.choice(STARTS)))
    engaged = [*unit.engaged(day, MEETINGS), *unit.world.committee.engaged(day, COMMITTEE_MEETINGS)]
    return unit.free_at(start, STARTS, [organiser], engaged)


def _expected(unit, day) -> list:
    """The members; of a general branch also the secretaries of its branches."""
    secretaries = [other.secretary for other in unit.world.units if other.parent == unit.code]
    return [*unit.members_on(day), *(secretaries if unit.kind == "general_branch" else [])]


def _body(voice, steps, absent, rng) -> list[tuple]:
    told = "".join(f"<li>{step}</li>" for step in steps)
    blocks = [("heading", {"text": "活动安排", "level": "2"}), ("rich_text", f"<ol>{told}</ol>")]
    if absent and rng.random() < 0.6:
        blocks.append(("rich_text", f"<p>{voice.say(rng.choice(ABSENT))}</p>"))
    if rng.random() < 0.35:
        kind, text = rng.choice(REMINDERS)
        blocks.append(("callout", {"kind": kind, "text": voice.say(text)}))
    return blocks
