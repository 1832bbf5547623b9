"""What only DynamoDB does: refused writes, and the requests as values."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

import boto3
import pytest
from botocore.exceptions import ClientError
from botocore.stub import Stubber

from datainsight.adapters import dynamodb_requests as requests
from datainsight.adapters.dynamodb_store import DynamoDbStore
from datainsight.errors import SourceNotFoundError
from datainsight.models.analysis import AnalysisProgress, AnalysisStatus, FailureCause
from datainsight.models.issue import Goal
from tests.unit.adapters.aws import REGION, TABLE
from tests.unit.services.fakes import MemoryObjects

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

AT = datetime(2026, 11, 23, 21, 10, tzinfo=UTC)


@pytest.fixture
def stub() -> Iterator[Stubber]:
    client = boto3.client("dynamodb", region_name=REGION, aws_access_key_id="a", aws_secret_access_key="b")
    with Stubber(client) as stubber:
        yield stubber


def store(stub: Stubber) -> DynamoDbStore:
    return DynamoDbStore(cast("DynamoDBClient", stub.client), TABLE, MemoryObjects())


def test_a_shard_that_was_counted_is_not_counted_again(stub: Stubber) -> None:
    stub.add_client_error("put_item", "ConditionalCheckFailedException")
    store(stub).record_shard("w", "a", 0, AT)
    stub.assert_no_pending_responses()


def test_a_shard_of_what_was_deleted_leaves_nothing(stub: Stubber) -> None:
    stub.add_response("put_item", {})
    stub.add_client_error("update_item", "ConditionalCheckFailedException")
    stub.add_response("delete_item", {}, {"TableName": TABLE, "Key": requests.shard_key("w", "a", 0)})
    with pytest.raises(SourceNotFoundError):
        store(stub).record_shard("w", "a", 0, AT)
    stub.assert_no_pending_responses()


@pytest.mark.parametrize("reason", ["ThrottlingException", "ProvisionedThroughputExceededException"])
def test_a_shard_that_cannot_be_counted_is_tried_again_by_the_machine(stub: Stubber, reason: str) -> None:
    stub.add_client_error("put_item", reason)
    with pytest.raises(ClientError):
        store(stub).record_shard("w", "a", 0, AT)


def test_other_refusals_of_conditional_writes_are_not_swallowed(stub: Stubber) -> None:
    stub.add_client_error("put_item", "ResourceNotFoundException")
    with pytest.raises(ClientError):
        store(stub).queue(progress())


def progress() -> AnalysisProgress:
    return AnalysisProgress(
        analysis_id="a",
        workspace_id="w",
        dataset_id="d",
        goal=Goal.ANALYTICS,
        status=AnalysisStatus.FAILED,
        started_at=AT,
        updated_at=AT,
        failure=FailureCause(code="internal", message="m"),
        execution_id="e",
    )


def test_items_say_what_the_model_says() -> None:
    item = requests.progress_item(progress())
    assert item["pk"] == {"S": "WORKSPACE#w"}
    assert item["sk"] == {"S": "ANALYSIS#a"}
    assert item["goal"] == {"S": "analytics"}
    assert item["updated_at"] == {"S": "2026-11-23T21:10:00Z"}
    assert "completed_at" not in item
    assert requests.progress_from(item) == progress()


def test_who_makes_the_item_of_a_shard_counts_it() -> None:
    put, update = requests.mark_shard(TABLE, "w", "a", 7, AT), requests.count_shard(TABLE, "w", "a", AT)
    assert put["Item"]["sk"] == {"S": "ANALYSIS#a#SHARD#000007"}
    assert put["ConditionExpression"] == "attribute_not_exists(pk)"
    assert int(put["Item"]["expires_at"]["N"]) - AT.timestamp() == 7 * 24 * 3600
    assert update["Key"] == requests.analysis_key("w", "a")
    assert update["ConditionExpression"] == "attribute_exists(pk)"
    assert update["ExpressionAttributeValues"][":one"] == {"N": "1"}


@pytest.mark.parametrize(
    "request_made",
    [
        requests.queue(TABLE, progress()),
        requests.begin(TABLE, progress()),
        requests.fail(TABLE, progress()),
        requests.complete(TABLE, "w", "a", AT),
    ],
)
def test_every_change_of_outcome_has_a_condition(request_made: dict[str, Any]) -> None:
    assert "attribute_" in request_made["ConditionExpression"]
