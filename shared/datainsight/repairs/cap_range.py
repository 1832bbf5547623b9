"""Extreme numbers become the nearest number that is plausible."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Self

from pydantic import Field, model_validator

from datainsight.repairs.base import Arguments, CellRepair, Example, Snippet, SqlCell, SqlWriter
from datainsight.repairs.null_outside_range import PLAIN_NUMBER, number_of, sql_number_of

if TYPE_CHECKING:
    import polars as pl

PLAIN = "^-?[0-9]{1,15}(?:[.][0-9]{1,15})?$"


class CapRange(CellRepair):
    """Numbers below `lower` become `lower`, those above `upper` become `upper`. Other texts stay.

    The bounds are texts, so that every language writes the same; usually the fences of Tukey (1977), 1.5
    interquartile ranges outside the quartiles, or a percentile. Not safe: an extreme value may be true.

    Attributes:
        lower: Least number, written plainly.
        upper: Greatest number, written plainly.
    """

    operation: ClassVar[str] = "cap_range"
    is_safe: ClassVar[bool] = False
    phase: ClassVar[int] = 72
    settles: ClassVar[str | None] = "range"
    touches: ClassVar[str] = "cells whose number lies outside the range"
    example: ClassVar[Example] = Example(
        {"column": "pay", "lower": "0", "upper": "250.5"}, {"pay": ("-4", "250.5", "9000", "n/a")}
    )
    patterns: ClassVar[Mapping[str, str]] = {"plain_number": PLAIN_NUMBER}
    lower: str = Field(pattern=PLAIN)
    upper: str = Field(pattern=PLAIN)

    polars: ClassVar[Snippet] = Snippet('''\
def cap_range(table: pl.DataFrame, column: str, lower: str, upper: str) -> pl.DataFrame:
    """Write the nearest bound for numbers outside the range. Other texts stay."""
    text = cs.by_name(column).as_expr()
    number = pl.when(text.str.contains(PLAIN_NUMBER)).then(text).cast(pl.Float64, strict=False)
    capped = pl.when(number < float(lower)).then(pl.lit(lower)).otherwise(text)
    capped = pl.when(number > float(upper)).then(pl.lit(upper)).otherwise(capped)
    return table.with_columns(capped.alias(column))
''')
    pandas: ClassVar[Snippet] = Snippet(
        '''\
def cap_range(table: pd.DataFrame, column: str, lower: str, upper: str) -> pd.DataFrame:
    """Write the nearest bound for numbers outside the range. Other texts stay."""
    text = table[column]
    number = text.where(text.str.contains(PLAIN_NUMBER, na=False)).astype(float)
    table[column] = text.mask(number < float(lower), lower).mask(number > float(upper), upper)
    return table
''',
        imports=("re",),
    )
    r: ClassVar[Snippet] = Snippet("""\
# Write the nearest bound for numbers outside the range. Other texts stay.
cap_range <- function(table, column, lower, upper) {
  text <- table[[column]]
  number <- as.numeric(if_else(str_detect(text, PLAIN_NUMBER), text, NA_character_))
  table[[column]] <- case_when(
    number < as.numeric(lower) ~ lower,
    number > as.numeric(upper) ~ upper,
    TRUE ~ text
  )
  table
}
""")

    @model_validator(mode="after")
    def _range_is_one(self) -> Self:
        if float(self.lower) > float(self.upper):
            raise ValueError("lower is above upper")
        return self

    @property
    def description(self) -> str:
        """What it does."""
        return "Write the nearest plausible number for extreme ones"

    def repaired(self, text: pl.Expr) -> pl.Expr:
        """The bound where the number lies outside."""
        import polars as pl  # noqa: PLC0415  the registry must load without polars

        number = number_of(text)
        lower, upper = pl.lit(self.lower), pl.lit(self.upper)
        capped = pl.when(number < float(self.lower)).then(lower).when(number > float(self.upper)).then(upper)
        return capped.otherwise(text)

    def arguments(self) -> Arguments:
        """The range."""
        return (("lower", self.lower), ("upper", self.upper))

    def sql(self, text: str, writer: SqlWriter) -> SqlCell:
        """A CASE over the number, which is null for other texts."""
        number = writer.helper("plain_value")
        bounds = (("<", self.lower), (">", self.upper))
        cases = (
            f"    WHEN {number} {sign} {writer.number(float(bound))} THEN {writer.text(bound)}"
            for sign, bound in bounds
        )
        value = sql_number_of(text, writer)
        return SqlCell(("CASE", *cases, f"    ELSE {text}", "END"), ((number, (value,)),))
