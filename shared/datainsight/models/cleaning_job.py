"""A dataset's file that is repaired by the service: what was asked for, and how far it is."""

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from datainsight.models.analysis import AnalysisStatus, FailureCause
from datainsight.models.base import Frozen
from datainsight.models.muting import MuteRule


class TableFormat(StrEnum):
    """What a cleaned table can be."""

    CSV = "csv"
    PARQUET = "parquet"


class CleaningReference(Frozen):
    """Everything that names a cleaning."""

    workspace_id: str
    dataset_id: str
    analysis_id: str
    cleaning_id: str


class CleaningRequest(Frozen):
    """The state machine's input."""

    cleaning: CleaningReference


class CleaningFailureRequest(Frozen):
    """From a Catch, or from an execution that was ended from outside."""

    cleaning: CleaningReference
    error: str = Field(default="Unknown")
    cause: str = ""


class CleaningOrder(Frozen):
    """What is to be done; too large for an item of the table where there are many repairs.

    Attributes:
        source_key: Of the file.
        source_name: Its name.
        etag: Its version.
        sheet: Which part of it the analysis was of; None where it said none.
        size_bytes: As stored.
        recommendation_ids: The repairs, those that contradict each other included.
        keeps_order: Whether they are made in that order.
        mutes: Rules of the workspace when it was asked for: what they mute needs no review.
        format: Of the cleaned file.
        is_for_spreadsheet: Whether cells of the cleaned file that a spreadsheet would calculate become text.
        saved_name: File name of the dataset that the cleaned file becomes; None where it becomes none.
    """

    source_key: str
    source_name: str
    etag: str
    sheet: str | None = None
    size_bytes: int
    recommendation_ids: tuple[str, ...]
    keeps_order: bool = False
    mutes: tuple[MuteRule, ...] = ()
    format: TableFormat = TableFormat.CSV
    is_for_spreadsheet: bool = False
    saved_name: str | None = None


class CleaningJob(Frozen):
    """How far a cleaning is; kept in DynamoDB.

    Attributes:
        cleaning_id: UUID.
        workspace_id: The tenant.
        dataset_id: Whose file.
        analysis_id: Whose recommendations.
        status: As that of an analysis.
        format: Of the cleaned file.
        recommendation_count: How many repairs were asked for.
        size_bytes: Of the file that is cleaned, as stored.
        bytes_done: How much of it was read; what has no borders inside, as a workbook, is read at once.
        saved_dataset_id: The dataset that the cleaned file becomes; None where it becomes none.
        started_at: When it was asked for.
        updated_at: When it last said something.
        completed_at: When it ended.
        failure: Why it failed, if it did.
        execution_id: Who does it.
        attempt: Counts the tries, from 0.
    """

    cleaning_id: str
    workspace_id: str
    dataset_id: str
    analysis_id: str
    status: AnalysisStatus
    format: TableFormat
    recommendation_count: int
    size_bytes: int
    bytes_done: int = 0
    saved_dataset_id: str | None = None
    started_at: datetime
    updated_at: datetime
    completed_at: datetime | None = None
    failure: FailureCause | None = None
    execution_id: str = ""
    attempt: int = 0

    @property
    def reference(self) -> CleaningReference:
        """Its name."""
        return CleaningReference(
            workspace_id=self.workspace_id,
            dataset_id=self.dataset_id,
            analysis_id=self.analysis_id,
            cleaning_id=self.cleaning_id,
        )


class CleaningResult(Frozen):
    """What the worker leaves behind, for its log."""

    cleaning_id: str
    row_count: int
