"""Texts with all but their end covered."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from datainsight.repairs.base import Arguments, CellRepair, Example, Snippet, SqlCell, SqlWriter

if TYPE_CHECKING:
    import polars as pl

COVER = "***"


class MaskText(CellRepair):
    """`4111 1111 1111 1234` becomes `***1234`; a text of `keep` characters or fewer becomes `***`.

    The length is covered too. Equal texts stay equal, different ones may become equal. Not safe, by
    intent: what is covered is gone.

    Attributes:
        keep: Characters at the end that can still be read.
    """

    operation: ClassVar[str] = "mask_text"
    is_safe: ClassVar[bool] = False
    phase: ClassVar[int] = 87
    settles: ClassVar[str | None] = "hiding"
    touches: ClassVar[str] = "every cell that is not null"
    example: ClassVar[Example] = Example(
        {"column": "card", "keep": 4}, {"card": ("4111 1111 1111 1234", "12", None)}
    )
    keep: int = Field(default=4, ge=0, le=8)

    polars: ClassVar[Snippet] = Snippet('''\
def mask_text(table: pl.DataFrame, column: str, keep: int) -> pl.DataFrame:
    """Cover all but the last characters, unless that is done already."""
    text = cs.by_name(column).as_expr()
    length = text.str.len_chars()
    is_covered = text.str.starts_with("***") & (length <= keep + 3)
    end = pl.when(length > keep).then(text.str.slice(length - keep)).otherwise(pl.lit(""))
    masked = pl.when(is_covered | text.is_null()).then(text).otherwise(pl.lit("***") + end)
    return table.with_columns(masked.alias(column))
''')
    pandas: ClassVar[Snippet] = Snippet('''\
def mask_text(table: pd.DataFrame, column: str, keep: int) -> pd.DataFrame:
    """Cover all but the last characters, unless that is done already."""
    text = table[column]
    length = text.str.len()
    is_covered = text.str.startswith("***", na=True) & ~(length > keep + 3)
    end = text.str.slice(-keep) if keep else text.str.slice(0, 0)
    covered = ("***" + end).mask(length <= keep, "***")
    table[column] = text.where(is_covered, covered)
    return table
''')
    r: ClassVar[Snippet] = Snippet("""\
# Cover all but the last characters, unless that is done already.
mask_text <- function(table, column, keep) {
  text <- table[[column]]
  length <- str_length(text)
  is_covered <- str_starts(text, fixed("***")) & length <= keep + 3
  covered <- if_else(length > keep, str_c("***", str_sub(text, length - keep + 1)), "***")
  table[[column]] <- if_else(is_covered, text, covered)
  table
}
""")

    @property
    def description(self) -> str:
        """What it does."""
        return f"Cover all but the last {self.keep} characters"

    def repaired(self, text: pl.Expr) -> pl.Expr:
        """The cover, and the end of longer texts."""
        import polars as pl  # noqa: PLC0415  the registry must load without polars

        length = text.str.len_chars()
        is_covered = text.str.starts_with(COVER) & (length <= self.keep + len(COVER))
        end = pl.when(length > self.keep).then(text.str.slice(length - self.keep)).otherwise(pl.lit(""))
        return pl.when(is_covered | text.is_null()).then(text).otherwise(pl.lit(COVER) + end)

    def arguments(self) -> Arguments:
        """How much stays."""
        return (("keep", self.keep),)

    def sql(self, text: str, writer: SqlWriter) -> SqlCell:
        """`right`, for texts that are longer and not covered yet."""
        cover, kept = writer.text(COVER), self.keep + len(COVER)
        covered = f"left({text}, {len(COVER)}) = {cover} AND length({text}) <= {kept}"
        return SqlCell(
            (
                "CASE",
                f"    WHEN {text} IS NULL OR {covered} THEN {text}",
                f"    WHEN length({text}) > {self.keep} THEN {cover} || right({text}, {self.keep})",
                f"    ELSE {cover}",
                "END",
            )
        )
