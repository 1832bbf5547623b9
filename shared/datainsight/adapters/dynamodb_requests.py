"""Requests to the single table as plain values, made without AWS.

pk = "WORKSPACE#<workspace>"; sk = "ANALYSIS#<analysis>" (progress), "…#SHARD#<index>", "…#RECOMMENDATIONS".
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer
from pydantic import BaseModel

from datainsight.models.analysis import AnalysisProgress, AnalysisStatus, FailureCause, Stage

Request = dict[str, Any]
Item = Mapping[str, Any]

SHARD_LIFETIME = timedelta(days=7)
"""Longer than any execution; then DynamoDB forgets which shards were counted."""

_serializer = TypeSerializer()
_deserializer = TypeDeserializer()


def partition(workspace_id: str) -> str:
    """All items of a workspace."""
    return f"WORKSPACE#{workspace_id}"


def analysis_sort_key(analysis_id: str) -> str:
    """Progress of an analysis; what belongs to it begins with this and "#"."""
    return f"ANALYSIS#{analysis_id}"


def key(workspace_id: str, sort_key: str) -> Request:
    """Primary key."""
    return {"pk": {"S": partition(workspace_id)}, "sk": {"S": sort_key}}


def analysis_key(workspace_id: str, analysis_id: str) -> Request:
    """Primary key of the progress."""
    return key(workspace_id, analysis_sort_key(analysis_id))


def values(**given: object) -> Request:
    """Values of an expression: ":name" -> typed value."""
    return {f":{name}": value for name, value in attributes(**given).items()}


def attributes(**given: object) -> Request:
    """Attributes of an item: name -> typed value."""
    return {name: _serializer.serialize(value) for name, value in given.items()}


def item_values(item: Item, model: type[BaseModel]) -> dict[str, Any]:
    """The plain values of an item that a model has fields for."""
    return {
        name: _deserializer.deserialize(value) for name, value in item.items() if name in model.model_fields
    }


def progress_item(progress: AnalysisProgress) -> Request:
    """The whole item; what is None is left out."""
    fields = progress.model_dump(mode="json", exclude_none=True)
    return {**analysis_key(progress.workspace_id, progress.analysis_id), **attributes(**fields)}


def progress_from(item: Item) -> AnalysisProgress:
    """The model of an item."""
    return AnalysisProgress.model_validate(item_values(item, AnalysisProgress))


def get_progress(table: str, workspace_id: str, analysis_id: str) -> Request:
    """GetItem, consistent: a page must see what it just did."""
    return {"TableName": table, "Key": analysis_key(workspace_id, analysis_id), "ConsistentRead": True}


def queue(table: str, progress: AnalysisProgress) -> Request:
    """PutItem of a new analysis."""
    return {
        "TableName": table,
        "Item": progress_item(progress),
        "ConditionExpression": "attribute_not_exists(pk)",
    }


def begin(table: str, progress: AnalysisProgress) -> Request:
    """PutItem that claims a new or queued analysis, or one of the same execution that has not ended."""
    return {
        "TableName": table,
        "Item": progress_item(progress),
        "ConditionExpression": "attribute_not_exists(pk) OR #status = :queued"
        " OR (execution_id = :execution_id AND #status = :running)",
        "ExpressionAttributeNames": {"#status": "status"},
        "ExpressionAttributeValues": values(
            queued=AnalysisStatus.QUEUED.value,
            running=AnalysisStatus.RUNNING.value,
            execution_id=progress.execution_id,
        ),
    }


def enter_stage(table: str, workspace_id: str, analysis_id: str, stage: Stage, at: datetime) -> Request:
    """UpdateItem of an existing analysis."""
    return {
        "TableName": table,
        "Key": analysis_key(workspace_id, analysis_id),
        "UpdateExpression": "SET stage = :stage, updated_at = :at",
        "ConditionExpression": "attribute_exists(pk)",
        "ExpressionAttributeValues": values(stage=stage.value, at=timestamp(at)),
    }


def expect_shards(table: str, workspace_id: str, analysis_id: str, total: int, at: datetime) -> Request:
    """UpdateItem that ends the plan stage."""
    return {
        "TableName": table,
        "Key": analysis_key(workspace_id, analysis_id),
        "UpdateExpression": "SET shards_total = :total, stage = :stage, updated_at = :at",
        "ConditionExpression": "attribute_exists(pk)",
        "ExpressionAttributeValues": values(total=total, stage=Stage.PROFILE.value, at=timestamp(at)),
    }


def shard_key(workspace_id: str, analysis_id: str, index: int) -> Request:
    """Primary key of a measured shard."""
    return key(workspace_id, f"{analysis_sort_key(analysis_id)}#SHARD#{index:06d}")


def mark_shard(table: str, workspace_id: str, analysis_id: str, index: int, at: datetime) -> Request:
    """PutItem of the shard's own item, which must be new."""
    expires_at = int((at + SHARD_LIFETIME).timestamp())
    return {
        "TableName": table,
        "Item": {
            **shard_key(workspace_id, analysis_id, index),
            "expires_at": _serializer.serialize(expires_at),
        },
        "ConditionExpression": "attribute_not_exists(pk)",
    }


def count_shard(table: str, workspace_id: str, analysis_id: str, at: datetime) -> Request:
    """UpdateItem of an existing analysis: one more shard is measured."""
    return {
        "TableName": table,
        "Key": analysis_key(workspace_id, analysis_id),
        "UpdateExpression": "SET updated_at = :at ADD shards_done :one",
        "ConditionExpression": "attribute_exists(pk)",
        "ExpressionAttributeValues": values(at=timestamp(at), one=1),
    }


def note_cause(table: str, workspace_id: str, analysis_id: str, cause: FailureCause) -> Request:
    """UpdateItem of an existing analysis."""
    return {
        "TableName": table,
        "Key": analysis_key(workspace_id, analysis_id),
        "UpdateExpression": "SET noted_cause = :cause",
        "ConditionExpression": "attribute_exists(pk)",
        "ExpressionAttributeValues": values(cause=cause.model_dump(mode="json", exclude_none=True)),
    }


def complete(table: str, workspace_id: str, analysis_id: str, at: datetime) -> Request:
    """UpdateItem of an analysis that has not failed; all its shards are measured then."""
    return {
        "TableName": table,
        "Key": analysis_key(workspace_id, analysis_id),
        "UpdateExpression": "SET #status = :completed, updated_at = :at, completed_at = :at,"
        " shards_done = if_not_exists(shards_total, :none) REMOVE noted_cause",
        "ConditionExpression": "attribute_exists(pk) AND #status IN (:queued, :running)",
        "ExpressionAttributeNames": {"#status": "status"},
        "ExpressionAttributeValues": values(
            completed=AnalysisStatus.COMPLETED.value,
            queued=AnalysisStatus.QUEUED.value,
            running=AnalysisStatus.RUNNING.value,
            at=timestamp(at),
            none=0,
        ),
    }


def cancel(table: str, workspace_id: str, analysis_id: str, at: datetime) -> Request:
    """UpdateItem of an open analysis."""
    return {
        "TableName": table,
        "Key": analysis_key(workspace_id, analysis_id),
        "UpdateExpression": "SET #status = :cancelled, updated_at = :at, completed_at = :at"
        " REMOVE noted_cause",
        "ConditionExpression": "#status IN (:queued, :running)",
        "ExpressionAttributeNames": {"#status": "status"},
        "ExpressionAttributeValues": values(
            cancelled=AnalysisStatus.CANCELLED.value,
            queued=AnalysisStatus.QUEUED.value,
            running=AnalysisStatus.RUNNING.value,
            at=timestamp(at),
        ),
    }


def fail(table: str, progress: AnalysisProgress) -> Request:
    """UpdateItem that makes or ends an analysis, unless it ended or belongs to another execution."""
    kept = {
        "workspace_id",
        "analysis_id",
        "dataset_id",
        "goal",
        "options",
        "etag",
        "attempt",
        "started_at",
        "stage",
    }
    fields = progress.model_dump(mode="json", exclude_none=True)
    sets = [
        f"#{name} = if_not_exists(#{name}, :{name})" if name in kept else f"#{name} = :{name}"
        for name in fields
        if name not in {"shards_done", "shards_total", "noted_cause"}
    ]
    named = {each.split(" ", 1)[0].removeprefix("#") for each in sets}
    return {
        "TableName": table,
        "Key": analysis_key(progress.workspace_id, progress.analysis_id),
        "UpdateExpression": "SET " + ", ".join(sets),
        "ConditionExpression": "attribute_not_exists(pk)"
        " OR (#execution_id = :execution_id AND #status IN (:queued, :running))",
        "ExpressionAttributeNames": {f"#{name}": name for name in sorted(named)},
        "ExpressionAttributeValues": {
            **values(**{name: value for name, value in fields.items() if name in named}),
            **values(queued=AnalysisStatus.QUEUED.value, running=AnalysisStatus.RUNNING.value),
        },
    }


def query_analysis(table: str, workspace_id: str, analysis_id: str) -> Request:
    """Query for the keys of all items of an analysis."""
    return {
        "TableName": table,
        "KeyConditionExpression": "pk = :pk AND begins_with(sk, :sk)",
        "ProjectionExpression": "pk, sk",
        "ExpressionAttributeValues": values(pk=partition(workspace_id), sk=analysis_sort_key(analysis_id)),
        "ConsistentRead": True,
    }


def recommendations_key(workspace_id: str, analysis_id: str) -> Request:
    """Primary key of the repairs on offer."""
    return key(workspace_id, f"{analysis_sort_key(analysis_id)}#RECOMMENDATIONS")


def timestamp(at: datetime) -> str:
    """As pydantic writes it, so that all times in an item look alike."""
    return at.isoformat().replace("+00:00", "Z")
