"""What an analysis will cost, exactly, and about how long it takes, before anything is uploaded."""

import math
from bisect import bisect_left
from collections.abc import Mapping

from datainsight.models.analysis import AnalysisOptions
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

_LONGER: Mapping[int, float] = {1: 9.0, 2: 11.0, 3: 12.0, 4: 20.0, 5: 33.0}
_MOST_COMPARED = 42 * 10**6
"""Seconds of processor that comparing more rows takes, by the most columns on a left side: measured on
900,000 rows of 15 columns, which have that many bytes. A larger file has hardly more of its rows compared, a
smaller one takes as much less."""


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


def estimate(
    size_bytes: int,
    *,
    plan: WorkspacePlan,
    committed: int,
    budget: int | None,
    options: AnalysisOptions | None = None,
) -> Estimate:
    """Estimates an analysis.

    Args:
        size_bytes: Of the file.
        plan: The workspace's.
        committed: Micro-dollars spent and set aside in this month.
        budget: Of a month; None is no limit.
        options: How it is to be measured. A sheet changes neither cost nor time: the whole file is read.
    """
    longest = options.longest_determinant if options else None
    seconds = _seconds(size_bytes)
    if longest is not None:
        seconds += _LONGER[min(longest, max(_LONGER))] * min(1.0, size_bytes / _MOST_COMPARED)
    cost = prices.analysis_price(size_bytes)
    return Estimate(
        microdollars=cost,
        seconds=math.ceil(seconds),
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
