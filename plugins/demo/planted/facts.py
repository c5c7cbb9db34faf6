"""Cases about what happened: numbers, votes, sums, dates, people and steps."""

import datetime
from decimal import Decimal

from ..world.days import next_working_day
from .writing import DAY, Writer, at

TOPICS = (
    ("点检漏项怎么补", "设备点检表上有三处检查点标得不清，夜班同志提议加图示，组长负责在周五前贴好。"),
    ("工具借用登记", "量具借出后两次找不到人，商定用挂牌代替口头登记，谁借谁挂、下班清点。"),
    ("交接班讲什么", "交接班会常常拖到二十分钟，大家同意只讲异常和未完事项，其余写在本上。"),
    ("废料箱的位置", "废料箱挡住了消防通道，党员带头挪到立柱北侧，地面重新画线。"),
    ("新员工谁来带", "三名新员工由三名党员分别结对，第一个月每天收工前问一个问题、答一个问题。"),
)


def more_present_than_expected(writer: Writer):
    yield writer.meeting(
        "党小组讨论劳保用品发放", "劳保用品按岗位发放", "手套的规格不合用，改为按工序领用。", present=11
    )


def all_present(writer: Writer):
    yield writer.meeting("党小组讨论班组园地怎么用", "班组园地每周更换内容", "由三名党员轮流负责，每周一换。")


def _voted(writer: Writer, title: str, topic: str, votes: tuple[int, int, int]):
    resolution = dict(zip(("votes_for", "votes_against", "votes_abstain"), votes, strict=True))
    return writer.meeting(
        title, topic, "各党小组先行酝酿，大会逐项说明后表决。",
        meeting_type="members", party_group="", chair=writer.unit.secretary, expected=20, present=19, voters_expected=19,
        voters_present=18, rows={"resolutions": [{"resolution": topic, **resolution}]},
    )  # fmt: skip


def more_votes_than_voters(writer: Writer):
    yield _voted(writer, "党员大会表决年度责任区划分", "通过党员责任区划分方案", (18, 2, 1))


def as_many_votes_as_voters(writer: Writer):
    yield _voted(writer, "党员大会表决先锋岗名单", "通过党员先锋岗名单", (15, 2, 1))


def _table(writer: Writer, rows: list[tuple[str, str]]):
    return writer.unit.table("节约金额（万元）", ("项目", "金额"), *rows)


def wrong_total(writer: Writer):
    table = _table(writer, [("刀具修磨", "3.2"), ("余热利用", "4.5"), ("包装回用", "1.1"), ("合计", "9.8")])
    yield writer.story(
        "三项小改造省下多少钱", "去年的改造项目没有算过账，说不清省了多少。", "党员逐项跟班计量，财务员核价。",
        "三项改造的金额列在表中。", body=[table],
    )  # fmt: skip


def right_total(writer: Writer):
    table = _table(writer, [("空压机群控", "2.35"), ("照明改造", "0.80"), ("水循环", "1.05"), ("合计", "4.20")])
    yield writer.story(
        "能源账本每月晒一次", "能源费用只在厂部看得到，班组没有感觉。", "每月五日由党员统计员上墙公布，班前会念一遍。",
        "全年节约4.20万元，金额按月列表，谁都能核。", body=[table],
    )  # fmt: skip


def _dues(writer: Writer, *, unpaid: int, wrong: Decimal):
    month = writer.day.replace(day=1) - DAY
    lines = []
    for number, person in enumerate(writer.members[:6]):
        base = Decimal(4000 + 500 * number)
        due = (base * (Decimal("0.01") if base <= 5000 else Decimal("0.015"))).quantize(Decimal("0.01"))
        paid = Decimal("0.00") if number < unpaid else due
        rate = Decimal("1.0") if base <= 5000 else Decimal("1.5")
        lines.append(
            {"member": person, "base": base, "rate": rate, "due": due, "paid": paid, "paid_on": month if paid else None}
        )
    paid = sum(line["paid"] for line in lines)
    fields = {
        "month": f"{month:%Y-%m}",
        "payable_count": len(lines),
        "paid_count": len(lines) - unpaid,
        "payable_amount": sum(line["due"] for line in lines),
        "paid_amount": paid + wrong,
        "remitted_amount": paid,
        "treasurer": writer.members[1],
    }
    return writer.record(
        "party_dues", f"{month.year}年{month.month}月党费补收登记", fields, rows={"member_lines": lines},
        contains_personal_data=True,
    )  # fmt: skip


def wrong_dues(writer: Writer):
    yield _dues(writer, unpaid=0, wrong=Decimal("18.00"))


def right_dues(writer: Writer):
    yield _dues(writer, unpaid=1, wrong=Decimal("0.00"))


def in_the_future(writer: Writer):
    day = next_working_day(writer.world.today + 20 * DAY)
    yield writer.meeting(
        "党小组会通报年货发放",
        "年货由工会分片发放",
        "名单先由组长核对一遍。",
        day=day,
        entered=at(writer.world.last, 10, 5),
    )


def entered_the_same_day(writer: Writer):
    day = next_working_day(writer.world.last - 6 * DAY, 0)
    yield writer.meeting(
        "党小组会讨论早班车改点",
        "早班车提前十分钟",
        "与后勤说好，下周一起执行。",
        day=day,
        hour=8,
        entered=at(day, 16, 20),
    )


def entered_months_later(writer: Writer):
    day = next_working_day(writer.world.last - 125 * DAY)
    yield writer.meeting(
        "党小组会研究夏季通风",
        "工位风扇的布置",
        "先给炉前两个工位加装。",
        day=day,
        entered=at(writer.world.last, 11, 0),
    )


def entered_weeks_later(writer: Writer):
    day = next_working_day(writer.world.last - 22 * DAY)
    yield writer.meeting(
        "党小组会商量假期值班",
        "值班表两人一组",
        "老党员主动排在头两天。",
        day=day,
        entered=at(writer.world.last, 11, 30),
    )


def five_months_in_one_sitting(writer: Writer):
    sitting = at(writer.world.last, 14, 0)
    for number, (topic, points) in enumerate(TOPICS):
        day = next_working_day(writer.world.last - (60 + 31 * number) * DAY)
        yield writer.meeting(
            f"{day.month}月党小组会：{topic}", topic, points, day=day, hour=16,
            entered=sitting + datetime.timedelta(minutes=6 * number),
        )  # fmt: skip


def three_groups_of_one_day(writer: Writer):
    day = next_working_day(writer.world.last - 9 * DAY, 0)
    people = writer.free_on(day)
    matters = (
        ("一组谈备件", "备件货架加标签", "常用件放在齐腰高处，取用不弯腰。"),
        ("二组谈照明", "更换两处灯管", "返修台偏暗，周内换好。"),
        ("三组谈饮水", "饮水机移到门口", "离热源远一些，滤芯每季一换。"),
    )
    for number, (title, topic, points) in enumerate(matters):
        yield writer.meeting(
            f"党小组会{title}", topic, points, day=day, hour=9 + 2 * number, last=40,
            chair=people[2 * number], recorder=people[2 * number + 1],
            entered=at(next_working_day(day), 15, 5 + 12 * number),
        )  # fmt: skip


def in_two_places(writer: Writer, other: Writer):
    guest = writer.members[3]
    yield writer.meeting(
        "党小组会总结质量月",
        "质量月的三件实事",
        "漏检、错装、混批各找到一个根子。",
        hour=9,
        minute=0,
        last=90,
        chair=guest,
    )
    yield other.meeting(
        "两支部联合党小组会", "上下道工序互查", "先走一遍对方的现场，再坐下来说。", day=writer.day, hour=9, minute=30,
        last=60, chair=guest,
    )  # fmt: skip


def one_after_the_other(writer: Writer):
    chair = writer.members[3]
    yield writer.meeting(
        "党小组会议订报刊", "明年订哪几种", "技术类多订一种，其余不变。", hour=13, minute=0, last=40, chair=chair
    )
    yield writer.meeting(
        "党小组会议看板布置",
        "看板从左到右怎么排",
        "先放指标，再放问题，最后放对策。",
        hour=13,
        minute=50,
        last=40,
        chair=chair,
    )


def _file(writer: Writer, name: str, steps: list[tuple[int, int]]):
    """A development file; `steps`: (step, days ago)."""
    log = [
        {"step": step, "done_on": writer.world.last - ago * DAY, "handler": writer.members[0], "result": "已办理", "document": "登记表"}
        for step, ago in steps
    ]  # fmt: skip
    candidate = next((one for one in writer.unit.staff if not one.post), writer.unit.staff[0])
    return writer.record(
        "member_development", f"{writer.unit.title}{name}", {"candidate": candidate}, day=writer.world.last - 30 * DAY,
        entered=at(writer.world.last - 28 * DAY, 10, 0), rows={"step_log": log}, contains_personal_data=True,
    )  # fmt: skip


def steps_out_of_order(writer: Writer):
    yield _file(writer, "培养登记（补录）", [(1, 400), (2, 380), (3, 200), (4, 260), (6, 40)])


def steps_of_one_day(writer: Writer):
    yield _file(writer, "入党申请登记（新）", [(1, 60), (2, 45), (3, 30), (4, 30)])
