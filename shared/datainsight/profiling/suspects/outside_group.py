"""Numbers that are usual for their column but not for their group of rows: a clerk with a judge's pay.

A categorical column groups the numbers; where the spread within its groups is far smaller than that of all
numbers, it explains them, and a number far from the middle of its group contradicts it (contextual outliers:
Chandola, Banerjee and Kumar 2009, "Anomaly detection: a survey"). Spread is measured by the median absolute
deviation (Iglewicz and Hoaglin 1993); tails that are heavy all over take the fence along.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from datainsight.models.suspects import Contradiction
from datainsight.profiling.medians import median
from datainsight.profiling.relations.features import Feature, Features, Flags, Numbers
from datainsight.profiling.suspects.cases import Places, told_by_rows
from datainsight.profiling.suspects.thresholds import RELATIONS

NORMAL = 1.4826
"""Standard deviations of a normal distribution in its median absolute deviation."""
FURTHEST = 0.98
_SEVERAL_MAGNITUDES = 10.0
_FEWEST_NUMBERS = 10
_FEWEST_GROUPS = 2
_CLIPPED = 3.0
_LEAST_RATIO = 0.4


@dataclass(frozen=True, slots=True)
class _Grouped:
    """Numbers by the group that explains them best.

    Attributes:
        by: The grouping column.
        rows: Places of the rows that have both.
        distance: How far each lies from the middle of its group, in robust standard deviations.
        sizes: Rows of the group of each.
        spread: Of the numbers within groups, by the spread of all of them.
    """

    by: Feature
    rows: Places
    distance: Numbers
    sizes: npt.NDArray[np.int64]
    spread: float


def outside_group(features: Features) -> Iterator[Contradiction]:
    """The numbers that lie far from their group, for each column of numbers that another one explains."""
    groups = [each for each in features.columns if _can_group(each)][: RELATIONS.most_columns]
    numbers = [each for each in features.columns if each.is_numeric][: RELATIONS.most_columns]
    for column in numbers:
        if column.numbers is None or column.profile.distinct_count < _FEWEST_NUMBERS:
            continue
        grouped = [found for by in groups if by is not column and (found := _group(column, by)) is not None]
        best = min(grouped, key=lambda each: each.spread, default=None)
        if best is not None and best.spread <= RELATIONS.group_scale:
            yield from _far(features, column, best)


def _can_group(column: Feature) -> bool:
    return column.is_categorical and column.profile.distinct_count <= RELATIONS.most_groups


def spread(numbers: Numbers) -> float:
    """A robust standard deviation."""
    return NORMAL * median(np.abs(numbers - median(numbers)))


def magnitudes(numbers: Numbers) -> Numbers:
    """Positive numbers that span orders of magnitude as their logarithms, others as they are."""
    if not numbers.size or numbers.min() <= 0:
        return numbers
    low, high = np.quantile(numbers, (0.05, 0.95))
    return np.asarray(np.log(numbers)) if high > _SEVERAL_MAGNITUDES * low else numbers


def _group(column: Feature, by: Feature) -> _Grouped | None:
    """The numbers by the groups of one column; None where there are too few rows or groups."""
    numbers, (codes, size) = column.numbers, by.categories()
    if numbers is None:
        return None
    rows = np.flatnonzero(~np.isnan(numbers) & (codes >= 0))
    counts = np.bincount(codes[rows], minlength=size)
    rows = rows[counts[codes[rows]] >= RELATIONS.fewest_of_group]
    if rows.size < RELATIONS.fewest_rows or (counts >= RELATIONS.fewest_of_group).sum() < _FEWEST_GROUPS:
        return None
    values, own = magnitudes(numbers[rows]), codes[rows]
    all_over = spread(values)
    if all_over <= 0 or not _explains(values / all_over, own):
        return None
    residues, scales = np.zeros(rows.size), np.zeros(size)
    for code in np.unique(own).tolist():
        inside = own == code
        residues[inside] = values[inside] - median(values[inside])
        scales[code] = NORMAL * median(np.abs(residues[inside]))
    within = NORMAL * median(np.abs(residues))
    if within <= 0:
        return None
    distance = residues / np.maximum(scales[own], within)
    return _Grouped(by, rows, distance, counts[own], within / all_over)


def _explains(scores: Numbers, own: npt.NDArray[np.int64]) -> bool:
    """Whether groups may explain scores, by the correlation ratio: quicker than medians group by group."""
    clipped = np.clip(scores - median(scores), -_CLIPPED, _CLIPPED)
    counts = np.maximum(np.bincount(own), 1)
    means = np.bincount(own, clipped) / counts
    return float((means[own] - clipped.mean()).var()) >= _LEAST_RATIO * float(clipped.var())


def fence(distance: Numbers, least: float) -> float:
    """How far is far: a number of standard deviations, and well beyond the furthest of all others."""
    return max(least, RELATIONS.tail_distance * float(np.quantile(np.abs(distance), FURTHEST)))


def _far(features: Features, column: Feature, grouped: _Grouped) -> Iterator[Contradiction]:
    limit = fence(grouped.distance, RELATIONS.group_distance)
    is_far: Flags = np.abs(grouped.distance) > limit
    places = np.flatnonzero(is_far)
    if not places.size:
        return
    yield from told_by_rows(
        features,
        column,
        (grouped.by,),
        "outside_group",
        [
            (
                int(grouped.rows[place]),
                RELATIONS.group_confidence * (1.0 - limit / (2.0 * abs(float(grouped.distance[place])))),
                "",
                int(grouped.sizes[place]),
            )
            for place in places.tolist()
        ],
    )
