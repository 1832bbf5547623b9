"""Values that occur again in a column in which no value should.

Whether none should is a matter of chance: among n values drawn from N possible ones, n²/2N pairs are equal
(the birthday problem). Serial numbers and numbers of many digits have no equals by chance; so one of each
pair is a copy of another row's, though nothing in the column says which.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan

import numpy as np

from datainsight.profiling.counted import Counts

LEAST_UNIQUE = 0.8
_FEWEST = 20
_MOST_COPIES = 8
DENSE = 1.5
"""How many times as many whole numbers as there are rows may lie between the ends of serial ones."""
SIGNIFICANT = 7
"""Characters of a precise number or a long code."""
_EXPECTED = 0.5


@dataclass(frozen=True, slots=True)
class Repeat:
    """A value that occurs again: its place among those given, and the share of its rows that are copies."""

    place: int
    probability: float


def repeats(texts: Sequence[str], counts: Sequence[int]) -> list[Repeat]:
    """Finds repeated values in a column of serial numbers, precise numbers or long codes.

    Args:
        texts: Distinct values.
        counts: Rows that hold each.
    """
    total = sum(counts)
    if not (
        hold_copies(np.array(counts, np.int64)) and (_are_serial(texts, total) or _are_precise(texts, total))
    ):
        return []
    return [
        Repeat(place, (count - 1) / count) for place, count in enumerate(counts) if 1 < count <= _MOST_COPIES
    ]


def hold_copies(counts: Counts) -> bool:
    """Whether nearly all of enough values occur once, but not all."""
    total, once = int(counts.sum()), int(np.count_nonzero(counts == 1))
    return total >= _FEWEST and once >= LEAST_UNIQUE * total and counts.size < total


def _are_serial(texts: Sequence[str], total: int) -> bool:
    """Whole numbers that nearly fill the range they span."""
    numbers = []
    for text in texts:  # of most columns the first value tells
        numbers.append(number_of(text))
        if not numbers[-1].is_integer():
            return False
    ordered = sorted(numbers)
    kept = ordered[len(ordered) // 20 : len(ordered) - len(ordered) // 20]
    return kept[-1] - kept[0] + 1 <= DENSE * total


def _are_precise(texts: Sequence[str], total: int) -> bool:
    """Values with so many characters that vary that equal ones are no chance."""
    lengths = sorted(map(len, texts))
    if lengths[len(lengths) // 4] < SIGNIFICANT:
        return False  # characters that vary are no more than all
    if not all(" " not in text and any(map(str.isdigit, text)) for text in texts):
        return False  # no codes; mostly the first text tells
    digits = sorted(sum(map(str.isalnum, text.rstrip("0"))) for text in texts)
    typical = digits[len(digits) // 4]
    return typical >= SIGNIFICANT and total**2 / (2 * 10.0 ** (typical - 1)) < _EXPECTED


def number_of(text: str) -> float:
    """The plain number that a text is; NaN where it is none."""
    try:
        return float(text)
    except ValueError:
        return nan
