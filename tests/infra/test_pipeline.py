import inspect
from typing import Any

import pytest
from pydantic import BaseModel

from datainsight import errors
from datainsight.models.events import (
    CombineRequest,
    FailureRequest,
    MergeRequest,
    PlanRequest,
    ProfileRequest,
    StageRequest,
)
from infra_cdk.retrying import PERMANENT_ERRORS
from tests.infra.template import Template, states

_RECORDERS_OF_CHILDREN = ("RecordShardFailure", "RecordGroupFailure", "RecordTrialFailure")


@pytest.fixture(scope="module")
def machine(template: Template) -> dict[str, Any]:
    return template.definition()


@pytest.fixture(scope="module")
def tasks(machine: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {name: state for name, state, _ in states(machine) if state["Type"] == "Task"}


def test_the_order_of_the_stages(machine: dict[str, Any]) -> None:
    seen, name = [], machine["StartAt"]
    while name:
        state = machine["States"][name]
        seen.append(name)
        name = state.get("Next") or state.get("Default")
    assert seen == [
        "Plan", "AlreadyDone", "MeasureShards", "ManyShards", "Combine", "LongTable", "Interpret",
        "TriedOnSample", "Conclude", "Analysed",
    ]  # fmt: skip
    assert [branch["StartAt"] for branch in machine["States"]["Interpret"]["Branches"]] == [
        "Insight",
        "Codegen",
    ]


def test_only_many_shards_are_merged_in_groups_first(machine: dict[str, Any]) -> None:
    (choice,) = machine["States"]["ManyShards"]["Choices"]
    assert choice == {"Variable": "$.plan.group_count", "NumericGreaterThan": 0, "Next": "MergeGroups"}
    assert machine["States"]["MergeGroups"]["Next"] == "Combine"


def test_only_long_tables_are_counted_again(machine: dict[str, Any]) -> None:
    (choice,) = machine["States"]["LongTable"]["Choices"]
    assert choice == {"Variable": "$.combined.is_countable", "BooleanEquals": True, "Next": "Count"}
    assert machine["States"]["Count"]["Next"] == "Interpret"


def test_only_repairs_that_were_tried_on_a_sample_are_tried_on_all_shards(machine: dict[str, Any]) -> None:
    (choice,) = machine["States"]["TriedOnSample"]["Choices"]
    assert choice == {
        "Variable": "$.combined.is_tried_on_sample", "BooleanEquals": True, "Next": "VerifyShards",
    }  # fmt: skip
    assert machine["States"]["VerifyShards"]["Next"] == "Conclude"


def test_a_repeated_event_changes_nothing(machine: dict[str, Any]) -> None:
    (choice,) = machine["States"]["AlreadyDone"]["Choices"]
    assert choice == {"Variable": "$.plan.is_duplicate", "BooleanEquals": True, "Next": "Duplicate"}
    assert machine["States"]["Duplicate"]["Type"] == "Succeed"


def test_every_task_is_tried_again_with_growing_and_scattered_pauses(
    tasks: dict[str, dict[str, Any]],
) -> None:
    assert len(tasks) == 14
    for name, task in tasks.items():
        permanent, exhausted, rest = task["Retry"]
        assert (permanent["ErrorEquals"], permanent["MaxAttempts"]) == (list(PERMANENT_ERRORS), 0), name
        assert exhausted["MaxAttempts"] == 1, name
        assert rest["ErrorEquals"] == ["States.ALL"], name
        assert rest["BackoffRate"] > 1, name
        assert rest["MaxAttempts"] >= 3, name
        assert (rest["JitterStrategy"], rest["MaxDelaySeconds"]) == ("FULL", 30), name


def test_no_error_of_a_task_goes_by_unrecorded(machine: dict[str, Any]) -> None:
    for name, state, is_covered in states(machine):
        if state["Type"] not in {"Task", "Map", "Parallel"} or is_covered:
            continue
        caught = state["Catch"]
        assert [each["ErrorEquals"] for each in caught] == [["States.ALL"]], name
        if state.get("Resource") != "failure":
            assert caught[0]["Next"].startswith("Record"), name


def test_every_recorded_failure_fails_the_execution_with_its_cause(machine: dict[str, Any]) -> None:
    everywhere = {name: state for name, state, _ in states(machine)}
    recorders = {name: each for name, each in everywhere.items() if each.get("Resource") == "failure"}
    assert set(recorders) == {"RecordPlanFailure", "RecordFailure", *_RECORDERS_OF_CHILDREN}
    for recorder in recorders.values():
        for after in (recorder["Next"], recorder["Catch"][0]["Next"]):
            assert everywhere[after]["Type"] == "Fail"
            assert everywhere[after]["ErrorPath"] == "$.failure.Error"


def test_a_task_waits_a_little_longer_than_its_function_runs(
    template: Template, tasks: dict[str, dict[str, Any]]
) -> None:
    for name, task in tasks.items():
        function = template.functions()[task["Resource"]]
        assert 0 < task["TimeoutSeconds"] - function["Timeout"] <= 60, name


def test_the_machine_itself_ends(machine: dict[str, Any]) -> None:
    assert machine["TimeoutSeconds"] == 6 * 3600


def test_payloads_have_the_fields_of_their_models(tasks: dict[str, dict[str, Any]]) -> None:
    models: dict[str, type[BaseModel]] = {
        "Plan": PlanRequest,
        "Profile": ProfileRequest,
        "Merge": MergeRequest,
        "Verify": ProfileRequest,
        "Combine": CombineRequest,
        "Insight": StageRequest,
        "Codegen": StageRequest,
        "Conclude": StageRequest,
    }
    for name, model in models.items():
        fields = {key.removesuffix(".$") for key in tasks[name]["Parameters"]}
        assert fields == set(model.model_fields), name
    for name in ("RecordPlanFailure", "RecordFailure", *_RECORDERS_OF_CHILDREN):
        fields = {key.removesuffix(".$") for key in tasks[name]["Parameters"]}
        assert fields < set(FailureRequest.model_fields), name


@pytest.mark.parametrize(
    ("name", "items", "recorder"),
    [
        ("MeasureShards", "$.plan.shards_key", "RecordShardFailure"),
        ("MergeGroups", "$.plan.groups_key", "RecordGroupFailure"),
        ("VerifyShards", "$.plan.shards_key", "RecordTrialFailure"),
    ],
)
def test_items_are_done_by_standard_children_that_say_why_they_failed(
    machine: dict[str, Any], name: str, items: str, recorder: str
) -> None:
    state = machine["States"][name]
    assert state["ItemProcessor"]["ProcessorConfig"] == {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}
    assert state["ItemReader"]["ReaderConfig"] == {"InputType": "JSON"}
    assert state["ItemReader"]["Parameters"]["Key.$"] == items
    assert "ToleratedFailurePercentage" not in state
    recording = state["ItemProcessor"]["States"][recorder]
    # The analysis belongs to the parent execution, so its id travels with the item.
    assert state["ItemSelector"]["execution_id.$"] == "$$.Execution.Id"
    assert recording["Parameters"]["execution_id.$"] == "$.execution_id"


def test_json_path_everywhere(machine: dict[str, Any]) -> None:
    assert "JSONata" not in str(machine)


def test_errors_are_permanent_unless_said_otherwise() -> None:
    own = {
        name
        for name, each in inspect.getmembers(errors, inspect.isclass)
        if each.__module__ == errors.__name__
    }
    assert own - set(PERMANENT_ERRORS) == {"DataInsightError", "UnavailableError"}


def test_an_upload_makes_a_plan_request(template: Template) -> None:
    rule = _rule(template, "aws.s3")
    assert rule["EventPattern"]["detail"]["object"] == {"key": [{"prefix": "uploads/"}]}
    (target,) = rule["Targets"]
    transformer = target["InputTransformer"]
    text = transformer["InputTemplate"]
    for variable in transformer["InputPathsMap"]:
        text = text.replace(f"<{variable}>", '"x"')
    request = PlanRequest.model_validate_json(text[:-1] + ', "execution_id": "arn"}')
    assert (request.trigger, request.bucket, request.key, request.etag) == ("upload", "x", "x", "x")
    assert set(transformer["InputPathsMap"].values()) == {
        "$.detail.bucket.name",
        "$.detail.object.key",
        "$.detail.object.etag",
    }


def test_a_violent_end_is_heard(template: Template) -> None:
    rule = _rule(template, "aws.states")
    assert rule["EventPattern"]["detail"]["status"] == ["FAILED", "TIMED_OUT", "ABORTED"]
    (machine,) = (each for each in template.of_type("AWS::StepFunctions::StateMachine") if "Pipeline" in each)
    # Exactly this machine: children of the map have another ARN and report through their parent.
    assert rule["EventPattern"]["detail"]["stateMachineArn"] == [{"Ref": machine}]
    (target,) = rule["Targets"]
    failure = template.resources[target["Arn"]["Fn::GetAtt"][0]]["Properties"]
    assert failure["Handler"] == "functions.conclude.failure.handler"
    assert "InputTransformer" not in target


@pytest.mark.parametrize("source", ["aws.s3", "aws.states"])
def test_undelivered_events_are_kept(template: Template, source: str) -> None:
    (target,) = _rule(template, source)["Targets"]
    (queue,) = template.of_type("AWS::SQS::Queue")
    assert target["DeadLetterConfig"]["Arn"] == {"Fn::GetAtt": [queue, "Arn"]}
    assert target["RetryPolicy"]["MaximumRetryAttempts"] > 0


def _rule(template: Template, source: str) -> dict[str, Any]:
    (rule,) = (
        each
        for name, each in template.of_type("AWS::Events::Rule").items()
        if name.startswith("Pipeline") and each["EventPattern"]["source"] == [source]
    )
    return rule


def test_the_machine_may_only_invoke_its_own_functions_and_read_its_work(template: Template) -> None:
    role = template.machine("Pipeline")["RoleArn"]["Fn::GetAtt"][0]
    granted = {
        action: set(statement.resources)
        for statement in template.statements(role)
        for action in statement.actions
    }
    assert len(granted["lambda:InvokeFunction"]) == 10
    assert not [each for each in granted["lambda:InvokeFunction"] if "*" in each]
    assert [each.split("/", 1)[1] for each in granted["s3:GetObject"]] == ["work/*"]
    assert {action for action in granted if action.startswith("s3:")} == {"s3:GetObject"}
