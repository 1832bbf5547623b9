"""What the use cases need of the outside world. `adapters` implements it with AWS, the tests with memory."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import BinaryIO, Protocol

from datainsight.models.analysis import (
    AnalysisProgress,
    AnalysisReference,
    AnalysisSummary,
    FailureCause,
    Stage,
    StoredDataset,
)
from datainsight.models.base import Frozen
from datainsight.models.document import ProfileDocument
from datainsight.models.events import ContractCheckRequest, PrintRequest
from datainsight.models.recommendation import Recommendation
from datainsight.models.upload import (
    ArrivedPart,
    CompletedPart,
    MultipartUpload,
    SignedPart,
    SingleUpload,
    WorkspacePlan,
)
from datainsight.models.webhook import Announcement
from datainsight.reading.source import ByteSource
from datainsight.services.choice_ports import ChoiceStore
from datainsight.services.cleaning_ports import CleaningStore
from datainsight.services.usage_ports import UsageLedger


class Clock(Protocol):
    """Tells the time."""

    def __call__(self) -> datetime:
        """Now, in UTC, whole milliseconds: what every store keeps exactly."""
        ...


@dataclass(frozen=True)
class StoredObject:
    """What is known of an object without reading it."""

    size_bytes: int
    etag: str


class ObjectStore(Protocol):
    """The bucket. Keys come from `object_keys` and hold the workspace."""

    @property
    def bucket(self) -> str:
        """Its name."""
        ...

    def find(self, key: str) -> StoredObject | None:
        """Size and version, None where there is no such object."""
        ...

    def get(self, key: str) -> bytes:
        """The content.

        Raises:
            SourceNotFoundError: There is no such object.
        """
        ...

    def put(self, key: str, body: bytes, content_type: str) -> None:
        """Writes or replaces an object."""
        ...

    def put_stream(self, key: str, content: BinaryIO, content_type: str) -> None:
        """The same, for what is larger than memory."""
        ...

    def source(self, key: str, *, name: str, stored: StoredObject) -> ByteSource:
        """A file to be read by ranges; reading raises SourceNotFoundError where that version is gone."""
        ...

    def single_upload(
        self,
        key: str,
        *,
        size_bytes: int,
        content_type: str | None,
        expires_at: datetime,
        sha256: str | None = None,
    ) -> SingleUpload:
        """A presigned request for the whole file; with `sha256` (hexadecimal) storage checks what arrives."""
        ...

    def multipart_upload(
        self,
        key: str,
        *,
        size_bytes: int,
        part_size_bytes: int,
        content_type: str | None,
        expires_at: datetime,
    ) -> MultipartUpload:
        """Begins an upload in parts."""
        ...

    def sign_parts(
        self, key: str, upload_id: str, sizes: Mapping[int, int], expires_at: datetime
    ) -> tuple[SignedPart, ...]:
        """Presigned requests for pieces of an unfinished upload, by their numbers and sizes."""
        ...

    def arrived_parts(self, key: str, upload_id: str) -> tuple[ArrivedPart, ...]:
        """What has come of an unfinished upload, in order.

        Raises:
            NotFoundError: There is no such upload.
        """
        ...

    def abort_multipart(self, key: str, upload_id: str) -> None:
        """Forgets an unfinished upload and its pieces.

        Raises:
            NotFoundError: There is no such upload.
        """
        ...

    def complete_multipart(self, key: str, upload_id: str, parts: Iterable[CompletedPart]) -> None:
        """Puts the parts together.

        Raises:
            ConflictError: Parts are missing or do not match what arrived.
            NotFoundError: There is no such upload.
        """
        ...

    def download_url(self, key: str, *, content_type: str, seconds: int, file_name: str | None = None) -> str:
        """A presigned GET; with `file_name` browsers save what comes under that name."""
        ...

    def delete_below(self, prefix: str) -> None:
        """Deletes all objects and unfinished uploads whose key begins so."""
        ...


class AnalysisStore(Protocol):
    """Progress and recommendations: what a page needs at once."""

    def queue(self, progress: AnalysisProgress) -> bool:
        """Stores a new analysis; False where it exists already."""
        ...

    def begin(self, progress: AnalysisProgress) -> AnalysisProgress:
        """Claims a new or queued analysis for `progress.execution_id`.

        Returns:
            What is stored afterwards: another `execution_id` means that somebody else was first.
        """
        ...

    def get(self, workspace_id: str, analysis_id: str) -> AnalysisProgress | None:
        """The present state, None where there is no such analysis."""
        ...

    def enter_stage(self, workspace_id: str, analysis_id: str, stage: Stage, at: datetime) -> None:
        """Tells that a stage began; nothing happens where the analysis is gone."""
        ...

    def expect_shards(self, workspace_id: str, analysis_id: str, total: int, at: datetime) -> None:
        """Tells how many shards there are to be measured."""
        ...

    def record_shard(self, workspace_id: str, analysis_id: str, index: int, at: datetime) -> None:
        """Counts a measured shard, once however often it is told.

        Raises:
            SourceNotFoundError: The analysis was deleted.
        """
        ...

    def note_cause(self, workspace_id: str, analysis_id: str, cause: FailureCause) -> None:
        """Keeps what a stage said when it raised; the outcome stays open, as it may be tried again."""
        ...

    def complete(self, workspace_id: str, analysis_id: str, at: datetime) -> AnalysisProgress:
        """Ends a running analysis well.

        Returns:
            What is stored afterwards: a failed one stays failed.

        Raises:
            SourceNotFoundError: The analysis was deleted.
        """
        ...

    def fail(self, progress: AnalysisProgress) -> AnalysisProgress:
        """Ends an analysis that is new, or open for `progress.execution_id`, with `progress.failure`.

        Returns:
            What is stored afterwards: an ended one, and one that another execution runs, stays as it is.
        """
        ...

    def cancel(self, workspace_id: str, analysis_id: str, at: datetime) -> AnalysisProgress | None:
        """Ends an open analysis at a user's wish.

        Returns:
            What is stored afterwards: an ended one stays as it is; None where there is none.
        """
        ...

    def delete(self, workspace_id: str, analysis_id: str) -> None:
        """Forgets everything about an analysis."""
        ...

    def save_recommendations(
        self, workspace_id: str, analysis_id: str, recommendations: tuple[Recommendation, ...]
    ) -> None:
        """Stores the repairs on offer."""
        ...

    def recommendations(self, workspace_id: str, analysis_id: str) -> tuple[Recommendation, ...]:
        """The repairs on offer; empty where none are stored."""
        ...


@dataclass(frozen=True)
class DatasetPage:
    """Some datasets, newest first, and where to go on (None at the end)."""

    datasets: tuple[StoredDataset, ...]
    next_cursor: str | None


class Catalog(Protocol):
    """The relational store: what lasts. Every call sees the rows of one workspace only."""

    def plan_of(self, workspace_id: str) -> WorkspacePlan:
        """What the workspace pays for.

        Raises:
            NotFoundError: There is no such workspace.
        """
        ...

    def add_dataset(self, dataset: StoredDataset) -> None:
        """Stores a new dataset."""
        ...

    def dataset(self, workspace_id: str, dataset_id: str) -> StoredDataset | None:
        """One dataset."""
        ...

    def datasets(self, workspace_id: str, *, limit: int, cursor: str | None) -> DatasetPage:
        """Newest first.

        Raises:
            UsageError: The cursor is not one that this method gave.
        """
        ...

    def mark_uploaded(self, workspace_id: str, dataset_id: str, stored: StoredObject) -> None:
        """The file is there."""
        ...

    def delete_dataset(self, workspace_id: str, dataset_id: str) -> None:
        """Deletes a dataset with its analyses."""
        ...

    def analysis_ids(self, workspace_id: str, dataset_id: str) -> tuple[str, ...]:
        """All analyses of a dataset, oldest first."""
        ...

    def begin_analysis(self, analysis: AnalysisReference, attempt: int, at: datetime) -> None:
        """Stores a running analysis as the latest of its dataset; does nothing the second time."""
        ...

    def complete_analysis(self, analysis: AnalysisReference, document: ProfileDocument, at: datetime) -> None:
        """Stores the outcome: score, columns and words. `document` is masked."""
        ...

    def fail_analysis(
        self, analysis: AnalysisReference, attempt: int, cause: FailureCause, at: datetime
    ) -> None:
        """Stores a failure; does nothing where the dataset is gone."""
        ...


@dataclass(frozen=True)
class AnalysisPage:
    """Some analyses, newest first, and where to go on (None at the end)."""

    analyses: tuple[AnalysisSummary, ...]
    next_cursor: str | None


class AnalysisHistory(Protocol):
    """The analyses of a workspace in the relational store."""

    def page(
        self, workspace_id: str, *, dataset_id: str | None, limit: int, cursor: str | None
    ) -> AnalysisPage:
        """Newest first, of one dataset or of all.

        Raises:
            UsageError: The cursor is not one that this method gave.
        """
        ...

    def cancel(self, workspace_id: str, analysis_id: str, at: datetime) -> None:
        """Somebody stopped it; a later outcome is not stored any more."""
        ...


class ExecutionState(StrEnum):
    """What became of an execution."""

    RUNNING = "running"
    ENDED = "ended"
    UNKNOWN = "unknown"


class Workflow(Protocol):
    """A state machine."""

    def execution_id(self, name: str) -> str:
        """The id that the execution of that name has or will have."""
        ...

    def start(self, name: str, execution_input: Frozen) -> str:
        """Starts an execution, once however often it is told; returns its id."""
        ...

    def state(self, execution_id: str) -> ExecutionState:
        """Whether it still runs."""
        ...

    def stop(self, execution_id: str, cause: str) -> None:
        """Stops it; nothing happens where it ended or is unknown."""
        ...


class ReportPrinter(Protocol):
    """Prints PDFs, where the packages for that are."""

    def print_report(self, request: PrintRequest) -> None:
        """Leaves the PDF at `object_keys.printed_key`.

        Raises:
            SourceNotFoundError: The analysis was deleted meanwhile.
            UnavailableError: It cannot be printed now.
        """
        ...


class ContractChecker(Protocol):
    """Runs the rules of a contract on a file, where the packages for that are."""

    def check(self, request: ContractCheckRequest) -> None:
        """Leaves the promises that hold at `object_keys.checked_promises_key`.

        Raises:
            SourceNotFoundError: The file or the analysis was deleted or replaced meanwhile.
            ContractRunningError: It takes longer than anybody waits, and goes on.
            UnavailableError: It cannot be done now.
        """
        ...


class Announcer(Protocol):
    """Tells whoever wants to hear what happened in a workspace."""

    def announce(self, announcement: Announcement) -> None:
        """Hands it over; telling twice is telling once.

        Raises:
            UnavailableError: It was not taken.
        """
        ...


class Ports(Protocol):
    """All of the above, as one argument for those who pass it on."""

    @property
    def objects(self) -> ObjectStore:
        """The bucket."""
        ...

    @property
    def analyses(self) -> AnalysisStore:
        """Progress."""
        ...

    @property
    def catalog(self) -> Catalog:
        """What lasts."""
        ...

    @property
    def history(self) -> AnalysisHistory:
        """Lists of analyses."""
        ...

    @property
    def usage(self) -> UsageLedger:
        """What is used and paid for."""
        ...

    @property
    def choices(self) -> ChoiceStore:
        """What users decided."""
        ...

    @property
    def workflow(self) -> Workflow:
        """The state machine that analyses."""
        ...

    @property
    def cleanings(self) -> CleaningStore:
        """How far files are that are cleaned."""
        ...

    @property
    def cleaning_workflow(self) -> Workflow:
        """The state machine that cleans."""
        ...

    @property
    def printer(self) -> ReportPrinter:
        """Prints PDFs."""
        ...

    @property
    def contract_checker(self) -> ContractChecker:
        """Runs the rules of contracts."""
        ...

    @property
    def announcer(self) -> Announcer:
        """Tells what happened."""
        ...

    @property
    def now(self) -> Clock:
        """The time."""
        ...

    def pause(self, seconds: float) -> None:
        """Waits."""
        ...
