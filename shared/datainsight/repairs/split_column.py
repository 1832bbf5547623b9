"""One column becomes several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Self

from pydantic import Field, model_validator

from datainsight.repairs.base import Arguments, Example, Snippet, SqlWriter, cells_of
from datainsight.repairs.layout import LayoutRepair, replaced

if TYPE_CHECKING:
    import polars as pl


class SplitColumn(LayoutRepair):
    """A text is cut at a separator into several columns that take the column's place.

    The last column gets all that is left, also further separators; columns without a part are null, as is an
    empty part. A table without the column, or with one of the new names already, stays as it is. Not safe:
    where a text has fewer parts, nobody can tell which is missing.

    Attributes:
        column: Its name.
        separator: A text between two parts.
        into: Names of the new columns.
    """

    operation: ClassVar[str] = "split_column"
    phase: ClassVar[int] = 98
    touches: ClassVar[str] = "the column, which goes, and those in its place"
    example: ClassVar[Example] = Example(
        {"column": "name", "separator": " ", "into": ("first", "last")},
        {"id": ("1", "2", "3"), "name": ("Ann Lee", "Cher", "Ana de Armas")},
    )
    column: str = Field(min_length=1)
    separator: str = Field(min_length=1)
    into: tuple[str, ...] = Field(min_length=2)

    polars: ClassVar[Snippet] = Snippet('''\
def split_column(table: pl.DataFrame, column: str, separator: str, into: list[str]) -> pl.DataFrame:
    """Cut the column at a separator into several columns; the last one gets all that is left."""
    names = table.columns
    if column not in names or any(name in names for name in into):
        return table
    parts = table[column].alias("text").str.splitn(separator, len(into)).struct.unnest()
    parts = parts.select(pl.all().replace("", None))
    parts.columns = into
    place = names.index(column)
    columns = table.get_columns()
    return pl.DataFrame([*columns[:place], *parts.get_columns(), *columns[place + 1 :]])
''')
    pandas: ClassVar[Snippet] = Snippet('''\
def split_column(table: pd.DataFrame, column: str, separator: str, into: list[str]) -> pd.DataFrame:
    """Cut the column at a separator into several columns; the last one gets all that is left."""
    if column not in table.columns or any(name in table.columns for name in into):
        return table
    place = list(table.columns).index(column)
    count = len(into)
    none = [None] * count
    rows = [none if pd.isna(cell) else cell.split(separator, count - 1) + none for cell in table[column]]
    table = table.drop(columns=column)
    for number, name in enumerate(into):
        part = pd.Series([row[number] or None for row in rows], index=table.index, dtype="str")
        table.insert(place + number, name, part)
    return table
''')
    r: ClassVar[Snippet] = Snippet("""\
# Cut the column at a separator into several columns; the last one gets all that is left.
split_column <- function(table, column, separator, into) {
  place <- match(column, names(table))
  if (is.na(place) || any(into %in% names(table))) {
    return(table)
  }
  parts <- str_split_fixed(table[[column]], fixed(separator), length(into))
  parts[is.na(table[[column]]), ] <- NA
  columns <- lapply(seq_along(into), function(i) na_if(parts[, i], ""))
  new <- as_tibble(setNames(columns, into), .name_repair = "minimal")
  bind_cols(
    table[seq_len(place - 1)], new, table[seq_len(ncol(table) - place) + place],
    .name_repair = "minimal"
  )
}
""")

    @model_validator(mode="after")
    def _names_differ(self) -> Self:
        if len({*self.into, self.column}) != len(self.into) + 1:
            raise ValueError("into: a name stands twice, or is that of the column")
        return self

    @property
    def columns_changed(self) -> tuple[str, ...]:
        """The column."""
        return (self.column,)

    @property
    def description(self) -> str:
        """What it does."""
        return f"Cut the column into {len(self.into)} columns"

    def fits(self, columns: Sequence[str]) -> bool:
        """The column is there and the new ones are not."""
        return self.column in columns and not any(name in columns for name in self.into)

    def columns_after(self, columns: Sequence[str]) -> tuple[str, ...]:
        """The new ones in the column's place."""
        return replaced(columns, (self.column,), self.into)

    def laid_out(self, table: pl.DataFrame) -> pl.DataFrame:
        """The parts in place of the whole."""
        import polars as pl  # noqa: PLC0415  the registry must load without polars

        fields = cells_of(table, self.column).str.splitn(self.separator, len(self.into)).struct.unnest()
        parts = {name: part.replace("", None) for name, part in zip(self.into, fields, strict=True)}
        names = self.columns_after(table.columns)
        return pl.DataFrame([(parts[name] if name in parts else table[name]).alias(name) for name in names])

    def arguments(self) -> Arguments:
        """The separator and the new names."""
        return (("separator", self.separator), ("into", self.into))

    def sql_columns(self, columns: Sequence[str], writer: SqlWriter) -> dict[str, str]:  # noqa: ARG002  only its own
        """The parts by number; the last one is what stands after the others."""
        text = writer.name(self.column)
        parts = [writer.part(text, self.separator, number) for number in range(1, len(self.into))]
        skipped = " + ".join(f"length({part}) + {len(self.separator)}" for part in parts)
        rest = f"substr({text}, 1 + {skipped})"
        return {name: f"nullif({part}, '')" for name, part in zip(self.into, [*parts, rest], strict=True)}
