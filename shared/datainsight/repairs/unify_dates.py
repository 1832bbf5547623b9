"""Dates of a column are written as most of them are."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from pydantic import model_validator

from datainsight.repairs.base import (
    Arguments,
    Example,
    Pattern,
    Rows,
    Snippet,
    SqlCell,
    SqlWriter,
    Template,
)
from datainsight.repairs.date_notation import Rewrites, rewrites_of, words_of
from datainsight.repairs.date_shapes import Shape, shapes_of
from datainsight.repairs.date_words import Words
from datainsight.repairs.parse_dates import PANDAS_DAYS, POLARS_DAYS, R_DAYS, ParseDates
from datainsight.repairs.rewrite import rust_template

if TYPE_CHECKING:
    import polars as pl


class UnifyDates(ParseDates):
    """The few dates that are written otherwise get the usual notation of their column; all others stay.

    A text in the usual notation stays as it is, with or without leading zeros. Of several other formats, the
    first whose shape fits decides; a day that is not in the calendar, and a time that the usual notation
    cannot say (seconds where it has none, a zone), stay as they are. Safe where the order of day and month is
    known, which the check that offers it has to know. `parse_dates` writes the whole column as ISO 8601.

    Attributes:
        formats: `strftime` formats of the texts, first come first served. Texts in a format that
            `date_shapes` does not know stay as they are.
        target: What the column holds.
        notation: The usual notation, see `date_notation`.
    """

    operation: ClassVar[str] = "unify_dates"
    phase: ClassVar[int] = 41
    touches: ClassVar[str] = "cells with a date in one of the formats that is not in the usual notation"
    example: ClassVar[Example] = Example(
        {"column": "day", "formats": ("%m/%d/%Y", "%Y-%m-%d"), "notation": "%m/%d/%Y"},
        {"day": ("12/31/2023", "2024-01-05", "1/5/2024", "2024-02-30", "soon")},
    )
    notation: str

    polars: ClassVar[Snippet] = Snippet(
        '''\
def unify_dates(
    table: pl.DataFrame,
    column: str,
    shapes: dict[str, str],
    words: dict[str, str],
    rewrites: list[tuple[str, str]],
) -> pl.DataFrame:
    """Write dates in the usual notation. The first shape that fits a text decides; one without a template
    is the usual one, such texts stay, and so do texts that are no date."""
'''
        + POLARS_DAYS
        + """\
    can_be_written = iso.str.contains(rewrites[0][0])
    written = iso
    for pattern, template in rewrites:
        written = written.str.replace_all(pattern, template)
    return table.with_columns(written.zip_with(is_day & can_be_written, text).alias(column))
"""
    )
    pandas: ClassVar[Snippet] = Snippet(
        '''\
def unify_dates(
    table: pd.DataFrame,
    column: str,
    shapes: dict[str, str],
    words: dict[str, str],
    rewrites: list[tuple[str, str]],
) -> pd.DataFrame:
    """Write dates in the usual notation. The first shape that fits a text decides; one without a template
    is the usual one, such texts stay, and so do texts that are no date."""
'''
        + PANDAS_DAYS
        + """\
    can_be_written = iso.str.match(re.compile(rewrites[0][0]), na=False)
    written = iso
    for pattern, template in rewrites:
        written = written.str.replace(re.compile(pattern), template, regex=True)
    table[column] = text.mask(is_day & can_be_written, written)
    return table
""",
        imports=("re",),
    )
    r: ClassVar[Snippet] = Snippet(
        """\
# Write dates in the usual notation. The first shape that fits a text decides; one without a template is the
# usual one, such texts stay, and so do texts that are no date.
unify_dates <- function(table, column, shapes, templates, words, numbers, patterns, spellings) {
"""
        + R_DAYS
        + """\
  can_be_written <- str_detect(coalesce(iso, ""), patterns[1])
  written <- iso
  for (i in seq_along(patterns)) {
    written <- str_replace_all(written, patterns[i], spellings[i])
  }
  table[[column]] <- if_else(is_day & can_be_written, written, text)
  table
}
"""
    )

    @model_validator(mode="after")
    def _can_be_written(self) -> Self:
        if rewrites_of(self.notation, self.target) is None or not shapes_of(self.notation, self.target):
            raise ValueError("dates cannot be written in that notation")
        return self

    @property
    def description(self) -> str:
        """What it does."""
        return f"Write every {self.target} in the usual notation of its column"

    @property
    def canonical(self) -> str | None:
        """None: the issue's own expressions tell the usual notation from the others."""
        return None

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """Those of the usual notation, without a template, and then those of the other formats."""
        usual = tuple((shape, "") for shape, _ in shapes_of(self.notation, self.target))
        known = {shape for shape, _ in usual}
        others = tuple(each for each in super().shapes if each[0] not in known)
        return (*usual, *others)

    @property
    def words(self) -> Words:
        """Of the usual notation, too."""
        return words_of((*self.formats, self.notation))

    @property
    def rewrites(self) -> Rewrites:
        """From ISO 8601 to the usual notation."""
        return rewrites_of(self.notation, self.target) or ()

    def _iso(self, text: pl.Series) -> pl.Series:
        """Whatever is a day of the calendar and can be written; see `ParseDates`."""
        iso, is_day = self._days(text)
        can_be_written = iso.str.contains(self.rewrites[0][0])
        written = iso
        for pattern, template in self.rewrites:
            written = written.str.replace_all(pattern, rust_template(template))
        return written.zip_with(is_day & can_be_written, text)

    def arguments(self) -> Arguments:
        """Shapes and words as for `ParseDates`, and the replacements."""
        typed = tuple((Pattern(pattern), Template(template)) for pattern, template in self.rewrites)
        shapes, words = super().arguments()
        return (
            shapes,
            words,
            Rows("rewrites", ("patterns", "spellings"), typed),
        )

    def sql(self, text: str, writer: SqlWriter) -> SqlCell:
        """As for `ParseDates`; `spelled` is the usual notation."""
        iso, helpers = self._sql_iso(text, writer)
        spelled = writer.helper("spelled")
        is_known = f"{writer.is_date(f'left({iso}, 10)')} AND {writer.matches(iso, self.rewrites[0][0])}"
        return SqlCell(
            (f"CASE WHEN {is_known} THEN {spelled} ELSE {text} END",),
            (*helpers, (spelled, writer.replace_each(iso, self.rewrites))),
        )
