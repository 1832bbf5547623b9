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

LONGEST = 80
_FEWEST_ROWS = 15
_FEWEST_TEXTS = 5
_EVEN_SHARE = 0.62
_STEEPNESS = 14.0

_DIGIT, _UPPER, _LOWER, _WORD = (re.compile(part) for part in (r"\d", r"[^\W\d_a-z]", r"[a-z]", r"[^\W_]"))
_NUMBER = re.compile(r"\d+")
_PADDED = re.compile(r"(?<!\d)0\d")
_JOINED = re.compile(r"(?<=[^\W_])[-_'](?=[^\W_])")
_CODE = re.compile(r"[\d\W_]|[^\W\d_]*[A-Z]{2}")
"""What a word has not: a digit, a mark, or two capitals side by side."""
_RUNS = re.compile(r"(.)\1+")


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
    if sum(counts) < _FEWEST_ROWS or len(short) < len(texts):
        return []
    best: dict[int, float] = {}
    if not _have_fixed_numbers(texts):
        texts = [_NUMBER.sub("9", text) for text in texts]
    for shape in (_by_kind, _by_length, _by_marks):
        for place, probability in _odd(texts, counts, shape):
            best[place] = max(best.get(place, 0.0), probability)
    return [OddShape(place, probability) for place, probability in sorted(best.items())]


def _have_fixed_numbers(texts: Sequence[str]) -> bool:
    """Whether numbers are padded with zeros: running numbers have any length."""
    return any(_PADDED.search(text) for text in texts)


def _by_kind(text: str) -> str:
    """Digits, capitals and small letters, with lengths."""
    return _UPPER.sub("A", _LOWER.sub("a", _DIGIT.sub("9", text)))


def _by_length(text: str) -> str:
    """Letters and digits alike, with lengths."""
    return _WORD.sub("x", text)


def _by_marks(text: str) -> str:
    """Runs of letters or digits alike, without lengths; hyphens and the like join words as they please."""
    return _RUNS.sub(lambda match: match[1], _WORD.sub("x", _JOINED.sub("x", text)))


def _odd(texts: Sequence[str], counts: Sequence[int], shape: Callable[[str], str]) -> list[tuple[int, float]]:
    shapes = [shape(text) for text in texts]
    rows: Counter[str] = Counter()
    kinds: dict[str, int] = defaultdict(int)
    for each, count in zip(shapes, counts, strict=True):
        rows[each] += count
        kinds[each] += 1
    usual, most = max(rows.items(), key=lambda item: (item[1], item[0]))
    total = sum(counts)
    if kinds[usual] < _FEWEST_TEXTS or not _is_telling(usual):
        return []
    alike = [text for text, each in zip(texts, shapes, strict=True) if each == usual]
    if sum(_CODE.search(text) is not None for text in alike) <= len(alike) / 2:
        return []
    reliability = 1.0 / (1.0 + exp(-_STEEPNESS * (most / total - _EVEN_SHARE)))
    return [
        (place, reliability * most / (most + 2.0 * rows[each] ** 2))
        for place, each in enumerate(shapes)
        if each != usual
    ]


def _is_telling(shape: str) -> bool:
    """Whether a shape is that of codes rather than of words."""
    return " " not in shape and len(shape) > 1
