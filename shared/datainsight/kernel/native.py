"""The kernel's functions on arrays; each lets go of the interpreter lock."""

import ctypes
from collections.abc import Sequence

import numpy as np

from datainsight.kernel.cells import Array, Bytes, Cells, Hashes, Places
from datainsight.kernel.fallback import Counts
from datainsight.kernel.words import Words

_KINDS = {"u": 0, "i": 1, "f": 2}


def hash_rows(
    kernel: ctypes.CDLL,
    columns: Sequence[Cells],
    hashes: list[Hashes],
    rows: Hashes,
    part: range,
) -> None:
    """Hashes the cells of some rows into `hashes`, and those rows into `rows`."""
    kernel.hash_rows(
        len(columns),
        _addresses([each.data for each in columns]),
        _addresses([each.starts for each in columns]),
        _addresses([each.sizes for each in columns]),
        part.start,
        part.stop,
        _addresses(hashes),
        rows.ctypes.data,
    )


def _addresses(arrays: Sequence[Array]) -> "ctypes.Array[ctypes.c_void_p]":
    return (ctypes.c_void_p * len(arrays))(*(each.ctypes.data for each in arrays))


def group_hashes(kernel: ctypes.CDLL, hashes: Hashes) -> tuple[Hashes, Places, Counts]:
    """The distinct hashes other than 0, ascending; the first row and the number of rows of each."""
    values = np.empty(hashes.size, np.uint64)
    first = np.empty(hashes.size, np.uint32)
    counts = np.empty(hashes.size, np.int64)
    size = _checked(
        kernel.group_hashes(
            hashes.ctypes.data, hashes.size, values.ctypes.data, first.ctypes.data, counts.ctypes.data
        )
    )
    return values[:size].copy(), first[:size].copy(), counts[:size].copy()


def look_at(
    kernel: ctypes.CDLL, cells: Cells, hashes: Hashes, rows: Places, words: Words
) -> tuple[Bytes, Counts, Places]:
    """Code, number (as int64 or as the bits of a double) and characters of the texts in some rows."""
    codes = np.empty(rows.size, np.uint8)
    numbers = np.empty(rows.size, np.int64)
    lengths = np.empty(rows.size, np.uint32)
    _checked(
        kernel.look_at(
            cells.data.ctypes.data,
            cells.starts.ctypes.data,
            cells.sizes.ctypes.data,
            hashes.ctypes.data,
            len(cells),
            rows.ctypes.data,
            rows.size,
            words.keys.ctypes.data,
            words.codes.ctypes.data,
            codes.ctypes.data,
            numbers.ctypes.data,
            lengths.ctypes.data,
        )
    )
    return codes, numbers, lengths


def gather_texts(kernel: ctypes.CDLL, cells: Cells, rows: Places) -> tuple[Bytes, Counts]:
    """The texts in some rows behind one another, and where each ends."""
    content = np.empty(int(cells.sizes[rows].sum(dtype=np.int64)), np.uint8)
    ends = np.empty(rows.size, np.int64)
    kernel.gather_texts(
        cells.data.ctypes.data,
        cells.starts.ctypes.data,
        cells.sizes.ctypes.data,
        rows.ctypes.data,
        rows.size,
        content.ctypes.data,
        ends.ctypes.data,
    )
    return content, ends


def merge_sets(kernel: ctypes.CDLL, first: Array, second: Array) -> tuple[Array, Array]:
    """The union of two ascending sets, and what is in both."""
    values = np.empty(first.size + second.size, first.dtype)
    in_both = np.empty(min(first.size, second.size) + 1, first.dtype)
    both = np.zeros(1, np.int64)
    size = kernel.merge_sets(
        first.ctypes.data,
        first.size,
        second.ctypes.data,
        second.size,
        _KINDS[first.dtype.kind],
        values.ctypes.data,
        in_both.ctypes.data,
        both.ctypes.data,
    )
    return _shrunk(values, size), in_both[: int(both[0])].copy()


def merge_counted(
    kernel: ctypes.CDLL, first: tuple[Array, Counts], second: tuple[Array, Counts]
) -> tuple[Array, Counts]:
    """The union of two ascending sets with counts; what is in both has the sum."""
    keys = np.empty(first[0].size + second[0].size, first[0].dtype)
    counts = np.empty(keys.size, np.int64)
    size = kernel.merge_counted(
        first[0].ctypes.data,
        first[1].ctypes.data,
        first[0].size,
        second[0].ctypes.data,
        second[1].ctypes.data,
        second[0].size,
        _KINDS[keys.dtype.kind],
        keys.ctypes.data,
        counts.ctypes.data,
    )
    return _shrunk(keys, size), _shrunk(counts, size)


def sort_counted(kernel: ctypes.CDLL, keys: Array, counts: Counts) -> tuple[Array, Counts]:
    """The distinct keys (64 bits, no NaN, no -0.0), ascending, with the sums of their counts."""
    keys, counts = keys.copy(), counts.astype(np.int64)
    kind = _KINDS[keys.dtype.kind]
    size = _checked(kernel.sort_counted(keys.ctypes.data, counts.ctypes.data, keys.size, kind))
    return _shrunk(keys, size), _shrunk(counts, size)


def _shrunk(array: Array, size: int) -> Array:
    """The beginning of an array, without holding on to much that is not used."""
    return array[:size] if size > array.size * 7 // 8 else array[:size].copy()


def _checked(result: int) -> int:
    if result < 0:
        raise MemoryError
    return result


def parse_cells(
    kernel: ctypes.CDLL, data: Bytes, marks: tuple[int, int, int], columns: int
) -> tuple[list[Cells], int] | None:
    """Delimited text as columns of cells and how many lines it has; None where it is not all well-formed.

    Args:
        kernel: The library.
        data: Whole records; changed where quotes are doubled.
        marks: Delimiter, quote (0 for none) and last character of a line end.
        columns: How many each record must have.
    """
    lines = kernel.count_lines(data.ctypes.data, data.size, marks[2])
    if lines < 0:
        return None
    capacity = lines + 1
    starts = np.empty((columns, capacity), np.uint32)
    sizes = np.empty((columns, capacity), np.uint32)
    rows = kernel.parse_cells(
        data.ctypes.data, data.size, *marks, columns, capacity, starts.ctypes.data, sizes.ctypes.data
    )
    if rows < 0:
        return None
    return [Cells(data, starts[each, :rows], sizes[each, :rows]) for each in range(columns)], lines
