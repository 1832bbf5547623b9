"""Checks of values that cannot be, whatever the others of their column are."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass

from datainsight.checks.evidence import agree, counted, percent, plural
from datainsight.checks.registry import Finding, column_check
from datainsight.checks.sentinels import date_sentinel, day_of, number_sentinel, texts_of
from datainsight.checks.thresholds import Thresholds
from datainsight.models.issue import Dimension, Goal
from datainsight.models.profile import MOMENTS, NUMBERS, ColumnProfile, ValueCount
from datainsight.models.selector import OutsideRange, ValuesIn
from datainsight.repairs.null_outside_range import NullOutsideRange
from datainsight.repairs.unify_nulls import UnifyNulls
from datainsight.semantics.words import header_words

_MOST = sys.float_info.max

_DOMAINS: Mapping[str, tuple[float, float]] = {
    "age": (0.0, 125.0), "latitude": (-90.0, 90.0), "longitude": (-180.0, 180.0), "lat": (-90.0, 90.0),
    "lon": (-180.0, 180.0), "lng": (-180.0, 180.0), "month": (1.0, 12.0), "weight": (0.0, _MOST),
    "height": (0.0, _MOST), "length": (0.0, _MOST), "width": (0.0, _MOST), "distance": (0.0, _MOST),
    "duration": (0.0, _MOST), "price": (0.0, _MOST), "quantity": (0.0, _MOST), "qty": (0.0, _MOST),
    "count": (0.0, _MOST), "population": (0.0, _MOST), "salary": (0.0, _MOST), "size": (0.0, _MOST),
    "alter": (0.0, 125.0), "preis": (0.0, _MOST), "menge": (0.0, _MOST), "gewicht": (0.0, _MOST),
    "edad": (0.0, 125.0), "precio": (0.0, _MOST), "cantidad": (0.0, _MOST), "peso": (0.0, _MOST),
    "prix": (0.0, _MOST), "idade": (0.0, 125.0), "quantite": (0.0, _MOST), "poids": (0.0, _MOST),
}  # fmt: skip
"""What can be, by the last word of a column's name or by what it means."""
_MEANT = frozenset({"age", "latitude", "longitude", "month", "weight", "duration"})
"""Meanings that say it by themselves; lengths do not, since elevations are lengths and may be below zero."""


@dataclass(frozen=True)
class _Limits:
    lower: float
    upper: float
    is_named: bool


@column_check(Dimension.VALIDITY, harm=0.7, goals={Goal.ML_PREPARATION: 1.4, Goal.ANALYTICS: 1.4})
def impossible_values(column: ColumnProfile, row_count: int, thresholds: Thresholds) -> Finding | None:
    """A few numbers cannot be: an age of 200, a negative price, a latitude of 95.

    In a report: {column} holds {rows} ({share}) that cannot be.

    Why it matters: One such number shifts a mean, and proves that nothing checked the values on their way.

    How it decides: The last word of the column's name, or its meaning, says which numbers can be, and at
    most `impossible_share` of its numbers are others. Without such a name, a negative number among positive
    ones that begin far from zero has a sign too many.

    Repair: Setting such numbers to null is on offer; it is not done unasked, since the sign alone may be
    wrong, or the name may mislead.

    Source: Kim et al., "A Taxonomy of Dirty Data", Data Mining and Knowledge Discovery 7, 2003: values
    outside their domain.
    """
    limits = _limits(column)
    if limits is None or number_sentinel(column, thresholds) is not None:
        return None
    outside = [
        pair
        for pair in (*column.smallest_values, *column.largest_values)
        if not limits.lower <= float(pair.value) <= limits.upper
    ]
    filled = row_count - column.null_count
    affected = _affected(column, limits, outside)
    if not outside or affected > max(1.0, thresholds.impossible_share * filled):
        return None
    if filled < thresholds.minimum_rows:
        return None
    return Finding(
        columns=(column.name,),
        selector=OutsideRange(column=column.name, lower=limits.lower, upper=limits.upper),
        affected_row_count=affected,
        confidence=thresholds.impossible_confidence * (1.0 if limits.is_named else 0.7),
        message=f"{plural(affected, 'number')} ({percent(affected / filled)}) cannot be: "
        + (
            f"below {limits.lower:g}"
            if limits.upper == _MOST
            else f"not {limits.lower:g} to {limits.upper:g}"
        ),
        evidence=counted({pair.value: pair.count for pair in outside}),
        examples=tuple(pair.value for pair in outside)[: thresholds.example_count],
        repairs=(NullOutsideRange(column=column.name, lower=limits.lower, upper=limits.upper),),
        is_repair_safe=False,
    )


def _affected(column: ColumnProfile, limits: _Limits, outside: list[ValueCount]) -> int:
    """Rows outside: what is listed, and all negative numbers where none can be."""
    listed = sum(pair.count for pair in outside)
    return max(listed, column.negative_count or 0) if limits.lower == 0.0 else listed


def _limits(column: ColumnProfile) -> _Limits | None:
    """Which numbers can be; None where nothing says so."""
    if column.data_type not in NUMBERS:
        return None
    words = header_words(column.name).split()
    named = _DOMAINS.get(words[-1]) if words else None
    if named is None and column.semantic_type in _MEANT:
        named = _DOMAINS[column.semantic_type]
    if named is not None:
        return _Limits(*named, is_named=True)
    return _Limits(0.0, _MOST, is_named=False) if _has_a_sign_too_many(column) else None


def _has_a_sign_too_many(column: ColumnProfile) -> bool:
    """Whether one negative number, as large as the usual ones, stands below numbers far from zero."""
    smallest = [float(pair.value) for pair in column.smallest_values]
    negative = [number for number in smallest if number < 0]
    rest = [number for number in smallest if number >= 0]
    if len(negative) != 1 or not rest or column.smallest_values[0].count > 1:
        return False
    try:
        low, middle, high = (float(column.quantiles[name]) for name in ("0.05", "0.5", "0.95"))
    except (KeyError, ValueError):
        return False
    return rest[0] > 0 and low <= -negative[0] <= high and rest[0] - negative[0] > 2.0 * (middle - rest[0])


@column_check(Dimension.VALIDITY, harm=0.6, goals={Goal.ANALYTICS: 1.4, Goal.MIGRATION: 1.2})
def far_dates(column: ColumnProfile, row_count: int, thresholds: Thresholds) -> Finding | None:
    """A few dates lie further from all others than these lie from each other: 2203 among dates of 2023.

    In a report: {column} holds {rows} ({share}) that lie far outside the time of all others.

    Why it matters: One such date stretches every axis and range of time, and breaks durations.

    How it decides: Up to two different dates at one end, in at most `impossible_share` of the rows, are
    parted from the rest by a gap that is wider than the whole rest, and by more than a year. No clock is
    asked, so that the same table is always judged alike.

    Repair: Setting them to null is on offer; it is not done unasked, since they may be true.

    Source: Barnett and Lewis, "Outliers in Statistical Data", 1994; Kim et al. 2003, as above.
    """
    filled = row_count - column.null_count
    if column.data_type not in MOMENTS or filled < thresholds.minimum_rows:
        return None
    if column.distinct_count < thresholds.outlier_distinct_count or date_sentinel(column, thresholds):
        return None
    ends = (column.smallest_values, column.largest_values)
    far = [*_far(*ends), *_far(*reversed(ends))]
    affected = sum(pair.count for pair in far)
    if not far or affected > max(1.0, thresholds.impossible_share * filled):
        return None
    texts = tuple(dict.fromkeys(text for pair in far for text in texts_of(column, pair.value)))
    return Finding(
        columns=(column.name,),
        selector=ValuesIn(column=column.name, values=texts),
        affected_row_count=affected,
        confidence=thresholds.impossible_confidence,
        message=f"{plural(affected, 'date')} {agree(affected, 'lies', 'lie')} further from all others than "
        "these from each other",
        evidence=counted({pair.value: pair.count for pair in far}),
        examples=tuple(pair.value for pair in far)[: thresholds.example_count],
        repairs=(UnifyNulls(column=column.name, spellings=texts),),
        is_repair_safe=False,
    )


def _far(extreme: tuple[ValueCount, ...], opposite: tuple[ValueCount, ...]) -> list[ValueCount]:
    """The first one or two dates of one end, where a wide gap parts them from the rest."""
    for number in (1, 2):
        if len(extreme) <= number or not opposite:
            return []
        days = [day_of(pair.value) for pair in (extreme[number - 1], extreme[number], opposite[0])]
        if any(day is None for day in days):
            return []
        far, near, end = (day or 0 for day in days)
        if abs(far - near) > max(abs(near - end), 366):
            return list(extreme[:number])
    return []
