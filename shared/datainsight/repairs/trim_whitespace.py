"""Outer, doubled and invisible white space taken away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from datainsight.repairs.base import Arguments, CellRepair, Example, Snippet, SqlCell, SqlWriter
from datainsight.repairs.blank_text import BLANKS, INVISIBLE, NEEDS_TRIMMING

if TYPE_CHECKING:
    import polars as pl

STEPS = (("invisible", ""), ("blanks", " "), ("ends", ""))


class TrimWhitespace(CellRepair):
    """Outer white space goes, runs of blanks become one space, invisible characters go.

    Line breaks inside a text stay. What has nothing visible becomes null. Safe: no visible character is lost.
    """

    operation: ClassVar[str] = "trim_whitespace"
    is_safe: ClassVar[bool] = True
    phase: ClassVar[int] = 10
    touches: ClassVar[str] = "cells with outer, doubled or invisible white space"
    example: ClassVar[Example] = Example({"column": "name"}, {"name": ("  Ann \u00a0 Lee ", "Bob", " ")})
    needs_trimming: ClassVar[str] = NEEDS_TRIMMING
    """Finds exactly the cells that this repair changes."""
    patterns: ClassVar[Mapping[str, str]] = {
        "invisible": f"[{INVISIBLE}]+",
        "blanks": f"[{BLANKS}]+",
        "ends": "^[ \n\r]+|[ \n\r]+$",
    }
    polars: ClassVar[Snippet] = Snippet('''\
def trim_whitespace(table: pl.DataFrame, column: str) -> pl.DataFrame:
    """Remove invisible characters and outer white space; each run of blanks becomes one space."""
    text = (
        cs.by_name(column)
        .str.replace_all(INVISIBLE, "")
        .str.replace_all(BLANKS, " ")
        .str.replace_all(ENDS, "")
    )
    return table.with_columns(text.replace("", None).alias(column))
''')
    pandas: ClassVar[Snippet] = Snippet(
        '''\
def trim_whitespace(table: pd.DataFrame, column: str) -> pd.DataFrame:
    """Remove invisible characters and outer white space; each run of blanks becomes one space."""
    text = (
        table[column]
        .str.replace(INVISIBLE, "", regex=True)
        .str.replace(BLANKS, " ", regex=True)
        .str.replace(ENDS, "", regex=True)
    )
    table[column] = text.mask(text == "")
    return table
''',
        imports=("re",),
    )
    r: ClassVar[Snippet] = Snippet("""\
# Remove invisible characters and outer white space; each run of blanks becomes one space.
trim_whitespace <- function(table, column) {
  text <- table[[column]] |>
    str_replace_all(INVISIBLE, "") |>
    str_replace_all(BLANKS, " ") |>
    str_replace_all(ENDS, "")
  table[[column]] <- na_if(text, "")
  table
}
""")

    @property
    def description(self) -> str:
        """What it does."""
        return "Remove outer, doubled and invisible white space"

    def repaired(self, text: pl.Expr) -> pl.Expr:
        """The squished text; null where nothing is left."""
        for name, replacement in STEPS:
            text = text.str.replace_all(self.patterns[name], replacement)
        return text.replace("", None)

    def arguments(self) -> Arguments:
        """None."""
        return ()

    def sql(self, text: str, writer: SqlWriter) -> SqlCell:
        """The replacements, and null for the empty text."""
        steps = [(self.patterns[name], replacement) for name, replacement in STEPS]
        *lines, last = writer.replace_each(text, steps)
        return SqlCell(("nullif(", *(f"    {line}" for line in lines), f"    {last},", "    ''", ")"))
