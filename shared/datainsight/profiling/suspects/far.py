"""Numbers that a wide gap parts from the body of their column.

For every cut of the sorted numbers that leaves at most a quarter outside, the gap at the cut is compared with
how far the outer quarter of the body reaches (its 75 % to its 95 % quantile): in heavy tails that reach grows
with the values, so that a tail is no gap. Positive numbers of several orders of magnitude are compared by
their logarithms. Robust to as many far numbers as are left outside (cf. Tukey 1977,
"Exploratory data analysis"; Barnett & Lewis 1994, block tests of outliers).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from datainsight.profiling.medians import median
from datainsight.profiling.suspects.value_thresholds import ODDITIES

Numbers = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Far:
    """A number beyond a gap.

    Attributes:
        place: Its place among the numbers given.
        probability: That it does not belong there.
    """

    place: int
    probability: float


def far_numbers(numbers: Sequence[float] | Numbers, counts: Sequence[int] | Counts) -> list[Far]:
    """Finds numbers beyond wide gaps on either side.

    Args:
        numbers: Distinct numbers in any order.
        counts: Rows that hold each.
    """
    values, weights = np.array(numbers, np.float64), np.array(counts, np.int64)
    is_finite = np.isfinite(values)
    places = np.flatnonzero(is_finite)
    order = places[np.argsort(values[places], kind="stable")]
    ordered, weights = values[order], weights[order]
    if weights.sum() < ODDITIES.far_rows:
        return []
    if ordered.size < ODDITIES.far_distinct:
        return [*_off_scale(ordered, weights, order), *_off_scale(-ordered[::-1], weights[::-1], order[::-1])]
    middle = median(ordered)
    by_factors = ordered[0] >= 0 and ordered[-1] > ODDITIES.far_factor * middle > 0
    if by_factors:
        # What grows by factors is judged by factors; nothing is as far below as above, and none is no amount.
        ordered = np.log1p(ordered / middle)
    high, high_ratio = _cut(ordered, weights)
    low, low_ratio = _cut(-ordered[::-1][ordered.size - high :], weights[::-1][ordered.size - high :])
    low = 0 if by_factors else high - low
    total = int(weights.sum())
    found = [Far(int(place), _probability(high_ratio, total)) for place in order[high:]]
    found += [Far(int(place), _probability(low_ratio, total)) for place in order[:low]]
    return [each for each in found if each.probability >= ODDITIES.far_least_confidence]


def _off_scale(ordered: Numbers, weights: Counts, order: Counts) -> list[Far]:
    """The number above a scale of a few grades, whose last one is frequent: such a scale has no tail.

    It lies further off than the scale is long, several times over: 55 above 1 to 5, and not 6.
    """
    total = int(weights.sum())
    if ordered.size <= ODDITIES.scale_grades or total < ODDITIES.scale_rows:
        return []
    first, last, far = ordered[0], ordered[-2], ordered[-1]
    is_rare = weights[-1] <= max(1, ODDITIES.scale_rare_share * total)
    if not is_rare or weights[-2] < ODDITIES.scale_end_share * total:
        return []
    ratio = float((far - last) / (last - first))
    if ratio < ODDITIES.far_even_gap:
        return []
    return [Far(int(order[-1]), _probability(ratio, total))]


def _cut(ordered: Numbers, weights: Counts) -> tuple[int, float]:
    """How many of the ascending numbers are the body, and how wide the gap above it is, in its reach."""
    total = weights.sum()
    below = np.cumsum(weights)
    first = int(np.searchsorted(below, (1.0 - ODDITIES.far_share) * total))
    ends = np.arange(max(first, ODDITIES.far_distinct - 2), ordered.size - 1)
    if not ends.size:
        return ordered.size, 0.0
    gaps = ordered[ends + 1] - ordered[ends]
    reaches = _reaches(ordered, below, ends)
    ratios = np.divide(gaps, reaches, out=np.zeros(ends.size), where=reaches > 0)
    is_group = (ordered.size - 1 - ends > 2) & (
        ordered[-1] - ordered[ends + 1] < ODDITIES.far_straggling * gaps
    )
    heaviest = np.maximum.accumulate(weights[::-1])[::-1][ends + 1]
    is_gap = (ratios >= ODDITIES.far_least_gap) & ~is_group & (heaviest <= max(2, 0.005 * total))
    if not is_gap.any():
        return ordered.size, 0.0
    best = int(np.argmax(np.where(is_gap, ratios, 0.0)))
    return int(ends[best]) + 1, float(ratios[best])


def _reaches(ordered: Numbers, below: Counts, ends: Counts) -> Numbers:
    """From the upper quartile to the end of each body, at least a quarter of its middle half."""
    lower, upper = (
        ordered[np.minimum(np.searchsorted(below, share * below[ends]), ends)] for share in (0.25, 0.75)
    )
    return np.maximum(ordered[ends] - upper, 0.25 * (upper - lower))


def _doubt(total: int) -> float:
    """How much wider a gap has to be, since the reach of few numbers is little known.

    Of twenty numbers from a heavy tail (Student's t with five degrees of freedom) one lot in five shows a gap
    of three reaches, of two hundred hardly one in a hundred.
    """
    return 1.0 + ODDITIES.far_few / total


def _probability(ratio: float, total: int) -> float:
    """An even bet at a gap of three reaches of many numbers; certain is it never."""
    even = ODDITIES.far_even_gap * _doubt(total)
    return min(0.95, 1.0 / (1.0 + (even / ratio) ** 2)) if ratio else 0.0
