"""What other cells of a row say against a cell; the cases of the checks say when they speak."""

import random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datainsight.models.suspects import Contradiction
from datainsight.profiling.suspects.thresholds import RELATIONS
from tests.unit.checks.tables import profile

NUMBERS = random.Random(7)  # noqa: S311 - the same numbers at each run
LATITUDES = [f"{NUMBERS.uniform(44, 50):.4f}" for _ in range(80)]
LONGITUDES = [f"{NUMBERS.uniform(-3, 8):.4f}" for _ in range(80)]


def found(reason: str, **columns: list[str]) -> list[Contradiction]:
    told = profile(pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))).contradictions
    return [each for each in told if each.reason == reason]


def test_numbers_of_ranges_that_are_apart_are_found_exchanged() -> None:
    latitudes, longitudes = list(LATITUDES), list(LONGITUDES)
    latitudes[3], longitudes[3] = longitudes[3], latitudes[3]

    (exchanged,) = found("swapped", latitude=latitudes, longitude=longitudes)

    assert [(each.value, each.given) for each in exchanged.values] == [(latitudes[3], (longitudes[3],))]


def test_a_word_under_numbers_beside_a_number_under_words_is_exchanged() -> None:
    ages = [str(20 + place % 40) for place in range(80)]
    towns = [("Lyon", "Nice", "Metz")[place % 3] for place in range(80)]
    ages[5], towns[5] = towns[5], ages[5]

    (exchanged,) = found("swapped", age=ages, town=towns)

    assert [each.value for each in exchanged.values] == ["Nice" if 5 % 3 == 1 else "Metz"]


def test_a_pair_is_half_as_sure_as_the_one_number_of_several() -> None:
    one = [NUMBERS.uniform(100, 900) for _ in range(80)]
    others = {name: [f"{2 * x + NUMBERS.gauss(0, 3):.1f}" for x in one] for name in ("b", "c", "d")}
    first = [f"{x:.1f}" for x in one]
    first[9] = f"{1000 - one[9] if abs(one[9] - 500) > 150 else 880:.1f}"

    (of_pair,) = found("off_pattern", a=first, b=others["b"])
    (of_several,) = found("off_pattern", a=first, **others)

    assert of_several.dependent == "a"
    assert of_several.values[0].value == first[9]
    assert of_pair.values[0].probability < of_several.values[0].probability


@pytest.mark.parametrize(("name", "is_found"), [("manager id", True), ("quantity", False)])
def test_whole_numbers_refer_only_by_name(name: str, is_found: bool) -> None:
    values = [str(1 + place % 25) for place in range(59)] + ["977"]

    told = found("unreferenced", **{"employee id": [str(place + 1) for place in range(60)], name: values})

    assert bool(told) == is_found


CELLS = st.one_of(
    st.sampled_from(["", "a", "b", "1", "2", "-7", "1e300", "nan", "inf", "x1", "0"]), st.text(max_size=3)
)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=60), st.integers(1, 8))
@settings(max_examples=40, deadline=None)
def test_any_table_is_taken(rows: list[tuple[str, str, str]], times: int) -> None:
    table = {name: [row[place] for row in rows * times] for place, name in enumerate("abc")}

    told = profile(pl.DataFrame(table, schema=dict.fromkeys(table, pl.String))).contradictions

    assert all(0.0 <= value.probability <= 1.0 for each in told for value in each.values)
    assert all(len(each.values) <= RELATIONS.listed_cases for each in told if each.reason != "outvoted")
