"""Medians are those of numpy, to the last bit."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from datainsight.profiling.medians import column_medians, median


def same(found: object, expected: object) -> bool:
    return np.array_equal(np.asarray(found), np.asarray(expected), equal_nan=True)


NUMBERS = st.floats(-1e300, 1e300) | st.sampled_from([np.nan, np.inf, -np.inf])


@given(arrays.arrays(np.float64, st.integers(1, 40), elements=NUMBERS))
def test_the_median_of_numbers(numbers: np.ndarray) -> None:
    assert same(median(numbers), np.median(numbers))


@given(arrays.arrays(np.int64, st.integers(1, 40), elements=st.integers(-(2**62), 2**62)))
def test_the_median_of_whole_numbers(numbers: np.ndarray) -> None:
    assert median(numbers) == float(np.median(numbers))


@given(arrays.arrays(np.float64, st.tuples(st.integers(1, 20), st.integers(1, 5)), elements=NUMBERS))
def test_the_medians_of_columns(numbers: np.ndarray) -> None:
    assert same(column_medians(numbers), np.median(numbers, axis=0))


def test_no_number_has_no_median() -> None:
    assert np.isnan(median(np.empty(0)))
