"""What resolving an issue would do to the score."""

import math

from datainsight.models.recommendation import Quality


def score_with(quality: Quality, issue_id: str, *, left: float) -> float:
    """The score with a part of one issue left and all others as they are.

    The score is 100 · exp(-Σ loss), and a deduction is its issue's share of the sum (docs/QUALITY.md), so an
    issue's loss can be told from both. It is taken to shrink as the issue's count does.

    Args:
        quality: The score as it is.
        issue_id: The issue that a repair resolves.
        left: The share of the issue that is left, 0..1.

    Returns:
        0..100, with two decimals; never below the score as it is.
    """
    deducted = 100.0 - quality.score
    points = sum(each.points for each in quality.deductions if each.issue_id == issue_id)
    if not points or deducted <= 0:
        return quality.score
    if quality.score <= 0:
        return 0.0
    losses = -math.log(quality.score / 100.0)
    remaining = losses * (1.0 - points / deducted * (1.0 - left))
    return round(100.0 * math.exp(-remaining), 2)
