"""Spellings of "no value" become null."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from datainsight.repairs.base import Arguments, CellRepair, Example, Snippet, SqlCell, SqlWriter
from datainsight.repairs.blank_text import squish

if TYPE_CHECKING:
    import polars as pl


class UnifyNulls(CellRepair):
    """Texts that mean "no value" become null.

    Safe: "NA" and null say the same. A spelling also counts without its outer white space.

    Attributes:
        spellings: Exact texts; the empty text means nothing, as empty cells are null already.
    """

    operation: ClassVar[str] = "unify_nulls"
    is_safe: ClassVar[bool] = True
    phase: ClassVar[int] = 60
    touches: ClassVar[str] = "cells that hold one of the texts"
    example: ClassVar[Example] = Example(
        {"column": "age", "spellings": ("NA", "-")}, {"age": ("31", "NA", "-", "n. a.")}
    )
    spellings: tuple[str, ...]

    polars: ClassVar[Snippet] = Snippet('''\
def unify_nulls(table: pl.DataFrame, column: str, spellings: list[str]) -> pl.DataFrame:
    """Empty the cells whose text means that there is no value."""
    return table.with_columns(cs.by_name(column).replace(spellings, None).alias(column))
''')
    pandas: ClassVar[Snippet] = Snippet('''\
def unify_nulls(table: pd.DataFrame, column: str, spellings: list[str]) -> pd.DataFrame:
    """Empty the cells whose text means that there is no value."""
    text = table[column]
    table[column] = text.mask(text.isin(spellings))
    return table
''')
    r: ClassVar[Snippet] = Snippet("""\
# Empty the cells whose text means that there is no value.
unify_nulls <- function(table, column, spellings) {
  text <- table[[column]]
  table[[column]] <- if_else(text %in% spellings, NA_character_, text)
  table
}
""")

    @property
    def description(self) -> str:
        """What it does."""
        return "Empty the cells whose text means that there is no value"

    @property
    def texts(self) -> tuple[str, ...]:
        """The spellings as they stand and squished, each once."""
        both = (text for spelling in self.spellings for text in (spelling, squish(spelling)))
        return tuple(dict.fromkeys(text for text in both if text))

    def repaired(self, text: pl.Expr) -> pl.Expr:
        """Null for each of the texts."""
        return text.replace(list(self.texts), None) if self.texts else text

    def arguments(self) -> Arguments:
        """The texts."""
        return (("spellings", self.texts),)

    def sql(self, text: str, writer: SqlWriter) -> SqlCell:
        """A CASE."""
        if not self.texts:
            return SqlCell((text,))
        texts = ", ".join(writer.text(each) for each in self.texts)
        return SqlCell((f"CASE WHEN {text} IN ({texts}) THEN NULL ELSE {text} END",))
