"""Starting: the analysis that exists, or a new one; and what a crash left behind."""

from datetime import timedelta

import pytest

from datainsight.errors import ConflictError, NotFoundError
from datainsight.models.analysis import AnalysisOptions, AnalysisProgress, AnalysisStatus, FailureCause, Stage
from datainsight.models.issue import Goal
from datainsight.services.analysis_status import analysis_status
from datainsight.services.start_analysis import start_analysis
from tests.unit.services.arranging import DATASET, plan, request_for, the_progress, uploaded
from tests.unit.services.fakes import OTHER_WORKSPACE, WORKSPACE, MemoryPorts


@pytest.fixture
def world() -> MemoryPorts:
    world = MemoryPorts()
    uploaded(world, goal=Goal.MIGRATION)
    return world


def start(world: MemoryPorts, goal: Goal | None = None) -> AnalysisProgress:
    return start_analysis(DATASET, goal, workspace_id=WORKSPACE, ports=world)


def status(world: MemoryPorts, analysis_id: str) -> AnalysisProgress:
    return analysis_status(analysis_id, workspace_id=WORKSPACE, ports=world)


def test_starts_an_execution_with_the_present_content(world: MemoryPorts) -> None:
    progress = start(world)
    assert (progress.status, progress.goal) == (AnalysisStatus.QUEUED, Goal.MIGRATION)
    (execution_input,) = world.workflow.started.values()
    assert execution_input.etag == progress.etag != ""
    assert execution_input.trigger == "api"
    assert world.catalog.analysis_ids(WORKSPACE, DATASET) == (progress.analysis_id,)


def test_returns_what_the_upload_started(world: MemoryPorts) -> None:
    planned = plan(world, request_for(world)).plan
    assert start(world).analysis_id == planned.analysis.analysis_id
    assert world.workflow.started == {}


def test_the_upload_s_options_are_taken_where_none_are_given(world: MemoryPorts) -> None:
    row = world.catalog.rows[DATASET]
    world.catalog.rows[DATASET] = row.model_copy(update={"options": AnalysisOptions(longest_determinant=3)})
    planned = plan(world, request_for(world)).plan
    assert planned.analysis.options.longest_determinant == 3
    assert start(world).analysis_id == planned.analysis.analysis_id


@pytest.mark.parametrize("is_done", [False, True])
def test_starts_once(world: MemoryPorts, is_done: bool) -> None:
    first = start(world)
    if is_done:
        world.analyses.complete(WORKSPACE, first.analysis_id, world.now())
    assert start(world).analysis_id == first.analysis_id
    assert len(world.workflow.started) == 1


def test_another_goal_is_another_analysis(world: MemoryPorts) -> None:
    assert start(world).analysis_id != start(world, Goal.PRIVACY).analysis_id
    assert len(world.workflow.started) == 2


def test_new_content_is_another_analysis(world: MemoryPorts) -> None:
    first = start(world)
    world.objects.put(world.catalog.rows[DATASET].object_key, b"a\n1\n", "text/csv")
    assert start(world).analysis_id != first.analysis_id


def test_the_plan_of_the_execution_takes_over_what_was_queued(world: MemoryPorts) -> None:
    queued = start(world)
    (execution_id,) = world.workflow.started
    planned = plan(world, request_for(world, execution_id, trigger="api", goal=Goal.MIGRATION))
    assert planned.execution_id == execution_id
    assert the_progress(world).analysis_id == queued.analysis_id
    assert the_progress(world).status is AnalysisStatus.RUNNING


def test_what_failed_is_tried_again_under_a_new_id(world: MemoryPorts) -> None:
    first = start(world)
    cause = FailureCause(code="internal", message="x")
    world.analyses.fail(first.model_copy(update={"status": AnalysisStatus.FAILED, "failure": cause}))
    second = start(world)
    assert second.analysis_id != first.analysis_id
    assert [each.attempt for each in world.workflow.started.values()] == [0, 1]
    assert start(world).analysis_id == second.analysis_id


def test_nothing_to_analyse(world: MemoryPorts) -> None:
    world.objects.bodies.clear()
    with pytest.raises(ConflictError, match="not been uploaded"):
        start(world)
    with pytest.raises(NotFoundError):
        start_analysis(DATASET, None, workspace_id=OTHER_WORKSPACE, ports=world)


def crash(world: MemoryPorts) -> None:
    world.workflow.started.clear()
    world.now.time += timedelta(minutes=1)


def test_an_analysis_whose_execution_is_gone_can_be_started_again(world: MemoryPorts) -> None:
    first = start(world)
    crash(world)
    second = start(world)
    assert second.analysis_id != first.analysis_id
    lost = status(world, first.analysis_id)
    assert lost.failure is not None
    assert (lost.status, lost.failure.code) == (AnalysisStatus.FAILED, "interrupted")
    assert world.catalog.outcomes[first.analysis_id].status == "failed"


def test_the_status_notices_that_nobody_works_on_it(world: MemoryPorts) -> None:
    analysis = plan(world, request_for(world)).plan.analysis
    assert status(world, analysis.analysis_id).status is AnalysisStatus.RUNNING
    world.now.time += timedelta(minutes=1)
    lost = status(world, analysis.analysis_id)
    assert lost.failure == FailureCause(
        code="interrupted",
        message="The analysis was interrupted before it finished. Start it again.",
        stage=Stage.PROFILE,
    )


def test_a_stage_that_takes_long_is_left_alone(world: MemoryPorts) -> None:
    progress = start(world)
    world.now.time += timedelta(hours=1)
    assert status(world, progress.analysis_id) == progress


def test_the_status_of_another_workspace_is_not_there(world: MemoryPorts) -> None:
    progress = start(world)
    with pytest.raises(NotFoundError):
        analysis_status(progress.analysis_id, workspace_id=OTHER_WORKSPACE, ports=world)
