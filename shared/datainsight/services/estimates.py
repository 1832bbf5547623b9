"""What an analysis will cost, exactly, and about how long it takes, before anything is uploaded."""

import math
from bisect import bisect_left

from datainsight.models.base import Frozen
from datainsight.models.upload import WorkspacePlan
from datainsight.services import plans, prices

_GB = 10**9
_SECONDS: tuple[tuple[int, float], ...] = (
    (10**6, 20.0),
    (_GB, 51.0),
    (10 * _GB, 81.0),
    (100 * _GB, 159.0),
    (1000 * _GB, 551.0),
)
"""Bytes and seconds from the upload's end to the results: what `services.scale_model` calculates of a
measurement (docs/PERFORMANCE.md), a sleeping database included; smaller files take what the stages take.
Between them, time grows evenly with the size's logarithm."""


class Estimate(Frozen):
    """What to expect.

    Attributes:
        microdollars: What it will cost.
        seconds: About how long it takes.
        is_within_plan: Whether the plan takes a file of that size.
        is_within_budget: Whether this month's budget leaves enough, now.
    """

    microdollars: int
    seconds: int
    is_within_plan: bool
    is_within_budget: bool


def estimate(size_bytes: int, *, plan: WorkspacePlan, committed: int, budget: int | None) -> Estimate:
    """Estimates an analysis.

    Args:
        size_bytes: Of the file.
        plan: The workspace's.
        committed: Micro-dollars spent and set aside in this month.
        budget: Of a month; None is no limit.
    """
    cost = prices.analysis_price(size_bytes)
    return Estimate(
        microdollars=cost,
        seconds=math.ceil(_seconds(size_bytes)),
        is_within_plan=size_bytes <= plans.LARGEST_UPLOAD[plan],
        is_within_budget=budget is None or committed + cost <= budget,
    )


def _seconds(size_bytes: int) -> float:
    sizes = [size for size, _ in _SECONDS]
    if size_bytes <= sizes[0]:
        return _SECONDS[0][1]
    place = min(bisect_left(sizes, size_bytes), len(sizes) - 1)
    (low, fast), (high, slow) = _SECONDS[place - 1], _SECONDS[place]
    share = math.log(size_bytes / low) / math.log(high / low)
    return fast + share * (slow - fast)
