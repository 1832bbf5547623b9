"""What is found in a quick way is what the plain way finds."""

from collections import Counter

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from datainsight.profiling.counted import CountedSet
from datainsight.profiling.looking import as_series
from datainsight.profiling.relations.partitions import Partition
from datainsight.profiling.texts import Texts

NUMBERS = st.lists(st.integers(-(10**18), 10**18) | st.integers(-50, 50), max_size=40)


@given(NUMBERS, st.lists(st.integers(-(10**18), 10**18) | st.integers(-60, 60), min_size=1, max_size=8))
def test_occurrences_below_a_bound_are_counted_without_looking_at_each(
    numbers: list[int], bounds: list[int]
) -> None:
    found = CountedSet.of(np.array(numbers, np.int64)).count_below(np.array(bounds, np.int64))

    assert found.tolist() == [sum(number < bound for number in numbers) for bound in bounds]


@given(st.lists(st.integers(0, 5) | st.integers(0, 2**62), max_size=40))
def test_rows_of_equal_keys_stand_side_by_side_in_their_order(keys: list[int]) -> None:
    rows = np.arange(len(keys)) * 3

    made = Partition.of_keys(rows, np.array(keys, np.int64))

    often = [key for key, count in sorted(Counter(keys).items()) if count > 1]
    assert made.rows.tolist() == [
        3 * place for key in often for place, each in enumerate(keys) if each == key
    ]
    assert made.groups.tolist() == [
        number for number, key in enumerate(often) for each in keys if each == key
    ]


@pytest.mark.parametrize("marks", ["", "\n", "\n\x1e", "\n\x1e\x00", "\n\x1e\x00\x1f"])
@pytest.mark.parametrize("count", [0, 1, 2, 999, 1000, 3000])
def test_texts_reach_polars_whatever_signs_they_hold(count: int, marks: str) -> None:
    texts = ["" if number % 5 == 0 else f"{marks}é{number}" for number in range(count)]

    series = as_series(Texts.of(texts))

    assert series.dtype == pl.String
    assert series.to_list() == texts
