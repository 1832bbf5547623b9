"""Which repairs a script makes, in which order."""

import pytest

from datainsight.codegen.plan import plan
from datainsight.errors import UsageError
from datainsight.models.document import ProfileDocument
from datainsight.models.recommendation import Verification, VerificationStatus
from datainsight.repairs.drop_column import DropColumn
from datainsight.repairs.drop_duplicate_rows import DropDuplicateRows
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
