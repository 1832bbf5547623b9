"""Which shards' partials are merged before all are combined; decided by plan, which carries no numpy.

One function that merges thousands of partials of many megabytes would be slow, and gone with its time limit.
Two levels of about the square root of their number each share the work evenly.
"""

import math
from itertools import pairwise

from datainsight.models.dataset import ShardGroup

MOST_IN_ONE_MERGE = 64
"""Partials that one function merges without groups: half a minute, by docs/PERFORMANCE.md."""


def groups_of(shard_count: int) -> tuple[ShardGroup, ...]:
    """Groups of neighbours of nearly equal size, about as many as each has members; none for few shards."""
    if shard_count <= MOST_IN_ONE_MERGE:
        return ()
    count = math.isqrt(shard_count - 1) + 1
    borders = [shard_count * number // count for number in range(count + 1)]
    return tuple(
        ShardGroup(index=index, first=first, end=end) for index, (first, end) in enumerate(pairwise(borders))
    )
