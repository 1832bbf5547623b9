"""Keys and dependencies against brute force, for small tables of every kind."""

import dataclasses
from collections import Counter, defaultdict
from itertools import combinations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from datainsight.models.profile import TableProfile
from datainsight.profiling.conclude import conclude
from datainsight.profiling.limits import DEFAULT
from datainsight.profiling.measure import measure
from datainsight.profiling.relations.approximate import measure_violation
from datainsight.profiling.relations.coded import CodedTable
from datainsight.profiling.relations.lattice import Search
from datainsight.profiling.relations.partitions import Partitions
from tests.unit.profiling.tables import Row, batch, described

Columns = tuple[int, ...]
CELLS = st.sampled_from([None, "a", "b", "c"])


@st.composite
def tables(draw: st.DrawFn) -> list[Row]:
    width = draw(st.integers(1, 5))
    rows = draw(st.lists(st.tuples(*[CELLS] * width), min_size=2, max_size=14))
    if draw(st.booleans()):
        rows = [(str(place), *row[1:]) for place, row in enumerate(rows)]
    if draw(st.booleans()):
        rows = [(*row[:-1], "same") for row in rows]
    return rows


def profiled(rows: list[Row], longest: int = 5, names: list[str] | None = None) -> TableProfile:
    names = names or [f"c{place}" for place in range(len(rows[0]))]
    partial = measure(batch(names, rows))
    return conclude(partial, described(names), longest)


def decides(rows: list[Row], columns: Columns, dependent: int) -> bool:
    return dropped(rows, columns, dependent) == 0


def dropped(rows: list[Row], columns: Columns, dependent: int) -> int:
    """Least number of rows to drop."""
    groups: dict[Row, Counter[str | None]] = defaultdict(Counter)
    for row in rows:
        groups[tuple(row[column] for column in columns)][row[dependent]] += 1
    return sum(each.total() - max(each.values()) for each in groups.values())


def true_dependencies(rows: list[Row]) -> set[tuple[frozenset[str], str]]:
    width = len(rows[0])
    found: list[tuple[frozenset[int], int]] = []
    for size in range(width):
        for columns in combinations(range(width), size):
            for dependent in set(range(width)) - set(columns):
                is_minimal = not any(each <= set(columns) and right == dependent for each, right in found)
                if is_minimal and decides(rows, columns, dependent):
                    found.append((frozenset(columns), dependent))
    return {(frozenset(f"c{column}" for column in left), f"c{right}") for left, right in found}


def true_keys(rows: list[Row]) -> set[frozenset[str]]:
    width = len(rows[0])
    found: list[frozenset[int]] = []
    for size in range(1, width + 1):
        for columns in combinations(range(width), size):
            is_minimal = not any(each <= set(columns) for each in found)
            if is_minimal and len({tuple(row[column] for column in columns) for row in rows}) == len(rows):
                found.append(frozenset(columns))
    return {frozenset(f"c{column}" for column in key) for key in found}


@settings(max_examples=80, deadline=None)
@given(rows=tables())
@example(rows=[("a", "b"), ("a", "b"), ("a", "c")])
@example(rows=[(None, "a"), (None, "a"), ("b", None)])
def test_exact_keys_and_dependencies_are_those_of_brute_force(rows: list[Row]) -> None:
    profile = profiled(rows)
    if len(set(rows)) < 2:
        assert profile.relation_search is not None
        assert profile.relation_search.status == "not_computed"
        return
    exact = [each for each in profile.dependencies if not each.error]
    assert {(frozenset(each.determinant), each.dependent) for each in exact} == true_dependencies(rows)
    assert len(exact) == len(true_dependencies(rows))
    assert {frozenset(key.columns) for key in profile.keys} == true_keys(rows)


@settings(max_examples=40, deadline=None)
@given(rows=tables(), longest=st.integers(1, 3))
def test_a_limit_only_leaves_out_longer_left_sides(rows: list[Row], longest: int) -> None:
    if len(set(rows)) < 2:
        return
    profile = profiled(rows, longest)
    exact = {(frozenset(each.determinant), each.dependent) for each in profile.dependencies if not each.error}
    assert exact == {each for each in true_dependencies(rows) if len(each[0]) <= longest}
    assert {frozenset(key.columns) for key in profile.keys} == {
        key for key in true_keys(rows) if len(key) <= longest
    }


@settings(max_examples=40, deadline=None)
@given(rows=tables(), order=st.randoms(use_true_random=False))
def test_the_order_of_rows_and_columns_changes_nothing(rows: list[Row], order: object) -> None:
    rng = np.random.default_rng(abs(hash(str(rows))) % 2**32)
    names = [f"c{place}" for place in range(len(rows[0]))]
    columns = rng.permutation(len(names)).tolist()
    mixed = [tuple(rows[row][column] for column in columns) for row in rng.permutation(len(rows)).tolist()]
    one, other = profiled(rows), profiled(mixed, names=[names[column] for column in columns])
    assert {frozenset(key.columns) for key in one.keys} == {frozenset(key.columns) for key in other.keys}
    assert {(frozenset(each.determinant), each.dependent, each.error) for each in one.dependencies} == {
        (frozenset(each.determinant), each.dependent, each.error) for each in other.dependencies
    }


@settings(max_examples=100, deadline=None)
@given(rows=tables())
def test_the_error_is_the_least_share_of_rows_to_drop(rows: list[Row]) -> None:
    partial = measure(batch([f"c{place}" for place in range(len(rows[0]))], rows))
    table = CodedTable.of_partial(partial)
    partitions = Partitions(table)
    width = len(rows[0])
    for size in range(width):
        for columns in combinations(range(width), size):
            for dependent in set(range(width)) - set(columns):
                found = measure_violation(table, partitions.of(columns), columns, dependent)
                assert found.violating == dropped(rows, columns, dependent)
                assert found.error == pytest.approx(found.violating / len(rows))
                assert 0 <= found.score <= 1


def typos(row_count: int, step: int) -> list[Row]:
    """A town for each postal code, misspelled in every `step`th row."""
    towns = ["York", "Bath", "Ely", "Wells", "Derby"]
    return [
        (str(10 + row % 25), towns[row % 25 % 5] + ("x" if row % step == 0 else ""), str(row * 7919 % 101))
        for row in range(row_count)
    ]


def test_a_dependency_with_a_few_violations_is_found_with_its_error() -> None:
    profile = profiled(typos(400, 40), longest=1)
    found = [each for each in profile.dependencies if each.determinant == ("c0",) and each.dependent == "c1"]
    assert [(each.error, each.violating_row_count, each.is_exact) for each in found] == [(10 / 400, 10, True)]
    assert found[0].score is not None
    assert found[0].score > 0.9


def test_neither_chance_nor_a_frequent_value_makes_a_dependency() -> None:
    rng = np.random.default_rng(7)
    rows: list[Row] = [
        (str(rng.integers(1000)), "yes" if rng.random() < 0.97 else "no", str(rng.integers(5)))
        for _ in range(600)
    ]
    assert [each for each in profiled(rows, 1).dependencies if each.error] == []


def sampled(rows: list[Row], names: list[str]) -> TableProfile:
    """The profile of a table with more rows than are kept whole."""
    limits = dataclasses.replace(DEFAULT, whole_rows=500, sample_rows=400)
    return conclude(measure(batch(names, rows), limits), described(names))


def test_of_many_rows_a_sample_is_searched_and_the_profile_says_so() -> None:
    names = ["number", "half", "group", "parity"]
    rows: list[Row] = [
        (str(number), str(number // 2), str(number % 50), str(number % 2)) for number in range(1000)
    ]
    profile = sampled(rows, names)
    assert profile.relation_search is not None
    assert (profile.relation_search.status, profile.relation_search.rows_examined) == ("estimated", 400)
    assert "sample of 400 distinct rows" in str(profile.relation_search.reason)
    assert [(key.columns, key.is_exact) for key in profile.keys] == [(("number",), True)]
    found = {(each.determinant, each.dependent): each.is_exact for each in profile.dependencies}
    assert found == {
        (("number",), "half"): True,
        (("number",), "group"): True,
        (("number",), "parity"): True,
        (("group",), "parity"): False,
    }


def test_what_does_not_repeat_in_a_sample_is_no_key() -> None:
    rows: list[Row] = [(str(number % 999), str(number % 900)) for number in range(1000)]
    profile = sampled(rows, ["nearly", "less"])
    assert profile.keys == ()
    assert profile.dependencies == ()


def test_a_wide_table_ends_early_and_says_how_far_it_was_searched() -> None:
    rng = np.random.default_rng(1)
    codes = rng.integers(0, 3, (60, 400)).astype(np.int32)
    table = CodedTable(codes, np.full(60, 3), np.ones(400, np.int64), is_complete=True)
    everything = Search(table, Partitions(table), 10**12).run(2)
    some = Search(table, Partitions(table), 5_000_000).run(2)
    assert (everything.searched, everything.is_limited) == (2, False)
    assert (some.searched, some.is_limited) == (1, True)
    assert set(some.dependencies) <= set(everything.dependencies)


def test_where_too_many_are_found_those_of_keys_are_left_out_first() -> None:
    codes = np.stack([np.arange(20), np.arange(20) % 5, np.arange(20) % 5, np.arange(20) % 3])
    table = CodedTable(codes.astype(np.int32), codes.max(axis=1) + 1, np.ones(20, np.int64), is_complete=True)
    found = Search(table, Partitions(table), 10**9).run(1)
    assert found.count == 5
    assert found.listed(10) == [((0,), 1), ((0,), 2), ((0,), 3), ((1,), 2), ((2,), 1)]
    assert found.listed(2) == [((1,), 2), ((2,), 1)]


@pytest.mark.parametrize("odd", range(8))
def test_whether_a_column_is_constant_is_told_by_all_rows(odd: int) -> None:
    """Of eight rows that are unlike all others some are in the sample of 400 and some are not."""
    names = ["number", "always", "nothing", "nearly"]
    rows: list[Row] = [(str(number), "x", None, str(number == odd)) for number in range(1000)]
    profile = sampled(rows, names)
    found = {each.dependent: each.is_exact for each in profile.dependencies if not each.determinant}
    assert found == {"always": True, "nothing": True}
    assert all(each.is_exact for each in profile.dependencies)
