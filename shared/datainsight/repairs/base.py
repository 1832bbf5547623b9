"""What every repair is: a frozen record of typed fields that can be applied, written as code and stored.

Repairs take and give a table of text: every column is a string, an empty cell is null. A repair changes its
own column only (or takes away rows or its column), applying it twice is the same as applying it once, and a
repaired cell is written canonically: numbers `1234.5`, dates `2024-01-31`, datetimes `2024-01-31T10:20:30`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import Field

from datainsight.models.base import Frozen
from datainsight.repairs.sql_port import Lines, SqlCell, SqlWriter

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Lines", "SqlCell", "SqlWriter"]


class Pattern(str):
    """A regular expression in the subset that all languages share, see `Repair.patterns`."""

    __slots__ = ()


class Template(str):
    r"""What takes the place of a match; `\1` is its first group."""

    __slots__ = ()


@dataclass(frozen=True)
class Pairs:
    """An ordered mapping that a script passes: one argument in Python, two vectors in R.

    Attributes:
        name: Of the argument in Python.
        left: Of the vector of keys in R.
        right: Of the vector of values in R.
        items: The mapping.
    """

    name: str
    left: str
    right: str
    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Rows:
    """A short table that a script passes: a list of tuples in Python, a vector for each field in R.

    Attributes:
        name: Of the argument in Python.
        fields: Names of the vectors in R.
        items: Its rows, each as long as `fields`.
    """

    name: str
    fields: tuple[str, ...]
    items: tuple[tuple[str, ...], ...]


Argument = str | int | float | None | tuple[str, ...]
"""What a generated script passes by name to a repair's function."""

Arguments = tuple[tuple[str, Argument] | Pairs | Rows, ...]


class Effect(StrEnum):
    """What a repair can change."""

    CELLS = "cells"
    ROWS = "rows"
    COLUMNS = "columns"


@dataclass(frozen=True)
class Example:
    """A repair of a small table, for the page about all repairs; what comes out is computed.

    Attributes:
        parameters: The repair's fields.
        columns: The table's columns by name.
    """

    parameters: Mapping[str, Any]
    columns: Mapping[str, tuple[str | None, ...]]


@dataclass(frozen=True)
class Snippet:
    """A function in a scripting language, named like the operation.

    Attributes:
        source: Its text. A pattern of the repair stands in it as the constant of that name in capitals.
        imports: Modules (Python) or libraries (R) that it needs beside the language's table library.
    """

    source: str
    imports: tuple[str, ...] = ()


class Repair(Frozen, ABC):
    """One operation on a table of text.

    Attributes:
        operation: Name in the catalogue and of the function in generated scripts.
        effect: What it can change.
        is_safe: Whether it can lose no information.
        phase: Scripts run repairs of a lower phase first, so that a second run finds nothing to do.
        patterns: Regular expressions shared by all languages, by the name snippets use. Written in the
            common subset of Rust, RE2, Python, ICU and PostgreSQL: no look-around, no classes like "digit",
            characters that cannot be seen stand as themselves.
        polars, pandas, r: The function in that language.
        holds_values: Whether its fields repeat values of the data, which personal data forbids.
        is_reversible: Whether what was there can be told from what is there afterwards.
        is_idempotent: Whether making it twice is making it once.
        needs_order: Whether SQL has to number the rows for it.
        is_whole_table: Whether what becomes of a row depends on other rows, so that it cannot be made batch
            by batch.
        reads: What it takes a column for ("number", "date", …); of repairs of one column that take it for
            different things only one can be made, nor twice the same with other fields.
        settles: What it settles about a column ("filling", "range", "hiding"); only one repair can.
        unavailable: Languages and dialects that cannot say the same, each with the reason.
        touches: Which cells, rows or columns it may change.
        example: What the page about all repairs shows.
    """

    operation: ClassVar[str]
    effect: ClassVar[Effect] = Effect.CELLS
    is_safe: ClassVar[bool]
    phase: ClassVar[int]
    patterns: ClassVar[Mapping[str, str]] = {}
    polars: ClassVar[Snippet]
    pandas: ClassVar[Snippet]
    r: ClassVar[Snippet]
    holds_values: ClassVar[bool] = False
    is_reversible: ClassVar[bool] = False
    is_idempotent: ClassVar[bool] = True
    needs_order: ClassVar[bool] = False
    is_whole_table: ClassVar[bool] = False
    reads: ClassVar[str | None] = None
    settles: ClassVar[str | None] = None
    unavailable: ClassVar[Mapping[str, str]] = {}
    touches: ClassVar[str]
    example: ClassVar[Example]

    @property
    @abstractmethod
    def columns_changed(self) -> tuple[str, ...]:
        """The columns whose cells it may change or which it takes away."""

    @property
    def columns_read(self) -> tuple[str, ...]:
        """The columns that it names: their cells decide what it does. Its own, unless it looks further."""
        return self.columns_changed

    @property
    @abstractmethod
    def description(self) -> str:
        """What it does, as one sentence without a full stop; mentions no value of the data."""

    @abstractmethod
    def apply(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        """The repaired table."""

    @abstractmethod
    def arguments(self) -> Arguments:
        """What a script passes to the function after the table and the column, in order."""


class CellRepair(Repair):
    """A repair that gives cells of one column a new text (or none)."""

    column: str = Field(min_length=1)

    @property
    def columns_changed(self) -> tuple[str, ...]:
        """The one column."""
        return (self.column,)

    def apply(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        """The table with that column repaired.

        Args:
            frame: A table of text with that column.
        """
        return frame.with_columns(self.repaired(exactly(self.column)).alias(self.column))

    @property
    def canonical(self) -> str | None:
        """The expression of texts that are as this repair wants them, where there is one.

        An issue of notation may mean such texts too ("most dates are 1/31/2024, some 2024-01-31"): once all
        are alike it is resolved.
        """
        return None

    @abstractmethod
    def repaired(self, text: pl.Expr) -> pl.Expr:
        """The new text of a cell."""

    @abstractmethod
    def sql(self, text: str, writer: SqlWriter) -> SqlCell:
        """The new text of the cell that the SQL expression `text` gives."""


class RowRepair(Repair):
    """A repair that takes away rows whose key an earlier row has; changes no cell."""

    effect: ClassVar[Effect] = Effect.ROWS
    needs_order: ClassVar[bool] = True

    @property
    def columns_changed(self) -> tuple[str, ...]:
        """None."""
        return ()

    @abstractmethod
    def key_columns(self, columns: Sequence[str]) -> tuple[str, ...]:
        """The columns of the table that make up the key."""

    def key_text(self, text: pl.Expr) -> pl.Expr:
        """What of a key's cell counts; all of it by default."""
        return text

    def sql_key(self, text: str, writer: SqlWriter) -> str:  # noqa: ARG002  for those who need it
        """The same in SQL."""
        return text

    @property
    @abstractmethod
    def keeps_null_keys(self) -> bool:
        """Whether rows without a key (a null in it) all stay."""


def exactly(column: str) -> pl.Expr:
    """The column of exactly that name: `pl.col` would take "^a.*$" and "*" for patterns."""
    import polars.selectors as cs  # noqa: PLC0415  the registry must load without polars

    return cs.by_name(column).as_expr()


def cells_of(frame: pl.DataFrame, column: str) -> pl.Series:
    """The cells of the column of exactly that name, under a plain one.

    Methods of a series go through expressions, which would take its name "^a$" for a pattern.
    """
    return frame[column].alias("cells")
