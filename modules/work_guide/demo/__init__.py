"""The committee's 党务指南 for the demo: what people ask, in their words, with steps and the rules behind them.

`records(world, unit)` is the contract with `plugins.demo`: it yields plain data (`plugins.demo.world.record`) made with the
functions that `unit` offers, and imports nothing of the plugin.
"""

import datetime
from collections.abc import Iterator

from . import basics, development, dues_transfer, order, organisation_life, writing_platform
from .guide import Guide

GUIDES = (
    *basics.GUIDES,
    *organisation_life.GUIDES,
    *development.GUIDES,
    *dues_transfer.GUIDES,
    *order.GUIDES,
    *writing_platform.GUIDES,
)
DAY = datetime.timedelta(days=1)
HALF_YEAR = 182 * DAY
# Pictures stand in few guides: they explain nothing that words do not.
SCENES = {
    "三会一课包括哪些，各多长时间开一次？": ("meeting", "会议室里，参会人员围坐在长桌旁"),
    "党课怎样安排，谁来讲？": ("lecture", "授课人站在屏幕前讲课，党员坐在台下听讲"),
    "重温入党誓词怎样组织？": ("banner", "红色旗帜前列队的人员"),
    "谈心谈话怎样开展？": ("talk", "两个人坐在桌旁谈话"),
    "党务公开公开什么，走什么程序？": ("notice_board", "公开栏上张贴的通知和图表"),
    "党员的义务和权利怎样学习、怎样落到岗位？": ("reading", "书架旁的阅读角"),
}


def records(world, unit) -> Iterator:
    """Every guide once, in the committee only; further laps add none, since a guide exists once."""
    if unit.kind != "committee" or world.lap:
        return
    for number, guide in enumerate(GUIDES):
        yield _record(world, unit, number, guide)


def _record(world, unit, number: int, guide: Guide):
    rng = unit.rng("guide", number)
    # Most were reviewed within the last half-year, a few are overdue
    first = world.start if number % 9 == 4 else world.last - 165 * DAY
    day = unit.working_day(rng, first, world.last - (150 * DAY if number % 9 == 4 else 0 * DAY))
    rules = "、".join(f"《{rule.strip('《》')}》" for rule, _article in guide.basis)
    return unit.record(
        guide.question,
        day,
        {
            "topic": guide.topic,
            "question": guide.question,
            "everyday_words": guide.everyday_words,
            "applicable_to": list(guide.applicable_to),
            "valid_from": day,
            "review_due": day + HALF_YEAR,
        },
        rows={
            "steps": [
                {"no": place, "action": action, "actor": actor, "time_limit": limit, "form": form}
                for place, (action, actor, limit, form) in enumerate(guide.steps, 1)
            ],
            "legal_basis": [{"rule": rule, "article": article} for rule, article in guide.basis],
            "templates": [
                {
                    "file": unit.paper(
                        guide.form[0], "填写说明：空白样式，按本单位实际填写。", table=_blank(guide.form[1])
                    )
                }
            ]
            if guide.form
            else [],
        },
        summary=guide.answer[0],
        body=_body(unit, guide, rng),
        tags=("党务指南",),
        source_kind="superior_document",
        source_ref=f"依据{rules}整理",
    )


def _blank(head) -> list[tuple[str, ...]]:
    return [head, *(("",) * len(head) for _ in range(6))]


def _body(unit, guide: Guide, rng) -> list[tuple]:
    paragraphs = "".join(f"<p>{line}</p>" for line in guide.answer)
    blocks = [("heading", {"text": "简要说明", "level": "2"}), ("rich_text", paragraphs)]
    if scene := SCENES.get(guide.question):
        picture = unit.picture(scene[0], rng, scene[1])
        blocks.append(("image", {"image": picture, "alt": picture.alt, "caption": ""}))
    if guide.table:
        caption, head, *rows = guide.table
        blocks.append(unit.table(caption, head, *rows))
    blocks += [("callout", {"kind": kind, "text": text}) for kind, text in guide.notes]
    return blocks
