"""Dependencies of a sample, counted on all rows."""

import dataclasses

import pytest

from datainsight.models.issue import Goal
from datainsight.models.profile import TableProfile
from datainsight.profiling.limits import DEFAULT
from datainsight.profiling.measure import measure
from datainsight.profiling.relations import verifying
from datainsight.profiling.relations.verifying import Verification
from datainsight.reading.cell_batches import cells_of
from tests.unit.profiling.tables import Row, batch, profiled

COLUMNS = ["id", "town", "region", "country", "noise", "empty"]
ROWS: list[Row] = [
    (
        str(number),
        f"town {number % 97}",
        f"region {number % 97 // 10}" if number % 1500 else "elsewhere",
        f"country {number % 97 // 50}",
        f"noise {number * 7919 % 1013 % 10}",
        None,
    )
    for number in range(6000)
]
SAMPLED = dataclasses.replace(DEFAULT, whole_rows=1000, sample_rows=1000)


def verified(rows: list[Row], parts: int = 3) -> tuple[TableProfile, TableProfile]:
    """The profile before and after all rows were counted."""
    profile = profiled(measure(batch(COLUMNS, rows), SAMPLED))
    size = -(-len(rows) // parts)
    batches = [
        cells
        for start in range(0, len(rows), size)
        for cells in cells_of(batch(COLUMNS, rows[start : start + size]))
    ]
    return profile, Verification(profile, Goal.GENERAL_AUDIT).count(batches)


def errors(profile: TableProfile) -> dict[tuple[tuple[str, ...], str], tuple[float, int, bool]]:
    return {
        (each.determinant, each.dependent): (each.error, each.violating_row_count, each.is_exact)
        for each in profile.dependencies
    }


@pytest.mark.parametrize("parts", [1, 7])
def test_all_rows_decide(parts: int) -> None:
    before, after = verified(ROWS, parts)
    assert not all(each.is_exact for each in before.dependencies)
    found = errors(after)
    assert found[("town",), "country"] == (0.0, 0, True)
    assert found[("town",), "region"] == (4 / 6000, 4, True)
    assert after.relation_search is not None
    assert after.relation_search.status == "verified"
    assert "verified on all rows" in (after.relation_search.reason or "")


def test_counting_on_all_rows_is_what_a_whole_table_gives() -> None:
    _, after = verified(ROWS)
    whole = profiled(measure(batch(COLUMNS, ROWS)))
    exact = {(each.determinant, each.dependent): each for each in whole.dependencies}
    for each in after.dependencies:
        if each.determinant and each.determinant != ("id",):
            other = exact[each.determinant, each.dependent]
            assert (each.error, each.violating_row_count) == (other.error, other.violating_row_count)
            assert each.score == pytest.approx(other.score)


def test_what_only_seemed_to_hold_is_left_out() -> None:
    # Rows that break it are too few to be sampled, but as many as an approximate dependency may not have.
    rows = [
        (*row[:3], f"country {number}" if number % 3 == 0 else row[3], *row[4:])
        for number, row in enumerate(ROWS)
    ]
    before = profiled(measure(batch(COLUMNS, ROWS), SAMPLED))
    after = Verification(before, Goal.GENERAL_AUDIT).count(list(cells_of(batch(COLUMNS, rows))))
    assert (("town",), "country") in errors(before)
    assert (("town",), "country") not in errors(after)
    assert "refuted" in ((after.relation_search and after.relation_search.reason) or "")


def test_too_many_pairs_stay_those_of_the_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifying, "_MOST_PAIRS", 50)
    before, after = verified(ROWS)
    assert errors(after)[("town",), "country"] == errors(before)[("town",), "country"]
    assert after.relation_search is not None
    assert after.relation_search.status == "estimated"


def test_the_columns_that_are_looked_at_are_enough() -> None:
    before, after = verified(ROWS)
    verification = Verification(before, Goal.GENERAL_AUDIT)
    places = [COLUMNS.index(name) for name in verification.columns]
    narrow = [tuple(row[place] for place in places) for row in ROWS]
    assert 0 < len(places) < len(COLUMNS)
    assert verification.count(cells_of(batch(list(verification.columns), narrow))) == after


def test_nothing_is_read_again_where_all_is_exact() -> None:
    assert not Verification(profiled(measure(batch(COLUMNS, ROWS[:50]))), Goal.GENERAL_AUDIT).is_needed
