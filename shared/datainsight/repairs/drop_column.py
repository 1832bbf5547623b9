"""A column goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from datainsight.repairs.base import Arguments, Effect, Example, Repair, Snippet

if TYPE_CHECKING:
    import polars as pl


class DropColumn(Repair):
    """A column goes. Not safe: what it held is gone.

    Attributes:
        column: Its name. A table without it stays as it is.
    """

    operation: ClassVar[str] = "drop_column"
    effect: ClassVar[Effect] = Effect.COLUMNS
    is_safe: ClassVar[bool] = False
    phase: ClassVar[int] = 97
    touches: ClassVar[str] = "the column"
    example: ClassVar[Example] = Example({"column": "empty"}, {"id": ("1", "2"), "empty": (None, None)})
    column: str = Field(min_length=1)

    polars: ClassVar[Snippet] = Snippet('''\
def drop_column(table: pl.DataFrame, column: str) -> pl.DataFrame:
    """Leave the column out."""
    return table.select(~cs.by_name(column, require_all=False))
''')
    pandas: ClassVar[Snippet] = Snippet('''\
def drop_column(table: pd.DataFrame, column: str) -> pd.DataFrame:
    """Leave the column out."""
    return table.drop(columns=column, errors="ignore")
''')
    r: ClassVar[Snippet] = Snippet("""\
# Leave the column out.
drop_column <- function(table, column) {
  table[names(table) != column]
}
""")

    @property
    def description(self) -> str:
        """What it does."""
        return "Leave the column out"

    @property
    def columns_changed(self) -> tuple[str, ...]:
        """The one column."""
        return (self.column,)

    def apply(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        """The table without that column."""
        import polars.selectors as cs  # noqa: PLC0415  the registry must load without polars

        return frame.select(~cs.by_name(self.column, require_all=False))

    def arguments(self) -> Arguments:
        """None."""
        return ()
