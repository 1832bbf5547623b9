"""Repairs are tried on the data, and refused where they do not hold."""

from collections.abc import Iterator

import polars as pl
import pytest

from datainsight.codegen.unchanged import stray_change
from datainsight.codegen.verify import verify
from datainsight.models.document import ProfileDocument
from datainsight.models.recommendation import Recommendation, RepairRecord, VerificationStatus
from datainsight.models.selector import (
    Contradicting,
    DuplicateRows,
    Matching,
    OutsideRange,
    Selector,
    ValuesIn,
    WholeColumn,
)
from datainsight.reading.frames import TextBatch
from datainsight.repairs.base import Repair
from datainsight.repairs.drop_column import DropColumn
from datainsight.repairs.drop_duplicate_rows import DropDuplicateRows
from datainsight.repairs.fill_missing import FillMissing
from datainsight.repairs.log_scale import LogScale
from datainsight.repairs.map_values import MapValues
from datainsight.repairs.null_outside_range import NullOutsideRange
from datainsight.repairs.parse_dates import ParseDates
from datainsight.repairs.rename_column import RenameColumn
from datainsight.repairs.repair_by_key import RepairByKey
from datainsight.repairs.split_column import SplitColumn
from datainsight.repairs.trim_whitespace import TrimWhitespace
from datainsight.repairs.unify_nulls import UnifyNulls
from tests.unit.codegen.documents import document_with

TABLE = pl.DataFrame(
    {
        "*": [" Ann", "Bob ", "Cyd", "Cyd"],
        "^.*$": ["NA", "1", "200", "200"],
        "day": ["31/01/2024", "2024-02-01", "02/02/2024", "02/02/2024"],
    }
)

RANGE = OutsideRange(column="^.*$", lower=0, upper=9)


def tried(
    repair: Repair, selector: Selector, *, table: pl.DataFrame = TABLE, row_limit: int = 100
) -> Recommendation:
    document = document_with(table.columns, [repair], selectors=[selector], row_count=table.height)
    verified = verify(document, lambda: halves(table), row_limit=row_limit)
    return verified.recommendations[0]


def halves(table: pl.DataFrame) -> Iterator[TextBatch]:
    middle = table.height // 2
    yield TextBatch(table[:middle])
    yield TextBatch(table[middle:])


@pytest.mark.parametrize(
    ("repair", "selector", "cells_changed", "rows_removed", "counts"),
    [
        (TrimWhitespace(column="*"), Matching(column="*", regex="^ | $"), 2, 0, (2, 0)),
        (UnifyNulls(column="^.*$", spellings=("NA",)), ValuesIn(column="^.*$", values=("NA",)), 1, 0, (1, 0)),
        (NullOutsideRange(column="^.*$", lower=0, upper=9), RANGE, 2, 0, (2, 0)),
        (DropDuplicateRows(), DuplicateRows(), 0, 1, (1, 0)),
        (DropColumn(column="*"), WholeColumn(column="*"), 0, 0, (0, 0)),
        (DropColumn(column="*"), Matching(column="*", regex="Cyd"), 0, 0, (2, 0)),
        (TrimWhitespace(column="*"), WholeColumn(column="*"), 2, 0, (0, 0)),
        (RenameColumn(column="*", to="star"), WholeColumn(column="*"), 0, 0, (0, 0)),
        (SplitColumn(column="day", separator="/", into=("a", "b")), WholeColumn(column="day"), 0, 0, (0, 0)),
    ],
)
def test_what_resolves_its_issue_is_verified(
    repair: Repair, selector: Selector, cells_changed: int, rows_removed: int, counts: tuple[int, int]
) -> None:
    recommendation = tried(repair, selector)
    verification = recommendation.verification
    assert verification.status is VerificationStatus.VERIFIED
    assert recommendation.is_default
    assert (verification.rows_checked, verification.is_sample) == (4, False)
    assert (verification.cells_changed, verification.rows_removed) == (cells_changed, rows_removed)
    assert (verification.issue_count_before, verification.issue_count_after) == counts
    assert verification.reason is None


@pytest.mark.parametrize("rare", [r"^\d{4}-", r"/"])
def test_dates_are_resolved_once_all_are_alike_whichever_was_rare(rare: str) -> None:
    repair = ParseDates(column="day", formats=("%Y-%m-%d", "%d/%m/%Y"))
    verification = tried(repair, Matching(column="day", regex=rare)).verification
    assert verification.status is VerificationStatus.VERIFIED
    assert (verification.issue_count_before, verification.issue_count_after) == (3, 0)


@pytest.mark.parametrize(
    ("repair", "selector", "reason"),
    [
        (TrimWhitespace(column="*"), Matching(column="*", regex="[A-Z]"), "does not resolve"),
        (
            MapValues(column="*", mapping=(("Bob ", "Bob"),)),
            Matching(column="*", regex="."),
            "does not resolve",
        ),
        (TrimWhitespace(column="*"), Matching(column="*", regex="zzz"), "nothing to repair"),
        (DropDuplicateRows(), Matching(column="*", regex="Ann"), "does not resolve"),
        (TrimWhitespace(column="^.*$"), WholeColumn(column="^.*$"), "does not resolve"),
        (TrimWhitespace(column="absent"), WholeColumn(column="absent"), "failed (ColumnNotFoundError)"),
        (TrimWhitespace(column="*"), Matching(column="*", regex="("), "failed (ComputeError)"),
    ],
)
def test_what_does_not_hold_is_refused(repair: Repair, selector: Selector, reason: str) -> None:
    recommendation = tried(repair, selector)
    assert recommendation.verification.status is VerificationStatus.REFUSED
    assert reason in str(recommendation.verification.reason)
    assert not recommendation.is_default


def test_a_repair_may_build_on_the_default_ones_before_it() -> None:
    table = pl.DataFrame({"a": ["NA", "NA", None, "1"]})
    missing = ValuesIn(column="a", values=("", "NA"))
    spelled = ValuesIn(column="a", values=("NA",))
    unify = UnifyNulls(column="a", spellings=("NA",))
    fill = FillMissing(column="a", value="0")
    alone = tried(fill, missing, table=table).verification
    assert (alone.status, alone.issue_count_after) == (VerificationStatus.REFUSED, 2)
    document = document_with(["a"], [unify, fill], selectors=[spelled, missing], row_count=4)
    both = verify(document, lambda: halves(table)).recommendations
    assert [each.verification.status for each in both] == [VerificationStatus.VERIFIED] * 2
    assert both[1].verification.issue_count_after == 0


def test_a_repair_that_changes_far_more_after_others_is_refused() -> None:
    """Once two spellings of a key are one, what was wrong in one row is looked up in all of them."""
    table = pl.DataFrame(
        {"kind": ["ZIP", "ZIP", "ZIP", *["Zip"] * 5], "year": ["2018", "2018", "2019", *["2019"] * 5]}
    )
    by_key = RepairByKey(column="year", by=("kind",), corrections=(("ZIP", "2019", "2018"),))
    repairs = (MapValues(column="kind", mapping=(("Zip", "ZIP"),)), by_key)
    wrong = Contradicting(column="year", by=("kind",), cases=(("ZIP", "2019"),), confidences=(0.9,))
    selectors: tuple[Selector, ...] = (ValuesIn(column="kind", values=("Zip",)), wrong)
    document = document_with(table.columns, repairs, selectors=selectors, row_count=table.height)
    spelling, contradiction = verify(document, lambda: halves(table)).recommendations
    assert spelling.verification.status is VerificationStatus.VERIFIED
    assert contradiction.verification.status is VerificationStatus.REFUSED
    assert (
        contradiction.verification.reason
        == "After the other repairs it changes 6 cells, far more than alone."
    )
    alone = document_with(table.columns, [by_key], selectors=[wrong], row_count=table.height)
    assert verify(alone, lambda: halves(table)).recommendations[0].is_default
    both = RepairByKey(
        column="year", by=("kind",), corrections=(("ZIP", "2019", "2018"), ("Zip", "2019", "2018"))
    )
    assert "far more than the issue means" in str(tried(both, wrong, table=table).verification.reason)


def test_a_record_of_no_repair_is_refused_and_the_others_go_on() -> None:
    document = document_with(TABLE.columns, [DropDuplicateRows(), DropDuplicateRows()])
    bad = document.recommendations[0].model_copy(
        update={"repair": RepairRecord(operation="polish", parameters={})}
    )
    document = document.model_copy(update={"recommendations": (bad, document.recommendations[1])})
    verified = verify(document, lambda: halves(TABLE)).recommendations
    assert [each.verification.status for each in verified] == [
        VerificationStatus.REFUSED,
        VerificationStatus.VERIFIED,
    ]


def test_above_the_limit_the_first_rows_stand_for_the_table() -> None:
    verification = tried(
        TrimWhitespace(column="*"), Matching(column="*", regex="^ "), row_limit=1
    ).verification
    assert (verification.status, verification.rows_checked, verification.is_sample) == (
        VerificationStatus.VERIFIED,
        1,
        True,
    )


def test_an_issue_beyond_the_sample_is_neither_verified_nor_refused() -> None:
    recommendation = tried(DropDuplicateRows(), DuplicateRows(), row_limit=2)
    assert recommendation.verification.status is VerificationStatus.NOT_RUN
    assert recommendation.is_default


def test_only_as_much_is_read_as_is_needed() -> None:
    def batches() -> Iterator[TextBatch]:
        yield TextBatch(TABLE)
        raise AssertionError("the first batch is enough")

    document = document_with(TABLE.columns, [DropDuplicateRows()], row_count=1_000)
    assert verify(document, batches, row_limit=3).recommendations[0].verification.rows_checked == 3
    nothing: ProfileDocument = document_with(TABLE.columns, [])
    assert verify(nothing, batches) is nothing


def test_fewer_rows_stand_for_a_large_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("datainsight.codegen.confirm.SAMPLE_ROWS", 2)
    document = document_with(TABLE.columns, [DropDuplicateRows()], row_count=TABLE.height)
    checked = [
        verify(document, lambda: halves(TABLE), row_limit=limit).recommendations[0].verification
        for limit in (TABLE.height, TABLE.height - 1)
    ]
    assert [(each.rows_checked, each.is_sample) for each in checked] == [(TABLE.height, False), (2, True)]


def test_an_empty_table() -> None:
    recommendation = tried(TrimWhitespace(column="*"), WholeColumn(column="*"), table=TABLE.clear())
    assert recommendation.verification.status is VerificationStatus.REFUSED


@pytest.mark.parametrize(
    ("repair", "after", "reason"),
    [
        (TrimWhitespace(column="*"), TABLE.with_columns(day=pl.lit("x")), "another column"),
        (TrimWhitespace(column="*"), TABLE[:2], "number of rows"),
        (TrimWhitespace(column="*"), TABLE.drop("day"), "columns of the table"),
        (TrimWhitespace(column="*"), TABLE.with_columns(day=pl.lit(1)), "columns of the table"),
        (DropDuplicateRows(), TABLE[::-1], "rows that stay"),
        (DropDuplicateRows(), TABLE.with_columns(day=pl.lit("x")), "rows that stay"),
        (DropColumn(column="day"), TABLE, "columns of the table"),
        (TrimWhitespace(column="day"), TABLE.with_columns(day=pl.lit("x")), None),
        (DropDuplicateRows(), TABLE[:2], None),
        (DropColumn(column="day"), TABLE.drop("day"), None),
    ],
)
def test_stray_changes_are_seen(repair: Repair, after: pl.DataFrame, reason: str | None) -> None:
    found = stray_change(repair, TABLE, after)
    assert (reason or "") in str(found) if reason else found is None


def test_a_column_that_is_put_beside_another_one_resolves_what_is_wrong_with_the_whole() -> None:
    table = pl.DataFrame({"^a$": ["1", "250000", None], "a": ["x", "y", "z"]})
    document = document_with(table.columns, [LogScale(column="^a$", into="told")])

    def batches() -> Iterator[TextBatch]:
        yield TextBatch(table)

    (tried,) = verify(document, batches).recommendations
    assert tried.verification.status == "verified"


@pytest.mark.parametrize("few_cells", [0, 1_000_000])
def test_trials_side_by_side_judge_as_those_one_after_another(
    few_cells: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("datainsight.codegen.verify._FEW_CELLS", few_cells)
    repairs = [
        TrimWhitespace(column="*"),
        UnifyNulls(column="^.*$", spellings=("NA",)),
        TrimWhitespace(column="absent"),
        DropDuplicateRows(),
    ]
    selectors: list[Selector] = [
        Matching(column="*", regex=r"^\s|\s$"),
        ValuesIn(column="^.*$", values=("NA",)),
        WholeColumn(column="absent"),
        DuplicateRows(),
    ]
    document = document_with(TABLE.columns, repairs, selectors=selectors, row_count=TABLE.height)
    timed: dict[str, float] = {}

    verified = verify(document, lambda: halves(TABLE), timed=timed.__setitem__)

    tried_ones = verified.recommendations
    assert [each.id for each in tried_ones] == [each.id for each in document.recommendations]
    assert [each.verification.status for each in tried_ones] == [
        VerificationStatus.VERIFIED,
        VerificationStatus.VERIFIED,
        VerificationStatus.REFUSED,
        VerificationStatus.VERIFIED,
    ]
    assert [each.verification.cells_changed for each in tried_ones[:2]] == [2, 1]
    assert tried_ones[3].verification.rows_removed == 1
    assert list(timed) == [each.id for each in document.recommendations]
