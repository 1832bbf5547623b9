"""The numbers and instants of a column, put together from all notations of its type."""

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from datainsight.models.profile import DataType, Scalar
from datainsight.profiling.counted import CountedSet
from datainsight.profiling.members import Member, Resolved
from datainsight.profiling.moments import Moments, merge_optional
from datainsight.profiling.resolve_instants import CLOCK_FORMAT, COMPACT_FORMAT, MINUTES, are_clocks
from datainsight.profiling.sample import SampledColumn, notation_code, sampling_error
from datainsight.profiling.spread import Spread
from datainsight.profiling.swapping import MICROSECONDS_A_DAY, day_first

MICROSECONDS_A_MINUTE = 60_000_000
_DAYS = "datetime64[D]"
Array = npt.NDArray[Any]


def spread_of(resolved: Resolved, sampled: SampledColumn, row_counts: npt.NDArray[np.int64]) -> Spread | None:
    """All numbers of the column in order; of the sampled rows where there were too many to remember.

    Args:
        resolved: The column's type.
        sampled: The column in the sampled rows.
        row_counts: How often each sampled row occurs.
    """
    # Words such as "inf" belong to a type without being numbers that have an order.
    measured = [member for member in resolved.members if member.partial.moments is not None]
    known = [(member, member.partial.numbers) for member in measured]
    if not known:
        return None
    counted = [
        _transformed(member, numbers.values, numbers.counts())
        for member, numbers in known
        if numbers is not None
    ]
    if len(counted) == len(known):
        return _together(counted, 1.0)
    codes = [notation_code(member.notation) for member, _ in known]
    masks = [sampled.notations == code for code in codes]
    found = sum(int(row_counts[mask].sum()) for mask in masks)
    if not found:
        return None
    parts = [
        _transformed(member, sampled.numbers[mask], row_counts[mask])
        for (member, _), mask in zip(known, masks, strict=True)
    ]
    spread = _together(parts, sum(member.partial.count for member in measured) / found)
    return spread and replace(spread, error=sampling_error(row_counts[np.logical_or.reduce(masks)]))


def moments_of(resolved: Resolved) -> Moments | None:
    """Moments of all numbers of the column."""
    total: Moments | None = None
    for member in resolved.members:
        moments = member.partial.moments
        if moments is not None and member.factor != 1.0:
            moments = moments.scaled(member.factor)
        total = merge_optional(total, moments)
    return total


def shown_instant(microseconds: float, data_type: DataType) -> str:
    """ISO 8601 text of microseconds since 1970 (or since midnight)."""
    whole = round(microseconds)
    if data_type is DataType.DATE:
        return str(np.datetime64(whole // MICROSECONDS_A_DAY, "D"))
    text = str(np.datetime64(whole, "us"))
    text = text.rstrip("0").rstrip(".") if "." in text else text
    text = text if text.count(":") == 2 else f"{text}:00"
    return text.partition("T")[2] if data_type is DataType.TIME else text


def shown_number(number: float, data_type: DataType) -> Scalar | None:
    """A number as JSON can hold it; None where it is too large for that."""
    if data_type is DataType.INTEGER:
        return int(number)
    return float(number) if np.isfinite(number) else None


def _transformed(
    member: Member, values: Array, counts: npt.NDArray[np.int64]
) -> tuple[Array, npt.NDArray[np.int64]]:
    if member.shown == COMPACT_FORMAT:
        values, counts = _compact_days(values, counts)
    elif member.shown == CLOCK_FORMAT:
        values, counts = _minutes_of_day(values, counts)
    elif member.is_swapped:
        values = day_first(values)
    elif member.factor != 1.0:
        values = values * member.factor
    return values, counts


def _together(parts: list[tuple[Array, npt.NDArray[np.int64]]], scale: float) -> Spread | None:
    values = np.concatenate([values for values, _ in parts])
    counts = np.concatenate([counts for _, counts in parts])
    if not values.size:
        return None
    counted = CountedSet.of(values, counts) if len(parts) > 1 or not _ascends(values) else None
    if counted is None:
        return Spread.of(values, counts, scale)
    return Spread.of(counted.values, counted.counts(), scale)


def _ascends(values: Array) -> bool:
    return bool(np.all(values[1:] > values[:-1]))


def _compact_days(numbers: Array, counts: npt.NDArray[np.int64]) -> tuple[Array, npt.NDArray[np.int64]]:
    """20240131 as microseconds; what is no day is left out."""
    whole = numbers.astype(np.int64)
    years, months, days = whole // 10_000, whole // 100 % 100, whole % 100
    is_month = (months >= 1) & (months <= 12) & (days >= 1)
    begins = (years - 1970).astype("datetime64[Y]").astype("datetime64[M]") + np.clip(months - 1, 0, 11)
    instants = begins.astype(_DAYS) + (days - 1)
    is_day = is_month & (instants.astype("datetime64[M]") == begins)
    return instants[is_day].astype(np.int64) * MICROSECONDS_A_DAY, counts[is_day]


def _minutes_of_day(numbers: Array, counts: npt.NDArray[np.int64]) -> tuple[Array, npt.NDArray[np.int64]]:
    """1730 as microseconds since midnight; what is no time is left out."""
    whole = numbers.astype(np.int64)
    is_time = are_clocks(whole)
    minutes = whole[is_time] // 100 * MINUTES + whole[is_time] % 100
    return minutes * MICROSECONDS_A_MINUTE, counts[is_time]
