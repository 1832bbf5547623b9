"""Rows that no repair should guess are named, with the reason."""

import polars as pl

from datainsight.codegen.plan import plan
from datainsight.models.profile import DataType
from datainsight.models.selector import Matching, NotOfType, OutsideRange
from datainsight.repairs.null_outside_range import NullOutsideRange
from datainsight.repairs.trim_whitespace import TrimWhitespace
from datainsight.repairs.unify_nulls import UnifyNulls
from datainsight.services.review import Review
from tests.unit.codegen.documents import document_with

TABLE = pl.DataFrame({"age": ["31", "310", "x", None], "name": ["Ann", " Bob", "Cy", " "]})
DOCUMENT = document_with(
    TABLE.columns,
    (
        TrimWhitespace(column="name"),
        NullOutsideRange(column="age", lower=0, upper=120),
        UnifyNulls(column="age", spellings=("x",)),
    ),
    selectors=(
        Matching(column="name", regex="^ "),
        OutsideRange(column="age", lower=0, upper=120),
        NotOfType(column="age", data_type=DataType.INTEGER),
    ),
)


def test_rows_with_what_no_repair_resolves_have_reasons() -> None:
    review = Review(DOCUMENT, plan(DOCUMENT, only=["issue:0:repair"]))
    assert review.reasons(TABLE).to_list() == [
        None, "something_odd:age", "something_odd:age", None,
    ]  # fmt: skip


def test_a_row_may_have_several_reasons_and_dropped_columns_give_none() -> None:
    review = Review(DOCUMENT, ())
    assert review.reasons(TABLE).to_list()[1] == "something_odd:name; something_odd:age"
    assert review.reasons(TABLE.select("age")).to_list()[3] is None


def test_nothing_is_open_where_all_is_repaired() -> None:
    assert Review(DOCUMENT, plan(DOCUMENT)).reasons(TABLE).null_count() == TABLE.height
