"""What comes from sampled rows says how far it may be off, and is not."""

import math
import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from datainsight.profiling.limits import DEFAULT
from datainsight.profiling.measure import measure
from datainsight.profiling.sample import sampling_error
from tests.unit.profiling.tables import batch, column_profile, profiled

FEW = replace(DEFAULT, numbers=100, texts=100, sample_rows=400)


@pytest.mark.parametrize("seed", range(12))
def test_ranks_of_quantiles_are_as_near_as_said(seed: int) -> None:
    source = random.Random(seed)  # noqa: S311
    numbers = sorted(source.lognormvariate(0, 2) for _ in range(3000))

    column = column_profile([f"{number:.9f}" for number in numbers], limits=FEW)

    assert 0 < column.sampling_error < 0.1
    for share, value in column.quantiles.items():
        rank = np.searchsorted(numbers, float(str(value))) / len(numbers)
        assert abs(rank - float(share)) <= column.sampling_error


def test_shares_of_patterns_are_as_near_as_said() -> None:
    texts = [f"{'x' * (1 + number % 3)}{number:06d}" for number in range(3000)]

    column = column_profile(texts, limits=FEW)

    assert column.sampling_error > 0
    assert len(column.patterns) == 3
    for pattern in column.patterns:
        assert abs(pattern.count / 3000 - 1 / 3) <= column.sampling_error


def test_what_was_kept_has_no_error() -> None:
    assert column_profile([f"{number}.5" for number in range(90)], limits=FEW).sampling_error == 0
    assert column_profile([f"a{number}" for number in range(90)], limits=FEW).sampling_error == 0


def test_a_sample_may_hold_no_value_of_a_sparse_column() -> None:
    few = replace(DEFAULT, texts=5, sample_rows=8, whole_rows=10)
    rows = [(f"odd {number}" if number >= 2000 else None, f"{number}") for number in range(2007)]

    column = profiled(measure(batch(["sparse", "row"], rows), few)).columns[0]

    assert column.null_count == 2000
    assert column.patterns == ()


@given(st.lists(st.integers(1, 1000), max_size=60))
def test_rows_that_repeat_say_less(counts: list[int]) -> None:
    weighted = np.array(counts, np.int64)

    error = sampling_error(weighted)

    assert sampling_error(np.ones(len(counts), np.int64)) <= error <= 1
    assert math.isclose(sampling_error(7 * weighted), error)
