"""A year of 群团工作 for the demo: what the union, the youth league, the women's committee and the united front did.

`records(world, unit)` is the contract with `plugins.demo`: it yields plain data (`plugins.demo.world.record`) made with the
functions that `unit` offers, and imports nothing of the plugin.
"""

from collections import Counter
from collections.abc import Iterator

from .activities import ACTIVITIES, FRONT, LEAGUE, UNION, WOMEN, Activity

# How many of each organisation in a year
HOW_MANY = {UNION: 7, LEAGUE: 5, WOMEN: 3, FRONT: 2}
NAMES = {UNION: "工会", LEAGUE: "团委", WOMEN: "女工委", FRONT: "统战工作"}
# Which of the year's activities are shown with a picture
PICTURED = (3, 10)
ALT = {
    "canteen": "高温岗位旁的饮水和防暑用品",
    "chart": "展板上的柱状图和折线图",
    "inspection": "检查台上用量具检测工件",
    "lecture": "一人站在屏幕前讲话，其他人坐在台下听",
    "line": "生产线上排列的工件和设备",
    "meeting": "参会人员围坐在长桌旁",
    "notice_board": "公开栏上张贴的通知和图表",
    "safety": "安全帽和安全提示牌",
    "talk": "两个人坐在桌旁谈话",
    "training": "师傅在设备旁向徒弟讲解",
    "tree": "人们在厂区绿地植树",
}
CLOSINGS = (
    "活动从简，经费按规定列支，支出明细在公开栏公布。",
    "参加自愿，班次错开，没有影响生产；未能参加的员工由工会小组补上。",
    "下一步由{person}跟踪未办结事项，办结一项、公布一项。",
    "两个厂区同步开展，白马山厂区由工会联络点负责。",
)


def records(world, unit) -> Iterator:
    """Several a quarter from the committee; a further lap tells others of them."""
    if unit.kind != "committee":
        return
    for number, (activity, day) in enumerate(sorted(_dated(unit), key=lambda pair: pair[1])):
        yield _record(unit, activity, day, number)


def _dated(unit) -> Iterator[tuple]:
    rng = unit.rng("mass")
    months = [month for month in unit.months() if (month.last - month.first).days > 10]
    counts: Counter = Counter()
    for org, many in HOW_MANY.items():
        own = [activity for activity in ACTIVITIES if activity.org == org]
        for activity in rng.sample(own, min(len(own), many)):
            due = [month for month in months if month.month in activity.months]
            if not due:
                continue
            fewest = min(counts[month.year, month.quarter] for month in due)
            month = rng.choice([month for month in due if counts[month.year, month.quarter] == fewest])
            counts[month.year, month.quarter] += 1
            own_rng = unit.rng("mass", activity.title)
            if day := unit.working_day(own_rng, month.first, month.last):
                yield activity, day


def _record(unit, activity: Activity, day, number: int):
    rng = unit.rng("mass", activity.title, day)
    people = [person for person in unit.people if person.is_member]
    voice = unit.voice("mass", number, day, **_shop_words(unit, number, rng))
    voice.know(person=rng.choice(people).name, year=str(day.year))
    count = rng.randint(*activity.count) if activity.count else 0
    voice.know(count=str(count))
    voice.draw(activity.title, activity.summary, *activity.steps, *activity.outcomes)
    title = voice.say(activity.title)
    return unit.record(
        f"{NAMES[activity.org]}：{title}（{day.year}年{day.month}月）",
        day,
        {
            "org": activity.org,
            "activity": title,
            "held_on": day,
            "participants_count": count or None,
            "outcome": "".join(f"<p>{voice.say(line)}</p>" for line in activity.outcomes),
        },
        summary=voice.say(activity.summary),
        body=_body(unit, activity, voice, number, rng),
        tags=("群团工作", *activity.tags),
        period=f"{day.year}Q{(day.month + 2) // 3}",
    )


def _shop_words(unit, number: int, rng) -> dict[str, str]:
    """Words of one of the workshops: what the whole factory does is not told in those of its offices."""
    branches = [other for other in unit.world.units if other.makes and other.kind == "branch"]
    there = rng.choice(branches or [unit]).voice("mass", number)
    return {name: there.say(f"{{{name}}}") for name in ("workshop", "process", "defect", "hazard", "team", "product")}


def _body(unit, activity: Activity, voice, number: int, rng) -> list[tuple]:
    told = "".join(f"<li>{voice.say(step)}</li>" for step in activity.steps)
    blocks = [("heading", {"text": "主要做法", "level": "2"}), ("rich_text", f"<ol>{told}</ol>")]
    if activity.figures:
        figures = [{"label": label, "value": voice.say(value), "unit": sign} for label, value, sign in activity.figures]
        blocks.append(("figures", figures))
    if number in PICTURED:
        picture = unit.picture(activity.scene, rng, f"{NAMES[activity.org]}活动：{ALT[activity.scene]}")
        blocks.append(("image", {"image": picture, "alt": picture.alt, "caption": ""}))
    if rng.random() < 0.5:
        blocks.append(("rich_text", f"<p>{voice.say(rng.choice(CLOSINGS))}</p>"))
    return blocks
