"""First digits against Benford's law.

Sources: F. Benford: The law of anomalous numbers (1938); M. Nigrini: Benford's Law (2012) for when it can be
expected and for the bounds of the mean absolute deviation.
"""

import math

import numpy as np

from datainsight.models.profile import BenfordFacts
from datainsight.profiling.spread import Spread

_FEWEST = 300
_ORDERS = 100
_EXPECTED = np.log10(1 + 1 / np.arange(1, 10))
_CONFORMITY = ((0.006, "close"), (0.012, "acceptable"), (0.015, "marginal"))


def first_digits(spread: Spread) -> BenfordFacts | None:
    """How the first digits are spread; None where the law says nothing.

    It speaks of positive numbers over at least two orders of magnitude, and of enough of them.
    """
    low, high = float(spread.values[0]), float(spread.values[-1])
    if not (low > 0 and _ORDERS * low <= high < math.inf) or spread.count < _FEWEST:
        return None
    values = spread.values.astype(np.float64)
    leading = np.floor(values / 10.0 ** np.floor(np.log10(values))).astype(np.int64)
    counts = np.bincount(np.clip(leading, 1, 9), np.diff(spread.below, prepend=0), 10)[1:]
    total = counts.sum()
    expected = _EXPECTED * total
    chi_squared = float(((counts - expected) ** 2 / expected).sum())
    deviation = float(np.abs(counts / total - _EXPECTED).mean())
    return BenfordFacts(
        digit_counts=tuple(counts.astype(np.int64).tolist()),
        chi_squared=chi_squared,
        p_value=_upper_tail(chi_squared),
        mean_absolute_deviation=deviation,
        conformity=next((word for bound, word in _CONFORMITY if deviation <= bound), "none"),
    )


def _upper_tail(chi_squared: float) -> float:
    """Of chi-squared with 8 degrees of freedom, which is a Poisson sum (Abramowitz & Stegun 26.4.21)."""
    half = chi_squared / 2
    return math.exp(-half) * (1 + half + half**2 / 2 + half**3 / 6)
