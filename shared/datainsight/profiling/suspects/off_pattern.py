"""Numbers that contradict the other numbers of their row, though each is usual for its column.

Robust scores of the columns are correlated (winsorised, so that far numbers count no more than near ones:
Wilcox 1993); the inverse of the correlations says what each number should be, given all others of its row,
and how much of it they explain. A number far from that breaks a pattern that nearly all rows keep
(conditional residues: Rousseeuw & Van den Bossche 2018, "Detecting deviating data cells").
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from datainsight.models.suspects import Contradiction
from datainsight.profiling.medians import column_medians
from datainsight.profiling.relations.features import Feature, Features, Numbers
from datainsight.profiling.suspects.cases import Places, told_by_rows
from datainsight.profiling.suspects.outside_group import NORMAL, fence, magnitudes, spread
from datainsight.profiling.suspects.thresholds import RELATIONS

_CLIPPED = 3.0
_KEPT = 0.75
_STEPS = 4
_FITTED_ROWS = 2000
_RIDGE = 1e-6
_LEAST_SCALE = 1e-4
"""Of residues, in units of the columns' own spread: sums that are exact leave none."""
_ROWS_A_COLUMN = 10
_FEWEST_NUMBERS = 10
_FEWEST_COLUMNS = 2
_MOST_NAMED = 2
_ABOUT_AS_FAR = 0.65
_EXACT = 0.9999
"""Share explained from which numbers are sums of each other, so that a wrong one puts all of them off. Where
they merely go together, a row in which several are off is another kind of thing: none of them is wrong."""


@dataclass(frozen=True, slots=True)
class _Pattern:
    """What rows of numbers have in common.

    Attributes:
        columns: The columns.
        rows: Places of the rows that have all numbers.
        scores: Robust scores, a row for each row.
        distance: Of each number from what the others say, in robust standard deviations.
        explained: For each column the share of its variance that the others explain.
        ties: For each column how much each other one counts.
    """

    columns: Sequence[Feature]
    rows: Places
    scores: Numbers
    distance: Numbers
    explained: Numbers
    ties: Numbers


def off_pattern(features: Features) -> Iterator[Contradiction]:
    """The one number of a row that contradicts the others most, column by column."""
    pattern = _pattern(features)
    if pattern is None:
        return
    is_told = pattern.explained >= RELATIONS.pattern_share
    distance = np.where(is_told, np.abs(pattern.distance), 0.0)
    worst = distance.argmax(axis=1)
    for place, column in enumerate(pattern.columns):
        if not is_told[place]:
            continue
        limit = fence(pattern.distance[:, place], RELATIONS.pattern_distance)
        is_usual = np.abs(pattern.scores[:, place]) <= limit
        rows = np.flatnonzero((distance[:, place] > limit) & (worst == place) & is_usual)
        if rows.size:
            yield from _cells(features, pattern, column, rows, limit)


def _pattern(features: Features) -> _Pattern | None:
    """The columns of numbers that explain each other."""
    columns = [
        each
        for each in features.columns
        if each.is_numeric and each.numbers is not None and each.profile.distinct_count >= _FEWEST_NUMBERS
    ][: RELATIONS.most_columns]
    if len(columns) < _FEWEST_COLUMNS:
        return None
    numbers = np.stack([each.numbers for each in columns if each.numbers is not None], axis=1)
    rows = np.flatnonzero(~np.isnan(numbers).any(axis=1))
    if rows.size < max(RELATIONS.fewest_rows, _ROWS_A_COLUMN * len(columns)):
        return None
    values = np.stack([magnitudes(numbers[rows, place]) for place in range(len(columns))], axis=1)
    scales = np.array([spread(values[:, place]) for place in range(len(columns))])
    kept = np.flatnonzero(scales > 0)
    if kept.size < _FEWEST_COLUMNS:
        return None
    values, scales, columns = values[:, kept], scales[kept], [columns[place] for place in kept]
    scores = (values - column_medians(values)) / scales
    inverse, variances = _fitted(scores)
    distance = _distance(scores, inverse)
    return _Pattern(
        columns, rows, scores, distance, 1.0 - 1.0 / (np.diag(inverse) * variances), np.abs(inverse)
    )


def _fitted(scores: Numbers) -> tuple[Numbers, Numbers]:
    """The inverse covariance of the rows that keep the pattern, and the variances of their columns.

    Rows that break it bend it, so that it is drawn anew from the three quarters of rows that keep it best
    (as the steps of the minimum covariance determinant: Rousseeuw & Van Driessen 1999). The first rows are
    enough: they are in the order of their hashes.
    """
    some = scores[:_FITTED_ROWS]
    usual = np.clip(some, -_CLIPPED, _CLIPPED)
    for _ in range(_STEPS):
        inverse, _ = _inverted(usual)
        furthest = np.abs(_distance(some, inverse)).max(axis=1)
        usual = some[furthest <= np.quantile(furthest, _KEPT)]
    return _inverted(usual)


def _inverted(usual: Numbers) -> tuple[Numbers, Numbers]:
    centred = usual - usual.mean(axis=0)
    covariance = centred.T @ centred / len(usual)
    inverse = np.linalg.inv(covariance + _RIDGE * np.eye(len(covariance)))
    return np.asarray(inverse, np.float64), np.diag(covariance) + _RIDGE


def _distance(scores: Numbers, inverse: Numbers) -> Numbers:
    """Of every number from what the others of its row say, in robust standard deviations."""
    residues = (scores @ inverse) / np.diag(inverse)
    middle = column_medians(residues)
    scales = NORMAL * column_medians(np.abs(residues - middle))
    return np.asarray((residues - middle) / np.maximum(scales, _LEAST_SCALE), np.float64)


def _cells(
    features: Features, pattern: _Pattern, column: Feature, rows: Places, limit: float
) -> Iterator[Contradiction]:
    place = list(pattern.columns).index(column)
    ties = pattern.ties[place].copy()
    ties[place] = 0.0
    told = [pattern.columns[other] for other in np.argsort(-ties)[:_MOST_NAMED].tolist() if ties[other] > 0]
    distance = np.abs(pattern.distance[:, place])
    rivals = (np.abs(pattern.distance[rows]) >= _ABOUT_AS_FAR * distance[rows][:, None]).sum(axis=1)
    if pattern.explained[place] < _EXACT:
        rows, rivals = rows[rivals == 1], rivals[rivals == 1]
    yield from told_by_rows(
        features,
        column,
        told,
        "off_pattern",
        [
            (int(pattern.rows[row]), _probability(float(distance[row]), limit, rival), "", pattern.rows.size)
            for row, rival in zip(rows.tolist(), rivals.tolist(), strict=True)
        ],
    )


def _probability(distance: float, limit: float, rivals: int) -> float:
    """Surer the further off; where several numbers are about as far off, any of them may be the wrong one."""
    return RELATIONS.pattern_confidence * (1.0 - limit / (2.0 * distance)) / rivals
