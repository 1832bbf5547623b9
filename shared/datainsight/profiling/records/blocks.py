"""Which pairs of records are worth comparing, without comparing each with each.

Two records of one thing agree in all columns but one, whichever that is, or in a value that hardly another
record has. So pairs meet in blocks (Newcombe 1967; Papadakis et al., "Blocking and Filtering Techniques for
Entity Resolution", ACM Computing Surveys 53(2), 2020): by all columns but one, and by rare values.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from datainsight.kernel.fallback import run_starts
from datainsight.profiling.records.columns import RecordColumn
from datainsight.profiling.suspects.thresholds import RECORDS

Pairs = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint64]

NO_PAIRS: Pairs = np.empty((2, 0), np.int64)

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_MIXER = np.uint64(0xD6E8FEB86659FD93)
_SHIFT = np.uint64(29)


def pairs_to_compare(columns: Sequence[RecordColumn]) -> Pairs:
    """Pairs of rows, each once, the lower row first: an array of two lines.

    Args:
        columns: Those that say something about the records.
    """
    with np.errstate(over="ignore"):
        keys = [_mixed(column, place) for place, column in enumerate(columns)]
    whole: Keys = np.add.reduce(np.array(keys), axis=0)
    room = min(RECORDS.pairs_of_column, RECORDS.cells_compared // (2 * len(columns) ** 2))
    found = [_pairs(whole, room), *(_pairs(whole - key, room) for key in keys)]
    found += [_pairs(key, room, ~column.is_missing) for key, column in zip(keys, columns, strict=True)]
    rows = whole.size
    together = np.unique(np.concatenate([first * rows + second for first, second in found]))
    return np.stack(np.divmod(together, rows))


def _mixed(column: RecordColumn, place: int) -> Keys:
    """A hash for the number of each row, another one in each column."""
    keys = (column.codes.astype(np.uint64) + np.uint64(1)) * _MULTIPLIER + np.uint64(place + 1) * _MIXER
    keys = (keys ^ (keys >> _SHIFT)) * _MIXER
    return np.asarray(keys ^ (keys >> _SHIFT))


def _pairs(keys: Keys, room: int, is_meant: npt.NDArray[np.bool_] | None = None) -> tuple[Pairs, Pairs]:
    """All pairs of rows with equal keys, of the smallest blocks first, up to a limit."""
    rows = np.arange(keys.size) if is_meant is None else np.flatnonzero(is_meant)
    ordered = np.sort(keys[rows])
    again = ordered[1:][ordered[1:] == ordered[:-1]]
    if not again.size:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    places = np.searchsorted(again, keys[rows])
    rows = rows[again[np.minimum(places, again.size - 1)] == keys[rows]]
    rows = rows[np.argsort(keys[rows], kind="stable")]
    starts = run_starts(keys[rows])
    sizes = np.diff(starts, append=rows.size)
    blocks = list(_of_blocks(rows, starts, sizes, room))
    if not blocks:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    first, second = (np.concatenate(side) for side in zip(*blocks, strict=True))
    return np.minimum(first, second), np.maximum(first, second)


def _of_blocks(rows: Pairs, starts: Pairs, sizes: Pairs, room: int) -> Iterator[tuple[Pairs, Pairs]]:
    """Pairs of the blocks of each size; a large block is a kind of records, not one record."""
    for size in range(2, RECORDS.largest_block + 1):
        of_size = starts[sizes == size][: room // (size * (size - 1) // 2)]
        room -= of_size.size * (size * (size - 1) // 2)
        for left in range(size):
            for right in range(left + 1, size):
                yield rows[of_size + left], rows[of_size + right]
