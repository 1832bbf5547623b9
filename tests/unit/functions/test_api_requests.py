"""Requests as such: made once with a key, and not too often."""

import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from datainsight.models.requests import RatePolicy
from datainsight.models.upload import WorkspacePlan
from datainsight.services import rate_limits
from functions.api.app import PREFIX, create_app
from tests.unit.functions.test_api_application import SPECIFICATION
from tests.unit.functions.test_api_workspaces import signed_up
from tests.unit.services.arranging import DATASET, uploaded
from tests.unit.services.fakes import MemoryPorts

API = "/api/v1"
KEY = {"idempotency-key": "8c1f0c4e-6a53-4c0e-9d0a-2b9d2f3a7c41"}
UPLOAD = {"name": "orders.csv", "size_bytes": 100}

NOT_CREATING = {
    # what can be repeated without harm, or makes nothing that lasts
    "/estimates",
    "/compare",
    "/exports/code",
    "/exports/report",
    "/exports/contract",
    "/analysis/{id}/cancel",
    "/datasets/{id}/cleanings/{id}/cancel",
    "/recommendations/{id}/accept",
    "/recommendations/{id}/dismiss",
    "/recommendations/{id}/reset",
    "/datasets/{id}/upload/complete",
    "/datasets/{id}/upload/parts/sign",
    "/connections/{id}/test",
    "/workspaces/invitations/accept",
}


def test_every_post_that_creates_takes_a_key() -> None:
    without = {
        re.sub(r"\{\w+\}", "{id}", path.removeprefix(PREFIX))
        for path, methods in SPECIFICATION["paths"].items()
        if "post" in methods
        and not any(each["name"] == "idempotency-key" for each in methods["post"].get("parameters", []))
    }
    assert {each for each in without if not each.startswith("/auth/")} == NOT_CREATING


def test_a_repeated_request_gives_the_first_answer(client: TestClient, world: MemoryPorts) -> None:
    first, again = (client.post(f"{API}/datasets/upload", json=UPLOAD, headers=KEY) for _ in range(2))
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    assert "idempotent-replayed" not in first.headers
    assert again.headers["idempotent-replayed"] == "true"
    assert again.headers["content-type"] == first.headers["content-type"]
    assert len(world.catalog.rows) == 1
    other = client.post(f"{API}/datasets/upload", json=UPLOAD)
    assert other.json()["dataset_id"] != first.json()["dataset_id"]


def test_headers_of_the_answer_come_again(client: TestClient, world: MemoryPorts) -> None:
    uploaded(world)
    body = {"dataset_id": DATASET}
    first, again = (client.post(f"{API}/analysis/start", json=body, headers=KEY) for _ in range(2))
    assert again.status_code == 202
    assert again.headers["location"] == first.headers["location"]
    assert again.headers["retry-after"] == "1"


def test_a_secret_that_is_shown_once_is_shown_again_to_who_has_the_key(client: TestClient) -> None:
    first, again = (client.post(f"{API}/keys", json={"name": "robot"}, headers=KEY) for _ in range(2))
    assert first.status_code == 201
    assert first.json() == again.json()


def test_a_key_belongs_to_one_request(client: TestClient, world: MemoryPorts) -> None:
    client.post(f"{API}/datasets/upload", json=UPLOAD, headers=KEY)
    other_body = client.post(f"{API}/datasets/upload", json={**UPLOAD, "size_bytes": 101}, headers=KEY)
    other_path = client.post(f"{API}/mutes", json={"column": "id"}, headers=KEY)
    for reply in (other_body, other_path):
        assert (reply.status_code, reply.json()["code"]) == (422, "idempotency_key_reused")
    assert len(world.catalog.rows) == 1


def test_a_duplicate_while_the_first_is_answered_is_a_conflict(
    client: TestClient, world: MemoryPorts, monkeypatch: pytest.MonkeyPatch
) -> None:
    meanwhile: list[Any] = []
    add = world.catalog.add_dataset

    def slow(dataset: Any) -> None:
        meanwhile.append(client.post(f"{API}/datasets/upload", json=UPLOAD, headers=KEY))
        add(dataset)

    monkeypatch.setattr(world.catalog, "add_dataset", slow)
    assert client.post(f"{API}/datasets/upload", json=UPLOAD, headers=KEY).status_code == 201
    (reply,) = meanwhile
    assert (reply.status_code, reply.json()["code"]) == (409, "request_in_progress")
    assert reply.headers["retry-after"] == "2"
    assert len(world.catalog.rows) == 1


@pytest.mark.parametrize("body", [{**UPLOAD, "size_bytes": 2**50}, {**UPLOAD, "name": ".."}, {"name": "x"}])
def test_what_failed_may_be_tried_again(client: TestClient, world: MemoryPorts, body: dict[str, Any]) -> None:
    assert client.post(f"{API}/datasets/upload", json=body, headers=KEY).is_client_error
    assert client.post(f"{API}/datasets/upload", json=UPLOAD, headers=KEY).status_code == 201


def test_what_broke_may_be_tried_again(
    client: TestClient, world: MemoryPorts, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Any) -> None:
        raise RuntimeError("broken")

    with monkeypatch.context() as patched:
        patched.setattr(world.catalog, "add_dataset", broken)
        assert client.post(f"{API}/datasets/upload", json=UPLOAD, headers=KEY).status_code == 500
    assert client.post(f"{API}/datasets/upload", json=UPLOAD, headers=KEY).status_code == 201


def test_a_key_that_is_easily_guessed_is_refused(client: TestClient) -> None:
    reply = client.post(f"{API}/datasets/upload", json=UPLOAD, headers={"idempotency-key": "1"})
    assert (reply.status_code, reply.json()["errors"][0]["parameter"]) == (422, "idempotency-key")


@pytest.fixture
def deployed(world: MemoryPorts) -> TestClient:
    return TestClient(create_app(world, local_workspace=None), raise_server_exceptions=False)


def tighten(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock steps seconds, so the rate is slow."""
    policy = RatePolicy(name="tight", per_minute=1, burst=3)
    monkeypatch.setattr(rate_limits, "POLICIES", dict.fromkeys(WorkspacePlan, policy))
    monkeypatch.setattr(rate_limits, "ADDRESS", policy)


def test_too_many_requests_are_refused_for_each_user_and_key(
    deployed: TestClient, world: MemoryPorts, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, grace = (signed_up(deployed, world, each) for each in ("ada@example.com", "grace@example.com"))
    key = ada.key()
    tighten(monkeypatch)
    world.rate_limits.reached.clear()
    replies = [ada.ask("GET", "/mutes") for _ in range(4)]
    assert [each.status_code for each in replies] == [200, 200, 200, 429]
    assert [each.headers["ratelimit-policy"] for each in replies] == 4 * ['"tight";q=3;w=180']
    assert replies[0].headers["ratelimit"].startswith('"tight";r=2;t=')
    assert replies[3].headers["ratelimit"].startswith('"tight";r=0;t=')
    assert replies[3].json()["code"] == "rate_limited"
    assert 1 <= int(replies[3].headers["retry-after"]) <= 60
    assert [each.ask("GET", "/mutes").status_code for each in (grace, key)] == [200, 200]


@pytest.mark.parametrize("is_guessing", [False, True])
def test_strangers_are_counted_for_their_address(
    deployed: TestClient, monkeypatch: pytest.MonkeyPatch, *, is_guessing: bool
) -> None:
    tighten(monkeypatch)

    def ask() -> int:
        if is_guessing:
            headers = {"authorization": "Bearer dip_live_guess"}
            return deployed.get(f"{API}/mutes", headers=headers).status_code
        body = {"email": "a@example.com", "password": "wrong"}
        return deployed.post(f"{API}/auth/login", json=body).status_code

    assert [ask() for _ in range(4)] == 3 * [401] + [429]


def test_the_plan_sets_the_limit(deployed: TestClient, world: MemoryPorts) -> None:
    ada = signed_up(deployed, world, "ada@example.com")
    for plan in WorkspacePlan:
        world.plans.remember(ada.home, plan)
        assert ada.ask("GET", "/mutes").headers["ratelimit-policy"].startswith(f'"{plan}";')


def test_a_local_stack_counts_nobody_who_has_no_token(client: TestClient) -> None:
    assert "ratelimit" not in client.get(f"{API}/mutes").headers
