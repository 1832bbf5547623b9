"""Outliers can be emptied or capped, and capping leaves none."""

import re

import polars as pl
import pytest

from datainsight.checks.run import find_issues
from datainsight.models.issue import Goal
from datainsight.models.selector import OutsideRange
from datainsight.profiling.selecting import mask
from datainsight.repairs.cap_range import CapRange
from tests.unit.checks.tables import profile

NUMBERS = [str(100 + number % 37) for number in range(200)]


@pytest.mark.parametrize("cells", [[*NUMBERS, "90000"], [f"{cell}.25" for cell in NUMBERS] + ["-7000.5"]])
def test_capped_numbers_are_no_outliers(cells: list[str]) -> None:
    table = pl.DataFrame({"size": cells})
    (found,) = (
        each for each in find_issues(profile(table), Goal.GENERAL_AUDIT) if each.issue.kind == "outliers"
    )
    (cap,) = (each for each in found.repairs if isinstance(each, CapRange))
    selector = found.issue.selector
    assert isinstance(selector, OutsideRange)
    after = cap.apply(table.lazy()).collect()
    assert table.select(mask(selector, table.columns)).to_series().sum() == 1
    assert after.select(mask(selector, table.columns)).to_series().sum() == 0
    assert after["size"].ne(table["size"]).sum() == 1


def test_fences_are_told_as_people_write_numbers() -> None:
    table = pl.DataFrame({"size": [str(100_000 + number * 311 % 9000) for number in range(200)] + ["900000"]})
    (found,) = (
        each for each in find_issues(profile(table), Goal.GENERAL_AUDIT) if each.issue.kind == "outliers"
    )
    assert "e+" not in found.issue.message
    assert re.search(r"outside \d\d,\d\d0 to \d{3},\d00,", found.issue.message)
