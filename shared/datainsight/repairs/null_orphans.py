"""References to nothing become null."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from datainsight.repairs.base import Arguments, CellRepair, Example, Snippet, SqlCell, SqlWriter

if TYPE_CHECKING:
    import polars as pl


class NullOrphans(CellRepair):
    """Cells that refer to a row which does not exist become null: the row refers to nothing then.

    Which texts those are stands in the repair, as the table they refer to is another one. Not safe: the row
    that is referred to may have been lost, and be found again. `drop_orphan_rows` takes the rows out instead.

    Attributes:
        orphans: The texts.
    """

    operation: ClassVar[str] = "null_orphans"
    is_safe: ClassVar[bool] = False
    phase: ClassVar[int] = 67
    touches: ClassVar[str] = "cells that hold one of the texts"
    example: ClassVar[Example] = Example(
        {"column": "customer", "orphans": ("17", "23")}, {"customer": ("4", "17", None, "23", "170")}
    )
    holds_values: ClassVar[bool] = True
    orphans: tuple[str, ...] = Field(min_length=1)

    polars: ClassVar[Snippet] = Snippet('''\
def null_orphans(table: pl.DataFrame, column: str, orphans: list[str]) -> pl.DataFrame:
    """Empty the cells that refer to a row which does not exist."""
    return table.with_columns(cs.by_name(column).replace(orphans, None).alias(column))
''')
    pandas: ClassVar[Snippet] = Snippet('''\
def null_orphans(table: pd.DataFrame, column: str, orphans: list[str]) -> pd.DataFrame:
    """Empty the cells that refer to a row which does not exist."""
    text = table[column]
    table[column] = text.mask(text.isin(orphans))
    return table
''')
    r: ClassVar[Snippet] = Snippet("""\
# Empty the cells that refer to a row which does not exist.
null_orphans <- function(table, column, orphans) {
  text <- table[[column]]
  table[[column]] <- if_else(text %in% orphans, NA_character_, text)
  table
}
""")

    @property
    def description(self) -> str:
        """What it does."""
        return "Empty the cells that refer to a row which does not exist"

    def repaired(self, text: pl.Expr) -> pl.Expr:
        """Null for each of the texts."""
        return text.replace(list(dict.fromkeys(self.orphans)), None)

    def arguments(self) -> Arguments:
        """The texts."""
        return (("orphans", tuple(dict.fromkeys(self.orphans))),)

    def sql(self, text: str, writer: SqlWriter) -> SqlCell:
        """A CASE."""
        texts = ", ".join(writer.text(each) for each in dict.fromkeys(self.orphans))
        return SqlCell((f"CASE WHEN {text} IN ({texts}) THEN NULL ELSE {text} END",))
