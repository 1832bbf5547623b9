"""Agree sets: in which columns two rows are equal. Each one refutes keys and dependencies.

A set of columns is no key if it lies in an agree set, and it does not decide a column outside of it
(Lopes, Petit & Lakhal 2000). Pairs of rows are drawn where they are likely to agree: from the groups of each
column's partition (Papenbrock & Naumann 2016, HyFD).
"""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from datainsight.profiling.relations.coded import CodedTable

Places = npt.NDArray[np.int64]
Columns = tuple[int, ...]

_WORD = 64
_ROOM = 64


class AgreeSets:
    """The agree sets seen so far."""

    def __init__(self, table: CodedTable) -> None:
        self._codes = table.codes
        self.count = 0
        """How many there are."""
        self._agrees = np.empty((table.width, _ROOM), np.bool_)
        self._differs = np.empty((_ROOM, -(-table.width // _WORD)), np.uint64)
        self.work = 0
        """Comparisons of cells and words so far."""

    def add(self, left: Places, right: Places) -> None:
        """Compares pairs of rows and remembers in which columns they agree."""
        agrees = self._codes[:, left] == self._codes[:, right]
        self.work += agrees.size
        packed = np.packbits(~agrees, axis=0, bitorder="little").T
        padded = np.zeros((packed.shape[0], self._differs.shape[1] * 8), np.uint8)
        padded[:, : packed.shape[1]] = packed
        words = padded.view(np.uint64)
        if words.shape[1] == 1:
            _, first = np.unique(words[:, 0], return_index=True)
        else:
            _, first = np.unique(padded.view(f"V{padded.shape[1]}")[:, 0], return_index=True)
        end = self.count + first.size
        if end > self._differs.shape[0]:
            more = max(end - self.count, self.count)
            self._agrees = np.pad(self._agrees[:, : self.count], ((0, 0), (0, more)))
            self._differs = np.pad(self._differs[: self.count], ((0, more), (0, 0)))
        self._agrees[:, self.count : end] = agrees[:, first]
        self._differs[self.count : end] = words[first]
        self.count = end

    def refuted(self, columns: Columns) -> tuple[bool, int]:
        """What is known not to follow from columns.

        Returns:
            Whether two rows agree in all of them, and the columns in which such rows differ, as bits.
        """
        chosen = self._differs[: self.count]
        if columns:
            agree = self._agrees[columns[0], : self.count]
            for column in columns[1:]:
                agree = agree & self._agrees[column, : self.count]
            chosen = chosen[agree]
        self.work += self.count * max(len(columns), 1) + chosen.size
        bits = np.bitwise_or.reduce(chosen, axis=0) if chosen.size else np.zeros(1, np.uint64)
        return bool(chosen.shape[0]), int.from_bytes(bits.astype("<u8").tobytes(), "little")


def bits_of(columns: Iterable[int]) -> int:
    """A set of columns as bits."""
    bits = 0
    for column in columns:
        bits |= 1 << column
    return bits


def columns_of(bits: int) -> list[int]:
    """The columns of bits, ascending."""
    found = []
    while bits:
        lowest = bits & -bits
        found.append(lowest.bit_length() - 1)
        bits ^= lowest
    return found
