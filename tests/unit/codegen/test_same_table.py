"""Every repair on offer was run in the other languages too, and made the same table there."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl
import pytest

from datainsight.codegen import same_table
from datainsight.codegen.plan import Step
from datainsight.codegen.runtimes import DUCKDB, PANDAS, Runtime, installed
from datainsight.codegen.verify import verify
from datainsight.models.document import ProfileDocument
from datainsight.models.recommendation import LanguageOutcome, Recommendation, VerificationStatus
from datainsight.models.selector import DuplicateRows, Matching, Selector, ValuesIn
from datainsight.reading.frames import TextBatch
from datainsight.repairs.base import Repair
from datainsight.repairs.change_case import ChangeCase
from datainsight.repairs.drop_duplicate_rows import DropDuplicateRows
from datainsight.repairs.hash_text import HashText
from datainsight.repairs.trim_whitespace import TrimWhitespace
from datainsight.repairs.unify_nulls import UnifyNulls
from tests.unit.codegen.documents import document_with

TABLE = pl.DataFrame(
    {"a": ["x"] * 300 + [" y", "x", "x"], "b": ["NA"] + ["1"] * 300 + ["2", "2"], "c": ["z"] * 303}
)
REPAIRS: tuple[Repair, ...] = (
    TrimWhitespace(column="a"),
    UnifyNulls(column="b", spellings=("NA",)),
    DropDuplicateRows(),
)
SELECTORS: tuple[Selector, ...] = (
    Matching(column="a", regex="^ "),
    ValuesIn(column="b", values=("NA",)),
    DuplicateRows(),
)


def tried(
    runtimes: Sequence[Runtime],
    repairs: Sequence[Repair] = REPAIRS,
    selectors: Sequence[Selector] = SELECTORS,
    *,
    table: pl.DataFrame = TABLE,
    are_default: bool = True,
) -> tuple[Recommendation, ...]:
    document = document_with(table.columns, repairs, selectors=selectors, row_count=table.height)
    offered = tuple(each.model_copy(update={"is_default": are_default}) for each in document.recommendations)
    document = document.model_copy(update={"recommendations": offered})
    return verify(document, lambda: [TextBatch(table)], runtimes=runtimes).recommendations


def outcomes(recommendation: Recommendation) -> dict[str, LanguageOutcome]:
    return {each.language: each.outcome for each in recommendation.verification.languages}


def upper_cased(document: ProfileDocument, steps: tuple[Step, ...], table: pl.DataFrame) -> pl.DataFrame:
    """A language that also writes capitals into the column of a repair of white space."""
    made = DUCKDB.run(document, steps, table)
    if any(step.repair.operation == "trim_whitespace" for step in steps):
        return made.with_columns(pl.col("a").str.to_uppercase())
    return made


@pytest.mark.parametrize("are_default", [True, False])
def test_all_languages_that_are_there_are_run(are_default: bool) -> None:
    for each in tried((DUCKDB, PANDAS), are_default=are_default):
        assert outcomes(each) == {"duckdb": LanguageOutcome.SAME, "pandas": LanguageOutcome.SAME}
        assert each.verification.status is VerificationStatus.VERIFIED
        assert each.is_default is are_default


def test_rows_that_change_are_among_those_that_are_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(same_table, "MOST_ROWS", 20)
    seen: list[pl.DataFrame] = []

    def watching(document: ProfileDocument, steps: tuple[Step, ...], table: pl.DataFrame) -> pl.DataFrame:
        seen.append(table)
        return DUCKDB.run(document, steps, table)

    (recommendation,) = tried((replace(DUCKDB, run=watching),), REPAIRS[:1], SELECTORS[:1])
    assert seen[0]["a"].to_list().count(" y") == 1
    assert seen[0].height == 20
    assert recommendation.verification.languages[0].rows == 20


def test_a_repair_that_makes_another_table_somewhere_is_refused_and_the_others_stand() -> None:
    trim, unify, drop = tried((replace(DUCKDB, run=upper_cased),))
    assert outcomes(trim) == {"duckdb": LanguageOutcome.OTHER}
    assert trim.verification.status is VerificationStatus.REFUSED
    assert "duckdb" in str(trim.verification.reason)
    assert not trim.is_default
    for each in (unify, drop):
        assert outcomes(each) == {"duckdb": LanguageOutcome.SAME}
        assert each.is_default


def test_a_language_that_fails_is_told_and_nothing_is_refused_for_it() -> None:
    def broken(document: ProfileDocument, steps: tuple[Step, ...], table: pl.DataFrame) -> pl.DataFrame:
        raise RuntimeError("an old version")

    for each in tried((replace(DUCKDB, run=broken),)):
        assert outcomes(each) == {"duckdb": LanguageOutcome.FAILED}
        assert each.verification.status is VerificationStatus.VERIFIED


def test_nothing_is_said_of_a_language_that_cannot_hold_the_columns_or_say_the_repair() -> None:
    table = TABLE.rename({"c": "A"})
    assert [outcomes(each) for each in tried((DUCKDB,), table=table)] == [{}, {}, {}]
    (hashed,) = tried(
        (replace(DUCKDB, target="r"),),  # type: ignore[arg-type]
        (HashText(column="a", salt="pepper and salt"),),
        (Matching(column="a", regex="^x$"),),
    )
    assert hashed.verification.languages == ()


def test_repairs_of_the_same_column_do_not_run_together() -> None:
    repairs = (ChangeCase(column="c", case="upper"), UnifyNulls(column="c", spellings=("z",)))
    selectors = (Matching(column="c", regex="z"), ValuesIn(column="c", values=("z",)))
    for each in tried((DUCKDB,), repairs, selectors, are_default=False):
        assert outcomes(each) == {"duckdb": LanguageOutcome.SAME}


def test_what_is_not_installed_is_left_out() -> None:
    absent = replace(DUCKDB, name="no_such_library")
    assert installed(absent, DUCKDB) == (DUCKDB,)
    assert [outcomes(each) for each in tried(installed(absent))] == [{}, {}, {}]
