"""Repairs that empty the cells whose text has, or has not, a certain shape."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar

from datainsight.repairs.base import Arguments, CellRepair, Pattern, Snippet, SqlCell, SqlWriter

if TYPE_CHECKING:
    import polars as pl


class EmptyMatchingRepair(CellRepair):
    """Texts that match `shape` become null, or where `keeps_matches`, all others do."""

    keeps_matches: ClassVar[bool] = False

    @property
    @abstractmethod
    def shape(self) -> str:
        """The expression."""

    def repaired(self, text: pl.Expr) -> pl.Expr:
        """Null where the shape says so."""
        import polars as pl  # noqa: PLC0415  the registry must load without polars

        fits = text.str.contains(self.shape)
        return pl.when(fits if self.keeps_matches else ~fits).then(text)

    def arguments(self) -> Arguments:
        """The shape."""
        return (("shape", Pattern(self.shape)),)

    def sql(self, text: str, writer: SqlWriter) -> SqlCell:
        """A CASE."""
        fits = writer.matches(text, self.shape)
        return SqlCell((f"CASE WHEN {fits if self.keeps_matches else f'NOT ({fits})'} THEN {text} END",))


def polars_emptying(operation: str, purpose: str, *, keeps_matches: bool = False) -> Snippet:
    """The function of an emptying repair in polars."""
    fits = "text.str.contains(shape)"
    return Snippet(f'''\
def {operation}(table: pl.DataFrame, column: str, shape: str) -> pl.DataFrame:
    """{purpose}"""
    text = cs.by_name(column).as_expr()
    return table.with_columns(pl.when({fits if keeps_matches else f"~{fits}"}).then(text).alias(column))
''')


def pandas_emptying(operation: str, purpose: str, *, keeps_matches: bool = False) -> Snippet:
    """The function of an emptying repair in pandas."""
    method = "where" if keeps_matches else "mask"
    return Snippet(
        f'''\
def {operation}(table: pd.DataFrame, column: str, shape: str) -> pd.DataFrame:
    """{purpose}"""
    text = table[column]
    table[column] = text.{method}(text.str.contains(re.compile(shape), na=False))
    return table
''',
        imports=("re",),
    )


def r_emptying(operation: str, purpose: str, *, keeps_matches: bool = False) -> Snippet:
    """The function of an emptying repair in R."""
    choice = "text, NA_character_" if keeps_matches else "NA_character_, text"
    return Snippet(f"""\
# {purpose}
{operation} <- function(table, column, shape) {{
  text <- table[[column]]
  table[[column]] <- if_else(str_detect(text, shape), {choice})
  table
}}
""")
