"""Distances between two distributions, from their profiles.

PSI: Siddiqi, Credit Risk Scorecards (2006), thresholds 0.1 and 0.25; its size by chance is that of a
chi-square (Yurdakul 2018). Chi-square: Pearson 1900; its effect size: Cramér 1946. Difference of
means: Cohen 1988. Jensen-Shannon: Lin 1991, as the root of the divergence (Endres & Schindelin
2003). Two-sample Kolmogorov-Smirnov: Smirnov 1948.
"""

import math
from collections.abc import Sequence
from itertools import pairwise

from datainsight.models.profile import Histogram

MODERATE_PSI = 0.1
MAJOR_PSI = 0.25
BINS = 10
DRAWN_BINS = 24
NORMAL_QUANTILE = 3.09
"""Of 99.9 %: of a thousand columns that did not change, one may seem to have."""


def stability_index(old: Sequence[float], new: Sequence[float], old_rows: int, new_rows: int) -> float:
    """PSI of two distributions over the same bins; an empty bin counts as half a row.

    Args:
        old: Shares that sum to 1.
        new: The same.
        old_rows: Values behind the shares.
        new_rows: The same.
    """
    total = 0.0
    for before, after in zip(old, new, strict=True):
        if before <= 0 and after <= 0:
            continue
        p, q = max(before, 0.5 / max(old_rows, 1)), max(after, 0.5 / max(new_rows, 1))
        total += (q - p) * math.log(q / p)
    return total


def stability_index_by_chance(bins: int, old_rows: int, new_rows: int) -> float:
    """What PSI seldom exceeds where nothing changed: the chi-square quantile (Wilson & Hilferty 1931)."""
    freedom = max(bins - 1, 1)
    root = 1 - 2 / (9 * freedom) + NORMAL_QUANTILE * math.sqrt(2 / (9 * freedom))
    return freedom * root**3 * (1 / max(old_rows, 1) + 1 / max(new_rows, 1))


def chi_square(old: Sequence[float], new: Sequence[float], old_rows: int, new_rows: int) -> float:
    """Pearson's statistic of the table with two rows that the shares and the numbers of values give."""
    total = 0.0
    for before, after in zip(old, new, strict=True):
        both = before * old_rows + after * new_rows
        for share, rows in ((before, old_rows), (after, new_rows)):
            expected = both * rows / (old_rows + new_rows)
            if expected > 0:
                total += (share * rows - expected) ** 2 / expected
    return total


def cramers_v(statistic: float, rows: int) -> float:
    """The effect size of a chi-square of two rows: 0 none, 1 no value in common."""
    return math.sqrt(min(statistic / rows, 1.0)) if rows else 0.0


def mean_difference(
    old_mean: float, new_mean: float, old_deviation: float, new_deviation: float
) -> float | None:
    """Cohen's d; None where neither side varies."""
    pooled = math.sqrt((old_deviation**2 + new_deviation**2) / 2)
    return (new_mean - old_mean) / pooled if pooled > 0 else None


def jensen_shannon_distance(old: Sequence[float], new: Sequence[float]) -> float:
    """0 for equal distributions, 1 for those without a common value."""
    divergence = 0.0
    for p, q in zip(old, new, strict=True):
        middle = (p + q) / 2
        divergence += sum(part / 2 * math.log2(part / middle) for part in (p, q) if part > 0)
    return math.sqrt(min(max(divergence, 0.0), 1.0))


def share_below(histogram: Histogram, value: float) -> float:
    """The distribution function of a histogram, linear within a bin."""
    total = sum(histogram.counts)
    below = 0.0
    for low, high, count in zip(histogram.edges, histogram.edges[1:], histogram.counts, strict=False):
        if value >= high:
            below += count
        elif value > low:
            below += count * (value - low) / (high - low)
    return below / total if total else 0.0


def kolmogorov_smirnov(old: Histogram, new: Histogram) -> float:
    """The largest distance of the distribution functions, which lies at an edge."""
    edges = sorted({*old.edges, *new.edges})
    return max((abs(share_below(old, edge) - share_below(new, edge)) for edge in edges), default=0.0)


def shares_over_common_bins(old: Histogram, new: Histogram) -> tuple[list[float], list[float]]:
    """Both distributions over bins that hold a tenth of the old values each; the outer ones are open."""
    edges = sorted({_quantile(old, index / BINS) for index in range(1, BINS)})
    return _shares(old, edges), _shares(new, edges)


def shares_to_draw(old: Histogram, new: Histogram) -> tuple[list[float], list[float], list[float]]:
    """Lower edges of equally wide bins over both ranges, and the shares of both in them."""
    low, high = min(old.edges[0], new.edges[0]), max(old.edges[-1], new.edges[-1])
    edges = [low + (high - low) * index / DRAWN_BINS for index in range(DRAWN_BINS)]
    return edges, _shares(old, edges[1:]), _shares(new, edges[1:])


def _shares(histogram: Histogram, edges: Sequence[float]) -> list[float]:
    ends = [0.0, *(share_below(histogram, edge) for edge in edges), 1.0]
    return [max(high - low, 0.0) for low, high in pairwise(ends)]


def _quantile(histogram: Histogram, share: float) -> float:
    """The inverse of `share_below`."""
    wanted = share * sum(histogram.counts)
    seen = 0.0
    for low, high, count in zip(histogram.edges, histogram.edges[1:], histogram.counts, strict=False):
        if count and seen + count >= wanted:
            return low + (high - low) * (wanted - seen) / count
        seen += count
    return histogram.edges[-1]
