"""Whether a long table has a key is known where its rows repeat, though only a sample of them is compared."""

import dataclasses

import pytest

from datainsight.models.issue import Goal
from datainsight.profiling.limits import DEFAULT
from datainsight.profiling.measure import measure
from datainsight.recommending.assess import assess
from tests.unit.profiling.tables import Row, batch, profiled

SAMPLED = dataclasses.replace(DEFAULT, whole_rows=500, sample_rows=500)


@pytest.mark.parametrize(("repeated", "expected"), [(0, []), (40, ["40 rows repeat another as a whole."])])
def test_rows_that_repeat_leave_no_key(repeated: int, expected: list[str]) -> None:
    rows: list[Row] = [(f"{number % 50}", f"{number // 50}", f"{number % 7}") for number in range(2000)]
    profile = profiled(measure(batch(["a", "b", "c"], rows + rows[:repeated]), SAMPLED))
    issues = assess(profile, Goal.MIGRATION).issues
    assert [each.message for each in issues if each.kind == "no_key"] == expected
