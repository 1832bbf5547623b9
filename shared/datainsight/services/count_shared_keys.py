"""How many records two tables share, by the values of a key; the values themselves are not kept."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from datainsight.models.comparison import KeyOverlap
from datainsight.services.progress import Progress, silent
from datainsight.services.reading import Reading

_SEED = 0x5EED
_Hashes = NDArray[np.uint64]


def count_shared_keys(
    old: Reading,
    new: Reading,
    old_columns: Sequence[str],
    new_columns: Sequence[str],
    *,
    progress: Progress = silent,
) -> KeyOverlap:
    """Reads both tables again; memory holds eight bytes for each different key.

    Args:
        old: The table as it was.
        new: The table as it is.
        old_columns: The key's columns in the old table.
        new_columns: The same columns in the new one, in the same order.
        progress: Is told what is being done.
    """
    before, after = _keys(old, old_columns, progress), _keys(new, new_columns, progress)
    shared = np.intersect1d(before, after, assume_unique=True).size
    return KeyOverlap(
        columns=tuple(new_columns),
        shared_count=int(shared),
        old_only_count=int(before.size - shared),
        new_only_count=int(after.size - shared),
    )


def _keys(reading: Reading, columns: Sequence[str], progress: Progress) -> _Hashes:
    """Hashes of the different keys, in order."""
    known: _Hashes = np.empty(0, np.uint64)
    for batch in reading.batches(progress, "Comparing keys"):
        hashes = batch.frame.select(columns).hash_rows(_SEED).to_numpy()
        known = np.union1d(known, hashes)
    return known
