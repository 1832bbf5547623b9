"""Column names that polars would take for patterns are names like any other."""

from datainsight.models.selector import ValuesIn
from datainsight.profiling.measure import measure
from datainsight.profiling.selecting import mask
from tests.unit.profiling.tables import batch, profiled

TABLE = batch(["*", "^.*$", "a"], [("x", "y", None), (None, "z", "x")])


def test_a_selector_means_the_column_of_that_very_name() -> None:
    expected = {"*": [True, False], "^.*$": [False, False], "a": [False, True]}
    for name, rows in expected.items():
        found = mask(ValuesIn(column=name, values=("x",)), TABLE.frame.columns).alias("found")
        assert TABLE.frame.select(found)["found"].to_list() == rows


def test_nulls_are_counted_in_their_own_column() -> None:
    profile = profiled(measure(TABLE))
    assert [column.null_count for column in profile.columns] == [1, 0, 1]
