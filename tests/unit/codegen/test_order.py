"""An order that somebody gives is kept where it does not contradict itself."""

from itertools import combinations, pairwise

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from datainsight.codegen.order import has_to_come_first, keep_order
from datainsight.codegen.plan import arrange
from datainsight.codegen.script import Language, write_steps
from datainsight.models.language import SqlDialect
from datainsight.repairs.base import Repair
from datainsight.repairs.drop_column import DropColumn
from datainsight.repairs.drop_duplicate_rows import DropDuplicateRows
from datainsight.repairs.drop_rows_missing import DropRowsMissing
from datainsight.repairs.fill_missing import FillMissing
from datainsight.repairs.fill_with_typical import FillWithTypical
from datainsight.repairs.flag_missing import FlagMissing
from datainsight.repairs.keep_first_per_key import KeepFirstPerKey
from datainsight.repairs.mask_text import MaskText
from datainsight.repairs.merge_columns import MergeColumns
from datainsight.repairs.rename_column import RenameColumn
from datainsight.repairs.repair_by_key import RepairByKey
from datainsight.repairs.split_column import SplitColumn
from datainsight.repairs.trim_whitespace import TrimWhitespace
from datainsight.repairs.unify_nulls import UnifyNulls
from tests.unit.codegen.documents import document_with
from tests.unit.codegen.languages import IN_PROCESS
from tests.unit.repairs.tables import COLUMNS, EXAMPLES, applied, steady, tables

TRIM, NULLS = TrimWhitespace(column="a"), UnifyNulls(column="a", spellings=("NA",))
FILL, MASK = FillMissing(column="a", value="0"), MaskText(column="a")
BY_KEY = RepairByKey(column="b", by=("a",), corrections=(("k", "x", "y"),))


def ids(*numbers: int) -> list[str]:
    return [f"issue:{number}:repair" for number in numbers]


@pytest.mark.parametrize(
    "repairs",
    [
        (DropDuplicateRows(), TRIM),
        (TrimWhitespace(column="b"), TRIM),
        (FILL, TrimWhitespace(column="b")),
        (DropRowsMissing(columns=("a",)), FILL),
        (DropColumn(column="b"), DropDuplicateRows()),
        (FillWithTypical(column="b"), TRIM),
    ],
    ids=lambda repairs: ", ".join(repair.operation for repair in repairs),
)
def test_an_order_that_makes_sense_is_kept(repairs: tuple[Repair, ...]) -> None:
    document = document_with(["a", "b"], repairs)
    arranged = arrange(document, ids(0, 1), keeps_order=True)
    assert [step.repair for step in arranged.steps] == list(repairs)
    assert not arranged.moved
    backwards = arrange(document, ids(1, 0), keeps_order=True)
    assert [step.repair for step in backwards.steps] == list(repairs)[::-1]


@pytest.mark.parametrize(
    ("later", "first", "reason"),
    [
        (FILL, NULLS, "builds on it"),
        (MASK, TRIM, "builds on it"),
        (BY_KEY, TRIM, "builds on it"),
        (MASK, BY_KEY, "builds on it"),
        (KeepFirstPerKey(column="a"), TRIM, "builds on it"),
        (FILL, FlagMissing(column="a", into="no_a"), "builds on it"),
        (FlagMissing(column="a", into="no_a"), NULLS, "builds on it"),
        (RenameColumn(column="a", to="c"), TRIM, "gone or has another name"),
        (SplitColumn(column="a", separator=" ", into=("c", "d")), FILL, "gone or has another name"),
        (MergeColumns(columns=("a", "b"), into="c"), DropRowsMissing(columns=("b",)), "gone"),
        (DropColumn(column="a"), BY_KEY, "gone"),
    ],
    ids=lambda each: each.operation if isinstance(each, Repair) else each,
)
def test_what_could_not_be_made_after_another_repair_is_made_before_it(
    later: Repair, first: Repair, reason: str
) -> None:
    arranged = arrange(document_with(["a", "b"], (later, first)), ids(0, 1), keeps_order=True)
    assert [step.repair for step in arranged.steps] == [first, later]
    assert [(each.recommendation_id, each.before) for each in arranged.moved] == [
        ("issue:1:repair", "issue:0:repair")
    ]
    assert reason in arranged.moved[0].reason
    assert later.operation in arranged.moved[0].reason


def test_all_that_a_moved_repair_builds_on_moves_with_it() -> None:
    spaced = TrimWhitespace(column="b")
    repairs = (DropColumn(column="c"), MaskText(column="b"), BY_KEY, TRIM, spaced)
    arranged = arrange(document_with(["a", "b", "c"], repairs), ids(0, 1, 2, 3, 4), keeps_order=True)
    assert [step.repair for step in arranged.steps] == [repairs[0], spaced, TRIM, BY_KEY, repairs[1]]


def test_of_two_repairs_that_contradict_each_other_the_first_is_made() -> None:
    repairs = (FILL, FillWithTypical(column="a"), TRIM)
    arranged = arrange(document_with(["a"], repairs), ids(1, 0, 2), keeps_order=True)
    assert [step.repair for step in arranged.steps] == [TRIM, repairs[1]]
    assert [each.recommendation_id for each in arranged.left_out] == ids(0)


def test_only_a_script_in_the_usual_order_says_that_a_second_run_changes_nothing() -> None:
    document = document_with(["a"], (DropDuplicateRows(), TRIM))
    usual, other = (
        write_steps(
            document, arrange(document, ids(0, 1), keeps_order=kept).steps, Language.POLARS, SqlDialect.DUCKDB
        )
        for kept in (False, True)
    )
    assert "Running it again" in usual
    assert "Running it again" not in other


@steady
@given(order=st.permutations(tuple(EXAMPLES.values())))
def test_every_order_becomes_one_that_can_be_made(order: list[Repair]) -> None:
    ordered = keep_order(order)
    made = [order[place] for place in ordered.places]
    assert sorted(ordered.places) == list(range(len(order)))
    assert not any(has_to_come_first(second, first) for first, second in combinations(made, 2))
    staying = [place for place in ordered.places if place not in ordered.moved]
    assert all(first < second for first, second in pairwise(staying))
    assert keep_order(made).places == tuple(range(len(order)))


@steady
@given(data=st.data(), table=tables())
def test_all_languages_make_the_same_in_any_order(data: st.DataObject, table: pl.DataFrame) -> None:
    repairs = data.draw(st.permutations(tuple(EXAMPLES.values())))[:5]
    document = document_with(COLUMNS, repairs)
    steps = arrange(document, ids(*range(len(repairs))), keeps_order=True).steps
    expected = applied(tuple(step.repair for step in steps), table)
    for language, run in IN_PROCESS.items():
        made = run(write_steps(document, steps, language, SqlDialect.DUCKDB), table)
        assert made.columns == expected.columns, language
        assert made.rows() == expected.rows(), language
