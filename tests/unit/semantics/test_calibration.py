"""Confidence never falls where points rise, and is a probability."""

from itertools import pairwise

import pytest

from datainsight.semantics.calibration import KNOTS, probability


@pytest.mark.parametrize(("points", "expected"), KNOTS)
def test_knots_are_met(points: float, expected: float) -> None:
    assert probability(points) == expected


def test_between_knots_it_rises_and_beyond_them_it_stays() -> None:
    told = [probability(step / 100) for step in range(150)]
    assert all(low <= high for low, high in pairwise(told))
    assert (told[0], told[-1]) == (KNOTS[0][1], KNOTS[-1][1])
    assert 0.9 < probability(0.65) < 0.95
