"""How many records two tables share, by the values of a key; the values themselves are not kept."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from datainsight.models.comparison import KeyOverlap
from datainsight.services.progress import Progress, silent
from datainsight.services.reading import Reading

_SEED = 0x5EED
_Hashes = NDArray[np.uint64]


Columns = Sequence[str]


def count_shared_keys(
    old: Reading,
    new: Reading,
    keys: Sequence[tuple[Columns, Columns]],
    *,
    progress: Progress = silent,
) -> list[KeyOverlap]:
    """Reads both tables again; memory holds eight bytes for each different key.

    Args:
        old: The table as it was.
        new: The table as it is.
        keys: For each key its columns in the old table, and the same columns in the new one, in the same
            order.
        progress: Is told what is being done.
    """
    before = _hashed(old, [columns for columns, _ in keys], progress)
    after = _hashed(new, [columns for _, columns in keys], progress)
    return [_overlap(*each) for each in zip(before, after, (columns for _, columns in keys), strict=True)]


def _overlap(before: _Hashes, after: _Hashes, columns: Columns) -> KeyOverlap:
    shared = np.intersect1d(before, after, assume_unique=True).size
    return KeyOverlap(
        columns=tuple(columns),
        shared_count=int(shared),
        old_only_count=int(before.size - shared),
        new_only_count=int(after.size - shared),
    )


def _hashed(reading: Reading, keys: Sequence[Columns], progress: Progress) -> list[_Hashes]:
    """For each key the hashes of its different values, in order."""
    known: list[_Hashes] = [np.empty(0, np.uint64) for _ in keys]
    for batch in reading.batches(progress, "Comparing records"):
        for place, columns in enumerate(keys):
            hashes = batch.frame.select(columns).hash_rows(_SEED).to_numpy()
            known[place] = np.union1d(known[place], hashes)
    return known
