"""Letters and their accents as one character."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from datainsight.repairs.base import Arguments, CellRepair, Example, Snippet, SqlCell, SqlWriter

if TYPE_CHECKING:
    import polars as pl


class ComposeUnicode(CellRepair):
    """Texts get Unicode's normalization form C, so that texts that look alike are equal.

    Safe: the two forms are canonically equivalent (Unicode Standard Annex 15).
    """

    operation: ClassVar[str] = "compose_unicode"
    is_safe: ClassVar[bool] = True
    phase: ClassVar[int] = 7
    unavailable: ClassVar[Mapping[str, str]] = {
        "snowflake": "Snowflake has no function for normalization forms."
    }
    touches: ClassVar[str] = "cells with letters and accents as separate characters"
    example: ClassVar[Example] = Example({"column": "name"}, {"name": ("Jose\u0301", "José")})

    polars: ClassVar[Snippet] = Snippet('''\
def compose_unicode(table: pl.DataFrame, column: str) -> pl.DataFrame:
    """Write a letter and its accent as one character (normalization form C)."""
    return table.with_columns(cs.by_name(column).str.normalize("NFC").alias(column))
''')
    pandas: ClassVar[Snippet] = Snippet('''\
def compose_unicode(table: pd.DataFrame, column: str) -> pd.DataFrame:
    """Write a letter and its accent as one character (normalization form C)."""
    table[column] = table[column].str.normalize("NFC")
    return table
''')
    r: ClassVar[Snippet] = Snippet("""\
# Write a letter and its accent as one character (normalization form C).
compose_unicode <- function(table, column) {
  table[[column]] <- stringi::stri_trans_nfc(table[[column]])
  table
}
""")

    @property
    def description(self) -> str:
        """What it does."""
        return "Write letters and their accents as one character"

    def repaired(self, text: pl.Expr) -> pl.Expr:
        """Form C."""
        return text.str.normalize("NFC")

    def arguments(self) -> Arguments:
        """None."""
        return ()

    def sql(self, text: str, writer: SqlWriter) -> SqlCell:
        """A function of the dialect."""
        return SqlCell((writer.composed(text),))
