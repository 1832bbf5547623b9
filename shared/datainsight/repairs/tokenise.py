"""Texts become numbered tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from datainsight.repairs.base import Arguments, CellRepair, Example, Snippet, SqlCell, SqlWriter

if TYPE_CHECKING:
    import polars as pl


class Tokenise(CellRepair):
    """The first text of a column becomes `id_1`, the next different one `id_2`; equal texts stay equal.

    Nothing of the text is left, not even a hash to try out. Not safe, by intent; tokens of two tables do not
    fit together.

    Attributes:
        prefix: What stands before the number.
    """

    operation: ClassVar[str] = "tokenise"
    is_safe: ClassVar[bool] = False
    is_whole_table: ClassVar[bool] = True
    needs_order: ClassVar[bool] = True
    phase: ClassVar[int] = 84
    settles: ClassVar[str | None] = "hiding"
    touches: ClassVar[str] = "every cell that is not null"
    example: ClassVar[Example] = Example(
        {"column": "name", "prefix": "person_"}, {"name": ("Ann", "Bob", None, "Ann")}
    )
    prefix: str = Field(default="id_", min_length=1)

    polars: ClassVar[Snippet] = Snippet('''\
def tokenise(table: pl.DataFrame, column: str, prefix: str) -> pl.DataFrame:
    """Write a numbered token for each different text, in the order in which they occur."""
    text = table[column].alias("text")
    texts = text.drop_nulls().unique(maintain_order=True).to_list()
    tokens = [f"{prefix}{number}" for number in range(1, len(texts) + 1)]
    told = text.replace_strict(texts, tokens, default=None, return_dtype=pl.String)
    return table.with_columns(told.alias(column))
''')
    pandas: ClassVar[Snippet] = Snippet('''\
def tokenise(table: pd.DataFrame, column: str, prefix: str) -> pd.DataFrame:
    """Write a numbered token for each different text, in the order in which they occur."""
    text = table[column]
    tokens = {each: f"{prefix}{number}" for number, each in enumerate(text.dropna().unique(), start=1)}
    table[column] = text.map(tokens).astype("str")
    return table
''')
    r: ClassVar[Snippet] = Snippet("""\
# Write a numbered token for each different text, in the order in which they occur.
tokenise <- function(table, column, prefix) {
  text <- table[[column]]
  number <- match(text, unique(text[!is.na(text)]))
  table[[column]] <- if_else(is.na(number), NA_character_, str_c(prefix, number))
  table
}
""")

    @property
    def description(self) -> str:
        """What it does."""
        return "Write a numbered token for each text"

    def repaired(self, text: pl.Expr) -> pl.Expr:
        """All cells at once."""
        import polars as pl  # noqa: PLC0415  the registry must load without polars

        return text.map_batches(self._tokens, return_dtype=pl.String)

    def _tokens(self, text: pl.Series) -> pl.Series:
        import polars as pl  # noqa: PLC0415  the registry must load without polars

        text = text.alias("cells")  # expressions take the name for a pattern, see `base.cells_of`
        texts = text.drop_nulls().unique(maintain_order=True).to_list()
        tokens = [f"{self.prefix}{number}" for number in range(1, len(texts) + 1)]
        return text.replace_strict(texts, tokens, default=None, return_dtype=pl.String)

    def arguments(self) -> Arguments:
        """The prefix."""
        return (("prefix", self.prefix),)

    def sql(self, text: str, writer: SqlWriter) -> SqlCell:
        """`first_row` is where a text occurs first, `token` its rank."""
        first, token = writer.helper("first_row"), writer.helper("token")
        order = f"CASE WHEN {text} IS NULL THEN 1 ELSE 0 END, {first}"
        written = f"{writer.text(self.prefix)} || {writer.as_text(token)}"
        return SqlCell(
            (f"CASE WHEN {text} IS NOT NULL THEN {written} END",),
            (
                (first, (f"min({writer.row_position}) OVER (PARTITION BY {text})",)),
                (token, (f"dense_rank() OVER (ORDER BY {order})",)),
            ),
        )
