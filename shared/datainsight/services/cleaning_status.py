"""How far a cleaning is, and what it left; one whose execution is gone is not left running."""

from collections.abc import Callable
from datetime import datetime, timedelta

from datainsight.errors import (
    CleaningCancelledError,
    CleaningFailedError,
    CleaningRunningError,
    NotFoundError,
)
from datainsight.models.analysis import AnalysisStatus
from datainsight.models.base import Frozen
from datainsight.models.cleaning import CleaningReport
from datainsight.models.cleaning_job import CleaningFailureRequest, CleaningJob, TableFormat
from datainsight.services import object_keys
from datainsight.services.fail_cleaning import fail_cleaning
from datainsight.services.failure_causes import INTERRUPTED
from datainsight.services.ports import ExecutionState, Ports
from datainsight.services.waiting import wait_for_news

QUIET = timedelta(seconds=10)
"""An execution that said something this recently is taken to be alive."""

LINK_SECONDS = 3600
REPORT = "report.json"
CHANGES = "changes.csv"
UNDO = "undo.jsonl"
QUARANTINE = "quarantine.csv"

MEDIA_TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".parquet": "application/vnd.apache.parquet",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
}


class Download(Frozen):
    """A file to fetch.

    Attributes:
        kind: "cleaned", "changes", "quarantine", "undo" or "report".
        file_name: What to call it.
        media_type: What it is.
        size_bytes: How large.
        url: Presigned.
        expires_at: After that the URL is refused.
    """

    kind: str
    file_name: str
    media_type: str
    size_bytes: int
    url: str
    expires_at: datetime


class CleaningOutcome(Frozen):
    """What a cleaning changed, and where its files are.

    Attributes:
        cleaning_id: Which one.
        saved_dataset_id: The dataset that the cleaned file became, if it became one.
        row_count_before: Rows read.
        row_count_after: Rows written.
        cells_changed: Of all repairs together.
        columns_removed: Names.
        repair_count: Repairs that were made.
        quarantined_row_count: Rows that were taken out; they are in the quarantine file.
        review_row_count: Rows that stay but are in that file too, as they hold what no repair should guess.
        left_out: Repairs that contradict others, and why, by their ids.
        moved: Repairs that were made earlier than the given order says, and why, by their ids.
        withheld_recommendation_ids: Repairs left out as their code would spell out personal data.
        downloads: The files, with links that are good for an hour.
    """

    cleaning_id: str
    saved_dataset_id: str | None
    row_count_before: int
    row_count_after: int
    cells_changed: int
    columns_removed: tuple[str, ...]
    repair_count: int
    quarantined_row_count: int
    review_row_count: int
    left_out: dict[str, str]
    moved: dict[str, str]
    withheld_recommendation_ids: tuple[str, ...]
    downloads: tuple[Download, ...]


def cleaned_name(table_format: TableFormat) -> str:
    """Name of the cleaned file among the results."""
    return f"cleaned.{table_format}"


def cleaning_status(dataset_id: str, cleaning_id: str, *, workspace_id: str, ports: Ports) -> CleaningJob:
    """The present state.

    Raises:
        NotFoundError: The dataset has no such cleaning.
    """
    job = ports.cleanings.get(workspace_id, dataset_id, cleaning_id)
    if job is None:
        raise NotFoundError("There is no such cleaning.", where=cleaning_id)
    return without_ghost(job, ports=ports)


def await_cleaning(
    dataset_id: str,
    cleaning_id: str,
    *,
    seconds: float,
    is_news: Callable[[CleaningJob], bool],
    workspace_id: str,
    ports: Ports,
) -> CleaningJob:
    """The present state, as soon as it is news, or the cleaning has ended, or the time is up.

    Raises:
        NotFoundError: The dataset has no such cleaning (any more).
    """
    return wait_for_news(
        lambda: cleaning_status(dataset_id, cleaning_id, workspace_id=workspace_id, ports=ports),
        lambda job: not job.status.is_open or is_news(job),
        seconds=seconds,
        now=ports.now,
        pause=ports.pause,
    )


def without_ghost(job: CleaningJob, *, ports: Ports) -> CleaningJob:
    """Fails one that claims to run while its execution does not, as after a crash of the stack."""
    if not job.status.is_open or ports.now() - job.updated_at < QUIET:
        return job
    if ports.cleaning_workflow.state(job.execution_id) is ExecutionState.RUNNING:
        return job
    fail_cleaning(CleaningFailureRequest(cleaning=job.reference, error=INTERRUPTED.code), ports=ports)
    return ports.cleanings.get(job.workspace_id, job.dataset_id, job.cleaning_id) or job


def cleaning_outcome(
    dataset_id: str, cleaning_id: str, *, workspace_id: str, ports: Ports
) -> CleaningOutcome:
    """What a finished cleaning left.

    Raises:
        NotFoundError: The dataset has no such cleaning.
        ConflictError: It runs, failed, or was cancelled.
    """
    job = cleaning_status(dataset_id, cleaning_id, workspace_id=workspace_id, ports=ports)
    if job.status is AnalysisStatus.FAILED:
        reason = job.failure.message if job.failure else "The cause is not known."
        raise CleaningFailedError("The cleaning failed, so it has no results.", remedy=reason)
    if job.status is AnalysisStatus.CANCELLED:
        raise CleaningCancelledError("The cleaning was cancelled.", remedy="Start it again.")
    if job.status is not AnalysisStatus.COMPLETED:
        raise CleaningRunningError(
            "The file is still being cleaned.", remedy="Ask for the status until it is completed."
        )
    key = object_keys.cleaning_report_key(job.reference)
    report = CleaningReport.model_validate_json(ports.objects.get(key))
    return CleaningOutcome(
        cleaning_id=cleaning_id,
        saved_dataset_id=job.saved_dataset_id,
        row_count_before=report.row_count_before,
        row_count_after=report.row_count_after,
        cells_changed=sum(each.cells_changed for each in report.repairs),
        columns_removed=report.columns_removed,
        repair_count=len(report.repairs),
        quarantined_row_count=report.quarantined_row_count or 0,
        review_row_count=report.review_row_count or 0,
        left_out=report.left_out,
        moved=report.moved,
        withheld_recommendation_ids=report.withheld_recommendation_ids,
        downloads=tuple(downloads(job, report.name, ports=ports)),
    )


def downloads(job: CleaningJob, source_name: str, *, ports: Ports) -> list[Download]:
    """The files that a cleaning left, with links; none where it left none."""
    stem = source_name.split(".", 1)[0] or "table"
    kinds = {
        "cleaned": cleaned_name(job.format),
        "changes": CHANGES,
        "quarantine": QUARANTINE,
        "undo": UNDO,
        "report": REPORT,
    }
    expires_at = ports.now() + timedelta(seconds=LINK_SECONDS)
    found: list[Download] = []
    for kind, name in kinds.items():
        key = object_keys.cleaning_file_key(job.reference, name)
        stored = ports.objects.find(key)
        if stored is None:
            continue
        media_type, file_name = MEDIA_TYPES[name[name.index(".") :]], f"{stem}-{name}"
        url = ports.objects.download_url(
            key, content_type=media_type, seconds=LINK_SECONDS, file_name=file_name
        )
        found.append(
            Download(
                kind=kind,
                file_name=file_name,
                media_type=media_type,
                size_bytes=stored.size_bytes,
                url=url,
                expires_at=expires_at,
            )
        )
    return found
