"""Minimal keys and functional dependencies, exactly, by the size of the left side.

The lattice of column sets is walked level by level as in TANE (Huhtala et al. 1999). A set is looked at on
the rows only where no agree set refutes it, and what the rows refute becomes an agree set (Papenbrock &
Naumann 2016). An empty left side decides the columns that are constant. Null equals null.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from datainsight.profiling.relations.agree import AgreeSets, Columns, bits_of, columns_of
from datainsight.profiling.relations.coded import CodedTable
from datainsight.profiling.relations.partitions import Partition, Partitions

_PAIRS_A_COLUMN = 1000
_PAIRS = 20_000
_PAIRED_CELLS = 4_000_000
_WITNESSES = 3
_PREVIEW_ROWS = 4096
_WORK_A_SET = 20_000
"""What looking at a set costs however few rows there are, in cells compared."""


@dataclass(slots=True)
class Found:
    """What a search found.

    Attributes:
        keys: Minimal unique column sets, small ones first.
        dependencies: (left side, decided column), short left sides first.
        of_keys: (key, columns it decides as bits) where no part of the key decides them.
        searched: How long left sides were searched completely.
        is_limited: Whether the search ended because it became too much work.
    """

    keys: list[Columns] = field(default_factory=list)
    dependencies: list[tuple[Columns, int]] = field(default_factory=list)
    of_keys: list[tuple[Columns, int]] = field(default_factory=list)
    searched: int = -1
    is_limited: bool = False

    @property
    def count(self) -> int:
        """How many dependencies there are."""
        return len(self.dependencies) + sum(decided.bit_count() for _, decided in self.of_keys)

    def listed(self, most: int) -> list[tuple[Columns, int]]:
        """Dependencies, short left sides first; those of keys are left out first."""
        listed = self.dependencies[:most]
        for key, decided in self.of_keys:
            listed.extend((key, column) for column in columns_of(decided))
            if len(listed) >= most:
                break
        return sorted(listed[:most], key=lambda each: (len(each[0]), each))


class Search:
    """The search in one table."""

    def __init__(self, table: CodedTable, partitions: Partitions, largest_work: int) -> None:
        self._table = table
        self._partitions = partitions
        self._agree = AgreeSets(table)
        self._all = bits_of(range(table.width))
        self._decided: dict[Columns, int] = {}
        self._largest_work = largest_work
        self._own_work = 0
        self._found = Found()
        self._draw_pairs()

    @property
    def work(self) -> int:
        """Cells, words and rows touched so far."""
        return self._own_work + self._agree.work + self._partitions.work

    def run(self, longest: int) -> Found:
        """Searches left sides and keys of up to `longest` columns."""
        level: Iterable[Columns] = [()]
        for size in range(longest + 1):
            survivors = []
            for columns in level:
                if self.work > self._largest_work:
                    self._found.is_limited = True
                    return self._found
                if self._visit(columns):
                    survivors.append(columns)
            if not self._found.is_limited:
                self._found.searched = size
            if size == 0:
                level = [(column,) for column in range(self._table.width)] if survivors else []
            else:
                level = _next_level(self._affordable(survivors) if size == 1 else survivors)
        return self._found

    def _affordable(self, single: list[Columns]) -> list[Columns]:
        """The first columns, as many as can be paired with each other for the work that is left."""
        pairs = max(self._largest_work - self.work, 0) // (_WORK_A_SET + 3 * self._agree.count)
        most = (1 + math.isqrt(1 + 8 * pairs)) // 2
        self._found.is_limited = len(single) > most
        return single[:most]

    def _visit(self, columns: Columns) -> bool:
        """Looks at one set; whether larger ones are worth looking at."""
        self._own_work += _WORK_A_SET
        own = bits_of(columns)
        inherited = 0
        for column in columns:
            inherited |= self._decided[_without(columns, column)]
        if inherited & own:
            return False
        is_shared, refuted = self._agree.refuted(columns)
        candidates = self._all & ~(own | inherited | refuted)
        holding = candidates
        if candidates or not is_shared:
            is_shared, holding = self._on_rows(columns, candidates, is_shared=is_shared)
        self._decided[columns] = inherited | holding
        if is_shared:
            self._found.dependencies.extend((columns, column) for column in columns_of(holding))
        elif holding:
            self._found.of_keys.append((columns, holding))
        if not is_shared and columns and not self._table.has_duplicates:
            self._found.keys.append(columns)
        return is_shared and (own | inherited | holding) != self._all

    def _on_rows(self, columns: Columns, candidates: int, *, is_shared: bool) -> tuple[bool, int]:
        """Whether two rows agree in the columns, and which candidates the rows do not refute."""
        if self._table.height > 2 * _PREVIEW_ROWS and len(columns) > 1:
            # What no agree set refutes is mostly refuted by a few thousand rows.
            is_shared_already, candidates = self._preview(columns, candidates)
            if (is_shared or is_shared_already) and not candidates:
                return True, 0
        partition = self._partitions.of(columns)
        return not partition.is_unique, self._holding(partition, candidates)

    def _preview(self, columns: Columns, candidates: int) -> tuple[bool, int]:
        rows = np.arange(_PREVIEW_ROWS)
        keys = np.zeros(_PREVIEW_ROWS, np.int64)
        partition = Partition(rows, keys)
        for column in columns:
            partition = partition.refine(self._table, column)
        self._own_work += _PREVIEW_ROWS
        return not partition.is_unique, self._holding(partition, candidates)

    def _holding(self, partition: Partition, candidates: int) -> int:
        """The candidates that are constant within each group; those that are not become agree sets."""
        if partition.is_unique or not candidates:
            return candidates
        is_inside = partition.is_inside()
        broken: list[int] = []
        for column in columns_of(candidates):
            codes = self._table.codes[column][partition.rows]
            self._own_work += codes.size
            differs = (codes[1:] != codes[:-1]) & is_inside
            if differs.any():
                candidates ^= 1 << column
                broken.extend(np.flatnonzero(differs)[:_WITNESSES].tolist())
        if broken:
            places = np.unique(broken)
            self._agree.add(partition.rows[places], partition.rows[places + 1])
        return candidates

    def _draw_pairs(self) -> None:
        """Neighbours within the groups of each column, and within all rows."""
        width = max(self._table.width, 1)
        most = max(min(_PAIRS_A_COLUMN, _PAIRS // width, _PAIRED_CELLS // width**2), 2)
        partitions = [self._partitions.of((column,)) for column in range(self._table.width)]
        lefts, rights = [], []
        for partition in (self._partitions.of(()), *partitions):
            places = np.flatnonzero(partition.is_inside())
            if places.size > most:
                places = places[:: places.size // most + 1]
            lefts.append(partition.rows[places])
            rights.append(partition.rows[places + 1])
        self._agree.add(np.concatenate(lefts), np.concatenate(rights))


def _without(columns: Columns, column: int) -> Columns:
    return tuple(each for each in columns if each != column)


def _next_level(survivors: Iterable[Columns]) -> Iterator[Columns]:
    """Sets of one column more all of whose parts survived (Agrawal & Srikant 1994), in order."""
    known = set(survivors)
    by_start: dict[Columns, list[Columns]] = {}
    for columns in known:
        by_start.setdefault(columns[:-1], []).append(columns)
    for start in sorted(by_start):
        for first, second in combinations(sorted(by_start[start]), 2):
            joined = (*first, second[-1])
            if all(_without(joined, column) in known for column in joined[:-2]):
                yield joined
