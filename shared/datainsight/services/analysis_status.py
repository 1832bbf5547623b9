"""How far an analysis is; one whose execution is gone is not left running."""

from collections.abc import Callable
from datetime import timedelta

from datainsight.errors import NotFoundError
from datainsight.models.analysis import AnalysisProgress, AnalysisReference, StoredDataset
from datainsight.models.events import FailureRequest
from datainsight.services.failure_causes import INTERRUPTED
from datainsight.services.ports import ExecutionState, Ports
from datainsight.services.record_failure import record_failure
from datainsight.services.waiting import wait_for_news

QUIET = timedelta(seconds=10)
"""An execution that said something this recently is taken to be alive."""


def analysis_status(analysis_id: str, *, workspace_id: str, ports: Ports) -> AnalysisProgress:
    """The present state.

    Raises:
        NotFoundError: The workspace has no such analysis.
    """
    progress = ports.analyses.get(workspace_id, analysis_id)
    if progress is None:
        raise NotFoundError("There is no such analysis.", where=analysis_id)
    return without_ghost(progress, ports=ports)


def await_news(
    analysis_id: str,
    *,
    seconds: float,
    is_news: Callable[[AnalysisProgress], bool],
    workspace_id: str,
    ports: Ports,
) -> AnalysisProgress:
    """The present state, as soon as it is news, or the analysis has ended, or the time is up.

    Args:
        analysis_id: Whose.
        seconds: How long to wait at most.
        is_news: Whether the caller does not know this state yet.
        workspace_id: The tenant.
        ports: The outside world.

    Raises:
        NotFoundError: The workspace has no such analysis (any more).
    """
    return wait_for_news(
        lambda: analysis_status(analysis_id, workspace_id=workspace_id, ports=ports),
        lambda progress: not progress.status.is_open or is_news(progress),
        seconds=seconds,
        now=ports.now,
        pause=ports.pause,
    )


def without_ghost(progress: AnalysisProgress, *, ports: Ports) -> AnalysisProgress:
    """Fails an analysis that claims to run while its execution does not, as after a crash of the stack."""
    if not _is_ghost(progress, ports=ports):
        return progress
    dataset = ports.catalog.dataset(progress.workspace_id, progress.dataset_id)
    if dataset is None:
        return progress  # being deleted
    request = FailureRequest(
        analysis=_reference(progress, dataset, ports.objects.bucket),
        execution_id=progress.execution_id or "",
        error=INTERRUPTED.code,
    )
    record_failure(request, ports=ports)
    return ports.analyses.get(progress.workspace_id, progress.analysis_id) or progress


def _is_ghost(progress: AnalysisProgress, *, ports: Ports) -> bool:
    if not progress.status.is_open or progress.execution_id is None:
        return False
    if ports.now() - progress.updated_at < QUIET:
        return False
    return ports.workflow.state(progress.execution_id) is not ExecutionState.RUNNING


def _reference(progress: AnalysisProgress, dataset: StoredDataset, bucket: str) -> AnalysisReference:
    return AnalysisReference(
        workspace_id=progress.workspace_id,
        dataset_id=progress.dataset_id,
        analysis_id=progress.analysis_id,
        goal=progress.goal,
        options=progress.options,
        bucket=bucket,
        key=dataset.object_key,
        etag=progress.etag,
        name=dataset.name,
    )
