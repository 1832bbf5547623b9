"""Webhooks in the single table: sk = "WEBHOOK#<endpoint>", and "DELIVERY#<endpoint>#<delivery>"."""

from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from datainsight.adapters.client_errors import code_of
from datainsight.adapters.dynamodb_requests import attributes, item_values, key, partition, values
from datainsight.models.webhook import Delivery, DeliveryReference, WebhookEndpoint
from datainsight.services.deliver_webhooks import KEPT

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_ENDPOINT = "WEBHOOK#"
_DELIVERY = "DELIVERY#"


class DynamoDbWebhooks:
    """Implements `services.webhook_ports.WebhookStore`."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def add_endpoint(self, endpoint: WebhookEndpoint) -> None:
        """Stores one."""
        fields = endpoint.model_dump(mode="json", exclude_none=True)
        place = key(endpoint.workspace_id, _ENDPOINT + endpoint.endpoint_id)
        self._client.put_item(TableName=self._table, Item={**place, **attributes(**fields)})

    def endpoints(self, workspace_id: str) -> tuple[WebhookEndpoint, ...]:
        """All of a workspace."""
        found = (_endpoint(item) for item in self._items(workspace_id, _ENDPOINT))
        return tuple(sorted(found, key=lambda each: (each.created_at, each.endpoint_id)))

    def endpoint(self, workspace_id: str, endpoint_id: str) -> WebhookEndpoint | None:
        """One of a workspace."""
        reply = self._client.get_item(
            TableName=self._table, Key=key(workspace_id, _ENDPOINT + endpoint_id), ConsistentRead=True
        )
        return _endpoint(reply["Item"]) if "Item" in reply else None

    def delete_endpoint(self, workspace_id: str, endpoint_id: str) -> bool:
        """Removes one, then its deliveries."""
        reply = self._client.delete_item(
            TableName=self._table, Key=key(workspace_id, _ENDPOINT + endpoint_id), ReturnValues="ALL_OLD"
        )
        for item in self._items(workspace_id, f"{_DELIVERY}{endpoint_id}#"):
            self._client.delete_item(TableName=self._table, Key={"pk": item["pk"], "sk": item["sk"]})
        return bool(reply.get("Attributes"))

    def add_delivery(self, delivery: Delivery) -> bool:
        """Stores a new one."""
        return self._put(delivery, "attribute_not_exists(pk)")

    def save_delivery(self, delivery: Delivery) -> None:
        """Replaces one."""
        self._put(delivery, "attribute_exists(pk)")

    def delivery(self, reference: DeliveryReference) -> Delivery | None:
        """One."""
        reply = self._client.get_item(TableName=self._table, Key=_place(reference), ConsistentRead=True)
        return _delivery(reply["Item"]) if "Item" in reply else None

    def deliveries(self, workspace_id: str, endpoint_id: str, limit: int) -> tuple[Delivery, ...]:
        """The newest ones."""
        reply = self._client.query(
            TableName=self._table,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :sk)",
            ExpressionAttributeValues=values(pk=partition(workspace_id), sk=f"{_DELIVERY}{endpoint_id}#"),
            ConsistentRead=True,
            ScanIndexForward=False,
            Limit=limit,
        )
        return tuple(_delivery(item) for item in reply["Items"])

    def _put(self, delivery: Delivery, condition: str) -> bool:
        expires_at = int((delivery.announcement.at + KEPT).timestamp())
        fields = attributes(document=delivery.model_dump_json(), expires_at=expires_at)
        try:
            self._client.put_item(
                TableName=self._table,
                Item={**_place(delivery.reference), **fields},
                ConditionExpression=condition,
            )
        except ClientError as error:
            if code_of(error) != "ConditionalCheckFailedException":
                raise
            return False
        return True

    def _items(self, workspace_id: str, prefix: str) -> list[dict[str, Any]]:
        pages = self._client.get_paginator("query").paginate(
            TableName=self._table,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :sk)",
            ExpressionAttributeValues=values(pk=partition(workspace_id), sk=prefix),
            ConsistentRead=True,
        )
        return [item for page in pages for item in page["Items"]]


def _place(reference: DeliveryReference) -> dict[str, Any]:
    sort_key = f"{_DELIVERY}{reference.endpoint_id}#{reference.delivery_id}"
    return key(reference.workspace_id, sort_key)


def _endpoint(item: Any) -> WebhookEndpoint:
    return WebhookEndpoint.model_validate(item_values(item, WebhookEndpoint))


def _delivery(item: Any) -> Delivery:
    return Delivery.model_validate_json(item["document"]["S"])
