"""A year of 特色工作 for the demo: what branches have nominated, some of it taken into the committee's bulletin.

`records(world, unit)` is the contract with `plugins.demo`: it yields plain data (`plugins.demo.world.record`) made with the
functions that `unit` offers, and imports nothing of the plugin.
"""

import datetime
from collections import Counter
from collections.abc import Iterator

from .stories import STORIES, Story

DAY = datetime.timedelta(days=1)
# A unit nominates two a quarter at most
MOST = 2
# A quarter's stories are nominated by the 25th of its last month, and the committee chooses ten days after its end.
NOMINATED_BY, CHOSEN_AFTER = 25, 10 * DAY
ALT = {
    "axle": "展台上的新品车桥总成",
    "banner": "红旗下列队的党员突击队",
    "canteen": "高温岗位旁摆放的饮水和防暑用品",
    "chart": "展板上向好的趋势图",
    "flood": "雨中值守的人员和沙袋",
    "inspection": "检查台上正在用量具复测的工件",
    "lecture": "讲课人和台下听讲的员工",
    "line": "生产线上依次排列的工件",
    "machine": "改进后的设备正在加工",
    "meeting": "围坐在会议桌旁讨论的党员",
    "notice_board": "公布数据和办理结果的看板",
    "reading": "班组休息室里的书箱和读书的人",
    "robot": "新线上作业的机器人",
    "safety": "现场张贴的安全提示和防护用品",
    "shelf": "分类定位的工具架",
    "talk": "党员与员工坐在一起交谈",
    "training": "师傅在设备旁手把手教徒弟",
    "tree": "党员在厂区空地上种树",
    "workshop": "整洁的车间通道",
}
WORDS_OF_WORKERS = (
    "以前是问题追着人跑，现在是人迎着问题上。",
    "党员先动手，我们心里就有底。",
    "办法不花哨，用起来顺手，这就够了。",
    "最大的变化是大家愿意说真话、动真格了。",
    "数字摆在那里，不服不行。",
    "从前觉得是领导的事，现在觉得是自己的事。",
)


def records(world, unit) -> Iterator:
    """A few stories a year from each branch and general branch, at most two a quarter; the committee nominates none."""
    if unit.kind == "committee":
        return
    for number, (month, story) in enumerate(_told_by(world, unit)):
        rng = unit.rng("story", number)
        latest = month.first.replace(day=NOMINATED_BY)
        if day := unit.working_day(rng, month.first.replace(day=8), latest):
            yield _record(world, unit, month, day, number, story, rng)


def _told_by(world, unit) -> Iterator:
    """(the quarter's last month, story) of what this unit tells.

    In the natural year nobody tells what another has told; a further lap of a larger demo deals the stories anew.
    """
    tellers = [other for other in world.units if other.kind != "committee"]
    quarters = [month for month in unit.months() if not month.month % 3 and month.last.day >= NOMINATED_BY]
    rng = world.rng("featured_work", "deal")
    told = Counter()
    for place, story in enumerate(rng.sample(STORIES, len(STORIES))):
        month = rng.choice([month for month in quarters if story.quarter in (0, month.quarter)] or [None])
        if month is None:
            continue
        turn = [tellers[(place + number) % len(tellers)] for number in range(len(tellers))]
        teller = min(
            (other for other in turn if story.suits(other.makes, month.quarter) and told[other.code, month] < MOST),
            key=lambda other: sum(told[other.code, quarter] for quarter in quarters),
            default=None,
        )
        if teller:
            told[teller.code, month] += 1
            if teller is unit:
                yield month, story


def _record(world, unit, month, day, number, story: Story, rng):
    voice = unit.voice("story", number, quarter=month.quarter_name)
    team = rng.sample([*unit.members, *unit.staff], rng.randint(3, 6))
    voice.know(person=team[0].name, members=str(len(unit.members))).draw(
        story.title, *story.background, *story.practice, *story.result
    )
    practice = rng.sample(story.practice, min(len(story.practice), rng.randint(3, 5)))
    practice.sort(key=story.practice.index)
    background, practice, result = (
        [voice.say(line) for line in lines] for lines in (story.background, practice, story.result)
    )
    selected = month.last + CHOSEN_AFTER <= world.last and rng.random() < 0.3
    title = voice.say(story.title)
    steps = "".join(f"<li>{line}</li>" for line in practice)
    return unit.record(
        title,
        day,
        {
            "quarter": f"{month.year}Q{month.quarter}",
            "category": story.category,
            "background": _paragraphs(background),
            "practice": f"<ol>{steps}</ol>",
            "result": _paragraphs(result),
            "replicable": f"<p>{story.replicable}</p>",
            "contributors": team,
            "selected": selected,
            "selection_opinion": story.selected if selected else "",
        },
        period=f"{month.year}Q{month.quarter}",
        summary=background[0],
        body=_body(unit, story, voice, month, team, rng),
        tags=("特色工作", *story.tags),
        evidence=_evidence(unit, story, voice, title) if world.lap == 0 else [],
    )


def _paragraphs(lines) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def _body(unit, story, voice, month, team, rng) -> list[tuple]:
    """Figures and a picture always; besides them what this story is told with."""
    picture = unit.picture(story.scene, rng, f"{unit.title}：{ALT[story.scene]}")
    figures = [
        {"label": voice.say(label), "value": voice.say(value), "unit": sign} for label, value, sign in story.figures
    ]
    blocks = [
        ("figures", figures),
        ("image", {"image": picture, "alt": picture.alt, "caption": voice.say("{workshop}现场")}),
    ]
    told = rng.randrange(4)
    if told == 0:
        blocks.append(("heading", {"text": "推进过程", "level": "2"}))
        blocks.append(("timeline", _timeline(voice, month)))
    elif told == 1:
        worker = rng.choice(unit.staff).name
        blocks.append(("quote", {"text": rng.choice(WORDS_OF_WORKERS), "source": voice.say(f"{{team}}员工{worker}")}))
    elif told == 2:
        role = f"{unit.workshop}{team[0].job}" + ("，共产党员" if team[0].is_member else "")
        text = voice.say("在{process}岗位工作多年，这次负责方案试验和班组推广。")
        blocks.append(("person", {"name": team[0].name, "role": role, "text": text}))
    else:
        rows = [(figure["label"], f"{figure['value']}{figure['unit']}") for figure in figures]
        blocks.append(unit.table("成效数据（来源：车间统计台账）", ("指标", "数值"), *rows))
    if rng.random() < 0.4:
        blocks.append(
            (
                "callout",
                {"kind": "info", "text": voice.say("需要资料的支部可与{workshop}联系，图纸、表格可以直接取用。")},
            )
        )
    return blocks


def _timeline(voice, month) -> list[dict]:
    first, second, third = (f"{month.year}年{month.month - back}月" for back in (2, 1, 0))
    return [
        {"date": first, "title": "摸清问题", "text": voice.say("跟踪{process}，收集{team}的意见和数据。")},
        {"date": second, "title": "试行改进", "text": voice.say("在{team2}小范围试行，边试边改。")},
        {"date": third, "title": "固化推广", "text": voice.say("形成标准，在{workshop}推开。")},
    ]


def _evidence(unit, story, voice, title) -> list[tuple]:
    rows = [(voice.say(label), f"{voice.say(value)}{sign}") for label, value, sign in story.figures]
    paper = unit.paper(
        f"{title}：成效数据核对表",
        f"单位：{unit.title}",
        "数据由班组提供，经车间统计员核对。",
        table=[("指标", "数值"), *rows],
    )
    return [("document", paper, "车间统计员核对")]
