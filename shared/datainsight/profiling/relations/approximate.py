"""Dependencies that hold but for a few rows.

The error is g3 of Kivinen & Mannila (1995): the least share of rows to drop for the dependency to hold. A
small g3 alone says little: nearly constant columns are "decided" by everything, and nearly unique columns
"decide" everything. So a dependency also has to score in mu+, which measures against what chance would give
(Piatetsky-Shapiro & Matheus 1993; recommended by Parciak et al. 2024, "Measuring approximate functional
dependencies").
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from datainsight.profiling.relations.agree import Columns, bits_of
from datainsight.profiling.relations.coded import CodedTable
from datainsight.profiling.relations.partitions import Partition, Partitions

LARGEST_ERROR = 0.1
LEAST_SCORES = {1: 0.75, 2: 0.85}
"""By the length of the left side: a longer one fits by chance more easily."""
_LARGEST_DISAGREEMENT = 0.4
_FEWEST_PAIRS = 10
_LEAST_REPEATED = 0.05
_PAIRS = 2000
_FIRST_ROWS = 2048
_LARGEST_WORK = 60_000_000
_WORK_A_SET = 40_000


@dataclass(frozen=True, slots=True)
class Violated:
    """How far a dependency is from holding.

    Attributes:
        determinant: The deciding columns.
        dependent: The decided column.
        violating: Rows of the table to drop at least.
        error: Their share (g3).
        score: mu+, 0 (as by chance, or too few rows share a determinant to tell) to 1 (exact).
    """

    determinant: Columns
    dependent: int
    violating: int
    error: float
    score: float


def measure_violation(
    table: CodedTable, partition: Partition, determinant: Columns, dependent: int
) -> Violated:
    """g3 and mu+ of one dependency.

    Args:
        table: The rows.
        partition: By the determinant.
        determinant: The deciding columns.
        dependent: The decided column.
    """
    total = int(table.weights.sum())
    weights = table.weights[partition.rows]
    alone = total - int(weights.sum())
    if partition.is_unique:
        return Violated(determinant, dependent, 0, 0.0, 1.0)
    size = int(table.sizes[dependent])
    keys = partition.groups * size + table.codes[dependent][partition.rows]
    order = np.argsort(keys)  # in any order among equal ones: whole numbers are summed up
    keys = keys[order]
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    counts = np.add.reduceat(weights[order], starts)
    groups = keys[starts] // size
    begins = np.flatnonzero(np.diff(groups, prepend=-1))
    kept = int(np.maximum.reduceat(counts, begins).sum())
    violating = total - alone - kept
    sums = np.add.reduceat(counts, begins).astype(np.float64)
    squares = np.add.reduceat(counts.astype(np.float64) ** 2, begins)
    within = (float((squares / sums).sum()) + alone) / total
    values = np.bincount(table.codes[dependent], table.weights, size)
    before = float((values**2).sum()) / total**2
    # A row that occurs several times counts as a group where it is alone.
    group_count = begins.size + table.height - partition.size
    if not _repeats(table, partition):
        return Violated(determinant, dependent, violating, violating / total, 0.0)
    return Violated(
        determinant, dependent, violating, violating / total, mu_plus(within, before, total, group_count)
    )


def mu_plus(within: float, before: float, total: int, groups: int) -> float:
    """How much better than chance a dependency holds, 0 to 1.

    Args:
        within: Chance that two rows of one determinant agree in the dependent.
        before: Chance that any two rows do.
        total: Rows.
        groups: Different determinants.
    """
    if before >= 1.0 or total <= groups:
        return 0.0
    return max(0.0, 1.0 - (1.0 - within) / (1.0 - before) * (total - 1) / (total - groups))


def search(
    table: CodedTable, partitions: Partitions, exact: Iterable[tuple[Columns, int]], longest: int
) -> tuple[list[Violated], bool]:
    """Minimal dependencies with an error of at most `LARGEST_ERROR` that do not hold exactly.

    Args:
        table: The rows.
        partitions: Of the table.
        exact: The minimal dependencies that hold.
        longest: Largest left side; at most 2 are looked for.

    Returns:
        What was found, and whether everything was looked at.
    """
    known: dict[int, list[int]] = {}
    for determinant, dependent in exact:
        known.setdefault(dependent, []).append(bits_of(determinant))
    # The rows are in random order, so the first ones tell which candidates are worth counting in all rows.
    first = table.head(_FIRST_ROWS)
    looked = partitions if first is table else Partitions(first)
    open_columns = [
        column
        for column in range(table.width)
        if table.sizes[column] > 1 and _repeats(table, partitions.of((column,)))
    ]
    found: list[Violated] = []
    work = 0
    for size in range(1, min(longest, 2) + 1):
        for columns in combinations(open_columns, size):
            work += _WORK_A_SET + table.width * min(first.height, _PAIRS)
            if work > _LARGEST_WORK:
                return found, False
            own = bits_of(columns)
            if any(_is_decided(one, own & ~(1 << one), known) for one in columns):
                continue
            for dependent in _likely(first, looked.of(columns)):
                if own >> dependent & 1 or _is_decided(dependent, own, known):
                    continue
                each = measure_violation(table, partitions.of(columns), columns, dependent)
                if 0 < each.error <= LARGEST_ERROR and each.score >= LEAST_SCORES[size]:
                    found.append(each)
                    known.setdefault(dependent, []).append(own)
    return found, True


def _is_decided(column: int, others: int, known: dict[int, list[int]]) -> bool:
    """Whether some of the other columns decide it already."""
    return any(each & ~others == 0 for each in known.get(column, ()))


def _repeats(table: CodedTable, partition: Partition) -> bool:
    """Whether enough rows share their values with an earlier one; larger sets have no more of them."""
    total = int(table.weights.sum())
    return total - table.height + partition.repeated >= max(_FEWEST_PAIRS, _LEAST_REPEATED * total)


def _likely(table: CodedTable, partition: Partition) -> list[int]:
    """Columns in which rows of one group mostly agree."""
    places = np.flatnonzero(partition.is_inside())
    if places.size < _FEWEST_PAIRS:
        return []
    places = places[:: places.size // _PAIRS + 1]
    left, right = partition.rows[places], partition.rows[places + 1]
    disagreement = (table.codes[:, left] != table.codes[:, right]).mean(axis=1)
    return [int(column) for column in np.flatnonzero(disagreement <= _LARGEST_DISAGREEMENT)]
