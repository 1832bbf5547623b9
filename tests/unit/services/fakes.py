"""The outside world in memory: the contract tests hold these to the same promises as the AWS adapters."""

import hashlib
import io
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, BinaryIO

from datainsight.errors import ConflictError, NotFoundError, SourceNotFoundError, UsageError
from datainsight.models.analysis import (
    AnalysisProgress,
    AnalysisReference,
    AnalysisStatus,
    AnalysisSummary,
    DatasetStatus,
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
    UploadPart,
    WorkspacePlan,
)
from datainsight.models.webhook import Announcement
from datainsight.services.object_keys import (
    checked_promises_key,
    contract_prefix,
    printed_key,
    profile_key,
)
from datainsight.services.ports import AnalysisPage, DatasetPage, ExecutionState, StoredObject
from tests.unit.services.account_fakes import MemoryAccountPorts
from tests.unit.services.choice_fakes import MemoryChoices
from tests.unit.services.cleaning_fakes import MemoryCleanings
from tests.unit.services.connection_fakes import (
    MemoryBrowser,
    MemoryConnections,
    MemoryImports,
    MemoryVault,
)
from tests.unit.services.request_fakes import MemoryAnswers, MemoryPlans, MemoryRateLimits
from tests.unit.services.usage_fakes import MemoryUsage
from tests.unit.services.webhook_fakes import (
    MemoryDeliveries,
    MemorySender,
    MemoryWebhooks,
    PlainWebhookSecrets,
)

WORKSPACE = "00000000-0000-4000-8000-000000000001"
OTHER_WORKSPACE = "00000000-0000-4000-8000-000000000002"
OPEN = {AnalysisStatus.QUEUED, AnalysisStatus.RUNNING}


class MemorySource:
    """A version of an object; reading fails once the store holds another one."""

    def __init__(self, store: "MemoryObjects", key: str, name: str, stored: StoredObject) -> None:
        self._store, self._key, self._etag = store, key, stored.etag
        self.name, self.size_bytes = name, stored.size_bytes

    def read_range(self, start: int, end: int) -> bytes:
        found = self._store.find(self._key)
        if found is None or found.etag != self._etag:
            raise SourceNotFoundError("The file was deleted or replaced while it was read.", where=self.name)
        return self._store.get(self._key)[start:end]

    def open(self) -> BinaryIO:
        return io.BytesIO(self.read_range(0, self.size_bytes))


class MemoryObjects:
    """Objects in a dictionary."""

    def __init__(self) -> None:
        self.bodies: dict[str, bytes] = {}
        self.parts: dict[str, dict[int, bytes]] = {}

    @property
    def bucket(self) -> str:
        return "memory"

    def find(self, key: str) -> StoredObject | None:
        body = self.bodies.get(key)
        if body is None:
            return None
        return StoredObject(len(body), hashlib.md5(body, usedforsecurity=False).hexdigest())

    def get(self, key: str) -> bytes:
        try:
            return self.bodies[key]
        except KeyError:
            raise SourceNotFoundError("There is no such object.", where=key) from None

    def put(self, key: str, body: bytes, content_type: str) -> None:
        self.bodies[key] = body

    def put_stream(self, key: str, content: BinaryIO, content_type: str) -> None:
        self.put(key, content.read(), content_type)

    def source(self, key: str, *, name: str, stored: StoredObject) -> MemorySource:
        return MemorySource(self, key, name, stored)

    def single_upload(
        self,
        key: str,
        *,
        size_bytes: int,
        content_type: str | None,
        expires_at: datetime,
        sha256: str | None = None,
    ) -> SingleUpload:
        headers = {"content-type": content_type} if content_type else {}
        if sha256 is not None:
            headers["x-amz-checksum-sha256"] = sha256
        return SingleUpload(url=f"memory:{key}", headers=headers, expires_at=expires_at)

    def multipart_upload(
        self,
        key: str,
        *,
        size_bytes: int,
        part_size_bytes: int,
        content_type: str | None,
        expires_at: datetime,
    ) -> MultipartUpload:
        upload_id = str(uuid.uuid4())
        self.parts[upload_id] = {}
        sizes = [min(part_size_bytes, size_bytes - at) for at in range(0, size_bytes, part_size_bytes)]
        parts = tuple(
            UploadPart(number=number, url=f"memory:{key}?{upload_id}&{number}", size_bytes=size)
            for number, size in enumerate(sizes, start=1)
        )
        return MultipartUpload(
            upload_id=upload_id, part_size_bytes=part_size_bytes, parts=parts, expires_at=expires_at
        )

    def sign_parts(
        self, key: str, upload_id: str, sizes: Mapping[int, int], expires_at: datetime
    ) -> tuple[SignedPart, ...]:
        return tuple(SignedPart(number=each, url=f"memory:{key}?{upload_id}&{each}") for each in sizes)

    def arrived_parts(self, key: str, upload_id: str) -> tuple[ArrivedPart, ...]:
        return tuple(
            ArrivedPart(number=number, size_bytes=len(body), etag=f"{number}")
            for number, body in sorted(self._unfinished(upload_id).items())
        )

    def abort_multipart(self, key: str, upload_id: str) -> None:
        self._unfinished(upload_id)
        del self.parts[upload_id]

    def _unfinished(self, upload_id: str) -> dict[int, bytes]:
        if upload_id not in self.parts:
            raise NotFoundError("There is no such unfinished upload.", where="#/upload_id")
        return self.parts[upload_id]

    def complete_multipart(self, key: str, upload_id: str, parts: Iterable[CompletedPart]) -> None:
        arrived = self._unfinished(upload_id)
        named = sorted(parts, key=lambda part: part.number)
        if any(part.number not in arrived for part in named):
            raise ConflictError("The parts do not match what arrived.", where="#/parts")
        self.bodies[key] = b"".join(arrived[part.number] for part in named)
        del self.parts[upload_id]

    def download_url(self, key: str, *, content_type: str, seconds: int, file_name: str | None = None) -> str:
        return f"memory:{key}"

    def delete_below(self, prefix: str) -> None:
        self.bodies = {key: body for key, body in self.bodies.items() if not key.startswith(prefix)}


class MemoryAnalyses:
    """Progress in a dictionary."""

    def __init__(self) -> None:
        self.items: dict[tuple[str, str], AnalysisProgress] = {}
        self.shards: set[tuple[str, str, int]] = set()
        self.repairs: dict[tuple[str, str], tuple[Recommendation, ...]] = {}

    def queue(self, progress: AnalysisProgress) -> bool:
        if self._of(progress) is not None:
            return False
        self._store(progress)
        return True

    def begin(self, progress: AnalysisProgress) -> AnalysisProgress:
        stored = self._of(progress)
        is_own = stored is not None and stored.execution_id == progress.execution_id
        is_claimable = stored is None or stored.status is AnalysisStatus.QUEUED
        if is_claimable or (is_own and stored is not None and stored.status is AnalysisStatus.RUNNING):
            self._store(progress)
            return progress
        assert stored is not None
        return stored

    def get(self, workspace_id: str, analysis_id: str) -> AnalysisProgress | None:
        return self.items.get((workspace_id, analysis_id))

    def enter_stage(self, workspace_id: str, analysis_id: str, stage: Stage, at: datetime) -> None:
        self._change(workspace_id, analysis_id, stage=stage, updated_at=at)

    def expect_shards(self, workspace_id: str, analysis_id: str, total: int, at: datetime) -> None:
        self._change(workspace_id, analysis_id, shards_total=total, stage=Stage.PROFILE, updated_at=at)

    def record_shard(self, workspace_id: str, analysis_id: str, index: int, at: datetime) -> None:
        if (workspace_id, analysis_id, index) in self.shards:
            return
        stored = self._existing(workspace_id, analysis_id)
        self.shards.add((workspace_id, analysis_id, index))
        self._change(workspace_id, analysis_id, shards_done=stored.shards_done + 1, updated_at=at)

    def note_cause(self, workspace_id: str, analysis_id: str, cause: FailureCause) -> None:
        self._change(workspace_id, analysis_id, noted_cause=cause)

    def complete(self, workspace_id: str, analysis_id: str, at: datetime) -> AnalysisProgress:
        stored = self._existing(workspace_id, analysis_id)
        if stored.status in OPEN:
            self._change(
                workspace_id,
                analysis_id,
                status=AnalysisStatus.COMPLETED,
                updated_at=at,
                completed_at=at,
                noted_cause=None,
                shards_done=stored.shards_total or 0,
            )
        return self._existing(workspace_id, analysis_id)

    def fail(self, progress: AnalysisProgress) -> AnalysisProgress:
        stored = self._of(progress)
        if stored is None:
            self._store(progress)
        elif stored.execution_id == progress.execution_id and stored.status in OPEN:
            self._change(
                progress.workspace_id,
                progress.analysis_id,
                status=progress.status,
                failure=progress.failure,
                updated_at=progress.updated_at,
                completed_at=progress.completed_at,
            )
        return self._existing(progress.workspace_id, progress.analysis_id)

    def cancel(self, workspace_id: str, analysis_id: str, at: datetime) -> AnalysisProgress | None:
        stored = self.get(workspace_id, analysis_id)
        if stored is not None and stored.status in OPEN:
            self._change(
                workspace_id,
                analysis_id,
                status=AnalysisStatus.CANCELLED,
                updated_at=at,
                completed_at=at,
                noted_cause=None,
            )
        return self.get(workspace_id, analysis_id)

    def delete(self, workspace_id: str, analysis_id: str) -> None:
        self.items.pop((workspace_id, analysis_id), None)
        self.repairs.pop((workspace_id, analysis_id), None)
        self.shards = {each for each in self.shards if each[:2] != (workspace_id, analysis_id)}

    def save_recommendations(
        self, workspace_id: str, analysis_id: str, recommendations: tuple[Recommendation, ...]
    ) -> None:
        self.repairs[workspace_id, analysis_id] = recommendations

    def recommendations(self, workspace_id: str, analysis_id: str) -> tuple[Recommendation, ...]:
        return self.repairs.get((workspace_id, analysis_id), ())

    def _of(self, progress: AnalysisProgress) -> AnalysisProgress | None:
        return self.get(progress.workspace_id, progress.analysis_id)

    def _existing(self, workspace_id: str, analysis_id: str) -> AnalysisProgress:
        found = self.get(workspace_id, analysis_id)
        if found is None:
            raise SourceNotFoundError("The analysis was deleted while it ran.", where=analysis_id)
        return found

    def _store(self, progress: AnalysisProgress) -> None:
        self.items[progress.workspace_id, progress.analysis_id] = progress

    def _change(self, workspace_id: str, analysis_id: str, **changes: object) -> None:
        stored = self.get(workspace_id, analysis_id)
        if stored is not None:
            self._store(stored.model_copy(update=changes))


@dataclass
class Outcome:
    """A row of `analyses` with what hangs on it."""

    analysis: AnalysisReference
    attempt: int
    status: str
    started_at: datetime
    completed_at: datetime | None = None
    cause: FailureCause | None = None
    document: ProfileDocument | None = None


@dataclass
class MemoryCatalog:
    """Rows in dictionaries."""

    plans: dict[str, WorkspacePlan] = field(
        default_factory=lambda: {WORKSPACE: WorkspacePlan.FREE, OTHER_WORKSPACE: WorkspacePlan.PRO}
    )
    rows: dict[str, StoredDataset] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)

    def plan_of(self, workspace_id: str) -> WorkspacePlan:
        try:
            return self.plans[workspace_id]
        except KeyError:
            raise NotFoundError("There is no such workspace.", where=workspace_id) from None

    def add_dataset(self, dataset: StoredDataset) -> None:
        self.rows[dataset.dataset_id] = dataset

    def dataset(self, workspace_id: str, dataset_id: str) -> StoredDataset | None:
        found = self.rows.get(dataset_id)
        return found if found is not None and found.workspace_id == workspace_id else None

    def datasets(self, workspace_id: str, *, limit: int, cursor: str | None) -> DatasetPage:
        own = [row for row in self.rows.values() if row.workspace_id == workspace_id]
        own.sort(key=lambda row: (row.created_at, uuid.UUID(row.dataset_id)), reverse=True)
        ids = [row.dataset_id for row in own]
        if cursor is not None and cursor not in ids:
            raise UsageError("This is no cursor of this list.", where="cursor")
        start = ids.index(cursor) + 1 if cursor is not None else 0
        page = own[start : start + limit]
        return DatasetPage(tuple(page), page[-1].dataset_id if start + limit < len(own) else None)

    def mark_uploaded(self, workspace_id: str, dataset_id: str, stored: StoredObject) -> None:
        self._change(
            workspace_id,
            dataset_id,
            status=DatasetStatus.UPLOADED,
            size_bytes=stored.size_bytes,
            etag=stored.etag,
        )

    def delete_dataset(self, workspace_id: str, dataset_id: str) -> None:
        if self.dataset(workspace_id, dataset_id) is None:
            return
        del self.rows[dataset_id]
        gone = [key for key, each in self.outcomes.items() if each.analysis.dataset_id == dataset_id]
        for analysis_id in gone:
            del self.outcomes[analysis_id]

    def analysis_ids(self, workspace_id: str, dataset_id: str) -> tuple[str, ...]:
        return tuple(
            key
            for key, each in self.outcomes.items()
            if (each.analysis.workspace_id, each.analysis.dataset_id) == (workspace_id, dataset_id)
        )

    def begin_analysis(self, analysis: AnalysisReference, attempt: int, at: datetime) -> None:
        if self.dataset(analysis.workspace_id, analysis.dataset_id) is None:
            return
        self.outcomes.setdefault(analysis.analysis_id, Outcome(analysis, attempt, "running", at))
        self._change(analysis.workspace_id, analysis.dataset_id, latest_analysis_id=analysis.analysis_id)

    def complete_analysis(self, analysis: AnalysisReference, document: ProfileDocument, at: datetime) -> None:
        found = self.outcomes[analysis.analysis_id]
        if found.status == "cancelled":
            return
        found.status, found.document, found.cause = "completed", document, None
        found.completed_at = at

    def fail_analysis(
        self, analysis: AnalysisReference, attempt: int, cause: FailureCause, at: datetime
    ) -> None:
        stored = self.dataset(analysis.workspace_id, analysis.dataset_id)
        if stored is None:
            return
        found = self.outcomes.setdefault(analysis.analysis_id, Outcome(analysis, attempt, "failed", at))
        if found.status != "cancelled":
            found.status, found.cause, found.completed_at = "failed", cause, at
        latest = self.outcomes.get(stored.latest_analysis_id or "")
        is_earlier_attempt = (
            latest is not None
            and (latest.analysis.etag, latest.analysis.goal) == (analysis.etag, analysis.goal)
            and latest.attempt < attempt
        )
        if stored.latest_analysis_id is None or is_earlier_attempt:
            self._change(analysis.workspace_id, analysis.dataset_id, latest_analysis_id=analysis.analysis_id)

    def _change(self, workspace_id: str, dataset_id: str, **changes: object) -> None:
        stored = self.dataset(workspace_id, dataset_id)
        if stored is not None:
            self.rows[dataset_id] = stored.model_copy(update=changes)


@dataclass
class MemoryHistory:
    """Lists what the catalog has."""

    catalog: MemoryCatalog

    def page(
        self, workspace_id: str, *, dataset_id: str | None, limit: int, cursor: str | None
    ) -> AnalysisPage:
        own = [
            summary_of(each)
            for each in self.catalog.outcomes.values()
            if each.analysis.workspace_id == workspace_id and dataset_id in {None, each.analysis.dataset_id}
        ]
        own.sort(key=lambda each: (each.started_at, uuid.UUID(each.analysis_id)), reverse=True)
        ids = [each.analysis_id for each in own]
        if cursor is not None and cursor not in ids:
            raise UsageError("This is no cursor of this list.", where="cursor")
        start = ids.index(cursor) + 1 if cursor is not None else 0
        page = own[start : start + limit]
        return AnalysisPage(tuple(page), page[-1].analysis_id if start + limit < len(own) else None)

    def cancel(self, workspace_id: str, analysis_id: str, at: datetime) -> None:
        found = self.catalog.outcomes.get(analysis_id)
        if found is not None and found.analysis.workspace_id == workspace_id:
            found.status, found.completed_at, found.cause, found.document = "cancelled", at, None, None


def summary_of(outcome: Outcome) -> AnalysisSummary:
    document = outcome.document
    return AnalysisSummary(
        analysis_id=outcome.analysis.analysis_id,
        dataset_id=outcome.analysis.dataset_id,
        dataset_name=outcome.analysis.name,
        goal=outcome.analysis.goal,
        status=AnalysisStatus(outcome.status),
        started_at=outcome.started_at,
        completed_at=outcome.completed_at,
        quality_score=document.quality.score if document else None,
        row_count=document.dataset.row_count if document else None,
        column_count=document.dataset.column_count if document else None,
        issue_count=len(document.issues) if document else None,
        failure=outcome.cause,
    )


@dataclass
class MemoryWorkflow:
    """Executions that are started and never run."""

    machine: str = "execution"
    started: dict[str, Any] = field(default_factory=dict)
    ended: set[str] = field(default_factory=set)
    stopped: dict[str, str] = field(default_factory=dict)

    def execution_id(self, name: str) -> str:
        return f"{self.machine}:{name}"

    def start(self, name: str, execution_input: Frozen) -> str:
        self.started.setdefault(self.execution_id(name), execution_input)
        return self.execution_id(name)

    def state(self, execution_id: str) -> ExecutionState:
        if execution_id not in self.started:
            return ExecutionState.UNKNOWN
        return ExecutionState.ENDED if execution_id in self.ended else ExecutionState.RUNNING

    def stop(self, execution_id: str, cause: str) -> None:
        if self.state(execution_id) is ExecutionState.RUNNING:
            self.stopped[execution_id] = cause
            self.ended.add(execution_id)


@dataclass
class MemoryAnnouncer:
    """Remembers what was announced."""

    told: list[Announcement] = field(default_factory=list)

    def announce(self, announcement: Announcement) -> None:
        self.told.append(announcement)


@dataclass
class MemoryPrinter:
    """Leaves a page that only looks like a PDF, and remembers what was asked for."""

    objects: MemoryObjects
    printed: list[PrintRequest] = field(default_factory=list)

    def print_report(self, request: PrintRequest) -> None:
        self.printed.append(request)
        key = printed_key(request.workspace_id, request.analysis_id, request.muted)
        self.objects.put(key, b"%PDF-1.7", "application/pdf")


@dataclass
class MemoryContractChecker:
    """Says that all rules hold, and remembers what was asked for."""

    objects: MemoryObjects
    asked: list[ContractCheckRequest] = field(default_factory=list)

    def check(self, request: ContractCheckRequest) -> None:
        from datainsight.reporting.contracts.promises import promises_of
        from datainsight.services.checked_promises import CheckedPromises

        self.asked.append(request)
        place = (request.workspace_id, request.analysis_id)
        document = ProfileDocument.model_validate_json(self.objects.get(profile_key(*place)))
        found = CheckedPromises(promises=promises_of(document), remarks=())
        self.objects.put(checked_promises_key(*place), found.model_dump_json().encode(), "application/json")
        self.objects.delete_below(contract_prefix(*place))


class SteppingClock:
    """Every look is a second later."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 23, 21, 10, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time


@dataclass
class MemoryPorts(MemoryAccountPorts):
    """Implements `services.ports.Ports` and `services.account_ports.AccountPorts`."""

    objects: MemoryObjects = field(default_factory=MemoryObjects)
    analyses: MemoryAnalyses = field(default_factory=MemoryAnalyses)
    catalog: MemoryCatalog = field(default_factory=MemoryCatalog)
    workflow: MemoryWorkflow = field(default_factory=MemoryWorkflow)
    answers: MemoryAnswers = field(default_factory=MemoryAnswers)
    rate_limits: MemoryRateLimits = field(default_factory=MemoryRateLimits)
    plans: MemoryPlans = field(default_factory=MemoryPlans)
    cleanings: MemoryCleanings = field(default_factory=MemoryCleanings)
    cleaning_workflow: MemoryWorkflow = field(default_factory=lambda: MemoryWorkflow(machine="cleaning"))
    history: MemoryHistory = field(init=False)
    choices: MemoryChoices = field(default_factory=MemoryChoices)
    usage: MemoryUsage = field(default_factory=MemoryUsage)
    printer: MemoryPrinter = field(init=False)
    contract_checker: MemoryContractChecker = field(init=False)
    announcer: MemoryAnnouncer = field(default_factory=MemoryAnnouncer)
    webhooks: MemoryWebhooks = field(default_factory=MemoryWebhooks)
    webhook_secrets: PlainWebhookSecrets = field(default_factory=PlainWebhookSecrets)
    webhook_sender: MemorySender = field(default_factory=MemorySender)
    delivery_workflow: MemoryDeliveries = field(default_factory=MemoryDeliveries)
    connections: MemoryConnections = field(default_factory=MemoryConnections)
    vault: MemoryVault = field(default_factory=MemoryVault)
    source_browser: MemoryBrowser = field(default_factory=MemoryBrowser)
    import_workflow: MemoryImports = field(default_factory=MemoryImports)
    now: SteppingClock = field(default_factory=SteppingClock)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.printer = MemoryPrinter(self.objects)
        self.contract_checker = MemoryContractChecker(self.objects)
        self.history = MemoryHistory(self.catalog)

    def pause(self, seconds: float) -> None:
        self.now.time += timedelta(seconds=seconds)
