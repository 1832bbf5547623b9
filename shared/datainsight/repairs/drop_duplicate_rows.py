"""Rows that equal an earlier row go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from datainsight.repairs.base import Arguments, Example, RowRepair, Snippet

if TYPE_CHECKING:
    import polars as pl


class DropDuplicateRows(RowRepair):
    """Of rows equal in all columns the first stays, in its place. Safe: every distinct row is still there."""

    operation: ClassVar[str] = "drop_duplicate_rows"
    is_safe: ClassVar[bool] = True
    phase: ClassVar[int] = 90
    touches: ClassVar[str] = "rows that equal an earlier row"
    example: ClassVar[Example] = Example({}, {"id": ("1", "1", "2"), "town": ("Lyon", "Lyon", "Lyon")})

    polars: ClassVar[Snippet] = Snippet('''\
def drop_duplicate_rows(table: pl.DataFrame) -> pl.DataFrame:
    """Keep the first of rows that are equal in all columns."""
    return table.unique(keep="first", maintain_order=True)
''')
    pandas: ClassVar[Snippet] = Snippet('''\
def drop_duplicate_rows(table: pd.DataFrame) -> pd.DataFrame:
    """Keep the first of rows that are equal in all columns."""
    return table.drop_duplicates(ignore_index=True)
''')
    r: ClassVar[Snippet] = Snippet("""\
# Keep the first of rows that are equal in all columns.
drop_duplicate_rows <- function(table) {
  table[!vctrs::vec_duplicate_id(table) < seq_len(nrow(table)), , drop = FALSE]
}
""")

    @property
    def description(self) -> str:
        """What it does."""
        return "Drop rows that repeat an earlier row in every column"

    @property
    def keeps_null_keys(self) -> bool:
        """No: two rows of nulls are equal."""
        return False

    def key_columns(self, columns: Sequence[str]) -> tuple[str, ...]:
        """All."""
        return tuple(columns)

    def apply(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        """The first of equal rows."""
        return frame.unique(keep="first", maintain_order=True)

    def arguments(self) -> Arguments:
        """None."""
        return ()
