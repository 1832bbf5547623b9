"""Columns of dates and times: whether the day comes first, and which whole numbers are dates or times."""

import re

import numpy as np
import numpy.typing as npt

from datainsight.models.profile import DataType
from datainsight.profiling.column import NotationPartial
from datainsight.profiling.counted import Counts
from datainsight.profiling.members import Member, Parts, Resolved, count_of
from datainsight.profiling.notations import (
    AMBIGUOUS,
    INTEGERS,
    Notation,
    has_time,
    is_temporal,
    is_time_of_day,
)

_MIXED_SHARE = 0.1
"""From this share of values with a time on, a column of dates is one of dates with times."""

COMPACT_DATES = (19_000_101, 21_001_231)
COMPACT_FORMAT = "%Y%m%d"
_COMPACT_SHARE = 0.99

CLOCK_FORMAT = "%H%M"
CLOCK_END = 2400
MINUTES = 60
_CLOCK_NAME = re.compile(
    r"(?i)(?:^|[^a-z])(?:time|hour|hours|hhmm|clock|hrs|uhrzeit|zeit|heure|hora|ora|tijd)(?:$|[^a-z])"
)
_FEWEST_CLOCKS = 12


def _compact_dates(parts: Parts) -> tuple[Member, ...]:
    """Whole numbers like 20240131, where nearly all of them are days."""
    whole = parts.get(Notation.INTEGER)
    if whole is None or whole.moments is None or whole.numbers is None:
        return ()
    low, high = COMPACT_DATES
    if not (low <= whole.moments.minimum and whole.moments.maximum <= high):
        return ()
    numbers = whole.numbers.values
    days, months = numbers % 100, numbers // 100 % 100
    is_day = (months >= 1) & (months <= 12) & (days >= 1) & (days <= _days_in(numbers // 10_000, months))
    if whole.numbers.counts()[is_day].sum() < _COMPACT_SHARE * whole.count:
        return ()
    return (Member(Notation.INTEGER, COMPACT_FORMAT, whole),)


def _days_in(years: Counts, months: Counts) -> Counts:
    is_leap = (years % 4 == 0) & ((years % 100 != 0) | (years % 400 == 0))
    lengths: Counts = np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
    result: Counts = lengths[np.clip(months, 0, 12)] + (is_leap & (months == 2))
    return result


def are_clocks(numbers: Counts) -> npt.NDArray[np.bool_]:
    """Which whole numbers are an hour followed by a minute."""
    return (numbers >= 0) & (numbers < CLOCK_END) & (numbers % 100 < MINUTES)


def _compact_times(parts: Parts, name: str) -> tuple[Member, ...]:
    """Whole numbers like 1730 in a column named after time, where nearly all are minutes of a day.

    Of other numbers, six in ten end in less than 60. A dozen different ones with an hour are no chance.
    """
    if not _CLOCK_NAME.search(re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", name)):
        return ()
    whole = {each: part for each, part in parts.items() if each in INTEGERS}
    if not whole or any(part.numbers is None for part in whole.values()):
        return ()
    counted = [part.numbers for part in whole.values() if part.numbers is not None]
    numbers = np.concatenate([each.values for each in counted])
    counts = np.concatenate([each.counts() for each in counted])
    is_clock = are_clocks(numbers)
    with_hour = np.unique(numbers[is_clock & (numbers >= 100)])
    if with_hour.size < _FEWEST_CLOCKS or with_hour[-1] < CLOCK_END // 2:
        return ()
    if counts[is_clock].sum() < _COMPACT_SHARE * counts.sum():
        return ()
    return tuple(Member(each, CLOCK_FORMAT, part) for each, part in sorted(whole.items()))


def resolve_instants(parts: Parts, name: str) -> tuple[Resolved, Resolved]:
    """As days (with or without a time), and as times of day."""
    temporal = {each: part for each, part in parts.items() if is_temporal(each)}
    days = {each: part for each, part in temporal.items() if not is_time_of_day(each)}
    times = tuple(Member(each, each, part) for each, part in sorted(temporal.items()) if each not in days)
    times += _compact_times(parts, name)
    compact = _compact_dates(parts)
    total = count_of(days, *days) + sum(member.partial.count for member in compact)
    timed = sum(part.count for each, part in days.items() if has_time(each))
    is_day_first = day_first(days)
    members = (
        tuple(_day_member(each, part, days, is_day_first) for each, part in sorted(days.items())) + compact
    )
    data_type = DataType.DATETIME if timed > _MIXED_SHARE * total else DataType.DATE
    return (
        Resolved(data_type, total, members, is_day_first),
        Resolved(DataType.TIME, sum(each.partial.count for each in times), times),
    )


def day_first(days: Parts, separator: str | None = None) -> bool | None:
    """Whether the dates that can only be read one way put the day first; None without such dates."""
    month = day = 0
    for name, part in days.items():
        if separator is not None and name[2:3] != separator:
            continue
        month += part.count if name.startswith("%m") else 0
        day += part.count if name.startswith("%d") and name[3:5] == "%m" else 0
    return None if month == day == 0 else day > month


def _day_member(name: str, part: NotationPartial, days: Parts, is_day_first: bool | None) -> Member:
    if not name.startswith(AMBIGUOUS):
        return Member(name, name, part)
    month_first = name.removeprefix(AMBIGUOUS)
    separator = month_first[2]
    evidence = day_first(days, separator)
    evidence = is_day_first if evidence is None else evidence
    # Without evidence, dates with points are written day first; others are read month first.
    is_swapped = separator == "." if evidence is None else evidence
    shown = f"%d{separator}%m{month_first[5:]}" if is_swapped else month_first
    return Member(name, shown, part, is_swapped=is_swapped)
