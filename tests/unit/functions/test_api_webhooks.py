"""Webhooks over HTTP, with memory behind."""

import base64
from typing import Any

import pytest
from starlette.testclient import TestClient

from datainsight.models.webhook import AddressRequest, Announcement, DeliverRequest, WebhookEvent
from datainsight.services import manage_webhooks
from datainsight.services.deliver_webhooks import address, deliver
from functions.api.routes import webhooks
from tests.unit.services.fakes import OTHER_WORKSPACE, WORKSPACE, MemoryPorts

API = "/api/v1/webhooks"
BODY = {"url": "https://hooks.acme.example/in", "events": ["analysis.completed"]}
UNKNOWN = "9d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41"


@pytest.fixture
def made(client: TestClient) -> dict[str, Any]:
    reply = client.post(API, json=BODY)
    assert reply.status_code == 201
    created: dict[str, Any] = reply.json()
    return created


def tell(world: MemoryPorts, *answers: int) -> None:
    told = Announcement(
        announcement_id="8c1f0c4e-6a53-4c0e-9d0a-2b9d2f3a7c41",
        type=WebhookEvent.ANALYSIS_COMPLETED,
        workspace_id=WORKSPACE,
        at=world.now(),
        data={"analysis_id": "a"},
    )
    world.webhook_sender.answers = list(answers)
    for reference in address(AddressRequest(announcement=told), ports=world).deliveries:
        deliver(DeliverRequest(delivery=reference), ports=world)


def test_the_secret_is_shown_once(client: TestClient, world: MemoryPorts, made: dict[str, Any]) -> None:
    secret = made.pop("secret")
    assert secret.startswith("whsec_")
    assert len(base64.b64decode(secret.removeprefix("whsec_"))) == 32
    assert client.get(API).json() == {"webhooks": [made]}
    assert "whsec_" not in str(world.webhooks.kept)
    assert [each.action for each in world.workspaces.lines] == ["webhook.created"]


def test_deliveries_are_listed_and_replayed(
    client: TestClient, world: MemoryPorts, made: dict[str, Any]
) -> None:
    tell(world, 410)
    path = f"{API}/{made['webhook_id']}/deliveries"
    (listed,) = client.get(path).json()["deliveries"]
    assert (listed["status"], listed["attempts"][0]["status_code"]) == ("failed", 410)
    reply = client.post(f"{path}/{listed['delivery_id']}/replay")
    assert (reply.status_code, reply.json()["status"]) == (202, "pending")
    ((reference, round_start),) = world.delivery_workflow.replayed
    assert (reference.delivery_id, round_start) == (listed["delivery_id"], 1)
    again = client.post(f"{path}/{listed['delivery_id']}/replay")
    assert (again.status_code, again.json()["code"]) == (409, "conflict")
    deliver(DeliverRequest(delivery=reference), ports=world)
    (listed,) = client.get(path).json()["deliveries"]
    assert [each["status_code"] for each in listed["attempts"]] == [410, 204]
    assert listed["status"] == "delivered"


def test_deleting_forgets_the_deliveries(
    client: TestClient, world: MemoryPorts, made: dict[str, Any]
) -> None:
    tell(world)
    assert client.delete(f"{API}/{made['webhook_id']}").status_code == 204
    assert client.delete(f"{API}/{made['webhook_id']}").status_code == 404
    assert client.get(f"{API}/{made['webhook_id']}/deliveries").status_code == 404
    assert world.webhooks.sent == {}


def test_an_address_that_must_not_be_reached_is_refused(client: TestClient, world: MemoryPorts) -> None:
    reply = client.post(API, json={**BODY, "url": "http://10.0.0.1/"})
    assert (reply.status_code, reply.json()["errors"][0]["pointer"]) == (400, "#/url")
    assert world.webhooks.kept == {}


def test_a_workspace_has_so_many_endpoints(client: TestClient) -> None:
    codes = [client.post(API, json=BODY).status_code for _ in range(manage_webhooks.MOST_ENDPOINTS + 1)]
    assert codes == [201] * manage_webhooks.MOST_ENDPOINTS + [409]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("DELETE", "{id}"),
        ("GET", "{id}/deliveries"),
        ("POST", "{id}/deliveries/20261123T211004000000-" + UNKNOWN + "/replay"),
    ],
)
def test_endpoints_of_other_workspaces_are_not_there(
    client: TestClient, world: MemoryPorts, made: dict[str, Any], method: str, path: str
) -> None:
    ((place, endpoint),) = world.webhooks.kept.items()
    del world.webhooks.kept[place]
    world.webhooks.add_endpoint(endpoint.model_copy(update={"workspace_id": OTHER_WORKSPACE}))
    reply = client.request(method, f"{API}/{path.format(id=made['webhook_id'])}")
    assert (reply.status_code, reply.json()["code"]) == (404, "not_found")
    assert client.get(API).json() == {"webhooks": []}


@pytest.mark.parametrize(
    "model", [webhooks.WebhookRequest, webhooks.Webhook, webhooks.NewWebhook, webhooks.WebhookDelivery]
)
def test_examples_in_models_are_true(model: Any) -> None:
    model.model_validate(model.model_config["json_schema_extra"]["example"])
