"""Evidence that a value of a column stands in for an absent one."""

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from datainsight.checks.evidence import counted, plural
from datainsight.checks.thresholds import Thresholds
from datainsight.models.profile import MOMENTS, NUMBERS, ColumnProfile, DataType, Role, ValueCount
from datainsight.models.selector import OutsideRange, Selector, ValuesIn
from datainsight.repairs.base import Repair
from datainsight.repairs.null_outside_range import NullOutsideRange
from datainsight.repairs.null_sentinels import NullSentinels
from datainsight.repairs.unify_nulls import UnifyNulls

SENTINEL_NUMBER = re.compile(r"-?(9{3,}|8{4,}|1{5,})(\.0+)?|-?9{2,}\.9+")
"""Repeated digits, as keyed in by people and written by old instruments."""

SENTINEL_DATES = frozenset(
    {
        "0001-01-01", "1111-11-11", "1753-01-01", "1899-12-30", "1899-12-31", "1900-01-00", "1900-01-01",
        "1901-01-01", "1904-01-01", "1970-01-01", "2099-12-31", "2999-12-31", "9999-01-01", "9999-12-31",
    }
)  # fmt: skip
"""Zero of the clocks of programs, and "the end of time"."""

MEANINGLESS_WORDS = frozenset(
    {
        "asdf", "asdfgh", "qwerty", "foo", "foobar", "dummy", "lorem ipsum", "placeholder", "tbd", "tba",
        "tbc", "to be determined", "to be announced", "to be defined", "to be confirmed", "test test",
        "testtest", "do not use", "fill in", "enter value", "please select", "select one", "choose one",
        "#ref!", "#value!", "#div/0!", "#name?", "#n/a", "#num!", "#null!",
    }
)  # fmt: skip
"""Never a value, whatever the column."""

EVASIVE_WORDS = frozenset(
    {
        "unknown", "unk", "unkown", "unknow", "not known", "not available", "not applicable",
        "not specified", "not provided", "not given", "not stated", "not reported", "not recorded",
        "no data", "no information", "undefined", "unspecified", "undisclosed", "missing", "test",
        "testing", "dont know", "don't know", "anonymous", "no value", "see notes", "see comments",
        "see above",
    }
)  # fmt: skip
"""Usually a disguised null, sometimes a category that is meant."""

REPEATED_LETTER = re.compile(r"x{3,}|\?{2,}|\.{2,}|\*{2,}|_{2,}|z{4,}|a{4,}", re.IGNORECASE)


CODES_ALIKE = 0.8
"""Share of the values with one number of capitals, from which these are codes."""


@dataclass(frozen=True)
class SentinelEvidence:
    """Which cells, how many, how sure, and what would set them to null."""

    selector: Selector
    count: int
    confidence: float
    values: tuple[str, ...]
    message: str
    wording: str
    repairs: tuple[Repair, ...]


def number_sentinel(column: ColumnProfile, thresholds: Thresholds) -> SentinelEvidence | None:
    """A repeated extreme of repeated digits, far from all other values.

    The statistical evidence: it occurs more than once although it is the extreme, and the gap to its
    neighbour exceeds the spread of all other values.
    """
    if column.data_type not in NUMBERS or column.role is Role.IDENTIFIER:
        return None
    for extreme, opposite in _ends(column):
        if len(extreme) < 3 or not opposite or not SENTINEL_NUMBER.fullmatch(extreme[0].value):
            continue
        suspect, neighbour = float(extreme[0].value), float(extreme[1].value)
        spread = abs(neighbour - float(opposite[0].value))
        if extreme[0].count < 2 or abs(suspect - neighbour) <= thresholds.sentinel_gap * spread:
            continue
        fence = (suspect + neighbour) / 2
        lowest, highest = -sys.float_info.max, sys.float_info.max
        lower, upper = (fence, highest) if suspect < neighbour else (lowest, fence)
        return SentinelEvidence(
            selector=OutsideRange(column=column.name, lower=lower, upper=upper),
            count=extreme[0].count,
            confidence=thresholds.confidences.sentinel_number,
            values=(extreme[0].value,),
            message=f'A far number seems to mean "no value" in {plural(extreme[0].count, "row")}',
            wording=f"{extreme[0].value}, while the nearest other value is {extreme[1].value}",
            repairs=(
                NullSentinels(column=column.name, numbers=(extreme[0].value,)),
                NullOutsideRange(column=column.name, lower=lower, upper=upper),
            ),
        )
    return None


def _ends(column: ColumnProfile) -> tuple[tuple[tuple[ValueCount, ...], tuple[ValueCount, ...]], ...]:
    """Both ends of a column, each with the opposite one."""
    smallest, largest = column.smallest_values, column.largest_values
    return (smallest, largest), (largest, smallest)


def date_sentinel(column: ColumnProfile, thresholds: Thresholds) -> SentinelEvidence | None:
    """A repeated extreme that is a program's zero or end of time, away from all other dates."""
    if column.data_type not in MOMENTS:
        return None
    for extreme, opposite in _ends(column):
        if len(extreme) < 3 or not opposite or extreme[0].value[:10] not in SENTINEL_DATES:
            continue
        suspect, neighbour, farthest = (day_of(each.value) for each in (extreme[0], extreme[1], opposite[0]))
        if suspect is None or neighbour is None or farthest is None:
            continue
        gap, spread = abs(suspect - neighbour), abs(neighbour - farthest)
        if extreme[0].count < 2 or gap <= min(thresholds.sentinel_gap * spread, 3650):
            continue
        texts = texts_of(column, extreme[0].value)
        return SentinelEvidence(
            selector=ValuesIn(column=column.name, values=texts),
            count=extreme[0].count,
            confidence=thresholds.confidences.sentinel_date,
            values=texts,
            message=f'A far date seems to mean "no value" in {plural(extreme[0].count, "row")}',
            wording=f"{extreme[0].value[:10]}, while the nearest other date is {extreme[1].value[:10]}",
            repairs=(UnifyNulls(column=column.name, spellings=texts),),
        )
    return None


def day_of(text: str) -> int | None:
    """The number of the day that an ISO date or moment begins with; None where it is none."""
    try:
        return date.fromisoformat(text[:10]).toordinal()
    except ValueError:
        return None


def texts_of(column: ColumnProfile, moment: str) -> tuple[str, ...]:
    """How the column's notations write a moment given in ISO form."""
    texts = {moment}
    try:
        parsed = datetime.fromisoformat(moment)
    except ValueError:
        return (moment,)
    texts.update(parsed.strftime(each.notation) for each in column.notations if "%" in each.notation)
    return tuple(sorted(texts))


def placeholder_words(column: ColumnProfile) -> SentinelEvidence | None:
    """Words that evade an answer, among the frequent values or those that are not of the column's type."""
    seen = {pair.value: pair.count for pair in (*column.top_values, *column.type_offenders)}
    known = set(column.null_spellings)
    meaningless = {
        text: count
        for text, count in seen.items()
        if text not in known and _is_meaningless(text) and not _is_one_of_codes(text, seen)
    }
    evasive = {
        text: count for text, count in seen.items() if text not in known and _plain(text) in EVASIVE_WORDS
    }
    found = meaningless or evasive
    if not found or len(seen) < 3 or len(found) == len(seen):
        return None
    is_typed = column.data_type is not DataType.TEXT
    texts = tuple(sorted(found, key=lambda text: (-found[text], text)))
    return SentinelEvidence(
        selector=ValuesIn(column=column.name, values=texts),
        count=sum(found.values()),
        confidence=0.8 if meaningless or is_typed else 0.4,
        values=texts,
        message="Words stand where a value should",
        wording=counted(found),
        repairs=(UnifyNulls(column=column.name, spellings=texts),),
    )


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(" .-_!<>()[]*").casefold()


def _is_one_of_codes(text: str, seen: Mapping[str, int]) -> bool:
    """Whether nearly all others are capitals of the same number: among TOR, TEX and SEA, TBA is a team."""
    alike = sum(other.isalpha() and other.isupper() and len(other) == len(text) for other in seen)
    return text.isalpha() and text.isupper() and alike > CODES_ALIKE * len(seen)


def _is_meaningless(text: str) -> bool:
    stripped = " ".join(text.split())
    return (
        stripped.casefold() in MEANINGLESS_WORDS
        or _plain(text) in MEANINGLESS_WORDS
        or (REPEATED_LETTER.fullmatch(stripped) is not None)
    )
