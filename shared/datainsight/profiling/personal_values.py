"""Remembers values of columns with personal data, to find them where other columns quote them."""

import re
from collections.abc import Iterator, Sequence

from datainsight.models.profile import ColumnProfile, DataType
from datainsight.profiling.nulls import WORDS_FOR_NOTHING
from datainsight.profiling.values import Values

_MOST = 20_000
"""Of all columns together: a table with more people quotes few of them in the values that are shown."""
_SHORTEST, _LONGEST = 4, 120
"""Characters: shorter texts stand in others by chance, longer ones are not quoted whole."""
_SHORTEST_UNSPACED = 3
_FIRST_UNSPACED = "\u2e80"
"""From here on scripts write no blanks, and one character says as much as several letters."""
_WORD = re.compile(r"[^\W\d_]+")
_FULL_NAMES = frozenset({"person_name"})
"""Types whose single words are names too."""
_TEXTS = frozenset({DataType.TEXT, DataType.LIST, DataType.OBJECT})


def personal_values(columns: Sequence[ColumnProfile], values: Sequence[Values]) -> tuple[str, ...]:
    """Distinct values of the columns with personal data, as many of each, and the words of people's names.

    They are in order, so that runs agree. Left out are lone words that another column holds as a value of its
    own: what is a place, a firm or a colour there names nobody.

    Args:
        columns: All columns.
        values: The values of each.
    """
    personal = [(column, held) for column, held in zip(columns, values, strict=True) if column.is_pii]
    if not personal:
        return ()
    share = _MOST // len(personal)
    found = {text for column, held in personal for text in _quotable(column, held, share)}
    words = {text.casefold() for text in found if text.isalpha()}
    if words:
        words &= set(_open_words(columns, values))
    return tuple(sorted(text for text in found if text.casefold() not in words))


def _quotable(column: ColumnProfile, held: Values, most: int) -> Iterator[str]:
    texts = held.typical.texts
    has_names = column.semantic_type in _FULL_NAMES
    for raw in texts.part(0, min(len(texts), most)).to_list():
        text = raw.strip()
        if _is_telling(text):
            yield text
        if has_names:
            yield from filter(_is_telling, _WORD.findall(text))


def _is_telling(text: str) -> bool:
    shortest = _SHORTEST if text[:1] < _FIRST_UNSPACED else _SHORTEST_UNSPACED
    return shortest <= len(text) <= _LONGEST and text.casefold() not in WORDS_FOR_NOTHING


def _open_words(columns: Sequence[ColumnProfile], values: Sequence[Values]) -> Iterator[str]:
    for column, held in zip(columns, values, strict=True):
        if column.data_type in _TEXTS and not column.is_pii:
            yield from (text.strip().casefold() for text, _ in held.shown)
