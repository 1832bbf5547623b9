"""Repairs that put a column of their own beside another one, and leave that as it is."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Self

from pydantic import Field, model_validator

from datainsight.repairs.base import Arguments, Snippet, SqlWriter, exactly
from datainsight.repairs.layout import LayoutRepair

if TYPE_CHECKING:
    import polars as pl


class AddedColumn(LayoutRepair):
    """Puts a column after another one. A table without that, or with the new name already, stays as it is.

    Attributes:
        column: What is looked at.
        into: Name of the new column.
    """

    is_reversible: ClassVar[bool] = True
    column: str = Field(min_length=1)
    into: str = Field(min_length=1)

    @model_validator(mode="after")
    def _names_differ(self) -> Self:
        if self.into == self.column:
            raise ValueError("into: it is the name of the column")
        return self

    @property
    def columns_changed(self) -> tuple[str, ...]:
        """None."""
        return ()

    @property
    def columns_read(self) -> tuple[str, ...]:
        """The column that is looked at."""
        return (self.column,)

    def fits(self, columns: Sequence[str]) -> bool:
        """The column is there and the new one is not."""
        return self.column in columns and self.into not in columns

    def columns_after(self, columns: Sequence[str]) -> tuple[str, ...]:
        """The new one after the column."""
        place = list(columns).index(self.column) + 1
        return (*columns[:place], self.into, *columns[place:])

    def laid_out(self, table: pl.DataFrame) -> pl.DataFrame:
        """With the new column."""
        import polars as pl  # noqa: PLC0415  the registry must load without polars

        added = table.select(self.told(exactly(self.column)).alias("told"))["told"]
        names = self.columns_after(table.columns)
        return pl.DataFrame([(added if name == self.into else table[name]).alias(name) for name in names])

    @abstractmethod
    def told(self, text: pl.Expr) -> pl.Expr:
        """What the new column says of a text."""

    @abstractmethod
    def sql_told(self, text: str, writer: SqlWriter) -> str:
        """The same in SQL."""

    def arguments(self) -> Arguments:
        """The new name."""
        return (("into", self.into),)

    def sql_columns(self, columns: Sequence[str], writer: SqlWriter) -> dict[str, str]:  # noqa: ARG002  only its own
        """The new column."""
        return {self.into: self.sql_told(writer.name(self.column), writer)}


def polars_adding(operation: str, purpose: str, told: str, parameters: str = "") -> Snippet:
    """The function in polars.

    Args:
        operation: Its name.
        purpose: Its docstring.
        told: Lines that make the expression `told` of the expression `text`, indented.
        parameters: Those that come after `into`, with a comma before each.
    """
    return Snippet(f'''\
def {operation}(table: pl.DataFrame, column: str, into: str{parameters}) -> pl.DataFrame:
    """{purpose}"""
    names = table.columns
    if column not in names or into in names:
        return table
    text = cs.by_name(column).as_expr()
{told}
    added = table.select(told.alias("told"))["told"].alias(into)
    place = names.index(column) + 1
    columns = table.get_columns()
    return pl.DataFrame([*columns[:place], added, *columns[place:]])
''')


def pandas_adding(
    operation: str, purpose: str, told: str, parameters: str = "", imports: tuple[str, ...] = ("re",)
) -> Snippet:
    """The function in pandas; `told` makes a list or a series of the series `text`."""
    return Snippet(
        f'''\
def {operation}(table: pd.DataFrame, column: str, into: str{parameters}) -> pd.DataFrame:
    """{purpose}"""
    if column not in table.columns or into in table.columns:
        return table
    text = table[column]
{told}
    table.insert(list(table.columns).index(column) + 1, into, pd.Series(told, index=table.index, dtype="str"))
    return table
''',
        imports=imports,
    )


def r_adding(operation: str, purpose: str, told: str, parameters: str = "") -> Snippet:
    """The function in R; `told` makes the vector of that name of the vector `text`."""
    return Snippet(f"""\
# {purpose}
{operation} <- function(table, column, into{parameters}) {{
  place <- match(column, names(table))
  if (is.na(place) || into %in% names(table)) {{
    return(table)
  }}
  text <- table[[column]]
{told}
  new <- as_tibble(setNames(list(as.character(told)), into), .name_repair = "minimal")
  bind_cols(
    table[seq_len(place)], new, table[seq_len(ncol(table) - place) + place],
    .name_repair = "minimal"
  )
}}
""")
