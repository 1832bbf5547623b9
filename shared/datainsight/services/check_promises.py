"""Runs what a contract is about to promise against the data, and widens bounds that are not stable.

A bound is stable where two halves of the table agree on it. Which half a row is in is drawn by its number:
first and second half would tell little of a sorted table, even and odd rows of a periodic one. Where the
halves do not agree, the bound is moved outwards by what they differ by; where that is more than half of the
range, it is not promised. A list of allowed values is not promised either where one half alone would have
given another.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import polars as pl
import polars.selectors as cs

from datainsight.codegen.quoting import comment
from datainsight.models.profile import DataType
from datainsight.phrasing import rows_text
from datainsight.repairs.base import cells_of
from datainsight.reporting.contracts.promises import ColumnPromise, Promises
from datainsight.services.cleaning_run import SeenKeys

LARGEST_WIDENING = 0.5
"""Share of the range; beyond it the halves do not know the bound."""

GOLDEN_RATIO = 0x9E3779B1
"""Of 2³²."""

TYPES = {DataType.INTEGER: pl.Int64, DataType.DECIMAL: pl.Float64}
NUMBERS = frozenset(TYPES)
Half = dict[int, "int | float"]
"""A figure of each half, 0 and 1."""


@dataclass
class _Seen:
    """What has been seen of a column.

    Attributes:
        failures: Rows that break a rule, by the name of the promise's field.
        lowest, highest, longest: By half.
        values: By half, where values are listed.
        keys: Where no value may occur twice.
    """

    failures: dict[str, int] = field(default_factory=dict)
    lowest: Half = field(default_factory=dict)
    highest: Half = field(default_factory=dict)
    longest: Half = field(default_factory=dict)
    values: dict[int, set[str]] = field(default_factory=dict)
    keys: SeenKeys = field(default_factory=SeenKeys)

    def fail(self, rule: str, rows: int) -> None:
        """Counts rows that break a rule."""
        if rows:
            self.failures[rule] = self.failures.get(rule, 0) + rows


def checked(promises: Promises, frames: Iterable[pl.DataFrame]) -> tuple[Promises, tuple[str, ...]]:
    """The promises that hold, with bounds that are stable, and remarks on those that do not hold.

    Args:
        promises: What is to be promised.
        frames: The table as it is read, in order.

    Returns:
        The promises to make, and a sentence for each that rows break; it holds no value.
    """
    seen = [_Seen() for _ in promises.columns]
    key_failures, keys, row = 0, SeenKeys(), 0
    for frame in frames:
        halves = _halves(row, frame.height)
        for promise, found in zip(promises.columns, seen, strict=True):
            _look(promise, cells_of(frame, promise.name), halves, found)
        if len(promises.key) > 1:
            cells = frame.select(cs.by_name(*promises.key)).with_columns(
                _told_apart(promise, cells_of(frame, promise.name)).alias(promise.name)
                for promise in promises.columns
                if promise.name in promises.key
            )
            key_failures += int((~keys.first_occurrences(cells, keeps_null=False)).sum())
        row += frame.height
    columns = tuple(_held(promise, found) for promise, found in zip(promises.columns, seen, strict=True))
    remarks = [
        f"Not promised: {_words(rule)} of {comment(promise.name)}; {rows_text(count)} would break it."
        for promise, found in zip(promises.columns, seen, strict=True)
        for rule, count in found.failures.items()
    ]
    key = promises.key
    broken = {each.name for each in columns if not each.is_required}
    if key_failures or (len(key) == 1 and not _is_unique(columns, key[0])) or broken.intersection(key):
        remarks += (
            [f"Not promised: the key; {rows_text(key_failures)} would break it."] if key_failures else []
        )
        key = ()
    return promises.model_copy(update={"columns": columns, "key": key}), tuple(remarks)


def _halves(first: int, height: int) -> pl.Series:
    """0 or 1 for each row: a bit of its number times the golden ratio (Knuth, volume 3, 6.4)."""
    numbers = pl.int_range(first, first + height, dtype=pl.UInt64, eager=True)
    return (numbers * GOLDEN_RATIO // 2**24) % 2


def _is_unique(columns: Iterable[ColumnPromise], name: str) -> bool:
    return any(column.is_unique for column in columns if column.name == name)


def _told_apart(promise: ColumnPromise, text: pl.Series) -> pl.Series:
    """Equal texts for cells that are equal once they have the promised type: "1" and "1.0" are one number."""
    if promise.data_type is not DataType.DECIMAL:
        return text
    numbers = text.cast(pl.Float64, strict=False).cast(pl.String)
    return numbers.replace("-0.0", "0.0").fill_null(text)


def _look(promise: ColumnPromise, text: pl.Series, halves: pl.Series, seen: _Seen) -> None:
    """One batch of a column."""
    if promise.is_required:
        seen.fail("is_required", text.null_count())
    if promise.is_unique:
        repeated = ~seen.keys.first_occurrences(_told_apart(promise, text).to_frame(), keeps_null=True)
        seen.fail("is_unique", int(repeated.sum()))
    if promise.data_type in NUMBERS:
        _look_at_numbers(promise, text, halves, seen)
    elif promise.data_type is DataType.DATE:
        dates = text.str.to_date("%Y-%m-%d", strict=False)
        seen.fail("data_type", dates.null_count() - text.null_count())
    if promise.maximum_length is not None:
        lengths = text.str.len_chars()
        seen.fail("maximum_length", int((lengths > promise.maximum_length).sum()))
        _note(seen.longest, lengths, halves)
    if promise.allowed_values:
        known = text.is_in(pl.Series(promise.allowed_values).implode())
        seen.fail("allowed_values", int((~known).sum()))
        for half in (0, 1):
            seen.values.setdefault(half, set()).update(text.filter(halves == half).drop_nulls().unique())


def _look_at_numbers(promise: ColumnPromise, text: pl.Series, halves: pl.Series, seen: _Seen) -> None:
    numbers = text.cast(TYPES[promise.data_type], strict=False)
    seen.fail("data_type", numbers.null_count() - text.null_count())
    if promise.minimum is not None and promise.maximum is not None:
        seen.fail("minimum", int((numbers < promise.minimum).sum()))
        seen.fail("maximum", int((numbers > promise.maximum).sum()))
        _note(seen.lowest, numbers, halves, least=True)
        _note(seen.highest, numbers, halves)


def _note(half: Half, figures: pl.Series, halves: pl.Series, *, least: bool = False) -> None:
    """Keeps the least or greatest figure of each half."""
    for remainder in (0, 1):
        own = figures.filter(halves == remainder)
        if own.null_count() == own.len():
            continue
        best = own.min() if least else own.max()
        if isinstance(best, int | float):
            known = half.setdefault(remainder, best)
            half[remainder] = min(known, best) if least else max(known, best)


def _held(promise: ColumnPromise, seen: _Seen) -> ColumnPromise:
    """The promise without what rows break, with stable bounds."""
    update: dict[str, object] = {rule: _nothing(promise, rule) for rule in seen.failures}
    if "data_type" in seen.failures:
        update |= {"minimum": None, "maximum": None}
    if promise.allowed_values and seen.values.get(0) != seen.values.get(1):
        update["allowed_values"] = ()
    if promise.maximum_length is not None and "maximum_length" not in update:
        update["maximum_length"] = _widened(promise.maximum_length, seen.longest, span=promise.maximum_length)
    if (
        promise.minimum is not None
        and promise.maximum is not None
        and not {"minimum", "maximum"} & update.keys()
    ):
        span = promise.maximum - promise.minimum
        low = _widened(promise.minimum, seen.lowest, span=span, sign=-1)
        high = _widened(promise.maximum, seen.highest, span=span)
        if low is not None and promise.minimum >= 0:
            low = max(low, 0)  # what is never negative in either half
        is_stable = low is not None and high is not None
        update |= {"minimum": low if is_stable else None, "maximum": high if is_stable else None}
    elif {"minimum", "maximum"} & update.keys():
        update |= {"minimum": None, "maximum": None}
    return promise.model_copy(update=update)


def _words(rule: str) -> str:
    return rule.removeprefix("is_").replace("_", " ")


def _nothing(promise: ColumnPromise, rule: str) -> object:
    """What a field says where nothing is promised."""
    if rule == "data_type":
        return DataType.TEXT
    return type(promise).model_fields[rule].default if rule not in ("is_required", "is_unique") else False


def _widened(bound: float, half: Half, *, span: float, sign: int = 1) -> int | float | None:
    """The bound, moved outwards by what the halves differ by; None where they differ too much."""
    if len(half) < 2:
        return None if half else bound
    difference = abs(half[0] - half[1])
    if difference > LARGEST_WIDENING * span:
        return None
    moved = bound + sign * difference
    # Floats would show the dust of the subtraction.
    return moved if isinstance(moved, int) else float(f"{moved:.12g}")
