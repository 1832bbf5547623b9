"""Which texts of a column are one slip of the finger apart, without comparing each with each.

Two texts are one edit apart (optimal string alignment: one character inserted, left out, replaced, or two
neighbours swapped) only if they share a text that is left when at most one character is deleted from either.
So texts meet in the buckets of their deletions (Garbe 2012, SymSpell; Bocek et al. 2007, FastSS).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product

import numpy as np
import numpy.typing as npt

LONGEST = 64
"""Characters; longer texts are compared word by word only."""

_LARGEST_BUCKET = 40
"""A deletion that so many texts share is a family of codes, in which being close means nothing."""

_LEAST_REPLACED = 2
_MOST_REPLACED_SHARE = 0.45
_LONGEST_REPLACED = 400
_LARGEST_WORK = 20_000_000

Bytes = npt.NDArray[np.uint32]


_CROWDED = 16
"""With more neighbours a text on average, texts are codes of a list, in which being close means nothing."""


def close_pairs(texts: Sequence[str], is_usual: Sequence[bool]) -> Iterator[tuple[int, int]] | None:
    """Places of all pairs of different texts that are one edit apart, each pair once.

    Args:
        texts: Any texts, each once.
        is_usual: Which of them another one may have been meant to be. One of each pair is usual.

    Returns:
        None where texts are so close to each other on average that it says nothing.
    """
    buckets: dict[str, tuple[list[int], list[int]]] = {}
    lengths: set[int] = set()
    for place, text in enumerate(texts):
        if is_usual[place] and 1 < len(text) <= LONGEST:
            lengths.update(range(len(text) - 1, len(text) + 2))
            for key in _deletions(text):
                buckets.setdefault(key, ([], []))[0].append(place)
    for place, text in enumerate(texts):
        if not is_usual[place] and len(text) in lengths and 1 < len(text) <= LONGEST:
            for key in buckets.keys() & _deletions(text):
                buckets[key][1].append(place)
    seen: set[tuple[int, int]] = set()
    for usual, others in buckets.values():
        if 1 < len(usual) + len(others) <= _LARGEST_BUCKET:
            seen.update(combinations(usual, 2))
            seen.update((min(pair), max(pair)) for pair in product(usual, others))
            if len(seen) > _CROWDED * len(texts):
                return None
    return (pair for pair in seen if is_one_edit(texts[pair[0]], texts[pair[1]]))


def _deletions(text: str) -> set[str]:
    return {text, *(text[:cut] + text[cut + 1 :] for cut in range(len(text)))}


def is_one_edit(first: str, second: str) -> bool:
    """Whether one character was inserted, left out, replaced, or swapped with its neighbour."""
    return first != second and edit_between(first, second) is not None


def edit_between(first: str, second: str) -> tuple[str, str] | None:
    """What differs between two texts that are one edit apart: the part of the first, and of the second.

    Returns:
        None where they are further apart.
    """
    start = 0
    shorter = min(len(first), len(second))
    while start < shorter and first[start] == second[start]:
        start += 1
    end = 0
    while end < shorter - start and first[-1 - end] == second[-1 - end]:
        end += 1
    left, right = first[start : len(first) - end], second[start : len(second) - end]
    if max(len(left), len(right)) <= 1 or (len(left) == len(right) == 2 and left == right[::-1]):
        return left, right
    return None


def replaced_throughout(rare: Sequence[str], usual: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Pairs in which one character of the rare text stands for several different ones of the usual text.

    That is what a broken key, a failing scanner or a lost encoding leaves: `b?rmingh?m`, `bxrminghxm`.

    Args:
        rare: Texts under suspicion.
        usual: Texts that they may have been.

    Yields:
        Place in `rare`, place in `usual`, the character that replaced the others.
    """
    by_length: dict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, texts in enumerate((rare, usual)):
        for place, text in enumerate(texts):
            if 2 < len(text) <= _LONGEST_REPLACED:
                by_length[len(text)][side].append(place)
    work = 0
    for length, (suspects, known) in sorted(by_length.items()):
        work += len(suspects) * len(known) * length
        if suspects and known and work <= _LARGEST_WORK:
            of_usual = _code_points([usual[place] for place in known])
            for place, line in zip(suspects, _code_points([rare[place] for place in suspects]), strict=True):
                for found, character in _replaced(line, of_usual):
                    yield place, known[found], character


def _code_points(texts: Iterable[str]) -> Bytes:
    return np.array([np.frombuffer(text.encode("utf-32-le"), np.uint32) for text in texts])


def _replaced(line: Bytes, usual: Bytes) -> Iterator[tuple[int, str]]:
    differs = usual != line
    counts = differs.sum(axis=1)
    possible = (counts >= _LEAST_REPLACED) & (counts <= _MOST_REPLACED_SHARE * line.size)
    for place in np.flatnonzero(possible).tolist():
        where = differs[place]
        characters = np.unique(line[where])
        if characters.size == 1:
            yield place, chr(int(characters[0]))
