"""Measures, told by a column beside them that holds the same in another unit."""

from collections.abc import Sequence

from datainsight.semantics.model import NUMBERS, Candidate, ColumnEvidence, Ranked
from datainsight.semantics.vocabulary import BY_NAME

_FACTORS = {2.20462: "weight", 28.3495: "weight", 2.54: "length", 3.28084: "length", 1.609344: "length"}
"""Units of the one in the other: pounds and kilograms, ounces and grams, inches, feet and miles."""
_LEAST_DISTINCT = 5
_EXACT = 0.004
"""Relative error that rounding to a decimal leaves."""
_CONFIDENCE = 0.65


def with_measures(columns: Sequence[ColumnEvidence], ranked: Ranked) -> Ranked:
    """The candidates of each column; numbers beside their own conversion are weights or lengths."""
    return [own or _converted(place, columns) for place, own in enumerate(ranked)]


def _converted(place: int, columns: Sequence[ColumnEvidence]) -> list[Candidate]:
    for other in (place - 1, place + 1):
        if 0 <= other < len(columns):
            for factor, name in _FACTORS.items():
                if _is_conversion(columns[place], columns[other], factor):
                    return [Candidate(BY_NAME[name], 1.0, 0.0, _CONFIDENCE)]
    return []


def _is_conversion(left: ColumnEvidence, right: ColumnEvidence, factor: float) -> bool:
    """Least and greatest of one are those of the other times the factor, either way."""
    if not {left.data_type, right.data_type} <= NUMBERS:
        return False
    if min(left.distinct_count, right.distinct_count) < _LEAST_DISTINCT:
        return False
    ends = (left.minimum, left.maximum, right.minimum, right.maximum)
    if any(end is None or end <= 0 for end in ends) or left.minimum == left.maximum:
        return False
    low, high = (left.minimum or 0) / (right.minimum or 1), (left.maximum or 0) / (right.maximum or 1)
    return any(
        abs(low / wanted - 1) < _EXACT and abs(high / wanted - 1) < _EXACT for wanted in (factor, 1 / factor)
    )
