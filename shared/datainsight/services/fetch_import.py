"""A table is brought over: fetched, stored as an upload would be, and so analysed as one."""

from typing import Protocol

from datainsight.errors import DataInsightError, SourceNotFoundError
from datainsight.models.analysis import (
    AnalysisProgress,
    AnalysisStatus,
    DatasetStatus,
    FailureCause,
    StoredDataset,
)
from datainsight.models.connection import (
    ImportJob,
    ImportRequest,
    ImportResult,
    ImportSource,
    ImportStatus,
    SourceAccess,
)
from datainsight.services import object_keys
from datainsight.services.connection_ports import ConnectionStore, CredentialVault
from datainsight.services.connections import access_of
from datainsight.services.failure_causes import cause_at_source, cause_from_machine, code_of
from datainsight.services.identity import AnalysisIdentity
from datainsight.services.ports import AnalysisStore, Catalog, Clock, ObjectStore
from datainsight.services.reading import Reading

_MOST_NAME_BYTES = 255


class SourceFetcher(Protocol):
    """Fetches a table from where it is."""

    def fetch(self, access: SourceAccess, source: ImportSource, most_bytes: int) -> Reading:
        """The table, on this machine.

        Raises:
            UsageError: What is given cannot be understood.
            SourceNotFoundError: There is nothing there.
            UnreadableError: It cannot be reached, refuses, or is no table.
            RefusedError: The host is forbidden, or there is too much data.
        """
        ...


class FetchPorts(Protocol):
    """What fetching needs."""

    @property
    def connections(self) -> ConnectionStore:
        """Connections and imports."""
        ...

    @property
    def vault(self) -> CredentialVault:
        """Credentials."""
        ...

    @property
    def source_fetcher(self) -> SourceFetcher:
        """Fetches."""
        ...

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
    def now(self) -> Clock:
        """The time."""
        ...


def fetch_import(request: ImportRequest, *, ports: FetchPorts) -> ImportResult:
    """Brings a table over, or records why that broke off; the second time nothing happens.

    What is wrong with the source is an outcome; what is wrong with us is raised, so that it is tried again.
    """
    job = ports.connections.get_import(request.workspace_id, request.import_id)
    if job is None or not job.status.is_open:
        return _result(job, request)
    if request.error:
        return _failed(job, _machine_cause(request), ports=ports)
    if not _save(job, ports=ports, status=ImportStatus.RUNNING):
        return _result(ports.connections.get_import(request.workspace_id, request.import_id), request)
    try:
        reading = _fetch(job, ports=ports)
        return _store(job, reading, ports=ports)
    except DataInsightError as error:
        code = code_of(error)
        if code is None:
            raise
        return _failed(job, cause_at_source(error, code), ports=ports)


def _fetch(job: ImportJob, *, ports: FetchPorts) -> Reading:
    connection = ports.connections.get(job.workspace_id, job.connection_id)
    if connection is None:
        raise SourceNotFoundError("The connection was deleted before its table was fetched.")
    return ports.source_fetcher.fetch(access_of(connection, vault=ports.vault), job.source, job.most_bytes)


def _store(job: ImportJob, reading: Reading, *, ports: FetchPorts) -> ImportResult:
    """The description first: the object starts the analysis, whose plan looks for it."""
    name = object_name(job.name or reading.description.name)
    key = object_keys.upload_key(job.workspace_id, job.import_id, name)
    if ports.catalog.dataset(job.workspace_id, job.import_id) is None:
        ports.catalog.add_dataset(
            StoredDataset(
                dataset_id=job.import_id,
                workspace_id=job.workspace_id,
                name=name,
                object_key=key,
                status=DatasetStatus.AWAITING_UPLOAD,
                created_at=ports.now(),
                goal=job.goal,
                created_by=job.created_by,
            )
        )
    described = reading.description.model_dump_json().encode()
    ports.objects.put(
        object_keys.imported_key(job.workspace_id, job.import_id), described, "application/json"
    )
    with reading.source.open() as content:
        ports.objects.put_stream(key, content, "application/octet-stream")
    stored = ports.objects.find(key)
    if stored is None:
        raise SourceNotFoundError("The dataset was deleted while it was fetched.")
    identity = AnalysisIdentity(
        workspace_id=job.workspace_id, dataset_id=job.import_id, etag=stored.etag, goal=job.goal
    )
    _announce(identity, ports=ports)
    _save(
        job,
        ports=ports,
        status=ImportStatus.COMPLETED,
        size_bytes=stored.size_bytes,
        analysis_id=identity.analysis_id,
    )
    return ImportResult(import_id=job.import_id, status=ImportStatus.COMPLETED)


def _announce(identity: AnalysisIdentity, *, ports: FetchPorts) -> None:
    """Whoever is told of the analysis finds it, also before storage's event has started it."""
    at = ports.now()
    ports.analyses.queue(
        AnalysisProgress(
            analysis_id=identity.analysis_id,
            workspace_id=identity.workspace_id,
            dataset_id=identity.dataset_id,
            goal=identity.goal,
            status=AnalysisStatus.QUEUED,
            started_at=at,
            updated_at=at,
            etag=identity.etag,
        )
    )


def object_name(given: str) -> str:
    """A table's name as a file's: no slashes, nothing that cannot be shown, 255 bytes at most."""
    plain = "".join("_" if each in "/\\" or not each.isprintable() else each for each in given).strip()
    while len(plain.encode()) > _MOST_NAME_BYTES:
        plain = plain[:-1]
    return "table" if plain in {"", ".", ".."} else plain


def _machine_cause(request: ImportRequest) -> FailureCause:
    cause = cause_from_machine(request.error, request.cause, None)
    words = {
        "timed_out": "Fetching took longer than it may. Import a part of it, for example by a query.",
        "internal": "Something went wrong on our side. Start the import again; if it fails again, tell us.",
    }
    return cause.model_copy(update={"message": words.get(cause.code, cause.message)})


def _failed(job: ImportJob, cause: FailureCause, *, ports: FetchPorts) -> ImportResult:
    _save(job, ports=ports, status=ImportStatus.FAILED, failure=cause)
    return ImportResult(import_id=job.import_id, status=ImportStatus.FAILED)


def _save(job: ImportJob, *, ports: FetchPorts, **changes: object) -> bool:
    return ports.connections.save_import(job.model_copy(update={**changes, "updated_at": ports.now()}))


def _result(job: ImportJob | None, request: ImportRequest) -> ImportResult:
    status = job.status if job is not None else ImportStatus.FAILED
    return ImportResult(import_id=request.import_id, status=status)
