"""What a column is: its type, from how many of its values have which notation."""

import math
import re
from dataclasses import dataclass, field

import numpy as np

from datainsight.models.profile import DataType
from datainsight.profiling.column import NotationPartial
from datainsight.profiling.counted import Counts
from datainsight.profiling.notations import (
    AMBIGUOUS,
    BOOLEAN_PAIRS,
    INFINITIES,
    INTEGERS,
    NUMBERS,
    UNDECIDED_WORDS,
    Notation,
    has_time,
    is_temporal,
    is_time_of_day,
)

TYPE_SHARE = 0.9
"""A column is of a type where at least this share of its values is."""

_CODE_SHARE = 0.005
"""From this share of leading zeros on, whole numbers are codes."""

_MIXED_SHARE = 0.1
"""From this share of values with a time on, a column of dates is one of dates with times."""

COMPACT_DATES = (19_000_101, 21_001_231)
_COMPACT_SHARE = 0.99
COMPACT_FORMAT = "%Y%m%d"
CLOCK_END = 2400
MINUTES = 60
_PHONE_DIGITS = 7

INFINITY = "infinity"
UNDECIDED = "undecided"
CLOCK_FORMAT = "%H%M"
_CLOCK_NAME = re.compile(
    r"(?i)(?:^|[^a-z])(?:time|hour|hours|hhmm|clock|hrs|uhrzeit|zeit|heure|hora|ora|tijd)(?:$|[^a-z])"
)
_FEWEST_CLOCKS = 12
_MOST_UNDECIDED = 5

_PLAIN_WORDS = {"true", "false", "yes", "no"}
"""One of them alone is enough; a lone "N" or "t" is not."""

Parts = dict[str, NotationPartial]


@dataclass(frozen=True, slots=True)
class Member:
    """A notation that belongs to the column's type.

    Attributes:
        notation: As measured.
        shown: Its name in the profile.
        partial: Its values.
        factor: What its numbers have to be multiplied with.
        is_swapped: Its dates have to be read day first.
    """

    notation: str
    shown: str
    partial: NotationPartial
    factor: float = 1.0
    is_swapped: bool = False


@dataclass(frozen=True, slots=True)
class Resolved:
    """A column's type.

    Attributes:
        data_type: The type.
        count: Values of that type.
        members: The notations that express it; empty for text.
        is_day_first: What the evidence says of ambiguous dates; None where there is none.
    """

    data_type: DataType
    count: int
    members: tuple[Member, ...] = field(default=())
    is_day_first: bool | None = None


def resolve(notations: Parts, value_count: int, name: str = "") -> Resolved:
    """The type of a column.

    Args:
        notations: Measured notations without those of nulls.
        value_count: Values that are not null in any spelling.
        name: The column's name. It only decides whether whole numbers such as 1730 may be times of day.
    """
    if not value_count:
        return Resolved(DataType.EMPTY, 0)
    # Where two types fit equally, the first one counts: whole numbers that are all days are days.
    candidates = [*_instants(notations, name), _numbers(notations), _booleans(notations)]
    best = max(candidates, key=lambda each: each.count)
    if best.count < TYPE_SHARE * value_count:
        return Resolved(DataType.TEXT, value_count)
    return best


def _count(parts: Parts, *names: str) -> int:
    return sum(parts[name].count for name in names if name in parts)


def _numbers(parts: Parts) -> Resolved:
    numeric = {name: part for name, part in parts.items() if name in NUMBERS}
    total = _count(numeric, *numeric)
    whole = _count(numeric, *INTEGERS)
    nothing = Resolved(DataType.INTEGER, 0)
    if not total or _count(numeric, Notation.ZERO_PADDED) > _CODE_SHARE * whole > 0:
        return nothing
    if 2 * _count(numeric, Notation.LONG_DIGITS) >= total or _are_phones(numeric, total):
        return nothing
    members = tuple(_number_member(name, part, numeric) for name, part in sorted(numeric.items()))
    infinities = _infinities(parts)
    is_whole = infinities is None and all(_is_whole(member) for member in members)
    if infinities is not None:
        members = (*members, Member(Notation.TEXT, INFINITY, infinities))
        total += infinities.count
    return Resolved(DataType.INTEGER if is_whole else DataType.DECIMAL, total, members)


def _infinities(parts: Parts) -> NotationPartial | None:
    """The words that mean infinity, as far as they are among the remembered ones."""
    words = parts.get(Notation.TEXT)
    if words is None:
        return None
    found = words.examples.only(lambda text: text.strip().lower() in INFINITIES)
    return NotationPartial(found.counted.total, found) if len(found) else None


def infinities_of(resolved: Resolved) -> int:
    """How many values of a column of numbers are infinite."""
    return sum(member.partial.count for member in resolved.members if member.shown == INFINITY)


def _number_member(name: str, part: NotationPartial, parts: Parts) -> Member:
    """Decides what 1,234 and 1.234 mean by what stands beside them."""
    comma_decimals = _count(parts, Notation.DECIMAL_COMMA, Notation.THOUSANDS_POINT)
    point_decimals = _count(parts, Notation.DECIMAL, Notation.THOUSANDS_COMMA)
    has_decimal_comma = comma_decimals > point_decimals
    if name == Notation.COMMA_GROUP:
        if has_decimal_comma:
            return Member(name, Notation.DECIMAL_COMMA, part, 0.001)
        return Member(name, Notation.THOUSANDS_COMMA, part)
    if name == Notation.POINT_GROUP:
        if has_decimal_comma:
            return Member(name, Notation.THOUSANDS_POINT, part, 1000.0)
        return Member(name, "plain", part)
    is_plain = name in {*INTEGERS, Notation.DECIMAL, Notation.LONG_DIGITS}
    return Member(name, "plain" if is_plain else name, part)


def _is_whole(member: Member) -> bool:
    if member.notation in INTEGERS:
        return True
    if member.notation not in {
        Notation.COMMA_GROUP, Notation.THOUSANDS_COMMA, Notation.THOUSANDS_POINT, Notation.THOUSANDS_SPACE,
        Notation.THOUSANDS_APOSTROPHE, Notation.POINT_GROUP,
    }:  # fmt: skip
        return False
    numbers = member.partial.numbers
    if numbers is None:
        return False
    values = numbers.values * member.factor
    return bool(np.all(values == np.floor(values)))


def _are_phones(parts: Parts, total: int) -> bool:
    """Groups of digits that are all equally long are telephone numbers rather than quantities."""
    spaced = parts.get(Notation.THOUSANDS_SPACE)
    if spaced is None or 2 * spaced.count < total or spaced.moments is None:
        return False
    low, high = spaced.moments.minimum, spaced.moments.maximum
    return low >= 10 ** (_PHONE_DIGITS - 1) and math.floor(math.log10(low)) == math.floor(math.log10(high))


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
    is_clock = (numbers >= 0) & (numbers < CLOCK_END) & (numbers % 100 < MINUTES)
    with_hour = np.unique(numbers[is_clock & (numbers >= 100)])
    if with_hour.size < _FEWEST_CLOCKS or with_hour[-1] < CLOCK_END // 2:
        return ()
    if counts[is_clock].sum() < _COMPACT_SHARE * counts.sum():
        return ()
    return tuple(Member(each, CLOCK_FORMAT, part) for each, part in sorted(whole.items()))


def _instants(parts: Parts, name: str) -> tuple[Resolved, Resolved]:
    """As days (with or without a time), and as times of day."""
    temporal = {each: part for each, part in parts.items() if is_temporal(each)}
    days = {each: part for each, part in temporal.items() if not is_time_of_day(each)}
    times = tuple(Member(each, each, part) for each, part in sorted(temporal.items()) if each not in days)
    times += _compact_times(parts, name)
    compact = _compact_dates(parts)
    total = _count(days, *days) + sum(member.partial.count for member in compact)
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


def _booleans(parts: Parts) -> Resolved:
    part = parts.get(Notation.BOOLEAN)
    if part is None:
        return Resolved(DataType.BOOLEAN, 0)
    spellings = {text.strip().lower() for text in part.examples.texts.to_list()}
    is_pair = any(spellings >= set(pair) for pair in BOOLEAN_PAIRS)
    if not is_pair and not spellings <= _PLAIN_WORDS:
        return Resolved(DataType.BOOLEAN, 0)
    members = [Member(Notation.BOOLEAN, "true/false", part)]
    digits, words = parts.get(Notation.INTEGER), parts.get(Notation.TEXT)
    if is_pair and digits is not None and _are_flags(digits, part):
        members.append(Member(Notation.INTEGER, "1/0", NotationPartial(digits.count, digits.examples)))
    if is_pair and words is not None and _are_undecided(words):
        members.append(Member(Notation.TEXT, UNDECIDED, words))
    return Resolved(DataType.BOOLEAN, sum(each.partial.count for each in members), tuple(members))


def _are_flags(digits: NotationPartial, words: NotationPartial) -> bool:
    """Zeros and ones among words for true and false."""
    moments = digits.moments
    return (
        moments is not None and moments.minimum >= 0 and moments.maximum <= 1 and digits.count < words.count
    )


def _are_undecided(words: NotationPartial) -> bool:
    """Whether all other words of the column are answers between yes and no."""
    pairs = words.examples.pairs()
    if len(pairs) > _MOST_UNDECIDED or sum(count for _, count in pairs) != words.count:
        return False
    return all(text.strip().lower() in UNDECIDED_WORDS for text, _ in pairs)
