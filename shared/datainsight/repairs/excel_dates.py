"""Dates that a spreadsheet shows as numbers become dates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from datainsight.repairs.base import Arguments, CellRepair, Example, Snippet, SqlCell, SqlWriter

if TYPE_CHECKING:
    import polars as pl

SERIAL = "^([1-9][0-9]{4})(?:[.]0+)?$"
UNIX_EPOCH = 25569
"""Days from 1899-12-30 to 1970-01-01."""


class ExcelDates(CellRepair):
    """`45292` becomes `2024-01-01`: days since 1899-12-30, as spreadsheets count; other texts stay.

    Numbers of five digits count, which are the days from 1927-05-18 to 2173-10-13. Not safe: they may be
    numbers after all.
    """

    operation: ClassVar[str] = "excel_dates"
    is_safe: ClassVar[bool] = False
    phase: ClassVar[int] = 35
    reads: ClassVar[str | None] = "date"
    touches: ClassVar[str] = "cells that hold a whole number of five digits"
    example: ClassVar[Example] = Example({"column": "due"}, {"due": ("45292", "2024-01-02", "45293.0", None)})
    patterns: ClassVar[Mapping[str, str]] = {"serial": SERIAL}

    polars: ClassVar[Snippet] = Snippet('''\
def excel_dates(table: pl.DataFrame, column: str) -> pl.DataFrame:
    """Write the numbers of a spreadsheet's days, counted from 1899-12-30, as dates."""
    text = cs.by_name(column).as_expr()
    days = text.str.extract(SERIAL).cast(pl.Int32) - 25569
    date = days.cast(pl.Date).dt.to_string("%Y-%m-%d")
    return table.with_columns(pl.coalesce(date, text).alias(column))
''')
    pandas: ClassVar[Snippet] = Snippet(
        '''\
def excel_dates(table: pd.DataFrame, column: str) -> pd.DataFrame:
    """Write the numbers of a spreadsheet's days, counted from 1899-12-30, as dates."""
    text = table[column]
    days = text.where(text.str.match(SERIAL, na=False)).str[:5].astype(float)
    date = pd.to_datetime(days, unit="D", origin="1899-12-30").dt.strftime("%Y-%m-%d")
    table[column] = text.mask(days.notna(), date)
    return table
''',
        imports=("re",),
    )
    r: ClassVar[Snippet] = Snippet("""\
# Write the numbers of a spreadsheet's days, counted from 1899-12-30, as dates.
excel_dates <- function(table, column) {
  text <- table[[column]]
  days <- as.integer(if_else(str_detect(text, SERIAL), str_sub(text, 1, 5), NA_character_))
  date <- format(as.Date(days, origin = "1899-12-30"), "%Y-%m-%d")
  table[[column]] <- coalesce(date, text)
  table
}
""")

    @property
    def description(self) -> str:
        """What it does."""
        return "Write the day numbers of a spreadsheet as dates"

    def repaired(self, text: pl.Expr) -> pl.Expr:
        """The date where the text is such a number."""
        import polars as pl  # noqa: PLC0415  the registry must load without polars

        days = text.str.extract(SERIAL).cast(pl.Int32) - UNIX_EPOCH
        return pl.coalesce(days.cast(pl.Date).dt.to_string("%Y-%m-%d"), text)

    def arguments(self) -> Arguments:
        """None."""
        return ()

    def sql(self, text: str, writer: SqlWriter) -> SqlCell:
        """`days` is the number as a text, null for other texts."""
        days = writer.helper("days")
        return SqlCell(
            (f"coalesce({writer.day_of(days)}, {text})",),
            ((days, (f"CASE WHEN {writer.matches(text, SERIAL)} THEN left({text}, 5) END",)),),
        )
