"""Empty cells get what is typical of their group."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Literal

from datainsight.repairs.base import Arguments, Example, Lines, Snippet, SqlCell, SqlWriter
from datainsight.repairs.null_outside_range import PLAIN_NUMBER, sql_number_of
from datainsight.repairs.whole_column import PANDAS_KEY, POLARS_KEY, R_KEY, WholeColumnRepair

if TYPE_CHECKING:
    import polars as pl


class FillWithTypical(WholeColumnRepair):
    """Null cells get the most frequent text or the median number of all rows, or of those with the same key.

    What is put in is always a text that stands in the column: of equally frequent texts the first by code
    point, of an even count of numbers the lower one in the middle. So nothing is computed that languages
    would round or write differently. A group without a value stays empty. Not safe: that the value was
    missing can no longer be seen.

    Attributes:
        by: Columns of the key; none for all rows.
        statistic: What counts as typical.
    """

    operation: ClassVar[str] = "fill_with_typical"
    is_safe: ClassVar[bool] = False
    phase: ClassVar[int] = 81
    settles: ClassVar[str | None] = "filling"
    touches: ClassVar[str] = "null cells of groups with a value"
    example: ClassVar[Example] = Example(
        {"column": "age", "by": ("class",), "statistic": "median"},
        {"class": ("a", "a", "a", "b"), "age": ("10", None, "12", None)},
    )
    patterns: ClassVar[Mapping[str, str]] = {"plain_number": PLAIN_NUMBER}
    statistic: Literal["mode", "median"] = "mode"

    polars: ClassVar[Snippet] = Snippet(f'''\
def fill_with_typical(table: pl.DataFrame, column: str, by: list[str], statistic: str) -> pl.DataFrame:
    """Give empty cells the most frequent text, or the lower median number, of their group."""
{POLARS_KEY}\
    if statistic == "mode":
        counts = rows.drop_nulls().group_by("key", "text").len("count")
        ranked = counts.sort("count", "text", descending=[True, False])
        typical = ranked.group_by("key", maintain_order=True).agg(pl.col("text").first())
    else:
        numbers = rows.drop_nulls().filter(pl.col("text").str.contains(PLAIN_NUMBER))
        ranked = numbers.sort(pl.col("text").cast(pl.Float64), "text")
        middle = (pl.len() - 1) // 2
        typical = ranked.group_by("key", maintain_order=True).agg(pl.col("text").get(middle))
    known, texts = typical["key"], typical["text"]
    usual = pl.col("key").replace_strict(known, texts, default=None, return_dtype=pl.String)
    filled = rows.select(pl.col("text").fill_null(usual)).to_series()
    return table.with_columns(filled.alias(column))
''')
    pandas: ClassVar[Snippet] = Snippet(
        f'''\
def fill_with_typical(table: pd.DataFrame, column: str, by: list[str], statistic: str) -> pd.DataFrame:
    """Give empty cells the most frequent text, or the lower median number, of their group."""
{PANDAS_KEY}\
    found = rows.dropna()
    if statistic == "mode":
        counts = found.groupby(["key", "text"]).size().reset_index(name="count")
        ranked = counts.sort_values(["count", "text"], ascending=[False, True])
        typical = ranked.drop_duplicates("key").set_index("key")["text"]
    else:
        found = found[found["text"].str.contains(PLAIN_NUMBER)]
        ranked = found.assign(number=found["text"].astype(float)).sort_values(["number", "text"])
        place = ranked.groupby("key").cumcount()
        middle = (ranked.groupby("key")["text"].transform("size") - 1) // 2
        typical = ranked[place == middle].set_index("key")["text"]
    table[column] = rows["text"].fillna(rows["key"].map(typical).astype("str"))
    return table
''',
        imports=("re",),
    )
    r: ClassVar[Snippet] = Snippet(f"""\
# Give empty cells the most frequent text, or the lower median number, of their group.
fill_with_typical <- function(table, column, by, statistic) {{
{R_KEY}\
  is_found <- !is.na(text) & !is.na(key)
  if (statistic == "mode") {{
    counts <- count(tibble(key = key[is_found], text = text[is_found]), key, text)
    ranked <- counts[order(-counts$n, match(counts$text, sort(unique(counts$text), method = "radix"))), ]
    typical <- ranked[!duplicated(ranked$key), ]
  }} else {{
    is_found <- is_found & str_detect(text, PLAIN_NUMBER)
    found <- tibble(key = key[is_found], text = text[is_found])
    by_text <- match(found$text, sort(unique(found$text), method = "radix"))
    ranked <- found[order(as.numeric(found$text), by_text), ]
    place <- ave(seq_along(ranked$key), ranked$key, FUN = seq_along)
    size <- ave(seq_along(ranked$key), ranked$key, FUN = length)
    typical <- ranked[place == (size + 1) %/% 2, ]
  }}
  table[[column]] <- coalesce(text, typical$text[match(key, typical$key)])
  table
}}
""")

    @property
    def description(self) -> str:
        """What it does."""
        what = "most frequent text" if self.statistic == "mode" else "median number"
        return f"Give empty cells the {what} of their group"

    def whole(self, rows: pl.DataFrame) -> pl.Series:
        """The texts, and where there is none that of the group."""
        import polars as pl  # noqa: PLC0415  the registry must load without polars

        found = rows.drop_nulls()
        if self.statistic == "mode":
            ranked = (
                found.group_by("key", "text").len("count").sort("count", "text", descending=[True, False])
            )
            chosen = pl.col("text").first()
        else:
            numbers = found.filter(pl.col("text").str.contains(PLAIN_NUMBER))
            ranked = numbers.sort(pl.col("text").cast(pl.Float64), "text")
            chosen = pl.col("text").get((pl.len() - 1) // 2)
        typical = ranked.group_by("key", maintain_order=True).agg(chosen)
        usual = pl.col("key").replace_strict(
            typical["key"], typical["text"], default=None, return_dtype=pl.String
        )
        return rows.select(pl.col("text").fill_null(usual)).to_series()

    def arguments(self) -> Arguments:
        """The key and the statistic."""
        return (("by", self.by), ("statistic", self.statistic))

    def sql(self, text: str, writer: SqlWriter) -> SqlCell:
        """`typical` is the same in all rows of a group."""
        key, typical = writer.helper("group_key"), writer.helper("typical")
        helpers: tuple[tuple[str, Lines], ...] = ((key, (self.sql_key(writer),)),)
        of_group = f"PARTITION BY {key}"
        if self.statistic == "mode":
            count = writer.helper("text_count")
            order = f"CASE WHEN {text} IS NULL THEN 1 ELSE 0 END, {count} DESC, {writer.by_code_point(text)}"
            helpers += (
                (count, (f"count({text}) OVER ({of_group}, {text})",)),
                (typical, (f"first_value({text}) OVER ({of_group} ORDER BY {order})",)),
            )
        else:
            number, rank, size = (
                writer.helper(name) for name in ("plain_value", "number_rank", "number_count")
            )
            value = sql_number_of(text, writer)
            order = f"CASE WHEN {number} IS NULL THEN 1 ELSE 0 END, {number}, {writer.by_code_point(text)}"
            is_middle = f"2 * {rank} IN ({size}, {size} + 1)"
            helpers += (
                (number, (value,)),
                (rank, (f"row_number() OVER ({of_group} ORDER BY {order})",)),
                (size, (f"count({number}) OVER ({of_group})",)),
                (typical, (f"max(CASE WHEN {is_middle} THEN {text} END) OVER ({of_group})",)),
            )
        filled = f"CASE WHEN {text} IS NULL AND {key} IS NOT NULL THEN {typical} ELSE {text} END"
        return SqlCell((filled,), helpers)
