"""Which values are missing together."""

from itertools import combinations

import numpy as np

from datainsight.models.profile import MissingTogether, NullCorrelation, NullPattern
from datainsight.profiling.relations.features import Features, Flags

_MOST_PATTERNS = 20
_MOST_PAIRS = 100
_MOST_COLUMNS = 200
_LEAST_CORRELATION = 0.3


def missing_together(features: Features) -> MissingTogether | None:
    """Sets of columns that are missing in the same rows, and pairs that tend to be; None where nothing is."""
    sometimes = [
        column for column in features.columns if column.is_null.any() and column.profile.null_count > 0
    ]
    if not sometimes:
        return None
    flags = np.stack([column.is_null for column in sometimes])
    names = [column.name for column in sometimes]
    return MissingTogether(
        patterns=_patterns(flags, names, features),
        correlations=_correlations(flags[:_MOST_COLUMNS], names, features),
        is_exact=features.is_complete,
    )


def _patterns(flags: Flags, names: list[str], features: Features) -> tuple[NullPattern, ...]:
    packed = np.packbits(flags, axis=0).T
    keys = np.ascontiguousarray(packed).view(f"V{packed.shape[1]}")[:, 0]
    _, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
    counts = np.bincount(inverse.ravel(), features.weights)
    patterns = [
        NullPattern(
            columns=tuple(name for name, is_null in zip(names, flags[:, row], strict=True) if is_null),
            row_count=round(float(count) * features.scale),
        )
        for row, count in zip(first.tolist(), counts.tolist(), strict=True)
        if flags[:, row].any()
    ]
    patterns.sort(key=lambda each: (-each.row_count, each.columns))
    return tuple(patterns[:_MOST_PATTERNS])


def _correlations(flags: Flags, names: list[str], features: Features) -> tuple[NullCorrelation, ...]:
    """The phi coefficient of each two columns' nulls (Pearson 1900)."""
    weights = features.weights.astype(np.float64)
    total = weights.sum()
    own = flags.astype(np.float64)
    both = (own * weights) @ own.T
    nulls = np.diag(both)
    spread = np.sqrt(nulls * (total - nulls))
    found = []
    for left, right in combinations(range(flags.shape[0]), 2):
        if not spread[left] or not spread[right]:
            continue
        value = (total * both[left, right] - nulls[left] * nulls[right]) / (spread[left] * spread[right])
        if abs(value) >= _LEAST_CORRELATION:
            count = round(float(both[left, right]) * features.scale)
            value = float(min(1.0, max(-1.0, value)))
            found.append(NullCorrelation(left=names[left], right=names[right], value=value, row_count=count))
    found.sort(key=lambda each: (-abs(each.value), each.left, each.right))
    return tuple(found[:_MOST_PAIRS])
