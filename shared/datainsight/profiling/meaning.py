"""Says of every column what its values mean, once all columns are known: neighbours are evidence too."""

import html
import re
from collections.abc import Iterable

from datainsight.models.profile import ColumnProfile
from datainsight.profiling.values import Pairs
from datainsight.semantics.decide import decide
from datainsight.semantics.model import ColumnEvidence
from datainsight.semantics.words import header_words

_LOOKED_AT = 80
"""Values that stand for a column; more do not change what it means."""
_LONGEST = 1000
"""Characters of a value that are looked at."""
_YEAR = re.compile(r"\d{4}-\d{2}-\d{2}")


def interpreted(columns: Iterable[tuple[ColumnProfile, Pairs]]) -> tuple[ColumnProfile, ...]:
    """The columns with their semantic types, and whether they hold personal data.

    Args:
        columns: All columns in order, each with its values, the most frequent first.
    """
    known = list(columns)
    guesses = decide([_evidence(column, pairs) for column, pairs in known])
    return tuple(
        column.model_copy(
            update={
                "semantic_type": guess.semantic_type,
                "semantic_confidence": guess.confidence,
                "is_pii": guess.is_pii,
            }
        )
        for (column, _), guess in zip(known, guesses, strict=True)
    )


def _evidence(column: ColumnProfile, pairs: Pairs) -> ColumnEvidence:
    """Values from the frequent to the rare, evenly spread."""
    step = max(len(pairs) / _LOOKED_AT, 1.0)
    places = sorted({int(place * step) for place in range(min(len(pairs), _LOOKED_AT))})
    texts = ((html.unescape(pairs[place][0][:_LONGEST]).strip(), pairs[place][1]) for place in places)
    known = [(text, count) for text, count in texts if text]
    return ColumnEvidence(
        header=header_words(column.name),
        data_type=column.data_type,
        values=tuple(text for text, _ in known),
        distinct_count=column.distinct_count,
        value_count=sum(count for _, count in pairs),
        minimum=_number(column.minimum),
        maximum=_number(column.maximum),
        counts=tuple(count for _, count in known),
    )


def _number(extreme: object) -> float | None:
    """A number as it is, and the year of a date."""
    if isinstance(extreme, str) and _YEAR.match(extreme):
        return float(extreme[:4])
    return float(extreme) if isinstance(extreme, int | float) else None
