"""Values that carry what some export left around them: brackets, quotes, a separator at the end.

Where nearly all values of a column begin and end with a letter or a digit, one in brackets or with a comma at
its end is such a value with a remainder of the list, the quoting or the record that it was taken from (cf.
Potter's Wheel, Raman & Hellerstein 2001, on structures that a column's other values do not have).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from datainsight.profiling.suspects.value_thresholds import ODDITIES

_WRAPPED = re.compile(r"\s*(?:\[([^\[\]]+)\]|\"([^\"]+)\"|\u201c([^\u201c\u201d]+)\u201d|<([^<>]+)>)\s*")
_SEPARATED = re.compile(r"(.*[^\W_][)\"'\]]?)\s*[;,|]+\s*", re.DOTALL)
_QUOTES = frozenset('"\u201c')
"""Titles and sayings stand in quotes by right."""


@dataclass(frozen=True, slots=True)
class StrayMarks:
    """A value with such marks: its place among those given, the value without them, and the probability."""

    place: int
    bare: str
    bare_count: int
    probability: float


def stray_marks(texts: Sequence[str], counts: Sequence[int]) -> list[StrayMarks]:
    """Finds values with marks around them that hardly another value has.

    Args:
        texts: Distinct values.
        counts: Rows that hold each.
    """
    bare = {place: text for place, each in enumerate(texts) if (text := without_marks(each))}
    if not bare or len(texts) < ODDITIES.marked_texts:
        return []
    known = dict(zip(texts, counts, strict=True))
    is_rare = len(bare) <= ODDITIES.marked_share * len(texts)
    return [
        StrayMarks(
            place,
            text,
            known.get(text, 0),
            ODDITIES.marked_confidence if text in known else ODDITIES.marked_alone_confidence,
        )
        for place, text in bare.items()
        if text in known or (is_rare and texts[place].strip()[0] not in _QUOTES)
    ]


def without_marks(text: str) -> str | None:
    """The value without the marks around it; None where it has none, or is nothing else."""
    wrapped = _WRAPPED.fullmatch(text)
    if wrapped:
        inner = next(each for each in wrapped.groups() if each is not None).strip()
        return inner if any(map(str.isalnum, inner)) else None
    separated = _SEPARATED.fullmatch(text)
    return separated[1] if separated else None
