"""Planning: which analysis is meant, once, and what cannot be planned."""

import json

import pytest

from datainsight.errors import ConflictError, RefusedError, SourceNotFoundError, UnreadableError
from datainsight.models.analysis import AnalysisStatus, DatasetStatus, Stage
from datainsight.models.issue import Goal
from datainsight.models.upload import WorkspacePlan
from datainsight.services import plans
from datainsight.services.cancel_analysis import cancel_analysis
from datainsight.services.delete_dataset import delete_dataset
from datainsight.services.identity import AnalysisIdentity
from datainsight.services.object_keys import parse_upload_key, upload_key
from datainsight.services.plan_analysis import Plan, PlannedAnalysis, plan_once
from tests.unit.services.arranging import DATASET, plan, request_for, the_progress, uploaded
from tests.unit.services.fakes import OTHER_WORKSPACE, WORKSPACE, MemoryPorts


@pytest.fixture
def world() -> MemoryPorts:
    return MemoryPorts()


def remembering() -> "dict[str, PlannedAnalysis]":
    return {}


def once_in(memory: dict[str, PlannedAnalysis], plan: Plan) -> Plan:
    def remembered(identity: AnalysisIdentity) -> PlannedAnalysis:
        if identity.analysis_id not in memory:
            memory[identity.analysis_id] = plan(identity)
        return memory[identity.analysis_id]

    return remembered


def test_leaves_what_the_next_stages_read(world: MemoryPorts) -> None:
    uploaded(world)
    planned = plan(world, request_for(world)).plan
    assert not planned.is_duplicate
    shards = json.loads(world.objects.get(planned.shards_key))
    assert [shard["index"] for shard in shards] == list(range(planned.shard_count)) == [0]
    source = json.loads(world.objects.get(planned.shards_key.replace("shards", "source")))
    assert source["columns"] == ["id", "city"]
    progress = the_progress(world)
    assert (progress.status, progress.stage, progress.shards_total) == (
        AnalysisStatus.RUNNING,
        Stage.PROFILE,
        1,
    )


def test_notes_the_upload_in_the_catalog(world: MemoryPorts) -> None:
    uploaded(world)
    planned = plan(world, request_for(world)).plan
    row = world.catalog.rows[DATASET]
    assert (row.status, row.latest_analysis_id) == (DatasetStatus.UPLOADED, planned.analysis.analysis_id)
    assert row.etag == planned.analysis.etag
    assert world.catalog.outcomes[planned.analysis.analysis_id].status == "running"


def test_the_second_execution_is_a_duplicate_and_a_retry_is_not(world: MemoryPorts) -> None:
    uploaded(world)
    memory = remembering()
    first = request_for(world, "execution:1")
    once = lambda plan: once_in(memory, plan)  # noqa: E731 - reads better where it is used
    planned = plan_once(first, ports=world, once=once)
    assert plan_once(first, ports=world, once=once) == planned
    second = plan_once(request_for(world, "execution:2"), ports=world, once=once)
    assert second == planned.model_copy(update={"is_duplicate": True})


@pytest.mark.parametrize("is_deleted", [False, True])
def test_who_stops_it_while_it_is_planned_gets_everything_back(
    world: MemoryPorts, monkeypatch: pytest.MonkeyPatch, is_deleted: bool
) -> None:
    uploaded(world)
    plan_of = world.catalog.plan_of

    def meanwhile(workspace_id: str) -> WorkspacePlan:
        """Between the claim and what is set aside."""
        analysis_id = the_progress(world).analysis_id
        if is_deleted:
            delete_dataset(
                DATASET,
                workspace_id=WORKSPACE,
                catalog=world.catalog,
                objects=world.objects,
                analyses=world.analyses,
                workflow=world.workflow,
                cleanings=world.cleanings,
                cleaning_workflow=world.cleaning_workflow,
                usage=world.usage,
            )
        else:
            cancel_analysis(analysis_id, workspace_id=WORKSPACE, ports=world)
        return plan_of(workspace_id)

    monkeypatch.setattr(world.catalog, "plan_of", meanwhile)
    with pytest.raises(ConflictError, match="ended already"):
        plan(world, request_for(world))
    assert world.usage.reserved == {}
    assert set(world.usage.committed.values()) <= {0}


def test_the_progress_remembers_longer_than_the_plan(world: MemoryPorts) -> None:
    uploaded(world)
    for execution_id, is_duplicate in (("execution:1", False), ("execution:2", True), ("execution:1", False)):
        forgetful = plan_once(
            request_for(world, execution_id), ports=world, once=lambda plan: once_in(remembering(), plan)
        )
        assert forgetful.is_duplicate is is_duplicate


@pytest.mark.parametrize(
    "change", [{"attempt": 1}, {"goal": Goal.PRIVACY, "trigger": "api"}, {"execution_id": "execution:3"}]
)
def test_the_identity_decides_the_id(world: MemoryPorts, change: dict[str, object]) -> None:
    uploaded(world)
    first = plan(world, request_for(world)).plan.analysis
    second = plan(world, request_for(world).model_copy(update=change)).plan.analysis
    assert (first.analysis_id == second.analysis_id) is ("execution_id" in change)


def test_an_upload_is_analysed_for_the_goal_it_was_announced_with(world: MemoryPorts) -> None:
    uploaded(world, goal=Goal.ML_PREPARATION)
    assert plan(world, request_for(world)).plan.analysis.goal is Goal.ML_PREPARATION
    asked = request_for(world, "execution:api", trigger="api", goal=Goal.PRIVACY)
    assert plan(world, asked).plan.analysis.goal is Goal.PRIVACY


def test_no_etag_means_what_is_there(world: MemoryPorts) -> None:
    uploaded(world)
    assert plan(world, request_for(world, etag="")).plan == plan(world, request_for(world)).plan


def test_a_file_that_was_deleted_in_between(world: MemoryPorts) -> None:
    dataset = uploaded(world)
    request = request_for(world)
    world.objects.delete_below(dataset.object_key)
    with pytest.raises(SourceNotFoundError, match=r"orders\.csv: The uploaded file was deleted .* Upload it"):
        plan(world, request)
    cause = the_progress(world).noted_cause
    assert cause is not None
    assert (cause.code, cause.stage) == ("source_not_found", Stage.PLAN)


def test_a_file_that_was_replaced_in_between(world: MemoryPorts) -> None:
    dataset = uploaded(world)
    request = request_for(world)
    world.objects.put(dataset.object_key, b"other,content\n1,2\n", "text/csv")
    with pytest.raises(SourceNotFoundError, match="replaced"):
        plan(world, request)


def test_a_dataset_that_was_deleted_in_between(world: MemoryPorts) -> None:
    uploaded(world)
    request = request_for(world)
    world.catalog.delete_dataset(WORKSPACE, DATASET)
    with pytest.raises(SourceNotFoundError, match="dataset"):
        plan(world, request)
    assert world.analyses.items == {}


def test_a_file_larger_than_announced_is_refused(world: MemoryPorts, monkeypatch: pytest.MonkeyPatch) -> None:
    uploaded(world)
    monkeypatch.setitem(plans.LARGEST_UPLOAD, world.catalog.plan_of(WORKSPACE), 10)
    with pytest.raises(RefusedError, match="larger"):
        plan(world, request_for(world))


@pytest.mark.parametrize("body", [b"", b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 20])
def test_what_is_no_table_is_unreadable(world: MemoryPorts, body: bytes) -> None:
    uploaded(world, body)
    with pytest.raises(UnreadableError):
        plan(world, request_for(world))
    cause = the_progress(world).noted_cause
    assert cause is not None
    assert cause.code == "unreadable"


@pytest.mark.parametrize(
    "key",
    [
        "uploads/x/y/z.csv",
        f"uploads/{WORKSPACE}/z.csv",
        f"uploads/{WORKSPACE}/{DATASET}/",
        f"uploads/{WORKSPACE}/{DATASET}/a/b.csv",
        f"results/{WORKSPACE}/{DATASET}/z.csv",
        f"uploads/{WORKSPACE.upper()}x/{DATASET}/z.csv",
    ],
)
def test_foreign_keys_are_nobodys(key: str) -> None:
    with pytest.raises(SourceNotFoundError):
        parse_upload_key(key)


def test_keys_lead_back_to_where_they_came_from() -> None:
    assert parse_upload_key(upload_key(OTHER_WORKSPACE, DATASET, "Umsätze 2026.csv")) == (
        OTHER_WORKSPACE,
        DATASET,
        "Umsätze 2026.csv",
    )
