"""Where the numbers of a column end: fences from quantiles, and gaps that part a few from the rest."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from datainsight.checks.thresholds import Thresholds
from datainsight.models.profile import NUMBERS, ColumnProfile, Role, ValueCount

NORMAL_QUARTILE = 0.6745
"""Distance of the quartiles of a normal distribution from its centre, in standard deviations."""
NORMAL_TWENTIETH = 1.6449
"""The same for the 5 % and 95 % quantiles."""
_ROUNDING = 1e-12
"""Extremes are told with fifteen digits; a fence at one of them lies so much further out."""
_FEW = 10.0
"""Numbers of which a gap has to be twice as wide, since how far they reach is little known."""


@dataclass(frozen=True)
class Fences:
    """Bounds beyond which a value is an outlier.

    Attributes:
        lower: Numbers below it lie outside.
        upper: Numbers above it do.
        on_log_scale: Whether numbers are judged by their logarithms.
        scale_down: Robust standard deviation of the lower side, of logarithms where these are judged.
        scale_up: The same of the upper side.
        first: The 25 % quantile, or its logarithm.
        third: The 75 % quantile, or its logarithm.
    """

    lower: float
    upper: float
    on_log_scale: bool
    scale_down: float
    scale_up: float
    first: float
    third: float


def far_fences(column: ColumnProfile, thresholds: Thresholds) -> Fences | None:
    """Fences from quantiles, each side by itself so that skew is no outlier.

    The scale of a side is the larger of its quartile's and its 5 % quantile's distance from the median in
    units of the normal distribution, and never less than the median absolute deviation says (Iglewicz and
    Hoaglin 1993; sides apart as in Hubert and Vandervieren 2008). Positive numbers that span orders of
    magnitude are judged by logarithm; where zero occurs among them, as it may among all amounts, none of them
    is too small.

    Returns:
        None where the column holds no measurements or its values are too few or too equal.
    """
    if column.data_type not in NUMBERS or column.role is Role.IDENTIFIER:
        return None
    if column.distinct_count < thresholds.outlier_distinct_count:
        return None
    try:
        marks = [float(column.quantiles[name]) for name in ("0.05", "0.25", "0.5", "0.75", "0.95")]
    except (KeyError, ValueError):
        return None
    on_log = marks[0] > 0 and (marks[4] > 10 * marks[0] or marks[4] - marks[2] > 2 * (marks[2] - marks[0]))
    if on_log:
        marks = [math.log(mark) for mark in marks]
    distance = thresholds.outlier_distance
    spread = 0.0 if on_log else 1.4826 * (column.median_absolute_deviation or 0.0)
    down = max((marks[2] - marks[1]) / NORMAL_QUARTILE, (marks[2] - marks[0]) / NORMAL_TWENTIETH, spread)
    up = max((marks[3] - marks[2]) / NORMAL_QUARTILE, (marks[4] - marks[2]) / NORMAL_TWENTIETH, spread)
    if down <= 0 or up <= 0:
        return None
    lower, upper = marks[2] - distance * down, marks[2] + distance * up
    if on_log:
        has_zero = any(float(pair.value) == 0 for pair in column.smallest_values)
        lower, upper = 0.0 if has_zero else math.exp(lower), math.exp(min(upper, 700.0))
    return Fences(lower, upper, on_log, down, up, marks[1], marks[3])


def beyond_gaps(column: ColumnProfile, fences: Fences, thresholds: Thresholds) -> Fences:
    """The fences, each moved out to where a wide gap begins; without a gap nothing lies beyond.

    With every number more a tail reaches a little further, and its last numbers are as true as the others. A
    slipped decimal point, another unit or a sentinel leaves a gap: wider than two robust standard deviations,
    and than `outlier_gap` times what the ordinary numbers reach beyond their quartile.
    """
    filled = sum(column.histogram.counts) if column.histogram else 0
    gap = thresholds.outlier_gap * (1.0 + _FEW / max(filled, 1))
    above = _Side(1, fences.on_log_scale, fences.third, fences.third - fences.first, fences.scale_up, gap)
    below = _Side(-1, fences.on_log_scale, -fences.first, above.middle, fences.scale_down, gap)
    return replace(
        fences,
        lower=_moved(below, fences.lower, column, column.smallest_values),
        upper=_moved(above, fences.upper, column, column.largest_values),
    )


@dataclass(frozen=True)
class _Side:
    """One side of a column, seen from its middle outwards.

    Attributes:
        sign: 1 above, -1 below.
        on_log_scale: Whether numbers are judged by their logarithms.
        quartile: Of this side, outwards.
        middle: Width of the middle half.
        scale: Robust standard deviation.
        gap: How many times the reach beyond the quartile a gap is wide.
    """

    sign: int
    on_log_scale: bool
    quartile: float
    middle: float
    scale: float
    gap: float

    def place(self, number: float) -> float:
        """How far outwards a number lies; no positive number reaches zero on a scale of logarithms."""
        if not self.on_log_scale:
            return self.sign * number
        return self.sign * math.log(number) if number > 0 else -self.sign * math.inf

    def parts(self, last: float, number: float) -> bool:
        """Whether a wide gap lies between an ordinary number and the next one outwards."""
        near, far = self.place(last), self.place(number)
        if math.isinf(far):
            return True
        reach = max(near - self.quartile, 0.25 * self.middle)
        return far - near > max(2.0 * self.scale, self.gap * reach)


def _moved(side: _Side, fence: float, column: ColumnProfile, extremes: Sequence[ValueCount]) -> float:
    """The last number before a gap beyond the fence; the fence where the gap is before that."""
    numbers = [float(pair.value) for pair in reversed(extremes)]
    outside = [number for number in numbers if side.sign * number > side.sign * fence]
    inside = numbers[: len(numbers) - len(outside)]
    if not outside:
        return fence
    last = inside[-1] if inside else _last_ordinary(side, fence, column, outside[0])
    for number in outside:
        if side.parts(last, number):
            break
        last = number
    last += side.sign * abs(last) * _ROUNDING
    return last if side.sign * last > side.sign * fence else fence


def _last_ordinary(side: _Side, fence: float, column: ColumnProfile, first_outside: float) -> float:
    """Where the bins before a number end, of a column whose listed extremes all lie beyond the fence."""
    if column.histogram is None:
        return fence
    outer = column.histogram.edges[1:] if side.sign > 0 else column.histogram.edges[:-1]
    ends = [edge for edge, count in zip(outer, column.histogram.counts, strict=True) if count]
    before = [edge for edge in ends if side.sign * edge <= side.sign * first_outside]
    return max(before, key=lambda edge: side.sign * edge) if before else fence
