"""Correlations and p-values against SciPy, on tables as they are read."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from datainsight.models.profile import Correlation, TableProfile
from datainsight.profiling.measure import measure
from datainsight.profiling.relations.distributions import (
    chi_squared_p_value,
    correlation_p_value,
    f_p_value,
)
from tests.unit.profiling.tables import Row, batch
from tests.unit.profiling.tables import profiled as concluded


def profiled(columns: dict[str, list[str | None]]) -> TableProfile:
    rows: list[Row] = list(zip(*columns.values(), strict=True))
    return concluded(measure(batch(list(columns), rows)))


def only(profile: TableProfile, method: str) -> Correlation:
    (found,) = [each for each in profile.correlations if each.method == method]
    return found


NUMBERS = st.lists(
    st.tuples(st.integers(-40, 40), st.one_of(st.none(), st.integers(-300, 300))), min_size=24, max_size=60
)


@settings(max_examples=40, deadline=None)
@given(pairs=NUMBERS)
def test_pearson_and_spearman_are_those_of_scipy(pairs: list[tuple[int, int | None]]) -> None:
    columns: dict[str, list[str | None]] = {
        "amount": [f"{first}.5" for first, _ in pairs],
        "price": [None if second is None else f"{second / 10}" for _, second in pairs],
    }
    profile = profiled(columns)
    both = [(float(f"{first}.5"), second / 10) for first, second in pairs if second is not None]
    found = {each.method: each for each in profile.correlations}
    if "pearson" not in found or found["pearson"].status != "ok":
        return
    left, right = (list(each) for each in zip(*both, strict=True))
    for method, reference in (("pearson", stats.pearsonr), ("spearman", stats.spearmanr)):
        expected = reference(left, right)
        assert found[method].value == pytest.approx(expected.statistic, abs=1e-12)
        assert found[method].p_value == pytest.approx(expected.pvalue, abs=1e-9)
        assert found[method].row_count == len(both)


def test_cramers_v_has_the_correction_of_bergsma() -> None:
    colours = ["red"] * 40 + ["blue"] * 40 + ["green"] * 20
    sizes = ["small"] * 30 + ["large"] * 10 + ["small"] * 12 + ["large"] * 28 + ["small", "large"] * 10
    found = only(profiled({"colour": list(colours), "size": list(sizes)}), "cramers_v")
    counts = np.array([[30, 10], [12, 28], [10, 10]])
    reference = stats.chi2_contingency(counts, correction=False)
    share = reference.statistic / 100
    corrected = max(0, share - 2 / 99)
    expected = math.sqrt(corrected / min(3 - 4 / 99 - 1, 2 - 1 / 99 - 1))
    assert found.value == pytest.approx(expected, rel=1e-12)
    assert found.p_value == pytest.approx(reference.pvalue, rel=1e-9)


def test_the_correlation_ratio_is_that_of_an_analysis_of_variance() -> None:
    rng = np.random.default_rng(3)
    groups = [["north", "south", "east"][place % 3] for place in range(90)]
    numbers = [f"{rng.normal(10 + place % 3, 2):.3f}" for place in range(90)]
    found = only(profiled({"amount": list(numbers), "side": list(groups)}), "correlation_ratio")
    values = np.array(numbers, float)
    parts = [values[start::3] for start in range(3)]
    within = sum(((part - part.mean()) ** 2).sum() for part in parts)
    assert found.value == pytest.approx(math.sqrt(1 - within / ((values - values.mean()) ** 2).sum()))
    assert found.p_value == pytest.approx(stats.f_oneway(*parts).pvalue, rel=1e-8)


def test_one_pair_that_cannot_be_computed_says_why_and_spoils_no_other() -> None:
    size = 40
    columns: dict[str, list[str | None]] = {
        "first": [f"{place}.25" for place in range(size)],
        "second": [f"{place * place}.5" for place in range(size)],
        "even": [f"{place}.5" if place % 2 else None for place in range(size)],
        "odd": [None if place % 2 else f"{place}.5" for place in range(size)],
    }
    profile = profiled(columns)
    by_pair = {(each.left, each.right): each for each in profile.correlations if each.method == "pearson"}
    assert by_pair["first", "second"].status == "ok"
    failed = by_pair["even", "odd"]
    assert (failed.value, failed.status) == (None, "too_few_rows")
    assert failed.reason


def test_huge_numbers_have_a_correlation() -> None:
    columns: dict[str, list[str | None]] = {
        "large": [f"{place}.5e300" for place in range(30)],
        "small": [f"{place}.5" for place in range(30)],
    }
    assert only(profiled(columns), "pearson").value == pytest.approx(1.0)


def test_of_many_pairs_the_strongest_are_listed_and_the_profile_says_so() -> None:
    rng = np.random.default_rng(5)
    columns: dict[str, list[str | None]] = {
        f"c{place}": [f"{number:.4f}" for number in rng.normal(size=60)] for place in range(30)
    }
    profile = profiled(columns)
    assert profile.relation_search is not None
    assert "of 870 pairs the 500 strongest" in str(profile.relation_search.correlations_left_out)
    strengths = [abs(each.value or 0) for each in profile.correlations]
    assert len(strengths) == 500
    assert all(first >= second for first, second in pairwise(strengths))


@settings(max_examples=100, deadline=None)
@given(st.floats(-1, 1), st.integers(3, 100_000))
def test_the_p_value_of_a_correlation(value: float, count: int) -> None:
    freedom = (count - 2) / 2
    expected = stats.beta(freedom, 0.5).cdf(1 - value * value)
    assert correlation_p_value(value, count) == pytest.approx(expected, rel=1e-8, abs=1e-290)


@settings(max_examples=100, deadline=None)
@given(st.floats(0, 3000), st.integers(1, 2000))
def test_the_p_value_of_chi_squared(statistic: float, degrees: int) -> None:
    expected = stats.chi2.sf(statistic, degrees)
    assert chi_squared_p_value(statistic, degrees) == pytest.approx(expected, rel=1e-8, abs=1e-14)


@settings(max_examples=100, deadline=None)
@given(st.floats(0.0, 0.999), st.integers(2, 50), st.integers(3, 20_000))
def test_the_p_value_of_an_analysis_of_variance(explained: float, groups: int, more: int) -> None:
    count = groups + more
    statistic = explained / (groups - 1) / ((1 - explained) / (count - groups))
    expected = stats.f.sf(statistic, groups - 1, count - groups)
    assert f_p_value(explained, groups, count) == pytest.approx(expected, rel=1e-7, abs=1e-14)
