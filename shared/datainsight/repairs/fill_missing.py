"""Empty cells get a value."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from datainsight.repairs.base import Arguments, CellRepair, Example, Snippet, SqlCell, SqlWriter

if TYPE_CHECKING:
    import polars as pl


class FillMissing(CellRepair):
    """Null cells get one value. Not safe: that the value was missing can no longer be seen.

    Attributes:
        value: The text they get.
    """

    operation: ClassVar[str] = "fill_missing"
    is_safe: ClassVar[bool] = False
    phase: ClassVar[int] = 80
    settles: ClassVar[str | None] = "filling"
    touches: ClassVar[str] = "null cells"
    example: ClassVar[Example] = Example({"column": "town", "value": "unknown"}, {"town": ("Lyon", None)})
    holds_values: ClassVar[bool] = True
    value: str = Field(min_length=1)

    polars: ClassVar[Snippet] = Snippet('''\
def fill_missing(table: pl.DataFrame, column: str, value: str) -> pl.DataFrame:
    """Give the empty cells a value."""
    return table.with_columns(cs.by_name(column).fill_null(pl.lit(value)).alias(column))
''')
    pandas: ClassVar[Snippet] = Snippet('''\
def fill_missing(table: pd.DataFrame, column: str, value: str) -> pd.DataFrame:
    """Give the empty cells a value."""
    table[column] = table[column].fillna(value)
    return table
''')
    r: ClassVar[Snippet] = Snippet("""\
# Give the empty cells a value.
fill_missing <- function(table, column, value) {
  table[[column]] <- coalesce(table[[column]], value)
  table
}
""")

    @property
    def description(self) -> str:
        """What it does."""
        return "Give the empty cells a value"

    def repaired(self, text: pl.Expr) -> pl.Expr:
        """The value where there is none."""
        import polars as pl  # noqa: PLC0415  the registry must load without polars

        return text.fill_null(pl.lit(self.value))

    def arguments(self) -> Arguments:
        """The value."""
        return (("value", self.value),)

    def sql(self, text: str, writer: SqlWriter) -> SqlCell:
        """A coalesce."""
        return SqlCell((f"coalesce({text}, {writer.text(self.value)})",))
