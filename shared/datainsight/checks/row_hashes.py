"""Equal rows across batches, in bounded memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

MAXIMUM_ROWS = 16_000_000
"""Rows remembered, 8 bytes each; later rows are still compared with these and within their batch."""


class SeenRows:
    """Remembers the 64-bit hashes of rows; two different rows share one with a probability of n²/2⁶⁵."""

    def __init__(self, maximum_rows: int = MAXIMUM_ROWS) -> None:
        self._hashes: list[pl.Series] = []
        self._count = 0
        self._maximum = maximum_rows

    def repeated(self, frame: pl.DataFrame) -> list[int]:
        """Row numbers, within the batch, of rows that equal an earlier row of this or an earlier batch."""
        hashes = frame.hash_rows(seed=0)
        is_repeated = ~hashes.is_first_distinct()
        for earlier in self._hashes:
            is_repeated = is_repeated | hashes.is_in(earlier.implode())
        room = self._maximum - self._count
        if room > 0:
            fresh = hashes.filter(~is_repeated).head(room)
            self._hashes.append(fresh)
            self._count += fresh.len()
        return is_repeated.arg_true().to_list()
