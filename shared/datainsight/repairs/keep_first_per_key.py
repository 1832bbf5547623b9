"""Of rows with the same key the first stays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from datainsight.repairs.base import Arguments, Example, RowRepair, Snippet, exactly

if TYPE_CHECKING:
    import polars as pl


class KeepFirstPerKey(RowRepair):
    """Of rows with the same key the first stays; rows without a key all stay.

    Not safe: the rows that go may differ in other columns.

    Attributes:
        column: The key.
    """

    operation: ClassVar[str] = "keep_first_per_key"
    is_safe: ClassVar[bool] = False
    phase: ClassVar[int] = 91
    touches: ClassVar[str] = "rows whose key an earlier row has"
    example: ClassVar[Example] = Example(
        {"column": "id"}, {"id": ("1", "1", None, None), "town": ("Lyon", "Nice", "Lyon", "Nice")}
    )
    column: str = Field(min_length=1)

    polars: ClassVar[Snippet] = Snippet('''\
def keep_first_per_key(table: pl.DataFrame, column: str) -> pl.DataFrame:
    """Keep the first of rows with the same key, and all rows without a key."""
    key = cs.by_name(column).as_expr()
    return table.filter(key.is_null() | key.is_first_distinct())
''')
    pandas: ClassVar[Snippet] = Snippet('''\
def keep_first_per_key(table: pd.DataFrame, column: str) -> pd.DataFrame:
    """Keep the first of rows with the same key, and all rows without a key."""
    key = table[column]
    return table[key.isna() | ~key.duplicated()].reset_index(drop=True)
''')
    r: ClassVar[Snippet] = Snippet("""\
# Keep the first of rows with the same key, and all rows without a key.
keep_first_per_key <- function(table, column) {
  key <- table[[column]]
  table[is.na(key) | !duplicated(key), , drop = FALSE]
}
""")

    @property
    def columns_read(self) -> tuple[str, ...]:
        """The key."""
        return (self.column,)

    @property
    def description(self) -> str:
        """What it does."""
        return "Keep the first of the rows that have the same key"

    @property
    def keeps_null_keys(self) -> bool:
        """Yes: null is no key."""
        return True

    def key_columns(self, columns: Sequence[str]) -> tuple[str, ...]:  # noqa: ARG002  the key is known
        """The one column."""
        return (self.column,)

    def apply(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        """The first row of each key."""
        key = exactly(self.column)
        return frame.filter(key.is_null() | key.is_first_distinct())

    def arguments(self) -> Arguments:
        """None."""
        return ()
