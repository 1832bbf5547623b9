"""Far numbers, repeated values and odd shapes, without and with mistakes in them."""

import math
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datainsight.profiling.suspects.far import far_numbers
from datainsight.profiling.suspects.repeats import repeats
from datainsight.profiling.suspects.residues import residues
from datainsight.profiling.suspects.shapes import odd_shapes


def far(numbers: list[float], least: float = 0.5) -> set[float]:
    distinct = sorted(set(numbers))
    counts = [numbers.count(number) for number in distinct]
    return {distinct[each.place] for each in far_numbers(distinct, counts) if each.probability >= least}


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(["gauss", "uniform", "exponential", "lognormal"]))
def test_usual_distributions_have_hardly_any_far_numbers(seed: int, kind: str) -> None:
    source = random.Random(seed)  # noqa: S311
    numbers = {
        "gauss": [source.gauss(100, 15) for _ in range(300)],
        "uniform": [source.uniform(0, 50) for _ in range(300)],
        "exponential": [source.expovariate(0.1) for _ in range(300)],
        "lognormal": [source.lognormvariate(3, 1) for _ in range(300)],
    }

    assert len(far(numbers[kind])) <= 3


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.floats(-1e6, 1e6), st.floats(0.1, 1e5))
def test_many_digits_too_many_are_found_on_any_scale(seed: int, centre: float, scale: float) -> None:
    source = random.Random(seed)  # noqa: S311
    body = [centre + scale * source.uniform(-1, 1) for _ in range(60)]
    outside = [centre + scale * factor for factor in (30.0, 55.0, -47.0, 90.0, -80.0)]

    assert far(body + outside, least=0.7) == set(outside)


def test_text_among_numbers_is_passed_over() -> None:
    numbers = [*map(float, range(40)), math.nan, 400.0]

    assert [each.place for each in far_numbers(numbers, [1] * 42)] == [41]


def test_one_of_several_equal_serial_numbers_is_right() -> None:
    texts = [str(number) for number in range(1, 41)]
    counts = [4 if text == "7" else 1 for text in texts]

    (found,) = repeats(texts, counts)

    assert (texts[found.place], found.probability) == ("7", 0.75)


@pytest.mark.parametrize(
    "texts",
    [
        [f"{number / 10:.1f}" for number in range(300)],
        [f"name {chr(97 + number % 26)}{number}" for number in range(60)],
        [str(number * number) for number in range(60)],
    ],
    ids=["short decimals", "texts", "sparse numbers"],
)
def test_values_that_may_meet_by_chance_are_no_copies(texts: list[str]) -> None:
    assert repeats(texts, [2, *[1] * (len(texts) - 1)]) == []


def test_precise_numbers_never_meet_by_chance() -> None:
    source = random.Random(1)  # noqa: S311
    texts = [f"{source.random():.12f}" for _ in range(60)]

    assert [each.place for each in repeats(texts, [1, 1, 2, *[1] * 57])] == [2]


@pytest.mark.parametrize(
    ("codes", "odd"),
    [
        ([f"AB{number:05}" for number in range(40)], "AB0123"),
        ([f"AB{number:05}" for number in range(40)], "ABc00123"),
        ([f"{number:04x}-{number * 77:06x}".upper() for number in range(40)], "00F-00B3C1"),
        ([f"user{number}@mail.example" for number in range(8, 48)], "user7.mail.example"),
        ([f"x{number}/y{number}" for number in range(40)], "x1y1"),
    ],
)
def test_a_code_of_another_shape_is_odd(codes: list[str], odd: str) -> None:
    texts = [*codes, odd]

    found = {texts[each.place]: each.probability for each in odd_shapes(texts, [1] * len(texts))}

    assert found[odd] >= 0.5
    assert sum(probability >= 0.5 for probability in found.values()) == 1


@given(st.integers(1, 999), st.integers(1, 9))
def test_what_sums_of_tenths_leave_is_put_right(first: int, second: int) -> None:
    total = first / 10 + second / 100
    text, meant = repr(total), f"{(10 * first + second) / 100:.2f}".rstrip("0").rstrip(".")

    found = residues([text])

    assert [each.meant for each in found] == ([] if text.rstrip("0").rstrip(".") == meant else [meant])


def test_of_few_numbers_a_gap_has_to_be_wider() -> None:
    def probability(rows: int) -> float:
        numbers = [50 + 10 * (place / (rows - 1) - 0.5) for place in range(rows)]
        (found,) = far_numbers([*numbers, 70.0], [1] * (rows + 1))
        return found.probability

    assert probability(20) < probability(40) < probability(400)


def test_digits_of_single_precision_are_none() -> None:
    stored = [f"{place / 10:.1f}000003814697" for place in range(200, 300)]
    single = [str(float(np.float32(place / 10))) for place in range(200, 300)]

    assert repeats(stored, [2, *[1] * 99]) != []
    assert repeats(single, [2, *[1] * 99]) == []
