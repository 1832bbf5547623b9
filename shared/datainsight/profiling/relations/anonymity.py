"""How far people disappear among others: groups of rows that agree in what outsiders may know of a person.

k-anonymity: Sweeney 2002. Which columns outsiders know is decided by their semantic types.
"""

from collections.abc import Sequence

import numpy as np

from datainsight.models.profile import Anonymity, ColumnProfile
from datainsight.profiling.relations.coded import CodedTable

QUASI_IDENTIFIERS = frozenset({
    "age", "birth_date", "city", "country", "country_code", "gender", "job_title", "marital_status",
    "nationality", "postal_code", "region",
})  # fmt: skip
"""What a neighbour or a colleague knows, and a voters' list or a profile on the web tells."""
_FEWEST_COLUMNS = 2
_SMALL_GROUP = 5
"""Cells with fewer people are seldom published (European Medicines Agency 0070/2014: 11; others: 3 to 5)."""


def anonymity(profiles: Sequence[ColumnProfile], table: CodedTable) -> Anonymity | None:
    """The groups of rows that agree in all quasi-identifiers; None where there are fewer than two of these.

    Nor is it known for a table of which only a sample of rows was kept: its rows look rarer than they are.
    """
    places = [place for place, profile in enumerate(profiles) if _is_quasi_identifier(profile)]
    if len(places) < _FEWEST_COLUMNS or not table.is_complete or not table.height:
        return None
    groups = np.zeros(table.height, np.int64)
    for place in places:
        _, groups = np.unique(groups * table.sizes[place] + table.codes[place], return_inverse=True)
    sizes = np.bincount(groups, weights=table.weights).astype(np.int64)
    return Anonymity(
        columns=tuple(profiles[place].name for place in places),
        smallest_group=int(sizes.min()),
        group_count=int(sizes.size),
        unique_row_count=int((sizes == 1).sum()),
        small_group_row_count=int(sizes[sizes < _SMALL_GROUP].sum()),
    )


def _is_quasi_identifier(profile: ColumnProfile) -> bool:
    return profile.semantic_type in QUASI_IDENTIFIERS and profile.distinct_count > 1
