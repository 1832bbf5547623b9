"""Which character is the decimal mark and which groups thousands, from the notations of a column."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from datainsight.models.profile import NotationCount
from datainsight.profiling.notations import Notation
from datainsight.repairs.convert_units import ConvertUnits
from datainsight.repairs.parse_numbers import ParseNumbers

_DIGITS = re.compile(r"[0-9]+(?:\.[0-9]*)?|\.[0-9]+")
ThousandsMark = Literal[",", ".", " ", "'"]

_COMMA_DECIMAL = frozenset(
    {
        Notation.DECIMAL_COMMA,
        Notation.THOUSANDS_POINT,
        Notation.CURRENCY_DECIMAL_COMMA,
        Notation.PERCENT_DECIMAL_COMMA,
    }
)
PLAIN = "plain"
"""The notation of numbers that every program reads."""


@dataclass(frozen=True)
class NumberMarks:
    """How the numbers of a column are punctuated.

    Attributes:
        decimal: The decimal mark of most cells.
        thousands: The mark between thousands.
        is_contradictory: Other cells use the same marks the other way round.
    """

    decimal: Literal[".", ","]
    thousands: ThousandsMark
    is_contradictory: bool

    def repair(self, column: str) -> ParseNumbers:
        """Reads the column with these marks."""
        return ParseNumbers(column=column, decimal_mark=self.decimal, thousands_mark=self.thousands)


def decimal_marks(notations: Sequence[NotationCount]) -> NumberMarks:
    """The marks that explain most numbers.

    Whole numbers and single groups such as "1,234" say nothing about the decimal mark: they do not count.
    """
    counts: dict[str, int] = {}
    for each in notations:
        counts[each.notation] = counts.get(each.notation, 0) + each.count
    comma = sum(count for name, count in counts.items() if name in _COMMA_DECIMAL)
    point = counts.get(Notation.THOUSANDS_COMMA, 0) + _plain_with_point(notations)
    is_comma = comma > point
    spaced, quoted = (
        counts.get(name, 0) for name in (Notation.THOUSANDS_SPACE, Notation.THOUSANDS_APOSTROPHE)
    )
    rival = sum(counts.get(name, 0) for name in _GROUPED[is_comma])
    thousands: ThousandsMark = "." if is_comma else ","
    if max(spaced, quoted) > rival:
        thousands = " " if spaced >= quoted else "'"
    return NumberMarks("," if is_comma else ".", thousands, is_contradictory=comma > 0 and point > 0)


def number_repair(
    notations: Sequence[NotationCount], marks: NumberMarks, column: str
) -> ParseNumbers | ConvertUnits:
    """What makes plain numbers of all notations: percentages beside fractions become fractions too."""
    plain = _magnitudes(notations, PLAIN)
    shares = _magnitudes(notations, Notation.PERCENT)
    is_fraction = bool(plain and shares) and max(plain) <= 1.0 and min(shares) > max(plain)
    only_percent = all(each.notation in {PLAIN, Notation.PERCENT} for each in notations)
    if is_fraction and only_percent:
        return ConvertUnits(column=column, units=(("%", -2),))
    return marks.repair(column)


def _magnitudes(notations: Sequence[NotationCount], notation: str) -> list[float]:
    """Sizes of the examples of a notation."""
    texts = (text for each in notations if each.notation == notation for text in each.examples)
    return [abs(float(found[0])) for text in texts if (found := _DIGITS.search(text))]


def _plain_with_point(notations: Sequence[NotationCount]) -> int:
    """Plain numbers, where an example of them holds a point."""
    plain = (each for each in notations if each.notation == PLAIN)
    return sum(each.count for each in plain if any("." in example for example in each.examples))


_GROUPED = {
    True: (Notation.THOUSANDS_POINT, Notation.POINT_GROUP),
    False: (Notation.THOUSANDS_COMMA, Notation.COMMA_GROUP),
}
"""Groups of thousands by whether the comma is the decimal mark."""
