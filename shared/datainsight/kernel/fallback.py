"""What the kernel does, in numpy: slower, and the same to the last bit."""

import numpy as np
import numpy.typing as npt

from datainsight.kernel.cells import Array, Bytes, Cells, Hashes, Places

Counts = npt.NDArray[np.int64]

_SEED = 0x2026112320261123
_LENGTH_FACTOR = np.uint64(0xA0761D6478BD642F)
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_LAST_FACTOR = np.uint64(0xD6E8FEB86659FD93)
_HALF = np.uint64(32)
_ROW_SHIFT = np.uint64(29)
_WORD = 8


def hash_rows(columns: list[Cells], height: int) -> tuple[list[Hashes], Hashes]:
    """Hash of each cell, column by column (0 for empty ones), and one for each row."""
    rows = np.full(height, np.uint64(len(columns)), np.uint64)
    hashes = []
    for cells in columns:
        found = _hash(cells)
        hashes.append(found)
        rows ^= found
        rows *= _FACTOR
        rows ^= rows >> _ROW_SHIFT
    return hashes, rows


def _hash(cells: Cells) -> Hashes:
    """Eight bytes at a time of all cells at once, the longest cells first."""
    order = np.argsort(cells.sizes)[::-1]
    sizes, starts = cells.sizes[order].astype(np.int64), cells.starts[order].astype(np.int64)
    padded = np.concatenate((cells.data, np.zeros(_WORD, np.uint8)))
    words = np.ndarray((padded.size - _WORD + 1,), np.dtype("<u8"), padded, 0, (1,))
    hashes = sizes.astype(np.uint64) * _LENGTH_FACTOR ^ np.uint64(_SEED)
    longest = int(sizes[0]) if sizes.size else 0
    ascending = sizes[::-1]
    for begin in range(0, longest, _WORD):
        count = sizes.size - int(np.searchsorted(ascending, begin, side="right"))
        word = words[starts[:count] + begin].astype(np.uint64)
        unused = np.clip(_WORD - (sizes[:count] - begin), 0, _WORD - 1).astype(np.uint64) * np.uint64(_WORD)
        word &= np.uint64(0xFFFFFFFFFFFFFFFF) >> unused
        current = hashes[:count]
        current ^= word
        current *= _FACTOR
        current ^= current >> _HALF
    for _ in range(2):
        hashes *= _LAST_FACTOR
        hashes ^= hashes >> _HALF
    hashes[hashes == 0] = 1
    hashes[sizes == 0] = 0
    result = np.empty_like(hashes)
    result[order] = hashes
    return result


def group_hashes(hashes: Hashes) -> tuple[Hashes, Places, Counts]:
    """The distinct hashes other than 0, ascending; the first row and the number of rows of each."""
    order = np.argsort(hashes)
    ordered = hashes[order]
    empty = int(np.searchsorted(ordered, 0, side="right"))
    order, ordered = order[empty:], ordered[empty:]
    starts = run_starts(ordered)
    if not starts.size:
        return ordered, np.empty(0, np.uint32), np.empty(0, np.int64)
    first = np.minimum.reduceat(order, starts).astype(np.uint32)
    return ordered[starts], first, np.diff(starts, append=ordered.size)


def gather_texts(cells: Cells, rows: Places) -> tuple[Bytes, Counts]:
    """The texts in some rows behind one another, and where each ends."""
    sizes = cells.sizes[rows].astype(np.int64)
    ends = np.cumsum(sizes)
    shift = np.repeat(cells.starts[rows].astype(np.int64) - (ends - sizes), sizes)
    shift += np.arange(shift.size)
    return cells.data[shift], ends


def merge_sets(first: Array, second: Array) -> tuple[Array, Array]:
    """The union of two ascending sets, and what is in both."""
    # Two ascending runs: the stable sort is a merge here, several times quicker than a sort.
    ordered = np.concatenate((first, second))
    ordered.sort(kind="stable")
    is_new = np.ones(ordered.size, np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=is_new[1:])
    return (ordered, ordered[:0]) if is_new.all() else (ordered[is_new], ordered[~is_new])


def merge_counted(first: tuple[Array, Counts], second: tuple[Array, Counts]) -> tuple[Array, Counts]:
    """The union of two ascending sets with counts; what is in both has the sum."""
    return sort_counted(np.concatenate((first[0], second[0])), np.concatenate((first[1], second[1])))


def sort_counted(keys: Array, counts: Counts) -> tuple[Array, Counts]:
    """The distinct keys, ascending, with the sums of their counts."""
    order = np.argsort(keys)
    ordered = keys[order]
    starts = run_starts(ordered)
    if not starts.size:
        return ordered, np.empty(0, np.int64)
    return ordered[starts], np.add.reduceat(counts[order], starts)


def run_starts(ordered: Array) -> Counts:
    """Where each distinct value of an ascending array begins."""
    begins = np.ones(ordered.size, np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=begins[1:])
    return np.flatnonzero(begins)
