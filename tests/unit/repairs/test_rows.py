"""Repairs that take rows or columns away."""

import polars as pl

from datainsight.repairs.drop_column import DropColumn
from datainsight.repairs.drop_duplicate_rows import DropDuplicateRows
from datainsight.repairs.explode_list import ExplodeList
from datainsight.repairs.keep_first_per_key import KeepFirstPerKey
from tests.unit.repairs.tables import applied

TABLE = pl.DataFrame(
    [("1", "a"), (None, "b"), ("1", "a"), ("1", "c"), (None, "b"), (None, None), ("2", "a")],
    schema={"*": pl.String, "^.*$": pl.String},
    orient="row",
)


def test_duplicate_rows_go_and_the_first_stays() -> None:
    assert applied((DropDuplicateRows(),), TABLE).rows() == [
        ("1", "a"), (None, "b"), ("1", "c"), (None, None), ("2", "a"),
    ]  # fmt: skip


def test_the_first_row_of_a_key_stays_and_all_rows_without() -> None:
    assert applied((KeepFirstPerKey(column="*"),), TABLE).rows() == [
        ("1", "a"), (None, "b"), (None, "b"), (None, None), ("2", "a"),
    ]  # fmt: skip


def test_a_column_goes_by_its_exact_name() -> None:
    assert applied((DropColumn(column="^.*$"),), TABLE).columns == ["*"]
    assert applied((DropColumn(column=".*"),), TABLE).equals(TABLE)


def test_a_list_becomes_rows_and_everything_else_is_repeated() -> None:
    table = pl.DataFrame(
        [("1", "a ; b;;c;"), ("2", None), ("3", ";"), ("4", "d")],
        schema={"*": pl.String, "^.*$": pl.String},
        orient="row",
    )
    assert applied((ExplodeList(column="^.*$", separator=";"),), table).rows() == [
        ("1", "a"), ("1", "b"), ("1", "c"), ("2", None), ("3", None), ("4", "d"),
    ]  # fmt: skip
