"""Announcements become signed messages, tried again until they are taken or given up."""

import base64
import hashlib
import hmac
import json

import pytest

from datainsight.errors import RefusedError, UnreadableError
from datainsight.models.analysis import AnalysisStatus
from datainsight.models.webhook import (
    AddressRequest,
    Announcement,
    DeliverRequest,
    DeliveryReference,
    DeliveryStatus,
    WebhookEndpoint,
    WebhookEvent,
)
from datainsight.services.announce import announcement_id
from datainsight.services.deliver_webhooks import PAUSES, address, deliver, signed_headers
from datainsight.services.record_failure import record_failure
from tests.unit.services.arranging import plan, request_for, the_progress, uploaded
from tests.unit.services.fakes import OTHER_WORKSPACE, WORKSPACE, MemoryPorts
from tests.unit.services.test_record_failure import failure

ENDPOINT = "3d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41"


@pytest.fixture
def world() -> MemoryPorts:
    return MemoryPorts()


def listen(world: MemoryPorts, *events: WebhookEvent, workspace_id: str = WORKSPACE) -> WebhookEndpoint:
    endpoint = WebhookEndpoint(
        endpoint_id=ENDPOINT,
        workspace_id=workspace_id,
        url="https://hooks.acme.example/in",
        events=events or tuple(WebhookEvent),
        description="",
        created_by=None,
        created_at=world.now(),
    )
    world.webhooks.add_endpoint(endpoint)
    return endpoint


def announcement(world: MemoryPorts, event: WebhookEvent = WebhookEvent.ANALYSIS_COMPLETED) -> Announcement:
    return Announcement(
        announcement_id=announcement_id(event, "a"),
        type=event,
        workspace_id=WORKSPACE,
        at=world.now(),
        data={"analysis_id": "a", "town": "Zürich"},
    )


def addressed(world: MemoryPorts) -> DeliveryReference:
    request = AddressRequest(announcement=announcement(world))
    (reference,) = address(request, ports=world).deliveries
    return reference


def test_a_message_is_signed_as_standard_webhooks_says(world: MemoryPorts) -> None:
    # The example of the specification's reference libraries.
    secret = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    at = world.now().fromtimestamp(1614265330, tz=world.now().tzinfo)
    body = b'{"test": 2432232314}'
    headers = signed_headers(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", at, body)
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_an_endpoint_hears_what_it_asked_for(world: MemoryPorts) -> None:
    listen(world, WebhookEvent.ANALYSIS_COMPLETED)
    reference = addressed(world)
    result = deliver(DeliverRequest(delivery=reference), ports=world)
    assert (result.is_pending, result.wait_seconds) == (False, 0)
    ((url, headers, body),) = world.webhook_sender.posted
    assert url == "https://hooks.acme.example/in"
    told = json.loads(body)
    assert (told["type"], told["data"]["town"]) == ("analysis.completed", "Zürich")
    assert told["timestamp"].endswith("Z")
    signed = b".".join((headers["webhook-id"].encode(), headers["webhook-timestamp"].encode(), body))
    secret = world.webhook_secrets.secret_of(ENDPOINT)
    expected = base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    stored = world.webhooks.sent[reference]
    assert stored.status is DeliveryStatus.DELIVERED
    assert [each.status_code for each in stored.attempts] == [204]


def test_nobody_else_hears_it(world: MemoryPorts) -> None:
    listen(world, WebhookEvent.ANALYSIS_FAILED)
    request = AddressRequest(announcement=announcement(world))
    assert address(request, ports=world).deliveries == ()
    world.webhooks.kept.clear()
    listen(world, workspace_id=OTHER_WORKSPACE)
    assert address(request, ports=world).deliveries == ()


def test_telling_twice_is_telling_once(world: MemoryPorts) -> None:
    listen(world)
    request = AddressRequest(announcement=announcement(world))
    assert len(address(request, ports=world).deliveries) == 1
    assert address(request, ports=world).deliveries == ()


def test_what_is_not_taken_is_tried_again_and_given_up_at_last(world: MemoryPorts) -> None:
    listen(world)
    reference = addressed(world)
    world.webhook_sender.answers = [500, UnreadableError("there is no answer"), *[302] * 8]
    waits = []
    while True:
        result = deliver(DeliverRequest(delivery=reference), ports=world)
        if not result.is_pending:
            break
        waits.append(result.wait_seconds)
    assert tuple(waits) == PAUSES
    stored = world.webhooks.sent[reference]
    assert stored.status is DeliveryStatus.FAILED
    assert [each.status_code for each in stored.attempts] == [500, None, *[302] * 8]
    assert stored.attempts[-1].error == "The endpoint answered 302. Redirects are not followed."
    assert deliver(DeliverRequest(delivery=reference), ports=world).is_pending is False
    assert len(world.webhook_sender.posted) == 10


@pytest.mark.parametrize("answer", [410, RefusedError("this host is not on the public internet")])
def test_some_answers_are_final(world: MemoryPorts, answer: int | RefusedError) -> None:
    listen(world)
    reference = addressed(world)
    world.webhook_sender.answers = [answer]
    assert deliver(DeliverRequest(delivery=reference), ports=world).is_pending is False
    assert world.webhooks.sent[reference].status is DeliveryStatus.FAILED


def test_a_deleted_endpoint_hears_nothing_more(world: MemoryPorts) -> None:
    listen(world)
    reference = addressed(world)
    world.webhooks.delete_endpoint(WORKSPACE, ENDPOINT)
    assert deliver(DeliverRequest(delivery=reference), ports=world).is_pending is False
    assert world.webhook_sender.posted == []


def test_a_replay_addresses_just_that_delivery(world: MemoryPorts) -> None:
    listen(world)
    reference = addressed(world)
    assert address(AddressRequest(deliveries=(reference,)), ports=world).deliveries == (reference,)


def test_a_failed_analysis_is_announced_once(world: MemoryPorts) -> None:
    uploaded(world)
    plan(world, request_for(world))
    for _ in range(2):
        record_failure(failure(world), ports=world)
    progress = the_progress(world)
    assert progress.status is AnalysisStatus.FAILED
    assert {each.announcement_id for each in world.announcer.told} == {
        announcement_id(WebhookEvent.ANALYSIS_FAILED, progress.analysis_id)
    }
    assert world.announcer.told[0].data["failure"] == progress.failure.model_dump(mode="json")  # type: ignore[union-attr]
