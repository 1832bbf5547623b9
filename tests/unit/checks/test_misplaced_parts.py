"""What stands at the end of one column and is missing in another one."""

from datainsight.checks.cells import suspicious_cells
from datainsight.models.issue import Goal
from datainsight.recommending.assess import assess
from tests.unit.checks.tables import batch, frame, profile

KINDS = {"misplaced_parts", "values_elsewhere"}
TOWNS = ["Elmdale", "Northport", "Rosefield", "Quarry Hill"]


def suspicions(towns: list[str], states: list[str]) -> dict[tuple[int, str], float]:
    text = frame({"town": towns, "state": states})
    document = assess(profile(text), Goal.GENERAL_AUDIT)
    listed = suspicious_cells(document, [batch(text)])
    return {(cell.row, cell.column): cell.confidence for cell in listed if cell.kind in KINDS}


def test_both_cells_of_a_mixed_row_are_wrong() -> None:
    towns = [*TOWNS * 6, "Elmdale OH", "Quarry Hill, TX", "Rosefield"]
    states = [*["OH", "TX", "OH", "TX"] * 6, "", "", ""]

    found = suspicions(towns, states)

    assert set(found) == {(24, "town"), (24, "state"), (25, "town"), (25, "state")}
    assert min(found.values()) > 0.7


def test_one_row_is_enough_where_the_rest_is_known() -> None:
    known = suspicions([*TOWNS * 6, "Elmdale OH"], [*["OH", "TX", "OH", "TX"] * 6, ""])
    unknown = suspicions([*TOWNS * 6, "Fallow OH"], [*["OH", "TX", "OH", "TX"] * 6, ""])

    assert set(known) == {(24, "town"), (24, "state")}
    assert unknown == {}
