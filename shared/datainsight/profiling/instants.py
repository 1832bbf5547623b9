"""How dates lie in time: granularity, weekdays, steps and gaps, time zones."""

import re
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from datainsight.models.profile import DataType, DateFacts, DateGap
from datainsight.profiling.magnitudes import shown_instant
from datainsight.profiling.members import Resolved
from datainsight.profiling.spread import Spread
from datainsight.profiling.swapping import MICROSECONDS_A_DAY

_UNITS = (
    ("day", MICROSECONDS_A_DAY), ("hour", 3_600_000_000), ("minute", 60_000_000), ("second", 1_000_000),
    ("millisecond", 1000), ("microsecond", 1),
)  # fmt: skip
_FIRST_WEEKDAY = 3
"""1970-01-01 was a Thursday."""
_FEWEST_STEPS = 2
_FIRST = 1000
_REGULAR = 0.5
_OFFSET = re.compile(r"([-+]\d{2}):?(\d{2})?$")
_ZONED = ("%z", "%#z")
_UTC = ("Z", "UTC")

Whole = npt.NDArray[np.int64]


def date_facts(
    resolved: Resolved, spread: Spread, typical: Callable[[], Sequence[tuple[str, int]]]
) -> DateFacts:
    """Facts of a column of dates or datetimes.

    Args:
        resolved: The column's type.
        spread: Its moments in microseconds since 1970.
        typical: Gives values with their counts, all or a sample: the source of time zones.
    """
    moments = spread.values.astype(np.int64)
    granularity, units = _granularity(moments)
    weekdays = (moments // MICROSECONDS_A_DAY + _FIRST_WEEKDAY) % 7
    counts = np.bincount(weekdays, np.diff(spread.below, prepend=0), 7) * spread.scale
    facts = DateFacts(
        granularity=granularity,
        weekday_counts=tuple(np.rint(counts).astype(np.int64).tolist()),
        time_zones=_time_zones(resolved, typical),
    )
    if spread.scale != 1.0:
        return facts
    return facts.model_copy(update=_steps(moments, units, resolved.data_type))


def _granularity(moments: Whole) -> tuple[str, Whole]:
    """The largest unit of which all moments are whole, and the moments counted in it."""
    first = moments[:_FIRST]  # of most units these tell that they are too large
    name, size = next(
        (name, size) for name, size in _UNITS if not ((first % size).any() or (moments % size).any())
    )
    units = moments // size
    if name != "day":
        return name, units
    days = units.astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    if (months.astype("datetime64[D]") != days).any():
        return name, units
    whole = months.astype(np.int64)
    return ("month", whole) if (whole % 12).any() else ("year", whole // 12)


def _steps(moments: Whole, units: Whole, data_type: DataType) -> dict[str, object]:
    distances = np.diff(units)
    if distances.size < _FEWEST_STEPS:
        return {}
    found, counts = np.unique(distances, return_counts=True)
    step = found[np.argmax(counts)]
    share = float(counts.max() / distances.size)
    facts: dict[str, object] = {"step": int(step), "regular_share": share}
    if share < _REGULAR:
        return facts
    longest = int(np.argmax(distances))
    facts["gap_count"] = int(counts[found > step].sum())
    if facts["gap_count"]:
        after, before = (shown_instant(moments[place].item(), data_type) for place in (longest, longest + 1))
        facts["longest_gap"] = DateGap(after=after, before=before, units=int(distances[longest]))
    return facts


def _time_zones(resolved: Resolved, typical: Callable[[], Sequence[tuple[str, int]]]) -> dict[str, int]:
    """Values by their written zone, most frequent first; none of it for dates without times."""
    if resolved.data_type is not DataType.DATETIME:
        return {}
    zones: dict[str, int] = {}
    for member in resolved.members:
        if member.notation.endswith(_ZONED):
            continue
        zone = "UTC" if member.notation.endswith(_UTC) else "none"
        zones[zone] = zones.get(zone, 0) + member.partial.count
    zoned = sum(member.partial.count for member in resolved.members if member.notation.endswith(_ZONED))
    if zoned:
        offsets = _offsets(typical())
        scale = zoned / max(sum(offsets.values()), 1)
        for zone, count in offsets.items():
            zones[zone] = zones.get(zone, 0) + round(count * scale)
    return dict(sorted(zones.items(), key=lambda item: (-item[1], item[0])))


def _offsets(pairs: Sequence[tuple[str, int]]) -> dict[str, int]:
    offsets: dict[str, int] = {}
    for text, count in pairs:
        found = _OFFSET.search(text)
        if found and ":" in text:
            offset = f"{found[1]}:{found[2] or '00'}"
            offsets[offset] = offsets.get(offset, 0) + count
    return offsets
