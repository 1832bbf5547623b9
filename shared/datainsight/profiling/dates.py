"""Reads days and times in whatever notation they are written."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import product

import numpy as np
import numpy.typing as npt
import polars as pl

from datainsight.profiling.notations import (
    AMBIGUOUS,
    CLOCK_SHAPES,
    DATE_SHAPES,
    MONTH_SHAPES,
    WHOLE_SHAPES,
    ZONE_SHAPES,
    DateShape,
    has_time,
)

Rows = npt.NDArray[np.int64]
Instants = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Reading = tuple[str, Rows, Instants]
"""A strptime format, the texts written so, and their microseconds since 1970 (UTC where a zone is given)."""

MICROSECONDS_A_DAY = 86_400_000_000
_FRACTION_DIGITS = 6


def read(texts: pl.Series) -> Iterator[Reading]:
    """Sorts texts by format and reads them; texts that are no date or time are in none of the readings.

    There are hundreds of shapes, but few in one column. So the first text that is left says which shape comes
    next, and all texts of that shape are read at once.
    """
    rows = np.arange(len(texts))
    while rows.size:
        example = texts.gather([int(rows[0])]).item()
        shape = shape_of(example)
        regex = f"(?i)^{shape.regex}$" if shape else _same_letters(example)
        remaining = texts if rows.size == len(texts) else texts.gather(rows)
        is_so = remaining.str.contains(regex).to_numpy()
        if shape:
            chosen = remaining if is_so.all() else remaining.filter(pl.Series(is_so))
            for format_, mask, instants in _either_way(chosen, shape.formats):
                yield format_, rows[is_so][mask], instants
        rows = rows[~is_so]


def read_like_first(texts: pl.Series) -> Iterator[Reading]:
    """Reads the texts that have the shape of the first one, if that has any."""
    shape = shape_of(texts.gather([0]).item())
    if shape:
        is_so = texts.str.contains(f"(?i)^{shape.regex}$").to_numpy()
        rows = np.flatnonzero(is_so)
        chosen = texts if rows.size == len(texts) else texts.gather(rows)
        for format_, mask, instants in _either_way(chosen, shape.formats):
            yield format_, rows[mask], instants


def shape_of(text: str) -> DateShape | None:
    """The shape that a text has."""
    marks = _marks_of(text)
    for own_marks, shape in _shapes():
        if marks.startswith(own_marks) and _regex_of(shape).fullmatch(text):
            return _with_time(shape, text) if shape in _DATES else shape
    return None


_DATES = frozenset(DATE_SHAPES)
_TAIL = r"(?:[t ][\d:. apmutcz+-]+)?"


@cache
def _shapes() -> tuple[tuple[str, DateShape], ...]:
    """All shapes, each with the marks that its texts begin with, which tell it from most others."""
    clocks = tuple(DateShape(regex, (clock,)) for regex, clock in CLOCK_SHAPES)
    return tuple(
        (_marks_of(_DIRECTIVE.sub("", shape.formats[0])), shape)
        for shape in (*DATE_SHAPES, *MONTH_SHAPES, *WHOLE_SHAPES, *clocks)
    )


_DIRECTIVE = re.compile(r"%(?=\.f)|%#?[A-Za-z]")
_WORDS = re.compile("[0-9A-Za-z]+")


def _marks_of(text: str) -> str:
    return _WORDS.sub("", text)


@cache
def _regex_of(shape: DateShape) -> re.Pattern[str]:
    """What a text of the shape looks like, a date also with a time; compiled for those that are needed."""
    return re.compile(shape.regex + (_TAIL if shape in _DATES else ""), re.IGNORECASE | re.ASCII)


def _with_time(shape: DateShape, text: str) -> DateShape | None:
    """The shape with the time of day that follows the date in that text."""
    if re.fullmatch(shape.regex, text, re.IGNORECASE | re.ASCII):
        return shape
    for separator, (clock_regex, clock), (zone_regex, zone) in product("T ", CLOCK_SHAPES, ZONE_SHAPES):
        regex = f"{shape.regex}{separator}{clock_regex}{zone_regex}"
        if re.fullmatch(regex, text, re.IGNORECASE | re.ASCII):
            return DateShape(regex, tuple(f"{day}{separator}{clock}{zone}" for day in shape.formats))
    return None


def _same_letters(example: str) -> str:
    """All texts that differ from the example in nothing but their digits."""
    return "^" + re.sub("[0-9]", "[0-9]", re.escape(example)) + "$"


def _either_way(texts: pl.Series, formats: tuple[str, ...]) -> Iterator[tuple[str, Mask, Instants]]:
    """Reads in each of the formats; what both can read is marked as ambiguous."""
    if len(formats) == 1:
        instants, is_valid = _instants(texts, formats[0])
        readings = [(formats[0], is_valid, instants)]
    else:
        (month_first, can_month), (day_first, can_day) = (_instants(texts, each) for each in formats)
        readings = [
            (AMBIGUOUS + formats[0], can_month & can_day, month_first),
            (formats[0], can_month & ~can_day, month_first),
            (formats[1], can_day & ~can_month, day_first),
        ]
    for name, mask, instants in readings:
        if mask.any():
            yield name, mask, instants[mask]


def _instants(texts: pl.Series, format_: str) -> tuple[Instants, Mask]:
    """Microseconds, and which of the texts are valid in that format."""
    if "%d" not in format_ and "%m" in format_:
        texts, format_ = texts + "-01", f"{format_}-%d"
    elif "%d" not in format_ and "%b" in format_.lower():
        texts, format_ = "1 " + texts, f"%d {format_}"
    if "%d" not in format_:
        return _filled(texts.str.strptime(pl.Time, format_, strict=False).cast(pl.Int64), divisor=1000)
    if has_time(format_):
        return _filled(_moments(texts, format_))
    days, is_valid = _filled(texts.str.to_date(format_, strict=False, cache=False).cast(pl.Int64))
    return days * MICROSECONDS_A_DAY, is_valid


def _moments(texts: pl.Series, format_: str) -> pl.Series:
    """Microseconds of dates with times; fractions of a second are read apart, which is much quicker."""
    head, mark, tail = format_.partition("%.f")
    if mark and tail in {"", "Z"}:
        place = texts.gather([0]).item().rindex(".")
        if texts.str.slice(place, 1).eq(".").all():
            seconds = texts.str.slice(0, place).str.strptime(
                pl.Datetime("us"), head, strict=False, cache=False
            )
            digits = texts.str.slice(place + 1, _FRACTION_DIGITS).str.strip_chars_end("Zz")
            fraction = digits.str.pad_end(_FRACTION_DIGITS, "0").cast(pl.Int64, strict=False)
            return seconds.cast(pl.Int64) + fraction
    return texts.str.strptime(pl.Datetime("us"), format_, strict=False, cache=False).cast(pl.Int64)


def _filled(values: pl.Series, divisor: int = 1) -> tuple[Instants, Mask]:
    is_valid = values.is_not_null().to_numpy()
    numbers = values.fill_null(0).to_numpy()
    return (numbers // divisor if divisor != 1 else numbers), is_valid
