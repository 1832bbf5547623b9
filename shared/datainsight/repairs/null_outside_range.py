"""Impossible numbers become null."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Self

from pydantic import model_validator

from datainsight.repairs.base import Arguments, CellRepair, Example, Snippet, SqlCell, SqlWriter

if TYPE_CHECKING:
    import polars as pl

PLAIN_NUMBER = "^-?[0-9]{1,30}(?:[.][0-9]{0,30})?(?:[eE][+-]?[0-9]{1,2})?$"
"""Numbers whose value every language reads as the same floating-point number."""


def number_of(text: pl.Expr) -> pl.Expr:
    """The number that a text is; null for texts that are no plain number."""
    import polars as pl  # noqa: PLC0415  the registry must load without polars

    return pl.when(text.str.contains(PLAIN_NUMBER)).then(text).cast(pl.Float64, strict=False)


def sql_number_of(text: str, writer: SqlWriter) -> str:
    """The same in SQL."""
    return f"CASE WHEN {writer.matches(text, PLAIN_NUMBER)} THEN {writer.as_number(text)} END"


class NullOutsideRange(CellRepair):
    """Numbers below `lower` or above `upper` become null; texts that are no plain number stay.

    Not safe: an extreme value may be true.

    Attributes:
        lower: Least number that stays.
        upper: Greatest number that stays.
    """

    operation: ClassVar[str] = "null_outside_range"
    is_safe: ClassVar[bool] = False
    phase: ClassVar[int] = 70
    settles: ClassVar[str | None] = "range"
    touches: ClassVar[str] = "cells whose number lies outside the range"
    example: ClassVar[Example] = Example(
        {"column": "age", "lower": 0.0, "upper": 120.0}, {"age": ("31", "310", "-1", "old")}
    )
    patterns: ClassVar[Mapping[str, str]] = {"plain_number": PLAIN_NUMBER}
    lower: float
    upper: float

    polars: ClassVar[Snippet] = Snippet('''\
def null_outside_range(table: pl.DataFrame, column: str, lower: float, upper: float) -> pl.DataFrame:
    """Empty the cells whose number is impossible."""
    text = cs.by_name(column).as_expr()
    number = pl.when(text.str.contains(PLAIN_NUMBER)).then(text).cast(pl.Float64, strict=False)
    is_outside = (number < lower) | (number > upper)
    return table.with_columns(pl.when(is_outside).then(None).otherwise(text).alias(column))
''')
    pandas: ClassVar[Snippet] = Snippet(
        '''\
def null_outside_range(table: pd.DataFrame, column: str, lower: float, upper: float) -> pd.DataFrame:
    """Empty the cells whose number is impossible."""
    text = table[column]
    is_number = text.str.contains(PLAIN_NUMBER, na=False)
    number = text.where(is_number).astype(float)
    table[column] = text.mask((number < lower) | (number > upper))
    return table
''',
        imports=("re",),
    )
    r: ClassVar[Snippet] = Snippet("""\
# Empty the cells whose number is impossible.
null_outside_range <- function(table, column, lower, upper) {
  text <- table[[column]]
  number <- as.numeric(if_else(str_detect(text, PLAIN_NUMBER), text, NA_character_))
  is_outside <- !is.na(number) & (number < lower | number > upper)
  table[[column]] <- if_else(is_outside, NA_character_, text)
  table
}
""")

    @model_validator(mode="after")
    def _range_is_one(self) -> Self:
        if self.lower > self.upper:
            raise ValueError("lower is above upper")
        return self

    @property
    def description(self) -> str:
        """What it does."""
        return "Empty the cells whose number is impossible"

    def repaired(self, text: pl.Expr) -> pl.Expr:
        """Null where the number lies outside."""
        import polars as pl  # noqa: PLC0415  the registry must load without polars

        number = number_of(text)
        return pl.when((number < self.lower) | (number > self.upper)).then(None).otherwise(text)

    def arguments(self) -> Arguments:
        """The range."""
        return (("lower", self.lower), ("upper", self.upper))

    def sql(self, text: str, writer: SqlWriter) -> SqlCell:
        """A CASE over the number, which is null for other texts."""
        number = writer.helper("plain_value")
        lower, upper = writer.number(self.lower), writer.number(self.upper)
        return SqlCell(
            (f"CASE WHEN {number} < {lower} OR {number} > {upper} THEN NULL ELSE {text} END",),
            ((number, (sql_number_of(text, writer),)),),
        )
