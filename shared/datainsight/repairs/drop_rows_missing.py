"""Rows without a value that they need go."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from datainsight.repairs.base import Arguments, Example, Snippet, SqlWriter, exactly
from datainsight.repairs.row_filter import RowFilter

if TYPE_CHECKING:
    import polars as pl


class DropRowsMissing(RowFilter):
    """Rows with null in any of the columns go, e.g. records without their key.

    Not safe: what they held elsewhere goes too; `clean` puts them into quarantine.

    Attributes:
        columns: The columns that every row needs.
    """

    operation: ClassVar[str] = "drop_rows_missing"
    is_safe: ClassVar[bool] = False
    phase: ClassVar[int] = 92
    touches: ClassVar[str] = "rows with null in one of the columns"
    example: ClassVar[Example] = Example({"columns": ("id",)}, {"id": ("1", None), "town": ("Lyon", "Nice")})
    columns: tuple[str, ...] = Field(min_length=1)

    polars: ClassVar[Snippet] = Snippet('''\
def drop_rows_missing(table: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    """Leave out the rows that miss a value they need."""
    return table.filter(pl.all_horizontal(cs.by_name(*columns).is_not_null()))
''')
    pandas: ClassVar[Snippet] = Snippet('''\
def drop_rows_missing(table: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Leave out the rows that miss a value they need."""
    return table[table[columns].notna().all(axis=1)].reset_index(drop=True)
''')
    r: ClassVar[Snippet] = Snippet("""\
# Leave out the rows that miss a value they need.
drop_rows_missing <- function(table, columns) {
  table[rowSums(is.na(table[columns])) == 0, , drop = FALSE]
}
""")

    @property
    def columns_read(self) -> tuple[str, ...]:
        """Those that are needed."""
        return self.columns

    @property
    def description(self) -> str:
        """What it does."""
        return "Leave out rows that miss a value they need"

    def keeps(self) -> pl.Expr:
        """No null in any of the columns."""
        import polars as pl  # noqa: PLC0415  the registry must load without polars

        return pl.all_horizontal([exactly(name).is_not_null() for name in self.columns])

    def arguments(self) -> Arguments:
        """The columns."""
        return (("columns", self.columns),)

    def sql_keeps(self, writer: SqlWriter) -> str:
        """No null in any of the columns."""
        return " AND ".join(f"{writer.name(name)} IS NOT NULL" for name in self.columns)
