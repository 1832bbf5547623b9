"""Values that occur again in a column in which no value should.

Whether none should is a matter of chance: among n values drawn from N possible ones, n²/2N pairs are equal
(the birthday problem). Serial numbers and numbers of many digits have no equals by chance; so one of each
pair is a copy of another row's, though nothing in the column says which.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, nan

import numpy as np

from datainsight.profiling.counted import Counts
from datainsight.profiling.suspects.value_thresholds import ODDITIES

_PAIR = 2
_SINGLE = 10
"""Characters from which a number may be one of single precision, written as one of double precision."""
_LARGEST_SINGLE = 3e38


@dataclass(frozen=True, slots=True)
class Repeat:
    """A value that occurs again: its place among those given, and the share of its rows that are copies."""

    place: int
    probability: float


def repeats(texts: Sequence[str], counts: Sequence[int]) -> list[Repeat]:
    """Finds repeated values in a column of serial numbers, precise numbers or long codes.

    Among precise numbers a round one, such as 0 or 0.5, is two things' by chance: it is not precise itself.

    Args:
        texts: Distinct values.
        counts: Rows that hold each.
    """
    total = sum(counts)
    if not hold_copies(np.array(counts, np.int64)):
        return []
    is_serial = _are_serial(texts, total)
    if not is_serial and not _are_precise(texts, total):
        return []
    weight = 1.0 if is_serial else ODDITIES.pair_weight
    return [
        Repeat(place, (count - 1) / count * (weight if count == _PAIR else 1.0))
        for place, count in enumerate(counts)
        if 1 < count <= ODDITIES.most_copies
        and (is_serial or _varying(texts[place]) >= ODDITIES.precise_characters)
    ]


def hold_copies(counts: Counts) -> bool:
    """Whether nearly all of enough values occur once, but not all."""
    total, once = int(counts.sum()), int(np.count_nonzero(counts == 1))
    return total >= ODDITIES.unique_rows and once >= ODDITIES.unique_share * total and counts.size < total


def _are_serial(texts: Sequence[str], total: int) -> bool:
    """Whole numbers that nearly fill the range they span."""
    numbers = []
    for text in texts:  # of most columns the first value tells
        numbers.append(number_of(text))
        if not numbers[-1].is_integer():
            return False
    ordered = sorted(numbers)
    kept = ordered[len(ordered) // 20 : len(ordered) - len(ordered) // 20]
    return kept[-1] - kept[0] + 1 <= ODDITIES.serial_density * total


def _are_precise(texts: Sequence[str], total: int) -> bool:
    """Values with so many characters that vary that equal ones are no chance."""
    lengths = sorted(map(len, texts))
    if lengths[len(lengths) // 4] < ODDITIES.precise_characters:
        return False  # characters that vary are no more than all
    if not all(" " not in text and any(map(str.isdigit, text)) for text in texts):
        return False  # no codes; mostly the first text tells
    digits = sorted(map(_varying, texts))
    typical = digits[len(digits) // 4]
    return (
        typical >= ODDITIES.precise_characters
        and total**2 / (2 * 10.0 ** (typical - 1)) < ODDITIES.expected_pairs
    )


def _varying(text: str) -> int:
    """Characters of a text that vary."""
    return sum(map(str.isalnum, _meant(text).rstrip("0")))


def _meant(text: str) -> str:
    """The number that a program stored in single precision: 20.6 for 20.6000003814697."""
    if len(text) < _SINGLE or not isfinite(number := number_of(text)):
        return text
    single = np.float32(number) if abs(number) < _LARGEST_SINGLE else np.float32(np.inf)
    decimals = len(text.partition(".")[2])
    is_stored = "e" not in text.lower() and abs(float(single) - number) <= 10.0**-decimals
    return str(single) if is_stored else text


def number_of(text: str) -> float:
    """The plain number that a text is; NaN where it is none."""
    try:
        return float(text)
    except ValueError:
        return nan
