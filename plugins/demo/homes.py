"""What stands on the units' home pages: a few words, figures, and the live blocks of the boards and latest records."""

from .world import BRANCH, COMMITTEE, DemoUnit

# A handful: the boards lead to all the others
LATEST = {
    "policy_objectives": "方针目标",
    "three_meetings_one_lesson": "最新三会一课",
    "work_plan_summary": "计划总结",
    "featured_work": "最新特色工作",
    "work_guide": "最新党务指南",
}
SERVICE = "service"
WORDS = {
    COMMITTEE: "{title}下设{below}，党员分布在江北、白马山两个厂区的三家工厂。这里集中展示厂党委和各党支部的管理基础、管理重点和管理回顾，"
    "员工登录后可以浏览所有单位的工作，查找办事指南，提出意见建议。",
    BRANCH: "{title}设在{site}{plant}，联系{workshop}的{teams}，现有党员{members}人，划分为{groups}个党小组。支部围绕{product}的质量、安全、交付和成本开展工作，"
    "重点做好{process}岗位的党员责任区和{newline}建设中的党员攻关。",
    SERVICE: "{title}设在{site}{plant}，由{teams}的党员组成，现有党员{members}人，划分为{groups}个党小组。支部围绕{process}、{process2}服务生产一线，"
    "重点做好{equipment}等重点岗位的党员责任区和{newline}建设中的党员攻关。",
    "general_branch": "{title}设在{site}{plant}，统筹{plant}各党支部的工作，推动锻造、机加工、装配三道工序的支部共建。",
}


def home(unit: DemoUnit, modules: list[str]) -> list[tuple]:
    """The body of the unit's home page; `modules`: labels of its sections."""
    voice = unit.voice(
        "home",
        title=unit.title,
        members=str(len(unit.members_on(unit.world.last))),
        groups=str(len(unit.groups)),
        teams="、".join(unit.trade.words["team"]),
        below=_below(unit),
    )
    scene, alt = ("axle", "展台上的车桥总成") if unit.kind == COMMITTEE else ("workshop", "车间通道和两侧的设备")
    picture = unit.picture(scene, unit.rng("home"), f"{unit.title}：{alt}")
    # 管理板 first: whoever opens a unit sees its work at one glance
    blocks = [
        ("board", {"board": ""}),
        ("heading", {"text": f"{unit.title}简介", "level": "2"}),
        ("rich_text", f"<p>{voice.say(WORDS[unit.kind if unit.makes else SERVICE])}</p>"),
        ("image", {"image": picture, "alt": picture.alt, "caption": ""}),
    ]
    if unit.kind == BRANCH:
        figures = (("党员", "members", "人"), ("党小组", "groups", "个"))
        blocks.append(
            ("figures", [{"label": label, "value": voice.known[word], "unit": sign} for label, word, sign in figures])
        )
    for module, title in LATEST.items():
        if module in modules:
            blocks.append(("latest_records", {"title": title, "module": module, "count": 5}))
    blocks.append(("calendar", {"months": 1}))
    return blocks


def _below(unit: DemoUnit) -> str:
    general = [other.title for other in unit.world.units if other.kind == "general_branch"]
    branches = len([other for other in unit.world.units if other.kind == BRANCH])
    return f"{'、'.join(general)}和{branches}个党支部"
