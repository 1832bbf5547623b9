"""Lengths and characters of a column's values."""

import numpy as np
import numpy.typing as npt

from datainsight.models.profile import CharacterClass, TextFacts
from datainsight.profiling import extremes
from datainsight.profiling.column import ColumnPartial
from datainsight.profiling.counted import CountedSet, Counts
from datainsight.profiling.spread import Spread
from datainsight.profiling.texts import Texts
from datainsight.profiling.values import Values

_SHARES = (0.05, 0.25, 0.5, 0.75, 0.95)
_CLASSES = ("uppercase", "lowercase", "digit", "whitespace", "punctuation", "control", "non_ascii", "")
_UPPER, _LOWER, _DIGIT, _SPACE, _PUNCTUATION, _CONTROL, _OTHER, _CONTINUED = range(8)


def _classes() -> npt.NDArray[np.uint8]:
    table = np.full(256, _PUNCTUATION, np.uint8)
    table[: ord(" ")] = _CONTROL
    table[0x7F] = _CONTROL
    table[[ord(each) for each in " \t\n\r\x0b\x0c"]] = _SPACE
    table[ord("0") : ord("9") + 1] = _DIGIT
    table[ord("A") : ord("Z") + 1] = _UPPER
    table[ord("a") : ord("z") + 1] = _LOWER
    table[0x80:0xC0] = _CONTINUED
    table[0xC0:] = _OTHER
    return table


_TABLE = _classes()


def text_facts(measured: ColumnPartial, values: Values, *, is_text: bool) -> TextFacts | None:
    """Facts of all values that are no nulls; distributions for columns of text only.

    Args:
        measured: The column.
        values: Its values.
        is_text: Whether the values are texts rather than numbers or dates.
    """
    layout = measured.layout
    if not layout.count:
        return None
    facts = TextFacts(
        minimum_length=layout.shortest,
        maximum_length=layout.longest,
        mean_length=layout.characters / layout.count,
        empty_after_trim_count=measured.blank,
        padded_count=layout.padded,
        doubled_count=(
            extremes.doubled_count(values.typical_pairs(), values.scale, layout.padded)
            if layout.padded
            else 0
        ),
        invisible_count=layout.invisible,
    )
    if not (is_text and len(values.typical)):
        return facts
    texts, counts = values.typical.texts, values.typical.counted.counts()
    lengths = _lengths(texts, counts, values.scale)
    return facts.model_copy(
        update={
            "length_quantiles": {str(share): lengths.quantile(share) for share in _SHARES},
            "length_histogram": lengths.histogram(),
            "character_classes": _character_classes(texts, counts, values.scale),
        }
    )


def _lengths(texts: Texts, counts: Counts, scale: float) -> Spread:
    """How long the texts are, in characters."""
    sizes = texts.sizes
    if not texts.is_ascii:
        sizes = sizes - _in_each(texts, _TABLE[texts.content] == _CONTINUED)
    lengths = CountedSet.of(sizes, counts)
    return Spread.of(lengths.values, lengths.counts(), scale)


def _character_classes(texts: Texts, counts: Counts, scale: float) -> tuple[CharacterClass, ...]:
    classes = _TABLE[texts.content]
    found = []
    for code in np.flatnonzero(np.bincount(classes, minlength=8)).tolist():
        if code != _CONTINUED:
            characters = _in_each(texts, classes == code)
            found.append(
                CharacterClass(
                    name=_CLASSES[code],
                    value_count=round(int(counts[characters > 0].sum()) * scale),
                    character_count=round(int(characters @ counts) * scale),
                )
            )
    return tuple(sorted(found, key=lambda each: (-each.character_count, each.name)))


def _in_each(texts: Texts, mask: npt.NDArray[np.bool_]) -> Counts:
    """How many bytes of each text are meant."""
    places = np.flatnonzero(mask)
    reached: Counts = np.searchsorted(places, texts.ends)
    return np.diff(reached, prepend=0)
