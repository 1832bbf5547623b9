"""Moments that programs count in seconds become datetimes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from datainsight.repairs.base import Arguments, CellRepair, Example, Pattern, Snippet, SqlCell, SqlWriter

if TYPE_CHECKING:
    import polars as pl


class UnixTimes(CellRepair):
    """`1704067200` becomes `2024-01-01T00:00:00Z`: seconds since 1970 in UTC; other texts stay.

    Numbers of nine or ten digits (and three more for milliseconds) count, which are the moments from 1973 to
    2286. A number of milliseconds that is no whole second stays. Not safe: they may be numbers after all.

    Attributes:
        unit: What is counted.
    """

    operation: ClassVar[str] = "unix_times"
    is_safe: ClassVar[bool] = False
    phase: ClassVar[int] = 36
    reads: ClassVar[str | None] = "date"
    touches: ClassVar[str] = "cells that hold a whole number of nine or ten digits (milliseconds: three more)"
    example: ClassVar[Example] = Example({"column": "at"}, {"at": ("1704067200", "yesterday", None)})
    unit: Literal["seconds", "milliseconds"] = "seconds"

    polars: ClassVar[Snippet] = Snippet('''\
def unix_times(table: pl.DataFrame, column: str, shape: str) -> pl.DataFrame:
    """Write seconds since 1970 as datetimes in UTC. Other texts stay."""
    text = cs.by_name(column).as_expr()
    seconds = text.str.extract(shape).cast(pl.Int64)
    moment = pl.from_epoch(seconds).dt.to_string("%Y-%m-%dT%H:%M:%SZ")
    return table.with_columns(pl.coalesce(moment, text).alias(column))
''')
    pandas: ClassVar[Snippet] = Snippet('''\
def unix_times(table: pd.DataFrame, column: str, shape: str) -> pd.DataFrame:
    """Write seconds since 1970 as datetimes in UTC. Other texts stay."""
    text = table[column]
    seconds = text.str.extract(shape, expand=False).astype(float)
    moment = pd.to_datetime(seconds, unit="s").dt.strftime("%Y-%m-%dT%H:%M:%SZ")
    table[column] = text.mask(seconds.notna(), moment)
    return table
''')
    r: ClassVar[Snippet] = Snippet("""\
# Write seconds since 1970 as datetimes in UTC. Other texts stay.
unix_times <- function(table, column, shape) {
  text <- table[[column]]
  seconds <- as.numeric(str_match(text, shape)[, 2])
  moment <- as.POSIXct(seconds, origin = "1970-01-01", tz = "UTC")
  table[[column]] <- coalesce(format(moment, "%Y-%m-%dT%H:%M:%SZ"), text)
  table
}
""")

    @property
    def description(self) -> str:
        """What it does."""
        return f"Write {self.unit} since 1970 as datetimes"

    @property
    def shape(self) -> str:
        """The seconds as a group."""
        return "^([1-9][0-9]{8,9})$" if self.unit == "seconds" else "^([1-9][0-9]{8,9})000$"

    def repaired(self, text: pl.Expr) -> pl.Expr:
        """The datetime where the text is such a number."""
        import polars as pl  # noqa: PLC0415  the registry must load without polars

        seconds = text.str.extract(self.shape).cast(pl.Int64)
        return pl.coalesce(pl.from_epoch(seconds).dt.to_string("%Y-%m-%dT%H:%M:%SZ"), text)

    def arguments(self) -> Arguments:
        """The shape."""
        return (("shape", Pattern(self.shape)),)

    def sql(self, text: str, writer: SqlWriter) -> SqlCell:
        """`seconds` is the number as a text, null for other texts."""
        seconds = writer.helper("seconds")
        extracted = writer.replace(text, self.shape, r"\1")
        return SqlCell(
            (f"coalesce({writer.second_of(seconds)} || 'Z', {text})",),
            ((seconds, (f"CASE WHEN {writer.matches(text, self.shape)} THEN {extracted} END",)),),
        )
