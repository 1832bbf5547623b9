"""How much an issue matters: one number for the severity and for the score. Explained in docs/QUALITY.md."""

import math
from collections.abc import Mapping

from datainsight.checks.registry import Check
from datainsight.models.issue import Dimension, Goal, Severity

_C, _U, _V, _S, _A, _T = (
    Dimension.COMPLETENESS,
    Dimension.UNIQUENESS,
    Dimension.VALIDITY,
    Dimension.CONSISTENCY,
    Dimension.ACCURACY,
    Dimension.TIMELINESS,
)

DIMENSION_WEIGHTS: Mapping[Goal, Mapping[Dimension, float]] = {
    Goal.GENERAL_AUDIT: {_C: 1.0, _U: 1.0, _V: 1.0, _S: 1.0, _A: 1.0, _T: 1.0},
    Goal.ML_PREPARATION: {_C: 1.2, _U: 1.2, _V: 1.0, _S: 1.0, _A: 1.2, _T: 0.6},
    Goal.ANALYTICS: {_C: 1.0, _U: 1.2, _V: 1.0, _S: 1.2, _A: 1.2, _T: 1.0},
    Goal.MIGRATION: {_C: 0.8, _U: 1.3, _V: 1.3, _S: 1.2, _A: 0.7, _T: 0.6},
    Goal.PRIVACY: {_C: 0.5, _U: 0.6, _V: 0.8, _S: 0.6, _A: 0.6, _T: 0.8},
}
"""What each goal cares about, against an audit that weighs all dimensions alike."""

_SEVERITY_FLOORS = (
    (0.6, Severity.CRITICAL),
    (0.3, Severity.HIGH),
    (0.12, Severity.MEDIUM),
    (0.02, Severity.LOW),
)


def impact(check: Check, goal: Goal, affected_share: float) -> float:
    """Harm of an issue to the columns concerned: 0 none, 1 as bad as losing them.

    `harm · weight(goal, dimension) · weight(goal, check) · √share`. The root makes the first few per cent of
    bad rows count most: they are what turns a column from trusted to one that must be looked after.

    Args:
        check: The check that found it.
        goal: What the table is wanted for.
        affected_share: Affected rows by all rows, 0..1.
    """
    weight = DIMENSION_WEIGHTS[goal][check.dimension] * check.goal_weights.get(goal, 1.0)
    return check.harm * weight * math.sqrt(min(max(affected_share, 0.0), 1.0))


def severity(size: float) -> Severity:
    """The word for an impact."""
    for floor, name in _SEVERITY_FLOORS:
        if size >= floor:
            return name
    return Severity.INFO
