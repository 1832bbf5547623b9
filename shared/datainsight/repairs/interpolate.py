"""Empty cells between two numbers get the number on the line between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from datainsight.repairs.base import Arguments, Example, Lines, Snippet, SqlCell, SqlWriter, exactly
from datainsight.repairs.rewrite import rust_template
from datainsight.repairs.whole_column import PANDAS_KEY, POLARS_KEY, R_KEY, WholeColumnRepair

if TYPE_CHECKING:
    import polars as pl

MEASURE = "^-?[0-9]{1,9}(?:[.][0-9]{0,6})?$"
"""Numbers whose millionths every language holds exactly."""
MOMENT = "^[12][0-9]{3}-[01][0-9]-[0-3][0-9](?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9])?$"
"""Days and seconds as other repairs write them; which ones the calendar has is asked besides."""
MIDNIGHT = "T00:00:00"
WRITTEN = (("^0*([0-9]+)([0-9]{6})$", r"\1.\2"), ("([.][0-9]*[1-9])0+$", r"\1"), ("[.]0*$", ""))
"""Six zeros and whole millionths as a decimal number."""


class Interpolate(WholeColumnRepair):
    """Null cells between two numbers get the number on the line between them.

    By the times of a column, whatever the order of the rows, where `along` names one (2024-01-31 or
    2024-01-31T10:20:30, as other repairs write them; a row without a time is left out). Else in the order of
    the rows, for measurements at even times whose rows stand in the order of time. Cells before the first and
    after the last number of a group stay empty. Numbers have at most nine digits and six decimals, and so has
    what is put in: it is made of whole millionths, so that all languages write the same digits. Not safe:
    that the value was missing can no longer be seen.

    Attributes:
        by: Columns of the key, e.g. of the sensor; none for all rows.
        along: The column of times; none takes all rows as evenly spaced.
    """

    operation: ClassVar[str] = "interpolate"
    is_safe: ClassVar[bool] = False
    phase: ClassVar[int] = 79
    settles: ClassVar[str | None] = "filling"
    touches: ClassVar[str] = "null cells between two numbers"
    example: ClassVar[Example] = Example(
        {"column": "level", "along": "day"},
        {
            "day": ("2024-01-01", "2024-01-02", "2024-01-11", "2024-01-05", None),
            "level": ("1.5", None, "3.5", None, None),
        },
    )
    along: str | None = Field(default=None, min_length=1)
    patterns: ClassVar[Mapping[str, str]] = {
        "measure": MEASURE,
        "moment": MOMENT,
        "in_millionths": WRITTEN[0][0],
        "last_zeros": WRITTEN[1][0],
        "no_decimals": WRITTEN[2][0],
    }

    polars: ClassVar[Snippet] = Snippet(f'''\
def interpolate(
    table: pl.DataFrame, column: str, by: list[str], along: str | None
) -> pl.DataFrame:
    """Give empty cells between two numbers of a group the number on the line between them.

    The line runs along the times of a column, or along the rows.
    """
{POLARS_KEY}\
    rows = rows.with_columns(pl.int_range(pl.len()).over("key").cast(pl.Float64).alias("place"))
    if along is not None:
        moment = table[along].alias("moment")
        moment = pl.select(pl.when(moment.str.contains(MOMENT)).then((moment + "{MIDNIGHT}").str.head(19)))
        moment = moment.to_series().str.to_datetime("%Y-%m-%dT%H:%M:%S", strict=False)
        rows = rows.with_columns(moment.dt.epoch("s").cast(pl.Float64).alias("place"))
    is_measured = pl.col("text").str.contains(MEASURE) & pl.col("place").is_not_null()
    number = pl.when(is_measured).then(pl.col("text")).cast(pl.Float64, strict=False)
    rows = rows.with_columns(number.alias("number")).with_row_index("row").sort("place", maintain_order=True)
    place = pl.when(pl.col("number").is_not_null()).then(pl.col("place"))
    left, right = pl.col("number").forward_fill().over("key"), pl.col("number").backward_fill().over("key")
    begin, end = place.forward_fill().over("key"), place.backward_fill().over("key")
    value = left + (right - left) * (pl.col("place") - begin) / (end - begin)
    rows = rows.with_columns(value.alias("value")).sort("row")
    millionths = (pl.col("value").abs() * 1000000 + 0.5).floor().fill_nan(None).cast(pl.Int64)
    written = ("000000" + millionths.cast(pl.String)).str.replace(IN_MILLIONTHS, "${{1}}.${{2}}")
    written = written.str.replace(LAST_ZEROS, "${{1}}").str.replace(NO_DECIMALS, "")
    sign = pl.when((pl.col("value") < 0) & (millionths > 0)).then(pl.lit("-")).otherwise(pl.lit(""))
    between = pl.when(pl.col("key").is_not_null()).then(sign + written)
    return table.with_columns(rows.select(pl.coalesce("text", between)).to_series().alias(column))
''')
    pandas: ClassVar[Snippet] = Snippet(
        f'''\
def interpolate(
    table: pd.DataFrame, column: str, by: list[str], along: str | None
) -> pd.DataFrame:
    """Give empty cells between two numbers of a group the number on the line between them.

    The line runs along the times of a column, or along the rows.
    """
{PANDAS_KEY}\
    rows["place"] = rows.groupby("key").cumcount().astype(float)
    if along is not None:
        moment = table[along].where(table[along].str.match(re.compile(MOMENT), na=False))
        moment = (moment + "{MIDNIGHT}").str[:19]
        moment = pd.to_datetime(moment, format="%Y-%m-%dT%H:%M:%S", errors="coerce")
        rows["place"] = (moment - pd.Timestamp("1970-01-01")) / pd.Timedelta(seconds=1)
    is_number = rows["text"].str.match(re.compile(MEASURE), na=False) & rows["place"].notna()
    rows["number"] = rows["text"].where(is_number).astype(float)
    rows["known"] = rows["place"].where(is_number)
    rows = rows.sort_values("place", kind="stable")
    groups = rows.groupby("key")
    left, right = groups["number"].ffill(), groups["number"].bfill()
    begin, end = groups["known"].ffill(), groups["known"].bfill()
    value = left + (right - left) * (rows["place"] - begin) / (end - begin)
    value = value.where(rows["key"].notna()).reindex(table.index)
    written = []
    for text, number in zip(table[column], value):
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
# The line runs along the times of a column, or along the rows.
interpolate <- function(table, column, by, along) {{
{R_KEY}\
  if (nrow(table) == 0) {{
    return(table)
  }}
  number <- as.numeric(if_else(str_detect(text, MEASURE), text, NA_character_))
  group <- match(key, unique(key))
  row <- as.numeric(seq_along(text))
  place <- ave(row, group, FUN = seq_along)
  if (!is.null(along)) {{
    moment <- if_else(str_detect(table[[along]], MOMENT), table[[along]], NA_character_)
    moment <- str_sub(str_c(moment, "{MIDNIGHT}"), 1, 19)
    place <- as.numeric(as.POSIXct(moment, format = "%Y-%m-%dT%H:%M:%S", tz = "UTC"))
  }}
  turn <- order(place)
  place <- place[turn]
  group <- group[turn]
  number <- if_else(is.na(place), NA_real_, number[turn])
  known <- !is.na(number)
  before <- ave(if_else(known, row, 0), group, FUN = cummax)
  after <- ave(if_else(known, row, Inf), group, FUN = function(each) rev(cummin(rev(each))))
  before[before == 0] <- NA
  after[is.infinite(after)] <- NA
  left <- number[before]
  right <- number[after]
  value <- left + (right - left) * (place - place[before]) / (place[after] - place[before])
  value <- value[order(turn)]
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

    @property
    def columns_read(self) -> tuple[str, ...]:
        """The times too."""
        return (*([self.along] if self.along is not None else []), *super().columns_read)

    def repaired(self, text: pl.Expr) -> pl.Expr:
        """All cells at once, with their times."""
        import polars as pl  # noqa: PLC0415  the registry must load without polars

        if self.along is None:
            return super().repaired(text)
        keys = (exactly(name) for name in self.by)
        columns = [exactly(self.along), text, *keys]
        return pl.map_batches(columns, self._repaired_in_time, return_dtype=pl.String)

    def _repaired_in_time(self, series: Sequence[pl.Series]) -> pl.Series:
        moments, *others = series
        return self.whole(self.grouped(others).with_columns(moments.alias("moment")))

    def whole(self, rows: pl.DataFrame) -> pl.Series:
        """The texts, and where there is none what lies between its neighbours."""
        import polars as pl  # noqa: PLC0415  the registry must load without polars

        text, key = pl.col("text"), pl.col("key")
        in_order = pl.int_range(pl.len()).over("key").cast(pl.Float64)
        placed = rows.with_columns((_seconds(rows) if self.along is not None else in_order).alias("place"))
        is_measured = text.str.contains(MEASURE) & pl.col("place").is_not_null()
        number = pl.when(is_measured).then(text).cast(pl.Float64, strict=False)
        numbered = placed.with_columns(number.alias("number")).with_row_index("row")
        numbered = numbered.sort("place", maintain_order=True)
        place = pl.when(pl.col("number").is_not_null()).then(pl.col("place"))
        left = pl.col("number").forward_fill().over("key")
        right = pl.col("number").backward_fill().over("key")
        begin, end = place.forward_fill().over("key"), place.backward_fill().over("key")
        line = left + (right - left) * (pl.col("place") - begin) / (end - begin)
        valued = numbered.with_columns(line.alias("value")).sort("row")
        value = pl.col("value")
        millionths = (value.abs() * 1_000_000 + 0.5).floor().fill_nan(None).cast(pl.Int64)
        written = pl.lit("000000") + millionths.cast(pl.String)
        for pattern, template in WRITTEN:
            written = written.str.replace(pattern, rust_template(template))
        sign = pl.when((value < 0) & (millionths > 0)).then(pl.lit("-")).otherwise(pl.lit(""))
        return valued.select(pl.coalesce(text, pl.when(key.is_not_null()).then(sign + written))).to_series()

    def arguments(self) -> Arguments:
        """The key and the times."""
        return (("by", self.by), ("along", self.along))

    def sql(self, text: str, writer: SqlWriter) -> SqlCell:
        """`run_before` and `run_after` count numbers, so rows between two of them share both."""
        number, place, run_before, run_after, line, millionths = (
            writer.helper(name)
            for name in ("measure", "place", "run_before", "run_after", "line_value", "millionths")
        )
        key = writer.helper("group_key")
        of_group = f"PARTITION BY {key}"
        position = writer.row_position
        is_number = f"{writer.matches(text, MEASURE)} AND {place} IS NOT NULL"
        turn = position if self.along is None else f"{place}, {position}"
        back = ", ".join(f"{each} DESC" for each in turn.split(", "))
        at = f"max(CASE WHEN {number} IS NOT NULL THEN {place} END)"
        before, after = (f"OVER ({of_group}, {run})" for run in (run_before, run_after))
        left, right = f"max({number}) {before}", f"max({number}) {after}"
        begin, end = f"{at} {before}", f"{at} {after}"
        helpers: tuple[tuple[str, Lines], ...] = (
            (key, (self.sql_key(writer),)),
            (place, self._sql_place(writer, of_group)),
            (number, (f"CASE WHEN {is_number} THEN {writer.as_number(text)} END",)),
            (run_before, (f"count({number}) OVER ({of_group} ORDER BY {turn})",)),
            (run_after, (f"count({number}) OVER ({of_group} ORDER BY {back})",)),
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

    def _sql_place(self, writer: SqlWriter, of_group: str) -> Lines:
        if self.along is None:
            return (f"row_number() OVER ({of_group} ORDER BY {writer.row_position})",)
        moment = writer.name(self.along)
        day = f"substr({moment}, 1, 10)"
        return (
            f"CASE WHEN {writer.matches(moment, MOMENT)} THEN",
            f"    CASE WHEN {writer.is_date(day)} THEN {writer.seconds_of(moment)} END",
            "END",
        )


def _seconds(rows: pl.DataFrame) -> pl.Series:
    """The seconds since 1970 of the "moment" of each row; null where it is none."""
    import polars as pl  # noqa: PLC0415  the registry must load without polars

    moment = pl.col("moment")
    whole = pl.when(moment.str.contains(MOMENT)).then((moment + pl.lit(MIDNIGHT)).str.head(19))
    when = whole.str.to_datetime("%Y-%m-%dT%H:%M:%S", strict=False)
    return rows.select(when.dt.epoch("s").cast(pl.Float64)).to_series()
