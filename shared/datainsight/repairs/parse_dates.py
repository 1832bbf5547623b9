"""Dates and datetimes in several notations become ISO 8601."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from datainsight.repairs.base import (
    Arguments,
    CellRepair,
    Example,
    Lines,
    Pairs,
    Pattern,
    Snippet,
    SqlCell,
    SqlWriter,
    Template,
)
from datainsight.repairs.date_notation import words_of
from datainsight.repairs.date_shapes import (
    EXCESS_ZERO,
    Shape,
    Target,
    canonical_shape,
    shapes_of,
)
from datainsight.repairs.date_words import Words
from datainsight.repairs.rewrite import rust_template

if TYPE_CHECKING:
    import polars as pl


POLARS_DAYS = """\
    text = table[column].alias("text")
    numeric = text
    for word, number in words.items():
        numeric = numeric.str.replace_all(word, number)
    iso = pl.select(
        pl.coalesce(
            pl.when(numeric.str.contains(shape)).then(numeric.str.replace(shape, template))
            for shape, template in shapes.items()
        )
    ).to_series()
    iso = iso.str.replace_all("([T:-])0([0-9]{2})", "${1}${2}")
    is_day = iso.str.head(10).str.to_date("%Y-%m-%d", strict=False).is_not_null()
"""
PANDAS_DAYS = """\
    text = table[column]
    numeric = text
    for word, number in words.items():
        numeric = numeric.str.replace(re.compile(word), number, regex=True)
    iso = pd.Series(index=table.index, dtype="str")
    for shape, template in shapes.items():
        fits = iso.isna() & numeric.str.match(re.compile(shape), na=False)
        iso = iso.mask(fits, numeric.str.replace(re.compile(shape), template, regex=True))
    iso = iso.str.replace(re.compile("([T:-])0([0-9]{2})"), r"\\1\\2", regex=True)
    is_day = pd.to_datetime(iso.str[:10], format="%Y-%m-%d", errors="coerce").notna()
"""
R_DAYS = """\
  text <- table[[column]]
  numeric <- text
  for (i in seq_along(words)) {
    numeric <- str_replace_all(numeric, words[i], numbers[i])
  }
  iso <- rep(NA_character_, length(text))
  for (i in seq_along(shapes)) {
    fits <- which(is.na(iso) & str_detect(numeric, shapes[i]))
    iso[fits] <- str_replace(numeric[fits], shapes[i], templates[i])
  }
  iso <- str_replace_all(iso, "([T:-])0([0-9]{2})", "\\\\1\\\\2")
  is_day <- !is.na(as.Date(str_sub(iso, 1, 10), format = "%Y-%m-%d"))
"""
"""Steps of several functions: `iso` is the text by the first shape that fits, `is_day` that it is a day."""


class ParseDates(CellRepair):
    """Dates become `2024-01-31`, datetimes `2024-01-31T10:20:30`; what is neither stays as it is.

    A text that is canonical already stays. Of several formats, the first whose shape fits decides; a day that
    is not in the calendar stays as it is. Nothing is lost: a date keeps no time of day only where that is
    midnight. Safe where the order of day and month is known, which the check that offers it has to know.

    Attributes:
        formats: `strftime` formats, first come first served. Texts in a format that `date_shapes` does not
            know stay as they are.
        target: What the column holds.
    """

    operation: ClassVar[str] = "parse_dates"
    is_safe: ClassVar[bool] = True
    phase: ClassVar[int] = 40
    reads: ClassVar[str | None] = "date"
    touches: ClassVar[str] = "cells with a date in one of the formats"
    example: ClassVar[Example] = Example(
        {"column": "day", "formats": ("%d/%m/%Y", "%b %d, %Y")},
        {"day": ("31/12/2023", "Jan 5, 2024", "30/02/2024", "soon")},
    )
    formats: tuple[str, ...] = Field(min_length=1)
    target: Target = "date"

    polars: ClassVar[Snippet] = Snippet(
        '''\
def parse_dates(
    table: pl.DataFrame, column: str, shapes: dict[str, str], words: dict[str, str]
) -> pl.DataFrame:
    """Write dates as 2024-01-31. The first shape that fits a text decides; other texts stay."""
'''
        + POLARS_DAYS
        + """\
    return table.with_columns(iso.zip_with(is_day, text).alias(column))
"""
    )
    pandas: ClassVar[Snippet] = Snippet(
        '''\
def parse_dates(
    table: pd.DataFrame, column: str, shapes: dict[str, str], words: dict[str, str]
) -> pd.DataFrame:
    """Write dates as 2024-01-31. The first shape that fits a text decides; other texts stay."""
'''
        + PANDAS_DAYS
        + """\
    table[column] = text.mask(is_day, iso)
    return table
""",
        imports=("re",),
    )
    r: ClassVar[Snippet] = Snippet(
        """\
# Write dates as 2024-01-31. The first shape that fits a text decides; other texts stay.
parse_dates <- function(table, column, shapes, templates, words, numbers) {
"""
        + R_DAYS
        + """\
  table[[column]] <- if_else(is_day, iso, text)
  table
}
"""
    )

    @property
    def description(self) -> str:
        """What it does."""
        form = "2024-01-31" if self.target == "date" else "2024-01-31T10:20:30"
        return f"Write every {self.target} in the form {form}"

    @property
    def canonical(self) -> str | None:
        """ISO 8601."""
        return canonical_shape(self.target)[0]

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """Regular expressions and templates, first come first served."""
        of_formats = (shape for each in self.formats for shape in shapes_of(each, self.target))
        return tuple(dict.fromkeys((canonical_shape(self.target), *of_formats)))

    @property
    def words(self) -> Words:
        """Names to replace by numbers before a shape is looked for; none where no format has any."""
        return words_of(self.formats)

    def repaired(self, text: pl.Expr) -> pl.Expr:
        """The ISO text where the text is a date."""
        import polars as pl  # noqa: PLC0415  the registry must load without polars

        return text.map_batches(self._iso, return_dtype=pl.String, is_elementwise=True)

    def _iso(self, text: pl.Series) -> pl.Series:
        iso, is_day = self._days(text)
        return iso.zip_with(is_day, text)

    def _days(self, text: pl.Series) -> tuple[pl.Series, pl.Series]:
        """Texts as ISO dates, and which of them are days of the calendar.

        Step by step on a series: one expression would repeat the replacement of words for every shape.
        """
        import polars as pl  # noqa: PLC0415  the registry must load without polars

        numeric = text.alias("cells")  # expressions take the name for a pattern, see `base.cells_of`
        for word, number in self.words:
            numeric = numeric.str.replace_all(word, rust_template(number))
        shaped = pl.coalesce(
            pl.when(numeric.str.contains(shape)).then(numeric.str.replace(shape, rust_template(template)))
            for shape, template in self.shapes
        )
        iso = pl.select(shaped).to_series().str.replace_all(EXCESS_ZERO[0], rust_template(EXCESS_ZERO[1]))
        return iso, iso.str.head(10).str.to_date("%Y-%m-%d", strict=False).is_not_null()

    def arguments(self) -> Arguments:
        """Shapes with their templates, words with their numbers."""
        return (
            Pairs("shapes", "shapes", "templates", _typed(self.shapes)),
            Pairs("words", "words", "numbers", _typed(self.words)),
        )

    def sql(self, text: str, writer: SqlWriter) -> SqlCell:
        """Days of the calendar; all else stays."""
        iso, helpers = self._sql_iso(text, writer)
        return SqlCell(
            (f"CASE WHEN {writer.is_date(f'left({iso}, 10)')} THEN {iso} ELSE {text} END",), helpers
        )

    def _sql_iso(self, text: str, writer: SqlWriter) -> tuple[str, tuple[tuple[str, Lines], ...]]:
        """`in_digits` has words as numbers, `iso` is the first shape that fits."""
        numeric, shaped, iso = (writer.helper(name) for name in ("in_digits", "shaped", "iso"))
        cases = (
            f"    WHEN {writer.matches(numeric, shape)} THEN {writer.replace(numeric, shape, template)}"
            for shape, template in self.shapes
        )
        return iso, (
            (numeric, writer.replace_each(text, self.words)),
            (shaped, ("CASE", *cases, "END")),
            (iso, (writer.replace(shaped, *EXCESS_ZERO),)),
        )


def _typed(pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[Pattern, Template], ...]:
    return tuple((Pattern(pattern), Template(template)) for pattern, template in pairs)
