"""What the service stores about a dataset and an analysis of it."""

from datetime import datetime
from enum import StrEnum

from datainsight.models.base import Frozen
from datainsight.models.issue import Goal


class DatasetStatus(StrEnum):
    """Life of an uploaded file."""

    AWAITING_UPLOAD = "awaiting_upload"
    UPLOADED = "uploaded"


class AnalysisOptions(Frozen):
    """How a file is measured, where not as usual.

    Attributes:
        sheet: Of a workbook, the member of an archive, or the key of the records of a JSON document.
        longest_determinant: Most columns in a key or on the left side of a dependency. Where it is given,
            more rows than usual are compared.
    """

    sheet: str | None = None
    longest_determinant: int | None = None


class StoredDataset(Frozen):
    """A row of `datasets`."""

    dataset_id: str
    workspace_id: str
    name: str
    object_key: str
    size_bytes: int | None = None
    etag: str | None = None
    status: DatasetStatus
    created_at: datetime
    latest_analysis_id: str | None = None
    goal: Goal = Goal.GENERAL_AUDIT
    """What the analysis that the upload starts is for."""
    options: AnalysisOptions = AnalysisOptions()
    """How that analysis measures the file."""
    parent_dataset_id: str | None = None
    """The dataset that it was made of, by cleaning; that may be gone."""
    created_by: str | None = None
    """Id of the user who brought it; None where an API key did, or somebody who left for good."""


class AnalysisStatus(StrEnum):
    """Life of an analysis."""

    QUEUED = "queued"
    RUNNING = "running"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_open(self) -> bool:
        """Whether the outcome is still to come."""
        return self in {AnalysisStatus.QUEUED, AnalysisStatus.RUNNING}


class Stage(StrEnum):
    """States of the pipeline, in order."""

    PLAN = "plan"
    PROFILE = "profile"
    COMBINE = "combine"
    INSIGHT = "insight"
    CODEGEN = "codegen"
    CONCLUDE = "conclude"


class AnalysisReference(Frozen):
    """Everything a stage needs to find the analysis it works for; travels through the state machine."""

    workspace_id: str
    dataset_id: str
    analysis_id: str
    goal: Goal = Goal.GENERAL_AUDIT
    options: AnalysisOptions = AnalysisOptions()
    bucket: str
    key: str
    etag: str
    name: str


class FailureCause(Frozen):
    """Why an analysis failed, readable. `code` is one of `services.failure_causes`."""

    code: str
    message: str
    stage: Stage | None = None


class AnalysisProgress(Frozen):
    """What a page needs at once: kept in DynamoDB, so a sleeping database is not seen by the user."""

    analysis_id: str
    workspace_id: str
    dataset_id: str
    goal: Goal
    options: AnalysisOptions = AnalysisOptions()
    status: AnalysisStatus
    stage: Stage | None = None
    shards_total: int | None = None
    shards_done: int = 0
    started_at: datetime
    updated_at: datetime
    completed_at: datetime | None = None
    failure: FailureCause | None = None
    etag: str = ""
    attempt: int = 0
    execution_id: str | None = None
    """The execution that owns the work: no other one may change the outcome."""
    noted_cause: FailureCause | None = None
    """What a stage said when it raised: a Distributed Map hides the errors of its items."""


class AnalysisSummary(Frozen):
    """An analysis in a list.

    Attributes:
        analysis_id: UUID.
        dataset_id: Whose.
        dataset_name: Name of its file.
        goal: What it was for.
        status: Where it stands.
        stage: Of an open one.
        shards_total: Of an open one, once planned.
        shards_done: Of an open one.
        started_at: When.
        completed_at: When it ended; None while it is open.
        quality_score: 0 to 100; what follows is None, too, unless it is completed.
        row_count: Of the table.
        column_count: Of the table.
        issue_count: What was found.
        failure: Why it failed, if it did.
    """

    analysis_id: str
    dataset_id: str
    dataset_name: str
    goal: Goal
    status: AnalysisStatus
    stage: Stage | None = None
    shards_total: int | None = None
    shards_done: int = 0
    started_at: datetime
    completed_at: datetime | None = None
    quality_score: float | None = None
    row_count: int | None = None
    column_count: int | None = None
    issue_count: int | None = None
    failure: FailureCause | None = None
