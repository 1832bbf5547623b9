"""An execution failed: say why, once, and never over a result."""

from datainsight.errors import SourceNotFoundError
from datainsight.models.analysis import (
    AnalysisProgress,
    AnalysisReference,
    AnalysisStatus,
    FailureCause,
    Stage,
)
from datainsight.models.events import FailureRequest
from datainsight.services.announce import analysis_failed
from datainsight.services.failure_causes import INTERRUPTED, cause_from_machine
from datainsight.services.metering import release_job
from datainsight.services.plan_analysis import identify, refer
from datainsight.services.ports import Ports


def record_failure(request: FailureRequest, *, ports: Ports) -> FailureCause | None:
    """Marks the analysis of an execution as failed, in both stores.

    The progress store decides: an analysis that is completed, or that another execution runs, stays as it is.

    Returns:
        The cause that is stored; None where there was nothing to fail.
    """
    analysis = _analysis(request, ports=ports)
    if analysis is None:
        return None
    before = ports.analyses.get(analysis.workspace_id, analysis.analysis_id)
    if ports.catalog.dataset(analysis.workspace_id, analysis.dataset_id) is None:
        ports.analyses.delete(analysis.workspace_id, analysis.analysis_id)  # what came after the deletion
        return None
    after = ports.analyses.fail(_failed(request, analysis, before, ports=ports))
    if (
        after.status is not AnalysisStatus.FAILED
        or after.execution_id != request.execution_id
        or not after.failure
    ):
        return None
    release_job(analysis.workspace_id, analysis.analysis_id, ledger=ports.usage)
    ports.catalog.fail_analysis(analysis, after.attempt, after.failure, after.completed_at or ports.now())
    ports.announcer.announce(analysis_failed(after, after.failure))
    return after.failure


def _analysis(request: FailureRequest, *, ports: Ports) -> AnalysisReference | None:
    if request.analysis is not None:
        return request.analysis
    if request.execution_input is None:
        return None
    try:
        identity = identify(request.execution_input, catalog=ports.catalog, objects=ports.objects)
    except SourceNotFoundError:
        return None  # no etag was given and the file is gone: no analysis ever had a name
    return refer(request.execution_input, identity)


def _failed(
    request: FailureRequest,
    analysis: AnalysisReference,
    before: AnalysisProgress | None,
    *,
    ports: Ports,
) -> AnalysisProgress:
    at = ports.now()
    return AnalysisProgress(
        analysis_id=analysis.analysis_id,
        workspace_id=analysis.workspace_id,
        dataset_id=analysis.dataset_id,
        goal=analysis.goal,
        status=AnalysisStatus.FAILED,
        stage=before.stage if before else Stage.PLAN,
        started_at=before.started_at if before else at,
        updated_at=at,
        completed_at=at,
        failure=_cause(request, before),
        etag=analysis.etag,
        attempt=_attempt(request, before),
        execution_id=request.execution_id,
    )


def _cause(request: FailureRequest, before: AnalysisProgress | None) -> FailureCause:
    said = cause_from_machine(request.error, request.cause, before.stage if before else Stage.PLAN)
    noted = before.noted_cause if before else None
    # A Distributed Map says only that too many items failed; the item itself noted what was wrong.
    return noted if noted is not None and said.code in {"internal", INTERRUPTED.code} else said


def _attempt(request: FailureRequest, before: AnalysisProgress | None) -> int:
    if before is not None:
        return before.attempt
    return request.execution_input.attempt if request.execution_input else 0
