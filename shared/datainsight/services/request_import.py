"""A user wants a table from elsewhere: it is asked for here, and fetched by a function of its own."""

import uuid
from datetime import timedelta

from datainsight.errors import NotFoundError, UsageError
from datainsight.models.account import Principal
from datainsight.models.analysis import FailureCause
from datainsight.models.base import Frozen
from datainsight.models.connection import (
    ImportJob,
    ImportRequest,
    ImportSource,
    ImportStatus,
    MongoTarget,
    PostgresTarget,
    S3Target,
    Target,
    WebTarget,
)
from datainsight.models.issue import Goal
from datainsight.services import plans
from datainsight.services.connection_ports import ConnectionPorts
from datainsight.services.connections import get_connection
from datainsight.services.ports import Ports

MOST_BYTES = 4 * 1024 * plans.MEBIBYTE
"""What a function's disk takes twice: files that become one table lie there before and after."""

LONGEST = timedelta(hours=1)
"""No import runs this long: the machine that fetches is ended then."""

INTERRUPTED = FailureCause(
    code="interrupted", message="The import was interrupted before it finished. Start it again."
)

_FIELDS: dict[type, tuple[str, ...]] = {
    PostgresTarget: ("table", "query"),
    MongoTarget: ("collection",),
    S3Target: ("key",),
}


class ImportCommand(Frozen):
    """What is to be brought over.

    Attributes:
        source: Which table.
        name: What the dataset is to be called; empty takes the name that it has there.
        goal: What the analysis is for.
    """

    source: ImportSource = ImportSource()
    name: str = ""
    goal: Goal = Goal.GENERAL_AUDIT


def request_import(
    connection_id: str,
    command: ImportCommand,
    *,
    principal: Principal,
    connections: ConnectionPorts,
    ports: Ports,
) -> ImportJob:
    """Starts to bring a table over.

    Raises:
        NotFoundError: The workspace has no such connection.
        UsageError: The source is not one of a connection of this kind.
    """
    workspace_id = principal.workspace_id
    connection = get_connection(connection_id, workspace_id=workspace_id, ports=connections)
    _require_fit(connection.target, command.source)
    at = connections.now()
    job = ImportJob(
        import_id=str(uuid.uuid4()),
        workspace_id=workspace_id,
        connection_id=connection_id,
        source=command.source,
        name=command.name,
        goal=command.goal,
        most_bytes=min(MOST_BYTES, plans.LARGEST_UPLOAD[ports.catalog.plan_of(workspace_id)]),
        created_at=at,
        updated_at=at,
        created_by=principal.user_id,
    )
    if principal.key_id:
        ports.usage.set_payer(workspace_id, job.import_id, principal.key_id)
    connections.connections.add_import(job)
    connections.import_workflow.start_import(
        ImportRequest(workspace_id=workspace_id, import_id=job.import_id)
    )
    return job


def get_import(
    connection_id: str, import_id: str, *, workspace_id: str, connections: ConnectionPorts
) -> ImportJob:
    """How far an import is; one that nobody can be working on any more is not left running.

    Raises:
        NotFoundError: The connection has no such import (any more).
    """
    job = connections.connections.get_import(workspace_id, import_id)
    if job is None or job.connection_id != connection_id:
        raise NotFoundError("There is no such import.", where=import_id)
    if not job.status.is_open or connections.now() - job.created_at < LONGEST:
        return job
    failed = job.model_copy(
        update={"status": ImportStatus.FAILED, "failure": INTERRUPTED, "updated_at": connections.now()}
    )
    connections.connections.save_import(failed)
    return connections.connections.get_import(workspace_id, import_id) or failed


def _require_fit(target: Target, source: ImportSource) -> None:
    """One of the fields of its kind; an address may be a file by itself."""
    wanted = _FIELDS.get(type(target))
    given = [
        name for name in ("table", "query", "collection", "key", "path") if getattr(source, name) is not None
    ]
    allowed = wanted or ("path",)
    for name in given:
        if name not in allowed:
            raise UsageError(f"A connection of this kind has no {name}.", where=f"#/source/{name}")
    if wanted and len(given) != 1:
        raise UsageError(f"Name one {' or one '.join(wanted)}.", where="#/source")
    if source.sheet is not None and not isinstance(target, S3Target) and wanted:
        raise UsageError("A table of a database has no sheets.", where="#/source/sheet")
    if isinstance(target, S3Target) and not target.holds(source.key or ""):
        raise UsageError(
            "This is not below the connection's prefix.",
            where="#/source/key",
            remedy=f"Keys of this connection begin with {target.prefix!r}.",
        )
    if isinstance(target, WebTarget) and source.path is not None and target.address_of(source.path) is None:
        raise UsageError(
            "This path leads away from the connection's address.",
            where="#/source/path",
            remedy="Add a connection for another address.",
        )
