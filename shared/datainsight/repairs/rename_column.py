"""A column gets another name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from datainsight.repairs.base import Arguments, Example, Snippet, SqlWriter
from datainsight.repairs.layout import LayoutRepair, replaced

if TYPE_CHECKING:
    import polars as pl


class RenameColumn(LayoutRepair):
    """A column gets another name, in its place. A table without it, or with the new name already, stays.

    Not safe: whoever reads the table may know the old name.

    Attributes:
        column: Its name.
        to: Its new name.
    """

    operation: ClassVar[str] = "rename_column"
    phase: ClassVar[int] = 100
    is_reversible: ClassVar[bool] = True
    touches: ClassVar[str] = "the name of the column"
    example: ClassVar[Example] = Example(
        {"column": "Unit Price ($)", "to": "unit_price"}, {"id": ("1",), "Unit Price ($)": ("9.5",)}
    )
    column: str = Field(min_length=1)
    to: str = Field(min_length=1)

    polars: ClassVar[Snippet] = Snippet('''\
def rename_column(table: pl.DataFrame, column: str, to: str) -> pl.DataFrame:
    """Give the column another name."""
    names = table.columns
    if column not in names or to in names:
        return table
    renamed = table.clone()
    renamed.columns = [to if name == column else name for name in names]
    return renamed
''')
    pandas: ClassVar[Snippet] = Snippet('''\
def rename_column(table: pd.DataFrame, column: str, to: str) -> pd.DataFrame:
    """Give the column another name."""
    if column not in table.columns or to in table.columns:
        return table
    return table.rename(columns={column: to})
''')
    r: ClassVar[Snippet] = Snippet("""\
# Give the column another name.
rename_column <- function(table, column, to) {
  if (column %in% names(table) && !to %in% names(table)) {
    names(table)[names(table) == column] <- to
  }
  table
}
""")

    @property
    def columns_changed(self) -> tuple[str, ...]:
        """The column."""
        return (self.column,)

    @property
    def description(self) -> str:
        """What it does."""
        return "Give the column another name"

    def fits(self, columns: Sequence[str]) -> bool:
        """The old name is there and the new one is not."""
        return self.column in columns and self.to not in columns

    def columns_after(self, columns: Sequence[str]) -> tuple[str, ...]:
        """The new name in place of the old one."""
        return replaced(columns, (self.column,), (self.to,))

    def laid_out(self, table: pl.DataFrame) -> pl.DataFrame:
        """The same cells under another name."""
        renamed = table.clone()
        renamed.columns = list(self.columns_after(table.columns))
        return renamed

    def arguments(self) -> Arguments:
        """The new name."""
        return (("to", self.to),)

    def sql_columns(self, columns: Sequence[str], writer: SqlWriter) -> dict[str, str]:  # noqa: ARG002  only its own
        """The column under its new name."""
        return {self.to: writer.name(self.column)}
