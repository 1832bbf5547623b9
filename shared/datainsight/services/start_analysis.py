"""A user asks for an analysis: the one that exists, or a new one."""

from itertools import count

from datainsight.errors import ConflictError
from datainsight.models.analysis import (
    AnalysisOptions,
    AnalysisProgress,
    AnalysisReference,
    AnalysisStatus,
    StoredDataset,
)
from datainsight.models.events import ExecutionInput
from datainsight.models.issue import Goal
from datainsight.services.analysis_status import without_ghost
from datainsight.services.budget_notices import telling_of_budget
from datainsight.services.get_dataset import get_dataset
from datainsight.services.identity import AnalysisIdentity
from datainsight.services.measured_before import Measured, measured_before
from datainsight.services.metering import release_job, reserve_analysis
from datainsight.services.ports import Ports, StoredObject


def start_analysis(
    dataset_id: str,
    goal: Goal | None,
    options: AnalysisOptions | None = None,
    *,
    workspace_id: str,
    key_id: str | None = None,
    ports: Ports,
) -> AnalysisProgress:
    """Finds the analysis of the present content for that goal and with those options, or starts it.

    One that failed or was cancelled is tried again. Where the content was measured for another goal, the
    measurements are judged anew at once.

    Args:
        dataset_id: What to analyse.
        goal: What for; None takes the goal that the upload named.
        options: How to measure it; None takes what the upload said.
        workspace_id: The tenant.
        key_id: Of the API key that asks, if one does.
        ports: The outside world.

    Raises:
        NotFoundError: The workspace has no such dataset.
        ConflictError: Its file has not been uploaded.
        BudgetExceededError: It would cost more than a month's budget leaves.
        QuotaExceededError: The day's quota is used up.
    """
    dataset = get_dataset(dataset_id, workspace_id=workspace_id, catalog=ports.catalog, objects=ports.objects)
    stored = ports.objects.find(dataset.object_key)
    if stored is None:
        raise ConflictError(
            "The file of this dataset has not been uploaded.",
            where="#/dataset_id",
            remedy="Send it to the URL that the upload request returned, then start again.",
        )
    for attempt in count():
        identity = AnalysisIdentity(
            workspace_id=workspace_id,
            dataset_id=dataset_id,
            etag=stored.etag,
            goal=goal or dataset.goal,
            options=dataset.options if options is None else options,
            attempt=attempt,
        )
        progress = _existing(identity, ports=ports)
        if progress is None:
            return _start(identity, dataset, stored, key_id=key_id, ports=ports)
        if progress.status not in {AnalysisStatus.FAILED, AnalysisStatus.CANCELLED}:
            return progress
    raise AssertionError  # count() does not end


def _existing(identity: AnalysisIdentity, *, ports: Ports) -> AnalysisProgress | None:
    progress = ports.analyses.get(identity.workspace_id, identity.analysis_id)
    if progress is None:
        return None
    return without_ghost(progress, ports=ports)


def _start(
    identity: AnalysisIdentity,
    dataset: StoredDataset,
    stored: StoredObject,
    *,
    key_id: str | None,
    ports: Ports,
) -> AnalysisProgress:
    at = ports.now()
    progress = AnalysisProgress(
        analysis_id=identity.analysis_id,
        workspace_id=identity.workspace_id,
        dataset_id=identity.dataset_id,
        goal=identity.goal,
        options=identity.options,
        status=AnalysisStatus.QUEUED,
        started_at=at,
        updated_at=at,
        etag=identity.etag,
        attempt=identity.attempt,
        execution_id=ports.workflow.execution_id(identity.analysis_id),
    )
    reference = identity.reference(bucket=ports.objects.bucket, key=dataset.object_key, name=dataset.name)
    measured = measured_before(identity, ports=ports)
    if measured is not None:
        return _judge(progress, reference, measured, key_id=key_id, ports=ports)
    with telling_of_budget(
        identity.workspace_id, ledger=ports.usage, announcer=ports.announcer, now=ports.now
    ):
        reserve_analysis(
            reference,
            stored.size_bytes,
            key_id=key_id,
            plan=ports.catalog.plan_of(identity.workspace_id),
            ledger=ports.usage,
            now=ports.now,
        )
    ports.catalog.begin_analysis(reference, identity.attempt, at)
    if ports.analyses.queue(progress):
        ports.workflow.start(
            identity.analysis_id,
            ExecutionInput(
                trigger="api",
                bucket=ports.objects.bucket,
                key=dataset.object_key,
                etag=stored.etag,
                goal=identity.goal,
                options=identity.options,
                attempt=identity.attempt,
            ),
        )
    found = ports.analyses.get(identity.workspace_id, identity.analysis_id)
    if found is not None and found.status is AnalysisStatus.CANCELLED:
        # Somebody else began it, and it was stopped before what was set aside here could be given back.
        release_job(identity.workspace_id, identity.analysis_id, ledger=ports.usage)
    return found or progress


def _judge(
    progress: AnalysisProgress,
    reference: AnalysisReference,
    measured: Measured,
    *,
    key_id: str | None,
    ports: Ports,
) -> AnalysisProgress:
    from datainsight.services.judge_again import judge_again  # noqa: PLC0415 - most starts measure

    ports.catalog.begin_analysis(reference, progress.attempt, ports.now())
    if not ports.analyses.queue(progress):  # another request is at it
        return ports.analyses.get(progress.workspace_id, progress.analysis_id) or progress
    return judge_again(reference, measured, key_id=key_id, ports=ports)
