"""A few texts with their counts, chosen by their hashes and therefore the same however the table is cut."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from datainsight.profiling.counted import CountedSet
from datainsight.profiling.texts import Texts

Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Examples:
    """Distinct texts with hashes and exact counts.

    Attributes:
        counted: The hashes, ascending, with their counts.
        texts: The text of each hash.
    """

    counted: CountedSet
    texts: Texts

    @classmethod
    def empty(cls) -> "Examples":
        """None."""
        return cls(CountedSet.empty(np.uint64), Texts.empty())

    @property
    def hashes(self) -> Hashes:
        """Ascending hashes."""
        return self.counted.values

    def __len__(self) -> int:
        return self.counted.size

    def smallest(self, limit: int) -> "Examples":
        """Those with the smallest hashes."""
        if self.counted.size <= limit:
            return self
        return Examples(self.counted.smallest(limit), self.texts.take(np.arange(limit)))

    def merge(self, other: "Examples") -> "Examples":
        """Both together."""
        if not len(other):
            return self
        if not len(self):
            return other
        return Examples(self.counted.merge(other.counted), join_texts(self, other))

    def only(self, fits: Callable[[str], bool]) -> "Examples":
        """Those whose text fits."""
        places = np.flatnonzero(np.array([fits(text) for text in self.texts.to_list()], np.bool_))
        if places.size == len(self):
            return self
        counts = self.counted.counts()[places]
        return Examples(CountedSet.of_distinct(self.hashes[places], counts), self.texts.take(places))

    def pairs(self) -> list[tuple[str, int]]:
        """(text, count), most frequent first, then by text."""
        found = zip(self.texts.to_list(), self.counted.counts().tolist(), strict=True)
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def join_texts(first: Examples, second: Examples) -> Texts:
    """The texts of the union of both, in the order of their hashes."""
    return union_texts(first.hashes, first.texts, second.hashes, second.texts)


def union_texts(first_hashes: Hashes, first: Texts, second_hashes: Hashes, second: Texts) -> Texts:
    """Texts of the union of two ascending sets of hashes, in the order of the hashes."""
    hashes = np.concatenate((first_hashes, second_hashes))
    order = np.argsort(hashes, kind="stable")
    ordered = hashes[order]
    is_new = np.ones(ordered.size, np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=is_new[1:])
    return Texts.join((first, second)).take(order[is_new])
