"""What is still to be told to the billing service, in the single table.

pk = "BILLING", sk = "<time>#<event>" (pending); pk = "WORKSPACE#<workspace>", sk = "BILLING" (its customer).
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from datainsight.adapters import dynamodb_requests as requests
from datainsight.models.billing import BillableUsage
from datainsight.models.usage import UsageEvent

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

PARTITION = "BILLING"


def pending_item(event: UsageEvent) -> requests.Request:
    """The item of a usage event that costs something; it is put in the event's own transaction."""
    usage = BillableUsage(
        event_id=event.event_id,
        workspace_id=event.workspace_id,
        at=event.at,
        microdollars=event.microdollars,
    )
    return {**_key(usage), **requests.attributes(**usage.model_dump(mode="json"))}


class DynamoDbBilling:
    """Implements `services.billing_ports.BillingOutbox`.

    Args:
        client: Low-level client.
        table: Name of the table.
    """

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def pending(self) -> Iterator[BillableUsage]:
        """By their time."""
        pages: Iterable[Any] = self._client.get_paginator("query").paginate(
            TableName=self._table,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues=requests.values(pk=PARTITION),
            ConsistentRead=True,
        )
        for page in pages:
            for item in page["Items"]:
                yield BillableUsage.model_validate(requests.item_values(item, BillableUsage))

    def done(self, usage: BillableUsage) -> None:
        """Deletes the item; the usage event stays in the ledger."""
        self._client.delete_item(TableName=self._table, Key=_key(usage))

    def customer(self, workspace_id: str) -> str | None:
        """The workspace's item."""
        key = requests.key(workspace_id, PARTITION)
        item = self._client.get_item(TableName=self._table, Key=key, ConsistentRead=True).get("Item")
        return str(item["customer_id"]["S"]) if item else None

    def remember_customer(self, workspace_id: str, customer_id: str) -> None:
        """Goes with the workspace."""
        key = requests.key(workspace_id, PARTITION)
        self._client.put_item(TableName=self._table, Item={**key, "customer_id": {"S": customer_id}})


def _key(usage: BillableUsage) -> requests.Request:
    return {"pk": {"S": PARTITION}, "sk": {"S": f"{requests.timestamp(usage.at)}#{usage.event_id}"}}
