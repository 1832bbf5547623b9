"""Failures: a readable cause, once, never over a result, and nothing left behind after a deletion."""

import json
from typing import Any

import pytest

from datainsight.errors import ConflictError
from datainsight.models.analysis import AnalysisStatus, FailureCause, Stage
from datainsight.models.events import ExecutionInput, FailureRequest
from datainsight.services.failure_causes import cause_from_machine
from datainsight.services.record_failure import record_failure
from tests.unit.services.arranging import plan, request_for, the_progress, uploaded
from tests.unit.services.fakes import WORKSPACE, MemoryPorts

UNREADABLE = json.dumps(
    {
        "errorType": "UnreadableError",
        "errorMessage": "orders.csv: line 3: not a table.",
        "stackTrace": ["/var/task"],
    }
)


@pytest.fixture
def world() -> MemoryPorts:
    world = MemoryPorts()
    uploaded(world)
    return world


def failure(world: MemoryPorts, execution_id: str = "execution:upload", **given: Any) -> FailureRequest:
    execution_input = ExecutionInput(**request_for(world).model_dump(exclude={"execution_id"}))
    fields = {"execution_id": execution_id, "execution_input": execution_input, "error": "UnreadableError"}
    return FailureRequest.model_validate({**fields, "cause": UNREADABLE, **given})


def test_tells_why(world: MemoryPorts) -> None:
    planned = plan(world, request_for(world)).plan
    cause = record_failure(failure(world), ports=world)
    expected = FailureCause(
        code="unreadable", message="orders.csv: line 3: not a table.", stage=Stage.PROFILE
    )
    assert cause == expected
    assert (the_progress(world).status, the_progress(world).failure) == (AnalysisStatus.FAILED, expected)
    outcome = world.catalog.outcomes[planned.analysis.analysis_id]
    assert (outcome.status, outcome.cause) == ("failed", expected)


def test_names_an_analysis_that_was_never_planned(world: MemoryPorts) -> None:
    cause = record_failure(failure(world), ports=world)
    assert cause is not None
    assert cause.stage is Stage.PLAN
    failed = the_progress(world)
    request = request_for(world, "execution:again", attempt=1)
    with pytest.raises(ConflictError):
        plan(world, request_for(world))
    assert the_progress(world) == failed
    assert plan(world, request).plan.analysis.analysis_id != failed.analysis_id


def test_the_event_of_the_end_changes_nothing_after_the_catch(world: MemoryPorts) -> None:
    plan(world, request_for(world))
    first = record_failure(failure(world), ports=world)
    again = record_failure(failure(world, error="FAILED", cause=""), ports=world)
    assert again == first


def test_never_fails_a_completed_analysis(world: MemoryPorts) -> None:
    analysis = plan(world, request_for(world)).plan.analysis
    done = world.analyses.complete(WORKSPACE, analysis.analysis_id, world.now())
    assert record_failure(failure(world), ports=world) is None
    assert the_progress(world) == done
    assert world.catalog.outcomes[analysis.analysis_id].status == "running"


def test_a_duplicate_that_fails_does_not_fail_the_first(world: MemoryPorts) -> None:
    plan(world, request_for(world))
    assert record_failure(failure(world, "execution:duplicate"), ports=world) is None
    assert the_progress(world).status is AnalysisStatus.RUNNING


def test_a_shard_says_more_than_its_map(world: MemoryPorts) -> None:
    analysis = plan(world, request_for(world)).plan.analysis
    noted = FailureCause(code="unreadable", message="line 3: not a table.", stage=Stage.PROFILE)
    world.analyses.note_cause(WORKSPACE, analysis.analysis_id, noted)
    request = failure(world, error="States.ExceedToleratedFailureThreshold", cause="The threshold …")
    assert record_failure(request, ports=world) == noted


def test_after_a_deletion_nothing_is_left(world: MemoryPorts) -> None:
    analysis = plan(world, request_for(world)).plan.analysis
    request = failure(world)
    world.catalog.delete_dataset(WORKSPACE, analysis.dataset_id)
    assert record_failure(request, ports=world) is None
    assert world.analyses.items == {}


@pytest.mark.parametrize("given", [{"execution_input": None}, {"execution_id": "x", "execution_input": None}])
def test_an_execution_without_input_has_no_analysis(world: MemoryPorts, given: dict[str, Any]) -> None:
    assert record_failure(failure(world, **given), ports=world) is None


def test_no_etag_and_no_file_have_no_analysis(world: MemoryPorts) -> None:
    request = failure(world, execution_input=request_for(world, etag=""))
    world.objects.bodies.clear()
    assert record_failure(request, ports=world) is None


@pytest.mark.parametrize(
    ("error", "cause", "code"),
    [
        ("SourceNotFoundError", "{}", "source_not_found"),
        ("Lambda.Unknown", UNREADABLE, "unreadable"),
        ("RefusedError", '{"errorType": "RefusedError", "errorMessage": "Too large."}', "refused"),
        ("States.Timeout", "", "timed_out"),
        ("TIMED_OUT", "", "timed_out"),
        ("Sandbox.Timedout", '{"errorMessage": "2026-11-23 Task timed out after 3.00 seconds"}', "timed_out"),
        ("Sandbox.Timedout", "RequestId: 1 Error: Task timed out after 3.00 seconds", "timed_out"),
        ("ABORTED", "Stopped by an operator", "aborted"),
        ("interrupted", "", "interrupted"),
        (
            "KeyError",
            '{"errorType": "KeyError", "errorMessage": "\'secret\'", "stackTrace": ["x"]}',
            "internal",
        ),
        ("Runtime.ExitError", "[1, 2]", "internal"),
        ("Unknown", "", "internal"),
    ],
)
def test_every_end_has_words_for_people(error: str, cause: str, code: str) -> None:
    found = cause_from_machine(error, cause, Stage.COMBINE)
    assert (found.code, found.stage) == (code, Stage.COMBINE)
    assert "secret" not in found.message
    assert "Traceback" not in found.message
