"""Rows that break the order which two columns keep in nearly all others: an end before its start.

Order dependencies that hold but for a few rows (Golab et al. 2009, "Sequential dependencies"; Szlichta et
al. 2012). Dates are compared with all other dates of the row; numbers only where the names of two columns say
that one is the lower end and the other one the upper end of a range.
"""

from collections.abc import Iterator
from itertools import permutations

import numpy as np

from datainsight.models.suspects import ContradictedValue, Contradiction
from datainsight.profiling.relations.features import Feature, Features, Flags, Numbers
from datainsight.profiling.suspects.value_thresholds import VOTES
from datainsight.semantics.words import header_words

_MOST_COLUMNS = 20
_LISTED = 100

_RANGES = (
    ("min", "max"), ("minimum", "maximum"), ("start", "end"), ("begin", "end"), ("from", "to"),
    ("low", "high"), ("lower", "upper"), ("lowest", "highest"), ("first", "last"), ("opening", "closing"),
    ("open", "close"),
)  # fmt: skip


def out_of_order(features: Features) -> Iterator[Contradiction]:
    """The values that come too early, for each pair of columns with an order."""
    dates = [each for each in features.columns if each.instants is not None][:_MOST_COLUMNS]
    for earlier, later in permutations(dates, 2):
        yield from _broken(features, (earlier, earlier.instants), (later, later.instants))
    numbers = [each for each in features.columns if each.numbers is not None]
    by_name = {header_words(each.name): each for each in numbers}
    for words, lower in by_name.items():
        for low, high in _RANGES:
            upper = by_name.get(_renamed(words, low, high))
            if upper is not None and upper is not lower:
                yield from _broken(features, (lower, lower.numbers), (upper, upper.numbers))


def _renamed(words: str, low: str, high: str) -> str:
    return " ".join(high if word == low else word for word in words.split())


def _broken(
    features: Features, lower: tuple[Feature, Numbers | None], upper: tuple[Feature, Numbers | None]
) -> Iterator[Contradiction]:
    (first, early), (second, late) = lower, upper
    if early is None or late is None:
        return
    both = ~(np.isnan(early) | np.isnan(late))
    weights = features.weights
    total = int(weights[both].sum())
    broken: Flags = np.zeros(both.size, np.bool_)
    broken[both] = late[both] < early[both]
    apart = int(weights[both][late[both] > early[both]].sum())
    share = int(weights[broken].sum()) / max(total, 1)
    if (
        total < VOTES.ordered_rows
        or not 0.0 < share <= VOTES.broken_share
        or apart < VOTES.apart_share * total
    ):
        return
    probability = round(VOTES.order_confidence * (1.0 - share) ** 2, 3)
    told: dict[tuple[str, str], int] = {}
    for row in np.flatnonzero(broken).tolist():
        texts = (
            first.texts.take(np.array([row])).to_list()[0],
            second.texts.take(np.array([row])).to_list()[0],
        )
        told[texts] = told.get(texts, 0) + int(weights[row])
    yield Contradiction(
        determinant=(first.name,),
        dependent=second.name,
        reason="out_of_order",
        values=tuple(
            ContradictedValue(
                given=(start,), value=end, count=count, usual="", usual_count=apart, probability=probability
            )
            for (start, end), count in sorted(told.items())[:_LISTED]
        ),
    )
