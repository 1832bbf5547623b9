"""All distinct rows of a table that is not too large, each cell as its hash."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from datainsight.profiling.examples import Hashes
from datainsight.profiling.texts import Indices

Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class WholeRows:
    """Every distinct row, or nothing at all where there are more than a limit.

    Which of the two follows from the rows alone: a part that has too many can only grow by merging.

    Attributes:
        rows: Hashes of the distinct rows, ascending.
        columns: Hash of each of their cells, column by column; 0 for an empty cell.
        is_complete: Whether all rows are here; otherwise there are none.
    """

    rows: Hashes
    columns: tuple[Hashes, ...]
    is_complete: bool

    @classmethod
    def of(cls, rows: Hashes, first: Indices, cells: tuple[Hashes, ...], limit: int) -> "WholeRows":
        """Distinct rows with the hashes of their cells.

        Args:
            rows: Hashes of the distinct rows, ascending.
            first: Where the first of each is.
            cells: Hash of each cell of all rows, column by column.
            limit: Most rows that are kept.
        """
        if rows.size > limit:
            return cls.nothing(len(cells))
        return cls(rows, tuple(each[first] for each in cells), is_complete=True)

    @classmethod
    def nothing(cls, width: int) -> "WholeRows":
        """What is left of a table with too many rows."""
        return cls(np.empty(0, np.uint64), (np.empty(0, np.uint64),) * width, is_complete=False)

    def merge(self, other: "WholeRows", limit: int) -> "WholeRows":
        """The distinct rows of both."""
        if not self.is_complete or not other.is_complete:
            return self.nothing(len(self.columns))
        if not other.rows.size:
            return self
        if not self.rows.size:
            return other
        rows, chosen = np.unique(np.concatenate((self.rows, other.rows)), return_index=True)
        if rows.size > limit:
            return self.nothing(len(self.columns))
        pairs = zip(self.columns, other.columns, strict=True)
        columns = tuple(np.concatenate((own, others))[chosen] for own, others in pairs)
        return WholeRows(rows, columns, is_complete=True)


@dataclass(frozen=True, slots=True)
class PackedRows:
    """Whole rows as they are stored: each cell as its place among the hashes its column remembers anyway.

    Attributes:
        places: For each column the places, as four planes of bytes; 0 is an empty cell.
        is_complete: Whether all rows are here.
    """

    places: tuple[Bytes, ...]
    is_complete: bool

    @classmethod
    def of(cls, whole: WholeRows, hashes: Sequence[Hashes]) -> "PackedRows":
        """Packs rows.

        Args:
            whole: The rows.
            hashes: For each column the distinct hashes of its cells, ascending.
        """
        if not whole.is_complete:
            return cls((), is_complete=False)
        return cls(
            tuple(
                _planes(np.where(cells == 0, 0, np.searchsorted(known, cells) + 1))
                for cells, known in zip(whole.columns, hashes, strict=True)
            ),
            is_complete=True,
        )

    def unpack(self, rows: Hashes, hashes: Sequence[Hashes]) -> WholeRows:
        """The rows that were packed.

        Raises:
            ValueError: The places are not those of these rows.
        """
        if not self.is_complete:
            return WholeRows.nothing(len(hashes))
        empty = np.zeros(1, np.uint64)
        columns = []
        for packed, known in zip(self.places, hashes, strict=True):
            places = _from_planes(packed)
            if places.size != rows.size or (places.size and places.max() > known.size):
                raise ValueError(places.size)
            columns.append(np.concatenate((empty, known))[places])
        return WholeRows(rows, tuple(columns), is_complete=True)


def _planes(places: npt.NDArray[np.int64]) -> Bytes:
    return np.ascontiguousarray(places.astype("<u4").view(np.uint8).reshape(-1, 4).T).reshape(-1)


def _from_planes(planes: Bytes) -> npt.NDArray[np.int64]:
    return np.ascontiguousarray(planes.reshape(4, -1).T).view("<u4").reshape(-1).astype(np.int64)
