"""Numbers written for people become plain numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Literal, Self

from pydantic import model_validator

from datainsight.repairs.base import Arguments, CellRepair, Example, Pattern, Snippet, SqlCell, SqlWriter

if TYPE_CHECKING:
    import polars as pl

CURRENCY = (
    "[A-Z]{0,2}[$€£¥¢₹₽₩₺₪₫₱฿₦₴]|USD|EUR|GBP|JPY|CHF|CAD|AUD|NZD|CNY|RMB|INR|BRL|MXN|SEK|NOK|DKK|PLN|CZK|HUF|RUB"
    "|TRY|ZAR|KRW|SGD|HKD|THB|ILS|AED|SAR|kr[.]?|zł|Kč|Ft|Rs[.]?"
)
"""Signs and codes of money, as alternatives of a regular expression."""

BARE = (
    ("narrow_blank", " "),
    ("apostrophe", "'"),
    ("outer_blank", ""),
    ("trailing_unit", ""),
    ("brackets", r"-\1"),
    ("leading_currency", r"\1"),
    ("trailing_unit", ""),
    ("minus", "-"),
    ("plus", ""),
)
"""Replacements that leave sign, digits and marks, in order."""

PLAIN = (("bare_point", "0."), ("bare_minus_point", "-0."), ("final_point", ""))
"""Replacements that put a digit on both sides of the point, or take the point away."""


class ParseNumbers(CellRepair):
    """`$1,234.50`, `(12)` and `7.8%` become `1234.50`, `-12` and `7.8`; what is no number stays as it is.

    Digits stay as they are written: nothing is rounded. Signs of money and percent go, brackets are a minus.
    Safe where one column has one unit, which the check that offers it has to know.

    Attributes:
        decimal_mark: Between the whole number and its fraction.
        thousands_mark: Between groups of digits; None where digits are not grouped.
    """

    operation: ClassVar[str] = "parse_numbers"
    is_safe: ClassVar[bool] = True
    phase: ClassVar[int] = 30
    reads: ClassVar[str | None] = "number"
    touches: ClassVar[str] = "cells whose number is not written plainly"
    example: ClassVar[Example] = Example(
        {"column": "price", "thousands_mark": ","}, {"price": ("$1,234.50", "(12)", "7.8%", "free")}
    )
    patterns: ClassVar[Mapping[str, str]] = {
        "narrow_blank": "[\xa0\u2009\u202f]",
        "apostrophe": "\u2019",
        "outer_blank": "^ +| +$",
        "brackets": rf"^(?:{CURRENCY})? *\(([^()]+)\)$",
        "leading_currency": rf"^([+−-]?) *(?:{CURRENCY}) *",
        "trailing_unit": rf" *(?:{CURRENCY}|%)$",
        "minus": "^[−-] *",
        "plus": r"^\+ *",
        "bare_point": r"^\.",
        "bare_minus_point": r"^-\.",
        "final_point": r"\.$",
    }
    decimal_mark: Literal[".", ","] = "."
    thousands_mark: Literal[",", ".", " ", "'"] | None = None

    polars: ClassVar[Snippet] = Snippet('''\
def parse_numbers(
    table: pl.DataFrame, column: str, shape: str, decimal_mark: str, thousands_mark: str | None
) -> pl.DataFrame:
    """Write numbers plainly: "$1,234.50" is 1234.50, "(12)" is -12, "7.8%" is 7.8. Other texts stay."""
    text = cs.by_name(column).as_expr()
    bare = (
        text.str.replace_all(NARROW_BLANK, " ")
        .str.replace_all(APOSTROPHE, "'")
        .str.replace_all(OUTER_BLANK, "")
        .str.replace(TRAILING_UNIT, "")
        .str.replace(BRACKETS, "-$1")
        .str.replace(LEADING_CURRENCY, "$1")
        .str.replace(TRAILING_UNIT, "")
        .str.replace(MINUS, "-")
        .str.replace(PLUS, "")
    )
    number = bare.str.replace_all(thousands_mark, "", literal=True) if thousands_mark else bare
    number = (
        number.str.replace(decimal_mark, ".", literal=True)
        .str.replace(BARE_POINT, "0.")
        .str.replace(BARE_MINUS_POINT, "-0.")
        .str.replace(FINAL_POINT, "")
    )
    return table.with_columns(pl.when(bare.str.contains(shape)).then(number).otherwise(text).alias(column))
''')
    pandas: ClassVar[Snippet] = Snippet(
        '''\
def parse_numbers(
    table: pd.DataFrame, column: str, shape: str, decimal_mark: str, thousands_mark: str | None
) -> pd.DataFrame:
    """Write numbers plainly: "$1,234.50" is 1234.50, "(12)" is -12, "7.8%" is 7.8. Other texts stay."""
    text = table[column]
    bare = (
        text.str.replace(NARROW_BLANK, " ", regex=True)
        .str.replace(APOSTROPHE, "'", regex=True)
        .str.replace(OUTER_BLANK, "", regex=True)
        .str.replace(TRAILING_UNIT, "", regex=True)
        .str.replace(BRACKETS, r"-\\1", regex=True)
        .str.replace(LEADING_CURRENCY, r"\\1", regex=True)
        .str.replace(TRAILING_UNIT, "", regex=True)
        .str.replace(MINUS, "-", regex=True)
        .str.replace(PLUS, "", regex=True)
    )
    number = bare.str.replace(thousands_mark, "", regex=False) if thousands_mark else bare
    number = (
        number.str.replace(decimal_mark, ".", regex=False)
        .str.replace(BARE_POINT, "0.", regex=True)
        .str.replace(BARE_MINUS_POINT, "-0.", regex=True)
        .str.replace(FINAL_POINT, "", regex=True)
    )
    is_number = bare.str.match(re.compile(shape), na=False)
    table[column] = text.mask(is_number, number)
    return table
''',
        imports=("re",),
    )
    r: ClassVar[Snippet] = Snippet("""\
# Write numbers plainly: "$1,234.50" is 1234.50, "(12)" is -12, "7.8%" is 7.8. Other texts stay.
parse_numbers <- function(table, column, shape, decimal_mark, thousands_mark) {
  text <- table[[column]]
  bare <- text |>
    str_replace_all(NARROW_BLANK, " ") |>
    str_replace_all(APOSTROPHE, "'") |>
    str_replace_all(OUTER_BLANK, "") |>
    str_replace(TRAILING_UNIT, "") |>
    str_replace(BRACKETS, "-\\\\1") |>
    str_replace(LEADING_CURRENCY, "\\\\1") |>
    str_replace(TRAILING_UNIT, "") |>
    str_replace(MINUS, "-") |>
    str_replace(PLUS, "")
  number <- if (is.null(thousands_mark)) bare else str_remove_all(bare, fixed(thousands_mark))
  number <- number |>
    str_replace(fixed(decimal_mark), ".") |>
    str_replace(BARE_POINT, "0.") |>
    str_replace(BARE_MINUS_POINT, "-0.") |>
    str_replace(FINAL_POINT, "")
  table[[column]] <- if_else(str_detect(bare, shape), number, text)
  table
}
""")

    @model_validator(mode="after")
    def _marks_differ(self) -> Self:
        if self.decimal_mark == self.thousands_mark:
            raise ValueError("decimal_mark and thousands_mark are the same")
        return self

    @property
    def description(self) -> str:
        """What it does."""
        return "Write numbers plainly, without signs of money, percent signs and thousands marks"

    @property
    def shape(self) -> str:
        """What a number looks like once its unit is gone."""
        point = re.escape(self.decimal_mark)
        whole = "[0-9]+"
        if self.thousands_mark:
            mark = "[.]" if self.thousands_mark == "." else self.thousands_mark
            whole = f"(?:[0-9]+|[0-9]{{1,3}}(?:{mark}[0-9]{{2,3}})*{mark}[0-9]{{3}})"
        return f"^-?(?:{whole}(?:{point}[0-9]*)?|{point}[0-9]+)(?:[eE][+-]?[0-9]{{1,3}})?$"

    def repaired(self, text: pl.Expr) -> pl.Expr:
        """The plain number where the text is a number."""
        import polars as pl  # noqa: PLC0415  the registry must load without polars

        bare = text
        for name, replacement in BARE:
            bare = bare.str.replace_all(self.patterns[name], replacement.replace("\\1", "${1}"))
        number = bare.str.replace_all(self.thousands_mark, "", literal=True) if self.thousands_mark else bare
        number = number.str.replace(self.decimal_mark, ".", literal=True)
        for name, replacement in PLAIN:
            number = number.str.replace(self.patterns[name], replacement)
        return pl.when(bare.str.contains(self.shape)).then(number).otherwise(text)

    def arguments(self) -> Arguments:
        """The shape and the marks."""
        return (
            ("shape", Pattern(self.shape)),
            ("decimal_mark", self.decimal_mark),
            ("thousands_mark", self.thousands_mark),
        )

    def sql(self, text: str, writer: SqlWriter) -> SqlCell:
        """`bare` strips the units, the CASE keeps what is a number then."""
        bare = writer.helper("bare")
        number = bare
        if self.thousands_mark:
            number = f"replace({number}, {writer.text(self.thousands_mark)}, '')"
        if self.decimal_mark != ".":
            number = f"replace({number}, {writer.text(self.decimal_mark)}, '.')"
        plain = writer.replace_each(number, [(self.patterns[name], digit) for name, digit in PLAIN])
        steps = [(self.patterns[name], template) for name, template in BARE]
        return SqlCell(
            (
                f"CASE WHEN {writer.matches(bare, self.shape)} THEN",
                *(f"    {line}" for line in plain),
                f"ELSE {text} END",
            ),
            ((bare, writer.replace_each(text, steps)),),
        )
