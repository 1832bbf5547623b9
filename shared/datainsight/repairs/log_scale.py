"""A column gets the logarithms of another one's numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from datainsight.repairs.added_column import AddedColumn, pandas_adding, polars_adding, r_adding
from datainsight.repairs.base import Example, Snippet, SqlWriter
from datainsight.repairs.null_outside_range import number_of, sql_number_of

if TYPE_CHECKING:
    import polars as pl

AMOUNT = "^[0-9]{1,30}(?:[.][0-9]{0,30})?(?:[eE][+-]?[0-9]{1,2})?$"
PURPOSE = "Write ln(1 + x) of the numbers that are not negative into a new column, with six decimals."
MILLIONTHS = ("^0*([0-9]+)([0-9]{6})$", r"\1.\2")


class LogScale(AddedColumn):
    """A new column gets ln(1 + x) of each number that is not negative, with six decimals.

    For amounts that a few large ones dominate. All else (negative numbers, texts) gives null. The sixth
    decimal is rounded half up; it is made of whole millionths, so that all languages write the same digits.
    Not safe: whoever reads the table may not expect another column.

    Attributes:
        column: What is looked at.
        into: Name of the new column.
    """

    operation: ClassVar[str] = "log_scale"
    phase: ClassVar[int] = 75
    touches: ClassVar[str] = "nothing but the new column"
    example: ClassVar[Example] = Example(
        {"column": "income", "into": "income_log"}, {"income": ("0", "1", "250000", "-5", "much", None)}
    )
    patterns: ClassVar[Mapping[str, str]] = {"amount": AMOUNT, "in_millionths": MILLIONTHS[0]}

    polars: ClassVar[Snippet] = polars_adding(
        operation,
        PURPOSE,
        """\
    number = pl.when(text.str.contains(AMOUNT)).then(text).cast(pl.Float64, strict=False)
    millionths = ((1 + number).log() * 1000000 + 0.5).floor().cast(pl.Int64).cast(pl.String)
    told = ("000000" + millionths).str.replace(IN_MILLIONTHS, "${1}.${2}")""",
    )
    pandas: ClassVar[Snippet] = pandas_adding(
        operation,
        PURPOSE,
        """\
    is_amount = text.str.match(re.compile(AMOUNT), na=False)
    numbers = [float(cell) if plain else None for cell, plain in zip(text, is_amount)]
    millionths = [
        None if number is None else f"000000{math.floor(math.log(1 + number) * 1000000 + 0.5)}"
        for number in numbers
    ]
    told = [None if each is None else re.sub(IN_MILLIONTHS, r"\\1.\\2", each) for each in millionths]""",
        imports=("math", "re"),
    )
    r: ClassVar[Snippet] = r_adding(
        operation,
        PURPOSE,
        """\
  number <- as.numeric(if_else(str_detect(text, AMOUNT), text, NA_character_))
  millionths <- sprintf("000000%.0f", floor(log(1 + number) * 1000000 + 0.5))
  told <- if_else(is.na(number), NA_character_, str_replace(millionths, IN_MILLIONTHS, "\\\\1.\\\\2"))""",
    )

    @property
    def description(self) -> str:
        """What it does."""
        return "Write ln(1 + x) of the numbers into a new column"

    def told(self, text: pl.Expr) -> pl.Expr:
        """The logarithm."""
        import polars as pl  # noqa: PLC0415  the registry must load without polars

        number = pl.when(text.str.contains(AMOUNT)).then(number_of(text))
        millionths = ((1 + number).log() * 1_000_000 + 0.5).floor().cast(pl.Int64).cast(pl.String)
        return (pl.lit("000000") + millionths).str.replace(MILLIONTHS[0], "${1}.${2}")

    def sql_told(self, text: str, writer: SqlWriter) -> str:
        """The logarithm."""
        millionths = writer.rounded(f"ln(1 + {sql_number_of(text, writer)}) * 1000000")
        digits = f"('000000' || {writer.as_text(millionths)})"
        return f"CASE WHEN {writer.matches(text, AMOUNT)} THEN {writer.replace(digits, *MILLIONTHS)} END"
