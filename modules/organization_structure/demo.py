"""组织机构 for the demo: one record of each unit, with its committee and its Party groups.

`records(world, unit)` is the contract with `plugins.demo`: it yields plain data (`plugins.demo.world.record`) made with the
functions that `unit` offers, and imports nothing of the plugin.
"""

import datetime
from collections.abc import Iterator

DUTIES = {
    "党委书记": "secretary",
    "党委副书记": "deputy_secretary",
    "党总支书记": "secretary",
    "党支部书记": "secretary",
    "党委委员、组织委员": "organisation",
    "党委委员、纪委书记": "discipline",
    "组织委员": "organisation",
    "宣传委员": "publicity",
    "纪检委员": "discipline",
    "青年委员": "youth",
}
PORTFOLIOS = {
    "secretary": ("主持全面工作，抓班子、带队伍", "主持全面工作，负责党建与{process}的融合"),
    "deputy_secretary": ("协助书记工作，分管党务和工会、共青团",),
    "organisation": ("发展党员、党员教育管理、党费收缴", "党员发展与管理，组织生活的安排和记录"),
    "publicity": ("理论学习、宣传报道和信息报送", "宣传教育、思想动态和阵地建设"),
    "discipline": ("纪律监督、廉洁教育", "监督执纪，{team}民主监督"),
    "youth": ("联系共青团，青年思想和导师带徒", "青年工作，{process}岗位练兵"),
    "mass_work": ("联系工会，职工维权和困难帮扶",),
}
# Members of the works' committee who hold no post that the branch rules have a name for
OTHERS = {"工会主席": "mass_work", "生产副厂长": "publicity", "总工程师": "youth"}
OTHER_PORTFOLIOS = {"publicity": "分管生产经营，联系宣传工作", "youth": "分管技术质量，联系青年工作"}
TYPES = {"committee": "committee", "general_branch": "general_branch", "branch": "branch"}


def records(world, unit) -> Iterator:
    """One record; it is a standing one, so that further laps add none."""
    if world.lap:
        return
    rng = unit.rng("organization")
    if not (day := unit.working_day(rng, world.start, world.last)):
        return
    voice = unit.voice("organization")
    elected = _elected(unit, rng, day)
    members = unit.members_on(day)
    groups = [(group, [person for person in group.members if person in members]) for group in unit.groups]
    yield unit.record(
        f"{unit.title}组织机构（{day.year}年{day.month}月）",
        day,
        {
            "org_name": f"中国共产党江北车桥厂{unit.title.removeprefix('江北车桥厂').replace('党委', '委员会')}",
            "org_type": TYPES[unit.kind],
            "site": unit.site,
            "established_on": datetime.date(rng.randint(1986, 2012), rng.randint(1, 12), rng.randint(1, 28)),
            "term_years": _years(unit),
            "term_start": elected,
            "term_end": elected.replace(year=elected.year + _years(unit)),
            "secretary": unit.secretary,
            "member_count": len(members),
        },
        rows={
            "committee_members": [_member(person, elected, rng, voice) for person in unit.committee],
            "party_groups": [
                {"name": group.name, "leader": group.leader, "member_count": len(there)} for group, there in groups
            ],
        },
        summary=voice.say(_summary(unit, day, members)),
        body=[("rich_text", f"<p>{voice.say(rng.choice(CHANGES))}</p>")],
        tags=("组织机构",),
    )


CHANGES = (
    "本次更新核对了党员数和党小组划分，班子成员及分工与党员大会选举结果、委员会分工会议记录一致。",
    "{team}人员调整后，党小组作了相应划分，组长由小组党员推选产生；班子分工未变。",
    "本次更新补充了委员分工，明确联系{team}和{team2}的委员；任期和班子成员未变。",
    "按年度核对要求，组织委员与党小组长逐人核对了名册，并更新了联系{process}岗位的分工。",
)


def _years(unit) -> int:
    return 5 if unit.kind == "committee" else 3


def _elected(unit, rng, day) -> datetime.date:
    """The day of the last election: within the term, for some of them so long ago that the next one is near."""
    ago = rng.randint(90, 365 * _years(unit) - 60)
    elected = day - datetime.timedelta(days=ago)
    return elected.replace(day=min(elected.day, 28))


def _member(person, elected, rng, voice) -> dict:
    duty = DUTIES.get(person.post) or OTHERS[person.job]
    text = OTHER_PORTFOLIOS.get(duty) if person.post == "党委委员" and duty in OTHER_PORTFOLIOS else None
    return {
        "person": person,
        "duty": duty,
        "portfolio": text or voice.say(rng.choice(PORTFOLIOS[duty])),
        "since": elected,
    }


def _summary(unit, day, members) -> str:
    count = len(members)
    if unit.kind == "committee":
        return f"党委委员{len(unit.committee)}人，党委机关党员{count}人，下设党总支和党支部。"
    groups = f"，设{len(unit.groups)}个党小组" if unit.groups else ""
    return (
        f"截至{day.year}年{day.month}月，共有党员{count}人、委员{len(unit.committee)}人{groups}，覆盖{{team}}等班组。"
    )
