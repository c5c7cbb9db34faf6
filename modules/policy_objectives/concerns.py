"""What the Party office should ask about objectives: red and newly red, red without a countermeasure, overdue figures."""

import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.seams.concerns import Concern

from . import standing
from .ledger import MonthClosing
from .months import READY, may_close, months_of
from .status import DAYS_TO_REPORT, RED


def concerns(viewer, units, as_of=None):
    """At most five queries for a year, however many units; in January there are two years to look at."""
    today = as_of or timezone.localdate()
    # In January the year before is still being reported and closed
    years = [today.year] if today.month > 1 else [today.year - 1, today.year]
    by_pk = {unit.pk: unit for unit in units}
    found = []
    for year in years:
        objectives = standing.objectives(viewer, by_pk, year, today)
        standing.rows_of([one for one in objectives if one.red_since])
        for one in objectives:
            found += _of(one, by_pk[one.unit_id])
        found += _to_close(viewer, by_pk, objectives, year, today)
    return found


def _of(one, unit):
    address = reverse("policy_objectives:objective", args=[unit.code, one.pk])
    common = {"unit_id": unit.pk, "url": address, "record_id": one.pk, "module": standing.LABEL}
    if one.red_since:
        words = {"objective": one.objective, "red": one.red_words, "figures": _figures(one)}
        text = _("“%(objective)s”%(red)s：%(figures)s") % words
        question = _("“%(objective)s”为什么没有达到必达目标？对策落实到哪一步？") % words
        if one.lacks_countermeasure:
            text = _("%(text)s，没有对策") % {"text": text}
            question = _("“%(objective)s”已经为红色，为什么没有对策？由谁、什么时候拿出来？") % words
        yield Concern(kind="red", text=text, question=question, since=_red_at(one), **common)
    if one.late:
        words = {"objective": one.objective, "months": "、".join(map(str, one.late))}
        yield Concern(
            kind="late",
            text=_("“%(objective)s”逾期未报%(months)s月实绩，也没有说明原因") % words,
            question=_("“%(objective)s”%(months)s月的数据为什么还没有报？") % words,
            since=_midnight(_due(one.year, one.late[0]) + datetime.timedelta(days=1)),
            **common,
        )


def _figures(one) -> str:
    """What is red, in figures: the year so far where that is, else the last month."""
    if one.is_milestone:
        return (
            _("最迟%(day)s完成，还没有完成") % {"day": one.shown["must"]}
            if one.to_date() is None
            else _("最迟%(day)s完成，%(done)s才完成") % {"day": one.shown["must"], "done": one.shown["to_date"]}
        )
    if one.colour() == RED:
        return _("累计 %(actual)s%(unit)s，同期必达 %(must)s") % {
            "actual": one.shown["to_date"], "unit": one.unit_of_measure, "must": one.shown["goal"],
        }  # fmt: skip
    cell = one.month(one.last_month)
    return _("%(month)s月 %(actual)s%(unit)s，必达 %(must)s") % {
        "month": cell.number, "actual": cell.words["actual"], "unit": one.unit_of_measure, "must": cell.words["must"],
    }  # fmt: skip


def _red_at(one) -> datetime.datetime:
    """When it became red for readers: with the publication of the last figures, if these did it; else when the month's were due."""
    if one.red_since == one.last_month:
        return one.published_at
    return min(_midnight(_due(one.year, one.red_since)), one.published_at)


def _due(year: int, month: int) -> datetime.date:
    return datetime.date(year + month // 12, month % 12 + 1, DAYS_TO_REPORT)


def _midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))


def _to_close(viewer, units, objectives, year, today):
    """For whoever closes them: months in which all is published (自动提出关闭). One query."""
    mine = {pk: unit for pk, unit in units.items() if may_close(viewer, unit)}
    by_unit: dict[int, list] = {pk: [] for pk in mine}
    for one in objectives:
        if one.unit_id in by_unit:
            by_unit[one.unit_id].append(one)
    by_unit = {pk: own for pk, own in by_unit.items() if own}
    if not by_unit:
        return
    closings: dict[int, list] = {}
    for closing in MonthClosing.objects.filter(unit_id__in=by_unit, year=year):
        closings.setdefault(closing.unit_id, []).append(closing)
    for pk, own in by_unit.items():
        ready = [month.number for month in months_of(own, closings.get(pk, []), year, today) if month.state == READY]
        if ready:
            yield Concern(
                unit_id=pk,
                kind="waiting",
                text=_("%(year)s年%(months)s月目标数据已齐，等待关闭")
                % {"year": year, "months": "、".join(map(str, ready))},
                since=max(one.published_at for one in own),
                url=f"{reverse('policy_objectives:board', args=[units[pk].code])}?year={year}#months",
                module=standing.LABEL,
            )
