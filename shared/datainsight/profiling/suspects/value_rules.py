"""Rows that break a rule which one value of a column makes for another column.

Where the country is DE, the currency is EUR, though a country does not decide the currency everywhere.

Conditional functional dependencies with constants (Fan et al. 2008, "Conditional functional dependencies for
capturing data inconsistencies"; Chiang & Miller 2008, "Discovering data quality rules"): a value is a rule
where nearly all of its many rows say one thing that by far not all rows of the table say.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

import numpy as np
import numpy.typing as npt

from datainsight.models.suspects import Contradiction
from datainsight.profiling.relations.features import Feature, Features
from datainsight.profiling.suspects.cases import Places, told_by_rows
from datainsight.profiling.suspects.thresholds import RELATIONS

_Codes = npt.NDArray[np.int64]
_FEWEST_VALUES = 3
"""Of two values one is the rule and one the exception in any skewed column."""


@dataclass(frozen=True, slots=True)
class _Broken:
    """Places of rows that break a rule, of a row that keeps it for each, and how many keep it."""

    rows: Places
    usual: Places
    counts: Places


def broken_value_rules(features: Features) -> Iterator[Contradiction]:
    """The cells that break rules of single values, for each pair of columns."""
    columns = [
        (each, *each.categories())
        for each in features.columns
        if each.is_categorical and each.profile.distinct_count <= RELATIONS.most_groups
    ][: RELATIONS.most_columns]
    for (by, codes, size), (column, told, wide) in permutations(columns, 2):
        if wide < _FEWEST_VALUES:
            continue
        broken = _broken(codes, told, (size, wide), features.weights)
        if broken.rows.size:
            yield from _cells(features, by, column, broken)


def _broken(codes: _Codes, told: _Codes, sizes: tuple[int, int], weights: npt.NDArray[np.int64]) -> _Broken:
    """The rows that break a rule of one code."""
    size, wide = sizes
    both = np.flatnonzero((codes >= 0) & (told >= 0))
    table = np.bincount(codes[both] * wide + told[both], weights[both], size * wide).reshape(size, wide)
    rows_of = table.sum(axis=1)
    most = table.argmax(axis=1)
    kept = table.max(axis=1)
    exceptions = rows_of - kept
    chance = table.sum(axis=0)[most] / max(table.sum(), 1.0)
    is_rule = (rows_of >= RELATIONS.rule_rows) & (chance <= RELATIONS.rule_chance) & (exceptions > 0)
    is_rule &= exceptions <= np.maximum(1, RELATIONS.rule_share * rows_of)
    breaking = both[is_rule[codes[both]] & (told[both] != most[codes[both]])]
    groups = np.unique(codes[breaking])
    keeping = np.zeros(size, np.int64)
    for group in groups.tolist():
        keeping[group] = np.flatnonzero((codes == group) & (told == most[group]))[0]
    return _Broken(breaking, keeping[codes[breaking]], kept[codes[breaking]].astype(np.int64))


def _cells(features: Features, by: Feature, column: Feature, broken: _Broken) -> Iterator[Contradiction]:
    texts = column.texts.take(broken.usual).to_list()
    rows = zip(broken.rows.tolist(), texts, broken.counts.tolist(), strict=True)
    yield from told_by_rows(
        features,
        column,
        (by,),
        "against_rule",
        [(row, _probability(count), text, count) for row, text, count in rows],
    )


def _probability(count: int) -> float:
    """The more rows keep the rule, the surer the exception is a mistake."""
    few = RELATIONS.rule_rows
    return RELATIONS.rule_confidence * (1.0 - few / (2.0 * count + few))
