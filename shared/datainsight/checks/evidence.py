"""How checks weigh and word what they see."""

import math
import re
from collections.abc import Iterable, Mapping

from datainsight.models.profile import ColumnProfile, ValueCount
from datainsight.phrasing import shorten

CONFIDENCE_FLOOR = 0.05


def minority_confidence(base: float, share: float) -> float:
    """The probability that a deviating cell is wrong, given how common the deviation is.

    A rare deviation from what all other cells do is a slip; a common one is a second convention; one
    that nearly all cells share is how the column is written. Falls with the square of the majority's share.

    Args:
        base: Confidence in a single deviating cell.
        share: Deviating share of the non-null values, 0..1.
    """
    majority = 1.0 - min(max(share, 0.0), 1.0)
    return max(CONFIDENCE_FLOOR, round(base * majority * majority, 3))


def noisy_or(confidences: Iterable[float]) -> float:
    """The probability that at least one of several independent suspicions is right (Pearl 1988, §4.3.2)."""
    return round(1.0 - math.prod(1.0 - confidence for confidence in confidences), 4)


def split_words(name: str) -> str:
    """A column's name with its words set apart: `ZipCode` becomes `Zip_Code`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)


def filled_count(column: ColumnProfile, row_count: int) -> int:
    """Rows with a value."""
    return max(row_count - column.null_count, 0)


def plural(count: int, noun: str, several: str | None = None) -> str:
    """`1 cell`, `1,204 cells`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {several or noun + 's'}"


def agree(count: int, singular: str, several: str) -> str:
    """The verb that goes with a count: `1 value is`, `2 values are`."""
    return singular if count == 1 else several


def percent(share: float) -> str:
    """A share for people: `12 %`, `0.3 %`, `< 0.1 %`."""
    if 0 < share < 0.001:
        return "< 0.1 %"
    digits = 1 if share < 0.1 or 0.99 < share < 1 else 0
    return f"{100 * share:.{digits}f} %"


def counted(counts: Mapping[str, int], limit: int = 5) -> str:
    """`"NA" 12, "-" 3`, most frequent first."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    words = ", ".join(f'"{shorten(text)}" {count:,}' for text, count in ordered[:limit])
    return words + (", …" if len(ordered) > limit else "")


def values(pairs: Iterable[ValueCount], limit: int) -> tuple[str, ...]:
    """The first values of a counted list."""
    return tuple(pair.value for pair in pairs)[:limit]
