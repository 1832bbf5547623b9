"""Repairs that empty the cells whose text is one of a list."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from datainsight.repairs.base import CellRepair, Snippet, SqlCell, SqlWriter

if TYPE_CHECKING:
    import polars as pl


class EmptyListedRepair(CellRepair):
    """The texts of `texts` become null; without any, nothing changes."""

    @property
    @abstractmethod
    def texts(self) -> tuple[str, ...]:
        """Exact texts, each once."""

    def repaired(self, text: pl.Expr) -> pl.Expr:
        """Null for each of the texts."""
        return text.replace(list(self.texts), None) if self.texts else text

    def sql(self, text: str, writer: SqlWriter) -> SqlCell:
        """A CASE."""
        if not self.texts:
            return SqlCell((text,))
        texts = ", ".join(writer.text(each) for each in self.texts)
        return SqlCell((f"CASE WHEN {text} IN ({texts}) THEN NULL ELSE {text} END",))


def polars_emptying_listed(operation: str, purpose: str, argument: str) -> Snippet:
    """The function of such a repair in polars; the argument's name is that of the list."""
    return Snippet(f'''\
def {operation}(table: pl.DataFrame, column: str, {argument}: list[str]) -> pl.DataFrame:
    """{purpose}"""
    return table.with_columns(cs.by_name(column).replace({argument}, None).alias(column))
''')


def pandas_emptying_listed(operation: str, purpose: str, argument: str) -> Snippet:
    """The function of such a repair in pandas."""
    return Snippet(f'''\
def {operation}(table: pd.DataFrame, column: str, {argument}: list[str]) -> pd.DataFrame:
    """{purpose}"""
    text = table[column]
    table[column] = text.mask(text.isin({argument}))
    return table
''')


def r_emptying_listed(operation: str, purpose: str, argument: str) -> Snippet:
    """The function of such a repair in R."""
    return Snippet(f"""\
# {purpose}
{operation} <- function(table, column, {argument}) {{
  text <- table[[column]]
  table[[column]] <- if_else(text %in% {argument}, NA_character_, text)
  table
}}
""")
