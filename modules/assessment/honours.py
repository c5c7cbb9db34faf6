"""创先争优依据: which units meet the conditions of a year, each condition with what it rests on. Units, not persons; in the order of
the organisation, for this is no ranking."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.access import Viewer
from cms.delivery import reading

from .grading import LEAST
from .models import GRADES, AssessmentRecord, AssessmentVeto
from .year_data import YearData, quarters_of, year_data

__all__ = ["MET", "NOT_MET", "OPEN", "Condition", "UnitBasis", "basis"]

MET, NOT_MET, OPEN = "met", "not_met", "open"
SIGNS = {MET: "○", NOT_MET: "×", OPEN: "－"}
WORDS = {MET: gettext_lazy("符合"), NOT_MET: gettext_lazy("不符合"), OPEN: gettext_lazy("待定")}
# The module whose records publish the quarters, by its label
BULLETINS = "information_bulletin"
# The seam's word for 合格
PASSED = {"passed": "pass"}


@dataclass
class Condition:
    """state: MET, NOT_MET or OPEN (not all is known yet). facts: what it rests on, in words. records: ids behind it; `links` those
    that the viewer may see as (title, path), `more` how many they may not."""

    label: str
    state: str
    facts: list[str]
    records: Sequence[int] = ()
    links: list[tuple[str, str]] = field(default_factory=list)
    more: int = 0

    @property
    def sign(self) -> str:
        return SIGNS[self.state]

    @property
    def words(self) -> str:
        return str(WORDS[self.state])


@dataclass
class UnitBasis:
    unit: object
    conditions: list[Condition]

    @property
    def state(self) -> str:
        states = {condition.state for condition in self.conditions}
        return NOT_MET if NOT_MET in states else OPEN if OPEN in states else MET

    @property
    def sign(self) -> str:
        return SIGNS[self.state]

    @property
    def words(self) -> str:
        return str(WORDS[self.state])


def basis(viewer: Viewer, units: Sequence, year: int, least: str = "good") -> list[UnitBasis]:
    """The conditions of these units in this year; `least`: the grade that each of the four quarters must reach at least.

    A fixed number of queries, however many units.
    """
    data = year_data(units, year)
    bulletins = _bulletins(viewer, units, year)
    results, vetoes, annual = _results(viewer, units, year)
    found = []
    for unit in units:
        known, own = data[unit.pk], results.get(unit.pk, [])
        published = [
            bulletins[unit.committee_id, quarter]
            for quarter in quarters_of(year)
            if (unit.committee_id, quarter) in bulletins
        ]
        found.append(
            UnitBasis(
                unit,
                [
                    _quarters(known, least, published),
                    _vetoes(known, [veto for veto in vetoes if veto.page_id in own], published),
                    _objectives(known),
                    _annual(annual.get(unit.pk)),
                ],
            )
        )
    _name(viewer, found)
    return found


def _bulletins(viewer, units, year: int) -> dict[tuple[int, str], int]:
    """{(committee, quarter): the published bulletin}; the first one that was published, supplements stand beside it."""
    committees = {unit.committee_id for unit in units}
    found = reading.documents(viewer).filter(module=BULLETINS, unit_id__in=committees, period__in=quarters_of(year))
    rows = found.order_by("-first_published_at").values_list("unit_id", "period", "page_id")
    return {(committee, quarter): pk for committee, quarter, pk in rows}


def _results(
    viewer, units, year: int
) -> tuple[dict[int, list[int]], list[AssessmentVeto], dict[int, AssessmentRecord]]:
    """({unit: its published assessments of the year and its parts}, the vetoes in them, {unit: the result of the whole year}), of
    what the viewer may read."""
    seen = reading.documents(viewer).filter(module="assessment", unit_id__in=[unit.pk for unit in units])
    rows = dict(seen.filter(period__startswith=str(year)).values_list("page_id", "unit_id"))
    found: dict[int, list[int]] = {}
    for pk, unit in rows.items():
        found.setdefault(unit, []).append(pk)
    vetoes = AssessmentVeto.objects.filter(page_id__in=rows).order_by("page_id", "sort_order")
    annual = AssessmentRecord.objects.filter(pk__in=rows, period_kind="year", period_value=str(year)).order_by("-pk")
    return found, list(vetoes), {rows[page.pk]: page for page in annual.defer("body")}


def _quarters(known: YearData, least: str, published: list[int]) -> Condition:
    order, names = list(LEAST), dict(GRADES)
    facts, states = [], []
    for quarter in quarters_of(known.year):
        score = known.quarters.get(quarter)
        if score is None:
            facts.append(_("%(quarter)s：尚未结算") % {"quarter": quarter})
            states.append(OPEN)
            continue
        grade = PASSED.get(score.grade, score.grade)
        facts.append(
            _("%(quarter)s：%(grade)s（%(total)s分）")
            % {"quarter": quarter, "grade": names[grade], "total": f"{score.total:.2f}"}
        )
        states.append(MET if order.index(grade) <= order.index(least) else NOT_MET)
    label = _("四个季度等次均不低于%(least)s") % {"least": names[least]}
    return Condition(label, _worst(states), facts, published)


def _vetoes(known: YearData, vetoes: list[AssessmentVeto], published: list[int]) -> Condition:
    quarterly = [(quarter, word, one.records) for quarter, one in sorted(known.quarters.items()) for word in one.vetoes]
    facts = [_("%(quarter)s：%(what)s") % {"quarter": quarter, "what": word} for quarter, word, _ids in quarterly]
    facts += [_("考核结果：%(what)s（%(fact)s）") % {"what": veto.item, "fact": veto.fact} for veto in vetoes]
    records = sorted({pk for _quarter, _word, ids in quarterly for pk in ids} | {veto.page_id for veto in vetoes})
    if facts:
        return Condition(_("没有一票否决事项"), NOT_MET, facts, records)
    closed = len(known.quarters)
    words = _("已结算的%(count)s个季度没有一票否决事项") % {"count": closed}
    return Condition(_("没有一票否决事项"), MET if closed == 4 else OPEN, [words], published)


def _objectives(known: YearData) -> Condition:
    label, found = _("方针目标均达到必达目标"), known.objectives
    if found is None or not found.records:
        return Condition(label, OPEN, [_("没有方针目标得分")])
    count = {"count": len(found.records), "missed": len(found.missed)}
    if found.missed:
        return Condition(label, NOT_MET, [_("%(count)s项目标中%(missed)s项未达到必达目标") % count], found.missed)
    words = _("%(count)s项目标均达到必达目标") % count
    if not found.final:
        return Condition(label, OPEN, [words, _("年度尚未结束，按目前实绩")], found.records)
    return Condition(label, MET, [words], found.records)


def _annual(page: AssessmentRecord | None) -> Condition:
    label = _("年度考核等次为良好以上")
    if page is None:
        return Condition(label, OPEN, [_("年度考核结果尚未公布")])
    words = {"grade": page.get_grade_display(), "total": page.total}
    state = MET if page.grade in ("excellent", "good") else NOT_MET
    return Condition(label, state, [_("%(grade)s（%(total)s分）") % words], [page.pk])


def _worst(states: list[str]) -> str:
    return NOT_MET if NOT_MET in states else OPEN if OPEN in states else MET


def _name(viewer: Viewer, found: list[UnitBasis]) -> None:
    """Titles and addresses of what the viewer may see, numbers of what they may not. One query."""
    wanted = {pk for one in found for condition in one.conditions for pk in condition.records}
    seen = reading.documents(viewer).filter(pk__in=wanted).values_list("page_id", "title", "path") if wanted else []
    known = {pk: (title, path) for pk, title, path in seen}
    for one in found:
        for condition in one.conditions:
            condition.links = [known[pk] for pk in condition.records if pk in known]
            condition.more = len(condition.records) - len(condition.links)
