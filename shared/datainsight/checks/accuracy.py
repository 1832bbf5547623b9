"""Checks of accuracy: values that are well formed and yet hardly true."""

import math
import re
from collections.abc import Sequence

from datainsight.checks.evidence import agree, percent, plural
from datainsight.checks.fences import Fences, beyond_gaps, far_fences
from datainsight.checks.registry import Finding, column_check
from datainsight.checks.sentinels import number_sentinel
from datainsight.checks.thresholds import Thresholds
from datainsight.models.issue import Dimension, Goal
from datainsight.models.profile import ColumnProfile, DataType, ValueCount
from datainsight.models.selector import OutsideRange
from datainsight.phrasing import number_text
from datainsight.repairs.cap_range import PLAIN, CapRange
from datainsight.repairs.null_negative import NullNegative
from datainsight.repairs.null_outside_range import NullOutsideRange

CAP_DECIMALS = 6
"""Decimal places of a number that outliers are capped to."""


@column_check(Dimension.ACCURACY, harm=0.4, goals={Goal.ML_PREPARATION: 1.5, Goal.ANALYTICS: 1.5})
def outliers(column: ColumnProfile, row_count: int, thresholds: Thresholds) -> Finding | None:
    """A few numbers lie far from all others.

    In a report: {column} has {rows} ({share}) far away from all others; they may be errors.

    Why it matters: A slipped decimal point moves a mean by more than thousands of right values hold it.

    How it decides: Fences lie a number of robust standard deviations from the median, each side by itself,
    and on a logarithmic scale where positive numbers span orders of magnitude, on which zero is not far. Only
    numbers beyond a gap count: one of at least `outlier_gap` times what the ordinary numbers reach beyond
    their quartile, since the end of an even tail is as true as the rest.

    Repair: An extreme may be the most interesting true value, so setting it to null, or to the
    nearest fence, is on offer only; so is emptying negative numbers where nothing else lies outside.

    Source: Iglewicz and Hoaglin, "How to Detect and Handle Outliers", 1993; Hubert and Vandervieren, "An
    adjusted boxplot for skewed distributions", 2008.
    """
    fences = far_fences(column, thresholds)
    if fences is None or row_count - column.null_count < thresholds.minimum_rows:
        return None
    fences = beyond_gaps(column, fences, thresholds)
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
        confidence=0.2 if fences.on_log_scale else 0.4,
        message=f"{plural(affected, 'value')} ({percent(share)}) "
        f"{agree(affected, 'lies', 'lie')} outside {lower} to {upper}, beyond a gap, and "
        f"at least {thresholds.outlier_distance:g} robust standard deviations from the median",
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


def _display(number: float) -> str:
    """A fence, which needs no more than four digits."""
    return number_text(float(f"{number:.4g}"))
