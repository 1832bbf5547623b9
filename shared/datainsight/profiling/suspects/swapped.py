"""Rows in which the values of two columns are exchanged: the first name stands under last name, and back.

Where hardly a value of one column stands in the other, a row whose two cells both are at home in the other
one is exchanged (misfielded values: Rahm & Do 2000, "Data cleaning: problems and current approaches"; Kim et
al. 2003, "A taxonomy of dirty data"). Two columns of numbers are told apart by their ranges.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from datainsight.models.profile import DataType, Role
from datainsight.models.suspects import Contradiction
from datainsight.profiling.examples import Hashes
from datainsight.profiling.relations.features import Feature, Features, Flags, Numbers
from datainsight.profiling.suspects.cases import told_by_rows
from datainsight.profiling.suspects.thresholds import RELATIONS

_CORE = (0.05, 0.95)
_USUAL = 2
"""Rows that have to hold a value for its column to be where it is at home."""


@dataclass(frozen=True, slots=True)
class _Words:
    """A column of words, the rows in which it holds a number, its texts, and those that occur again."""

    column: Feature
    is_number: Flags
    texts: Hashes
    repeated: Hashes


@dataclass(frozen=True, slots=True)
class _Measured:
    """A column of numbers, the rows in which it holds a word, and the ends of its core."""

    column: Feature
    numbers: Numbers
    is_word: Flags
    core: Numbers


def swapped_values(features: Features) -> Iterator[Contradiction]:
    """The exchanged rows, for each pair of columns."""
    words = [_words(each) for each in features.columns if _is_of_words(each)][: RELATIONS.most_columns]
    numbers = [
        found for each in features.columns if each.is_numeric and (found := _measured(each)) is not None
    ][: RELATIONS.most_columns]
    for first, second in combinations(words, 2):
        if np.isin(first.repeated, second.texts, assume_unique=True).any():
            yield from _cells(features, first.column, second.column, _by_words(first.column, second.column))
    for left, right in combinations(numbers, 2):
        yield from _cells(features, left.column, right.column, _by_range(left, right))
    for number in numbers:
        for word in words:
            is_stray = number.is_word & word.is_number
            if is_stray.any():
                yield from _cells(features, number.column, word.column, _by_kind(number, word, is_stray))


def _words(column: Feature) -> _Words:
    found, counts = np.unique(column.sampled.hashes[~column.is_null], return_counts=True)
    is_number = ~column.is_null & ~np.isnan(column.sampled.numbers)
    return _Words(column, is_number, np.unique(column.sampled.hashes), found[counts >= _USUAL])


def _measured(column: Feature) -> _Measured | None:
    if column.numbers is None:
        return None
    filled = column.numbers[~np.isnan(column.numbers)]
    if filled.size < RELATIONS.fewest_rows:
        return None
    is_word = ~column.is_null & np.isnan(column.sampled.numbers)
    return _Measured(column, column.numbers, is_word, np.quantile(filled, _CORE))


def _is_of_words(column: Feature) -> bool:
    return column.profile.data_type is DataType.TEXT and column.profile.role not in {
        Role.IDENTIFIER,
        Role.EMPTY,
        Role.CONSTANT,
    }


def _by_words(first: Feature, second: Feature) -> Flags:
    """Rows whose two texts are both at home in the other column."""
    both = ~(first.is_null | second.is_null)
    left, right = first.sampled.hashes, second.sampled.hashes
    left_strays = _is_at_home(left, right[both], instead_of=left[both])
    right_strays = _is_at_home(right, left[both], instead_of=right[both])
    found = both & left_strays & right_strays
    is_common = (both & (left_strays | right_strays)).sum() - found.sum() > found.sum()
    return np.zeros(both.size, np.bool_) if is_common else found


def _is_at_home(cells: Hashes, there: Hashes, *, instead_of: Hashes) -> Flags:
    """Whether each cell's text belongs among those of one column rather than of another."""
    count = _counts(there, cells)
    return np.asarray((count >= _USUAL) & (count > _USUAL * _counts(instead_of, cells)))


def _counts(values: Hashes, wanted: Hashes) -> npt.NDArray[np.int64]:
    """How often each wanted value occurs."""
    ordered = np.sort(values)
    return np.searchsorted(ordered, wanted, "right") - np.searchsorted(ordered, wanted, "left")


def _by_range(first: _Measured, second: _Measured) -> Flags:
    """Rows whose two numbers each lie in the core of the other column, where all other rows are apart."""
    nothing = np.zeros(first.numbers.size, np.bool_)
    if first.core[1] >= second.core[0] and second.core[1] >= first.core[0]:
        return nothing
    left, right = first.numbers, second.numbers
    found = _lies_in(left, second.core) & _lies_in(right, first.core)
    others = ~(found | np.isnan(left) | np.isnan(right))
    if not found.any() or not others.any():
        return nothing
    is_below = left[others].max() < right[others].min()
    is_above = right[others].max() < left[others].min()
    return found if is_below or is_above else nothing


def _lies_in(numbers: Numbers, core: Numbers) -> Flags:
    with np.errstate(invalid="ignore"):
        return np.asarray((numbers >= core[0]) & (numbers <= core[1]))


def _by_kind(number: _Measured, word: _Words, is_stray: Flags) -> Flags:
    """Rows with a text of the other column where a number should be, and a number of the usual size there."""
    is_known = np.isin(number.column.sampled.hashes, word.repeated)
    return np.asarray(is_stray & is_known & _lies_in(word.column.sampled.numbers, number.core))


def _cells(features: Features, first: Feature, second: Feature, is_found: Flags) -> Iterator[Contradiction]:
    """The rows as cells of the first column, where they are few."""
    rows = np.flatnonzero(is_found)
    if not rows.size:
        return
    both = ~(first.is_null | second.is_null)
    total, affected = int(features.weights[both].sum()), int(features.weights[rows].sum())
    if total < RELATIONS.fewest_rows or affected > max(1, RELATIONS.swapped_share * total):
        return
    meant = zip(rows.tolist(), second.texts.take(rows).to_list(), strict=True)
    yield from told_by_rows(
        features,
        first,
        (second,),
        "swapped",
        [(row, RELATIONS.swapped_confidence, text, total - affected) for row, text in meant],
    )
