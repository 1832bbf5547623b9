"""The quality score: 100 minus deductions that sum exactly. The formula and its sources: docs/QUALITY.md."""

import math
from collections.abc import Iterable, Sequence

from datainsight.checks import registered_checks
from datainsight.checks.impact import impact
from datainsight.models.issue import Dimension, Goal, Issue
from datainsight.models.profile import TableProfile
from datainsight.models.recommendation import Deduction, Quality

POINTS = 10_000
"""The full score in hundredths: all sums are of whole numbers, so they are exact."""


def score(issues: Sequence[Issue], profile: TableProfile, goal: Goal = Goal.GENERAL_AUDIT) -> Quality:
    """Scores a table by its issues.

    `score = 100 · exp(-Σ loss)`, rounded to two decimals; an issue's deduction is its share of the sum of
    losses. Removing an issue never lowers the score, and a table without issues has 100.

    Args:
        issues: Found by the registered checks.
        profile: The table they were found in.
        goal: What the table is wanted for.

    Raises:
        KeyError: An issue is of a kind that no check is registered for.
    """
    losses = [loss(issue, profile, goal) for issue in issues]
    remaining = round(POINTS * math.exp(-math.fsum(losses)))
    shares = apportion(POINTS - remaining, losses)
    deducted = dict.fromkeys((check.dimension for check in registered_checks().values()), 0)
    for issue, points in zip(issues, shares, strict=True):
        deducted[issue.dimension] = deducted.get(issue.dimension, 0) + points
    ordered = sorted(zip(issues, shares, strict=True), key=lambda pair: -pair[1])
    return Quality(
        score=remaining / 100,
        dimensions=_in_order({name: (POINTS - points) / 100 for name, points in deducted.items()}),
        deductions=tuple(
            Deduction(issue_id=issue.id, points=points / 100, reason=_reason(issue))
            for issue, points in ordered
            if points > 0
        ),
    )


def loss(issue: Issue, profile: TableProfile, goal: Goal) -> float:
    """What one issue takes: its impact on the columns concerned, times their share of all columns."""
    rows, columns = max(profile.dataset.row_count, 1), max(len(profile.columns), 1)
    concerned = len(issue.columns) or columns
    share = issue.affected_row_count / rows
    return impact(registered_checks()[issue.kind], goal, share) * concerned / columns


def apportion(total: int, weights: Sequence[float]) -> list[int]:
    """Divides a whole number by weights so that the parts sum to it (largest remainder, Hamilton 1792).

    Args:
        total: At least 0.
        weights: At least 0; all zero only where `total` is 0.
    """
    whole = math.fsum(weights)
    if whole <= 0:
        return [0] * len(weights)
    exact = [total * (weight / whole) for weight in weights]
    parts = [math.floor(part) for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda index: (parts[index] - exact[index], index))
    for index in by_remainder[: total - sum(parts)]:
        parts[index] += 1
    return parts


def _in_order(scores: dict[Dimension, float]) -> dict[Dimension, float]:
    return {name: scores[name] for name in Dimension if name in scores}


def _reason(issue: Issue) -> str:
    return f"{issue.kind.replace('_', ' ')} in {_names(issue.columns)}"


def _names(columns: Iterable[str]) -> str:
    return ", ".join(columns) or "the whole table"
