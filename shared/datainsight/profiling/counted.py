"""A sorted set of numbers or hashes, each with the number of times it occurred."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class CountedSet:
    """A multiset of 64-bit values.

    Most columns that are large are nearly unique, so only values that occur more than once have a stored
    count.

    Attributes:
        values: The distinct values, ascending (uint64, int64 or float64).
        repeated: Those that occur more than once, ascending.
        extra: How many times more than once, aligned with `repeated`.
    """

    values: Array
    repeated: Array
    extra: Counts

    @classmethod
    def empty(cls, dtype: npt.DTypeLike) -> "CountedSet":
        """The set of nothing."""
        return cls(np.empty(0, dtype), np.empty(0, dtype), np.empty(0, np.int64))

    @classmethod
    def of(cls, occurrences: Array, counts: Counts | None = None) -> "CountedSet":
        """Counts values given in any order, each occurring once or as often as `counts` says."""
        if counts is None:
            return cls._of_sorted(np.sort(occurrences))
        order = np.argsort(occurrences, kind="stable")
        values, starts = _runs(occurrences[order])
        sums = np.add.reduceat(counts[order], starts) if starts.size else np.empty(0, np.int64)
        return cls.of_distinct(values, sums.astype(np.int64, copy=False))

    @classmethod
    def _of_sorted(cls, ordered: Array) -> "CountedSet":
        values, starts = _runs(ordered)
        if values.size == ordered.size:
            return cls(values, values[:0], np.empty(0, np.int64))
        return cls.of_distinct(values, np.diff(np.append(starts, ordered.size)))

    @classmethod
    def of_distinct(cls, values: Array, counts: Counts) -> "CountedSet":
        """Takes distinct ascending values with their counts (each at least 1)."""
        is_repeated = counts > 1
        return cls(values, values[is_repeated], counts[is_repeated] - 1)

    @property
    def size(self) -> int:
        """How many distinct values."""
        return int(self.values.size)

    @property
    def total(self) -> int:
        """How many occurrences."""
        return self.size + int(self.extra.sum())

    def counts(self) -> Counts:
        """Occurrences, aligned with `values`."""
        result = np.ones(self.values.size, np.int64)
        result[np.searchsorted(self.values, self.repeated)] += self.extra
        return result

    def count_of(self, wanted: Array) -> Counts:
        """Occurrences of each of `wanted`; 0 for those that are not in the set."""
        if not self.size:
            return np.zeros(wanted.size, np.int64)
        found = np.minimum(np.searchsorted(self.values, wanted), self.values.size - 1)
        result: Counts = (self.values[found] == wanted).astype(np.int64)
        if self.repeated.size:
            again = np.minimum(np.searchsorted(self.repeated, wanted), self.repeated.size - 1)
            result += np.where(self.repeated[again] == wanted, self.extra[again], 0)
        return result

    def merge(self, other: "CountedSet") -> "CountedSet":
        """Both together."""
        if not other.size:
            return self
        if not self.size:
            return other
        # Two ascending runs: the stable sort is a merge here, several times quicker than a sort.
        ordered = np.concatenate((self.values, other.values))
        ordered.sort(kind="stable")
        is_new = np.empty(ordered.size, np.bool_)
        is_new[0] = True
        np.not_equal(ordered[1:], ordered[:-1], out=is_new[1:])
        values = ordered if is_new.all() else ordered[is_new]
        if values is ordered and not (self.repeated.size or other.repeated.size):
            return CountedSet(values, values[:0], np.empty(0, np.int64))
        in_both = ordered[~is_new]
        more = CountedSet.of(
            np.concatenate((self.repeated, other.repeated, in_both)),
            np.concatenate((self.extra, other.extra, np.ones(in_both.size, np.int64))),
        )
        return CountedSet(values, more.values, more.counts())

    def smallest(self, limit: int) -> "CountedSet":
        """The `limit` smallest values with their counts."""
        if self.size <= limit:
            return self
        kept = int(np.searchsorted(self.repeated, self.values[limit]))
        return CountedSet(self.values[:limit].copy(), self.repeated[:kept], self.extra[:kept])


def _runs(ordered: Array) -> tuple[Array, Counts]:
    """Distinct values of an ascending array and where each begins."""
    if not ordered.size:
        return ordered, np.empty(0, np.int64)
    begins = np.empty(ordered.size, np.bool_)
    begins[0] = True
    np.not_equal(ordered[1:], ordered[:-1], out=begins[1:])
    starts = np.flatnonzero(begins)
    return (ordered if starts.size == ordered.size else ordered[starts]), starts
