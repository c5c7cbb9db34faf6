"""关账: a quarter is computed, frozen at a stated moment, objected to, signed by the publication of its bulletin, and
supplemented.

close_quarter() ── five working days ── draft_bulletin() ── three reviews, publication ──▶ signed
     frozen          object_to(), decide_objection()                                  │
                                 supplement(): a dated edition beside the frozen one ─┴─▶ for ever
"""

import datetime
from collections import Counter
from dataclasses import dataclass, replace

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.access import viewer_of
from cms.days import working_days_after
from cms.people import Role
from cms.periods import bounds
from cms.seams import bulletin
from cms.tree import Unit

from . import sampling
from .adopting import quarter_of, scheme_for
from .gathering import gather, units_of
from .models import Close, DrawnItem, ItemScore, Line, LineRecord, Objection, Supplement
from .schemes import Scheme, digest_of, parse
from .tally import FIGURES, Tally, tally

__all__ = [
    "Computed", "bulletin_line", "close_quarter", "compute", "current_lines", "decide_objection", "draft_bulletin",
    "draft_supplement", "freeze", "object_to", "signed", "supplement",
]  # fmt: skip

FREEZE, SIGN, SUPPLEMENT = "scoring.freeze", "scoring.sign", "scoring.supplement"
OBJECT, DECIDE, BULLETIN = "scoring.object", "scoring.decide_objection", "scoring.bulletin"
BATCH = 2000


@dataclass
class Computed:
    """What a quarter's close would be or is. close: None for a dry run. lines: in the order of the tree, the units
    beside them."""

    committee: Unit
    quarter: str
    scheme: Scheme
    frozen_at: datetime.datetime
    objections_until: datetime.date
    units: list[Unit]
    lines: list[Line]
    close: Close | None = None


def compute(committee: Unit, quarter: str, at: datetime.datetime, scheme: Scheme | None = None) -> Computed:
    """The quarter as it stood at `at`, by the scheme that holds for it; nothing is stored. A fixed number of
    queries."""
    scheme = scheme or scheme_for(committee, quarter)
    units = units_of(committee, quarter)
    facts = gather(committee, units, quarter, at)
    lines = [line_of(unit, tally(scheme, facts[unit.pk])) for unit in units]
    until = working_days_after(timezone.localdate(at), scheme.objection_days)
    return Computed(committee, quarter, scheme, at, until, units, lines)


def line_of(unit: Unit, counted: Tally) -> Line:
    """A unit's line, not stored, with the digest of all that it says."""
    score = counted.score
    line = Line(
        unit=unit,
        **{name: counted.figures[name] for name in FIGURES},
        **{f"{name}_points": points for name, points in score.parts.items()},
        bonus_points=score.bonus,
        quality=score.quality,
        total=score.total,
        grade=score.grade,
        detail={
            "dues": counted.dues,
            "records": {
                figure: {str(pk): count for pk, count in found.items()}
                for figure, found in counted.records.items()
                if found
            },
            "events": counted.events,
            "levels": {str(pk): levels for pk, levels in counted.levels.items()},
            "empty": counted.empty,
            "reasons": counted.reasons,
            "deducted": {code: str(points) for code, points in score.deducted.items()},
            "gained": {code: str(points) for code, points in score.gained.items()},
            "vetoes": list(score.vetoes),
        },
    )
    line.digest = line_digest(line)
    return line


def line_digest(line: Line) -> str:
    """Of the figures as they are written and of everything behind them."""
    figures = {name: getattr(line, name) for name in Line.COUNTS}
    points = {name: f"{getattr(line, name):.2f}" for name in (*Line.POINTS, "total")}
    quality = None if line.quality is None else f"{line.quality:.2f}"
    return digest_of(
        {"unit": line.unit_id, **figures, **points, "quality": quality, "grade": line.grade, "detail": line.detail}
    )


def close_digest(close: Close, lines) -> str:
    """Of a close and its frozen lines."""
    return digest_of(
        {
            "committee": close.committee_id,
            "quarter": close.quarter,
            "frozen_at": close.frozen_at.astimezone(datetime.UTC).isoformat(timespec="microseconds"),
            "objections_until": str(close.objections_until),
            "scheme": digest_of(close.scheme),
            "lines": [[line.unit_id, line.digest] for line in sorted(lines, key=lambda line: line.unit_id)],
        }
    )


def _is_office(user, committee_id: int) -> bool:
    return viewer_of(user).has_role(Role.PARTY_OFFICE, committee_id)


@transaction.atomic
def close_quarter(
    committee: Unit,
    quarter: str,
    by=None,
    *,
    dry_run: bool = False,
    at: datetime.datetime | None = None,
    unscored: bool = False,
) -> Computed:
    """冻结: compute the committee's quarter and store figures, the records behind each, and a digest of it all.

    by: the committee's Party office; None for who operates the platform (`manage.py quarter close`). dry_run: store
    nothing. at: the stated moment of the freeze, not before the quarter's end and not in the future (now). unscored:
    also while drawn records are not scored yet; else that is refused, since the unit is not to blame for it. Raises
    PermissionDenied for others, ValidationError naming `committee`, `quarter`, `at` or `sample`.
    """
    quarter, at = quarter_of(quarter), at or timezone.now()
    if by is not None and not _is_office(by, committee.pk):
        raise PermissionDenied(_("只有党务室可以冻结季度数据。"))
    if committee.kind != Unit.COMMITTEE or committee.practice:
        raise ValidationError({"committee": _("只有党委可以关账。")})
    if at > timezone.now():
        raise ValidationError({"at": _("冻结时间不能晚于现在。")})
    if not dry_run:
        if timezone.localdate(at) <= bounds(quarter)[1]:
            raise ValidationError({"quarter": _("%(quarter)s还没有结束，不能冻结。") % {"quarter": quarter}})
        # Two who close at once: the second waits here and finds it closed
        Unit.objects.select_for_update(of=("self",)).only("pk").get(pk=committee.pk)
        if Close.objects.filter(committee=committee, quarter=quarter).exists():
            raise ValidationError({"quarter": _("%(quarter)s已经冻结，更正请作补充通报。") % {"quarter": quarter}})
        sampling.draw(committee, quarter, at)
        _check_scored(committee, quarter, unscored)
    computed = compute(committee, quarter, at)
    if dry_run:
        return computed
    freeze(computed, by)
    return computed


def freeze(computed: Computed, by=None) -> Close:
    """Store what was computed, as it is. Whether it may be is asked by `close_quarter()`. Call it in a transaction."""
    close = Close(
        committee=computed.committee,
        quarter=computed.quarter,
        scheme=computed.scheme.data,
        frozen_at=computed.frozen_at,
        frozen_by=by,
        objections_until=computed.objections_until,
    )
    close.digest = close_digest(close, computed.lines)
    close.save()
    _store(close, computed.lines)
    data = {"quarter": close.quarter, "digest": close.digest, "units": len(computed.lines)}
    log(instance=close.committee, action=FREEZE, user=by, data=data)
    computed.close = close
    return close


def _check_scored(committee: Unit, quarter: str, unscored: bool) -> None:
    done = ItemScore.objects.filter(kind=ItemScore.SECOND).values("record_id")
    waiting = DrawnItem.objects.filter(draw__committee=committee, draw__quarter=quarter, record__live=True)
    by_unit = Counter(waiting.exclude(record_id__in=done).values_list("unit__title", flat=True))
    if by_unit and not unscored:
        units = "、".join(f"{title}{count}条" for title, count in by_unit.most_common(5))
        words = {"count": sum(by_unit.values()), "units": units}
        raise ValidationError({"sample": _("抽查的记录还有%(count)s条没有评分（%(units)s），评完再冻结。") % words})


def _store(close: Close, lines: list[Line], supplement: Supplement | None = None) -> None:
    for line in lines:
        line.close, line.supplement = close, supplement
        line.edition = supplement.number if supplement else 0
    lines = Line.objects.bulk_create(lines, batch_size=BATCH)
    LineRecord.objects.bulk_create((row for line in lines for row in records_of(line)), batch_size=BATCH)


def records_of(line: Line) -> list[LineRecord]:
    """One row for each record behind the line: what it counted for there."""
    by_page: dict[int, dict[str, int]] = {}
    for figure, found in line.detail["records"].items():
        for pk, count in found.items():
            by_page.setdefault(int(pk), {})[figure] = count
    for event in line.detail["events"]:
        counts = by_page.setdefault(event["record"], {})
        name = f"event:{event['code']}"
        counts[name] = counts.get(name, 0) + 1
    return [LineRecord(line=line, page_id=pk, counts=by_page[pk]) for pk in sorted(by_page)]


def current_lines(closes, **narrowed) -> list[Line]:
    """The lines that stand: of each unit of each of these closes the highest edition, in the order of the tree. One
    query."""
    lines = Line.objects.filter(close__in=closes, **narrowed).select_related("unit", "close", "supplement")
    lines = lines.defer("unit__body").order_by("close_id", "unit__path", "edition")
    return list({(line.close_id, line.unit_id): line for line in lines}.values())


# Objections and supplements --------------------------------------------------------------------------------------------


@transaction.atomic
def object_to(line: Line, by, matter: str, figure: str = "total") -> Objection:
    """提出异议, until the close's `objections_until` and before it is signed. by: the unit's secretary or information
    officer.

    Raises PermissionDenied for others and when it is too late, ValidationError by field.
    """
    viewer = viewer_of(by)
    if not any(viewer.has_role(role, line.unit_id) for role in (Role.SECRETARY, Role.DRAFTER)):
        raise PermissionDenied(_("只有本单位的书记和信息员可以提出异议。"))
    close = Close.objects.select_for_update(of=("self",)).get(pk=line.close_id)
    if close.signed_at or timezone.localdate() > close.objections_until:
        raise PermissionDenied(_("异议期已于%(day)s截止。") % {"day": close.objections_until})
    if figure not in (*FIGURES, "quality", "total", "grade"):
        raise ValidationError({"figure": _("没有这项指标。")})
    objection = Objection(line=line, figure=figure, matter=matter.strip(), raised_by_id=viewer.person_id)
    objection.full_clean(exclude=["decision", "decided_by", "decided_at"], validate_constraints=False)
    objection.save()
    log(instance=line.unit, action=OBJECT, user=by, data={"quarter": close.quarter, "objection": objection.pk})
    return objection


@transaction.atomic
def decide_objection(objection: Objection, by, outcome: str, decision: str) -> Objection:
    """处理异议, once. by: the committee's Party office. What is upheld is carried out by a supplement: frozen figures stay.

    Raises PermissionDenied for others, ValidationError by field.
    """
    objection = Objection.objects.select_for_update(of=("self",)).select_related("line__close").get(pk=objection.pk)
    if not _is_office(by, objection.line.close.committee_id):
        raise PermissionDenied(_("只有党务室可以处理异议。"))
    if objection.outcome:
        raise ValidationError({"outcome": _("这条异议已经处理。")})
    if outcome not in dict(Objection.OUTCOMES):
        raise ValidationError({"outcome": _("请选择异议是否成立。")})
    if not decision.strip() or len(decision.strip()) > 500:
        raise ValidationError({"decision": _("须写明处理意见，不超过500字。")})
    objection.outcome, objection.decision = outcome, decision.strip()
    objection.decided_by_id, objection.decided_at = viewer_of(by).person_id, timezone.now()
    objection.save()
    data = {"quarter": objection.line.close.quarter, "objection": objection.pk, "outcome": outcome}
    log(instance=objection.line.unit, action=DECIDE, user=by, data=data)
    return objection


@transaction.atomic
def supplement(close: Close, units: list[Unit], by, reason: str) -> Supplement:
    """补充通报: compute these units' quarter anew from what is known now, and put it beside the frozen figures with the
    reason.

    What was submitted only after the freeze stays out; what had been submitted by then and was published since, what
    was withdrawn, confirmed or corrected in the data since, comes in. The scheme is the frozen one. by: the committee's
    Party office. Raises PermissionDenied for others, ValidationError without a reason, for other units, or when nothing
    would change.
    """
    close = Close.objects.select_for_update(of=("self",)).get(pk=close.pk)
    if not _is_office(by, close.committee_id):
        raise PermissionDenied(_("只有党务室可以作补充通报。"))
    reason = reason.strip()
    if not reason or len(reason) > 500:
        raise ValidationError({"reason": _("须写明理由，不超过500字。")})
    standing = {line.unit_id: line for line in current_lines([close])}
    wanted = [standing[unit.pk].unit for unit in units if unit.pk in standing]
    if not wanted or len(wanted) < len(units):
        raise ValidationError({"units": _("只能补充这次通报里的单位。")})
    facts = gather(close.committee, wanted, close.quarter, timezone.now(), close.frozen_at)
    scheme = parse(close.scheme)
    lines = [line_of(unit, tally(scheme, facts[unit.pk])) for unit in wanted]
    lines = [line for line in lines if line.digest != standing[line.unit_id].digest]
    if not lines:
        raise ValidationError({"units": _("按现有数据重新计算，结果没有变化。")})
    number = (close.supplements.aggregate(last=Max("number"))["last"] or 0) + 1
    made = Supplement(close=close, number=number, reason=reason, made_by_id=viewer_of(by).person_id)
    made.digest = supplement_digest(made, lines)
    made.save()
    _store(close, lines, made)
    data = {"quarter": close.quarter, "supplement": number, "digest": made.digest}
    log(instance=close.committee, action=SUPPLEMENT, user=by, data=data)
    return made


def draft_supplement(made: Supplement, by):
    """起草补充通报: the module of bulletins drafts a supplement to the published bulletin, with the units whose figures
    changed.

    by: an information officer of the committee. Raises ValidationError while the bulletin is not published,
    PermissionDenied as drafting does.
    """
    close = made.close
    if not close.signed_at:
        raise ValidationError({"quarter": _("通报还没有公布：起草通报时已含这次补充。")})
    changed = [line for line in current_lines([close]) if line.supplement_id == made.pk]
    figures = replace(quarter_figures(close), lines=[bulletin_line(line) for line in changed], supplement=made.reason)
    page = bulletin.draft_bulletin(close.committee, figures, by)
    if page is None:
        raise ValidationError({"quarter": _("没有安装信息通报栏目，不能起草通报。")})
    return page


def supplement_digest(made: Supplement, lines) -> str:
    """Of a supplement and its lines, bound to the close that it is about."""
    ordered = sorted(lines, key=lambda line: line.unit_id)
    return digest_of(
        {
            "close": made.close.digest,
            "number": made.number,
            "reason": made.reason,
            "lines": [[line.unit_id, line.digest] for line in ordered],
        }
    )


# The bulletin ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def draft_bulletin(close: Close, by):
    """起草通报: the module of bulletins drafts it with these figures; when it is published, after three reviews, they are
    signed.

    by: the user who drafts, an information officer of the committee. Again: the draft's figures are those of now.
    Raises ValidationError while units may still object or an objection waits, and when it is signed; PermissionDenied
    as drafting does.
    """
    close = Close.objects.select_for_update(of=("self",)).select_related("committee").get(pk=close.pk)
    if close.signed_at:
        raise ValidationError({"quarter": _("%(quarter)s的通报已经签发。") % {"quarter": close.quarter}})
    if timezone.localdate() <= close.objections_until:
        raise ValidationError(
            {"quarter": _("异议期到%(day)s为止，期满才能起草通报。") % {"day": close.objections_until}}
        )
    if Objection.objects.filter(line__close=close, outcome="").exists():
        raise ValidationError({"quarter": _("还有异议没有处理。")})
    page = bulletin.draft_bulletin(close.committee, quarter_figures(close), by)
    if page is None:
        raise ValidationError({"quarter": _("没有安装信息通报栏目，不能起草通报。")})
    close.bulletin_id = page.pk
    close.save(update_fields=["bulletin_id"])
    log(instance=close.committee, action=BULLETIN, user=by, data={"quarter": close.quarter, "page": page.pk})
    return page


def bulletin_line(line: Line) -> bulletin.BulletinLine:
    """A line as the bulletin shows it."""
    return bulletin.BulletinLine(
        unit_id=line.unit_id,
        due=line.due,
        submitted=line.submitted,
        effective=line.effective,
        on_time_rate=line.on_time_rate,
        returned=line.returned,
        corrected=line.corrected,
        empty_modules=line.empty,
        quality=line.quality,
        total=line.total,
        grade=line.grade,
    )


def quarter_figures(close: Close) -> bulletin.QuarterFigures:
    """The figures that stand, as the bulletin's module takes them."""
    lines = current_lines([close])
    featured = [
        event["record"] for line in lines for event in line.detail["events"] if event["code"] == "featured_selected"
    ]
    reasons = sum((Counter(line.detail["reasons"]) for line in lines), Counter())
    return bulletin.QuarterFigures(
        quarter=close.quarter,
        scheme=close.version,
        frozen_at=close.frozen_at,
        lines=[bulletin_line(line) for line in lines],
        reasons=dict(reasons),
        featured=sorted(set(featured)),
    )


def signed(page_id: int) -> None:
    """The page was published: if it is the bulletin of a close, the close is signed from this moment on, once."""
    close = Close.objects.filter(bulletin_id=page_id, signed_at=None).select_related("committee").first()
    if close is None:
        return
    close.signed_at = timezone.now()
    close.save(update_fields=["signed_at"])
    log(instance=close.committee, action=SIGN, data={"quarter": close.quarter, "page": page_id, "digest": close.digest})
