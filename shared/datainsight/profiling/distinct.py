"""How many distinct values there are, from their smallest hashes.

Sources:
    Z. Bar-Yossef, T. S. Jayram, R. Kumar, D. Sivakumar, L. Trevisan: Counting distinct elements in a data
    stream (RANDOM 2002), the k minimum values.
    E. Cohen, H. Kaplan: Summarizing data using bottom-k sketches (PODC 2007).
"""

import math
from dataclasses import dataclass

from datainsight.profiling.counted import CountedSet

HASH_SPACE = float(1 << 64)


@dataclass(frozen=True, slots=True)
class DistinctCount:
    """A number of distinct values, and its standard error as a share of it (0 where exact)."""

    count: int
    relative_error: float = 0.0

    @property
    def is_exact(self) -> bool:
        """Whether it was counted rather than estimated."""
        return self.relative_error == 0.0


def keep(hashes: CountedSet, limit: int) -> CountedSet:
    """What is remembered of the hashes: one more than the limit, which tells a full set from a cut one."""
    return hashes.smallest(limit + 1)


def count(hashes: CountedSet, limit: int, occurrences: int) -> DistinctCount:
    """Counts or estimates the distinct values.

    Beyond the limit there are two unbiased ways: from the largest kept hash (error 1/sqrt(k-2)), or, since
    the kept values are a uniform sample of the distinct values with exact counts, `occurrences` divided by
    their mean count. The second one is nearly free of error where most values occur once; the better one is
    taken.

    Args:
        hashes: What `keep` kept.
        limit: The same limit.
        occurrences: All occurrences, also those of values that were not kept.
    """
    if hashes.size <= limit:
        return DistinctCount(hashes.size)
    kept = hashes.size
    share_kept = (float(hashes.values[-1]) + 1.0) / HASH_SPACE
    by_smallest = (kept - 1) / share_kept
    counts = hashes.counts()
    mean = float(counts.mean())
    variation = float(counts.std(ddof=1)) / mean if kept > 1 else 1.0
    error_by_smallest = 1.0 / math.sqrt(max(kept - 2, 1))
    error_by_mean = max(variation, 1.0 / math.sqrt(kept)) / math.sqrt(kept)
    if error_by_mean < error_by_smallest:
        return DistinctCount(max(round(occurrences / mean), kept), error_by_mean)
    return DistinctCount(max(round(by_smallest), kept), error_by_smallest)
