"""A table as small whole numbers: equal cells of a column have equal codes."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from datainsight.profiling.examples import Hashes

if TYPE_CHECKING:
    from datainsight.profiling.partial import Partial

Codes = npt.NDArray[np.int32]
Weights = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class CodedTable:
    """Distinct rows in the order of their hashes, which is as good as random.

    An empty cell is a value like any other here: null equals null.

    Attributes:
        codes: One row for each column of the table, one column for each row: (columns, rows), int32.
        sizes: Distinct values of each column; codes are below that.
        weights: How many rows of the table each distinct row stands for.
        is_complete: Whether all rows of the table are here, rather than a sample.
    """

    codes: Codes
    sizes: npt.NDArray[np.int64]
    weights: Weights
    is_complete: bool
    hashes: tuple[Hashes, ...] = ()
    """For each column the hash that each code stands for, where they are known."""

    @property
    def width(self) -> int:
        """How many columns."""
        return int(self.codes.shape[0])

    @property
    def height(self) -> int:
        """How many distinct rows."""
        return int(self.codes.shape[1])

    @property
    def has_duplicates(self) -> bool:
        """Whether any row occurs more than once in the table."""
        return bool((self.weights > 1).any())

    def head(self, height: int) -> "CodedTable":
        """The first rows, which are a random sample."""
        if self.height <= height:
            return self
        return CodedTable(self.codes[:, :height], self.sizes, self.weights[:height], is_complete=False)

    @classmethod
    def of_hashes(cls, columns: tuple[Hashes, ...], weights: Weights, *, is_complete: bool) -> "CodedTable":
        """Codes cells that are given as hashes."""
        codes = np.empty((len(columns), weights.size), np.int32)
        sizes = np.zeros(len(columns), np.int64)
        known = []
        for place, cells in enumerate(columns):
            found, inverse = np.unique(cells, return_inverse=True)
            codes[place], sizes[place] = inverse, found.size
            known.append(found)
        return cls(codes, sizes, weights, is_complete, tuple(known))

    @classmethod
    def of_partial(cls, partial: "Partial") -> "CodedTable":
        """All rows of a measured table where they are remembered, otherwise its sample."""
        whole = partial.whole
        if whole.is_complete:
            return cls.of_hashes(whole.columns, partial.rows.count_of(whole.rows), is_complete=True)
        sample = partial.sample
        cells = tuple(column.hashes for column in sample.columns)
        weights = partial.rows.count_of(sample.rows)
        return cls.of_hashes(cells, weights, is_complete=False)
