"""What of the Amazon States Language is refused, wherever it stands."""

from typing import Any

import pytest

from infra_cdk.local.corrections.definitions import check_definition
from infra_cdk.local.errors import UnsupportedTemplateError

TASK = {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f", "End": True}


def machine(state: dict[str, Any]) -> dict[str, Any]:
    """The state, four levels deep: parallel branch, inline map, distributed map."""
    inner = {"StartAt": "Here", "States": {"Here": state}}
    reader = {"Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": {"InputType": "JSON"}}
    distributed = {
        "Type": "Map",
        "ItemReader": reader,
        "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, **inner},
    }
    mapped = {"Type": "Map", "ItemProcessor": {"StartAt": "M", "States": {"M": distributed}}}
    parallel = {"Type": "Parallel", "Branches": [{"StartAt": "D", "States": {"D": mapped}}]}
    return {"StartAt": "P", "States": {"P": parallel, "Ok": {"Type": "Succeed"}}}


def test_what_we_use_passes() -> None:
    check_definition(machine(TASK))


@pytest.mark.parametrize(
    ("state", "problem"),
    [
        ({**TASK, "QueryLanguage": "JSONata"}, "Here: QueryLanguage JSONata"),
        (
            {**TASK, "Resource": "arn:aws:states:::sqs:sendMessage"},
            "Here: Resource arn:aws:states:::sqs:sendMessage",
        ),
        ({"Type": "Map", "ItemBatcher": {}}, "Here: ItemBatcher"),
        ({"Type": "Map", "ResultWriter": {}}, "Here: ResultWriter"),
        ({"Type": "Map", "ToleratedFailurePercentage": 5}, "Here: ToleratedFailurePercentage"),
        (
            {"Type": "Map", "ItemReader": {"ReaderConfig": {"InputType": "JSONL"}}},
            "Here: ItemReader InputType JSONL",
        ),
        (
            {"Type": "Map", "ItemProcessor": {"ProcessorConfig": {"ExecutionType": "EXPRESS"}, "States": {}}},
            "Here: ExecutionType EXPRESS",
        ),
    ],
)
def test_what_runs_otherwise_is_refused(state: dict[str, Any], problem: str) -> None:
    with pytest.raises(UnsupportedTemplateError, match=problem):
        check_definition(machine(state))


def test_the_machine_itself_may_not_be_jsonata() -> None:
    with pytest.raises(UnsupportedTemplateError, match="the machine: QueryLanguage"):
        check_definition({"QueryLanguage": "JSONata", "States": {}})
