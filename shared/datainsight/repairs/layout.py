"""Repairs of a table's layout: which columns there are, what they are called, how they stand."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from datainsight.repairs.base import Effect, Repair, SqlWriter

if TYPE_CHECKING:
    import polars as pl


class LayoutRepair(Repair):
    """Makes other columns of some columns. A table to which it does not fit stays as it is."""

    effect: ClassVar[Effect] = Effect.COLUMNS
    is_safe: ClassVar[bool] = False

    @abstractmethod
    def fits(self, columns: Sequence[str]) -> bool:
        """Whether a table with these columns can be laid out so."""

    @abstractmethod
    def columns_after(self, columns: Sequence[str]) -> tuple[str, ...]:
        """Names of the columns afterwards, where it fits."""

    @abstractmethod
    def laid_out(self, table: pl.DataFrame) -> pl.DataFrame:
        """The table afterwards, where it fits."""

    @abstractmethod
    def sql_columns(self, columns: Sequence[str], writer: SqlWriter) -> dict[str, str]:
        """Expressions by name for columns that are not as they were, where it fits."""

    def apply(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        """The table afterwards.

        Args:
            frame: A table of text.
        """
        if not self.fits(frame.collect_schema().names()):
            return frame
        return self.laid_out(frame.collect()).lazy()


def replaced(columns: Sequence[str], old: Sequence[str], new: Sequence[str]) -> tuple[str, ...]:
    """The names with new ones where the first of the old ones stood, and without the other old ones."""
    place = min(list(columns).index(name) for name in old)
    before = (name for name in columns[:place] if name not in old)
    return (*before, *new, *(name for name in columns[place:] if name not in old))
