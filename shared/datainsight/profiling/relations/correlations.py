"""How strongly two columns go together, pair by pair; what cannot be computed for one pair says so.

Numbers: Pearson's r and Spearman's rho (ranks of ties averaged). Categories: Cramér's V with the bias
correction of Bergsma (2013). A number by a category: the correlation ratio eta (Fisher 1925). Rows in which
either value is missing are left out of that pair.
"""

from collections.abc import Iterator
from itertools import combinations

import numpy as np
import numpy.typing as npt

from datainsight.models.profile import Correlation
from datainsight.profiling.relations.distributions import (
    chi_squared_p_value,
    correlation_p_value,
    f_p_value,
)
from datainsight.profiling.relations.features import Feature, Features, Numbers

MOST_LISTED = 500
"""Pairs in the profile; where there are more, the strongest."""

_LARGEST_WORK = 20_000_000
_WORK_A_PAIR = 10_000
_FEWEST_ROWS = 3
_CONSTANT = "constant"
_TOO_FEW = "too_few_rows"

Codes = npt.NDArray[np.int64]
Outcome = tuple[float | None, float | None, str, str | None]
"""Value, p-value, status, reason."""


def correlations(features: Features) -> tuple[tuple[Correlation, ...], str | None]:
    """The correlations of all pairs, and what was left out, if anything was."""
    numeric = [each for each in features.columns if each.is_numeric]
    categorical = [each for each in features.columns if each.is_categorical]
    rows = features.weights.size
    most = _affordable(_LARGEST_WORK // (rows + _WORK_A_PAIR))
    notes = [
        f"of {len(group)} {kind} columns the first {most} were compared"
        for group, kind in ((numeric, "numeric"), (categorical, "categorical"))
        if len(group) > most
    ]
    with np.errstate(all="ignore"):
        found = [
            *_of_numbers(numeric[:most], features),
            *_of_categories(categorical[:most], features),
            *_of_both(numeric[:most], categorical[:most], features),
        ]
    if len(found) > MOST_LISTED:
        notes.append(f"of {len(found)} pairs the {MOST_LISTED} strongest are listed")
        found.sort(key=lambda each: (-abs(each.value or 0.0), each.left, each.right, each.method))
        found = found[:MOST_LISTED]
    return tuple(found), "; ".join(notes) or None


def _affordable(pairs: int) -> int:
    """How many columns have about that many pairs, three measures each."""
    return max(2, int((2 * pairs / 3) ** 0.5))


def _of_numbers(columns: list[Feature], features: Features) -> Iterator[Correlation]:
    weights = features.weights.astype(np.float64)
    prepared = [(column, _numbers(column), _ranked(_numbers(column))) for column in columns]
    for (left, first, first_ranks), (right, second, second_ranks) in combinations(prepared, 2):
        both = np.flatnonzero(np.isfinite(first) & np.isfinite(second))
        own = weights[both]
        for method, outcome in (
            ("pearson", _linear(first[both], second[both], own)),
            ("spearman", _monotone(first_ranks[both], second_ranks[both], own)),
        ):
            yield _correlation(left, right, method, outcome, count=own.sum(), is_exact=features.is_complete)


def _numbers(column: Feature) -> Numbers:
    return column.numbers if column.numbers is not None else np.empty(0)


def _ranked(numbers: Numbers) -> Codes:
    """The place of each number among the distinct ones; NaN is a place like any other."""
    return np.unique(numbers, return_inverse=True)[1].astype(np.int64)


def _linear(first: Numbers, second: Numbers, weights: Numbers) -> Outcome:
    total = weights.sum()
    if total < _FEWEST_ROWS:
        return None, None, _TOO_FEW, "Fewer than three rows have both values."
    first, second = _centred(first, weights), _centred(second, weights)
    squares = float(weights @ (first * first)), float(weights @ (second * second))
    if min(squares) <= 0:
        return None, None, _CONSTANT, "One column has a single value in the rows that have both."
    value = float(weights @ (first * second)) / (squares[0] ** 0.5 * squares[1] ** 0.5)
    if not np.isfinite(value):
        return None, None, "not_finite", "The numbers are too large to be multiplied."
    value = min(1.0, max(-1.0, value))
    return value, correlation_p_value(value, total), "ok", None


def _centred(numbers: Numbers, weights: Numbers) -> Numbers:
    """Differences from the mean, scaled to at most 1 so that squares stay finite; 0 where all are equal."""
    if numbers.min() == numbers.max():
        return np.zeros(numbers.size)
    largest = np.abs(numbers).max()
    scaled = numbers / largest
    scaled = scaled - float(weights @ scaled) / weights.sum()
    return np.asarray(scaled / np.abs(scaled).max())


def _monotone(first: Codes, second: Codes, weights: Numbers) -> Outcome:
    if not weights.size:
        return _linear(weights, weights, weights)
    return _linear(_midranks(first, weights), _midranks(second, weights), weights)


def _midranks(codes: Codes, weights: Numbers) -> Numbers:
    counts = np.bincount(codes, weights)
    return np.asarray((np.cumsum(counts) - counts / 2)[codes])


def _of_categories(columns: list[Feature], features: Features) -> Iterator[Correlation]:
    prepared = [(column, *column.categories()) for column in columns]
    for (left, first, first_size), (right, second, second_size) in combinations(prepared, 2):
        both = np.flatnonzero((first >= 0) & (second >= 0))
        keys = first[both] * second_size + second[both]
        counts = np.bincount(keys, features.weights[both], first_size * second_size)
        counts = counts.reshape(first_size, second_size)
        counts = counts[counts.sum(axis=1) > 0][:, counts.sum(axis=0) > 0]
        yield _correlation(
            left, right, "cramers_v", _cramers_v(counts), count=counts.sum(), is_exact=features.is_complete
        )


def _cramers_v(counts: Numbers) -> Outcome:
    total = float(counts.sum())
    rows, columns = counts.shape
    if total < _FEWEST_ROWS:
        return None, None, _TOO_FEW, "Fewer than three rows have both values."
    if min(rows, columns) < 2:
        return None, None, _CONSTANT, "One column has a single value in the rows that have both."
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0))
    share = max(float((counts**2 / expected).sum()) - 1.0, 0.0)
    degrees = (rows - 1) * (columns - 1)
    corrected = max(0.0, share - degrees / (total - 1))
    smaller = min(rows - (rows - 1) ** 2 / (total - 1), columns - (columns - 1) ** 2 / (total - 1)) - 1
    if smaller <= 0:
        return None, None, _TOO_FEW, "There are about as many categories as rows."
    value = min(1.0, (corrected / smaller) ** 0.5)
    return value, chi_squared_p_value(share * total, degrees), "ok", None


def _of_both(numeric: list[Feature], categorical: list[Feature], features: Features) -> Iterator[Correlation]:
    codes = [(column, *column.categories()) for column in categorical]
    for left in numeric:
        if left.is_categorical:
            continue
        numbers = _numbers(left)
        for right, groups, size in codes:
            both = np.flatnonzero(np.isfinite(numbers) & (groups >= 0))
            weights = features.weights[both].astype(np.float64)
            outcome = _correlation_ratio(numbers[both], groups[both], size, weights)
            yield _correlation(
                left, right, "correlation_ratio", outcome, count=weights.sum(), is_exact=features.is_complete
            )


def _correlation_ratio(numbers: Numbers, groups: Codes, size: int, weights: Numbers) -> Outcome:
    total = float(weights.sum())
    counts = np.bincount(groups, weights, size)
    group_count = int((counts > 0).sum())
    if group_count >= total or total < _FEWEST_ROWS:
        return None, None, _TOO_FEW, "There are about as many categories as rows."
    centred = _centred(numbers, weights)
    squares = float(weights @ (centred * centred))
    if group_count < 2 or squares <= 0:
        return None, None, _CONSTANT, "One column has a single value in the rows that have both."
    sums = np.bincount(groups, weights * centred, size)
    explained = float((sums**2 / np.maximum(counts, 1)).sum()) / squares
    explained = min(1.0, max(0.0, explained))
    return explained**0.5, f_p_value(explained, group_count, total), "ok", None


def _correlation(
    left: Feature, right: Feature, method: str, outcome: Outcome, *, count: float, is_exact: bool
) -> Correlation:
    value, p_value, status, reason = outcome
    return Correlation(
        left=left.name,
        right=right.name,
        method=method,
        value=value,
        status=status,
        reason=reason,
        p_value=p_value,
        row_count=int(count),
        is_exact=is_exact,
    )
