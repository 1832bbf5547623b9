"""Whether columns rise or fall, however the table is cut."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datainsight.profiling.measure import measure
from datainsight.profiling.partial import merge_all
from tests.unit.profiling.tables import batch, column_profile, profiled

CASES: dict[str, tuple[list[str | None], str | None]] = {
    "numbers": (["1", "2.5", "10", "1000"], "strictly_increasing"),
    "numbers with gaps": (["1", None, "2", "NA", "2"], "increasing"),
    "falling": (["10", "9", "-1"], "strictly_decreasing"),
    "falling with ties": (["10", "9", "9"], "decreasing"),
    "constant": (["7", "7.0", "7"], "constant"),
    "neither": (["1", "3", "2"], "none"),
    "dates": (["2024-01-31", "2024-02-01", "2024-02-03"], "strictly_increasing"),
    "days first": (["30/11/2023", "01/12/2023", "05/01/2024", "04/02/2024"], "strictly_increasing"),
    "months first": (["11/30/2023", "12/01/2023", "01/05/2024", "02/04/2024"], "strictly_increasing"),
    "moments": (["2024-01-31 10:00:00", "2024-01-31 09:00:00"], "strictly_decreasing"),
    "money": (["$1.50", "$1,000.00", "$2,000.00"], "strictly_increasing"),
    "percent": (["1%", "5%", "5%"], "increasing"),
    "large whole numbers": ([str(2**60 + each) for each in range(4)], None),
    "words": (["a", "b", "c"], None),
    "one number": (["1", None], None),
    "an offender": ([*map(str, range(40)), "x"], "strictly_increasing"),
    "late": ([*map(str, range(3000)), "5"], "none"),
}


@pytest.mark.parametrize(("cells", "expected"), CASES.values(), ids=CASES)
def test_how_values_follow_each_other(cells: list[str | None], expected: str | None) -> None:
    assert column_profile(cells).monotonicity == expected


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.one_of(st.none(), st.integers(-3, 3).map(str), st.sampled_from(["0.5", "1.5"])), max_size=12),
    st.booleans(),
    st.lists(st.integers(0, 12), max_size=4),
)
def test_it_is_what_a_loop_over_the_rows_finds(
    cells: list[str | None], is_sorted: bool, places: list[int]
) -> None:
    if is_sorted:
        cells = sorted(cells, key=lambda cell: float(cell or 0))
    numbers = [float(cell) for cell in cells if cell is not None]
    steps = {(after > before) - (after < before) for before, after in pairwise(numbers)}
    expected = {
        frozenset({1}): "strictly_increasing",
        frozenset({1, 0}): "increasing",
        frozenset({-1}): "strictly_decreasing",
        frozenset({-1, 0}): "decreasing",
        frozenset({0}): "constant",
        frozenset(): None,
    }.get(frozenset(steps), "none")
    ends = sorted({min(place, len(cells)) for place in places} | {len(cells)})
    parts = [cells[start:end] for start, end in zip([0, *ends], ends, strict=False)]
    merged = merge_all(measure(batch(["x"], [(cell,) for cell in part])) for part in parts)
    assert profiled(merged).columns[0].monotonicity == expected
