"""What the year's data say of a unit: the mean of its closed quarters and its objectives' score, with the records behind them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from cms.seams.objectives import YearScore, year_scores
from cms.seams.scores import QuarterScore, quarter_scores

__all__ = ["Datum", "YearData", "quarters_of", "year_data"]

CENT = Decimal("0.01")
DEFAULT_SHARE = Decimal("0.1")


def quarters_of(year: int) -> list[str]:
    return [f"{year}Q{number}" for number in (1, 2, 3, 4)]


@dataclass(frozen=True)
class Datum:
    """score: of `full_marks`, None while it cannot be said. basis: how it comes about, in words."""

    full_marks: Decimal
    score: Decimal | None
    basis: str
    records: tuple[int, ...] = ()


@dataclass
class YearData:
    """quarters: by quarter, as far as they were closed. objectives: None where nobody scores them."""

    year: int
    quarters: dict[str, QuarterScore]
    objectives: YearScore | None = None

    @property
    def share(self) -> Decimal:
        """What the quarters' mean carries, 0 to 1: the last closed quarter's scheme says it."""
        return self.quarters[max(self.quarters)].annual_share if self.quarters else DEFAULT_SHARE

    @property
    def scheme(self) -> str:
        return self.quarters[max(self.quarters)].scheme if self.quarters else ""

    def of_quarters(self) -> Datum:
        """The mean of the closed quarters × share; no more than full marks, for a quarter with a bonus may pass 100."""
        full = (100 * self.share).quantize(CENT)
        if not self.quarters:
            return Datum(full, None, "没有已结算的季度。")
        totals = [score.total for score in self.quarters.values()]
        mean = (sum(totals, Decimal(0)) / len(totals)).quantize(CENT, ROUND_HALF_UP)
        score = min((mean * self.share).quantize(CENT, ROUND_HALF_UP), full)
        told = "、".join(f"{quarter}得{one.total:.2f}分" for quarter, one in sorted(self.quarters.items()))
        missing = [quarter for quarter in quarters_of(self.year) if quarter not in self.quarters]
        rest = f"；{'、'.join(missing)}尚未结算，不计入平均" if missing else ""
        return Datum(full, score, f"{told}{rest}；平均{mean}分，按{100 * self.share:.0f}%折算。")

    def of_objectives(self, full: Decimal) -> Datum:
        found = self.objectives
        if found is None or found.score is None:
            return Datum(full, None, "没有方针目标得分，由党委评定。", found.records if found else ())
        score = (found.score * full / 100).quantize(CENT, ROUND_HALF_UP)
        missed = f"，其中{len(found.missed)}项未达到必达目标" if found.missed else ""
        state = "" if found.final else "（年度尚未结束，按目前实绩）"
        basis = f"{len(found.records)}项目标按权重得{found.score.quantize(CENT)}分{missed}{state}，按{full:f}%折算。"
        return Datum(full, score, basis, found.records)


def year_data(units: Sequence, year: int) -> dict[int, YearData]:
    """{unit's id: what the data say}, for each of them. A fixed number of queries for each plugin."""
    found = {unit.pk: YearData(year, {}) for unit in units}
    for score in quarter_scores(units, quarters_of(year)):
        if score.closed and score.unit_id in found:
            found[score.unit_id].quarters[score.quarter] = score
    for one in year_scores(units, year):
        if one.unit_id in found:
            found[one.unit_id].objectives = one
    return found
