"""Connections in the single table: sk = "CONNECTION#<connection>", and "IMPORT#<import>". No credentials."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from datainsight.adapters.client_errors import code_of
from datainsight.adapters.dynamodb_requests import attributes, key, partition, values
from datainsight.models.connection import Connection, ImportJob, ImportStatus

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

KEPT = timedelta(days=30)
"""Then an import is forgotten; the dataset stays."""

_CONNECTION = "CONNECTION#"
_IMPORT = "IMPORT#"


class DynamoDbConnections:
    """Implements `services.connection_ports.ConnectionStore`."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def add(self, connection: Connection) -> None:
        """Stores a new one."""
        self._client.put_item(TableName=self._table, Item=_connection_item(connection))

    def list(self, workspace_id: str) -> tuple[Connection, ...]:
        """All of a workspace."""
        pages = self._client.get_paginator("query").paginate(
            TableName=self._table,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :sk)",
            ExpressionAttributeValues=values(pk=partition(workspace_id), sk=_CONNECTION),
            ConsistentRead=True,
        )
        found = (_connection(item) for page in pages for item in page["Items"])
        return tuple(sorted(found, key=lambda each: (each.created_at, each.connection_id)))

    def get(self, workspace_id: str, connection_id: str) -> Connection | None:
        """One of a workspace."""
        item = self._get(workspace_id, _CONNECTION + connection_id)
        return _connection(item) if item else None

    def replace(self, connection: Connection) -> bool:
        """Stores what changed of one."""
        return self._put_if("attribute_exists(pk)", _connection_item(connection))

    def delete(self, workspace_id: str, connection_id: str) -> bool:
        """Removes one."""
        reply = self._client.delete_item(
            TableName=self._table, Key=key(workspace_id, _CONNECTION + connection_id), ReturnValues="ALL_OLD"
        )
        return bool(reply.get("Attributes"))

    def add_import(self, job: ImportJob) -> None:
        """Stores a new one."""
        self._client.put_item(TableName=self._table, Item=_import_item(job))

    def get_import(self, workspace_id: str, import_id: str) -> ImportJob | None:
        """One of a workspace."""
        item = self._get(workspace_id, _IMPORT + import_id)
        return ImportJob.model_validate_json(item["document"]["S"]) if item else None

    def save_import(self, job: ImportJob) -> bool:
        """Replaces one that is still open."""
        return self._put_if(
            "#status IN (:queued, :running)",
            _import_item(job),
            ExpressionAttributeNames={"#status": "status"},
            ExpressionAttributeValues=values(
                queued=ImportStatus.QUEUED.value, running=ImportStatus.RUNNING.value
            ),
        )

    def forget_import(self, workspace_id: str, import_id: str) -> None:
        """Removes one."""
        self._client.delete_item(TableName=self._table, Key=key(workspace_id, _IMPORT + import_id))

    def _get(self, workspace_id: str, sort_key: str) -> Any:
        reply = self._client.get_item(
            TableName=self._table, Key=key(workspace_id, sort_key), ConsistentRead=True
        )
        return reply.get("Item")

    def _put_if(self, condition: str, item: dict[str, Any], **expression: Any) -> bool:
        try:
            self._client.put_item(
                TableName=self._table, Item=item, ConditionExpression=condition, **expression
            )
        except ClientError as error:
            if code_of(error) != "ConditionalCheckFailedException":
                raise
            return False
        return True


def _connection_item(connection: Connection) -> dict[str, Any]:
    place = key(connection.workspace_id, _CONNECTION + connection.connection_id)
    return {**place, **attributes(document=connection.model_dump_json())}


def _import_item(job: ImportJob) -> dict[str, Any]:
    expires_at = int((job.created_at + KEPT).timestamp())
    fields = attributes(document=job.model_dump_json(), status=job.status.value, expires_at=expires_at)
    return {**key(job.workspace_id, _IMPORT + job.import_id), **fields}


def _connection(item: Any) -> Connection:
    return Connection.model_validate_json(item["document"]["S"])
