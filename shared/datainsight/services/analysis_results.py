"""What an analysis found, as it may be shown."""

from dataclasses import dataclass

from datainsight.errors import (
    AnalysisCancelledError,
    AnalysisFailedError,
    AnalysisRunningError,
    NotFoundError,
)
from datainsight.models.analysis import AnalysisProgress, AnalysisStatus
from datainsight.models.insight import Insight
from datainsight.models.recommendation import Recommendation
from datainsight.services import object_keys
from datainsight.services.ports import AnalysisStore, ObjectStore

LARGEST_REPLY = 5 * 1000 * 1000
"""Bytes; a Lambda's reply may have 6 MB, and text with many quotes grows on its way there."""

DOWNLOAD_SECONDS = 300


@dataclass(frozen=True)
class Content:
    """A result small enough to be sent."""

    body: bytes


@dataclass(frozen=True)
class Elsewhere:
    """A large result: where to fetch it, for a few minutes."""

    url: str


def finished(analysis_id: str, *, workspace_id: str, analyses: AnalysisStore) -> AnalysisProgress:
    """The progress of an analysis that has results.

    Raises:
        NotFoundError: The workspace has no such analysis.
        AnalysisRunningError: It is not ready.
        AnalysisFailedError: It failed.
        AnalysisCancelledError: It was cancelled.
    """
    progress = analyses.get(workspace_id, analysis_id)
    if progress is None:
        raise NotFoundError("There is no such analysis.", where=analysis_id)
    if progress.status is AnalysisStatus.FAILED:
        reason = progress.failure.message if progress.failure else "The cause is not known."
        raise AnalysisFailedError("The analysis failed, so it has no results.", remedy=reason)
    if progress.status is AnalysisStatus.CANCELLED:
        raise AnalysisCancelledError("The analysis was cancelled.", remedy="Start it again.")
    if progress.status is not AnalysisStatus.COMPLETED:
        raise AnalysisRunningError(
            "The analysis is still running.", remedy="Ask for its status until it is completed."
        )
    return progress


def profile_document(
    analysis_id: str, *, workspace_id: str, analyses: AnalysisStore, objects: ObjectStore
) -> Content | Elsewhere:
    """The profile as JSON.

    Raises:
        NotFoundError: The workspace has no such analysis.
        ConflictError: It is not ready, or failed.
    """
    finished(analysis_id, workspace_id=workspace_id, analyses=analyses)
    return stored_result(
        object_keys.profile_key(workspace_id, analysis_id), "application/json", objects=objects
    )


def report(
    analysis_id: str, *, workspace_id: str, analyses: AnalysisStore, objects: ObjectStore
) -> Content | Elsewhere:
    """The profile as a self-contained HTML page.

    Raises:
        NotFoundError: The workspace has no such analysis.
        ConflictError: It is not ready, or failed.
    """
    finished(analysis_id, workspace_id=workspace_id, analyses=analyses)
    return stored_result(
        object_keys.report_key(workspace_id, analysis_id), "text/html; charset=utf-8", objects=objects
    )


def insight(analysis_id: str, *, workspace_id: str, analyses: AnalysisStore, objects: ObjectStore) -> Insight:
    """The words.

    Raises:
        NotFoundError: The workspace has no such analysis.
        ConflictError: It is not ready, or failed.
    """
    finished(analysis_id, workspace_id=workspace_id, analyses=analyses)
    return Insight.model_validate_json(objects.get(object_keys.insight_key(workspace_id, analysis_id)))


def recommendations(
    analysis_id: str, *, workspace_id: str, analyses: AnalysisStore
) -> tuple[Recommendation, ...]:
    """The repairs on offer, in the order they should be applied.

    Raises:
        NotFoundError: The workspace has no such analysis.
        ConflictError: It is not ready, or failed.
    """
    finished(analysis_id, workspace_id=workspace_id, analyses=analyses)
    return analyses.recommendations(workspace_id, analysis_id)


def stored_result(
    key: str, content_type: str, *, objects: ObjectStore, largest_reply: int | None = None
) -> Content | Elsewhere:
    """A stored result, or where it is.

    Args:
        key: Of the object.
        content_type: For whoever fetches it.
        objects: The bucket.
        largest_reply: In bytes, instead of `LARGEST_REPLY`.

    Raises:
        SourceNotFoundError: There is no such object.
    """
    stored = objects.find(key)
    if stored is not None and stored.size_bytes > (largest_reply or LARGEST_REPLY):
        return Elsewhere(objects.download_url(key, content_type=content_type, seconds=DOWNLOAD_SECONDS))
    return Content(objects.get(key))
