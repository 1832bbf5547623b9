"""What all rows say of repairs that were tried on the first ones: figures add up, surprises are refused."""

import itertools
from collections.abc import Iterator

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from datainsight.codegen.confirm import confirmed, works_by_row
from datainsight.codegen.row_trials import try_rows
from datainsight.codegen.verify import verify
from datainsight.models.document import ProfileDocument
from datainsight.models.recommendation import VerificationStatus
from datainsight.models.trial import RowTrial, TableTrial
from datainsight.reading.frames import TextBatch
from datainsight.recommending.assess import assess
from datainsight.repairs.registry import load
from tests.unit.checks.tables import profile
from tests.unit.repairs.tables import EXAMPLES, steady

TABLE = pl.DataFrame(
    {
        "id": [str(number) for number in range(400)],
        "town": ["Oslo", "Bergen", " Oslo", "Oslo "] * 100,
        "age": ["31", "n/a", "44", "-"] * 90 + ["25"] * 40,
    }
)


def sampled(table: pl.DataFrame, rows: int) -> ProfileDocument:
    def batches() -> Iterator[TextBatch]:
        yield TextBatch(table, ())

    return verify(assess(profile(table)), batches, row_limit=rows)


@steady
@given(cuts=st.lists(st.integers(0, TABLE.height), max_size=5).map(sorted))
def test_the_figures_of_any_pieces_add_up_to_those_of_the_whole(cuts: list[int]) -> None:
    document = sampled(TABLE, 50)
    places = [0, *cuts, TABLE.height]
    pieces = [TABLE[start:end] for start, end in itertools.pairwise(places)]
    parts = TableTrial(trials={})
    for piece in pieces:
        parts += try_rows(document, [piece])
    assert parts.trials == try_rows(document, [TABLE]).trials == try_rows(document, pieces).trials
    assert parts.seconds.keys() == parts.trials.keys()
    assert {each.rows for each in parts.trials.values()} == {TABLE.height}


def test_all_rows_say_what_a_trial_on_all_rows_says() -> None:
    on_all = {each.id: each for each in sampled(TABLE, 1_000).recommendations}
    document = sampled(TABLE, 50)
    after = confirmed(document, try_rows(document, [TABLE]))
    by_row = [each for each in after.recommendations if works_by_row(load(each.repair))]
    assert len(by_row) > 1
    for each in by_row:
        whole = on_all[each.id].verification
        assert each.verification.model_copy(update={"examples": (), "languages": ()}) == whole.model_copy(
            update={"examples": (), "languages": ()}
        )


def test_what_looks_at_other_rows_stays_on_the_sample() -> None:
    assert not any(works_by_row(EXAMPLES[name]) for name in ("drop_duplicate_rows", "fill_with_typical"))
    assert works_by_row(EXAMPLES["trim_whitespace"])
    assert works_by_row(EXAMPLES["drop_rows_missing"])


@pytest.mark.parametrize(
    ("trial", "reason"),
    [
        (RowTrial(rows=400, fault="It changes another column."), "It changes another column."),
        (RowTrial(rows=400), "It finds nothing to repair."),
        (RowTrial(rows=400, issue_count_before=10, issue_count_after=8), "It does not resolve the issue."),
    ],
)
def test_a_repair_that_all_rows_speak_against_is_refused(trial: RowTrial, reason: str) -> None:
    document = sampled(TABLE, 50)
    wanted = next(each for each in document.recommendations if each.repair.operation == "unify_nulls")
    after = confirmed(document, TableTrial(trials={wanted.id: trial}))
    judged = next(each for each in after.recommendations if each.id == wanted.id)
    assert (judged.verification.status, judged.verification.reason) == (VerificationStatus.REFUSED, reason)
    assert wanted.is_default
    assert not judged.is_default


def test_what_builds_on_a_refused_repair_is_refused_with_it() -> None:
    document = sampled(TABLE, 50)
    first, *rest = document.recommendations
    above = rest[0].model_copy(
        update={"verification": rest[0].verification.model_copy(update={"builds_on": (first.id,)})}
    )
    document = document.model_copy(update={"recommendations": (first, above, *rest[1:])})
    fault = RowTrial(rows=400, fault="It changes another column.")
    after = confirmed(document, TableTrial(trials={first.id: fault})).recommendations
    assert after[1].verification.status is VerificationStatus.REFUSED
    assert after[1].verification.reason == "What it builds on was refused."


def test_a_repair_that_fails_on_a_row_says_so() -> None:
    document = sampled(TABLE, 50)
    trial = try_rows(document, [TABLE, TABLE.rename({"town": "city"})])
    assert {each.fault for each in trial.trials.values()} >= {"Running it failed (ColumnNotFoundError)."}
