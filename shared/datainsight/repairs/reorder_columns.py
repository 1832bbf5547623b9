"""Columns in another order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from datainsight.repairs.base import Arguments, Example, Snippet, SqlWriter
from datainsight.repairs.layout import LayoutRepair

if TYPE_CHECKING:
    import polars as pl


class ReorderColumns(LayoutRepair):
    """The named columns come first, in that order; all others follow as they stand.

    Names that the table does not have are passed over. Not safe: programs may count columns.

    Attributes:
        order: What comes first.
    """

    operation: ClassVar[str] = "reorder_columns"
    phase: ClassVar[int] = 101
    touches: ClassVar[str] = "the order of columns"
    example: ClassVar[Example] = Example({"order": ("id",)}, {"town": ("Lyon",), "id": ("1",)})
    order: tuple[str, ...] = Field(min_length=1)

    polars: ClassVar[Snippet] = Snippet('''\
def reorder_columns(table: pl.DataFrame, order: list[str]) -> pl.DataFrame:
    """Put columns first, in this order."""
    first = [name for name in order if name in table.columns]
    others = [name for name in table.columns if name not in first]
    return pl.DataFrame([table[name] for name in [*first, *others]])
''')
    pandas: ClassVar[Snippet] = Snippet('''\
def reorder_columns(table: pd.DataFrame, order: list[str]) -> pd.DataFrame:
    """Put columns first, in this order."""
    first = [name for name in order if name in table.columns]
    return table[[*first, *(name for name in table.columns if name not in first)]]
''')
    r: ClassVar[Snippet] = Snippet("""\
# Put columns first, in this order.
reorder_columns <- function(table, order) {
  table[c(intersect(order, names(table)), setdiff(names(table), order))]
}
""")

    @property
    def columns_changed(self) -> tuple[str, ...]:
        """None: no cell and no name changes."""
        return ()

    @property
    def description(self) -> str:
        """What it does."""
        return "Put columns in another order"

    def fits(self, columns: Sequence[str]) -> bool:  # noqa: ARG002  every table can be put in order
        """Always."""
        return True

    def columns_after(self, columns: Sequence[str]) -> tuple[str, ...]:
        """The named ones first."""
        first = tuple(dict.fromkeys(name for name in self.order if name in columns))
        return (*first, *(name for name in columns if name not in first))

    def laid_out(self, table: pl.DataFrame) -> pl.DataFrame:
        """The same columns in order."""
        import polars as pl  # noqa: PLC0415  the registry must load without polars

        return pl.DataFrame([table[name] for name in self.columns_after(table.columns)])

    def arguments(self) -> Arguments:
        """The order."""
        return (("order", tuple(dict.fromkeys(self.order))),)

    def sql_columns(self, columns: Sequence[str], writer: SqlWriter) -> dict[str, str]:  # noqa: ARG002  all as they are
        """None is made anew."""
        return {}
