"""等次: what follows from a total, a veto and a must-reach target (必达目标) that was not reached."""

from decimal import Decimal

__all__ = ["LEAST", "MOST_BONUS", "cap_of", "grade_of"]

# The least total of each grade, best first: the default scheme (domain: scoring_default)
LEAST = {"excellent": Decimal(90), "good": Decimal(80), "pass": Decimal(60), "fail": Decimal(0)}
MOST_BONUS = Decimal(5)


def cap_of(*, vetoed: bool, missed: int) -> str:
    """The best grade that is open: a veto leaves 不合格, a must-reach target that was not reached 良好."""
    return "fail" if vetoed else "good" if missed else "excellent"


def grade_of(total: Decimal, *, vetoed: bool = False, missed: int = 0) -> str:
    """missed: how many must-reach targets of the period were not reached."""
    order = list(LEAST)
    by_total = next((grade for grade, least in LEAST.items() if total >= least), "fail")
    return max(by_total, cap_of(vetoed=vetoed, missed=missed), key=order.index)
