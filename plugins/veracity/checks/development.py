"""发展党员: 25 steps one after the other, each not before the last, with the times that the rules ask for between them."""

import calendar
import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.moderation.findings import Check, Finding

from ..wordlists import read


class DevelopmentOrder(Check):
    slug, label, axis = "development_order", gettext_lazy("发展党员步骤"), "legality"

    def find(self, draft, facts):
        rules = read("development")
        if not getattr(draft, "is_record", False) or draft.module_label() != rules["module"]:
            return
        log = [row for row in getattr(draft, rules["table"]).all() if row.step]
        yield from _order(log, rules["table"])
        yield from _times(log, rules)


def _corrected(row) -> bool:
    """A departure that the committee approved, and that says so."""
    return bool(getattr(row, "correction", "").strip())


def _order(log, table):
    reached, last = 0, None
    for row in log:
        if not _corrected(row):
            if row.step > reached + 1:
                yield Finding(
                    _(
                        "第%(step)s步之前缺少第%(missing)s步：二十五个步骤须依次办理，确需补办的写明更正说明和党委批准日期。"
                    )
                    % {"step": row.step, "missing": reached + 1},
                    field=table,
                    quote=str(row.get_step_display()),
                )
            elif row.step < reached:
                yield Finding(
                    _("第%(step)s步列在第%(reached)s步之后，次序颠倒，请核对步骤办理记录。")
                    % {"step": row.step, "reached": reached},
                    field=table,
                    quote=str(row.get_step_display()),
                )
            if last and row.done_on and row.done_on < last.done_on and row.step >= last.step:
                yield Finding(
                    _("第%(step)s步的日期（%(day)s）早于第%(before)s步（%(earlier)s），请对照原始材料核对日期。")
                    % {
                        "step": row.step,
                        "day": f"{row.done_on:%Y-%m-%d}",
                        "before": last.step,
                        "earlier": f"{last.done_on:%Y-%m-%d}",
                    },
                    field=table,
                    quote=str(row.get_step_display()),
                )
        reached = max(reached, row.step)
        if row.done_on and (last is None or row.done_on >= last.done_on):
            last = row


def _times(log, rules):
    first = {}
    for row in log:
        if row.done_on:
            first.setdefault(row.step, row)
    for kind in ("least", "most"):
        for rule in rules[kind]:
            begun, done = first.get(rule["from"]), first.get(rule["to"])
            if begun is None or done is None or done.done_on < begun.done_on or _corrected(done):
                continue
            limit = _months_after(begun.done_on, rule["months"])
            if (done.done_on < limit) if kind == "least" else (done.done_on > limit):
                yield Finding(
                    _("第%(from)s步（%(begun)s）到第%(to)s步（%(done)s）的时间不合规定：%(why)s。")
                    % {
                        "from": rule["from"],
                        "begun": f"{begun.done_on:%Y-%m-%d}",
                        "to": rule["to"],
                        "done": f"{done.done_on:%Y-%m-%d}",
                        "why": rule["why"],
                    },
                    field=rules["table"],
                    quote=f"{begun.done_on:%Y-%m-%d} – {done.done_on:%Y-%m-%d}",
                )


def _months_after(day: datetime.date, months: int) -> datetime.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
