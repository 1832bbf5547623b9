"""The suspect values of a column, most probable first."""

from collections.abc import Iterable, Sequence

from datainsight.models.profile import DataType
from datainsight.models.suspects import Oddity, SuspectValue
from datainsight.profiling.suspects.misspelled import Misspelled, misspelled
from datainsight.profiling.suspects.words import misspelled_words
from datainsight.profiling.values import Values

LEAST_PROBABILITY = 0.1
_LISTED = 500
_MOST_TEXTS = 20_000
_MOST_CHARACTERS = 400_000
_NO_LETTERS_BY_NATURE = frozenset({DataType.EMPTY, DataType.LIST, DataType.OBJECT})


def suspect_values(values: Values, data_type: DataType, type_share: float) -> tuple[SuspectValue, ...]:
    """Values that are probably slips of others.

    Args:
        values: Of the column.
        data_type: Of the column.
        type_share: How many of the values are of that type; numbers among numbers are never slips.

    Returns:
        At most 500; nothing for columns whose texts are not all known, or that hold too much text.
    """
    if data_type in _NO_LETTERS_BY_NATURE or (data_type is not DataType.TEXT and type_share == 1.0):
        return ()
    if values.scale != 1.0 or len(values.typical) > _MOST_TEXTS:
        return ()
    if values.typical.texts.content.size > _MOST_CHARACTERS:
        return ()
    pairs = sorted(values.typical_pairs())
    found = [*_named(misspelled(pairs), "misspelled")]
    if data_type is DataType.TEXT:
        found += _named(misspelled_words(pairs), "misspelled_word")
    return _strongest(found)


def _named(found: Sequence[Misspelled], oddity: Oddity) -> Iterable[SuspectValue]:
    for each in found:
        if each.probability >= LEAST_PROBABILITY:
            yield SuspectValue(
                value=each.text,
                count=each.count,
                oddity=oddity,
                usual=each.usual,
                usual_count=each.usual_count,
                probability=round(each.probability, 3),
                is_clear=each.is_clear,
            )


def _strongest(found: Iterable[SuspectValue]) -> tuple[SuspectValue, ...]:
    """Each value once, by what says most; a whole text that was meant says more than a word of it."""
    best: dict[str, SuspectValue] = {}
    for each in sorted(found, key=lambda each: (-each.probability, each.oddity, each.value)):
        best.setdefault(each.value, each)
    return tuple(best.values())[:_LISTED]
