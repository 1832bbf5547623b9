"""What a column is: its type, from how many of its values have which notation."""

import math

import numpy as np

from datainsight.models.profile import DataType
from datainsight.profiling.column import NotationPartial
from datainsight.profiling.members import Member, Parts, Resolved, count_of
from datainsight.profiling.notations import (
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
from datainsight.profiling.resolve_instants import resolve_instants

TYPE_SHARE = 0.9
"""A column is of a type where at least this share of its values is."""

_CODE_SHARE = 0.005
"""From this share of leading zeros on, whole numbers are codes."""

_PHONE_DIGITS = 7

INFINITY = "infinity"
UNDECIDED = "undecided"
_MOST_UNDECIDED = 5

_PLAIN_WORDS = {"true", "false", "yes", "no"}
"""One of them alone is enough; a lone "N" or "t" is not."""


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
    candidates = [*resolve_instants(notations, name), _numbers(notations), _booleans(notations)]
    best = max(candidates, key=lambda each: each.count)
    if best.count < TYPE_SHARE * value_count:
        return Resolved(DataType.TEXT, value_count)
    return best


def data_type_of(notation: str) -> DataType:
    """What a value in that notation reads as by itself."""
    if is_temporal(notation):
        if is_time_of_day(notation):
            return DataType.TIME
        return DataType.DATETIME if has_time(notation) else DataType.DATE
    if notation in INTEGERS:
        return DataType.INTEGER
    if notation in NUMBERS and notation != Notation.LONG_DIGITS:
        return DataType.DECIMAL
    return DataType.BOOLEAN if notation == Notation.BOOLEAN else DataType.TEXT


def _numbers(parts: Parts) -> Resolved:
    numeric = {name: part for name, part in parts.items() if name in NUMBERS}
    total = count_of(numeric, *numeric)
    whole = count_of(numeric, *INTEGERS)
    nothing = Resolved(DataType.INTEGER, 0)
    if not total or count_of(numeric, Notation.ZERO_PADDED) > _CODE_SHARE * whole > 0:
        return nothing
    if 2 * count_of(numeric, Notation.LONG_DIGITS) >= total or _are_phones(numeric, total):
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
    comma_decimals = count_of(parts, Notation.DECIMAL_COMMA, Notation.THOUSANDS_POINT)
    point_decimals = count_of(parts, Notation.DECIMAL, Notation.THOUSANDS_COMMA)
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
