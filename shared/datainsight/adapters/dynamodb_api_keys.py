"""API keys in the single DynamoDB table: pk = "WORKSPACE#<workspace>", sk = "APIKEY#<key>"; they expire."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from datainsight.adapters.client_errors import code_of
from datainsight.adapters.dynamodb_requests import attributes, item_values, key, partition, timestamp, values
from datainsight.models.account import ApiKey

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_PREFIX = "APIKEY#"


class DynamoDbApiKeys:
    """Implements `services.account_ports.ApiKeyStore`."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def add(self, key: ApiKey) -> None:
        """Stores one; DynamoDB removes it when it has expired."""
        fields = key.model_dump(mode="json", exclude_none=True)
        fields["expires_at"] = int(key.expires_at.timestamp())
        item = attributes(**fields)
        self._client.put_item(TableName=self._table, Item={**_key(key.workspace_id, key.key_id), **item})

    def find(self, workspace_id: str, key_id: str) -> ApiKey | None:
        """One of a workspace."""
        reply = self._client.get_item(
            TableName=self._table, Key=_key(workspace_id, key_id), ConsistentRead=True
        )
        return _model(reply["Item"]) if "Item" in reply else None

    def keys(self, workspace_id: str) -> tuple[ApiKey, ...]:
        """All of a workspace."""
        pages = self._client.get_paginator("query").paginate(
            TableName=self._table,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :sk)",
            ExpressionAttributeValues=values(pk=partition(workspace_id), sk=_PREFIX),
            ConsistentRead=True,
        )
        found = (_model(item) for page in pages for item in page["Items"])
        return tuple(sorted(found, key=lambda each: (each.created_at, each.key_id)))

    def note_use(self, workspace_id: str, key_id: str, at: datetime) -> None:
        """Remembers when it was used."""
        try:
            self._client.update_item(
                TableName=self._table,
                Key=_key(workspace_id, key_id),
                UpdateExpression="SET last_used_at = :at",
                ConditionExpression="attribute_exists(pk)",
                ExpressionAttributeValues=values(at=timestamp(at)),
            )
        except ClientError as error:
            if code_of(error) != "ConditionalCheckFailedException":
                raise

    def revoke(self, workspace_id: str, key_id: str) -> bool:
        """Removes one."""
        reply = self._client.delete_item(
            TableName=self._table, Key=_key(workspace_id, key_id), ReturnValues="ALL_OLD"
        )
        return bool(reply.get("Attributes"))


def _key(workspace_id: str, key_id: str) -> dict[str, Any]:
    return key(workspace_id, _PREFIX + key_id)


def _model(item: Any) -> ApiKey:
    return ApiKey.model_validate(item_values(item, ApiKey))
