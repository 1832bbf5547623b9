"""Rare categories become one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from datainsight.repairs.base import Arguments, CellRepair, Example, Snippet, SqlCell, SqlWriter

if TYPE_CHECKING:
    import polars as pl


class LumpRare(CellRepair):
    """Texts that occur fewer than `least` times become `other`. Not safe: what they said is gone.

    Attributes:
        least: Occurrences a text needs to stay.
        other: What all others become.
    """

    operation: ClassVar[str] = "lump_rare"
    is_safe: ClassVar[bool] = False
    is_whole_table: ClassVar[bool] = True
    needs_order: ClassVar[bool] = True
    phase: ClassVar[int] = 86
    touches: ClassVar[str] = "cells with a text that is rare in the column"
    example: ClassVar[Example] = Example(
        {"column": "town", "least": 2}, {"town": ("Lyon", "Lyon", "Nice", None, "Lens")}
    )
    least: int = Field(ge=2)
    other: str = Field(default="other", min_length=1)

    polars: ClassVar[Snippet] = Snippet('''\
def lump_rare(table: pl.DataFrame, column: str, least: int, other: str) -> pl.DataFrame:
    """Write one word for all texts that are rare."""
    text = cs.by_name(column).as_expr()
    lumped = pl.when(pl.len().over(text) < least).then(pl.lit(other)).otherwise(text)
    return table.with_columns(pl.when(text.is_not_null()).then(lumped).alias(column))
''')
    pandas: ClassVar[Snippet] = Snippet('''\
def lump_rare(table: pd.DataFrame, column: str, least: int, other: str) -> pd.DataFrame:
    """Write one word for all texts that are rare."""
    text = table[column]
    table[column] = text.mask(text.map(text.value_counts()) < least, other)
    return table
''')
    r: ClassVar[Snippet] = Snippet("""\
# Write one word for all texts that are rare.
lump_rare <- function(table, column, least, other) {
  text <- table[[column]]
  place <- match(text, unique(text))
  table[[column]] <- if_else(is.na(text) | tabulate(place)[place] >= least, text, other)
  table
}
""")

    @property
    def description(self) -> str:
        """What it does."""
        return f"Write one word for texts that occur fewer than {self.least} times"

    def repaired(self, text: pl.Expr) -> pl.Expr:
        """The word where the text is rare."""
        import polars as pl  # noqa: PLC0415  the registry must load without polars

        lumped = pl.when(pl.len().over(text) < self.least).then(pl.lit(self.other)).otherwise(text)
        return pl.when(text.is_not_null()).then(lumped)

    def arguments(self) -> Arguments:
        """How rare, and the word."""
        return (("least", self.least), ("other", self.other))

    def sql(self, text: str, writer: SqlWriter) -> SqlCell:
        """`text_count` has how often each text occurs."""
        count = writer.helper("text_count")
        is_rare = f"{text} IS NOT NULL AND {count} < {self.least}"
        return SqlCell(
            (f"CASE WHEN {is_rare} THEN {writer.text(self.other)} ELSE {text} END",),
            ((count, (f"count({text}) OVER (PARTITION BY {text})",)),),
        )
