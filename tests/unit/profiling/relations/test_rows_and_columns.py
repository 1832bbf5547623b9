"""Missing together, derived columns, near-duplicate rows, and what is stored for them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datainsight.models.profile import TableProfile
from datainsight.profiling import storing
from datainsight.profiling.measure import measure
from datainsight.profiling.relations.normal import normal_hashes
from datainsight.profiling.texts import Texts
from tests.unit.profiling.tables import TINY, Row, batch
from tests.unit.profiling.tables import profiled as concluded


def profiled(names: list[str], rows: list[Row]) -> TableProfile:
    return concluded(measure(batch(names, rows)))


def test_columns_that_are_missing_together() -> None:
    rows: list[Row] = [
        (
            str(place),
            None if place % 4 == 0 else f"s{place}",
            "N/A" if place % 4 == 0 else "x",
            str(place % 2),
        )
        for place in range(40)
    ]
    found = profiled(["id", "street", "town", "flag"], rows).missing_together
    assert found is not None
    assert [(each.columns, each.row_count) for each in found.patterns] == [(("street", "town"), 10)]
    (pair,) = found.correlations
    assert (pair.left, pair.right, pair.row_count) == ("street", "town", 10)
    assert pair.value == pytest.approx(1)
    assert found.is_exact


def test_a_table_without_gaps_has_nothing_missing_together() -> None:
    assert profiled(["a"], [("1",), ("2",)]).missing_together is None


def test_derived_columns_are_named_with_what_they_follow_from() -> None:
    rng = np.random.default_rng(2)
    price, count = rng.integers(1, 90, 60), rng.integers(1, 9, 60)
    names = ["code", "same", "loud", "area", "price", "count", "total", "cents", "both"]
    rows: list[Row] = [
        (
            f"ab-{place:03d}",
            f"ab-{place:03d}",
            f" AB {place:03d}",
            f"ab-{place:03d}"[:5],
            str(price[place]),
            str(count[place]),
            str(price[place] * count[place]),
            f"{price[place] * 100 + 7}",
            str(price[place] + count[place]),
        )
        for place in range(60)
    ]
    found = {each.column: each for each in profiled(names, rows).derived_columns}
    assert {name: (each.kind, each.sources) for name, each in found.items()} == {
        "same": ("equal", ("code",)),
        "loud": ("equal_but_notation", ("code",)),
        "total": ("product", ("price", "count")),
        "cents": ("linear", ("price",)),
        "both": ("sum", ("price", "count")),
        "area": ("prefix", ("code",)),
    }
    assert (found["cents"].slope, found["cents"].intercept) == (100.0, 7.0)


def test_one_row_that_differs_is_enough_for_a_column_to_be_its_own() -> None:
    rows: list[Row] = [
        (str(place), str(2 * place), f"t{place + 50}", f"T{place + 50}") for place in range(50)
    ]
    rows[30] = ("30", "61", "t80", "T81")
    assert profiled(["a", "b", "c", "d"], rows).derived_columns == ()


def test_near_duplicates_differ_in_notation_only() -> None:
    rows: list[Row] = [
        ("Anna  Smith", "12 High St."),
        ("anna smith", "12 High St"),
        ("ANNA SMITH", "12, high st"),
        ("Anna Smyth", "12 High St."),
        ("Bob", "1 Mill Lane"),
        ("Bob", "1 Mill Lane"),
    ]
    found = profiled(["name", "street"], rows).near_duplicates
    assert found is not None
    assert (found.status, found.row_count, found.group_count) == ("ok", 2, 1)
    assert found.differing_columns == {"name": 2, "street": 2}
    assert len(found.examples) == 2


def test_letters_beyond_a_cut_are_no_duplicates() -> None:
    rows: list[Row] = [("a" * 300 + letter,) for letter in "xy"]
    found = profiled(["text"], rows).near_duplicates
    assert found is not None
    assert found.row_count == 0


def test_near_duplicates_of_a_large_table_are_not_guessed() -> None:
    rows: list[Row] = [(str(number),) for number in range(30)]
    found = concluded(measure(batch(["a"], rows), TINY)).near_duplicates
    assert found is not None
    assert (found.status, found.row_count) == ("not_computed", None)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=12), max_size=12))
def test_normal_hashes_tell_letters_and_digits_apart_and_nothing_else(texts: list[str]) -> None:
    texts = [*texts, "Ab-c", "a B C", "abd", "", "  "]
    plain = [text.encode("utf-8", "ignore").decode() for text in texts]
    hashes = normal_hashes(Texts.of(plain)).tolist()
    assert hashes[-5] == hashes[-4] != hashes[-3]
    assert hashes[-2] == hashes[-1] == 0
    assert hashes == [normal_hashes(Texts.of([*plain, "é"]))[place] for place in range(len(plain))]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(*[st.sampled_from([None, "", "a", "b", "NA"])] * 3), max_size=20))
def test_whole_rows_come_back_from_stored_bytes(rows: list[Row]) -> None:
    cells: list[Row] = [tuple(cell or None for cell in row) for row in rows]
    partial = measure(batch(["a", "b", "c"], cells))
    restored = storing.unpack(storing.pack(partial)).whole
    assert restored.is_complete
    assert np.array_equal(restored.rows, partial.whole.rows)
    for one, other in zip(restored.columns, partial.whole.columns, strict=True):
        assert np.array_equal(one, other)
