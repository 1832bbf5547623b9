"""A column says where another one is empty."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from datainsight.repairs.added_column import AddedColumn, pandas_adding, polars_adding, r_adding
from datainsight.repairs.base import Example, Snippet, SqlWriter

if TYPE_CHECKING:
    import polars as pl

PURPOSE = "Say in a new column where the column is empty."


class FlagMissing(AddedColumn):
    """A new column says `true` where the column is empty and `false` elsewhere; made before cells are filled.

    That a value is missing may mean something, which a filled cell no longer tells. Not safe: whoever reads
    the table may not expect another column.

    Attributes:
        column: What is looked at.
        into: Name of the new column.
    """

    operation: ClassVar[str] = "flag_missing"
    phase: ClassVar[int] = 78
    touches: ClassVar[str] = "nothing but the new column"
    example: ClassVar[Example] = Example({"column": "age", "into": "age_missing"}, {"age": ("31", None)})

    polars: ClassVar[Snippet] = polars_adding(
        operation,
        PURPOSE,
        '    told = pl.when(text.is_null()).then(pl.lit("true")).otherwise(pl.lit("false"))',
    )
    pandas: ClassVar[Snippet] = pandas_adding(
        operation, PURPOSE, '    told = ["true" if is_empty else "false" for is_empty in text.isna()]'
    )
    r: ClassVar[Snippet] = r_adding(operation, PURPOSE, '  told <- if_else(is.na(text), "true", "false")')

    @property
    def description(self) -> str:
        """What it does."""
        return "Say in a new column where the column is empty"

    def told(self, text: pl.Expr) -> pl.Expr:
        """Whether it is null."""
        import polars as pl  # noqa: PLC0415  the registry must load without polars

        return pl.when(text.is_null()).then(pl.lit("true")).otherwise(pl.lit("false"))

    def sql_told(self, text: str, writer: SqlWriter) -> str:
        """Whether it is null."""
        return f"CASE WHEN {text} IS NULL THEN {writer.text('true')} ELSE {writer.text('false')} END"
