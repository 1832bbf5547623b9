"""What the store of webhooks promises, on memory and on DynamoDB; secrets and events on moto."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import boto3
import pytest

from datainsight.adapters.dynamodb_webhooks import DynamoDbWebhooks
from datainsight.adapters.webhook_delivery import (
    DerivedWebhookSecrets,
    EventBridgeAnnouncer,
    StepFunctionsDeliveries,
)
from datainsight.models.webhook import (
    AddressRequest,
    Announcement,
    Delivery,
    DeliveryAttempt,
    DeliveryReference,
    DeliveryStatus,
    WebhookEndpoint,
    WebhookEvent,
)
from datainsight.services.deliver_webhooks import delivery_id
from datainsight.services.webhook_ports import WebhookStore
from tests.unit.adapters.aws import TABLE, empty_aws, make_table
from tests.unit.services.fakes import OTHER_WORKSPACE, WORKSPACE
from tests.unit.services.webhook_fakes import MemoryWebhooks

NOW = datetime(2026, 11, 23, 21, 10, tzinfo=UTC)
ENDPOINT = WebhookEndpoint(
    endpoint_id="3d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41",
    workspace_id=WORKSPACE,
    url="https://hooks.acme.example/in",
    events=(WebhookEvent.ANALYSIS_COMPLETED, WebhookEvent.DATASET_CLEANED),
    description="",
    created_by=None,
    created_at=NOW,
)


def delivery(minutes: int) -> Delivery:
    told = Announcement(
        announcement_id=f"8c1f0c4e-6a53-4c0e-9d0a-2b9d2f3a7c{minutes:02d}",
        type=WebhookEvent.ANALYSIS_COMPLETED,
        workspace_id=WORKSPACE,
        at=NOW + timedelta(minutes=minutes),
        data={"quality_score": 82.5, "nested": {"a": [1, None]}},
    )
    reference = DeliveryReference(
        workspace_id=WORKSPACE, endpoint_id=ENDPOINT.endpoint_id, delivery_id=delivery_id(told)
    )
    return Delivery(reference=reference, announcement=told)


@pytest.fixture(params=["memory", "dynamodb"])
def store(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[WebhookStore]:
    if request.param == "memory":
        yield MemoryWebhooks()
        return
    with empty_aws(monkeypatch):
        make_table()
        yield DynamoDbWebhooks(boto3.client("dynamodb"), TABLE)


def test_endpoints_are_their_workspace_s(store: WebhookStore) -> None:
    later = ENDPOINT.model_copy(
        update={"endpoint_id": "0" + ENDPOINT.endpoint_id[1:], "created_at": NOW + timedelta(seconds=1)}
    )
    store.add_endpoint(later)
    store.add_endpoint(ENDPOINT)
    assert store.endpoints(WORKSPACE) == (ENDPOINT, later)
    assert store.endpoint(WORKSPACE, ENDPOINT.endpoint_id) == ENDPOINT
    assert store.endpoints(OTHER_WORKSPACE) == ()
    assert store.endpoint(OTHER_WORKSPACE, ENDPOINT.endpoint_id) is None


def test_deliveries_are_stored_once_and_changed(store: WebhookStore) -> None:
    first = delivery(1)
    assert store.add_delivery(first)
    assert not store.add_delivery(first)
    tried = first.model_copy(
        update={
            "status": DeliveryStatus.DELIVERED,
            "attempts": (DeliveryAttempt(at=NOW, status_code=204),),
        }
    )
    store.save_delivery(tried)
    assert store.delivery(first.reference) == tried


def test_the_newest_deliveries_come_first(store: WebhookStore) -> None:
    made = [delivery(minutes) for minutes in (2, 1, 3)]
    for each in made:
        store.add_delivery(each)
    assert store.deliveries(WORKSPACE, ENDPOINT.endpoint_id, 2) == (made[2], made[0])
    assert store.deliveries(OTHER_WORKSPACE, ENDPOINT.endpoint_id, 2) == ()


def test_a_deleted_endpoint_takes_its_deliveries_along(store: WebhookStore) -> None:
    store.add_endpoint(ENDPOINT)
    gone = delivery(1)
    store.add_delivery(gone)
    assert store.delete_endpoint(WORKSPACE, ENDPOINT.endpoint_id)
    assert not store.delete_endpoint(WORKSPACE, ENDPOINT.endpoint_id)
    assert store.delivery(gone.reference) is None
    store.save_delivery(gone)
    assert store.delivery(gone.reference) is None


def test_secrets_follow_from_one_and_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    with empty_aws(monkeypatch):
        client = boto3.client("secretsmanager")
        arn = client.create_secret(Name="webhooks", SecretString="x" * 64)["ARN"]
        secrets = DerivedWebhookSecrets(client, arn)
        assert len(secrets.secret_of("a")) == 32
        assert secrets.secret_of("a") == DerivedWebhookSecrets(client, arn).secret_of("a")
        assert secrets.secret_of("a") != secrets.secret_of("b")


def test_announcements_are_published_on_the_bus(monkeypatch: pytest.MonkeyPatch) -> None:
    with empty_aws(monkeypatch):
        events, queues = boto3.client("events"), boto3.client("sqs")
        url = queues.create_queue(QueueName="heard")["QueueUrl"]
        arn = queues.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        pattern = {"source": ["datainsight.acme"], "detail-type": ["analysis.completed"]}
        events.put_rule(Name="rule", EventPattern=json.dumps(pattern))
        events.put_targets(Rule="rule", Targets=[{"Id": "queue", "Arn": arn}])
        told = delivery(1).announcement
        EventBridgeAnnouncer(events, "other").announce(told)
        EventBridgeAnnouncer(events, "acme").announce(told)
        (message,) = queues.receive_message(QueueUrl=url, MaxNumberOfMessages=10)["Messages"]
    assert AddressRequest.model_validate(json.loads(message["Body"])["detail"]).announcement == told


def test_a_replay_is_one_execution_a_round(monkeypatch: pytest.MonkeyPatch) -> None:
    with empty_aws(monkeypatch):
        client = boto3.client("stepfunctions")
        definition = {"StartAt": "Wait", "States": {"Wait": {"Type": "Wait", "Seconds": 600, "End": True}}}
        arn = client.create_state_machine(
            name="webhooks", definition=json.dumps(definition), roleArn="arn:aws:iam::123456789012:role/m"
        )["stateMachineArn"]
        deliveries, reference = StepFunctionsDeliveries(client, arn), delivery(1).reference
        for round_start in (1, 1, 2):
            deliveries.replay(reference, round_start)
        found = client.list_executions(stateMachineArn=arn)["executions"]
        assert len(found) == 2
        started = client.describe_execution(executionArn=found[0]["executionArn"])["input"]
    assert AddressRequest.model_validate_json(started).deliveries == (reference,)
