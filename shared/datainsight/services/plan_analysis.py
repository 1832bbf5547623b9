"""First stage: find out which analysis is meant, understand the file, cut it into shards."""

from collections.abc import Callable

from pydantic import TypeAdapter

from datainsight.errors import ConflictError, RefusedError, SourceNotFoundError
from datainsight.models.analysis import AnalysisProgress, AnalysisReference, AnalysisStatus, Stage
from datainsight.models.base import Frozen
from datainsight.models.dataset import Shard, ShardGroup
from datainsight.models.events import ExecutionInput, PlanRequest, PlanResult
from datainsight.reading.split import TARGET_BYTES, split
from datainsight.services import object_keys, plans
from datainsight.services.budget_notices import telling_of_budget
from datainsight.services.described_source import described
from datainsight.services.identity import AnalysisIdentity
from datainsight.services.metering import release_job, reserve_analysis
from datainsight.services.ports import Catalog, ObjectStore, Ports, StoredObject
from datainsight.services.shard_groups import groups_of
from datainsight.services.stage_progress import noting_cause

_SHARDS = TypeAdapter(tuple[Shard, ...])
_GROUPS = TypeAdapter(tuple[ShardGroup, ...])


class PlannedAnalysis(Frozen):
    """A plan and whose it is."""

    execution_id: str
    plan: PlanResult


def identify(request: ExecutionInput, *, catalog: Catalog, objects: ObjectStore) -> AnalysisIdentity:
    """Which analysis an input means; the same answer in plan and in the failure handler.

    An upload carries no goal and options of its own: those of the dataset count. An empty etag means what is
    there now.

    Raises:
        SourceNotFoundError: The key is no upload's, or needs to be looked at and is gone.
    """
    upload = object_keys.parse_upload_key(request.key)
    goal, options = request.goal, request.options
    if request.trigger == "upload":
        dataset = catalog.dataset(upload.workspace_id, upload.dataset_id)
        goal, options = (dataset.goal, dataset.options) if dataset is not None else (goal, options)
    return AnalysisIdentity(
        workspace_id=upload.workspace_id,
        dataset_id=upload.dataset_id,
        etag=request.etag.strip('"') or _present(request.key, objects=objects).etag,
        goal=goal,
        options=options,
        attempt=request.attempt,
    )


def refer(request: ExecutionInput, identity: AnalysisIdentity) -> AnalysisReference:
    """What the later stages need."""
    name = object_keys.parse_upload_key(request.key).name
    return identity.reference(bucket=request.bucket, key=request.key, name=name)


Plan = Callable[[AnalysisIdentity], PlannedAnalysis]


def plan_once(
    request: PlanRequest, *, ports: Ports, once: Callable[[Plan], Plan], shard_bytes: int = TARGET_BYTES
) -> PlanResult:
    """Plans an analysis unless that was done before.

    Args:
        request: What came in.
        ports: The outside world.
        once: Makes a function remember its result by identity, across processes.
        shard_bytes: About how large a shard is to be.

    Returns:
        The plan; a duplicate where another execution made it. A retry of an execution gets the same plan.
    """
    identity = identify(request, catalog=ports.catalog, objects=ports.objects)
    planned = once(lambda identity: plan_analysis(request, identity, ports=ports, shard_bytes=shard_bytes))(
        identity
    )
    is_duplicate = planned.execution_id != request.execution_id
    return planned.plan.model_copy(update={"is_duplicate": is_duplicate})


def plan_analysis(
    request: PlanRequest, identity: AnalysisIdentity, *, ports: Ports, shard_bytes: int = TARGET_BYTES
) -> PlannedAnalysis:
    """Claims the analysis and plans it.

    Raises:
        ConflictError: This execution was stopped before it planned, or the analysis was cancelled.
        SourceNotFoundError: The file, this version of it, or its dataset is gone.
        UnreadableError: The file is no table.
        UsageError: It has no such sheet.
        RefusedError: It is larger than the workspace's plan allows, or unsafe.
        BudgetExceededError: It would cost more than a month's budget leaves.
        QuotaExceededError: The day's quota is used up.
    """
    analysis = refer(request, identity)
    if ports.catalog.dataset(analysis.workspace_id, analysis.dataset_id) is None:
        raise SourceNotFoundError("The dataset of this file was deleted.", where=analysis.name)
    owner = ports.analyses.begin(_running(analysis, identity, request.execution_id, ports=ports))
    if owner.execution_id != request.execution_id:
        return PlannedAnalysis(
            execution_id=owner.execution_id or "", plan=_result(analysis, owner.shards_total or 0, 0)
        )
    if not owner.status.is_open:
        raise ConflictError("The analysis has ended already.", where=analysis.name, remedy="Start it again.")
    with noting_cause(analysis, Stage.PLAN, analyses=ports.analyses):
        stored = _uploaded(analysis, identity, ports=ports)
        source = ports.objects.source(analysis.key, name=analysis.name, stored=stored)
        description = described(
            analysis.workspace_id,
            analysis.dataset_id,
            source,
            sheet=analysis.options.sheet,
            objects=ports.objects,
        )
        shards = split(source, description, shard_bytes)
    _write(object_keys.source_key(analysis), description.model_dump_json().encode(), ports=ports)
    _write(object_keys.shards_key(analysis), _SHARDS.dump_json(shards), ports=ports)
    groups = groups_of(len(shards))
    _write(object_keys.groups_key(analysis), _GROUPS.dump_json(groups), ports=ports)
    ports.analyses.expect_shards(analysis.workspace_id, analysis.analysis_id, len(shards), ports.now())
    plan = _result(analysis, len(shards), len(groups))
    return PlannedAnalysis(execution_id=request.execution_id, plan=plan)


def _running(
    analysis: AnalysisReference, identity: AnalysisIdentity, execution_id: str, *, ports: Ports
) -> AnalysisProgress:
    at = ports.now()
    return AnalysisProgress(
        analysis_id=analysis.analysis_id,
        workspace_id=analysis.workspace_id,
        dataset_id=analysis.dataset_id,
        goal=analysis.goal,
        options=analysis.options,
        status=AnalysisStatus.RUNNING,
        stage=Stage.PLAN,
        started_at=at,
        updated_at=at,
        etag=identity.etag,
        attempt=identity.attempt,
        execution_id=execution_id,
    )


def _uploaded(analysis: AnalysisReference, identity: AnalysisIdentity, *, ports: Ports) -> StoredObject:
    stored = _present(analysis.key, objects=ports.objects)
    if stored.etag != identity.etag:
        raise SourceNotFoundError(
            "This version of the file was replaced by another before it could be read.",
            where=analysis.name,
            remedy="The newer version has an analysis of its own.",
        )
    ports.catalog.mark_uploaded(analysis.workspace_id, analysis.dataset_id, stored)
    ports.catalog.begin_analysis(analysis, identity.attempt, ports.now())
    plan = ports.catalog.plan_of(analysis.workspace_id)
    largest = plans.LARGEST_UPLOAD[plan]
    if stored.size_bytes > largest:
        raise RefusedError(
            f"The file is larger than the {largest // plans.MEBIBYTE:,} MB that this plan takes.",
            where=analysis.name,
        )
    with telling_of_budget(
        analysis.workspace_id, ledger=ports.usage, announcer=ports.announcer, now=ports.now
    ):
        reserve_analysis(
            analysis, stored.size_bytes, key_id=None, plan=plan, ledger=ports.usage, now=ports.now
        )
    progress = ports.analyses.get(analysis.workspace_id, analysis.analysis_id)
    if progress is None or not progress.status.is_open:
        # It was stopped, or deleted, in between: what was set aside then came too early to be given back.
        release_job(analysis.workspace_id, analysis.analysis_id, ledger=ports.usage)
        raise ConflictError("The analysis has ended already.", where=analysis.name, remedy="Start it again.")
    return stored


def _present(key: str, *, objects: ObjectStore) -> StoredObject:
    stored = objects.find(key)
    if stored is None:
        raise SourceNotFoundError(
            "The uploaded file was deleted before it could be read.",
            where=key.rsplit("/", 1)[-1],
            remedy="Upload it again.",
        )
    return stored


def _write(key: str, body: bytes, *, ports: Ports) -> None:
    ports.objects.put(key, body, "application/json")


def _result(analysis: AnalysisReference, shard_count: int, group_count: int) -> PlanResult:
    return PlanResult(
        is_duplicate=False,
        analysis=analysis,
        shards_key=object_keys.shards_key(analysis),
        shard_count=shard_count,
        groups_key=object_keys.groups_key(analysis),
        group_count=group_count,
    )
