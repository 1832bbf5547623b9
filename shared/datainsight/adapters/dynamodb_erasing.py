"""Everything that the single table holds of a workspace or of a user, away at once."""

from typing import TYPE_CHECKING, Any

from datainsight.adapters.dynamodb_requests import partition

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_BATCH = 25
"""As many items may one BatchWriteItem delete."""


class DynamoDbTraces:
    """Implements `services.account_ports.TraceEraser`: whole partitions, whatever is in them."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def erase_workspace(self, workspace_id: str) -> None:
        """Analyses, recommendations, keys, webhooks and all else."""
        self._erase(partition(workspace_id))

    def erase_user(self, user_id: str) -> None:
        """Profile, memberships, sessions."""
        self._erase(f"USER#{user_id}")

    def _erase(self, partition_key: str) -> None:
        pages = self._client.get_paginator("query").paginate(
            TableName=self._table,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": {"S": partition_key}},
            ProjectionExpression="pk, sk",
            ConsistentRead=True,
        )
        for page in pages:
            items = page["Items"]
            for start in range(0, len(items), _BATCH):
                self._delete(items[start : start + _BATCH])

    def _delete(self, items: list[dict[str, Any]]) -> None:
        requests: Any = [{"DeleteRequest": {"Key": {"pk": each["pk"], "sk": each["sk"]}}} for each in items]
        waiting: Any = {self._table: requests}
        while waiting:
            waiting = self._client.batch_write_item(RequestItems=waiting)["UnprocessedItems"]
