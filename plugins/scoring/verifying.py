"""What was frozen is still what was frozen: digests of rows, sums of drill-downs, samples, and the audit log's own
word."""

from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry

from .arithmetic import Inputs, score
from .closing import FREEZE, SUPPLEMENT, close_digest, line_digest, records_of, supplement_digest
from .models import Close, Draw, Line, LineRecord
from .sampling import place_of, seed_of
from .schemes import Scheme, parse

__all__ = ["verify"]


def verify(closes=None) -> list[str]:
    """What is wrong with these closes (all), as sentences; [] when everything is as it was frozen."""
    found = []
    for close in (Close.objects.all() if closes is None else closes).select_related("committee"):
        where = f"{close.committee.title} {close.quarter}"
        found += [f"{where}：{words}" for words in _of(close)]
    return found


def _of(close: Close):
    lines = list(Line.objects.filter(close=close).select_related("unit", "supplement").defer("unit__body"))
    frozen = [line for line in lines if line.edition == 0]
    scheme, stored = parse(close.scheme), {line.pk: {} for line in lines}
    rows = LineRecord.objects.filter(line__close=close).values_list("line_id", "page_id", "counts")
    for line, page, counts in rows:
        stored[line][page] = counts
    for line in lines:
        yield from (f"{line.unit.title}：{words}" for words in _line(line, scheme, stored[line.pk]))
    if close_digest(close, frozen) != close.digest:
        yield _("冻结的数据与当时的摘要不符")
    noted = _noted(close, FREEZE)
    if noted and close.digest not in noted:
        yield _("摘要与操作日志所记不符")
    for made in close.supplements.select_related("close"):
        own = [line for line in lines if line.supplement_id == made.pk]
        if supplement_digest(made, own) != made.digest or (
            (noted := _noted(close, SUPPLEMENT)) and made.digest not in noted
        ):
            yield _("第%(number)s号补充通报与当时的摘要不符") % {"number": made.number}
    yield from _sample(close)


def _noted(close: Close, action: str) -> set[str]:
    """The digests that the log has of this quarter."""
    entries = PageLogEntry.objects.filter(action=action, page_id=close.committee_id)
    return {
        data.get("digest") for data in entries.values_list("data", flat=True) if data.get("quarter") == close.quarter
    }


def _line(line: Line, scheme: Scheme, stored: dict):
    if line_digest(line) != line.digest:
        yield _("数据与当时的摘要不符")
    if stored != {row.page_id: row.counts for row in records_of(line)}:
        yield _("计分记录与数据不符")
    for name in Line.COUNTS:
        if getattr(line, name) != drilled(line, name):
            yield _("“%(figure)s”与其明细之和不符") % {"figure": line._meta.get_field(name).verbose_name}
    again = score(scheme, inputs_of(line))
    if (again.total, again.grade, again.quality) != (line.total, line.grade, line.quality):
        yield _("得分与其依据不符")


def drilled(line: Line, figure: str) -> int:
    """The figure as the sum of what is listed behind it."""
    dues = line.detail["dues"]
    match figure:
        case "due":
            return len(dues)
        case "satisfied" | "on_time":
            return sum(one[figure] for one in dues)
        case "nil":
            return sum(one["nil"] for one in dues)
        case "empty":
            return len(line.detail["empty"])
    return sum(line.detail["records"].get(figure, {}).values())


def inputs_of(line: Line) -> Inputs:
    """What the line's score follows from."""
    events: dict[str, int] = {}
    for event in line.detail["events"]:
        if event["code"] not in ("received", "answered_on_time"):
            events[event["code"]] = events.get(event["code"], 0) + 1
    return Inputs(
        due=line.due,
        satisfied=line.satisfied,
        on_time=line.on_time,
        items=list(line.detail["levels"].values()),
        events=events,
        received=line.received,
        answered=line.answered,
    )


def _sample(close: Close):
    draw = Draw.objects.filter(committee=close.committee_id, quarter=close.quarter).first()
    if draw is None:
        return
    if seed_of(draw.quarter, draw.population) != draw.seed:
        yield _("抽查的种子与当时的内容不符")
    for item in draw.items.all():
        digest = draw.population.get(str(item.record_id))
        if digest and place_of(draw.seed, item.record_id, digest) != item.place:
            yield _("抽查条目%(record)s的次序与种子不符") % {"record": item.record_id}
