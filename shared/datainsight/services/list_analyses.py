"""The analyses of a workspace."""

from datainsight.models.analysis import AnalysisSummary
from datainsight.services.analysis_status import without_ghost
from datainsight.services.ports import AnalysisPage, Ports


def list_analyses(
    *, workspace_id: str, dataset_id: str | None, limit: int, cursor: str | None, ports: Ports
) -> AnalysisPage:
    """A page of analyses, newest first; open ones say how far they are.

    Raises:
        UsageError: The cursor is not one that an earlier page gave.
    """
    page = ports.history.page(workspace_id, dataset_id=dataset_id, limit=limit, cursor=cursor)
    return AnalysisPage(
        tuple(_as_of_now(each, workspace_id, ports) for each in page.analyses), page.next_cursor
    )


def _as_of_now(summary: AnalysisSummary, workspace_id: str, ports: Ports) -> AnalysisSummary:
    if not summary.status.is_open:
        return summary
    progress = ports.analyses.get(workspace_id, summary.analysis_id)
    if progress is None:
        return summary
    present = without_ghost(progress, ports=ports)
    fields = {"status", "stage", "shards_total", "shards_done", "completed_at", "failure"}
    return summary.model_copy(update={name: getattr(present, name) for name in fields})
