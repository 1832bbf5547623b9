"""Suspicious cells: numbered over the whole table, each once, with the evidence of all checks."""

import polars as pl
import pytest

from datainsight.checks.cells import Cell, suspicious_cells
from datainsight.checks.row_hashes import SeenRows
from datainsight.models.document import ProfileDocument
from datainsight.models.issue import Dimension, Issue, Severity
from datainsight.models.profile import ColumnProfile, DatasetFacts, DataType, Role
from datainsight.models.recommendation import Quality, Recommendation
from datainsight.models.selector import DuplicateRows, Matching, Selector, ValuesIn, WholeColumn
from datainsight.recommending.assess import assess
from datainsight.repairs.base import Repair
from datainsight.repairs.registry import record
from datainsight.repairs.trim_whitespace import TrimWhitespace
from datainsight.repairs.unify_nulls import UnifyNulls
from tests.unit.checks.tables import batch, frame, profile

CITIES = [pl.DataFrame({"city": ["Oslo", "NA", None]}), pl.DataFrame({"city": [" Oslo", " NA", "Oslo"]})]


def issue(
    kind: str,
    confidence: float,
    selector: Selector,
    columns: tuple[str, ...] = ("city",),
    dimension: Dimension = Dimension.CONSISTENCY,
) -> Issue:
    return Issue(
        id=f"{kind}:0",
        kind=kind,
        dimension=dimension,
        columns=columns,
        severity=Severity.LOW,
        affected_row_count=1,
        message=".",
        selector=selector,
        confidence=confidence,
    )


def recommended(issue: Issue, repair: Repair) -> tuple[Issue, Recommendation]:
    recommendation = Recommendation(
        id=f"{issue.id}:{repair.operation}",
        issue_id=issue.id,
        title=".",
        rationale=".",
        repair=record(repair),
        is_default=True,
        is_safe=True,
    )
    return issue.model_copy(update={"recommendation_ids": (recommendation.id,)}), recommendation


def document(*issues: Issue, recommendations: tuple[Recommendation, ...] = ()) -> ProfileDocument:
    facts = DatasetFacts(
        name="t.csv",
        format="csv",
        size_bytes=1,
        row_count=6,
        column_count=1,
        duplicate_row_count=0,
        missing_cell_count=0,
        fingerprint="f",
    )
    column = ColumnProfile(
        name="city", position=0, data_type=DataType.TEXT, role=Role.TEXT, null_count=0, distinct_count=2
    )
    return ProfileDocument(
        dataset=facts,
        columns=(column,),
        issues=issues,
        recommendations=recommendations,
        quality=Quality(score=100, dimensions={}, deductions=()),
    )


def cells(made: ProfileDocument, *, all_cells: bool = False) -> list[Cell]:
    return list(suspicious_cells(made, [batch(frame) for frame in CITIES], all_cells=all_cells))


def test_rows_are_numbered_over_all_batches() -> None:
    found = cells(document(issue("stray_whitespace", 0.9, Matching(column="city", regex="^ "))))

    assert [cell.row for cell in found] == [3, 4]


def test_evidence_of_several_checks_becomes_one_cell() -> None:
    blanks = issue("stray_whitespace", 0.6, Matching(column="city", regex="^ "))
    values = ValuesIn(column="city", values=("NA", " NA"))
    nulls = issue("null_spellings", 0.7, values, dimension=Dimension.COMPLETENESS)

    found = {cell.row: cell for cell in cells(document(blanks, nulls))}

    assert found[4].kind == "null_spellings"
    assert found[4].confidence == pytest.approx(1 - 0.4 * 0.3)
    assert found[3].confidence == 0.6


def test_checks_of_one_dimension_are_one_witness() -> None:
    blanks = issue("stray_whitespace", 0.6, Matching(column="city", regex="^ "))
    doubled = issue("doubled_whitespace", 0.7, Matching(column="city", regex="^ "))

    found = {cell.row: cell for cell in cells(document(blanks, doubled))}

    assert (found[4].kind, found[4].confidence) == ("doubled_whitespace", 0.7)


def test_cells_below_the_threshold_are_listed_on_demand_only() -> None:
    made = document(issue("missing_values", 0.2, ValuesIn(column="city", values=("",))))

    assert cells(made) == []
    assert [cell.row for cell in cells(made, all_cells=True)] == [2]


def test_the_suggestion_is_the_repaired_value() -> None:
    blanks, trim = recommended(
        issue("stray_whitespace", 0.9, Matching(column="city", regex="^ O")), TrimWhitespace(column="city")
    )
    nulls, unify = recommended(
        issue("null_spellings", 0.9, ValuesIn(column="city", values=("NA",))),
        UnifyNulls(column="city", spellings=("NA",)),
    )

    found = {
        cell.row: cell.suggestion for cell in cells(document(blanks, nulls, recommendations=(trim, unify)))
    }

    assert found == {1: "", 3: "Oslo"}


def test_a_repair_that_leaves_the_cell_alone_suggests_nothing() -> None:
    plain, trim = recommended(
        issue("type_violations", 0.9, ValuesIn(column="city", values=("Oslo",))),
        TrimWhitespace(column="city"),
    )

    assert {cell.suggestion for cell in cells(document(plain, recommendations=(trim,)))} == {None}


def test_duplicate_rows_are_found_across_batches() -> None:
    found = cells(document(issue("duplicate_rows", 0.9, DuplicateRows(), columns=())))

    assert [cell.row for cell in found] == [5]


def test_a_column_as_such_has_no_suspicious_cells() -> None:
    assert cells(document(issue("constant_column", 1.0, WholeColumn(column="city"))), all_cells=True) == []


def test_remembered_rows_are_bounded() -> None:
    seen = SeenRows(maximum_rows=2)

    first = seen.repeated(pl.DataFrame({"a": ["1", "2", "3", "3"]}))
    second = seen.repeated(pl.DataFrame({"a": ["1", "2", "3", None]}))

    assert (first, second) == ([3], [0, 1])


def test_nothing_is_suggested_by_a_repair_that_needs_the_whole_table() -> None:
    text = frame({"size": [["S", 20], ["M", 12], None, "NA", "NA"], "id": [{"range": [1, 35]}]})
    document = assess(profile(text))
    cells = list(suspicious_cells(document, [batch(text)], all_cells=True))

    fills = [cell for cell in cells if cell.kind == "missing_values"]
    assert fills
    assert all(cell.suggestion is None for cell in fills)
