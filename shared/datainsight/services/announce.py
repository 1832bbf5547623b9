"""What is announced. Ids follow from what happened, so that telling twice is telling once."""

import uuid

from datainsight.models.analysis import AnalysisProgress, FailureCause
from datainsight.models.cleaning import CleaningReport
from datainsight.models.cleaning_job import CleaningJob
from datainsight.models.document import ProfileDocument
from datainsight.models.webhook import Announcement, WebhookEvent

_NAMESPACE = uuid.UUID("8f2b8a3e-7a0c-4f0e-9a53-2b6c3f5d1e77")


def announcement_id(event: WebhookEvent, subject: str) -> str:
    """The id of what happened to something.

    Args:
        event: What happened.
        subject: To what: an id, and more where it can happen again.
    """
    return str(uuid.uuid5(_NAMESPACE, f"{event}:{subject}"))


def analysis_completed(progress: AnalysisProgress, document: ProfileDocument) -> Announcement:
    """An analysis has results."""
    found: dict[str, object] = {
        "quality_score": document.quality.score if document.quality else None,
        "issue_count": len(document.issues),
        "row_count": document.dataset.row_count,
    }
    return _of_analysis(WebhookEvent.ANALYSIS_COMPLETED, progress, found)


def analysis_failed(progress: AnalysisProgress, cause: FailureCause) -> Announcement:
    """An analysis ended without results."""
    return _of_analysis(WebhookEvent.ANALYSIS_FAILED, progress, {"failure": cause.model_dump(mode="json")})


def dataset_cleaned(job: CleaningJob, report: CleaningReport) -> Announcement:
    """A file was repaired."""
    return Announcement(
        announcement_id=announcement_id(WebhookEvent.DATASET_CLEANED, job.cleaning_id),
        type=WebhookEvent.DATASET_CLEANED,
        workspace_id=job.workspace_id,
        at=job.completed_at or job.updated_at,
        data={
            "dataset_id": job.dataset_id,
            "analysis_id": job.analysis_id,
            "cleaning_id": job.cleaning_id,
            "format": job.format.value,
            "saved_dataset_id": job.saved_dataset_id,
            "row_count_before": report.row_count_before,
            "row_count_after": report.row_count_after,
            "cells_changed": sum(each.cells_changed for each in report.repairs),
            "repair_count": len(report.repairs),
        },
    )


def _of_analysis(event: WebhookEvent, progress: AnalysisProgress, more: dict[str, object]) -> Announcement:
    return Announcement(
        announcement_id=announcement_id(event, progress.analysis_id),
        type=event,
        workspace_id=progress.workspace_id,
        at=progress.completed_at or progress.updated_at,
        data={
            "analysis_id": progress.analysis_id,
            "dataset_id": progress.dataset_id,
            "goal": progress.goal.value,
            **more,
        },
    )
