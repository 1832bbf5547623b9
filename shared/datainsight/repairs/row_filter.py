"""Repairs that take rows away by what is in the row."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar

from datainsight.repairs.base import Effect, Repair, SqlWriter

if TYPE_CHECKING:
    import polars as pl


class RowFilter(Repair):
    """Rows go that break a rule; changes no cell."""

    effect: ClassVar[Effect] = Effect.ROWS

    @property
    def columns_changed(self) -> tuple[str, ...]:
        """None."""
        return ()

    def apply(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        """The rows that keep the rule.

        Args:
            frame: A table of text with the columns that the rule names.
        """
        return frame.filter(self.keeps())

    @abstractmethod
    def keeps(self) -> pl.Expr:
        """Whether a row stays; never null."""

    @abstractmethod
    def sql_keeps(self, writer: SqlWriter) -> str:
        """The same as a condition in SQL."""
