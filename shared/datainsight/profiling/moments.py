"""Moments up to the fourth that keep their digits, mergeable.

Sources: T. F. Chan, G. H. Golub, R. J. LeVeque: Updating formulae and a pairwise algorithm for computing
sample variances (1979), also for the corrected second pass; P. Pébay: Formulas for robust, one-pass parallel
computation of covariances and arbitrary-order statistical moments (SAND2008-6212), eqs. 2.1 and following,
for the merge of the third and fourth. The mean is kept as a whole number plus a small offset: values like
1000000000.4 then lose nothing when their mean is subtracted.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Number = int | float
Weights = npt.NDArray[np.int64] | None

_FEWEST_FOR_SKEWNESS = 3
_FEWEST_FOR_KURTOSIS = 4
_LEAST_RELATIVE_SPREAD = 1e-12
"""Below this share of the mean a spread may be rounding alone, and its shape means nothing."""


@dataclass(frozen=True, slots=True)
class Moments:
    """Count, mean, sums of powers of the deviations, extremes and signs of some numbers.

    Attributes:
        count: How many numbers.
        pivot: Whole number near the mean.
        offset: Mean minus pivot.
        squares: Sum of squared deviations from the mean.
        cubes: Sum of their cubes.
        fourths: Sum of their fourth powers.
        minimum: The smallest.
        maximum: The largest.
        zeros: How many are 0.
        negatives: How many are below 0.
    """

    count: int
    pivot: int
    offset: float
    squares: float
    cubes: float
    fourths: float
    minimum: Number
    maximum: Number
    zeros: int = 0
    negatives: int = 0

    @classmethod
    def of_deviations(
        cls,
        pivot: int,
        deviations: npt.NDArray[np.float64],
        weights: Weights,
        extremes: tuple[Number, Number],
        signs: tuple[int, int] = (0, 0),
    ) -> "Moments":
        """Moments of `pivot + deviations`, each occurring once or as often as `weights` says; not empty.

        Args:
            pivot: What the deviations are relative to.
            deviations: The numbers less the pivot.
            weights: How often each occurs.
            extremes: Smallest and largest number.
            signs: How many numbers are 0, and how many are below.
        """
        count = int(deviations.size if weights is None else weights.sum())
        # Sums of numbers near the end of floating point become infinite, and are left out of the profile.
        with np.errstate(over="ignore", invalid="ignore"):
            offset = _sum(deviations, weights) / count
            residuals = deviations - offset
            # What is left of the first power is the rounding of the mean; Chan's corrected second pass.
            slip = _sum(residuals, weights) / count
            powers = residuals * residuals
            squares = _sum(powers, weights) - count * slip * slip
            residuals *= powers
            cubes = _sum(residuals, weights) - 3 * slip * squares
            powers *= powers
            fourths = _sum(powers, weights) - 4 * slip * cubes
        squares = 0.0 if squares < 0 else squares
        return cls(count, pivot, offset + slip, squares, cubes, fourths, *extremes, *signs)

    @classmethod
    def of(cls, numbers: npt.NDArray[Any], weights: Weights = None) -> "Moments":
        """Moments of int64 or float64 numbers; not empty.

        Integers are taken relative to a whole number near their mean before they become floating point.
        """
        extremes: tuple[Number, Number] = (numbers.min().item(), numbers.max().item())
        signs = _signs(numbers, weights, extremes)
        if numbers.dtype.kind == "i":
            pivot = round(float(np.average(numbers, weights=weights)))
            return cls.of_deviations(pivot, (numbers - pivot).astype(np.float64), weights, extremes, signs)
        return cls.of_deviations(0, numbers, weights, extremes, signs)

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

    @property
    def skewness(self) -> float | None:
        """Adjusted Fisher-Pearson coefficient G1 (Joanes & Gill 1998); None for constants or fewer than 3."""
        n = self.count
        if n < _FEWEST_FOR_SKEWNESS or not self._is_spread:
            return None
        variance = self.squares / n
        return self.cubes / n / (variance * math.sqrt(variance)) * math.sqrt(n * (n - 1)) / (n - 2)

    @property
    def kurtosis(self) -> float | None:
        """Excess kurtosis G2 without bias (Joanes & Gill 1998); None for constants or fewer than 4."""
        n = self.count
        if n < _FEWEST_FOR_KURTOSIS or not self._is_spread:
            return None
        variance = self.squares / n
        excess = self.fourths / n / variance / variance - 3
        return ((n + 1) * excess + 6) * (n - 1) / ((n - 2) * (n - 3))

    @property
    def _is_spread(self) -> bool:
        if self.minimum == self.maximum or not math.isfinite(self.fourths):
            return False
        variance = self.squares / self.count
        return variance * variance > 0 and math.sqrt(variance) > _LEAST_RELATIVE_SPREAD * abs(self.offset)

    def merge(self, other: "Moments") -> "Moments":
        """Moments of both together."""
        first, second = (self, other) if self.count >= other.count else (other, self)
        count = first.count + second.count
        gap = (second.pivot - first.pivot) + (second.offset - first.offset)
        # Shares instead of counts, so that no product of counts grows beyond what floating point holds.
        large, small = first.count / count, second.count / count
        product = first.count * small
        # Powers of a gap near the end of floating point become infinite, as the sums themselves would.
        square = gap * gap
        return Moments(
            count,
            first.pivot,
            first.offset + gap * small,
            first.squares + second.squares + square * product,
            first.cubes
            + second.cubes
            + square * gap * product * (large - small)
            + 3 * gap * (large * second.squares - small * first.squares),
            first.fourths
            + second.fourths
            + square * square * product * (large * large - large * small + small * small)
            + 6 * square * (large * large * second.squares + small * small * first.squares)
            + 4 * gap * (large * second.cubes - small * first.cubes),
            min(first.minimum, second.minimum),
            max(first.maximum, second.maximum),
            first.zeros + second.zeros,
            first.negatives + second.negatives,
        )

    def scaled(self, factor: float) -> "Moments":
        """Moments of the numbers multiplied by `factor` (> 0)."""
        square = factor * factor
        return Moments(
            self.count,
            0,
            self.mean * factor,
            self.squares * square,
            self.cubes * square * factor,
            self.fourths * square * square,
            self.minimum * factor,
            self.maximum * factor,
            self.zeros,
            self.negatives,
        )


def merge_optional(first: Moments | None, second: Moments | None) -> Moments | None:
    """Merges where either side may have no numbers."""
    if first is None or second is None:
        return first or second
    return first.merge(second)


def _sum(terms: npt.NDArray[np.float64], weights: Weights) -> float:
    return float((terms if weights is None else terms * weights).sum())


def _signs(numbers: npt.NDArray[Any], weights: Weights, extremes: tuple[Number, Number]) -> tuple[int, int]:
    """How many numbers are 0, and how many are below; most columns have neither, as their minimum tells."""
    low, high = extremes
    zeros = _count(numbers == 0, weights) if low <= 0 <= high else 0
    return zeros, _count(numbers < 0, weights) if low < 0 else 0


def _count(mask: npt.NDArray[np.bool_], weights: Weights) -> int:
    return int(np.count_nonzero(mask) if weights is None else weights[mask].sum())
