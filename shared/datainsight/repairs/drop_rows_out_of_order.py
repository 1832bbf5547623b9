"""Rows go whose two values stand in the wrong order, e.g. an end before its beginning."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Self

from pydantic import Field, model_validator

from datainsight.repairs.base import Arguments, Example, Snippet, SqlWriter, exactly
from datainsight.repairs.row_filter import RowFilter

if TYPE_CHECKING:
    import polars as pl

ISO = "^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}:[0-9]{2})?$"


class DropRowsOutOfOrder(RowFilter):
    """Rows go whose date in `first` lies after that in `second`; e.g. a return before the order.

    Dates count as other repairs write them (2024-01-31, 2024-01-31T10:20:30), in which the order of texts is
    that of time. Rows where one of the two is none stay. Not safe: one of the dates may be right.

    Attributes:
        first: Column of the earlier date.
        second: Column of the later date.
    """

    operation: ClassVar[str] = "drop_rows_out_of_order"
    is_safe: ClassVar[bool] = False
    phase: ClassVar[int] = 93
    touches: ClassVar[str] = "rows with two dates in the wrong order"
    example: ClassVar[Example] = Example(
        {"first": "begin", "second": "end"},
        {"begin": ("2024-01-01", "2024-03-01"), "end": ("2024-02-01", "2024-02-01")},
    )
    patterns: ClassVar[Mapping[str, str]] = {"iso_date": ISO}
    first: str = Field(min_length=1)
    second: str = Field(min_length=1)

    polars: ClassVar[Snippet] = Snippet('''\
def drop_rows_out_of_order(table: pl.DataFrame, first: str, second: str) -> pl.DataFrame:
    """Leave out the rows whose first date lies after the second."""
    begin, end = cs.by_name(first).as_expr(), cs.by_name(second).as_expr()
    are_dates = begin.str.contains(ISO_DATE) & end.str.contains(ISO_DATE)
    return table.filter(~(are_dates & (begin > end)).fill_null(False))
''')
    pandas: ClassVar[Snippet] = Snippet(
        '''\
def drop_rows_out_of_order(table: pd.DataFrame, first: str, second: str) -> pd.DataFrame:
    """Leave out the rows whose first date lies after the second."""
    begin, end = table[first], table[second]
    are_dates = begin.str.match(ISO_DATE, na=False) & end.str.match(ISO_DATE, na=False)
    return table[~(are_dates & (begin > end).fillna(False))].reset_index(drop=True)
''',
        imports=("re",),
    )
    r: ClassVar[Snippet] = Snippet("""\
# Leave out the rows whose first date lies after the second.
drop_rows_out_of_order <- function(table, first, second) {
  are_dates <- str_detect(table[[first]], ISO_DATE) & str_detect(table[[second]], ISO_DATE)
  both <- c(table[[first]], table[[second]])
  place <- match(both, sort(unique(both), method = "radix"))
  is_later <- place[seq_len(nrow(table))] > place[nrow(table) + seq_len(nrow(table))]
  is_wrong <- are_dates & is_later
  table[is.na(is_wrong) | !is_wrong, , drop = FALSE]
}
""")

    @model_validator(mode="after")
    def _are_two(self) -> Self:
        if self.first == self.second:
            raise ValueError("first and second are the same column")
        return self

    @property
    def columns_read(self) -> tuple[str, ...]:
        """The two of the rule."""
        return (self.first, self.second)

    @property
    def description(self) -> str:
        """What it does."""
        return "Leave out rows whose two dates stand in the wrong order"

    def keeps(self) -> pl.Expr:
        """No two dates in the wrong order."""
        begin, end = exactly(self.first), exactly(self.second)
        are_dates = begin.str.contains(ISO) & end.str.contains(ISO)
        return ~(are_dates & (begin > end)).fill_null(value=False)

    def arguments(self) -> Arguments:
        """The two columns."""
        return (("first", self.first), ("second", self.second))

    def sql_keeps(self, writer: SqlWriter) -> str:
        """No two dates in the wrong order."""
        first, second = writer.name(self.first), writer.name(self.second)
        are_dates = f"{writer.matches(first, ISO)} AND {writer.matches(second, ISO)}"
        is_later = f"{writer.by_code_point(first)} > {writer.by_code_point(second)}"
        return f"coalesce(NOT ({are_dates} AND {is_later}), TRUE)"
