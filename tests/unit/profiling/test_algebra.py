"""However a table is cut and in whatever order its parts are merged, the profile is the same."""

import dataclasses
import math
import random
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from datainsight.errors import PartialFormatError, UnreadableError
from datainsight.profiling import storing
from datainsight.profiling.limits import DEFAULT, ProfilingLimits
from datainsight.profiling.measure import measure, measure_all
from datainsight.profiling.moments import Moments
from datainsight.profiling.partial import merge_all
from datainsight.reading.frames import TextBatch
from tests.unit.kernel.backends import BACKENDS, running_on
from tests.unit.profiling.tables import TINY, Row, batch, profiled

KINDS: list[st.SearchStrategy[str | None]] = [
    st.sampled_from(["NA", "n/a", "-", "  ", "yes", "No", "TRUE", "x", "X ", "a  b", "héllo", "\u200bz"]),
    st.integers(-50, 50).map(str),
    st.integers(10**12, 10**19).map(str),
    st.integers(0, 50).map(lambda number: f"{number:03d}"),
    st.floats(-1e6, 1e6, allow_nan=False).map(lambda number: f"{number:.3f}"),
    st.integers(0, 9_999_999).map(lambda number: f"${number:,}.50"),
    st.integers(0, 999).map(lambda number: f"{number},5"),
    st.dates().map(lambda day: day.strftime("%d/%m/%Y")),
    st.datetimes().map(lambda moment: moment.isoformat(" ", "seconds")),
    st.text(max_size=20),
]
PLACES = st.one_of(
    st.lists(st.integers(0, 60), max_size=6), st.integers(1, 5).map(lambda step: list(range(step, 60, step)))
)
"""Where to cut: anywhere, or into many small parts that are exact on their own."""
COLUMNS = ["first", "second", "third"]


@pytest.fixture(scope="module", params=BACKENDS, autouse=True)
def backend(request: pytest.FixtureRequest) -> Iterator[None]:
    with running_on(request.param):
        yield


@st.composite
def columns(draw: st.DrawFn, size: int) -> list[str | None]:
    """Cells that are mostly of one kind; "" is written as null, as reading does."""
    kind = draw(st.sampled_from(KINDS))
    cells = draw(st.lists(kind, min_size=size, max_size=size))
    others = st.tuples(st.integers(0, max(size - 1, 0)), st.one_of(st.none(), *KINDS))
    for place, other in draw(st.lists(others, max_size=4)) if size else ():
        cells[place] = other
    return [cell or None for cell in cells]


@st.composite
def tables(draw: st.DrawFn) -> list[Row]:
    """Rows of three columns, some of them repeated."""
    size = draw(st.integers(0, 40))
    cells = [draw(columns(size)), draw(columns(size)), [str(place % 3) for place in range(size)]]
    rows: list[Row] = list(zip(*cells, strict=True))
    if rows:
        rows += draw(st.lists(st.sampled_from(rows), max_size=20))
    return rows


def cut(rows: list[Row], places: list[int]) -> list[list[Row]]:
    ends = sorted({min(place, len(rows)) for place in places} | {len(rows)})
    return [rows[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def assert_same(one: Any, other: Any, where: str = "", *, is_shuffled: bool = False) -> None:
    """Equal, numbers that were computed up to rounding."""
    if isinstance(one, dict):
        assert one.keys() == other.keys(), where
        for key in one.keys() - {"monotonicity"} if is_shuffled else one:
            assert_same(one[key], other[key], f"{where}.{key}", is_shuffled=is_shuffled)
    elif isinstance(one, list | tuple):
        assert len(one) == len(other), where
        for place, (left, right) in enumerate(zip(one, other, strict=True)):
            assert_same(left, right, f"{where}[{place}]", is_shuffled=is_shuffled)
    elif where.endswith((".mean", ".standard_deviation")) and one is not None:
        scale = max(abs(one), 1e6)
        assert math.isclose(one, other, rel_tol=1e-12, abs_tol=1e-12 * scale), where
    elif where.endswith((".skewness", ".kurtosis")) and one is not None:
        assert other is not None, where
        assert math.isclose(one, other, rel_tol=1e-6, abs_tol=1e-6), where
    else:
        assert one == other, where


def assert_same_measurement(one: Any, other: Any, where: str = "") -> None:
    """Everything that is remembered is equal, but for the rounding of means and squares, and the order."""
    if isinstance(one, Moments):
        scale = max(abs(one.minimum), abs(one.maximum), 1.0)
        assert (one.count, one.minimum, one.maximum) == (other.count, other.minimum, other.maximum), where
        assert math.isclose(one.mean, other.mean, rel_tol=1e-12, abs_tol=1e-12 * scale), where
        spread = one.count * scale * scale
        assert math.isclose(one.squares, other.squares, rel_tol=1e-12, abs_tol=1e-14 * spread), where
        assert math.isclose(one.cubes, other.cubes, rel_tol=1e-11, abs_tol=1e-13 * spread * scale), where
        fourth = 1e-13 * spread * scale * scale
        assert math.isclose(one.fourths, other.fourths, rel_tol=1e-11, abs_tol=fourth), where
        assert (one.zeros, one.negatives) == (other.zeros, other.negatives), where
    elif isinstance(one, np.ndarray):
        assert one.dtype == other.dtype, where
        assert np.array_equal(one, other, equal_nan=one.dtype.kind == "f"), where
    elif dataclasses.is_dataclass(one):
        for name in {field.name for field in dataclasses.fields(one)} - {"orders"}:
            assert_same_measurement(getattr(one, name), getattr(other, name), f"{where}.{name}")
    elif isinstance(one, dict):
        assert one.keys() == other.keys(), where
        for key in one:
            assert_same_measurement(one[key], other[key], f"{where}[{key}]")
    elif isinstance(one, tuple):
        assert len(one) == len(other), where
        for place, (left, right) in enumerate(zip(one, other, strict=True)):
            assert_same_measurement(left, right, f"{where}[{place}]")
    else:
        assert one == other, where


@pytest.mark.parametrize("limits", [DEFAULT, TINY], ids=["exact", "sketched"])
@settings(max_examples=60, deadline=None)
@given(rows=tables(), places=PLACES, order=st.randoms(use_true_random=False))
def test_any_cut_and_any_order_give_the_same_profile(
    limits: ProfilingLimits, rows: list[Row], places: list[int], order: random.Random
) -> None:
    whole = measure(batch(COLUMNS, rows), limits)
    parts = [measure(batch(COLUMNS, part), limits) for part in cut(rows, places)]
    in_order = profiled(merge_all(parts)).model_dump()
    order.shuffle(parts)
    merged = merge_all(parts)
    assert_same_measurement(whole, merged)
    assert_same(profiled(whole).model_dump(), in_order)
    assert_same(profiled(whole).model_dump(), profiled(merged).model_dump(), is_shuffled=True)


@settings(max_examples=25, deadline=None)
@given(rows=tables(), places=st.tuples(st.integers(0, 60), st.integers(0, 60)))
def test_merging_is_associative(rows: list[Row], places: tuple[int, int]) -> None:
    parts = [measure(batch(COLUMNS, part), TINY) for part in cut(rows, list(places))]
    first, second, third = (parts + [measure(batch(COLUMNS, []), TINY)] * 2)[:3]
    left = first.merge(second).merge(third)
    right = first.merge(second.merge(third))
    assert_same(profiled(left).model_dump(), profiled(right).model_dump())


@settings(max_examples=25, deadline=None)
@given(rows=tables(), limits=st.sampled_from([DEFAULT, TINY]))
def test_stored_bytes_give_the_same_measurement(rows: list[Row], limits: ProfilingLimits) -> None:
    partial = measure(batch(COLUMNS, rows), limits)
    restored = storing.unpack(storing.pack(partial))
    assert storing.pack(restored) == storing.pack(partial)
    assert profiled(restored) == profiled(partial)


def test_parts_of_different_tables_do_not_merge() -> None:
    one = measure(batch(["a"], [("1",)]))
    with pytest.raises(PartialFormatError, match="columns"):
        one.merge(measure(batch(["b"], [("1",)])))
    with pytest.raises(PartialFormatError, match="limits"):
        one.merge(measure(batch(["a"], [("1",)]), TINY))


def test_nothing_cannot_be_merged() -> None:
    with pytest.raises(PartialFormatError):
        merge_all([])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(6, 12)), min_size=2, max_size=4))
@example([(3, 8), (3, 8)])
@example([(2, 8), (2, 8), (2, 7)])
def test_values_with_a_notable_share_are_known_however_they_are_spread(parts: list[tuple[int, int]]) -> None:
    limits = dataclasses.replace(TINY, distinct=1000)
    unique = iter(range(1000))
    cells = [["hot"] * often + [f"v{next(unique)}" for _ in range(others)] for often, others in parts]
    whole = measure(batch(["x"], [(cell,) for part in cells for cell in part]), limits)
    merged = merge_all(measure(batch(["x"], [(cell,) for cell in part]), limits) for part in cells)
    assert_same_measurement(whole, merged)


def test_measuring_batches_side_by_side_is_measuring_and_merging_them() -> None:
    batches = [batch(["x"], [(str(number),) for number in range(start, start + 5)]) for start in (0, 3, 9)]
    one_by_one = merge_all(measure(each, TINY) for each in batches)
    assert storing.pack(measure_all(iter(batches), TINY)) == storing.pack(one_by_one)


def test_errors_while_reading_reach_the_caller() -> None:
    def broken() -> Iterator[TextBatch]:
        yield batch(["x"], [("1",)])
        raise UnreadableError("The second half is missing.")

    with pytest.raises(UnreadableError, match="second half"):
        measure_all(broken())


@settings(max_examples=40, deadline=None)
@given(rows=tables(), limits=st.sampled_from([DEFAULT, TINY]))
@example(rows=[("€0.50", "$0.50", "1"), ("€1,000.50", "$1,000.50", "2")], limits=DEFAULT)
def test_with_and_without_the_kernel_the_stored_bytes_are_equal(
    rows: list[Row], limits: ProfilingLimits
) -> None:
    stored = []
    for each in BACKENDS:
        with running_on(each):
            stored.append(storing.pack(measure(batch(COLUMNS, rows), limits)))
    assert stored[0] == stored[1]
