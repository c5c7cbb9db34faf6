"""党费管理 for the demo: each month of a branch, every member's line by the rates of 2008.

`records(world, unit)` is the contract with `plugins.demo`: it yields plain data (`plugins.demo.world.record`) made with the
functions that `unit` offers, and imports nothing of the plugin.
"""

import datetime
from collections.abc import Iterator
from decimal import Decimal

from .rates import dues_of, rate_for

PURPOSES = (
    "订阅党报党刊",
    "购买学习书籍",
    "看望慰问生病党员",
    "制作党员活动室展板",
    "主题党日参观交通费",
    "表彰优秀党员奖品",
)
REASONS = ("出差在外，已约定下月补交", "调休未到，已由党小组长提醒", "外出培训，返厂后补交")
SUMMARIES = (
    "应交{payable}人，实交{paid}人，实收{amount}元，已按规定上缴。由{treasurer}收缴，党小组长协助核对。",
    "本月党费由{treasurer}集中收缴，应交{payable}人，实交{paid}人，共{amount}元；账款相符。",
    "{payable}名党员应交党费，{paid}人已交，合计{amount}元，收据由{treasurer}保管。",
    "支部党费日收缴党费{amount}元，{paid}人按时交纳，应交{payable}人，收缴人{treasurer}。",
)


def records(world, unit) -> Iterator:
    """One record a month, on a day of its middle; further laps add none, since a month is collected once."""
    if world.lap or unit.kind == "committee" or len(unit.members) < 3:
        return
    treasurer = next((person for person in unit.committee if "组织" in person.post), unit.committee[-1])
    for month in unit.months():
        rng = unit.rng("dues", month.first)
        if day := unit.working_day(rng, month.first.replace(day=max(month.first.day, 8)), _day(month, 22)):
            yield _month(unit, month, day, treasurer, rng)


def _day(month, number: int) -> datetime.date:
    return min(month.first.replace(day=number), month.last) if number >= month.first.day else month.last


def _month(unit, month, day, treasurer, rng):
    lines = [_line(unit, person, month, day, rng) for person in unit.members_on(day)]
    paid = [line for line in lines if line["paid"]]
    amount = sum((line["paid"] for line in lines), Decimal("0.00"))
    known = {"payable": len(lines), "paid": len(paid), "amount": f"{amount:,}", "treasurer": treasurer.name}
    unpaid = len(lines) - len(paid)
    body = [("rich_text", f"<p>未交的{unpaid}名党员{rng.choice(REASONS)}。</p>")] if unpaid else []
    return unit.record(
        f"{month.year}年{month.month}月党费收缴",
        day,
        {
            "month": f"{month.year}-{month.month:02}",
            "payable_count": len(lines),
            "paid_count": len(paid),
            "payable_amount": sum((line["due"] for line in lines), Decimal("0.00")),
            "paid_amount": amount,
            "remitted_amount": amount,
            "treasurer": treasurer,
        },
        rows={"member_lines": lines, "usage_lines": _usage(unit, month, rng)},
        summary=rng.choice(SUMMARIES).format(**known),
        body=body,
        tags=("党费",),
        contains_personal_data=True,
    )


def _line(unit, person, month, day, rng) -> dict:
    # A base for a year: wages are reckoned anew in January
    base = Decimal(unit.rng("base", person.staff_number, month.year).randrange(3200, 11800, 10)).quantize(
        Decimal("0.01")
    )
    rate = rate_for(base)
    due = dues_of(base, rate)
    has_paid = rng.random() > 0.02
    return {
        "member": person,
        "base": base,
        "rate": rate,
        "due": due,
        "paid": due if has_paid else Decimal("0.00"),
        "paid_on": day - datetime.timedelta(days=rng.randint(0, 3)) if has_paid else None,
    }


def _usage(unit, month, rng) -> list[dict]:
    """Now and then something is bought of what the committee hands back."""
    if month.month % 3 or rng.random() < 0.4:
        return []
    return [
        {
            "purpose": rng.choice(PURPOSES),
            "amount": Decimal(rng.randrange(80, 620, 10)).quantize(Decimal("0.01")),
            "approved_by": unit.secretary,
            "voucher": f"{month.year}{month.month:02}-{rng.randint(1, 9):02}号收据",
        }
    ]
