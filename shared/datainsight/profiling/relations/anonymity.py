"""How far people disappear among others: groups of rows that agree in what outsiders may know of a person.

k-anonymity: Sweeney 2002. Which columns outsiders know is decided by their semantic types.
"""

from collections.abc import Sequence

import numpy as np

from datainsight.kernel import operations
from datainsight.models.profile import Anonymity, ColumnProfile
from datainsight.profiling.examples import Hashes
from datainsight.profiling.relations.coded import CodedTable, Weights
from datainsight.semantics.quasi_identifiers import quasi_identifiers

_SMALL_GROUP = 5
"""Cells with fewer people are seldom published (European Medicines Agency 0070/2014: 11; others: 3 to 5)."""


_MOST_GROUPS = 1 << 21
"""Groups that are counted while all rows are read: 32 MB. Of more, those with the smallest hashes."""
_WHOLE = 2.0**64


def anonymity(profiles: Sequence[ColumnProfile], table: CodedTable) -> Anonymity | None:
    """The groups of rows that agree in all quasi-identifiers; None where there are fewer than two of these.

    Nor is it known for a table of which only a sample of rows was kept: its rows look rarer than they are.
    `GroupCount` counts the groups of such a table.
    """
    places = quasi_identifiers(profiles)
    if not places or not table.is_complete or not table.height:
        return None
    groups = np.zeros(table.height, np.int64)
    for place in places:
        _, groups = np.unique(groups * table.sizes[place] + table.codes[place], return_inverse=True)
    sizes = np.bincount(groups, weights=table.weights).astype(np.int64)
    return _described(sizes, [profiles[place].name for place in places])


class GroupCount:
    """Counts the rows of groups, batch by batch.

    Of too many groups it follows those with the smallest hashes (Cohen & Kaplan 2007): which they are, is up
    to the data alone, and each of them is counted on all rows. A sample of rows would split groups instead.
    """

    def __init__(self) -> None:
        self._hashes: Hashes = np.empty(0, np.uint64)
        self._counts: Weights = np.empty(0, np.int64)
        self._end: np.uint64 | None = None

    def add(self, rows: Hashes) -> None:
        """Counts the rows of a batch, each given by the hash of its group, which is never 0."""
        hashes, _, counts = operations.group_hashes(rows)
        if self._end is not None:
            size = int(np.searchsorted(hashes, self._end))
            hashes, counts = hashes[:size], counts[:size]
        known = (self._hashes, self._counts)
        self._hashes, self._counts = operations.merge_counted(known, (hashes, counts))
        if self._hashes.size > _MOST_GROUPS:
            self._end = self._hashes[_MOST_GROUPS]
            self._hashes, self._counts = self._hashes[:_MOST_GROUPS], self._counts[:_MOST_GROUPS]

    def anonymity(self, names: Sequence[str]) -> Anonymity | None:
        """What the groups say of the columns with these names; None where there was no row."""
        if not self._counts.size:
            return None
        share = 1.0 if self._end is None else float(self._end) / _WHOLE
        return _described(self._counts, names, share)


def _described(sizes: Weights, names: Sequence[str], share: float = 1.0) -> Anonymity:
    """Groups by their sizes, of which a share is known."""
    return Anonymity(
        columns=tuple(names),
        smallest_group=int(sizes.min()),
        group_count=round(sizes.size / share),
        unique_row_count=round(int((sizes == 1).sum()) / share),
        small_group_row_count=round(int(sizes[sizes < _SMALL_GROUP].sum()) / share),
        is_exact=share == 1.0,
    )
