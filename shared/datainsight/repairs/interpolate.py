"""Empty cells between two numbers get the number on the line between them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from datainsight.repairs.base import Arguments, Example, Lines, Snippet, SqlCell, SqlWriter
from datainsight.repairs.rewrite import rust_template
from datainsight.repairs.whole_column import PANDAS_KEY, POLARS_KEY, R_KEY, WholeColumnRepair

if TYPE_CHECKING:
    import polars as pl

MEASURE = "^-?[0-9]{1,9}(?:[.][0-9]{0,6})?$"
"""Numbers whose millionths every language holds exactly."""
WRITTEN = (("^0*([0-9]+)([0-9]{6})$", r"\1.\2"), ("([.][0-9]*[1-9])0+$", r"\1"), ("[.]0*$", ""))
"""Six zeros and whole millionths as a decimal number."""


class Interpolate(WholeColumnRepair):
    """Null cells between two numbers get the number on the line between them, in the order of the rows.

    For measurements at even times whose rows stand in the order of time. Cells before the first and after the
    last number of a group stay empty. Numbers have at most nine digits and six decimals, and so has what is
    put in: it is made of whole millionths, so that all languages write the same digits. Not safe: that the
    value was missing can no longer be seen.

    Attributes:
        by: Columns of the key, e.g. of the sensor; none for all rows.
    """

    operation: ClassVar[str] = "interpolate"
    is_safe: ClassVar[bool] = False
    phase: ClassVar[int] = 79
    settles: ClassVar[str | None] = "filling"
    touches: ClassVar[str] = "null cells between two numbers"
    example: ClassVar[Example] = Example(
        {"column": "level"}, {"level": (None, "1.5", None, None, "3", None, "2.75", None)}
    )
    patterns: ClassVar[Mapping[str, str]] = {
        "measure": MEASURE,
        "in_millionths": WRITTEN[0][0],
        "last_zeros": WRITTEN[1][0],
        "no_decimals": WRITTEN[2][0],
    }

    polars: ClassVar[Snippet] = Snippet(f'''\
def interpolate(table: pl.DataFrame, column: str, by: list[str]) -> pl.DataFrame:
    """Give empty cells between two numbers of a group the number on the line between them."""
{POLARS_KEY}\
    number = pl.when(pl.col("text").str.contains(MEASURE)).then(pl.col("text")).cast(pl.Float64, strict=False)
    rows = rows.with_columns(number.alias("number"), pl.int_range(pl.len()).over("key").alias("place"))
    place = pl.when(pl.col("number").is_not_null()).then(pl.col("place"))
    left, right = pl.col("number").forward_fill().over("key"), pl.col("number").backward_fill().over("key")
    begin, end = place.forward_fill().over("key"), place.backward_fill().over("key")
    value = left + (right - left) * (pl.col("place") - begin).cast(pl.Float64) / (end - begin)
    rows = rows.with_columns(value.alias("value"))
    millionths = (pl.col("value").abs() * 1000000 + 0.5).floor().fill_nan(None).cast(pl.Int64)
    written = ("000000" + millionths.cast(pl.String)).str.replace(IN_MILLIONTHS, "${{1}}.${{2}}")
    written = written.str.replace(LAST_ZEROS, "${{1}}").str.replace(NO_DECIMALS, "")
    sign = pl.when((pl.col("value") < 0) & (millionths > 0)).then(pl.lit("-")).otherwise(pl.lit(""))
    between = pl.when(pl.col("key").is_not_null()).then(sign + written)
    return table.with_columns(rows.select(pl.coalesce("text", between)).to_series().alias(column))
''')
    pandas: ClassVar[Snippet] = Snippet(
        f'''\
def interpolate(table: pd.DataFrame, column: str, by: list[str]) -> pd.DataFrame:
    """Give empty cells between two numbers of a group the number on the line between them."""
{PANDAS_KEY}\
    is_number = rows["text"].str.match(re.compile(MEASURE), na=False)
    rows["number"] = rows["text"].where(is_number).astype(float)
    rows["place"] = rows.groupby("key").cumcount().astype(float)
    rows["known"] = rows["place"].where(is_number)
    groups = rows.groupby("key")
    left, right = groups["number"].ffill(), groups["number"].bfill()
    begin, end = groups["known"].ffill(), groups["known"].bfill()
    value = left + (right - left) * (rows["place"] - begin) / (end - begin)
    written = []
    for text, number in zip(rows["text"], value.where(rows["key"].notna())):
        if pd.isna(text) and not pd.isna(number):
            millionths = math.floor(abs(number) * 1000000 + 0.5)
            text = re.sub(IN_MILLIONTHS, r"\\1.\\2", f"000000{{millionths}}")
            text = re.sub(NO_DECIMALS, "", re.sub(LAST_ZEROS, r"\\1", text))
            text = f"-{{text}}" if number < 0 and millionths else text
        written.append(text)
    table[column] = pd.Series(written, index=table.index, dtype="str")
    return table
''',
        imports=("math", "re"),
    )
    r: ClassVar[Snippet] = Snippet(f"""\
# Give empty cells between two numbers of a group the number on the line between them.
interpolate <- function(table, column, by) {{
{R_KEY}\
  if (nrow(table) == 0) {{
    return(table)
  }}
  number <- as.numeric(if_else(str_detect(text, MEASURE), text, NA_character_))
  group <- match(key, unique(key))
  row <- as.numeric(seq_along(text))
  place <- ave(row, group, FUN = seq_along)
  known <- !is.na(number)
  before <- ave(if_else(known, row, 0), group, FUN = cummax)
  after <- ave(if_else(known, row, Inf), group, FUN = function(each) rev(cummin(rev(each))))
  before[before == 0] <- NA
  after[is.infinite(after)] <- NA
  left <- number[before]
  right <- number[after]
  value <- left + (right - left) * (place - place[before]) / (place[after] - place[before])
  millionths <- floor(abs(value) * 1000000 + 0.5)
  written <- str_replace(sprintf("000000%.0f", millionths), IN_MILLIONTHS, "\\\\1.\\\\2")
  written <- str_replace(str_replace(written, LAST_ZEROS, "\\\\1"), NO_DECIMALS, "")
  written <- str_c(if_else(value < 0 & millionths > 0, "-", ""), written)
  is_between <- is.na(text) & !is.na(key) & !is.na(value)
  table[[column]] <- if_else(is_between, written, text)
  table
}}
""")

    @property
    def description(self) -> str:
        """What it does."""
        return "Give empty cells between two numbers the number on the line between them"

    def whole(self, rows: pl.DataFrame) -> pl.Series:
        """The texts, and where there is none what lies between its neighbours."""
        import polars as pl  # noqa: PLC0415  the registry must load without polars

        text, key = pl.col("text"), pl.col("key")
        number = pl.when(text.str.contains(MEASURE)).then(text).cast(pl.Float64, strict=False)
        numbered = rows.with_columns(
            number.alias("number"), pl.int_range(pl.len()).over("key").alias("place")
        )
        place = pl.when(pl.col("number").is_not_null()).then(pl.col("place"))
        left = pl.col("number").forward_fill().over("key")
        right = pl.col("number").backward_fill().over("key")
        begin, end = place.forward_fill().over("key"), place.backward_fill().over("key")
        line = left + (right - left) * (pl.col("place") - begin).cast(pl.Float64) / (end - begin)
        valued = numbered.with_columns(line.alias("value"))
        value = pl.col("value")
        millionths = (value.abs() * 1_000_000 + 0.5).floor().fill_nan(None).cast(pl.Int64)
        written = pl.lit("000000") + millionths.cast(pl.String)
        for pattern, template in WRITTEN:
            written = written.str.replace(pattern, rust_template(template))
        sign = pl.when((value < 0) & (millionths > 0)).then(pl.lit("-")).otherwise(pl.lit(""))
        return valued.select(pl.coalesce(text, pl.when(key.is_not_null()).then(sign + written))).to_series()

    def arguments(self) -> Arguments:
        """The key."""
        return (("by", self.by),)

    def sql(self, text: str, writer: SqlWriter) -> SqlCell:
        """`run_before` and `run_after` count numbers, so rows between two of them share both."""
        number, place, run_before, run_after, line, millionths = (
            writer.helper(name)
            for name in ("measure", "place", "run_before", "run_after", "line_value", "millionths")
        )
        key = writer.helper("group_key")
        of_group = f"PARTITION BY {key}"
        position = writer.row_position
        is_number = writer.matches(text, MEASURE)
        at = f"max(CASE WHEN {number} IS NOT NULL THEN {place} END)"
        before, after = (f"OVER ({of_group}, {run})" for run in (run_before, run_after))
        left, right = f"max({number}) {before}", f"max({number}) {after}"
        begin, end = f"{at} {before}", f"{at} {after}"
        helpers: tuple[tuple[str, Lines], ...] = (
            (key, (self.sql_key(writer),)),
            (number, (f"CASE WHEN {is_number} THEN {writer.as_number(text)} END",)),
            (place, (f"row_number() OVER ({of_group} ORDER BY {position})",)),
            (run_before, (f"count({number}) OVER ({of_group} ORDER BY {position})",)),
            (run_after, (f"count({number}) OVER ({of_group} ORDER BY {position} DESC)",)),
            (
                line,
                (f"{left} + ({right} - {left}) * ({place} - {begin}) / nullif({end} - {begin}, 0)",),
            ),
            (millionths, (writer.rounded(f"abs({line}) * 1000000"),)),
        )
        written = f"'000000' || {writer.as_text(millionths)}"
        for pattern, template in WRITTEN:
            written = writer.replace(f"({written})", pattern, template)
        sign = f"CASE WHEN {line} < 0 AND {millionths} > 0 THEN '-' ELSE '' END"
        is_between = f"{text} IS NULL AND {key} IS NOT NULL AND {line} IS NOT NULL"
        return SqlCell((f"CASE WHEN {is_between} THEN {sign} || {written} ELSE {text} END",), helpers)
