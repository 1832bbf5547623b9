"""What connections need of the outside world."""

from typing import Protocol

from datainsight.models.connection import (
    Connection,
    Credentials,
    EntryPage,
    ImportJob,
    ImportRequest,
    SourceAccess,
    Target,
)
from datainsight.services.ports import Clock


class ConnectionStore(Protocol):
    """Connections, without credentials, and imports; ended imports are forgotten after `imports.KEPT`."""

    def add(self, connection: Connection) -> None:
        """Stores a new one."""
        ...

    def list(self, workspace_id: str) -> tuple[Connection, ...]:
        """All of a workspace, oldest first."""
        ...

    def get(self, workspace_id: str, connection_id: str) -> Connection | None:
        """One of a workspace."""
        ...

    def replace(self, connection: Connection) -> bool:
        """Stores what changed of one; False where it was deleted meanwhile."""
        ...

    def delete(self, workspace_id: str, connection_id: str) -> bool:
        """Removes one; False where there is none."""
        ...

    def add_import(self, job: ImportJob) -> None:
        """Stores a new one."""
        ...

    def get_import(self, workspace_id: str, import_id: str) -> ImportJob | None:
        """One of a workspace."""
        ...

    def save_import(self, job: ImportJob) -> bool:
        """Replaces one that is still open; False where it has ended or is gone."""
        ...

    def forget_import(self, workspace_id: str, import_id: str) -> None:
        """Removes one; nothing happens where there is none."""
        ...


class CredentialVault(Protocol):
    """Keeps credentials, and nothing else does."""

    def keep(self, workspace_id: str, connection_id: str, credentials: Credentials) -> None:
        """Stores or replaces them."""
        ...

    def find(self, workspace_id: str, connection_id: str) -> Credentials | None:
        """What is kept."""
        ...

    def forget(self, workspace_id: str, connection_id: str) -> None:
        """Removes them at once and for good; nothing happens where there are none."""
        ...


class SourceBrowser(Protocol):
    """Looks at what is behind a connection."""

    def judge(self, target: Target) -> None:
        """Looks at a target before it is stored.

        Raises:
            RefusedError: It names a host that may not be connected to.
        """
        ...

    def check(self, access: SourceAccess) -> str:
        """Connects; returns what answered, for people.

        Raises:
            UsageError: What is given cannot be understood.
            SourceNotFoundError: There is nothing there.
            UnreadableError: It cannot be reached, or refuses.
            RefusedError: The host is forbidden.
        """
        ...

    def entries(self, access: SourceAccess, path: str, limit: int, cursor: str | None) -> EntryPage:
        """What lies at a path; raises as `check`."""
        ...


class ImportWorkflow(Protocol):
    """The machine that fetches."""

    def start_import(self, request: ImportRequest) -> None:
        """Starts it, once however often it is told."""
        ...


class ConnectionPorts(Protocol):
    """All of the above, as one argument for those who pass it on."""

    @property
    def connections(self) -> ConnectionStore:
        """Connections and imports."""
        ...

    @property
    def vault(self) -> CredentialVault:
        """Credentials."""
        ...

    @property
    def source_browser(self) -> SourceBrowser:
        """Looks."""
        ...

    @property
    def import_workflow(self) -> ImportWorkflow:
        """Fetches."""
        ...

    @property
    def now(self) -> Clock:
        """The time."""
        ...
