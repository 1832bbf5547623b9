"""Of rows with the same key the newest stays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Self

from pydantic import Field, model_validator

from datainsight.repairs.base import Arguments, Effect, Example, Repair, Snippet, SqlWriter, exactly

if TYPE_CHECKING:
    import polars as pl


class KeepNewestPerKey(Repair):
    """Of rows with the same key that with the greatest text in `order_by` stays, of several the first.

    Texts are ordered by code point, which is the order of time for dates as `parse_dates` writes them; rows
    without a key all stay, rows without an order count as the oldest. Not safe: older rows go.

    Attributes:
        column: The key.
        order_by: The column that says how new a row is.
    """

    operation: ClassVar[str] = "keep_newest_per_key"
    effect: ClassVar[Effect] = Effect.ROWS
    is_safe: ClassVar[bool] = False
    needs_order: ClassVar[bool] = True
    is_whole_table: ClassVar[bool] = True
    phase: ClassVar[int] = 89
    touches: ClassVar[str] = "rows whose key a newer row has"
    example: ClassVar[Example] = Example(
        {"column": "id", "order_by": "day"},
        {
            "id": ("1", "1", "2"),
            "day": ("2024-01-01", "2024-03-01", "2024-02-01"),
            "town": ("Lyon", "Nice", "Lens"),
        },
    )
    column: str = Field(min_length=1)
    order_by: str = Field(min_length=1)

    polars: ClassVar[Snippet] = Snippet('''\
def keep_newest_per_key(table: pl.DataFrame, column: str, order_by: str) -> pl.DataFrame:
    """Keep the newest of rows with the same key, and all rows without a key."""
    rows = pl.DataFrame({"key": table[column], "order": table[order_by]}).with_row_index("row")
    newest = rows.sort("order", "row", descending=[True, False], nulls_last=True).unique("key", keep="first")
    is_newest = rows["row"].is_in(newest["row"].implode())
    return table.filter(rows["key"].is_null() | is_newest)
''')
    pandas: ClassVar[Snippet] = Snippet('''\
def keep_newest_per_key(table: pd.DataFrame, column: str, order_by: str) -> pd.DataFrame:
    """Keep the newest of rows with the same key, and all rows without a key."""
    rows = pd.DataFrame({"key": table[column], "order": table[order_by], "row": range(len(table))})
    newest = rows.sort_values(["order", "row"], ascending=[False, True]).drop_duplicates("key")
    return table[table[column].isna() | rows["row"].isin(newest["row"])].reset_index(drop=True)
''')
    r: ClassVar[Snippet] = Snippet("""\
# Keep the newest of rows with the same key, and all rows without a key.
keep_newest_per_key <- function(table, column, order_by) {
  key <- table[[column]]
  by_age <- order(table[[order_by]], decreasing = TRUE, na.last = TRUE, method = "radix")
  newest <- by_age[!duplicated(key[by_age])]
  table[is.na(key) | seq_along(key) %in% newest, , drop = FALSE]
}
""")

    @model_validator(mode="after")
    def _are_two(self) -> Self:
        if self.column == self.order_by:
            raise ValueError("column and order_by are the same")
        return self

    @property
    def columns_changed(self) -> tuple[str, ...]:
        """None."""
        return ()

    @property
    def columns_read(self) -> tuple[str, ...]:
        """The key and the time."""
        return (self.column, self.order_by)

    @property
    def description(self) -> str:
        """What it does."""
        return "Keep the newest of the rows that have the same key"

    def apply(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        """The newest row of each key."""
        return frame.filter(self.keeps())

    def keeps(self) -> pl.Expr:
        """Whether a row is the newest of its key, or has none."""
        import polars as pl  # noqa: PLC0415  the registry must load without polars

        columns = [exactly(self.column), exactly(self.order_by)]
        return pl.map_batches(columns, self._newest, return_dtype=pl.Boolean)

    def _newest(self, series: Sequence[pl.Series]) -> pl.Series:
        import polars as pl  # noqa: PLC0415  the registry must load without polars

        rows = pl.DataFrame([series[0].alias("key"), series[1].alias("order")]).with_row_index("row")
        newest = rows.sort("order", "row", descending=[True, False], nulls_last=True).unique(
            "key", keep="first"
        )
        return rows["key"].is_null() | rows["row"].is_in(newest["row"].implode())

    def arguments(self) -> Arguments:
        """The order."""
        return (("order_by", self.order_by),)

    def sql_order(self, writer: SqlWriter, position: str) -> str:
        """The newest first, of several the first."""
        return f"{writer.by_code_point(writer.name(self.order_by))} DESC NULLS LAST, {position}"
