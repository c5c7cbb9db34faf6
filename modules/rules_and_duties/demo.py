"""制度职责 for the demo: what the committee and each branch work by.

`records(world, unit)` is the contract with `plugins.demo`: it yields plain data (`plugins.demo.world.record`) made with the
functions that `unit` offers, and imports nothing of the plugin.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace

DAY = datetime.timedelta(days=1)
REGULATION, SUPERIOR, OWN, DUTIES, PROCEDURE = "party_regulation", "superior_rule", "own_rule", "duty_list", "procedure"
HOW_MANY = {"committee": 7, "general_branch": 3, "branch": 4}


@dataclass(frozen=True)
class Rule:
    """`clauses` become the articles of its text; `kinds` of units have it."""

    kind: str
    title: str
    clauses: tuple[str, ...]
    kinds: tuple[str, ...] = ("branch", "general_branch")
    issued_by: str = ""
    issued: tuple[int, int, int] | None = None
    number: str = ""


COMMITTEE = ("committee",)
RULES = (
    Rule(
        REGULATION,
        "中国共产党支部工作条例（试行）学习摘要",
        (
            "党员大会一般每季度召开一次，支部委员会会议一般每月召开一次，党小组会一般每月召开一次。",
            "党支部每月相对固定一天开展主题党日。",
            "党支部每年至少召开一次组织生活会，一般安排在第四季度。",
            "党支部一般每年开展一次民主评议党员。",
        ),
        COMMITTEE,
        "中共中央",
        (2018, 10, 28),
    ),
    Rule(
        REGULATION,
        "中国共产党国有企业基层组织工作条例（试行）学习摘要",
        (
            "党支部围绕生产经营开展工作，发挥战斗堡垒作用。",
            "坚持把党建工作与生产经营同谋划、同部署、同推进、同考核。",
            "合资企业按公司章程和党委决定参照执行。",
        ),
        COMMITTEE,
        "中共中央",
        (2019, 12, 30),
    ),
    Rule(
        OWN,
        "党建信息发布和审核管理办法",
        (
            "信息先审后发，谁提供谁负责，谁审核谁负责，谁签发谁负责。",
            "一审核对事实和数字，二审核对程序和表述，签发人对合法性和保密负责。",
            "涉密信息不上网，上网信息不涉密；保密审查结论“待确定”的，经保密员审查后方可发布。",
            "发布后发现差错的，按更正程序办理，并注明更正日期。",
        ),
        COMMITTEE,
    ),
    Rule(
        OWN,
        "党支部工作考核评价办法",
        (
            "考核以季度为周期，年度汇总，结果纳入党建目标考核。",
            "考核依据平台记录和现场核查，不以会议次数、照片数量论优劣。",
            "支部对评分有异议的，可在公布后五个工作日内提出。",
        ),
        COMMITTEE,
    ),
    Rule(
        OWN,
        "党费收缴使用公示办法",
        (
            "党费按月收缴，每年向党员公布一次收支情况。",
            "公布汇总数和个人实交额，不公布工资基数。",
            "使用党费须经支委会研究，凭据入账。",
        ),
        ("committee", "branch", "general_branch"),
    ),
    Rule(
        DUTIES,
        "党务室岗位职责",
        (
            "每个工作日上午浏览各支部管理板，对逾期和异常事项逐一提醒。",
            "受理意见建议，七个工作日内答复。",
            "编制季度信息通报，保存审核和签发记录。",
        ),
        COMMITTEE,
    ),
    Rule(
        PROCEDURE,
        "方针目标展开和修订流程",
        (
            "一月下达党委目标，二月上下协商，二月底前双方确认。",
            "每月五日前填报实绩，出现红色的同时填写原因和对策。",
            "中期修订由支部提出、党委批准，保留原目标值和修订原因。",
        ),
        COMMITTEE,
    ),
    Rule(
        OWN,
        "{branch}“三会一课”考勤制度",
        (
            "党员因{process}倒班不能到会的，提前一天向党小组长请假。",
            "缺席党员一周内补学，由党小组长记录。",
            "考勤每季度在党员活动室公布一次，作为民主评议的参考。",
        ),
    ),
    Rule(
        OWN,
        "{workshop}党员责任区管理办法",
        (
            "党员责任区以{team}、{team2}为单元划分，每区明确一名责任人。",
            "责任区重点盯防{defect}和{hazard}，每周自查一次。",
            "责任区发现的问题能改的当班改，不能改的当日报支委会。",
        ),
    ),
    Rule(
        OWN,
        "{branch}谈心谈话制度",
        (
            "支委每半年与联系{team}的党员谈话一次，书记每年与每名党员谈话一次。",
            "岗位调整、家庭变故、受到批评时必谈。",
            "谈话记要点，不记隐私；需要帮助的当场定责任人。",
        ),
    ),
    Rule(
        OWN,
        "{branch}党员联系{team}制度",
        (
            "每名党员联系两至三名{job}岗位员工，每月至少走访一次班组。",
            "收集到的意见三日内转支委会，处理结果由联系人反馈本人。",
            "联系情况在党小组会上通报，年底由班组员工评价。",
        ),
    ),
    Rule(
        DUTIES,
        "{branch}委员岗位职责",
        (
            "书记主持全面工作，是支部党建第一责任人。",
            "组织委员负责发展党员、党费收缴和组织生活记录。",
            "宣传委员负责理论学习、信息报送和{team}思想动态。",
        ),
    ),
    Rule(
        DUTIES,
        "{branch}信息员岗位职责",
        (
            "事情发生后五个工作日内录入，日期以事实发生日为准。",
            "数字与{team}台账核对一致后再报送。",
            "照片不超过三张，不拍摄图纸、屏幕和涉密区域。",
        ),
    ),
    Rule(
        PROCEDURE,
        "{workshop}党员攻关立项流程",
        (
            "由{team}提出{process}方面的难题，党小组讨论后报支委会。",
            "支委会确定牵头人、目标值和完成日期，在看板公布。",
            "每月通报进展，完成后由{team2}验证三个月方可结项。",
        ),
    ),
    Rule(
        PROCEDURE,
        "{branch}意见建议办理流程",
        (
            "意见可写入平台、投入{workshop}意见箱，也可当面向委员提出。",
            "组织委员当日登记，涉及{hazard}的立即转安全员。",
            "七个工作日内答复；不采纳的说明理由。",
        ),
    ),
)
OPENINGS = (
    "为规范支部工作，结合{workshop}实际，制定本规定。",
    "经支委会研究，对原有做法作了整理，明确如下。",
    "本规定从{process}岗位的实际出发，只写做得到、查得清的要求。",
    "为减少重复填报，原有三份表格合并，按下列要求执行。",
)
CLOSINGS = (
    "本规定由支部委员会解释，每年清理复审一次。",
    "执行中遇到的问题向组织委员反映，年底一并修订。",
    "自施行之日起，原有做法与本规定不一致的，以本规定为准。",
)


def records(world, unit) -> Iterator:
    """Each rule once; standing records, so that further laps add none."""
    if world.lap:
        return
    suitable = [rule for rule in RULES if unit.kind in rule.kinds]
    count = min(HOW_MANY[unit.kind], len(suitable))
    order = unit.rng("rules")
    chosen = suitable if unit.kind == "committee" else order.sample(suitable, count)
    revised = next((rule for rule in chosen if rule.kind not in (REGULATION, SUPERIOR)), None)
    for number, rule in enumerate(chosen, 1):
        rng = unit.rng("rule", rule.title)
        if rule is revised and order.random() < 0.75:
            yield from _revision(world, unit, rule, number, rng)
        elif day := unit.working_day(rng, world.start, world.last):
            yield _record(unit, rule, number, day, rng)


def _revision(world, unit, rule: Rule, number: int, rng) -> Iterator:
    """What was in force at the year's beginning, and what replaced it in the course of the year."""
    first = unit.working_day(rng, world.start, world.start + 60 * DAY)
    second = unit.working_day(rng, world.start + 120 * DAY, world.last - 40 * DAY)
    if first is None or second is None:
        return
    old = _record(unit, replace(rule, clauses=rule.clauses[:-1]), number, first, rng)
    old.title += "（修订前）"
    new = _record(unit, rule, number, second, rng)
    new.title += f"（{second.year}年修订）"
    # Reviewed when it was found wanting, and taken out of force by the new one
    old.fields |= {"validity": "repealed", "review_due": second}
    old.standing, old.known_on = True, second
    new.fields |= {
        "issued_on": second,
        "effective_on": second + 7 * DAY,
        "replaces": unit.ref("rules_and_duties", second, issued_on=old.fields["issued_on"], rule_kind=rule.kind),
    }
    if unit.kind == "committee":
        new.fields["doc_number"] = f"江桥党〔{second.year}〕{number + 12}号"
    yield old
    yield new


def _record(unit, rule: Rule, number: int, day: datetime.date, rng):
    voice = unit.voice("rule", rule.title)
    from_above = rule.kind in (REGULATION, SUPERIOR)
    issued = datetime.date(*rule.issued) if rule.issued else day - datetime.timedelta(days=rng.randint(0, 900))
    doc_number = "" if from_above else _number(unit, issued, number)
    clauses = "".join(f"<li>{voice.say(clause)}</li>" for clause in rule.clauses)
    parts = [] if from_above else [("rich_text", f"<p>{voice.say(rng.choice(OPENINGS))}</p>")]
    parts += [("rich_text", f"<ol>{clauses}</ol>")]
    if not from_above:
        parts.append(("rich_text", f"<p>{rng.choice(CLOSINGS)}</p>"))
    title = voice.say(rule.title)
    return unit.record(
        title,
        day,
        {
            "rule_kind": rule.kind,
            "doc_number": doc_number,
            "issued_by": rule.issued_by or unit.title,
            "issued_on": issued,
            "effective_on": issued if from_above else issued + datetime.timedelta(days=rng.choice((0, 7, 15))),
            "validity": "trial" if from_above or rng.random() < 0.15 else "in_force",
            "review_due": day + datetime.timedelta(days=365),
        },
        summary=voice.say(rule.clauses[0]),
        body=parts,
        tags=("制度职责",),
        source_kind="superior_document" if from_above else "own_record",
        source_ref=f"{rule.issued_by}{issued.year}年印发" if from_above else "",
    )


def _number(unit, issued, number: int) -> str:
    """The works' own numbers are the committee's; a branch gives none of its own."""
    return f"江桥党〔{issued.year}〕{number + 2}号" if unit.kind == "committee" else ""
