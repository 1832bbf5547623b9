"""A sorted set of numbers or hashes, each with the number of times it occurred."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from datainsight.kernel import operations

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
            counts = np.ones(occurrences.size, np.int64)
        return cls.of_distinct(*operations.sort_counted(occurrences, counts))

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
        if self.repeated.size == self.values.size:
            return self.extra + 1
        result = np.ones(self.values.size, np.int64)
        result[np.searchsorted(self.values, self.repeated)] += self.extra
        return result

    def count_below(self, bounds: Array) -> Counts:
        """Occurrences of all values below each of `bounds`."""
        reached: Counts = np.searchsorted(self.values, bounds).astype(np.int64)
        if self.repeated.size:
            again = np.searchsorted(self.repeated, bounds)
            reached += np.concatenate(([0], np.cumsum(self.extra)))[again]
        return reached

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
        values, in_both = operations.merge_sets(self.values, other.values)
        if not (in_both.size or self.repeated.size or other.repeated.size):
            return CountedSet(values, values[:0], np.empty(0, np.int64))
        repeated, extra = operations.merge_counted((self.repeated, self.extra), (other.repeated, other.extra))
        if in_both.size:
            once = np.ones(in_both.size, np.int64)
            repeated, extra = operations.merge_counted((repeated, extra), (in_both, once))
        return CountedSet(values, repeated, extra)

    def smallest(self, limit: int) -> "CountedSet":
        """The `limit` smallest values with their counts."""
        if self.size <= limit:
            return self
        kept = int(np.searchsorted(self.repeated, self.values[limit]))
        return CountedSet(self.values[:limit].copy(), self.repeated[:kept], self.extra[:kept])
