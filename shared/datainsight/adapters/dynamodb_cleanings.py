"""Cleanings in the single DynamoDB table: pk = "WORKSPACE#<workspace>", sk = "CLEANING#<dataset>#<id>"."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from datainsight.adapters import dynamodb_requests as requests
from datainsight.adapters.client_errors import code_of
from datainsight.errors import SourceNotFoundError
from datainsight.models.analysis import AnalysisStatus, FailureCause
from datainsight.models.cleaning_job import CleaningJob, CleaningReference

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_OPEN = {"queued": AnalysisStatus.QUEUED.value, "running": AnalysisStatus.RUNNING.value}


class DynamoDbCleanings:
    """Implements `services.cleaning_ports.CleaningStore`."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def queue(self, job: CleaningJob) -> bool:
        """A conditional put."""
        fields = job.model_dump(mode="json", exclude_none=True)
        item = requests.attributes(**fields)
        try:
            self._client.put_item(
                TableName=self._table,
                Item={**_key(job.reference), **item},
                ConditionExpression="attribute_not_exists(pk)",
            )
        except ClientError as error:
            if code_of(error) == "ConditionalCheckFailedException":
                return False
            raise
        return True

    def get(self, workspace_id: str, dataset_id: str, cleaning_id: str) -> CleaningJob | None:
        """Consistent: a page must see what it just did."""
        key = requests.key(workspace_id, f"{_prefix(dataset_id)}{cleaning_id}")
        item = self._client.get_item(TableName=self._table, Key=key, ConsistentRead=True).get("Item")
        return _job(item) if item else None

    def of_dataset(self, workspace_id: str, dataset_id: str) -> tuple[CleaningJob, ...]:
        """Newest first."""
        found = [_job(item) for item in self._items(workspace_id, dataset_id)]
        return tuple(sorted(found, key=lambda each: (each.started_at, each.cleaning_id), reverse=True))

    def advance(self, cleaning: CleaningReference, bytes_done: int, at: datetime) -> None:
        """An update of an open one."""
        is_open = self._update(
            cleaning,
            "SET #status = :running, bytes_done = :bytes_done, updated_at = :at",
            at=requests.timestamp(at),
            bytes_done=bytes_done,
        )
        if not is_open:
            raise SourceNotFoundError("The cleaning was deleted, or has ended.", where=cleaning.cleaning_id)

    def complete(self, cleaning: CleaningReference, at: datetime) -> CleaningJob:
        """An update of an open one."""
        self._update(
            cleaning,
            "SET #status = :ended, updated_at = :at, completed_at = :at, bytes_done = size_bytes",
            ended=AnalysisStatus.COMPLETED.value,
            at=requests.timestamp(at),
        )
        found = self.get(cleaning.workspace_id, cleaning.dataset_id, cleaning.cleaning_id)
        if found is None:
            raise SourceNotFoundError("The cleaning was deleted while it ran.", where=cleaning.cleaning_id)
        return found

    def fail(self, cleaning: CleaningReference, cause: FailureCause, at: datetime) -> CleaningJob | None:
        """An update of an open one."""
        self._update(
            cleaning,
            "SET #status = :ended, updated_at = :at, completed_at = :at, failure = :cause",
            ended=AnalysisStatus.FAILED.value,
            at=requests.timestamp(at),
            cause=cause.model_dump(mode="json", exclude_none=True),
        )
        return self.get(cleaning.workspace_id, cleaning.dataset_id, cleaning.cleaning_id)

    def cancel(self, cleaning: CleaningReference, at: datetime) -> CleaningJob | None:
        """An update of an open one."""
        self._update(
            cleaning,
            "SET #status = :ended, updated_at = :at, completed_at = :at",
            ended=AnalysisStatus.CANCELLED.value,
            at=requests.timestamp(at),
        )
        return self.get(cleaning.workspace_id, cleaning.dataset_id, cleaning.cleaning_id)

    def delete_of_dataset(self, workspace_id: str, dataset_id: str) -> None:
        """One by one; there are few."""
        for item in self._items(workspace_id, dataset_id):
            self._client.delete_item(TableName=self._table, Key={"pk": item["pk"], "sk": item["sk"]})

    def _update(self, cleaning: CleaningReference, expression: str, **values: object) -> bool:
        """Whether it was open, so that it was done."""
        try:
            self._client.update_item(
                TableName=self._table,
                Key=_key(cleaning),
                UpdateExpression=expression,
                ConditionExpression="#status IN (:queued, :running)",
                ExpressionAttributeNames={"#status": "status"},
                ExpressionAttributeValues=requests.values(**_OPEN, **values),
            )
        except ClientError as error:
            if code_of(error) == "ConditionalCheckFailedException":
                return False
            raise
        return True

    def _items(self, workspace_id: str, dataset_id: str) -> Iterator[Any]:
        pages: Iterable[Any] = self._client.get_paginator("query").paginate(
            TableName=self._table,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :sk)",
            ExpressionAttributeValues=requests.values(
                pk=requests.partition(workspace_id), sk=_prefix(dataset_id)
            ),
            ConsistentRead=True,
        )
        for page in pages:
            yield from page["Items"]


def _prefix(dataset_id: str) -> str:
    return f"CLEANING#{dataset_id}#"


def _key(cleaning: CleaningReference) -> requests.Request:
    return requests.key(cleaning.workspace_id, f"{_prefix(cleaning.dataset_id)}{cleaning.cleaning_id}")


def _job(item: requests.Item) -> CleaningJob:
    return CleaningJob.model_validate(requests.item_values(item, CleaningJob))
