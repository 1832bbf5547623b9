"""Repairs that put one character in the place of another, from a fixed list.

Functions like `lower` differ between languages in special letters, locales and versions of Unicode. A list
does not.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from datainsight.repairs.base import Arguments, CellRepair, Rows, Snippet, SqlCell, SqlWriter

if TYPE_CHECKING:
    import polars as pl

GROUP = 32
"""Characters a line of a script shows."""


class ExchangeLettersRepair(CellRepair):
    """Each character of a list becomes the one beside it."""

    @property
    @abstractmethod
    def letters(self) -> dict[str, str]:
        """Characters and what takes their place, one character each; none is itself to be replaced."""

    def repaired(self, text: pl.Expr) -> pl.Expr:
        """All exchanged at once."""
        return text.str.replace_many(list(self.letters), list(self.letters.values()))

    def arguments(self) -> Arguments:
        """The letters in groups that fit a line."""
        return (letter_rows(self.letters),)

    def sql(self, text: str, writer: SqlWriter) -> SqlCell:
        """`translate`."""
        before, after = writer.text("".join(self.letters)), writer.text("".join(self.letters.values()))
        return SqlCell(("translate(", f"    {text},", f"    {before},", f"    {after}", ")"))


def letter_rows(letters: dict[str, str]) -> Rows:
    """Letters and what takes their place, in groups that fit a line of a script."""
    before, after = "".join(letters), "".join(letters.values())
    groups = range(0, len(before), GROUP)
    rows = tuple((before[start : start + GROUP], after[start : start + GROUP]) for start in groups)
    return Rows("letters", ("letters", "substitutes"), rows)


def polars_exchanging(operation: str, purpose: str) -> Snippet:
    """The function of such a repair in polars."""
    return Snippet(f'''\
def {operation}(table: pl.DataFrame, column: str, letters: list[tuple[str, str]]) -> pl.DataFrame:
    """{purpose}"""
    pairs = {{old: new for before, after in letters for old, new in zip(before, after)}}
    return table.with_columns(cs.by_name(column).str.replace_many(pairs).alias(column))
''')


def pandas_exchanging(operation: str, purpose: str) -> Snippet:
    """The function of such a repair in pandas."""
    return Snippet(f'''\
def {operation}(table: pd.DataFrame, column: str, letters: list[tuple[str, str]]) -> pd.DataFrame:
    """{purpose}"""
    pairs = {{old: new for before, after in letters for old, new in zip(before, after)}}
    table[column] = table[column].str.translate(str.maketrans(pairs))
    return table
''')


def r_exchanging(operation: str, purpose: str) -> Snippet:
    """The function of such a repair in R."""
    return Snippet(f"""\
# {purpose}
{operation} <- function(table, column, letters, substitutes) {{
  table[[column]] <- stringi::stri_trans_char(
    table[[column]], str_flatten(letters), str_flatten(substitutes)
  )
  table
}}
""")
