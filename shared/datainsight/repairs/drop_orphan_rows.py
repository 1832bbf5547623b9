"""Rows go that refer to nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from datainsight.repairs.base import Arguments, Example, Snippet, SqlWriter, exactly
from datainsight.repairs.row_filter import RowFilter

if TYPE_CHECKING:
    import polars as pl


class DropOrphanRows(RowFilter):
    """Rows go that refer to a row which does not exist; `clean` puts them into quarantine.

    Which texts refer to nothing stands in the repair, as the table they refer to is another one. Rows with an
    empty reference stay. Not safe: what the rows hold elsewhere goes too. `null_orphans` keeps them.

    Attributes:
        column: What refers to the other table.
        orphans: The texts that refer to nothing.
    """

    operation: ClassVar[str] = "drop_orphan_rows"
    is_safe: ClassVar[bool] = False
    phase: ClassVar[int] = 94
    touches: ClassVar[str] = "rows that hold one of the texts"
    example: ClassVar[Example] = Example(
        {"column": "customer", "orphans": ("17",)},
        {"customer": ("4", "17", None), "order": ("a", "b", "c")},
    )
    holds_values: ClassVar[bool] = True
    column: str = Field(min_length=1)
    orphans: tuple[str, ...] = Field(min_length=1)

    polars: ClassVar[Snippet] = Snippet('''\
def drop_orphan_rows(table: pl.DataFrame, column: str, orphans: list[str]) -> pl.DataFrame:
    """Leave out the rows that refer to a row which does not exist."""
    return table.filter(~cs.by_name(column).is_in(orphans).fill_null(False))
''')
    pandas: ClassVar[Snippet] = Snippet('''\
def drop_orphan_rows(table: pd.DataFrame, column: str, orphans: list[str]) -> pd.DataFrame:
    """Leave out the rows that refer to a row which does not exist."""
    return table[~table[column].isin(orphans)].reset_index(drop=True)
''')
    r: ClassVar[Snippet] = Snippet("""\
# Leave out the rows that refer to a row which does not exist.
drop_orphan_rows <- function(table, column, orphans) {
  table[!(table[[column]] %in% orphans), , drop = FALSE]
}
""")

    @property
    def columns_read(self) -> tuple[str, ...]:
        """The reference."""
        return (self.column,)

    @property
    def description(self) -> str:
        """What it does."""
        return "Leave out the rows that refer to a row which does not exist"

    def keeps(self) -> pl.Expr:
        """None of the texts."""
        return ~exactly(self.column).is_in(list(self.orphans)).fill_null(value=False)

    def arguments(self) -> Arguments:
        """The texts."""
        return (("orphans", self.orphans),)

    def sql_keeps(self, writer: SqlWriter) -> str:
        """None of the texts."""
        texts = ", ".join(writer.text(each) for each in self.orphans)
        return f"coalesce({writer.name(self.column)} NOT IN ({texts}), TRUE)"
