"""Rows that equal an earlier row but for case, blanks and punctuation go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from datainsight.repairs.base import Arguments, Example, Pattern, RowRepair, Rows, Snippet, SqlWriter, exactly
from datainsight.repairs.change_case import capitals
from datainsight.repairs.exchange_letters import letter_rows

if TYPE_CHECKING:
    import polars as pl

NOISE = "[\x01-/:-@\\[-`{-\xa0\u2000-\u206f\u3000\ufeff]+"
"""Blanks and punctuation of ASCII, and the blanks, quotes and dashes of typography."""


class DropNearDuplicateRows(RowRepair):
    """Of rows that are equal once case, blanks and punctuation are left out the first stays.

    `Ann Lee, 5 Main St.` and `ANN  LEE; 5 main st` are one. Rows that differ in a letter or digit stay both:
    which is right nobody can tell in the same way in every language. Not safe: a sign may tell two things
    apart.

    Attributes:
        ignored: Columns that may differ, e.g. a running number.
    """

    operation: ClassVar[str] = "drop_near_duplicate_rows"
    is_safe: ClassVar[bool] = False
    phase: ClassVar[int] = 95
    touches: ClassVar[str] = "rows that say what an earlier row says"
    example: ClassVar[Example] = Example(
        {"ignored": ("id",)}, {"id": ("1", "2", "3"), "name": ("Ann Lee", "ANN-LEE", "Ann Leo")}
    )
    ignored: tuple[str, ...] = ()

    polars: ClassVar[Snippet] = Snippet('''\
def drop_near_duplicate_rows(
    table: pl.DataFrame, ignored: list[str], noise: str, letters: list[tuple[str, str]]
) -> pl.DataFrame:
    """Keep the first of rows that are equal but for case, blanks and punctuation."""
    pairs = {old: new for before, after in letters for old, new in zip(before, after)}
    compared = [name for name in table.columns if name not in ignored] or table.columns
    bare = table.select(cs.by_name(*compared).str.replace_many(pairs).str.replace_all(noise, ""))
    return table.filter(bare.select(pl.struct(cs.all()).is_first_distinct()).to_series())
''')
    pandas: ClassVar[Snippet] = Snippet(
        '''\
def drop_near_duplicate_rows(
    table: pd.DataFrame, ignored: list[str], noise: str, letters: list[tuple[str, str]]
) -> pd.DataFrame:
    """Keep the first of rows that are equal but for case, blanks and punctuation."""
    pairs = str.maketrans({old: new for before, after in letters for old, new in zip(before, after)})
    compared = [name for name in table.columns if name not in ignored] or list(table.columns)
    bare = table[compared].copy()
    for name in bare.columns:
        bare[name] = bare[name].str.translate(pairs).str.replace(re.compile(noise), "", regex=True)
    return table[~bare.duplicated()].reset_index(drop=True)
''',
        imports=("re",),
    )
    r: ClassVar[Snippet] = Snippet("""\
# Keep the first of rows that are equal but for case, blanks and punctuation.
drop_near_duplicate_rows <- function(table, ignored, noise, letters, substitutes) {
  compared <- setdiff(names(table), ignored)
  bare <- if (length(compared) > 0) table[compared] else table
  for (name in names(bare)) {
    bare[[name]] <- bare[[name]] |>
      stringi::stri_trans_char(str_flatten(letters), str_flatten(substitutes)) |>
      str_replace_all(noise, "")
  }
  table[!vctrs::vec_duplicate_id(bare) < seq_len(nrow(bare)), , drop = FALSE]
}
""")

    @property
    def description(self) -> str:
        """What it does."""
        return "Drop rows that repeat an earlier row but for case, blanks and punctuation"

    @property
    def keeps_null_keys(self) -> bool:
        """No: two rows of nulls are equal."""
        return False

    def key_columns(self, columns: Sequence[str]) -> tuple[str, ...]:
        """All but the ignored ones; all where nothing would be left."""
        return tuple(name for name in columns if name not in self.ignored) or tuple(columns)

    def key_text(self, text: pl.Expr) -> pl.Expr:
        """Small letters without blanks and punctuation."""
        letters = capitals()
        return text.str.replace_many(list(letters), list(letters.values())).str.replace_all(NOISE, "")

    def sql_key(self, text: str, writer: SqlWriter) -> str:
        """The same in SQL."""
        letters = capitals()
        before, after = writer.text("".join(letters)), writer.text("".join(letters.values()))
        return writer.replace(f"translate({text}, {before}, {after})", NOISE, "")

    def apply(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        """The first of nearly equal rows."""
        import polars as pl  # noqa: PLC0415  the registry must load without polars

        names = self.key_columns(frame.collect_schema().names())
        bare = [self.key_text(exactly(name)).alias(str(number)) for number, name in enumerate(names)]
        return frame.filter(pl.struct(bare).is_first_distinct())

    def arguments(self) -> Arguments:
        """What to ignore, and how."""
        rows: Rows = letter_rows(capitals())
        return (("ignored", self.ignored), ("noise", Pattern(NOISE)), rows)
