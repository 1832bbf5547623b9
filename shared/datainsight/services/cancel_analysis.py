"""A user stops an analysis."""

from datainsight.errors import ConflictError, NotFoundError
from datainsight.models.analysis import AnalysisProgress, AnalysisStatus
from datainsight.services.metering import release_job
from datainsight.services.ports import Ports


def cancel_analysis(analysis_id: str, *, workspace_id: str, ports: Ports) -> AnalysisProgress:
    """Ends an open analysis as cancelled; doing it again changes nothing.

    The progress store decides first, so that whatever the execution still does, or says when it is stopped,
    finds an analysis that has ended.

    Raises:
        NotFoundError: The workspace has no such analysis.
        ConflictError: It is completed, or failed.
    """
    progress = ports.analyses.cancel(workspace_id, analysis_id, ports.now())
    if progress is None:
        raise NotFoundError("There is no such analysis.", where=analysis_id)
    if progress.status is not AnalysisStatus.CANCELLED:
        raise ConflictError(f"The analysis is {progress.status} already, so it cannot be cancelled.")
    if progress.execution_id is not None:
        ports.workflow.stop(progress.execution_id, "The analysis was cancelled.")
    release_job(workspace_id, analysis_id, ledger=ports.usage)
    ports.history.cancel(workspace_id, analysis_id, progress.updated_at)
    return progress
