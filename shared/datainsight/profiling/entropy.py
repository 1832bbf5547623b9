"""How much a value tells: Shannon's entropy of the distribution of values (1948)."""

import math

import numpy as np

from datainsight.profiling.counted import CountedSet
from datainsight.profiling.values import Values

_FREQUENT = 1 / 256


def entropy(hashes: CountedSet, values: Values) -> float | None:
    """Bits: log2 n minus the sum of c log2 c over the counts c of all values, divided by n.

    Where only the smallest hashes are known, their values are a random part of all distinct values, and
    their sum is raised accordingly (Horvitz & Thompson 1952), but for the frequent values: the sampled rows
    tell of them.

    Args:
        hashes: Of the filled cells, with their counts.
        values: The column without its nulls.
    """
    if values.count <= 0:
        return None
    repeated = hashes.extra + 1
    if values.distinct.is_exact:
        nulls = (count for spelling, count in values.null_spellings.items() if spelling)
        total = _weight(repeated) - sum(count * math.log2(count) for count in nulls if count)
    else:
        least = _FREQUENT * values.count
        raised = max(values.distinct.count / max(hashes.size, 1), 1.0)
        frequent = [count for _, count in values.shown if count >= least]
        total = raised * _weight(repeated[repeated < least]) + _weight(np.array(frequent, np.int64))
    most = math.log2(max(values.distinct.count, 1))
    return min(max(math.log2(values.count) - total / values.count, 0.0), most)


def _weight(counts: np.ndarray[tuple[int], np.dtype[np.int64]]) -> float:
    return float((counts * np.log2(counts)).sum())
