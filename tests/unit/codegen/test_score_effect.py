"""What resolving an issue would do to the score."""

import math

import pytest

from datainsight.codegen.score_effect import score_with
from datainsight.models.issue import Dimension
from datainsight.models.recommendation import Deduction, Quality


def quality(score: float, points: dict[str, float]) -> Quality:
    deductions = tuple(Deduction(issue_id=name, points=each, reason="") for name, each in points.items())
    return Quality(score=score, dimensions=dict.fromkeys(Dimension, 100.0), deductions=deductions)


def test_a_resolved_issue_gives_back_its_loss() -> None:
    losses = {"a": 0.3, "b": 0.1}
    score = 100 * math.exp(-0.4)
    points = {name: (100 - score) * loss / 0.4 for name, loss in losses.items()}
    assert score_with(quality(score, points), "a", left=0.0) == pytest.approx(100 * math.exp(-0.1), abs=0.01)
    assert score_with(quality(score, points), "a", left=0.5) == pytest.approx(100 * math.exp(-0.25), abs=0.01)
    assert score_with(quality(score, points), "a", left=1.0) == pytest.approx(score, abs=0.01)


@pytest.mark.parametrize(("score", "points"), [(100.0, {}), (80.0, {"b": 20.0}), (0.0, {"b": 100.0})])
def test_an_issue_that_costs_nothing_gives_nothing_back(score: float, points: dict[str, float]) -> None:
    assert score_with(quality(score, points), "a", left=0.0) == score


def test_the_last_issue_gives_the_full_score() -> None:
    assert score_with(quality(80.0, {"a": 20.0}), "a", left=0.0) == 100.0
