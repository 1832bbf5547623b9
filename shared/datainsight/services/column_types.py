"""Columns of a Parquet file of text get the narrowest types from which every text can be told again.

A type is given only where nothing is lost by it: `text_of` makes of the typed column exactly the texts that
it was made of. Codes with leading zeros, `1.50` beside `1.5` and words stay text. Fractions are decimals of
so many digits where all have as many, else 64 bits: 32 bits would hold the same digits and another number.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl
import polars.selectors as cs

from datainsight.repairs.base import exactly

WHOLE = "^(?:0|-?[1-9][0-9]{0,17})$"
FRACTION = "^-?(?:0|[1-9][0-9]{0,14})[.][0-9]{1,15}$"
NUMBER = "^-?(?:0|[1-9][0-9]{0,14})(?:[.][0-9]{1,15})?$"
NEGATIVE_ZERO = "^-0(?:[.]0*)?$"
DECIMAL_DIGITS = 18
"""As many as fit into 64 bits."""
SECOND = "%Y-%m-%dT%H:%M:%S"
DAY_SHAPE = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
SECOND_SHAPE = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}$"
INTEGERS = ((pl.Int8, 8), (pl.Int16, 16), (pl.Int32, 32), (pl.Int64, 64))


def write_typed(source: Path, target: Path) -> dict[str, pl.DataType]:
    """Writes a Parquet file of text with typed columns, in two passes that hold a part of it at a time.

    Returns:
        The types of the columns that are no text.
    """
    table = pl.scan_parquet(source)
    names = table.collect_schema().names()
    facts = table.select(_facts(name).alias(str(at)) for at, name in enumerate(names))
    found = facts.collect(engine="streaming").row(0)
    types = {
        name: kind for name, each in zip(names, found, strict=True) if (kind := _type_of(each)) is not None
    }
    table.with_columns(_typed(name, kind) for name, kind in types.items()).sink_parquet(target)
    return types


def text_of(column: pl.Series) -> pl.Series:
    """The texts that a typed column was made of."""
    cells = column.alias("cells")
    if isinstance(column.dtype, pl.Datetime):
        return cells.dt.to_string(SECOND).alias(column.name)
    texts = cells.cast(pl.String)
    return (texts.str.strip_suffix(".0") if column.dtype == pl.Float64 else texts).alias(column.name)


def _facts(name: str) -> pl.Expr:
    """What all texts of a column are at once; nulls count for nothing."""
    text = exactly(name)
    whole = pl.when(text.str.contains(WHOLE)).then(text).cast(pl.Int64, strict=False)
    number = pl.when(text.str.contains(NUMBER)).then(text).cast(pl.Float64, strict=False)
    decimals = pl.when(text.str.contains(FRACTION)).then(text.str.replace("^.*[.]", "").str.len_chars())
    again = number.cast(pl.String).str.strip_suffix(".0")
    return pl.struct(
        text.count().alias("count"),
        text.str.contains("^(?:true|false)$").sum().alias("booleans"),
        whole.count().alias("wholes"),
        whole.min().alias("least"),
        whole.max().alias("most"),
        (text.str.contains(NUMBER) & ~text.str.contains(NEGATIVE_ZERO) & (again == text))
        .sum()
        .alias("floats"),
        (text.str.contains(FRACTION) & ~text.str.contains(NEGATIVE_ZERO)).sum().alias("fractions"),
        decimals.min().alias("fewest"),
        decimals.max().alias("decimals"),
        text.str.len_chars().max().alias("length"),
        _days(text).count().alias("days"),
        _seconds(text).count().alias("seconds"),
    )


def _days(text: pl.Expr) -> pl.Expr:
    return pl.when(text.str.contains(DAY_SHAPE)).then(text).str.to_date("%Y-%m-%d", strict=False)


def _seconds(text: pl.Expr) -> pl.Expr:
    return pl.when(text.str.contains(SECOND_SHAPE)).then(text).str.to_datetime(SECOND, strict=False)


def _type_of(facts: dict[str, int]) -> pl.DataType | None:
    """The narrowest type that all texts have; None where they stay text."""
    count = facts["count"]
    if not count:
        return None
    if facts["booleans"] == count:
        return pl.Boolean()
    if facts["days"] == count:
        return pl.Date()
    return pl.Datetime("us") if facts["seconds"] == count else _number_type(facts)


def _number_type(facts: dict[str, int]) -> pl.DataType | None:
    count = facts["count"]
    if facts["wholes"] == count:
        bits = max(facts["most"], -facts["least"] - 1).bit_length() + 1
        return next(kind() for kind, size in INTEGERS if bits <= size)
    if facts["fractions"] == count and facts["fewest"] == facts["decimals"]:
        # The point is no digit, nor is a sign; who has none has a digit to spare.
        fits = facts["length"] - 1 <= DECIMAL_DIGITS
        return pl.Decimal(DECIMAL_DIGITS, facts["decimals"]) if fits else None
    return pl.Float64() if facts["floats"] == count else None


def _typed(name: str, kind: pl.DataType) -> pl.Expr:
    text = exactly(name)
    if isinstance(kind, pl.Boolean):
        return (text == "true").alias(name)
    if isinstance(kind, pl.Date):
        return _days(text).alias(name)
    if isinstance(kind, pl.Datetime):
        return _seconds(text).alias(name)
    return cs.by_name(name).cast(kind).alias(name)
