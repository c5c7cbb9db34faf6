"""党费交纳比例: the bands of 中组部 2008, by the monthly income that dues are reckoned from."""

from decimal import ROUND_HALF_UP, Decimal

# (up to this base, percent); above the last band
BANDS = ((Decimal(3000), Decimal("0.5")), (Decimal(5000), Decimal("1.0")), (Decimal(10000), Decimal("1.5")))
ABOVE = Decimal("2.0")
# Some collect to the jiao
ROUNDING = Decimal("0.10")
FEN = Decimal("0.01")


def rate_for(base: Decimal) -> Decimal:
    """The percentage of somebody with this base: a band's upper bound belongs to it."""
    return next((rate for upto, rate in BANDS if base <= upto), ABOVE)


def dues_of(base: Decimal, rate: Decimal) -> Decimal:
    """`rate` percent of `base`, to the fen."""
    return (base * rate / 100).quantize(FEN, ROUND_HALF_UP)
