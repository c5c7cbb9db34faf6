"""The 25 steps of 发展党员 in their five stages, and the order in which they are taken."""

import calendar
import datetime
from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

STAGES = [
    ("application", _("申请入党")),
    ("activist", _("入党积极分子的确定和培养教育")),
    ("candidate", _("发展对象的确定和考察")),
    ("admission", _("预备党员的接收")),
    ("probation", _("预备党员的教育考察和转正")),
]
# The step that each stage begins with
BEGINS = {"application": 1, "activist": 3, "candidate": 7, "admission": 12, "probation": 19}
STEPS = [
    (1, _("1 递交入党申请书")),
    (2, _("2 党组织派人谈话")),
    (3, _("3 推荐和确定入党积极分子")),
    (4, _("4 上级党委备案")),
    (5, _("5 指定培养联系人")),
    (6, _("6 培养教育考察")),
    (7, _("7 确定发展对象")),
    (8, _("8 报上级党委备案")),
    (9, _("9 确定入党介绍人")),
    (10, _("10 进行政治审查")),
    (11, _("11 开展集中培训")),
    (12, _("12 支部委员会审查")),
    (13, _("13 上级党委预审")),
    (14, _("14 填写入党志愿书")),
    (15, _("15 支部大会讨论（接收预备党员）")),
    (16, _("16 上级党委派人谈话")),
    (17, _("17 上级党委审批（接收预备党员）")),
    (18, _("18 再上一级党委组织部门备案")),
    (19, _("19 编入党支部和党小组")),
    (20, _("20 入党宣誓")),
    (21, _("21 继续教育考察")),
    (22, _("22 提出转正申请")),
    (23, _("23 支部大会讨论（预备党员转正）")),
    (24, _("24 上级党委审批（预备党员转正）")),
    (25, _("25 材料归档")),
]
APPLIED, TALKED, ACTIVIST, CONTACTS, CANDIDATE = 1, 2, 3, 5, 7
SPONSORS, REVIEWED, TRAINED, DISCUSSED, APPROVED = 9, 10, 11, 15, 17
CONFIRMED, LAST = 23, 25


def stage_of(step: int) -> str:
    """The stage that a step belongs to."""
    return max((stage for stage in BEGINS if BEGINS[stage] <= step), key=BEGINS.get, default="application")


def out_of_order(log: Sequence) -> list[tuple[int, str]]:
    """(number of the row, reason) of each row of the log that stands out of order and has no correction.

    A row takes the step that follows the one reached before, or tells more of that one (培养考察 goes on for quarters). Its
    day is not before the day of the row above. A row with a `correction` may stand anywhere; the next goes on from there.
    Reasons: "skipped", "back", "earlier".
    """
    found, reached, day = [], 0, None
    for number, row in enumerate(log, 1):
        if not row.correction.strip():
            if row.step > reached + 1:
                found.append((number, "skipped"))
            elif row.step < reached:
                found.append((number, "back"))
            elif day and row.done_on and row.done_on < day:
                found.append((number, "earlier"))
        reached = max(reached, row.step)
        day = max(filter(None, (day, row.done_on)), default=None)
    return found


def first_day(log: Sequence, step: int) -> datetime.date | None:
    """The day on which a step was first taken."""
    return next((row.done_on for row in log if row.step == step), None)


def is_corrected(log: Sequence, step: int) -> bool:
    """Whether a row of this step says why it departs from the rules."""
    return any(row.step == step and row.correction.strip() for row in log)


def months_after(day: datetime.date, months: int) -> datetime.date:
    """The same day `months` later, or the last of that month when it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
