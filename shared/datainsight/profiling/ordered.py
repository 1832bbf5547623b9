"""Facts that need an order: extremes, quantiles, histogram, shape, fences, first digits, steps in time."""

from collections.abc import Callable, Sequence

import numpy as np

from datainsight.models.profile import MEASURED, DataType, OutlierFacts, Role, Scalar
from datainsight.profiling import order
from datainsight.profiling.benford import first_digits
from datainsight.profiling.column import ColumnPartial
from datainsight.profiling.instants import date_facts
from datainsight.profiling.magnitudes import shown_instant, shown_number
from datainsight.profiling.members import Resolved
from datainsight.profiling.moments import Moments
from datainsight.profiling.notations import is_temporal
from datainsight.profiling.resolve import infinities_of
from datainsight.profiling.spread import Spread

SHARES = (0.05, 0.25, 0.5, 0.75, 0.95)
INSTANTS = {DataType.DATE, DataType.DATETIME, DataType.TIME}
_FEWEST_FOR_OUTLIERS = 8
_FEWEST_TO_FOLLOW = 2
_ROBUST_REACH = 3.5 / 0.6745
"""In median deviations; |0.6745 (x - median) / MAD| > 3.5 of Iglewicz & Hoaglin (1993)."""


def ordered_facts(
    resolved: Resolved,
    role: Role,
    moments: Moments | None,
    spread: Spread | None,
    typical: Callable[[], Sequence[tuple[str, int]]],
) -> dict[str, object]:
    """Fields of the column's profile.

    Args:
        resolved: The column's type.
        role: What it is good for.
        moments: Of its numbers.
        spread: The numbers in order; where they were too many, those of the sampled rows.
        typical: Gives values with their counts.
    """
    if spread is None or moments is None:
        return {}
    data_type = resolved.data_type
    if data_type in INSTANTS:
        seconds = Spread(spread.values / 1e6, spread.below, spread.scale)
        return {
            "minimum": shown_instant(spread.values[0].item(), data_type),
            "maximum": shown_instant(spread.values[-1].item(), data_type),
            "quantiles": {str(share): shown_instant(spread.quantile(share), data_type) for share in SHARES},
            "histogram": seconds.histogram(),
            "usual_histogram": seconds.usual_histogram(),
            "dates": None if data_type is DataType.TIME else date_facts(resolved, spread, typical),
        }
    deviation = spread.median_absolute_deviation()
    quantiles: dict[str, Scalar] = {
        str(share): value for share in SHARES if (value := _finite(spread.quantile(share))) is not None
    }
    return {
        "minimum": shown_number(moments.minimum, data_type),
        "maximum": shown_number(moments.maximum, data_type),
        "mean": _finite(moments.mean),
        "standard_deviation": _finite(moments.standard_deviation),
        "quantiles": quantiles,
        "histogram": spread.histogram(),
        "usual_histogram": spread.usual_histogram(),
        "outliers": _outliers("tukey", spread, spread.tukey_fences()),
        "robust_outliers": _outliers("robust_z", spread, _robust_fences(spread, deviation)),
        "median_absolute_deviation": _finite(deviation),
        "interquartile_range": _finite(spread.quantile(0.75) - spread.quantile(0.25)),
        "skewness": _finite(moments.skewness),
        "kurtosis": _finite(moments.kurtosis),
        "zero_count": moments.zeros,
        "negative_count": moments.negatives,
        "infinity_count": infinities_of(resolved),
        "benford": first_digits(spread) if role in MEASURED else None,
    }


def monotonicity(resolved: Resolved, measured: ColumnPartial) -> str | None:
    """How the values of the column's type follow each other; None where that is not known."""
    members = [member for member in resolved.members if member.partial.moments is not None]
    count = sum(member.partial.count for member in members)
    is_instant = bool(members) and is_temporal(members[0].notation)
    alike = sum(
        partial.count
        for notation, partial in measured.notations.items()
        if partial.moments is not None and is_temporal(notation) == is_instant
    )
    # Numbers that are no members, or are read by another measure, were followed as they stand.
    if count < _FEWEST_TO_FOLLOW or alike != count or len({member.factor for member in members}) > 1:
        return None
    name = order.INSTANTS if is_instant else order.NUMBERS
    if any(member.is_swapped for member in members):
        name = order.DAY_FIRST
    found = measured.orders.get(name)
    return found.monotonicity if found else None


def _finite(number: float | None) -> float | None:
    return float(number) if number is not None and np.isfinite(number) else None


def _robust_fences(spread: Spread, deviation: float) -> tuple[float, float] | None:
    """None where more than half of the values are equal, and so every other one would be far away."""
    median, reach = spread.quantile(0.5), _ROBUST_REACH * deviation
    return (median - reach, median + reach) if reach > 0 else None


def _outliers(method: str, spread: Spread, fences: tuple[float, float] | None) -> OutlierFacts | None:
    if fences is None or spread.count < _FEWEST_FOR_OUTLIERS or not np.all(np.isfinite(fences)):
        return None
    lower, upper = fences
    return OutlierFacts(method=method, lower=lower, upper=upper, count=spread.count_outside(lower, upper))
