"""Which columns decide which others, though not in every row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import exp, log

import numpy as np
import numpy.typing as npt

from datainsight.profiling.relations.agree import Columns
from datainsight.profiling.relations.coded import CodedTable
from datainsight.profiling.relations.partitions import Partition, Partitions
from datainsight.profiling.suspects.value_thresholds import VOTES

Flags = npt.NDArray[np.bool_]

EVEN_SCORE = {1: 0.7, 2: 0.8}
"""Score at which a rule is an even bet; a longer left side fits by chance more easily."""
_PREVIEW_PAIRS = 2000
_PREVIEW_CELLS = 200_000
_LARGEST_WORK = 16_000_000
_WORK_A_RULE = 20_000
_LARGEST_SEARCH = 256_000_000
"""Cells that are looked at to see what may be decided: all pairs of 60 columns of 20,000 rows. A wider table
has hundreds of thousands of pairs; the first of them are looked at."""
_MOST_CATEGORIES = 200


@dataclass(frozen=True, slots=True)
class Rule:
    """Columns that decide another one.

    Attributes:
        determinant: The deciding columns.
        dependent: The decided one.
        reliability: How sure it is that this is no coincidence, 0..1.
        partition: The rows that share their determinant with others, without those where it is missing.
    """

    determinant: Columns
    dependent: int
    reliability: float
    partition: Partition


def reliability(table: CodedTable, partition: Partition, dependent: int, least: float) -> float:
    """How sure it is that groups of rows share their value for a reason, and break that by mistake.

    Two rows of one group agree more often than any two rows do: that is scored as in mu+, but no group counts
    more than ten rows, lest one large group speaks for all. Mistakes are spread over the groups by chance,
    while exceptions crowd in a few: the dispersion of the deviating rows (their variance over groups by that
    of independent mistakes) takes the score down where it is large.

    Args:
        table: The rows.
        partition: By the determinant.
        dependent: The decided column.
        least: Score for which it is an even bet.
    """
    size = int(table.sizes[dependent])
    keys = partition.groups * size + table.codes[dependent][partition.rows]
    found, inverse = np.unique(keys, return_inverse=True)
    counts = np.bincount(inverse, table.weights[partition.rows], found.size)
    begins = np.flatnonzero(np.diff(found // size, prepend=-1))
    rows = np.add.reduceat(counts, begins)
    agreeing = np.add.reduceat(counts * (counts - 1), begins) / np.maximum(rows * (rows - 1), 1)
    deviating = rows - np.maximum.reduceat(counts, begins)
    weights = np.minimum(rows - 1, VOTES.most_of_a_group)
    if (weights > 0).sum() < VOTES.fewest_groups:
        return 0.0
    values = np.bincount(table.codes[dependent], table.weights, size) / table.weights.sum()
    by_chance = float((values**2).sum())
    if by_chance >= 1.0:
        return 0.0
    score = (float((agreeing * weights).sum() / weights.sum()) - by_chance) / (1.0 - by_chance)
    share = min(float(deviating.sum() / rows.sum()), 0.5)
    expected = np.maximum(rows * share * (1.0 - share), 1e-9)
    dispersion = float(((deviating - rows * share) ** 2).sum() / expected.sum()) if share else 1.0
    score -= VOTES.crowding_penalty * log(max(dispersion, 1.0))
    if rows.size >= VOTES.many_groups and dispersion < VOTES.largest_dispersion:
        score += VOTES.spread_bonus
    return 1.0 / (1.0 + exp(-VOTES.steepness * (score - least)))


def find_rules(table: CodedTable, is_missing: Sequence[Flags], may_decide: Sequence[bool]) -> list[Rule]:
    """Rules with one column on the left, and with two for columns that no single one decides.

    Args:
        table: The rows, slips put right.
        is_missing: For each column which codes mean "no value".
        may_decide: For each column whether it may stand on the left: what is measured names nothing.
    """
    search = _Search(table, is_missing, may_decide)
    found = list(search.rules([(column,) for column in search.open_columns], set()))
    decided = {rule.dependent for rule in found}
    few = [column for column in search.open_columns if table.sizes[column] <= _MOST_CATEGORIES]
    return [*found, *search.rules(list(combinations(few, 2)), decided)]


class _Search:
    """Measures rules until it becomes too much work."""

    def __init__(self, table: CodedTable, is_missing: Sequence[Flags], may_decide: Sequence[bool]) -> None:
        self._table = table
        self._partitions = Partitions(table)
        self._is_missing = [flags[codes] for flags, codes in zip(is_missing, table.codes, strict=True)]
        self._work = 0
        self._previewed = max(1, min(_PREVIEW_PAIRS, _PREVIEW_CELLS // table.width))
        self._looked_at = 0
        least = max(VOTES.fewest_repeated, VOTES.repeated_share * int(table.weights.sum()))
        self.open_columns = [
            column
            for column in range(table.width)
            if may_decide[column] and table.sizes[column] > 1 and self._present((column,)).repeated >= least
        ]

    def _present(self, columns: Columns) -> Partition:
        """The partition without the rows in which one of the columns is missing."""
        partition = self._partitions.of(columns)
        is_missing = np.zeros(self._table.height, np.bool_)
        for column in columns:
            is_missing |= self._is_missing[column]
        if not is_missing.any():
            return partition
        kept = ~is_missing[partition.rows]
        return Partition.of_keys(partition.rows[kept], partition.groups[kept])

    def rules(self, determinants: Sequence[Columns], decided: set[int]) -> Iterator[Rule]:
        """The rules of these left sides, but for columns that are decided already."""
        for determinant in determinants:
            self._looked_at += self._table.height + self._previewed * self._table.width
            if self._looked_at > _LARGEST_SEARCH:
                return
            partition = self._present(determinant)
            if partition.repeated < VOTES.fewest_repeated:
                continue
            for dependent in self._likely(partition):
                if dependent in determinant or dependent in decided or self._table.sizes[dependent] < 2:
                    continue
                self._work += _WORK_A_RULE + partition.size
                if self._work > _LARGEST_WORK:
                    return
                sure = reliability(self._table, partition, dependent, EVEN_SCORE[len(determinant)])
                if sure >= VOTES.least_reliability:
                    yield Rule(determinant, dependent, sure, partition)

    def _likely(self, partition: Partition) -> list[int]:
        """Columns in which neighbours of one group agree often enough."""
        places = np.flatnonzero(partition.is_inside())
        places = places[:: places.size // self._previewed + 1]
        if not places.size:
            return []
        left, right = partition.rows[places], partition.rows[places + 1]
        disagreement = (self._table.codes[:, left] != self._table.codes[:, right]).mean(axis=1)
        return [int(column) for column in np.flatnonzero(disagreement <= VOTES.most_disagreement)]
