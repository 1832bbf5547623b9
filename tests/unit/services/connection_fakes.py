"""The outside world of connections in memory."""

from dataclasses import dataclass, field

from datainsight.errors import DataInsightError, RefusedError
from datainsight.models.connection import (
    Connection,
    Credentials,
    Entry,
    EntryKind,
    EntryPage,
    ImportJob,
    ImportRequest,
    ImportSource,
    SourceAccess,
    Target,
)


@dataclass
class MemoryConnections:
    """Connections and imports in dictionaries."""

    kept: dict[tuple[str, str], Connection] = field(default_factory=dict)
    jobs: dict[tuple[str, str], ImportJob] = field(default_factory=dict)

    def add(self, connection: Connection) -> None:
        self.kept[connection.workspace_id, connection.connection_id] = connection

    def list(self, workspace_id: str) -> tuple[Connection, ...]:
        found = [each for each in self.kept.values() if each.workspace_id == workspace_id]
        return tuple(sorted(found, key=lambda each: (each.created_at, each.connection_id)))

    def get(self, workspace_id: str, connection_id: str) -> Connection | None:
        return self.kept.get((workspace_id, connection_id))

    def replace(self, connection: Connection) -> bool:
        place = (connection.workspace_id, connection.connection_id)
        if place not in self.kept:
            return False
        self.kept[place] = connection
        return True

    def delete(self, workspace_id: str, connection_id: str) -> bool:
        return self.kept.pop((workspace_id, connection_id), None) is not None

    def add_import(self, job: ImportJob) -> None:
        self.jobs[job.workspace_id, job.import_id] = job

    def get_import(self, workspace_id: str, import_id: str) -> ImportJob | None:
        return self.jobs.get((workspace_id, import_id))

    def save_import(self, job: ImportJob) -> bool:
        found = self.get_import(job.workspace_id, job.import_id)
        if found is None or not found.status.is_open:
            return False
        self.jobs[job.workspace_id, job.import_id] = job
        return True

    def forget_import(self, workspace_id: str, import_id: str) -> None:
        self.jobs.pop((workspace_id, import_id), None)


@dataclass
class MemoryVault:
    """Credentials in a dictionary."""

    kept: dict[tuple[str, str], Credentials] = field(default_factory=dict)

    def keep(self, workspace_id: str, connection_id: str, credentials: Credentials) -> None:
        self.kept[workspace_id, connection_id] = credentials

    def find(self, workspace_id: str, connection_id: str) -> Credentials | None:
        return self.kept.get((workspace_id, connection_id))

    def forget(self, workspace_id: str, connection_id: str) -> None:
        self.kept.pop((workspace_id, connection_id), None)


@dataclass
class MemoryBrowser:
    """Remembers who looked; answers with what a test has put in."""

    asked: list[SourceAccess] = field(default_factory=list)
    failure: DataInsightError | None = None

    def judge(self, target: Target) -> None:
        if getattr(target, "host", "") == "10.0.0.1":
            raise RefusedError("this host is not on the public internet and may not be connected to.")

    def check(self, access: SourceAccess) -> str:
        self.asked.append(access)
        if self.failure is not None:
            raise self.failure
        return "PostgreSQL 16.4"

    def entries(self, access: SourceAccess, path: str, limit: int, cursor: str | None) -> EntryPage:
        self.check(access)
        found = Entry(
            name="orders",
            kind=EntryKind.TABLE,
            size_bytes=8192,
            row_count=3,
            source=ImportSource(table=f"{path or 'public'}.orders"),
        )
        return EntryPage(entries=(found,)[:limit], next_cursor=cursor)


@dataclass
class MemoryImports:
    """Imports that are started and never run."""

    started: list[ImportRequest] = field(default_factory=list)

    def start_import(self, request: ImportRequest) -> None:
        self.started.append(request)
