"""Which texts of a column are one slip of the finger apart, without comparing each with each.

Two texts are one edit apart (optimal string alignment: one character inserted, left out, replaced, or two
neighbours swapped) only if they share a text that is left when at most one character is deleted from either.
So texts meet in the buckets of their deletions (Garbe 2012, SymSpell; Bocek et al. 2007, FastSS).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from datainsight.kernel.fallback import run_starts

LONGEST = 64
"""Characters; longer texts are compared word by word only."""

_LARGEST_BUCKET = 40
"""A deletion that so many texts share is a family of codes, in which being close means nothing."""

_LEAST_REPLACED = 2
_MOST_REPLACED_SHARE = 0.45
_LONGEST_REPLACED = 400
_LARGEST_WORK = 20_000_000

_TOGETHER = 1 << 18
"""Characters of usual texts that are compared in one step."""

Bytes = npt.NDArray[np.uint32]
Hashes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]

_BASE = 0x9E3779B97F4A7C15
_MIXER = np.uint64(0xD6E8FEB86659FD93)
_POWERS = np.array([pow(_BASE, power, 1 << 64) for power in range(LONGEST)], np.uint64)
_INVERSE = np.uint64(pow(_BASE, -1, 1 << 64))

_CROWDED = 4
"""With more neighbours a text on average, texts are codes of a list, in which being close means nothing."""

_OFTEN = 3
"""How often a pair may meet: two texts share two deletions at most, or one is the other without a letter."""

_PAIRS_TOGETHER = 1 << 18


def close_pairs(texts: Sequence[str], is_usual: Sequence[bool]) -> Iterator[tuple[int, int]] | None:
    """Places of all pairs of different texts that are one edit apart, each pair once.

    Two numbers that are close are two numbers, so such pairs are left out.

    Args:
        texts: Any texts, each once.
        is_usual: Which of them another one may have been meant to be. One of each pair is usual.

    Returns:
        None where texts are so close to each other on average that it says nothing.
    """
    is_number = [text.isdigit() for text in texts]
    chosen = [
        place
        for place, text in enumerate(texts)
        if 1 < len(text) <= LONGEST and (is_usual[place] or not is_number[place])
    ]
    usual, numbers = np.array(is_usual, np.bool_)[chosen], np.array(is_number, np.bool_)[chosen]
    most = _CROWDED * len(texts)
    seen = np.empty(0, np.int64)
    for left, right in _meeting([texts[place] for place in chosen], usual):
        is_asked = (usual[left] | usual[right]) & ~(numbers[left] & numbers[right])
        seen = np.concatenate((seen, left[is_asked] * len(chosen) + right[is_asked]))
        if seen.size > _OFTEN * most:
            seen = np.unique(seen)
            if seen.size > most:
                return None
    seen = np.unique(seen)
    if seen.size > most:
        return None
    pairs = ((chosen[pair // len(chosen)], chosen[pair % len(chosen)]) for pair in seen.tolist())
    return (pair for pair in pairs if is_one_edit(texts[pair[0]], texts[pair[1]]))


def _meeting(texts: Sequence[str], is_usual: npt.NDArray[np.bool_]) -> Iterator[tuple[Places, Places]]:
    """Places of two texts that share a deletion, in buckets with a usual text that are not too large.

    A pair may come several times, the smaller place first.
    """
    if not is_usual.any():
        return
    hashes, places = _deletions(texts)
    order = np.lexsort((places, hashes))
    hashes, places = hashes[order], places[order]
    is_first = np.ones(hashes.size, np.bool_)  # `aa` without one of its letters is `a`, once
    is_first[1:] = (hashes[1:] != hashes[:-1]) | (places[1:] != places[:-1])
    hashes, places = hashes[is_first], places[is_first]
    starts = run_starts(hashes)
    sizes = np.diff(starts, append=hashes.size)
    has_usual = np.logical_or.reduceat(is_usual[places], starts)
    for size in range(2, _LARGEST_BUCKET + 1):
        first, second = np.triu_indices(size, 1)
        buckets = starts[(sizes == size) & has_usual]
        step = _PAIRS_TOGETHER // first.size
        for begin in range(0, buckets.size, step):
            members = places[buckets[begin : begin + step, None] + np.arange(size)]
            yield members[:, first].ravel(), members[:, second].ravel()


def _deletions(texts: Sequence[str]) -> tuple[Hashes, Places]:
    """Hashes of texts and of what is left of them without one character; the place of the text of each.

    A text's hash is a polynomial of its characters modulo 2 ** 64, so all deletions come from running sums.
    """
    sizes = np.array([len(text) for text in texts])
    characters = np.frombuffer("".join(texts).encode("utf-32-le"), np.uint32).astype(np.uint64)
    ends = np.cumsum(sizes)
    within = np.arange(characters.size) - np.repeat(ends - sizes, sizes)
    terms = (characters + np.uint64(1)) * _MIXER
    terms = (terms ^ (terms >> np.uint64(29))) * _POWERS[within]
    sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(terms, dtype=np.uint64)))
    first, last = sums[ends - sizes], sums[ends]
    place = np.repeat(np.arange(sizes.size), sizes)
    left = (sums[:-1] - first[place]) + _INVERSE * (last[place] - sums[1:])
    return np.concatenate((last - first, left)), np.concatenate((np.arange(sizes.size), place))


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
            of_rare = _code_points([rare[place] for place in suspects])
            of_usual = _code_points([usual[place] for place in known])
            for suspect, found, character in _replaced(of_rare, of_usual):
                yield suspects[suspect], known[found], character


def _code_points(texts: Iterable[str]) -> Bytes:
    return np.array([np.frombuffer(text.encode("utf-32-le"), np.uint32) for text in texts])


def _replaced(rare: Bytes, usual: Bytes) -> Iterator[tuple[int, int, str]]:
    """All with all, as many rows at a time as fit the cache."""
    most = _MOST_REPLACED_SHARE * usual.shape[1]
    step = max(1, _TOGETHER // usual.size)
    for start in range(0, len(rare), step):
        lines = rare[start : start + step]
        counts = _differences(lines, usual)
        possible = (counts >= _LEAST_REPLACED) & (counts <= most)
        line, place = np.nonzero(possible)
        differs = lines[line] != usual[place]
        largest = np.where(differs, lines[line], 0).max(axis=1, initial=0)
        is_one = ((lines[line] == largest[:, None]) | ~differs).all(axis=1)
        for found in np.flatnonzero(is_one).tolist():
            yield start + int(line[found]), int(place[found]), chr(int(largest[found]))


def _differences(lines: Bytes, usual: Bytes) -> npt.NDArray[np.uint16]:
    """In how many characters each line differs from each usual text, one character of all at a time."""
    differs = np.ascontiguousarray(lines.T)[:, :, None] != np.ascontiguousarray(usual.T)[:, None, :]
    counts: npt.NDArray[np.uint16] = np.add.reduce(differs.view(np.uint8), axis=0, dtype=np.uint16)
    return counts
