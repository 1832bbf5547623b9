"""Empty cells get the value of the row before, as in a series over time."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from datainsight.repairs.base import Arguments, Example, Snippet, SqlCell, SqlWriter
from datainsight.repairs.whole_column import PANDAS_KEY, POLARS_KEY, R_KEY, WholeColumnRepair

if TYPE_CHECKING:
    import polars as pl


class FillFromPrevious(WholeColumnRepair):
    """Null cells get the last value before them, in the order of the rows, of a row with the same key.

    For series whose rows stand in the order of time, and for lists that leave repeated entries out. Cells
    before the first value stay empty. Not safe: that the value was missing can no longer be seen.

    Attributes:
        by: Columns of the key, e.g. of the sensor; none for all rows.
    """

    operation: ClassVar[str] = "fill_from_previous"
    is_safe: ClassVar[bool] = False
    phase: ClassVar[int] = 82
    settles: ClassVar[str | None] = "filling"
    touches: ClassVar[str] = "null cells with a value before them"
    example: ClassVar[Example] = Example(
        {"column": "region"}, {"region": (None, "North", None, "South", None)}
    )

    polars: ClassVar[Snippet] = Snippet(f'''\
def fill_from_previous(table: pl.DataFrame, column: str, by: list[str]) -> pl.DataFrame:
    """Give empty cells the last value before them in their group."""
{POLARS_KEY}\
    last = pl.when(pl.col("key").is_not_null()).then(pl.col("text").forward_fill().over("key"))
    return table.with_columns(rows.select(pl.coalesce("text", last)).to_series().alias(column))
''')
    pandas: ClassVar[Snippet] = Snippet(f'''\
def fill_from_previous(table: pd.DataFrame, column: str, by: list[str]) -> pd.DataFrame:
    """Give empty cells the last value before them in their group."""
{PANDAS_KEY}\
    table[column] = rows["text"].fillna(rows.groupby("key")["text"].ffill())
    return table
''')
    r: ClassVar[Snippet] = Snippet(f"""\
# Give empty cells the last value before them in their group.
fill_from_previous <- function(table, column, by) {{
{R_KEY}\
  group <- match(key, unique(key))
  last <- ave(if_else(is.na(text), 0L, seq_along(text)), group, FUN = cummax)
  last[last == 0 | is.na(key)] <- NA
  table[[column]] <- coalesce(text, text[last])
  table
}}
""")

    @property
    def description(self) -> str:
        """What it does."""
        return "Give empty cells the last value before them"

    def whole(self, rows: pl.DataFrame) -> pl.Series:
        """The texts, and where there is none the last one of the group."""
        import polars as pl  # noqa: PLC0415  the registry must load without polars

        last = pl.when(pl.col("key").is_not_null()).then(pl.col("text").forward_fill().over("key"))
        return rows.select(pl.coalesce("text", last)).to_series()

    def arguments(self) -> Arguments:
        """The key."""
        return (("by", self.by),)

    def sql(self, text: str, writer: SqlWriter) -> SqlCell:
        """`run` counts the values so far: all rows up to the next value have the same number."""
        key, run = writer.helper("group_key"), writer.helper("run")
        last = f"max({text}) OVER (PARTITION BY {key}, {run})"
        return SqlCell(
            (f"CASE WHEN {text} IS NULL AND {key} IS NOT NULL THEN {last} ELSE {text} END",),
            (
                (key, (self.sql_key(writer),)),
                (run, (f"count({text}) OVER (PARTITION BY {key} ORDER BY {writer.row_position})",)),
            ),
        )
