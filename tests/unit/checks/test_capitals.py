"""What a slip was meant to be is written in the usual capitals, so that a second run finds nothing to do."""

import polars as pl

from datainsight.checks.run import find_issues
from datainsight.models.issue import Goal
from datainsight.repairs.map_values import MapValues
from tests.unit.checks.tables import profile

TEXTS = (
    ["Harbour Street"] * 46
    + ["HARBOUR STREET"] * 40
    + ["HARBOUR STRET", "HARBOURR STREET"]
    + ["Mill Lane"] * 20
)


def test_slips_become_what_capitals_are_unified_to() -> None:
    table = pl.DataFrame({"street": TEXTS})
    mappings = {
        each.issue.kind: repair
        for each in find_issues(profile(table), Goal.GENERAL_AUDIT)
        for repair in each.repairs
        if isinstance(repair, MapValues)
    }
    slips, capitals = mappings["misspellings"], mappings["inconsistent_case"]
    assert dict(slips.mapping) == dict.fromkeys(("HARBOUR STRET", "HARBOURR STREET"), "Harbour Street")

    cleaned = slips.apply(capitals.apply(table.lazy())).collect()
    assert set(cleaned["street"]) == {"Harbour Street", "Mill Lane"}
    assert capitals.apply(cleaned.lazy()).collect().equals(cleaned)
