"""How numbers are spread: quantiles, histogram and deviations of a counted set, without expanding it."""

import math
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial as bind
from typing import Any

import numpy as np
import numpy.typing as npt

from datainsight.models.profile import Histogram

Array = npt.NDArray[Any]

_MOST_BINS = 40
_TUKEY_FACTOR = 1.5
_FAR_FACTOR = 3.0
"""Beyond so many interquartile ranges Tukey (1977) calls a value far out."""
_SQUASHED = 8
"""A picture of all values shows hardly any of the usual ones where it is so many times as wide."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Numbers in order with their counts.

    Attributes:
        values: Ascending distinct numbers.
        below: Occurrences of all values up to and including each.
        scale: What counts have to be multiplied with where the numbers are a sample.
        error: Of shares and ranks, where they are one, see `sampling_error`.
    """

    values: Array
    below: npt.NDArray[np.int64]
    scale: float = 1.0
    error: float = 0.0

    @classmethod
    def of(cls, values: Array, counts: npt.NDArray[np.int64], scale: float = 1.0) -> "Spread":
        """Of ascending distinct values, each occurring at least once."""
        return cls(values, np.cumsum(counts), scale)

    @property
    def count(self) -> int:
        """How many numbers, as counted."""
        return int(self.below[-1])

    def quantile(self, share: float) -> float:
        """Linear interpolation between order statistics (type 7 of Hyndman & Fan 1996)."""
        place = (self.count - 1) * share
        lower = math.floor(place)
        at = np.searchsorted(self.below, [lower, min(lower + 1, self.count - 1)], side="right")
        low: float = self.values[at[0]].item()
        high: float = self.values[at[1]].item()
        # As a difference of exact numbers: integers beyond 2**53 keep their digits.
        return low if low == high else low + (high - low) * (place - lower)

    def count_outside(self, lower: float, upper: float) -> int:
        """Numbers below `lower` or above `upper`."""
        left = int(np.searchsorted(self.values, lower, side="left"))
        right = int(np.searchsorted(self.values, upper, side="right"))
        few = int(self.below[left - 1]) if left else 0
        many = self.count - (int(self.below[right - 1]) if right else 0)
        return round((few + many) * self.scale)

    def median_absolute_deviation(self) -> float:
        """Median distance from the median (not scaled to a standard deviation)."""
        median = self.quantile(0.5)
        place = (self.count - 1) * 0.5
        lower = math.floor(place)
        low, high = (self._distance(median, rank) for rank in (lower, min(lower + 1, self.count - 1)))
        return float(low if low == high else low + (high - low) * (place - lower))

    def _distance(self, centre: float, rank: int) -> float:
        """The distance from `centre` that so many numbers undercut, found without computing any others.

        To either side the distances ascend. On each side the first one is looked for with more numbers within
        its reach; the smaller of both is the one.
        """
        split = int(np.searchsorted(self.values, centre))

        def before(steps: int) -> float:
            gap: float = centre - self.values[split - 1 - steps].item()
            return gap

        def after(steps: int) -> float:
            gap: float = self.values[split + steps].item() - centre
            return gap

        def within(distance: float) -> int:
            first = split - bisect_right(range(split), distance, key=before)
            end = split + bisect_right(range(self.values.size - split), distance, key=after)
            return self._reached(end) - self._reached(first)

        found = []
        for size, distance in ((split, before), (self.values.size - split, after)):
            at = bisect_right(range(size), rank, key=bind(_chained, distance, within))
            if at < size:
                found.append(distance(at))
        return min(found)

    def _reached(self, place: int) -> int:
        """Occurrences of the values before a place."""
        return int(self.below[place - 1]) if place else 0

    def histogram(self) -> Histogram | None:
        """Bins of equal width; as many as Freedman and Diaconis (1981) advise, at most 40."""
        low, high = float(self.values[0]), float(self.values[-1])
        width = high - low
        if not (0 < width < math.inf):
            return None
        bins = min(self._bins(width), _MOST_BINS)
        edges = np.linspace(low, high, bins + 1)
        inner = np.searchsorted(self.values, edges[1:-1], side="left")
        reached = np.concatenate(([0], np.where(inner > 0, self.below[inner - 1], 0), [self.count]))
        counts = np.rint(np.diff(reached) * self.scale).astype(np.int64)
        return Histogram(edges=tuple(edges.tolist()), counts=tuple(counts.tolist()))

    def usual_histogram(self) -> Histogram | None:
        """Bins of the values that are not far out; None unless those that are press them into few bins."""
        first, third = self.quantile(0.25), self.quantile(0.75)
        reach = _FAR_FACTOR * (third - first)
        width = float(self.values[-1]) - float(self.values[0])
        if not (reach > 0 and _SQUASHED * (third - first + 2 * reach) < width < math.inf):
            return None
        left = int(np.searchsorted(self.values, first - reach, side="left"))
        right = int(np.searchsorted(self.values, third + reach, side="right"))
        below = self.below[left:right] - self._reached(left)
        return Spread(self.values[left:right], below, self.scale).histogram()

    def _bins(self, width: float) -> int:
        middle = self.quantile(0.75) - self.quantile(0.25)
        is_whole = self.values.dtype.kind == "i" and width < _MOST_BINS
        if is_whole:
            return int(width) + 1
        if middle <= 0:
            return math.ceil(math.log2(self.count)) + 1
        advised: float = width / (2 * middle / self.count ** (1 / 3))
        return max(math.ceil(min(advised, _MOST_BINS)), 1)

    def tukey_fences(self) -> tuple[float, float] | None:
        """1.5 interquartile ranges beyond the quartiles (Tukey 1977); None where the quartiles are equal."""
        first, third = self.quantile(0.25), self.quantile(0.75)
        reach = _TUKEY_FACTOR * (third - first)
        return (first - reach, third + reach) if reach > 0 else None


def _chained(distance: Callable[[int], float], within: Callable[[float], int], steps: int) -> int:
    return within(distance(steps))
