"""A row whose cell lists several things becomes one row for each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from datainsight.repairs.base import (
    Arguments,
    Effect,
    Example,
    Lines,
    Pattern,
    Repair,
    Rows,
    Snippet,
    SqlWriter,
    Template,
    exactly,
)
from datainsight.repairs.rewrite import Rewrites

if TYPE_CHECKING:
    import polars as pl

Separator = Literal[";", "|", ",", "/", "+", "&"]


class ExplodeList(Repair):
    """A cell with several entries becomes as many rows, one for each entry; all other cells are repeated.

    Blanks around a separator go, and so do entries without a text; a list without any entry is null. A row
    whose cell has no separator stays as it is. Entries are texts of their own: what other repairs
    would find in them they find in a second run. Not safe: whatever is counted or summed over the other
    columns afterwards counts a row once for each entry, and which rows belonged together is told by a key
    alone.

    Attributes:
        separator: The sign between two entries.
    """

    operation: ClassVar[str] = "explode_list"
    effect: ClassVar[Effect] = Effect.ROWS
    is_safe: ClassVar[bool] = False
    phase: ClassVar[int] = 96
    needs_order: ClassVar[bool] = True
    touches: ClassVar[str] = "rows with a separator in the column: each becomes several"
    example: ClassVar[Example] = Example(
        {"column": "tags", "separator": ";"}, {"id": ("1", "2", "3"), "tags": ("red; blue;", "green", None)}
    )
    column: str = Field(min_length=1)
    separator: Separator = ";"

    polars: ClassVar[Snippet] = Snippet('''\
def explode_list(
    table: pl.DataFrame, column: str, separator: str, rewrites: list[tuple[str, str]]
) -> pl.DataFrame:
    """Give each entry of a list a row of its own; all other cells are repeated."""
    text = cs.by_name(column).as_expr()
    for pattern, template in rewrites:
        text = text.str.replace_all(pattern, template)
    entries = text.replace("", None).str.split(separator)
    return table.with_columns(entries.alias(column)).explode(cs.by_name(column))
''')
    pandas: ClassVar[Snippet] = Snippet(
        '''\
def explode_list(
    table: pd.DataFrame, column: str, separator: str, rewrites: list[tuple[str, str]]
) -> pd.DataFrame:
    """Give each entry of a list a row of its own; all other cells are repeated."""
    text = table[column]
    for pattern, template in rewrites:
        text = text.str.replace(re.compile(pattern), template, regex=True)
    table[column] = text.mask(text == "").str.split(separator, regex=False)
    table = table.explode(column, ignore_index=True)
    table[column] = table[column].astype("str")
    return table
''',
        imports=("re",),
    )
    r: ClassVar[Snippet] = Snippet("""\
# Give each entry of a list a row of its own; all other cells are repeated.
explode_list <- function(table, column, separator, patterns, templates) {
  text <- table[[column]]
  for (i in seq_along(patterns)) {
    text <- str_replace_all(text, patterns[i], templates[i])
  }
  entries <- str_split(na_if(text, ""), fixed(separator))
  table <- table[rep(seq_len(nrow(table)), lengths(entries)), ]
  table[[column]] <- as.character(unlist(entries))
  table
}
""")

    @property
    def columns_changed(self) -> tuple[str, ...]:
        """The one column."""
        return (self.column,)

    @property
    def description(self) -> str:
        """What it does."""
        return "Give each entry of a list a row of its own"

    @property
    def rewrites(self) -> Rewrites:
        """What makes of a list one that has nothing but entries and single separators."""
        sign = self.separator
        return ((f" *[{sign}][{sign} ]*", sign), (f"^[{sign}]|[{sign}]$", ""))

    def apply(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        """The table with more rows.

        Args:
            frame: A table of text with that column.
        """
        import polars.selectors as cs  # noqa: PLC0415  the registry must load without polars

        text = exactly(self.column)
        for pattern, template in self.rewrites:
            text = text.str.replace_all(pattern, template)
        entries = text.replace("", None).str.split(self.separator)
        return frame.with_columns(entries.alias(self.column)).explode(cs.by_name(self.column))

    def arguments(self) -> Arguments:
        """The separator and the rewrites."""
        typed = tuple((Pattern(pattern), Template(template)) for pattern, template in self.rewrites)
        return (("separator", self.separator), Rows("rewrites", ("patterns", "templates"), typed))

    def sql_list(self, writer: SqlWriter) -> Lines:
        """The list with nothing but entries and single separators; the empty text is null."""
        *most, last = writer.replace_each(writer.name(self.column), self.rewrites)
        return ("nullif(", *(f"    {line}" for line in (*most, f"{last},", writer.text(""))), ")")
