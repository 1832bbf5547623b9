"""Checks of accuracy: values that are well formed and yet hardly true."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from datainsight.checks.evidence import agree, percent, plural
from datainsight.checks.registry import Finding, column_check
from datainsight.checks.sentinels import number_sentinel
from datainsight.checks.thresholds import Thresholds
from datainsight.models.issue import Dimension, Goal
from datainsight.models.profile import NUMBERS, ColumnProfile, DataType, Role, ValueCount
from datainsight.models.selector import OutsideRange
from datainsight.phrasing import number_text
from datainsight.repairs.cap_range import PLAIN, CapRange
from datainsight.repairs.null_negative import NullNegative
from datainsight.repairs.null_outside_range import NullOutsideRange

NORMAL_QUARTILE = 0.6745
"""Distance of the quartiles of a normal distribution from its centre, in standard deviations."""
NORMAL_TWENTIETH = 1.6449
"""The same for the 5 % and 95 % quantiles."""
CAP_DECIMALS = 6
"""Decimal places of a number that outliers are capped to."""


@dataclass(frozen=True)
class Fences:
    """Bounds beyond which a value is an outlier, and the robust standard deviation on either side."""

    lower: float
    upper: float
    scale_down: float
    scale_up: float
    on_log_scale: bool


@column_check(Dimension.ACCURACY, harm=0.4, goals={Goal.ML_PREPARATION: 1.5, Goal.ANALYTICS: 1.5})
def outliers(column: ColumnProfile, row_count: int, thresholds: Thresholds) -> Finding | None:
    """A few numbers lie far from all others.

    In a report: {column} has {rows} ({share}) far away from all others; they may be errors.

    Why it matters: A slipped decimal point moves a mean by more than thousands of right values hold it.

    How it decides: Fences lie a number of robust standard deviations from the median, each side by itself,
    and on a logarithmic scale where positive numbers span orders of magnitude. A tail that is heavy, or that
    has as many values as the rest, is none.

    Repair: An extreme may be the most interesting true value, so setting it to null, or to the
    nearest fence, is on offer only; so is emptying negative numbers where nothing else lies outside.

    Source: Iglewicz and Hoaglin, "How to Detect and Handle Outliers", 1993; Hubert and Vandervieren, "An
    adjusted boxplot for skewed distributions", 2008.
    """
    fences = far_fences(column, thresholds)
    if fences is None or row_count - column.null_count < thresholds.minimum_rows:
        return None
    low = [pair for pair in column.smallest_values if float(pair.value) < fences.lower]
    high = [pair for pair in column.largest_values if float(pair.value) > fences.upper]
    affected = _count(column, fences, low, high)
    filled = row_count - column.null_count
    if _is_explained(column, low, high, thresholds) or affected > max(3, thresholds.outlier_share * filled):
        return None
    share = affected / filled
    lower, upper = _display(fences.lower), _display(fences.upper)
    return Finding(
        columns=(column.name,),
        selector=OutsideRange(column=column.name, lower=fences.lower, upper=fences.upper),
        affected_row_count=affected,
        confidence=_confidence(column, fences),
        message=f"{plural(affected, 'value')} ({percent(share)}) "
        f"{agree(affected, 'lies', 'lie')} outside {lower} to {upper}, "
        f"{thresholds.outlier_distance:g} robust standard deviations from the median",
        examples=tuple(pair.value for pair in (*low, *high))[: thresholds.example_count],
        repairs=(
            NullOutsideRange(column=column.name, lower=fences.lower, upper=fences.upper),
            *_capped(column, fences),
            *_without_negatives(column, low, high),
        ),
        is_repair_safe=False,
    )


def _without_negatives(
    column: ColumnProfile, low: Sequence[ValueCount], high: Sequence[ValueCount]
) -> tuple[NullNegative, ...]:
    """Where all outliers are negative and hardly another number is: a count or an age with a wrong sign."""
    are_negative = bool(low) and not high and all(float(pair.value) < 0 for pair in low)
    is_positive = float(column.quantiles.get("0.05", "-1")) >= 0
    return (NullNegative(column=column.name),) if are_negative and is_positive else ()


def _capped(column: ColumnProfile, fences: Fences) -> tuple[CapRange, ...]:
    """The fences as numbers that may stand in the column; none where they cannot be written plainly."""
    # Inside the fences, or a capped number would be an outlier still.
    scale = 1 if column.data_type is DataType.INTEGER else 10**CAP_DECIMALS
    lower, upper = math.ceil(fences.lower * scale) / scale, math.floor(fences.upper * scale) / scale
    texts = [f"{bound:.{CAP_DECIMALS}f}".rstrip("0").rstrip(".") for bound in (lower, upper)]
    if lower > upper or not all(re.fullmatch(PLAIN, text) for text in texts):
        return ()
    return (CapRange(column=column.name, lower=texts[0], upper=texts[1]),)


def far_fences(column: ColumnProfile, thresholds: Thresholds) -> Fences | None:
    """Fences from quantiles, each side by itself so that skew is no outlier.

    The scale of a side is the larger of its quartile's and its 5 % quantile's distance from the median in
    units of the normal distribution, and never less than the median absolute deviation says (Iglewicz and
    Hoaglin 1993; sides apart as in Hubert and Vandervieren 2008). Positive numbers that span orders of
    magnitude are judged by logarithm.

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
        lower, upper = math.exp(lower), math.exp(min(upper, 700.0))
    return Fences(lower, upper, down, up, on_log)


def _is_explained(
    column: ColumnProfile, low: list[ValueCount], high: list[ValueCount], thresholds: Thresholds
) -> bool:
    """Whether nothing lies beyond the fences but a number that stands for "no value"."""
    sentinel = number_sentinel(column, thresholds)
    known = sentinel.values if sentinel else ()
    return all(pair.value in known for pair in (*low, *high))


def _count(column: ColumnProfile, fences: Fences, low: list[ValueCount], high: list[ValueCount]) -> int:
    """Rows beyond the fences: exact while some listed extreme is inside, else from the histogram."""
    listed = sum(pair.count for pair in (*low, *high))
    if len(low) < len(column.smallest_values) and len(high) < len(column.largest_values):
        return listed
    return max(listed, _beyond(column, fences))


def _beyond(column: ColumnProfile, fences: Fences) -> int:
    """Rows in the bins that lie beyond a fence with both edges."""
    if column.histogram is None:
        return 0
    edges = column.histogram.edges
    bins = zip(edges, edges[1:], column.histogram.counts, strict=False)
    return sum(count for left, right, count in bins if right < fences.lower or left > fences.upper)


def _confidence(column: ColumnProfile, fences: Fences) -> float:
    """Far apart from the rest: likely errors. The end of an even tail: likely true."""
    is_apart = _stands_apart(column.largest_values, fences.upper, 1, fences.scale_up) or _stands_apart(
        column.smallest_values, fences.lower, -1, fences.scale_down
    )
    return 0.4 if is_apart and not fences.on_log_scale else 0.2


def _stands_apart(extremes: tuple[ValueCount, ...], fence: float, sign: int, scale: float) -> bool:
    """Whether two standard deviations divide the outliers of one side from the last ordinary value."""
    numbers = [sign * float(pair.value) for pair in extremes]
    beyond = [number for number in numbers if number > sign * fence]
    inside = [number for number in numbers if number <= sign * fence]
    return bool(beyond and inside) and min(beyond) - max(inside) > 2 * scale


def _display(number: float) -> str:
    """A fence, which needs no more than four digits."""
    return number_text(float(f"{number:.4g}"))
