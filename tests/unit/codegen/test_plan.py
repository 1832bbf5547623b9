"""Which repairs a script makes, in which order."""

import pytest

from datainsight.codegen.plan import arrange, plan
from datainsight.errors import UsageError
from datainsight.models.document import ProfileDocument
from datainsight.models.recommendation import Verification, VerificationStatus
from datainsight.repairs.cap_range import CapRange
from datainsight.repairs.drop_column import DropColumn
from datainsight.repairs.drop_duplicate_rows import DropDuplicateRows
from datainsight.repairs.excel_dates import ExcelDates
from datainsight.repairs.fill_missing import FillMissing
from datainsight.repairs.fill_with_typical import FillWithTypical
from datainsight.repairs.mask_text import MaskText
from datainsight.repairs.null_outside_range import NullOutsideRange
from datainsight.repairs.parse_dates import ParseDates
from datainsight.repairs.parse_numbers import ParseNumbers
from datainsight.repairs.tokenise import Tokenise
from datainsight.repairs.trim_whitespace import TrimWhitespace
from datainsight.repairs.unify_nulls import UnifyNulls
from tests.unit.codegen.documents import document_with

REPAIRS = (
    DropDuplicateRows(),
    UnifyNulls(column="a", spellings=("NA",)),
    TrimWhitespace(column="b"),
    TrimWhitespace(column="a"),
)


def changed(document: ProfileDocument, number: int, **update: object) -> ProfileDocument:
    recommendations = list(document.recommendations)
    recommendations[number] = recommendations[number].model_copy(update=update)
    return document.model_copy(update={"recommendations": tuple(recommendations)})


def test_cells_come_before_rows_and_keep_their_order() -> None:
    steps = plan(document_with(["a", "b"], REPAIRS))
    assert [step.repair for step in steps] == [REPAIRS[2], REPAIRS[3], REPAIRS[1], REPAIRS[0]]


def test_what_is_not_default_is_left_out() -> None:
    document = changed(document_with(["a", "b"], REPAIRS), 1, is_default=False)
    assert REPAIRS[1] not in [step.repair for step in plan(document)]
    assert [step.repair for step in plan(document, only=["issue:1:repair"])] == [REPAIRS[1]]


def test_what_was_refused_is_left_out_and_cannot_be_asked_for() -> None:
    refused = Verification(status=VerificationStatus.REFUSED, reason="It does not resolve the issue.")
    document = changed(document_with(["a", "b"], REPAIRS), 2, verification=refused)
    assert REPAIRS[2] not in [step.repair for step in plan(document)]
    with pytest.raises(UsageError, match="does not resolve"):
        plan(document, only=["issue:2:repair"])


def test_unknown_ids_are_an_error() -> None:
    with pytest.raises(UsageError, match="nothing:0"):
        plan(document_with(["a"], ()), only=["nothing:0"])


def test_a_column_that_goes_is_not_repaired_first() -> None:
    document = document_with(["a", "b"], (*REPAIRS, DropColumn(column="a")))
    assert [step.repair for step in plan(document)] == [REPAIRS[2], REPAIRS[0], DropColumn(column="a")]


def test_of_two_repairs_that_take_a_column_for_different_things_the_first_is_made() -> None:
    repairs = (
        ParseDates(column="a", formats=("%d/%m/%Y",)),
        ParseNumbers(column="a"),
        ParseDates(column="a", formats=("%m/%d/%Y",)),
        ExcelDates(column="a"),
        ParseNumbers(column="b"),
        NullOutsideRange(column="b", lower=0, upper=1),
        CapRange(column="b", lower="0", upper="1"),
        FillMissing(column="b", value="0"),
        FillWithTypical(column="b"),
        MaskText(column="c"),
        Tokenise(column="c"),
    )
    arranged = arrange(document_with(["a", "b", "c"], repairs))
    assert [step.issue.id for step in arranged.steps] == [f"issue:{number}" for number in (4, 3, 0, 5, 7, 9)]
    assert {each.recommendation_id: each.reason for each in arranged.left_out} == {
        "issue:1:repair": "The column is taken for a date by parse_dates already.",
        "issue:2:repair": "The column is taken for a date by parse_dates already.",
        "issue:6:repair": "null_outside_range settles that already.",
        "issue:8:repair": "fill_missing settles that already.",
        "issue:10:repair": "mask_text settles that already.",
    }


def test_the_same_repair_is_made_once_and_none_of_a_column_that_goes() -> None:
    repairs = (
        TrimWhitespace(column="a"),
        TrimWhitespace(column="a"),
        UnifyNulls(column="b", spellings=("-",)),
    )
    arranged = arrange(document_with(["a", "b"], (*repairs, DropColumn(column="b"))))
    assert [step.issue.id for step in arranged.steps] == ["issue:0", "issue:3"]
    assert [each.reason for each in arranged.left_out] == ["It is made already.", "Its column is left out."]
