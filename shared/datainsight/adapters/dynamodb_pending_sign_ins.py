"""Sign-ins that are at a provider, in the single table: pk = "SIGN_IN#<digest>"; they expire."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from datainsight.adapters.dynamodb_requests import attributes, item_values
from datainsight.models.account import PendingSignIn

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoDbPendingSignIns:
    """Implements `services.account_ports.PendingSignIns`."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def put(self, digest: str, pending: PendingSignIn) -> None:
        """Stores one."""
        fields = pending.model_dump(mode="json")
        fields["expires_at"] = int(pending.expires_at.timestamp())
        item = attributes(**fields)
        self._client.put_item(TableName=self._table, Item={**_key(digest), **item})

    def take(self, digest: str, now: datetime) -> PendingSignIn | None:
        """Removes one: of two who come with the same state, one gets it."""
        reply = self._client.delete_item(TableName=self._table, Key=_key(digest), ReturnValues="ALL_OLD")
        item: Any = reply.get("Attributes")
        if not item:
            return None
        pending = PendingSignIn.model_validate(item_values(item, PendingSignIn))
        return pending if pending.expires_at > now else None


def _key(digest: str) -> dict[str, Any]:
    return {"pk": {"S": f"SIGN_IN#{digest}"}, "sk": {"S": "PENDING"}}
