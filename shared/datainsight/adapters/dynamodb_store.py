"""Progress and recommendations in the single DynamoDB table."""

import zlib
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError
from pydantic import TypeAdapter

from datainsight.adapters import dynamodb_requests as requests
from datainsight.adapters.client_errors import code_of
from datainsight.errors import SourceNotFoundError
from datainsight.models.analysis import AnalysisProgress, FailureCause, Stage
from datainsight.models.recommendation import Recommendation
from datainsight.services import object_keys
from datainsight.services.ports import ObjectStore

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_RECOMMENDATIONS = TypeAdapter(tuple[Recommendation, ...])
LARGEST_INLINE = 300_000
"""Compressed bytes; an item may have 400 KB."""


class DynamoDbStore:
    """Implements `services.ports.AnalysisStore`.

    Args:
        client: Low-level client.
        table: Name of the table.
        objects: Where recommendations go that are too large for an item.
    """

    def __init__(self, client: "DynamoDBClient", table: str, objects: ObjectStore) -> None:
        self._client = client
        self._table = table
        self._objects = objects

    def queue(self, progress: AnalysisProgress) -> bool:
        """Stores a new analysis."""
        return self._put(requests.queue(self._table, progress))

    def begin(self, progress: AnalysisProgress) -> AnalysisProgress:
        """Claims a new or queued analysis."""
        if self._put(requests.begin(self._table, progress)):
            return progress
        return self._present(progress.workspace_id, progress.analysis_id)

    def get(self, workspace_id: str, analysis_id: str) -> AnalysisProgress | None:
        """The present state."""
        item = self._client.get_item(**requests.get_progress(self._table, workspace_id, analysis_id)).get(
            "Item"
        )
        return requests.progress_from(item) if item else None

    def enter_stage(self, workspace_id: str, analysis_id: str, stage: Stage, at: datetime) -> None:
        """Tells that a stage began."""
        self._update(requests.enter_stage(self._table, workspace_id, analysis_id, stage, at))

    def expect_shards(self, workspace_id: str, analysis_id: str, total: int, at: datetime) -> None:
        """Tells how many shards there are."""
        self._update(requests.expect_shards(self._table, workspace_id, analysis_id, total, at))

    def record_shard(self, workspace_id: str, analysis_id: str, index: int, at: datetime) -> None:
        """Counts a shard once: who makes the shard's own item counts it.

        Not in one transaction: hundreds of shards that end within a second would cancel each other's. Where
        something breaks between the two writes the counter is one off, until `complete` sets it.
        """
        if not self._put(requests.mark_shard(self._table, workspace_id, analysis_id, index, at)):
            return
        if not self._update(requests.count_shard(self._table, workspace_id, analysis_id, at)):
            self._client.delete_item(
                TableName=self._table, Key=requests.shard_key(workspace_id, analysis_id, index)
            )
            raise SourceNotFoundError("The analysis was deleted while it ran.", where=analysis_id)

    def note_cause(self, workspace_id: str, analysis_id: str, cause: FailureCause) -> None:
        """Keeps what a stage said."""
        self._update(requests.note_cause(self._table, workspace_id, analysis_id, cause))

    def complete(self, workspace_id: str, analysis_id: str, at: datetime) -> AnalysisProgress:
        """Ends a running analysis well."""
        self._update(requests.complete(self._table, workspace_id, analysis_id, at))
        return self._present(workspace_id, analysis_id)

    def fail(self, progress: AnalysisProgress) -> AnalysisProgress:
        """Ends an analysis with a failure."""
        self._update(requests.fail(self._table, progress))
        return self._present(progress.workspace_id, progress.analysis_id)

    def cancel(self, workspace_id: str, analysis_id: str, at: datetime) -> AnalysisProgress | None:
        """Ends an open analysis at a user's wish."""
        self._update(requests.cancel(self._table, workspace_id, analysis_id, at))
        return self.get(workspace_id, analysis_id)

    def delete(self, workspace_id: str, analysis_id: str) -> None:
        """Deletes the progress first, so that late shards find nothing to count for; then the rest."""
        self._client.delete_item(TableName=self._table, Key=requests.analysis_key(workspace_id, analysis_id))
        pages = self._client.get_paginator("query").paginate(
            **requests.query_analysis(self._table, workspace_id, analysis_id)
        )
        for page in pages:
            for item in page["Items"]:
                self._client.delete_item(TableName=self._table, Key={"pk": item["pk"], "sk": item["sk"]})

    def save_recommendations(
        self, workspace_id: str, analysis_id: str, recommendations: tuple[Recommendation, ...]
    ) -> None:
        """Stores the repairs in the item, or in the bucket where they are too many."""
        body = _RECOMMENDATIONS.dump_json(recommendations)
        compressed = zlib.compress(body)
        key = requests.recommendations_key(workspace_id, analysis_id)
        if len(compressed) <= LARGEST_INLINE:
            self._client.put_item(TableName=self._table, Item={**key, "body": {"B": compressed}})
            return
        object_key = object_keys.results_prefix(workspace_id, analysis_id) + "recommendations.json"
        self._objects.put(object_key, body, "application/json")
        self._client.put_item(TableName=self._table, Item={**key, "object_key": {"S": object_key}})

    def recommendations(self, workspace_id: str, analysis_id: str) -> tuple[Recommendation, ...]:
        """The repairs on offer."""
        key = requests.recommendations_key(workspace_id, analysis_id)
        item = self._client.get_item(TableName=self._table, Key=key).get("Item")
        if item is None:
            return ()
        if "object_key" in item:
            return _RECOMMENDATIONS.validate_json(self._objects.get(item["object_key"]["S"]))
        return _RECOMMENDATIONS.validate_json(zlib.decompress(item["body"]["B"]))

    def _present(self, workspace_id: str, analysis_id: str) -> AnalysisProgress:
        progress = self.get(workspace_id, analysis_id)
        if progress is None:
            raise SourceNotFoundError("The analysis was deleted while it ran.", where=analysis_id)
        return progress

    def _put(self, request: requests.Request) -> bool:
        return _unless_refused(lambda: self._client.put_item(**request))

    def _update(self, request: requests.Request) -> bool:
        return _unless_refused(lambda: self._client.update_item(**request))


def _unless_refused(call: Callable[[], object]) -> bool:
    """Whether a conditional write was done."""
    try:
        call()
    except ClientError as error:
        if code_of(error) == "ConditionalCheckFailedException":
            return False
        raise
    return True
