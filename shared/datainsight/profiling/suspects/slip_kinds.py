"""Kinds of slips of the finger, and how much each says for a slip rather than for another word.

Swapped, doubled and missing letters are what typing leaves; another first letter or an ending make
other words (Damerau 1964; Pollock & Zamora 1984 count the kinds in real text).
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Literal

from datainsight.semantics.lexicon import Edit

Kind = Literal[
    "missing", "missing_double", "missing_first", "missing_last", "extra", "doubled", "extra_first",
    "ending", "swapped", "swapped_first", "vowel", "neighbour", "other", "other_first", "other_last",
]  # fmt: skip

KIND_WEIGHTS: Mapping[Kind, float] = {
    "missing": 1.9,
    "missing_double": 1.5,
    "missing_first": 0.0,
    "missing_last": 0.7,
    "extra": -0.7,
    "doubled": 2.3,
    "extra_first": -2.2,
    "ending": -4.4,
    "swapped": 2.9,
    "swapped_first": 1.3,
    "vowel": -0.2,
    "neighbour": 0.2,
    "other": -1.0,
    "other_first": -2.1,
    "other_last": -0.3,
}
"""On log odds, from the regression of `unknown_words`."""

USUAL_KINDS: frozenset[Kind] = frozenset({"missing", "missing_double", "doubled", "swapped"})
"""Those that say a slip rather than another word, whatever the word."""

_ENDINGS = frozenset("se")
"""Letters that make plurals, genitives and genders."""
_VOWELS = frozenset("aeiouy")
_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def _beside() -> Mapping[str, frozenset[str]]:
    """The keys around each key, counting those half a key away above and below."""
    found: dict[str, set[str]] = defaultdict(set)
    for row, keys in enumerate(_KEYBOARD):
        for column, key in enumerate(keys):
            for other in _KEYBOARD[max(row - 1, 0) : row + 2]:
                found[key].update(other[max(column - 1, 0) : column + 2])
    return {key: frozenset(around - {key}) for key, around in found.items()}


_BESIDE = _beside()


def kind_of(word: str, edit: Edit) -> Kind:
    """What a slip did to the word that was meant.

    Args:
        word: With the slip.
        edit: What puts it right.
    """
    if not edit.wrong:
        return _of_missing(word, edit)
    if len(edit.wrong) > 1:
        return "swapped" if edit.place else "swapped_first"
    return _of_replaced(word, edit) if edit.right else _of_extra(word, edit)


def _of_missing(word: str, edit: Edit) -> Kind:
    place = edit.place
    if edit.right in (word[place - 1 : place], word[place : place + 1]):
        return "missing_double"
    if place == len(word):
        return "ending" if edit.right in _ENDINGS else "missing_last"
    return "missing" if place else "missing_first"


def _of_extra(word: str, edit: Edit) -> Kind:
    place = edit.place
    if edit.wrong in (word[place - 1 : place], word[place + 1 : place + 2]):
        return "doubled"
    if place == len(word) - 1:
        return "ending"
    return "extra" if place else "extra_first"


def _of_replaced(word: str, edit: Edit) -> Kind:
    if edit.place == 0:
        return "other_first"
    if edit.place == len(word) - 1:
        return "other_last"
    if edit.wrong in _VOWELS and edit.right in _VOWELS:
        return "vowel"
    return "neighbour" if edit.right in _BESIDE.get(edit.wrong, ()) else "other"
