"""Values that are built otherwise than nearly all values of their column.

A shape is what is left of a value when its characters are replaced by their kind. Kinds are coarse or fine,
and lengths count or do not: a list of codes agrees in all of them, e-mail addresses only in their marks. The
finest level on which most values agree is the one that tells (cf. Raman & Hellerstein 2001, Potter's Wheel;
Huang & He 2018, Auto-Detect).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp

from datainsight.profiling.suspects.value_thresholds import ODDITIES

LONGEST = 80

_DIGIT, _UPPER, _LOWER, _WORD = (re.compile(part) for part in (r"\d", r"[^\W\d_a-z]", r"[a-z]", r"[^\W_]"))
_NUMBER = re.compile(r"\d+")
_PADDED = re.compile(r"(?<!\d)0\d")
_JOINED = re.compile(r"(?<=x)[-_'](?=x)")
_LONG_WORD = re.compile("xx+")
_CODE = re.compile(r"[\d\W_]|[^\W\d_]*[A-Z]{2}")
"""What a word has not: a digit, a mark, or two capitals side by side."""
_RUNS = re.compile(r"(.)\1+")
_PARTING = "\x1f"


@dataclass(frozen=True, slots=True)
class OddShape:
    """A value of another shape: its place among those given, and the probability that it is wrong."""

    place: int
    probability: float


def odd_shapes(texts: Sequence[str], counts: Sequence[int]) -> list[OddShape]:
    """Finds values whose shape is rare where one shape is the rule.

    Args:
        texts: Distinct values.
        counts: Rows that hold each.
    """
    short = [place for place, text in enumerate(texts) if len(text) <= LONGEST]
    if sum(counts) < ODDITIES.shape_rows or len(short) < len(texts):
        return []
    best: dict[int, float] = {}
    if not _have_fixed_numbers(texts):
        texts = _together(texts, lambda joined: _NUMBER.sub("9", joined))
    for shape in (_by_kind, _by_length, _by_marks):
        for place, probability in _odd(texts, counts, shape(texts)):
            best[place] = max(best.get(place, 0.0), probability)
    return [OddShape(place, probability) for place, probability in sorted(best.items())]


def _have_fixed_numbers(texts: Sequence[str]) -> bool:
    """Whether numbers are padded with zeros: running numbers have any length."""
    return any(_PADDED.search(text) for text in texts)


def _by_kind(texts: Sequence[str]) -> list[str]:
    """Digits, capitals and small letters, with lengths."""
    return _together(texts, lambda joined: joined.translate(_KINDS))


def _by_length(texts: Sequence[str]) -> list[str]:
    """Letters and digits alike, with lengths."""
    return _together(texts, lambda joined: joined.translate(_ALIKE))


def _by_marks(texts: Sequence[str]) -> list[str]:
    """Runs of letters or digits alike, without lengths; hyphens and the like join words as they please."""
    return _together(texts, without_lengths)


def without_lengths(joined: str) -> str:
    """Runs of letters and digits alike, without their lengths."""
    words = _LONG_WORD.sub("x", _JOINED.sub("x", joined.translate(_ALIKE)))
    return _RUNS.sub(lambda match: match[1], words)


def _together(texts: Sequence[str], shape: Callable[[str], str]) -> list[str]:
    """The shapes of all texts at once, quicker than one by one; a sign that is in none parts them."""
    if texts and all(texts) and not any(_PARTING in text for text in texts):
        return shape(_PARTING.join(texts)).split(_PARTING)
    return [shape(text) for text in texts]


class _Kinds(dict[int, str]):
    """What characters become, for `str.translate`, found when one is met."""

    def __init__(self, *kinds: tuple[re.Pattern[str], str]) -> None:
        super().__init__()
        self._kinds = kinds

    def __missing__(self, code: int) -> str:
        character = chr(code)
        found = next((sign for kind, sign in self._kinds if kind.match(character)), character)
        self[code] = found
        return found


_KINDS = _Kinds((_DIGIT, "9"), (_LOWER, "a"), (_UPPER, "A"))
_ALIKE = _Kinds((_WORD, "x"))


def _odd(texts: Sequence[str], counts: Sequence[int], shapes: Sequence[str]) -> list[tuple[int, float]]:
    rows: Counter[str] = Counter()
    kinds: dict[str, int] = defaultdict(int)
    for each, count in zip(shapes, counts, strict=True):
        rows[each] += count
        kinds[each] += 1
    usual, most = max(rows.items(), key=lambda item: (item[1], item[0]))
    total = sum(counts)
    if kinds[usual] < ODDITIES.shape_texts or not _is_telling(usual):
        return []
    alike = [text for text, each in zip(texts, shapes, strict=True) if each == usual]
    if sum(_CODE.search(text) is not None for text in alike) <= len(alike) / 2:
        return []
    reliability = 1.0 / (1.0 + exp(-ODDITIES.shape_steepness * (most / total - ODDITIES.shape_even_share)))
    return [
        (place, reliability * most / (most + 2.0 * rows[each] ** 2))
        for place, each in enumerate(shapes)
        if each != usual
    ]


def _is_telling(shape: str) -> bool:
    """Whether a shape is that of codes rather than of words."""
    return " " not in shape and len(shape) > 1
