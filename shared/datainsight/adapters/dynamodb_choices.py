"""Users' choices in the single DynamoDB table.

pk = "WORKSPACE#<workspace>": sk = "ANALYSIS#<analysis>#DECISION#<recommendation>" and
"ANALYSIS#<analysis>#ORDER" (go with the analysis), "MUTE#<id>",
"PREFERENCES"; pk = "USER#<user>": sk = "PREFERENCES".
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from datainsight.adapters import dynamodb_requests as requests
from datainsight.models.choices import Decision, Mute, Preferences

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_MUTE = "MUTE#"
_BATCH = 25
"""What one BatchWriteItem takes."""


class DynamoDbChoices:
    """Implements `services.choice_ports.ChoiceStore`."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def decide(self, workspace_id: str, analysis_id: str, decisions: Mapping[str, Decision | None]) -> None:
        """One item a decision, so that two users' decisions do not undo each other."""
        writes = [_write(workspace_id, analysis_id, *each) for each in decisions.items()]
        for start in range(0, len(writes), _BATCH):
            waiting: Any = {self._table: writes[start : start + _BATCH]}
            while waiting:
                waiting = self._client.batch_write_item(RequestItems=waiting)["UnprocessedItems"]

    def decisions(self, workspace_id: str, analysis_id: str) -> Mapping[str, Decision]:
        """All decisions of an analysis."""
        prefix = _decision_prefix(analysis_id)
        return {
            item["sk"]["S"].removeprefix(prefix): Decision(item["decision"]["S"])
            for item in self._items(workspace_id, prefix)
        }

    def save_order(self, workspace_id: str, analysis_id: str, recommendation_ids: Sequence[str]) -> None:
        """One item, which the last one to move a repair writes."""
        key = _order_key(workspace_id, analysis_id)
        if recommendation_ids:
            self._put(key, {"recommendation_ids": list(recommendation_ids)})
        else:
            self._client.delete_item(TableName=self._table, Key=key)

    def order(self, workspace_id: str, analysis_id: str) -> tuple[str, ...]:
        """The order that was wished."""
        reply = self._client.get_item(
            TableName=self._table, Key=_order_key(workspace_id, analysis_id), ConsistentRead=True
        )
        listed = reply.get("Item", {}).get("recommendation_ids", {}).get("L", [])
        return tuple(each["S"] for each in listed)

    def add_mute(self, workspace_id: str, mute: Mute) -> None:
        """Stores a rule."""
        self._put(
            requests.key(workspace_id, _MUTE + mute.mute_id), mute.model_dump(mode="json", exclude_none=True)
        )

    def mutes(self, workspace_id: str) -> tuple[Mute, ...]:
        """All rules of a workspace."""
        found = [
            Mute.model_validate(requests.item_values(item, Mute)) for item in self._items(workspace_id, _MUTE)
        ]
        return tuple(sorted(found, key=lambda each: (each.created_at, each.mute_id)))

    def remove_mute(self, workspace_id: str, mute_id: str) -> bool:
        """Forgets a rule."""
        reply = self._client.delete_item(
            TableName=self._table, Key=requests.key(workspace_id, _MUTE + mute_id), ReturnValues="ALL_OLD"
        )
        return bool(reply.get("Attributes"))

    def preferences(self, workspace_id: str, user_id: str | None) -> Preferences | None:
        """Of a user, or of the workspace."""
        reply = self._client.get_item(
            TableName=self._table, Key=_preferences_key(workspace_id, user_id), ConsistentRead=True
        )
        if "Item" not in reply:
            return None
        return Preferences.model_validate(requests.item_values(reply["Item"], Preferences))

    def save_preferences(self, workspace_id: str, user_id: str | None, preferences: Preferences) -> None:
        """Replaces them."""
        self._put(_preferences_key(workspace_id, user_id), preferences.model_dump(mode="json"))

    def _put(self, key: requests.Request, fields: Mapping[str, object]) -> None:
        item = requests.attributes(**fields)
        self._client.put_item(TableName=self._table, Item={**key, **item})

    def _items(self, workspace_id: str, prefix: str) -> Iterator[Any]:
        pages: Iterable[Any] = self._client.get_paginator("query").paginate(
            TableName=self._table,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :sk)",
            ExpressionAttributeValues=requests.values(pk=requests.partition(workspace_id), sk=prefix),
            ConsistentRead=True,
        )
        for page in pages:
            yield from page["Items"]


def _decision_prefix(analysis_id: str) -> str:
    return f"{requests.analysis_sort_key(analysis_id)}#DECISION#"


def _order_key(workspace_id: str, analysis_id: str) -> requests.Request:
    return requests.key(workspace_id, f"{requests.analysis_sort_key(analysis_id)}#ORDER")


def _write(workspace_id: str, analysis_id: str, recommendation_id: str, decision: Decision | None) -> Any:
    key = requests.key(workspace_id, _decision_prefix(analysis_id) + recommendation_id)
    if decision is None:
        return {"DeleteRequest": {"Key": key}}
    return {"PutRequest": {"Item": {**key, "decision": {"S": decision.value}}}}


def _preferences_key(workspace_id: str, user_id: str | None) -> requests.Request:
    if user_id is None:
        return requests.key(workspace_id, "PREFERENCES")
    return {"pk": {"S": f"USER#{user_id}"}, "sk": {"S": "PREFERENCES"}}
