"""Mean and variance that keep their digits, mergeable.

Source: T. F. Chan, G. H. Golub, R. J. LeVeque: Updating formulae and a pairwise algorithm for computing
sample variances (1979). The mean is kept as a whole number plus a small offset: values like 1000000000.4
then lose nothing when their mean is subtracted.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Number = int | float


@dataclass(frozen=True, slots=True)
class Moments:
    """Count, mean, squared deviations and extremes of some numbers.

    Attributes:
        count: How many numbers.
        pivot: Whole number near the mean.
        offset: Mean minus pivot.
        squares: Sum of squared deviations from the mean.
        minimum: The smallest.
        maximum: The largest.
    """

    count: int
    pivot: int
    offset: float
    squares: float
    minimum: Number
    maximum: Number

    @classmethod
    def of_deviations(
        cls,
        pivot: int,
        deviations: npt.NDArray[np.float64],
        weights: npt.NDArray[np.int64] | None,
        extremes: tuple[Number, Number],
    ) -> "Moments":
        """Moments of `pivot + deviations`, each occurring once or as often as `weights` says; not empty."""
        count = int(deviations.size if weights is None else weights.sum())
        # Sums of numbers near the end of floating point become infinite, and are left out of the profile.
        with np.errstate(over="ignore", invalid="ignore"):
            weighted = deviations if weights is None else deviations * weights
            offset = float(weighted.sum()) / count
            residuals = deviations - offset
            squared = residuals * residuals
            squares = float((squared if weights is None else squared * weights).sum())
        return cls(count, pivot, offset, squares, *extremes)

    @classmethod
    def of(cls, numbers: npt.NDArray[Any], weights: npt.NDArray[np.int64] | None = None) -> "Moments":
        """Moments of int64 or float64 numbers; not empty.

        Integers are taken relative to a whole number near their mean before they become floating point.
        """
        extremes: tuple[Number, Number] = (numbers.min().item(), numbers.max().item())
        if numbers.dtype.kind == "i":
            pivot = round(float(np.average(numbers, weights=weights)))
            return cls.of_deviations(pivot, (numbers - pivot).astype(np.float64), weights, extremes)
        return cls.of_deviations(0, numbers, weights, extremes)

    @property
    def mean(self) -> float:
        """Arithmetic mean."""
        return self.pivot + self.offset

    @property
    def standard_deviation(self) -> float | None:
        """Sample standard deviation (n - 1); None for fewer than two numbers."""
        if self.count < 2:
            return None
        return math.sqrt(self.squares / (self.count - 1))

    def merge(self, other: "Moments") -> "Moments":
        """Moments of both together."""
        first, second = (self, other) if self.count >= other.count else (other, self)
        count = first.count + second.count
        gap = (second.pivot - first.pivot) + (second.offset - first.offset)
        return Moments(
            count,
            first.pivot,
            first.offset + gap * (second.count / count),
            first.squares + second.squares + gap * gap * (first.count * (second.count / count)),
            min(first.minimum, second.minimum),
            max(first.maximum, second.maximum),
        )

    def scaled(self, factor: float) -> "Moments":
        """Moments of the numbers multiplied by `factor` (> 0)."""
        return Moments(
            self.count,
            0,
            self.mean * factor,
            self.squares * factor * factor,
            self.minimum * factor,
            self.maximum * factor,
        )


def merge_optional(first: Moments | None, second: Moments | None) -> Moments | None:
    """Merges where either side may have no numbers."""
    if first is None or second is None:
        return first or second
    return first.merge(second)
