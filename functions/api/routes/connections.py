"""Connections to tables elsewhere."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Response, status
from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from datainsight.models import connection as models
from datainsight.models.analysis import FailureCause
from datainsight.models.connection import Credentials, S3Target, Target
from datainsight.services import connections as connecting
from functions.api.dependencies import (
    AccountWorld,
    ConnectionWorld,
    Owner,
    ReadableWorkspace,
    WritableWorkspace,
)
from functions.api.direct_route import DirectRoute
from functions.api.idempotency import ONCE
from functions.api.problems import problem_responses

router = APIRouter(prefix="/connections", tags=["connections"], route_class=DirectRoute)

ConnectionId = Annotated[UUID, Path(description="From the list of connections.")]

_TARGET: JsonDict = {
    "kind": "postgresql",
    "host": "db.acme.example",
    "port": 5432,
    "database": "shop",
    "user": "reader",
    "tls": "require",
}
_EXAMPLE: JsonDict = {
    "connection_id": "3d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41",
    "name": "Shop",
    "target": _TARGET,
    "has_credentials": True,
    "external_id": None,
    "created_by": "7d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41",
    "created_at": "2026-11-23T21:10:00Z",
}


class ConnectionRequest(BaseModel):
    """A connection to come."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"name": "Shop", "target": _TARGET, "credentials": {"password": "…"}},
                {
                    "name": "Exports",
                    "target": {
                        "kind": "s3",
                        "bucket": "acme-exports",
                        "prefix": "orders/",
                        "region": "eu-central-1",
                        "access": "role",
                        "role_arn": "arn:aws:iam::111122223333:role/DataInsightReader",
                    },
                },
                {"name": "Open data", "target": {"kind": "http", "url": "https://data.example/files/"}},
            ]
        },
    )

    name: str = Field(min_length=1, max_length=100, description="For people.")
    target: Target
    credentials: Credentials = Field(
        default=Credentials(), description="Kept in Secrets Manager; never shown again."
    )


class ConnectionChange(BaseModel):
    """What is to be another way; what is left out stays."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"target": {**_TARGET, "host": "db2.acme.example"}},
                {"name": "Shop (archive)"},
            ]
        },
    )

    name: str | None = Field(default=None, min_length=1, max_length=100, description="For people.")
    target: Target | None = Field(default=None, description="As a whole: its fields are not merged.")
    credentials: Credentials | None = Field(
        default=None, description="Left out: those that are kept; `{}` forgets them."
    )


class CredentialsRequest(BaseModel):
    """Other credentials."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"example": {"credentials": {"password": "…"}}}
    )

    credentials: Credentials


class Connection(BaseModel):
    """A way to tables elsewhere; its credentials are never shown."""

    model_config = ConfigDict(json_schema_extra={"example": _EXAMPLE})

    connection_id: str
    name: str
    target: Target
    has_credentials: bool
    external_id: str | None = Field(
        description="For a role of S3: what its trust policy has to require as `sts:ExternalId`."
    )
    created_by: str | None
    created_at: datetime

    @classmethod
    def of(cls, connection: models.Connection) -> "Connection":
        """What is shown of a connection."""
        asks_for_id = isinstance(connection.target, S3Target) and connection.target.access == "role"
        return cls(
            connection_id=connection.connection_id,
            name=connection.name,
            target=connection.target,
            has_credentials=connection.has_credentials,
            external_id=connection.workspace_id if asks_for_id else None,
            created_by=connection.created_by,
            created_at=connection.created_at,
        )


class ConnectionList(BaseModel):
    """The workspace's connections, oldest first."""

    connections: list[Connection]


class ConnectionCheck(BaseModel):
    """What trying a connection came to."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"is_reachable": True, "server": "PostgreSQL 16.4", "failure": None}}
    )

    is_reachable: bool
    server: str | None = Field(description="What answered.")
    failure: FailureCause | None = Field(description="Why nothing did.")


@router.post(
    "",
    dependencies=ONCE,
    status_code=status.HTTP_201_CREATED,
    summary="Add a connection",
    responses=problem_responses(400, 401, 403, 404, 409, 422, 503),
)
def create_connection(
    body: ConnectionRequest, principal: Owner, world: ConnectionWorld, accounts: AccountWorld
) -> Connection:
    """For owners. Nothing is connected to yet: `POST …/test` does that."""
    command = connecting.ConnectionCommand(name=body.name, target=body.target, credentials=body.credentials)
    return Connection.of(
        connecting.create_connection(command, principal=principal, ports=world, accounts=accounts)
    )


@router.get("", summary="List connections", responses=problem_responses(401, 404, 422, 503))
def list_connections(workspace_id: ReadableWorkspace, world: ConnectionWorld) -> ConnectionList:
    """All connections of the workspace, 50 at most."""
    found = world.connections.list(workspace_id)
    return ConnectionList(connections=[Connection.of(each) for each in found])


@router.get("/{connection_id}", summary="Read a connection", responses=problem_responses(401, 404, 422, 503))
def get_connection(
    connection_id: ConnectionId, workspace_id: ReadableWorkspace, world: ConnectionWorld
) -> Connection:
    """One connection."""
    return Connection.of(
        connecting.get_connection(str(connection_id), workspace_id=workspace_id, ports=world)
    )


@router.patch(
    "/{connection_id}",
    summary="Change a connection",
    responses=problem_responses(400, 401, 403, 404, 422, 503),
)
def change_connection(
    connection_id: ConnectionId,
    body: ConnectionChange,
    principal: Owner,
    world: ConnectionWorld,
    accounts: AccountWorld,
) -> Connection:
    """For owners: another name or place. Another host, port or encryption needs the credentials again."""
    changes = connecting.ConnectionChanges(name=body.name, target=body.target, credentials=body.credentials)
    changed = connecting.change_connection(
        str(connection_id), changes, principal=principal, ports=world, accounts=accounts
    )
    return Connection.of(changed)


@router.put(
    "/{connection_id}/credentials",
    summary="Replace credentials",
    responses=problem_responses(400, 401, 403, 404, 422, 503),
)
def replace_connection_credentials(
    connection_id: ConnectionId,
    body: CredentialsRequest,
    principal: Owner,
    world: ConnectionWorld,
    accounts: AccountWorld,
) -> Connection:
    """For owners: what is connected with from now on."""
    changed = connecting.replace_credentials(
        str(connection_id), body.credentials, principal=principal, ports=world, accounts=accounts
    )
    return Connection.of(changed)


@router.delete(
    "/{connection_id}",
    status_code=status.HTTP_204_NO_CONTENT,
    summary="Delete a connection",
    responses=problem_responses(401, 403, 404, 422, 503),
)
def delete_connection(
    connection_id: ConnectionId, principal: Owner, world: ConnectionWorld, accounts: AccountWorld
) -> Response:
    """For owners. The credentials are deleted at once and for good; imported datasets stay."""
    connecting.delete_connection(str(connection_id), principal=principal, ports=world, accounts=accounts)
    return Response(status_code=status.HTTP_204_NO_CONTENT)


@router.post(
    "/{connection_id}/test",
    summary="Test a connection",
    responses=problem_responses(400, 401, 403, 404, 422, 503),
)
def test_connection(
    connection_id: ConnectionId, workspace_id: WritableWorkspace, world: ConnectionWorld
) -> ConnectionCheck:
    """Connects and says what answered, or why nothing did."""
    found = connecting.check_connection(str(connection_id), workspace_id=workspace_id, ports=world)
    return ConnectionCheck(is_reachable=found.failure is None, server=found.server, failure=found.failure)
