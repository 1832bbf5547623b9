"""Several columns become one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Self

from pydantic import Field, model_validator

from datainsight.repairs.base import Arguments, Example, Snippet, SqlWriter, exactly
from datainsight.repairs.layout import LayoutRepair, replaced

if TYPE_CHECKING:
    import polars as pl


class MergeColumns(LayoutRepair):
    """The texts of several columns are joined into one column, which takes the place of the first of them.

    Nulls are passed over. A table without one of the columns, or with the new name already, stays as it is.
    Not safe: which text was in which column can no longer be told.

    Attributes:
        columns: What is joined, in that order.
        separator: A text between two of them.
        into: Name of the new column; may be one of the old ones.
    """

    operation: ClassVar[str] = "merge_columns"
    phase: ClassVar[int] = 99
    touches: ClassVar[str] = "the columns, which go, and the one in their place"
    example: ClassVar[Example] = Example(
        {"columns": ("first", "last"), "separator": " ", "into": "name"},
        {"id": ("1", "2"), "first": ("Ann", None), "last": ("Lee", "Cher")},
    )
    columns: tuple[str, ...] = Field(min_length=2)
    separator: str = " "
    into: str = Field(min_length=1)

    polars: ClassVar[Snippet] = Snippet('''\
def merge_columns(table: pl.DataFrame, columns: list[str], separator: str, into: str) -> pl.DataFrame:
    """Join several columns into one, without their empty cells."""
    names = table.columns
    others = [name for name in names if name not in columns]
    if any(name not in names for name in columns) or into in others:
        return table
    texts = [cs.by_name(name).as_expr() for name in columns]
    joined = pl.concat_str(texts, separator=separator, ignore_nulls=True)
    is_empty = pl.all_horizontal(text.is_null() for text in texts)
    merged = table.select(pl.when(~is_empty).then(joined).alias("merged")).to_series().alias(into)
    place = sum(name in others for name in names[: min(names.index(name) for name in columns)])
    kept = [table[name] for name in others]
    return pl.DataFrame([*kept[:place], merged, *kept[place:]])
''')
    pandas: ClassVar[Snippet] = Snippet('''\
def merge_columns(table: pd.DataFrame, columns: list[str], separator: str, into: str) -> pd.DataFrame:
    """Join several columns into one, without their empty cells."""
    names = list(table.columns)
    others = [name for name in names if name not in columns]
    if any(name not in names for name in columns) or into in others:
        return table
    merged = table[columns[0]]
    for name in columns[1:]:
        joined = merged + separator + table[name]
        merged = joined.fillna(merged).fillna(table[name])
    place = sum(name in others for name in names[: min(names.index(name) for name in columns)])
    table = table[others].copy()
    table.insert(place, into, merged)
    return table
''')
    r: ClassVar[Snippet] = Snippet("""\
# Join several columns into one, without their empty cells.
merge_columns <- function(table, columns, separator, into) {
  others <- setdiff(names(table), columns)
  if (!all(columns %in% names(table)) || into %in% others) {
    return(table)
  }
  merged <- Reduce(
    function(left, right) coalesce(str_c(left, separator, right), left, right), as.list(table[columns])
  )
  place <- sum(names(table)[seq_len(min(match(columns, names(table))) - 1)] %in% others)
  new <- as_tibble(setNames(list(merged), into), .name_repair = "minimal")
  kept <- table[others]
  bind_cols(kept[seq_len(place)], new, kept[seq_len(ncol(kept) - place) + place], .name_repair = "minimal")
}
""")

    @model_validator(mode="after")
    def _names_differ(self) -> Self:
        if len(set(self.columns)) != len(self.columns):
            raise ValueError("columns: a name stands twice")
        return self

    @property
    def columns_changed(self) -> tuple[str, ...]:
        """The old columns."""
        return self.columns

    @property
    def description(self) -> str:
        """What it does."""
        return f"Join {len(self.columns)} columns into one"

    def fits(self, columns: Sequence[str]) -> bool:
        """The old columns are there and the new one is not."""
        others = [name for name in columns if name not in self.columns]
        return all(name in columns for name in self.columns) and self.into not in others

    def columns_after(self, columns: Sequence[str]) -> tuple[str, ...]:
        """The new one in the place of the first."""
        return replaced(columns, self.columns, (self.into,))

    def laid_out(self, table: pl.DataFrame) -> pl.DataFrame:
        """The joined column and the others."""
        import polars as pl  # noqa: PLC0415  the registry must load without polars

        texts = [exactly(name) for name in self.columns]
        joined = pl.concat_str(texts, separator=self.separator, ignore_nulls=True)
        is_empty = pl.all_horizontal(text.is_null() for text in texts)
        merged = table.select(pl.when(~is_empty).then(joined).alias("merged")).to_series()
        names = self.columns_after(table.columns)
        return pl.DataFrame([merged.alias(name) if name == self.into else table[name] for name in names])

    def arguments(self) -> Arguments:
        """What, how and where to."""
        return (("columns", self.columns), ("separator", self.separator), ("into", self.into))

    def sql_columns(self, columns: Sequence[str], writer: SqlWriter) -> dict[str, str]:  # noqa: ARG002  only its own
        """Each text with the separator before it; the first separator is cut off."""
        separator = writer.text(self.separator)
        pieces = " || ".join(f"coalesce({separator} || {writer.name(name)}, '')" for name in self.columns)
        return {self.into: f"nullif(substr({pieces}, {len(self.separator) + 1}), '')"}
