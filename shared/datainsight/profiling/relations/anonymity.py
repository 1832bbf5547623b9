"""How far people disappear among others: groups of rows that agree in what outsiders may know of a person.

k-anonymity: Sweeney 2002. Which columns outsiders know is decided by their semantic types.
"""

import numpy as np

from datainsight.models.profile import Anonymity
from datainsight.profiling.relations.features import Feature, Features

QUASI_IDENTIFIERS = frozenset({
    "age", "birth_date", "city", "country", "country_code", "gender", "job_title", "marital_status",
    "nationality", "postal_code", "region",
})  # fmt: skip
"""What a neighbour or a colleague knows, and a voters' list or a profile on the web tells."""
_FEWEST_COLUMNS = 2
_SMALL_GROUP = 5
"""Cells with fewer people are seldom published (European Medicines Agency 0070/2014: 11; others: 3 to 5)."""


def anonymity(features: Features) -> Anonymity | None:
    """The groups of rows that agree in all quasi-identifiers; None where there are fewer than two of these.

    Nor is it known for a table of which only a sample of rows was kept: its rows look rarer than they are.
    """
    columns = [column for column in features.columns if _is_quasi_identifier(column)]
    if len(columns) < _FEWEST_COLUMNS or not features.is_complete or not features.row_count:
        return None
    groups = np.zeros(features.weights.size, np.int64)
    for column in columns:
        _, values = np.unique(column.sampled.hashes, return_inverse=True)
        _, groups = np.unique(groups * (int(values.max()) + 1) + values, return_inverse=True)
    sizes = np.bincount(groups, weights=features.weights).astype(np.int64)
    return Anonymity(
        columns=tuple(column.name for column in columns),
        smallest_group=int(sizes.min()),
        group_count=int(sizes.size),
        unique_row_count=int((sizes == 1).sum()),
        small_group_row_count=int(sizes[sizes < _SMALL_GROUP].sum()),
    )


def _is_quasi_identifier(column: Feature) -> bool:
    return column.profile.semantic_type in QUASI_IDENTIFIERS and column.profile.distinct_count > 1
