"""What only DynamoDB does: transactions that collide, and the requests as values."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

import boto3
import pytest
from botocore.exceptions import ClientError
from botocore.stub import Stubber

from datainsight.adapters import dynamodb_requests as requests
from datainsight.adapters.dynamodb_store import DynamoDbStore
from datainsight.errors import UnavailableError
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


def store(stub: Stubber, pauses: list[float]) -> DynamoDbStore:
    return DynamoDbStore(cast("DynamoDBClient", stub.client), TABLE, MemoryObjects(), sleep=pauses.append)


def cancel(stub: Stubber, *reasons: str) -> None:
    stub.add_client_error(
        "transact_write_items",
        "TransactionCanceledException",
        modeled_fields={"CancellationReasons": [{"Code": reason} for reason in reasons]},
    )


def test_tries_again_when_shards_collide(stub: Stubber) -> None:
    pauses: list[float] = []
    cancel(stub, "None", "TransactionConflict")
    stub.add_client_error("transact_write_items", "TransactionInProgressException")
    stub.add_response("transact_write_items", {})
    store(stub, pauses).record_shard("w", "a", 0, AT)
    stub.assert_no_pending_responses()
    assert len(pauses) == 2


def test_a_collision_after_the_shard_was_counted_is_no_error(stub: Stubber) -> None:
    cancel(stub, "ConditionalCheckFailed", "TransactionConflict")
    store(stub, []).record_shard("w", "a", 0, AT)
    stub.assert_no_pending_responses()


def test_gives_up_with_an_error_that_the_machine_retries(stub: Stubber) -> None:
    pauses: list[float] = []
    for _ in range(12):
        cancel(stub, "None", "TransactionConflict")
    with pytest.raises(UnavailableError):
        store(stub, pauses).record_shard("w", "a", 0, AT)


@pytest.mark.parametrize("reason", ["ThrottlingError", "ItemCollectionSizeLimitExceeded"])
def test_other_cancellations_are_not_swallowed(stub: Stubber, reason: str) -> None:
    cancel(stub, "None", reason)
    with pytest.raises(ClientError):
        store(stub, []).record_shard("w", "a", 0, AT)


def test_other_refusals_of_conditional_writes_are_not_swallowed(stub: Stubber) -> None:
    stub.add_client_error("put_item", "ResourceNotFoundException")
    with pytest.raises(ClientError):
        store(stub, []).queue(progress())


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


def test_a_shard_is_counted_in_one_transaction() -> None:
    put, update = requests.record_shard(TABLE, "w", "a", 7, AT)["TransactItems"]
    assert put["Put"]["Item"]["sk"] == {"S": "ANALYSIS#a#SHARD#000007"}
    assert put["Put"]["ConditionExpression"] == "attribute_not_exists(pk)"
    assert int(put["Put"]["Item"]["expires_at"]["N"]) - AT.timestamp() == 7 * 24 * 3600
    assert update["Update"]["Key"] == requests.analysis_key("w", "a")
    assert update["Update"]["ExpressionAttributeValues"][":one"] == {"N": "1"}


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
