"""Texts that were cut off: many are exactly as long as the longest one, and hardly any a little shorter.

Lengths of free text thin out towards the longest. Where a field, a form or an export holds n characters, all
that were longer pile up at n. Whether a text of that length was cut shows in its last word, too: the piece of
a word is seldom a word (`semantics.lexicon`).
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from datainsight.profiling.suspects.value_thresholds import ODDITIES
from datainsight.semantics.lexicon import SHORTEST, hashes_of, lexicon

_END_MARKS = frozenset(".!?\u2026\"')]}")

_WORDS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class CutOff:
    """A text that was probably cut off: its place among those given, and the probability."""

    place: int
    probability: float


def cut_off_texts(texts: Sequence[str]) -> list[CutOff]:
    """Finds texts that end where the field ended.

    Args:
        texts: Distinct texts of a column, without those that mean "no value".
    """
    lengths = Counter(map(len, texts))
    longest = max(lengths, default=0)
    piled = lengths.get(longest, 0)
    if longest < ODDITIES.cut_length or piled < ODDITIES.cut_texts or piled > ODDITIES.cut_share * len(texts):
        return []
    expected = (
        sum(lengths.get(longest - step, 0) for step in range(1, ODDITIES.cut_below + 1)) / ODDITIES.cut_below
    )
    if piled < ODDITIES.cut_ratio * (expected + 0.5):
        return []
    cut = [place for place, text in enumerate(texts) if len(text) == longest and _is_prose(text)]
    if len(cut) < ODDITIES.cut_texts:
        return []
    ends = [_last_word(texts[place]) for place in cut]
    whole = _whole_words(ends)
    if sum(word not in whole for word in ends) < ODDITIES.cut_in_word_share * len(cut):
        return []
    surely = 1.0 - (expected + 0.5) / piled
    return [
        CutOff(place, round(surely * _by_end(texts[place], whole), 3))
        for place in cut
        if texts[place][-1] not in _END_MARKS
    ]


def _is_prose(text: str) -> bool:
    """Whether blanks stand between words, and not to fill a field up."""
    return " " in text and "  " not in text and not text[-1].isdigit()


def _last_word(text: str) -> str:
    words = _WORDS.findall(text)
    return words[-1].casefold() if words and text.endswith(words[-1]) else ""


def _whole_words(words: Sequence[str]) -> frozenset[str]:
    asked = sorted({word for word in words if len(word) >= SHORTEST})
    places = lexicon().places(hashes_of([word[:24] for word in asked])) if asked else ()
    return frozenset(word for word, place in zip(asked, places, strict=True) if place >= 0)


def _by_end(text: str, whole: frozenset[str]) -> float:
    word = _last_word(text)
    if len(word) < SHORTEST:
        return ODDITIES.cut_confidence
    return ODDITIES.cut_after_word_confidence if word in whole else ODDITIES.cut_in_word_confidence
