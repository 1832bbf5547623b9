"""What is behind a connection, and what is brought over from there."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Response, status
from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from datainsight.models.analysis import FailureCause
from datainsight.models.connection import Entry, ImportJob, ImportSource, ImportStatus
from datainsight.models.issue import Goal
from datainsight.services import connections as connecting
from datainsight.services import request_import as importing
from functions.api.dependencies import (
    ConnectionWorld,
    Editor,
    OutsideWorld,
    ReadableWorkspace,
    WritableWorkspace,
)
from functions.api.direct_route import DirectRoute
from functions.api.idempotency import ONCE
from functions.api.problems import problem_responses
from functions.api.routes.connections import ConnectionId

router = APIRouter(prefix="/connections", tags=["connections"], route_class=DirectRoute)

ImportId = Annotated[UUID, Path(description="From starting the import.")]

_IMPORT: JsonDict = {
    "import_id": "0d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41",
    "connection_id": "3d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41",
    "source": {"table": "public.orders"},
    "goal": "general_audit",
    "status": "completed",
    "size_bytes": 48213,
    "dataset_id": "0d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41",
    "analysis_id": "5f0f7a54-0f4e-5b0e-a2cf-6a1c5e0f6f3d",
    "failure": None,
    "created_at": "2026-11-23T21:10:00Z",
    "updated_at": "2026-11-23T21:10:09Z",
}


class EntryList(BaseModel):
    """What lies at a path."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "entries": [
                    {
                        "name": "orders",
                        "kind": "table",
                        "path": None,
                        "size_bytes": 8192000,
                        "row_count": 100000,
                        "modified_at": None,
                        "source": {"table": "public.orders"},
                    }
                ],
                "next_cursor": None,
            }
        }
    )

    entries: list[Entry]
    next_cursor: str | None = Field(description="Where the next page begins; null at the end.")


class ImportCommand(BaseModel):
    """What to bring over."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"source": {"table": "public.orders"}},
                {
                    "source": {"query": "SELECT * FROM orders WHERE day >= '2026-01-01'"},
                    "name": "orders 2026",
                },
                {"source": {"key": "orders/2026/"}, "goal": "ml_preparation"},
            ]
        },
    )

    source: ImportSource = Field(
        default=ImportSource(), description="`source` of an entry, or a query; nothing for a plain address."
    )
    name: str = Field(
        default="", max_length=255, description="Of the dataset; left out: as it is called there."
    )
    goal: Goal = Field(default=Goal.GENERAL_AUDIT, description="What the analysis is for.")


class Import(BaseModel):
    """A table on its way over, or at its end."""

    model_config = ConfigDict(json_schema_extra={"example": _IMPORT})

    import_id: str
    connection_id: str
    source: ImportSource
    goal: Goal
    status: ImportStatus
    size_bytes: int | None
    dataset_id: str | None = Field(description="Once completed.")
    analysis_id: str | None = Field(description="The analysis that began then.")
    failure: FailureCause | None
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, job: ImportJob) -> "Import":
        """What is shown of an import."""
        shown = job.model_dump(exclude={"workspace_id", "name", "most_bytes"})
        done = job.status is ImportStatus.COMPLETED
        return cls.model_validate({**shown, "dataset_id": job.import_id if done else None})


@router.get(
    "/{connection_id}/entries",
    summary="Browse a connection",
    responses=problem_responses(400, 401, 403, 404, 413, 422, 503),
)
def browse_connection(
    *,
    connection_id: ConnectionId,
    workspace_id: WritableWorkspace,
    world: ConnectionWorld,
    path: Annotated[
        str, Query(max_length=1024, description="`path` of an entry; left out: where it begins.")
    ] = "",
    limit: Annotated[int, Query(ge=1, le=100, description="Entries on a page.")] = 50,
    cursor: Annotated[
        str | None, Query(max_length=2000, description="`next_cursor` of the page before.")
    ] = None,
) -> EntryList:
    """Schemas and tables with their sizes, collections, or prefixes and objects."""
    page = connecting.browse_connection(
        str(connection_id), path, limit=limit, cursor=cursor, workspace_id=workspace_id, ports=world
    )
    return EntryList(entries=list(page.entries), next_cursor=page.next_cursor)


@router.post(
    "/{connection_id}/imports",
    dependencies=ONCE,
    status_code=status.HTTP_202_ACCEPTED,
    summary="Import a table",
    responses=problem_responses(400, 401, 403, 404, 422, 503),
)
def start_import(
    *,
    connection_id: ConnectionId,
    body: ImportCommand,
    principal: Editor,
    connections: ConnectionWorld,
    world: OutsideWorld,
    response: Response,
) -> Import:
    """Fetches a table, which becomes a dataset and is analysed as an upload is. See `Location`."""
    command = importing.ImportCommand(source=body.source, name=body.name, goal=body.goal)
    job = importing.request_import(
        str(connection_id), command, principal=principal, connections=connections, ports=world
    )
    response.headers["Location"] = f"/api/v1/connections/{connection_id}/imports/{job.import_id}"
    response.headers["Retry-After"] = "2"
    return Import.of(job)


@router.get(
    "/{connection_id}/imports/{import_id}",
    summary="Read an import",
    responses=problem_responses(401, 404, 422, 503),
)
def get_import(
    connection_id: ConnectionId,
    import_id: ImportId,
    workspace_id: ReadableWorkspace,
    connections: ConnectionWorld,
    response: Response,
) -> Import:
    """How far an import is; ended ones are forgotten after 30 days."""
    job = importing.get_import(
        str(connection_id), str(import_id), workspace_id=workspace_id, connections=connections
    )
    if job.status.is_open:
        response.headers["Retry-After"] = "2"
    return Import.of(job)
