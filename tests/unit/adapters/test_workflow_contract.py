"""What every workflow promises; run on memory and on Step Functions."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

import boto3
import pytest

from datainsight.adapters.step_functions import StepFunctionsWorkflow
from datainsight.models.events import ExecutionInput
from datainsight.services.ports import ExecutionState, Workflow
from tests.unit.adapters.aws import empty_aws
from tests.unit.services.fakes import MemoryWorkflow

WAITING = {"StartAt": "Wait", "States": {"Wait": {"Type": "Wait", "Seconds": 600, "End": True}}}
INPUT = ExecutionInput(trigger="api", bucket="b", key="k", etag="e")


@dataclass
class Case:
    workflow: Workflow

    def input_of(self, execution_id: str) -> ExecutionInput:
        if isinstance(self.workflow, MemoryWorkflow):
            return ExecutionInput.model_validate(self.workflow.started[execution_id])
        found = boto3.client("stepfunctions").describe_execution(executionArn=execution_id)
        return ExecutionInput.model_validate_json(found["input"])


@pytest.fixture(params=["memory", "step_functions"])
def case(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Case]:
    if request.param == "memory":
        yield Case(MemoryWorkflow())
        return
    with empty_aws(monkeypatch):
        client = boto3.client("stepfunctions")
        machine = client.create_state_machine(
            name="datainsight-acme",
            definition=json.dumps(WAITING),
            roleArn="arn:aws:iam::123456789012:role/machine",
        )
        yield Case(StepFunctionsWorkflow(client, machine["stateMachineArn"]))


def test_runs_what_was_started(case: Case) -> None:
    execution_id = case.workflow.start("a1", INPUT)
    assert execution_id == case.workflow.execution_id("a1")
    assert case.workflow.state(execution_id) is ExecutionState.RUNNING
    assert case.input_of(execution_id) == INPUT


def test_starts_a_name_once(case: Case) -> None:
    case.workflow.start("a1", INPUT)
    other = INPUT.model_copy(update={"attempt": 1})
    assert case.workflow.start("a1", other) == case.workflow.execution_id("a1")
    assert case.input_of(case.workflow.execution_id("a1")) == INPUT


def test_does_not_know_what_was_never_started(case: Case) -> None:
    assert case.workflow.state(case.workflow.execution_id("a1")) is ExecutionState.UNKNOWN


def test_stops(case: Case) -> None:
    execution_id = case.workflow.start("a1", INPUT)
    case.workflow.stop(execution_id, "The dataset was deleted.")
    assert case.workflow.state(execution_id) is ExecutionState.ENDED
    case.workflow.stop(execution_id, "Again.")
    case.workflow.stop(case.workflow.execution_id("a2"), "Never started.")
