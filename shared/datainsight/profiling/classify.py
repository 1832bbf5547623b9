"""Sorts texts by notation and reads the numbers and times in them; vectorised, a function of each text."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from datainsight.profiling import dates
from datainsight.profiling.notations import (
    BOOLEAN_SPELLINGS,
    CORES,
    CURRENCY,
    DECIMAL_COMMAS,
    INVISIBLE,
    LONGEST_INTEGER,
    NULL_SPELLINGS,
    NUMBER_LIKE,
    NUMBER_OR_TIME_LIKE,
    ODD_SPACE,
    POINT_GROUP,
    TEMPORAL_LIKE,
    Notation,
)
from datainsight.profiling.texts import Texts

Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]

_NULLS = pl.Series(sorted(NULL_SPELLINGS), dtype=pl.String)
_BOOLEANS = pl.Series(sorted(BOOLEAN_SPELLINGS), dtype=pl.String)
_EXACT = pl.Decimal(38, 18)
_LARGEST_EXACT = 10**18
_SPACE = 0x20
_DELETE = 0x7F


@dataclass(frozen=True, slots=True)
class Group:
    """The texts of one notation.

    Attributes:
        notation: Its name.
        rows: Positions of the texts, ascending.
        numbers: What they say: numbers as they are, instants as microseconds since 1970 (int64), times of
        day as
            microseconds since midnight; None for words.
        written: For float64 numbers the plain decimal text each was read from.
    """

    notation: str
    rows: Rows
    numbers: npt.NDArray[Any] | None = None
    written: pl.Series | None = None

    def part(self, start: int, end: int) -> "Group":
        """The texts from `start` up to `end`, counted from `start`."""
        first, last = np.searchsorted(self.rows, (start, end)).tolist()
        return Group(
            self.notation,
            self.rows[first:last] - start,
            None if self.numbers is None else self.numbers[first:last],
            None if self.written is None else self.written.slice(first, last - first),
        )


@dataclass(frozen=True, slots=True)
class Classified:
    """All texts by notation, and how they are laid out.

    Attributes:
        groups: Every text is in exactly one group.
        lengths: Characters of each text.
        is_blank: White space only.
        is_padded: White space at an end, doubled inside, or of an unusual kind.
        has_invisible: Holds control or zero-width characters.
    """

    groups: tuple[Group, ...]
    lengths: Rows
    is_blank: Mask
    is_padded: Mask
    has_invisible: Mask

    def part(self, start: int, end: int) -> "Classified":
        """The texts from `start` up to `end` on their own."""
        if start == 0 and end == self.lengths.size:
            return self
        here = slice(start, end)
        parts = (each.part(start, end) for each in self.groups)
        return Classified(
            tuple(each for each in parts if each.rows.size),
            self.lengths[here],
            self.is_blank[here],
            self.is_padded[here],
            self.has_invisible[here],
        )


def pack(texts: pl.Series) -> Texts:
    """The bytes of texts (String, no nulls)."""
    content = texts.str.join("").item() or ""
    sizes = texts.str.len_bytes().cast(pl.Int64).to_numpy()
    return Texts(np.frombuffer(content.encode(), np.uint8), np.cumsum(sizes))


def classify(texts: pl.Series, packed: Texts) -> Classified:
    """Sorts texts into notations.

    Args:
        texts: String, no nulls.
        packed: The same texts. Their bytes tell at a glance what needs no closer look.
    """
    stripped = texts.str.strip_chars() if _may_be_padded(packed) else texts
    sizes = packed.sizes if stripped is texts else stripped.str.len_bytes().to_numpy()
    is_padded = np.asarray(sizes != packed.sizes)
    is_blank = np.asarray(sizes == 0)
    has_invisible = np.zeros(len(texts), np.bool_)
    groups = []

    is_null = is_blank | stripped.is_in(_NULLS.implode()).to_numpy()
    if is_null.any():
        groups.append(Group(Notation.NULL, np.flatnonzero(is_null)))
    floats = _without_negative_zero(stripped.cast(pl.Float64, strict=False).to_numpy())
    is_plain = np.isfinite(floats)
    if is_plain.any():
        groups += _plain_numbers(stripped, np.flatnonzero(is_plain), floats)
    rest = np.flatnonzero(~(is_null | is_plain))
    if rest.size:
        others = _at(stripped, rest)
        groups += _words_and_marks(others, rest)
        if _may_be_odd(packed):
            _inspect_spaces(others, rest, is_padded, has_invisible)
    lengths = packed.sizes if packed.is_ascii else texts.str.len_chars().cast(pl.Int64).to_numpy()
    return Classified(tuple(groups), lengths, is_blank, is_padded, has_invisible)


def _without_negative_zero(numbers: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """-0.0 equals 0.0 but is shown otherwise; which of them a set keeps would depend on the cut."""
    return numbers + 0.0


def _may_be_padded(packed: Texts) -> bool:
    """Whether any text could begin or end with white space; all of it is below "!" or beyond ASCII."""
    if packed.sizes.min(initial=1) == 0:
        return True
    edges = np.concatenate((packed.content[packed.starts], packed.content[packed.ends - 1]))
    return bool(edges.size) and not (edges.min() > _SPACE and edges.max() < _DELETE)


def _may_be_odd(packed: Texts) -> bool:
    """Whether any text could hold unusual or invisible characters, or two blanks in a row."""
    content = packed.content
    if not content.size:
        return False
    return bool(content.min() < _SPACE or content.max() >= _DELETE) or b"  " in content.tobytes()


def _at(texts: pl.Series, rows: Rows) -> pl.Series:
    return texts if rows.size == len(texts) else texts.gather(rows)


def _matches(texts: pl.Series, regex: str) -> Mask:
    return texts.str.contains(regex).to_numpy()


def _inspect_spaces(stripped: pl.Series, rows: Rows, is_padded: Mask, has_invisible: Mask) -> None:
    odd = np.flatnonzero(_matches(stripped, f"{ODD_SPACE}|{INVISIBLE}"))
    if odd.size:
        suspects = stripped.gather(odd)
        is_padded[rows[odd[_matches(suspects, ODD_SPACE)]]] = True
        has_invisible[rows[odd[_matches(suspects, INVISIBLE)]]] = True


def _plain_numbers(stripped: pl.Series, rows: Rows, floats: npt.NDArray[np.float64]) -> Iterator[Group]:
    """Numbers that need no cleaning: digits with at most a sign, a point and an exponent."""
    texts = _at(stripped, rows)
    integers = texts.cast(pl.Int64, strict=False)
    is_integer = integers.is_not_null().to_numpy()
    if not is_integer.all():
        yield from _plain_decimals(texts, rows, floats, np.flatnonzero(~is_integer))
    if not is_integer.any():
        return
    digits = texts.str.strip_chars_start("+-")
    sizes = digits.str.len_bytes().to_numpy()
    is_long = is_integer & (sizes > LONGEST_INTEGER)
    is_padded = is_integer & ~is_long & (sizes > 1) & digits.str.starts_with("0").to_numpy()
    for notation, mask in (
        (Notation.INTEGER, is_integer & ~is_long & ~is_padded),
        (Notation.ZERO_PADDED, is_padded),
    ):
        if mask.any():
            found = np.flatnonzero(mask)
            yield Group(notation, rows[found], _at(integers, found).to_numpy())
    if is_long.any():
        found = np.flatnonzero(is_long)
        yield Group(Notation.LONG_DIGITS, rows[found], floats[rows[found]], texts.gather(found))


def _plain_decimals(
    texts: pl.Series, rows: Rows, floats: npt.NDArray[np.float64], found: Rows
) -> Iterator[Group]:
    decimals = _at(texts, found)
    is_long = _matches(decimals, r"^[-+]?\d+$")
    is_point_group = _matches(decimals, POINT_GROUP)
    for notation, mask in (
        (Notation.LONG_DIGITS, is_long),
        (Notation.POINT_GROUP, is_point_group),
        (Notation.DECIMAL, ~is_long & ~is_point_group),
    ):
        if mask.any():
            chosen = np.flatnonzero(mask)
            where = rows[found[chosen]]
            yield Group(notation, where, floats[where], _at(decimals, chosen))


def _words_and_marks(texts: pl.Series, rows: Rows) -> Iterator[Group]:
    """Booleans, numbers with marks, dates and times; what remains is text."""
    remaining = np.ones(rows.size, np.bool_)
    is_boolean = texts.is_in(_BOOLEANS.implode()).to_numpy()
    if is_boolean.any():
        yield Group(Notation.BOOLEAN, rows[is_boolean])
        remaining &= ~is_boolean
    # Many columns have one format of dates throughout: that of the first text is tried on all at once.
    for format_, where, instants in dates.read_like_first(texts):
        remaining[where] = False
        yield Group(format_, rows[where], instants)
    # One pass tells for most other texts that they are neither; what it lets through is looked at closely.
    left = np.flatnonzero(remaining)
    suspects = left[_matches(_at(texts, left), NUMBER_OR_TIME_LIKE)] if left.size else left
    if suspects.size:
        for group in _numbers_and_times(_at(texts, suspects)):
            where = suspects[group.rows]
            remaining[where] = False
            yield Group(group.notation, rows[where], group.numbers, group.written)
    if remaining.any():
        yield Group(Notation.TEXT, rows[remaining])


def _numbers_and_times(texts: pl.Series) -> Iterator[Group]:
    remaining = np.ones(len(texts), np.bool_)
    for regex, read in ((NUMBER_LIKE, _marked_numbers), (f"^(?i:{TEMPORAL_LIKE})", _temporal)):
        rows = np.flatnonzero(remaining)
        rows = rows[_matches(_at(texts, rows), regex)] if rows.size else rows
        if rows.size:
            for group in read(_at(texts, rows)):
                where = rows[group.rows]
                remaining[where] = False
                yield Group(group.notation, where, group.numbers, group.written)


def _temporal(texts: pl.Series) -> Iterator[Group]:
    for format_, rows, instants in dates.read(texts):
        yield Group(format_, rows, instants)


def _marked_numbers(texts: pl.Series) -> Iterator[Group]:
    """Numbers with thousands marks, decimal commas, currency, percent sign or parentheses."""
    frame = texts.to_frame("text").select(
        "text",
        is_currency=pl.col("text").str.contains(CURRENCY),
        is_percent=pl.col("text").str.contains("%", literal=True),
        is_parenthesis=pl.col("text").str.starts_with("(") | pl.col("text").str.contains("($", literal=True),
        is_negative=pl.col("text").str.contains(r"^[^\d]*[-(]|-$"),
        core=pl.col("text").str.strip_chars("-+()% ").str.replace(rf"^{CURRENCY}\s*", "")
        .str.replace(rf"\s*{CURRENCY}$", "").str.strip_chars("-+() \u00a0\u202f"),
    )  # fmt: skip
    cores = frame["core"]
    flags = {name: frame[name].to_numpy() for name in ("is_currency", "is_percent", "is_parenthesis")}
    negative = frame["is_negative"].to_numpy()
    remaining = np.ones(len(texts), np.bool_)
    for core, regex in CORES:
        found = np.flatnonzero(_matches(cores, regex) & remaining)
        if not found.size:
            continue
        remaining[found] = False
        written = _plain(cores.gather(found), core)
        numbers = written.cast(pl.Float64, strict=False).to_numpy()
        numbers = _without_negative_zero(np.where(negative[found], -numbers, numbers))
        written = pl.select(
            pl.when(pl.Series(negative[found])).then("-" + written).otherwise(written)
        ).to_series()
        yield from _by_marks(core, found, numbers, written, flags)
        if not remaining.any():
            return


def _by_marks(
    core: Notation, found: Rows, numbers: npt.NDArray[np.float64], written: pl.Series, flags: dict[str, Mask]
) -> Iterator[Group]:
    with_comma = core in DECIMAL_COMMAS
    remaining = np.isfinite(numbers)
    for flag, notation in (
        ("is_percent", Notation.PERCENT_DECIMAL_COMMA if with_comma else Notation.PERCENT),
        ("is_parenthesis", Notation.PARENTHESES),
        ("is_currency", Notation.CURRENCY_DECIMAL_COMMA if with_comma else Notation.CURRENCY),
        (None, core),
    ):
        chosen = np.flatnonzero(remaining if flag is None else remaining & flags[flag][found])
        if chosen.size:
            remaining[chosen] = False
            yield Group(notation, found[chosen], numbers[chosen], _at(written, chosen))


def _plain(cores: pl.Series, core: Notation) -> pl.Series:
    """Digits with at most a point."""
    if core in {Notation.THOUSANDS_COMMA, Notation.COMMA_GROUP}:
        return cores.str.replace_all(",", "", literal=True)
    if core is Notation.DECIMAL_COMMA:
        return cores.str.replace(",", ".", literal=True)
    if core is Notation.THOUSANDS_POINT:
        return cores.str.replace_all(".", "", literal=True).str.replace(",", ".", literal=True)
    if core in {Notation.THOUSANDS_SPACE, Notation.THOUSANDS_APOSTROPHE}:
        return cores.str.replace_all(r"[\s'’]", "").str.replace(",", ".", literal=True)
    return cores


def exact_deviations(written: pl.Series, pivot: int) -> npt.NDArray[np.float64] | None:
    """Distances of decimal texts from a whole number, from their digits; None where they have too many.

    Numbers that lie close together far from zero differ in digits that floating point no longer holds.
    """
    if abs(pivot) >= _LARGEST_EXACT:
        return None
    exact = written.cast(_EXACT, strict=False)
    if exact.null_count():
        return None
    return (exact - pl.Series([str(pivot)]).cast(_EXACT)).cast(pl.Float64).to_numpy()
