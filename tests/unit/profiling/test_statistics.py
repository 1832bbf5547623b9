"""Statistics against exact fractions and Python's own statistics module."""

import math
import statistics
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datainsight.models.profile import DataType
from datainsight.profiling.measure import measure
from datainsight.profiling.moments import Moments
from datainsight.profiling.partial import merge_all
from datainsight.profiling.spread import Spread
from tests.unit.profiling.tables import batch, column_profile, profiled


def exact(texts: list[str]) -> tuple[float, float]:
    numbers = [Fraction(text) for text in texts]
    mean = sum(numbers, Fraction()) / len(numbers)
    variance = sum(((each - mean) ** 2 for each in numbers), Fraction()) / (len(numbers) - 1)
    return float(mean), math.sqrt(variance)


HARD = {
    "large offset, small spread": ["1000000000.4", "1000000000.6", "1000000000.5"] * 333,
    "larger offset": ["900000000000.1", "900000000000.3", "900000000000.2"] * 50,
    "large whole numbers": [str(10**14 + each % 3) for each in range(1000)],
    "tiny numbers": ["0.0000000012", "0.0000000011", "0.0000000013"] * 10,
    "both signs": [f"{(-1) ** each * each}.25" for each in range(1, 500)],
    "scientific": ["1.5e10", "2.5e10", "-1e3", "7E-3"],
}


@pytest.mark.parametrize("texts", HARD.values(), ids=HARD)
@pytest.mark.parametrize("parts", [1, 7])
def test_mean_and_deviation_keep_at_least_ten_digits(texts: list[str], parts: int) -> None:
    size = math.ceil(len(texts) / parts)
    cuts = [texts[start : start + size] for start in range(0, len(texts), size)]
    column = profiled(merge_all(measure(batch(["x"], [(each,) for each in cut])) for cut in cuts)).columns[0]
    mean, deviation = exact(texts)
    assert column.mean == pytest.approx(mean, rel=1e-11)
    assert column.standard_deviation == pytest.approx(deviation, rel=1e-11)


def exact_shape(texts: list[str]) -> tuple[float, float]:
    """G1 and G2 of Joanes & Gill (1998), rounded once at the end."""
    numbers = [Fraction(text) for text in texts]
    n = len(numbers)
    mean = sum(numbers, Fraction()) / n
    second, third, fourth = (sum((each - mean) ** power for each in numbers) / n for power in (2, 3, 4))
    skewness = math.copysign(math.sqrt(third**2 / second**3), third) * math.sqrt(n * (n - 1)) / (n - 2)
    excess = fourth / second**2 - 3
    return skewness, float(((n + 1) * excess + 6) * (n - 1) / ((n - 2) * (n - 3)))


SKEWED = {
    "growing": [f"{1.07**each:.6f}" for each in range(200)],
    "large offset": [f"10000000.{each * each % 10}" for each in range(1, 400)],
    "larger offset": [f"900000000000.{each**3 % 7}" for each in range(1, 400)],
    "large whole numbers": [str(10**14 + each * each) for each in range(300)],
    "tiny": [f"{each * each}e-12" for each in range(100)],
    "repeated": ["1", "2", "2", "2", "9"] * 77,
}


@pytest.mark.parametrize("texts", SKEWED.values(), ids=SKEWED)
@pytest.mark.parametrize("parts", [1, 7])
def test_skewness_and_kurtosis_keep_at_least_ten_digits(texts: list[str], parts: int) -> None:
    size = math.ceil(len(texts) / parts)
    cuts = [texts[start : start + size] for start in range(0, len(texts), size)]
    column = profiled(merge_all(measure(batch(["x"], [(each,) for each in cut])) for cut in cuts)).columns[0]
    skewness, kurtosis = exact_shape(texts)
    assert column.skewness == pytest.approx(skewness, rel=1e-10)
    assert column.kurtosis == pytest.approx(kurtosis, rel=1e-10)


@pytest.mark.parametrize("texts", [["1", "2"], ["0.1"] * 9, ["7", "7", "7", "7"]])
def test_what_has_no_shape_has_no_skewness(texts: list[str]) -> None:
    column = column_profile(texts)
    assert column.skewness is None
    assert column.kurtosis is None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(-(10**15) + 1, 10**15 - 1), min_size=2, max_size=50), st.integers(1, 49))
def test_merged_moments_are_those_of_the_whole(numbers: list[int], place: int) -> None:
    array = np.array(numbers)
    whole = Moments.of(array)
    cut = min(place, array.size - 1)
    merged = Moments.of(array[:cut]).merge(Moments.of(array[cut:]))
    assert (merged.count, merged.minimum, merged.maximum) == (whole.count, min(numbers), max(numbers))
    largest = max(abs(each) for each in numbers)
    assert merged.mean == pytest.approx(
        float(Fraction(sum(numbers), len(numbers))), abs=1e-12 * largest + 1e-12
    )
    assert merged.standard_deviation == pytest.approx(whole.standard_deviation, rel=1e-9, abs=1e-9)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.integers(-(2**62), 2**62), min_size=1, max_size=40)
    | st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=40),
    st.integers(1, 3),
)
def test_the_median_deviation_is_that_of_all_distances_in_order(
    numbers: list[int] | list[float], times: int
) -> None:
    values = np.unique(np.array(numbers))
    counts = np.arange(values.size) % times + 1
    spread = Spread.of(values, counts)
    median = spread.quantile(0.5)
    distances = sorted(abs(each - median) for each in np.repeat(values, counts).tolist())
    assert spread.median_absolute_deviation() == pytest.approx(statistics.median(distances), rel=1e-15)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(-1000, 1000), min_size=2, max_size=60))
def test_order_statistics_are_those_of_the_expanded_values(numbers: list[int]) -> None:
    values, counts = np.unique(np.array(numbers), return_counts=True)
    spread = Spread.of(values, counts)
    quartiles = statistics.quantiles(numbers, n=4, method="inclusive")
    assert [spread.quantile(share) for share in (0.25, 0.5, 0.75)] == pytest.approx(quartiles)
    median = statistics.median(numbers)
    distances = [abs(each - median) for each in numbers]
    assert spread.median_absolute_deviation() == pytest.approx(statistics.median(distances))
    histogram = spread.histogram()
    if histogram is not None:
        assert sum(histogram.counts) == len(numbers)
        assert len(histogram.edges) == len(histogram.counts) + 1
        assert (histogram.edges[0], histogram.edges[-1]) == (min(numbers), max(numbers))
    low, high = min(numbers) + 1, max(numbers) - 1
    if low <= high:
        assert spread.count_outside(low, high) == sum(each < low or each > high for each in numbers)


def test_histogram_puts_edges_into_the_upper_bin_but_the_last() -> None:
    spread = Spread.of(np.array([0, 1, 2]), np.array([5, 7, 9]))
    histogram = spread.histogram()
    assert histogram is not None
    assert histogram.counts == (5, 7, 9)


def test_far_values_do_not_press_the_usual_ones_into_one_bin() -> None:
    usual = np.arange(100)
    spread = Spread.of(np.append(usual, [100_000]), np.append(np.full(100, 2), [1]))
    histogram = spread.usual_histogram()
    assert histogram is not None
    assert (histogram.edges[0], histogram.edges[-1], sum(histogram.counts)) == (0, 99, 200)
    assert max(histogram.counts) < 100
    assert Spread.of(usual, np.full(100, 1)).usual_histogram() is None


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(-20, 20) | st.integers(-(10**6), 10**6), min_size=1, max_size=60))
def test_the_usual_values_and_those_far_out_are_all_values(numbers: list[int]) -> None:
    values, counts = np.unique(np.array(numbers), return_counts=True)
    spread = Spread.of(values, counts)
    histogram = spread.usual_histogram()
    if histogram is not None:
        first, last = histogram.edges[0], histogram.edges[-1]
        assert sum(histogram.counts) == len(numbers) - spread.count_outside(first, last)
        assert sum(histogram.counts) * 2 >= len(numbers)


def test_whole_numbers_stay_whole_and_large_ones_exact() -> None:
    column = column_profile(["999999999999999", "1", "2"])
    assert (column.minimum, column.maximum) == (1, 999_999_999_999_999)
    assert isinstance(column.maximum, int)


def test_far_values_are_counted_beyond_tukeys_fences() -> None:
    column = column_profile([str(each) for each in range(100)] + ["10000", "-10000"])
    assert column.outliers is not None
    assert column.outliers.count == 2


def test_numbers_too_large_for_floating_point_do_not_reach_the_profile() -> None:
    column = column_profile(["1e308", "-1e308", "1e308", "2", "3", "4", "5", "6", "7", "8"])
    assert column.data_type is DataType.DECIMAL
    assert column.standard_deviation is None
    column.model_dump_json()


def test_dates_have_extremes_and_quantiles_as_iso_text() -> None:
    column = column_profile(["31/12/2019", "01/02/2020", "02/02/2020"])
    assert (column.minimum, column.maximum) == ("2019-12-31", "2020-02-02")
    assert column.quantiles["0.5"] == "2020-02-01"
    assert column.histogram is not None
    assert column.histogram.edges[0] == 1_577_750_400
