"""What a measurement asks of cells: by the kernel where there is one, else by numpy, with equal results."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy as np

from datainsight.kernel import fallback, native
from datainsight.kernel.cells import Array, Bytes, Cells, Hashes, Places
from datainsight.kernel.fallback import Counts
from datainsight.kernel.library import library
from datainsight.kernel.words import Words

HASHING = "datainsight 1"
"""Version of the hash; partials of different hashing do not merge. Golden values are in the tests."""

_MANY_ROWS = 50_000


def hash_rows(columns: Sequence[Cells], height: int) -> tuple[list[Hashes], Hashes]:
    """Hash of each cell, column by column (0 for empty ones), and one for each row."""
    kernel = library()
    if kernel is None:
        return fallback.hash_rows(list(columns), height)
    hashes = [np.empty(height, np.uint64) for _ in columns]
    rows = np.empty(height, np.uint64)
    parts = (os.cpu_count() or 1) if height > _MANY_ROWS else 1
    borders = [height * part // parts for part in range(parts + 1)]
    ranges = [range(*pair) for pair in pairwise(borders)]
    if parts == 1:
        native.hash_rows(kernel, columns, hashes, rows, ranges[0])
    else:
        with ThreadPoolExecutor(max_workers=parts) as pool:
            done = [pool.submit(native.hash_rows, kernel, columns, hashes, rows, part) for part in ranges]
            for each in done:
                each.result()
    return hashes, rows


def group_hashes(hashes: Hashes) -> tuple[Hashes, Places, Counts]:
    """The distinct hashes other than 0, ascending; the first row and the number of rows of each."""
    kernel = library()
    return fallback.group_hashes(hashes) if kernel is None else native.group_hashes(kernel, hashes)


def look_at(cells: Cells, hashes: Hashes, rows: Places, words: Words) -> tuple[Bytes, Counts, Places] | None:
    """Code, number (as int64 or as the bits of a double) and characters of the texts in some rows.

    `hashes` are those of all cells. None where there is no kernel: then nothing is decided.
    """
    kernel = library()
    return None if kernel is None else native.look_at(kernel, cells, hashes, rows, words)


def gather_texts(cells: Cells, rows: Places) -> tuple[Bytes, Counts]:
    """The texts in some rows behind one another, and where each ends."""
    kernel = library()
    return fallback.gather_texts(cells, rows) if kernel is None else native.gather_texts(kernel, cells, rows)


def merge_sets(first: Array, second: Array) -> tuple[Array, Array]:
    """The union of two ascending sets (64 bits, no NaN, no -0.0), and what is in both."""
    kernel = library()
    if kernel is None or first.dtype != second.dtype:
        return fallback.merge_sets(first, second)
    return native.merge_sets(kernel, first, second)


def merge_counted(first: tuple[Array, Counts], second: tuple[Array, Counts]) -> tuple[Array, Counts]:
    """The union of two ascending sets (64 bits, no NaN, no -0.0) with counts; what is in both has the sum."""
    kernel = library()
    if kernel is None or first[0].dtype != second[0].dtype:
        return fallback.merge_counted(first, second)
    return native.merge_counted(kernel, first, second)


def sort_counted(keys: Array, counts: Counts) -> tuple[Array, Counts]:
    """The distinct keys (64 bits, no NaN, no -0.0), ascending, with the sums of their counts."""
    kernel = library()
    return (
        fallback.sort_counted(keys, counts) if kernel is None else native.sort_counted(kernel, keys, counts)
    )


def parse_cells(data: Bytes, marks: tuple[int, int, int], columns: int) -> tuple[list[Cells], int] | None:
    """Well-formed delimited text as cells, see `native.parse_cells`; None also where there is no kernel."""
    kernel = library()
    return None if kernel is None or not columns else native.parse_cells(kernel, data, marks, columns)
