"""The distinct texts of a column, found by their hashes, so that each is looked at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from datainsight.kernel import operations
from datainsight.kernel.cells import Cells, Places
from datainsight.profiling.counted import CountedSet, Counts
from datainsight.profiling.examples import Hashes
from datainsight.profiling.texts import Indices, Texts


@dataclass(frozen=True, slots=True)
class Grouping:
    """The distinct texts of a column.

    Attributes:
        cells: All cells.
        cell_hashes: Hash of each cell; 0 for an empty one.
        hashes: Of the distinct texts, ascending.
        rows: The first row that holds each.
        weights: Cells that hold each.
    """

    cells: Cells
    cell_hashes: Hashes
    hashes: Hashes
    rows: Places
    weights: Counts

    @property
    def filled(self) -> int:
        """Cells that are not empty."""
        return int(self.weights.sum())

    @property
    def counted(self) -> CountedSet:
        """The hashes with their counts."""
        return CountedSet.of_distinct(self.hashes, self.weights)

    @property
    def text_bytes(self) -> int:
        """Size of all distinct texts."""
        return int(self.cells.sizes[self.rows].sum(dtype=np.int64))

    def texts(self, chosen: Indices | None = None) -> Texts:
        """The distinct texts at some places, or all."""
        rows = self.rows if chosen is None else self.rows[chosen]
        return Texts(*operations.gather_texts(self.cells, rows))


def group(cells: Cells, hashes: Hashes) -> Grouping:
    """Groups the cells of a column."""
    return Grouping(cells, hashes, *operations.group_hashes(hashes))


def shares(sizes: Sequence[int], largest: int) -> list[list[int]]:
    """Columns whose texts are looked at together: together they have at most `largest`, or one has more."""
    found: list[list[int]] = []
    room = 0
    for column, size in enumerate(sizes):
        if not found or size > room:
            found.append([])
            room = largest
        found[-1].append(column)
        room -= size
    return found
