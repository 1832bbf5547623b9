"""Rows that are equal but for case, white space and punctuation."""

from collections import Counter

import numpy as np

from datainsight.models.profile import NearDuplicateExample, NearDuplicates
from datainsight.profiling.relations.features import Features
from datainsight.profiling.relations.normal import normal_hashes

_MOST_EXAMPLES = 5
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)
_LARGEST_TEXT = 40_000_000


def near_duplicates(features: Features) -> NearDuplicates:
    """Rows that repeat another one in other notation. Rows that are equal letter by letter count once."""
    if not features.is_complete:
        return NearDuplicates(
            status="not_computed",
            reason=f"The table has more distinct rows than the {features.weights.size} that were sampled.",
        )
    if sum(column.texts.content.size for column in features.columns) > _LARGEST_TEXT:
        return NearDuplicates(status="not_computed", reason="The texts are too long to be compared.")
    rows = np.zeros(features.weights.size, np.uint64)
    for column in features.columns:
        # A text that was cut is compared as a whole, letter by letter.
        is_cut = column.texts.sizes >= features.cut
        rows ^= np.where(is_cut, column.sampled.hashes, normal_hashes(column.texts))
        rows *= _MULTIPLIER
        rows ^= rows >> _SHIFT
    found, inverse, counts = np.unique(rows, return_inverse=True, return_counts=True)
    repeated = np.flatnonzero(counts > 1)
    order = np.argsort(inverse, kind="stable")
    starts = np.cumsum(counts) - counts
    differing: Counter[str] = Counter()
    examples: list[NearDuplicateExample] = []
    for group in repeated.tolist():
        first, *others = order[starts[group] : starts[group] + counts[group]].tolist()
        for other in others:
            pairs = {
                column.name: (column.texts[first], column.texts[other])
                for column in features.columns
                if column.sampled.hashes[first] != column.sampled.hashes[other]
            }
            differing.update(pairs.keys())
            if len(examples) < _MOST_EXAMPLES:
                examples.append(NearDuplicateExample(columns=tuple(pairs), spellings=tuple(pairs.values())))
    return NearDuplicates(
        row_count=int(features.weights.size - found.size),
        group_count=int(repeated.size),
        differing_columns=dict(sorted(differing.items(), key=lambda each: (-each[1], each[0]))[:20]),
        examples=tuple(examples),
    )
