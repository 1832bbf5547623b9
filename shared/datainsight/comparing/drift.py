"""Whether the values of a column are distributed as they were."""

import math
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from datainsight.comparing.distances import (
    MAJOR_PSI,
    MODERATE_PSI,
    NORMAL_QUANTILE,
    chi_square,
    cramers_v,
    jensen_shannon_distance,
    kolmogorov_smirnov,
    mean_difference,
    shares_to_draw,
    stability_index,
    stability_index_by_chance,
)
from datainsight.comparing.shares import CommonShares, are_identifiers, common_shares, is_complete
from datainsight.models.comparison import ColumnDrift, Distributions, DriftBasis, DriftStatus
from datainsight.models.profile import ColumnProfile, DataType
from datainsight.phrasing import number_text

LEAST_NULL_CHANGE = 0.01
MAXIMUM_CATEGORIES = 20
_OF_WHAT = {
    DriftBasis.BINS: "",
    DriftBasis.VALUES: "",
    DriftBasis.FREQUENT_VALUES: ", by the most frequent values alone",
    DriftBasis.LENGTHS: ", by the lengths of the texts",
}
_INSTANTS = frozenset({DataType.DATE, DataType.DATETIME, DataType.TIME})
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def column_drift(old: ColumnProfile, new: ColumnProfile, old_rows: int, new_rows: int) -> ColumnDrift:
    """Compares a column of two masked documents.

    Args:
        old: The column as it was.
        new: The column as it is.
        old_rows: Of the table.
        new_rows: The same.
    """
    old_nulls, new_nulls = _share(old.null_count, old_rows), _share(new.null_count, new_rows)
    old_count, new_count = old_rows - old.null_count, new_rows - new.null_count
    shares = common_shares(old, new, old_count, new_count)
    judged = _judged(shares, old, new, old_count, new_count)
    is_null_share_changed = _is_more_than_chance(old_nulls, new_nulls, old_rows, new_rows)
    null_change = abs(new_nulls - old_nulls) if is_null_share_changed else 0.0
    return ColumnDrift(
        column=new.name,
        data_type=new.data_type,
        status=judged.status,
        reason=judged.reason,
        basis=shares.basis if shares else None,
        population_stability_index=judged.stability_index,
        jensen_shannon_distance=judged.distance,
        kolmogorov_smirnov=kolmogorov_smirnov(*shares.histograms) if shares and shares.histograms else None,
        chi_square=judged.squares,
        cramers_v=None if judged.squares is None else cramers_v(judged.squares, old_count + new_count),
        mean_difference=_mean_difference(old, new) if shares else None,
        relevance=_relevance(
            judged.status, judged.distance, null_change, is_type_changed=old.data_type != new.data_type
        ),
        distributions=_drawn(shares, old, new, old_count, new_count) if shares else None,
        old_null_share=old_nulls,
        new_null_share=new_nulls,
        is_null_share_changed=is_null_share_changed,
        old_mean=old.mean,
        new_mean=new.mean,
        new_categories=_missing_from(old, new, old_count),
        lost_categories=_missing_from(new, old, new_count),
    )


class _Judged(NamedTuple):
    """What the shares say; nothing is measured of columns that cannot be compared."""

    status: DriftStatus
    reason: str
    stability_index: float | None = None
    distance: float | None = None
    squares: float | None = None


def _judged(
    shares: CommonShares | None, old: ColumnProfile, new: ColumnProfile, old_count: int, new_count: int
) -> _Judged:
    if shares is None:
        return _Judged(DriftStatus.NOT_COMPARED, _why_not_compared(old, new, min(old_count, new_count)))
    psi = stability_index(shares.old, shares.new, old_count, new_count)
    status, reason = _judge(psi, stability_index_by_chance(len(shares.old), old_count, new_count))
    return _Judged(
        status,
        reason + _OF_WHAT[shares.basis],
        psi,
        jensen_shannon_distance(shares.old, shares.new),
        chi_square(shares.old, shares.new, old_count, new_count),
    )


def _relevance(
    status: DriftStatus, distance: float | None, null_change: float, *, is_type_changed: bool
) -> float:
    """The part of the column that is not as it was; a change of type concerns all of it."""
    if is_type_changed:
        return 1.0
    has_drifted = status in {DriftStatus.MODERATE, DriftStatus.MAJOR}
    return round(max(distance or 0.0 if has_drifted else 0.0, null_change), 4)


def _mean_difference(old: ColumnProfile, new: ColumnProfile) -> float | None:
    if old.mean is None or new.mean is None or old.data_type != new.data_type:
        return None
    return mean_difference(old.mean, new.mean, old.standard_deviation or 0.0, new.standard_deviation or 0.0)


def _drawn(
    shares: CommonShares, old: ColumnProfile, new: ColumnProfile, old_count: int, new_count: int
) -> Distributions:
    """Both distributions over common bins, or over the most frequent values."""
    if shares.histograms is not None:
        edges, left, right = shares_to_draw(*shares.histograms)
        is_length = shares.basis is DriftBasis.LENGTHS
        labels = tuple(str(int(edge)) if is_length else _edge_text(edge, old.data_type) for edge in edges)
        return Distributions(labels=labels, old_shares=tuple(left), new_shares=tuple(right), is_binned=True)
    before = {each.value: _share(each.count, old_count) for each in old.top_values}
    after = {each.value: _share(each.count, new_count) for each in new.top_values}
    # What one side does not list among its most frequent values is not 0 there.
    is_listed_only = shares.basis is DriftBasis.FREQUENT_VALUES
    known = before.keys() & after.keys() if is_listed_only else before.keys() | after.keys()
    values = sorted(known, key=lambda value: (-before.get(value, 0), value))
    values = values[:MAXIMUM_CATEGORIES]
    return Distributions(
        labels=tuple(values),
        old_shares=tuple(before.get(value, 0.0) for value in values),
        new_shares=tuple(after.get(value, 0.0) for value in values),
        is_binned=False,
    )


def _edge_text(edge: float, data_type: DataType) -> str:
    """The edge of a bin; those of dates and times are seconds since 1970, or since midnight."""
    if data_type not in _INSTANTS:
        return number_text(edge)
    moment = _EPOCH + timedelta(seconds=edge)
    return f"{moment:%H:%M}" if data_type is DataType.TIME else f"{moment:%Y-%m-%d}"


def _judge(psi: float, chance: float) -> tuple[DriftStatus, str]:
    if psi < MODERATE_PSI:
        return DriftStatus.NONE, f"PSI is below {MODERATE_PSI}"
    if psi < chance:
        return DriftStatus.NONE, "so few values differ as much by chance"
    if psi < MAJOR_PSI:
        return DriftStatus.MODERATE, f"PSI is between {MODERATE_PSI} and {MAJOR_PSI}"
    return DriftStatus.MAJOR, f"PSI is {MAJOR_PSI} or more"


def _why_not_compared(old: ColumnProfile, new: ColumnProfile, fewest: int) -> str:
    if old.is_pii or new.is_pii:
        return "personal data"
    if not fewest:
        return "no values on one side"
    if old.data_type != new.data_type:
        return "the type changed"
    if are_identifiers(old, new):
        return "identifiers: new records have new ones"
    return "too many different values"


def _missing_from(known: ColumnProfile, other: ColumnProfile, known_count: int) -> tuple[str, ...]:
    """Frequent values of `other` that `known`, whose values are all told, does not have."""
    if not known.top_values or not is_complete(known, known_count):
        return ()
    values = {each.value for each in known.top_values}
    return tuple(each.value for each in other.top_values if each.value not in values)[:MAXIMUM_CATEGORIES]


def _is_more_than_chance(old: float, new: float, old_rows: int, new_rows: int) -> bool:
    """Two-proportion z-test at 99.8 %, and at least a percent of the rows."""
    if not old_rows or not new_rows or abs(new - old) < LEAST_NULL_CHANGE:
        return False
    pooled = (old * old_rows + new * new_rows) / (old_rows + new_rows)
    deviation = math.sqrt(pooled * (1 - pooled) * (1 / old_rows + 1 / new_rows))
    return deviation == 0 or abs(new - old) > NORMAL_QUANTILE * deviation


def _share(count: int, whole: int) -> float:
    return count / whole if whole else 0.0
