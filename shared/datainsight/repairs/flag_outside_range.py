"""A column says where another one holds numbers beyond bounds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Self

from pydantic import model_validator

from datainsight.repairs.added_column import AddedColumn, pandas_adding, polars_adding, r_adding
from datainsight.repairs.base import Arguments, Example, Snippet, SqlWriter
from datainsight.repairs.null_outside_range import PLAIN_NUMBER, number_of, sql_number_of

if TYPE_CHECKING:
    import polars as pl

PURPOSE = "Say in a new column which numbers lie outside the range."
BOUNDS = ", lower: float, upper: float"


class FlagOutsideRange(AddedColumn):
    """A new column says `true` where a number lies below `lower` or above `upper`, and `false` elsewhere.

    Bounds are numbers, e.g. those of the check `outliers`, so that a script always says which. Made before
    such numbers are emptied or capped. Not safe: whoever reads the table may not expect another column.

    Attributes:
        column: What is looked at.
        into: Name of the new column.
        lower: Least number that is not marked.
        upper: Greatest number that is not marked.
    """

    operation: ClassVar[str] = "flag_outside_range"
    phase: ClassVar[int] = 69
    touches: ClassVar[str] = "nothing but the new column"
    example: ClassVar[Example] = Example(
        {"column": "age", "into": "age_outlier", "lower": 0.0, "upper": 120.0}, {"age": ("31", "310", None)}
    )
    patterns: ClassVar[Mapping[str, str]] = {"plain_number": PLAIN_NUMBER}
    lower: float
    upper: float

    polars: ClassVar[Snippet] = polars_adding(
        operation,
        PURPOSE,
        """\
    number = pl.when(text.str.contains(PLAIN_NUMBER)).then(text).cast(pl.Float64, strict=False)
    is_outside = ((number < lower) | (number > upper)).fill_null(False)
    told = pl.when(is_outside).then(pl.lit("true")).otherwise(pl.lit("false"))""",
        BOUNDS,
    )
    pandas: ClassVar[Snippet] = pandas_adding(
        operation,
        PURPOSE,
        """\
    number = text.where(text.str.contains(PLAIN_NUMBER, na=False)).astype(float)
    told = ["true" if is_outside else "false" for is_outside in (number < lower) | (number > upper)]""",
        BOUNDS,
    )
    r: ClassVar[Snippet] = r_adding(
        operation,
        PURPOSE,
        """\
  number <- as.numeric(if_else(str_detect(text, PLAIN_NUMBER), text, NA_character_))
  is_outside <- !is.na(number) & (number < lower | number > upper)
  told <- if_else(is_outside, "true", "false")""",
        ", lower, upper",
    )

    @model_validator(mode="after")
    def _range_is_one(self) -> Self:
        if self.lower > self.upper:
            raise ValueError("lower is above upper")
        return self

    @property
    def description(self) -> str:
        """What it does."""
        return "Say in a new column which numbers lie outside the range"

    def told(self, text: pl.Expr) -> pl.Expr:
        """Whether it is a number outside."""
        import polars as pl  # noqa: PLC0415  the registry must load without polars

        number = number_of(text)
        is_outside = ((number < self.lower) | (number > self.upper)).fill_null(value=False)
        return pl.when(is_outside).then(pl.lit("true")).otherwise(pl.lit("false"))

    def arguments(self) -> Arguments:
        """The new name and the range."""
        return (("into", self.into), ("lower", self.lower), ("upper", self.upper))

    def sql_told(self, text: str, writer: SqlWriter) -> str:
        """Whether it is a number outside."""
        number = sql_number_of(text, writer)
        outside = f"{number} < {writer.number(self.lower)} OR {number} > {writer.number(self.upper)}"
        return f"CASE WHEN {outside} THEN {writer.text('true')} ELSE {writer.text('false')} END"
