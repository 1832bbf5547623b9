"""A person's data over HTTP, with memory behind."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from datainsight.models.account import Membership, Role
from datainsight.services.object_keys import cleaning_file_key
from functions.api.app import create_app
from functions.api.routes.my_data import CloseRequest
from tests.unit.functions.test_api_analysis import finish_in
from tests.unit.functions.test_api_auth import EMAIL, PASSWORD, account, me, post
from tests.unit.services.fakes import OTHER_WORKSPACE, MemoryPorts

PATH = "/api/v1/auth/me"


@pytest.fixture
def client(world: MemoryPorts) -> TestClient:
    return TestClient(create_app(world, local_workspace=None), raise_server_exceptions=False)


@pytest.fixture
def bearer(client: TestClient, world: MemoryPorts) -> dict[str, str]:
    return {"authorization": f"Bearer {account(client, world)['access_token']}"}


def leave(client: TestClient, bearer: dict[str, str], **body: object) -> Any:
    return client.request("DELETE", PATH, json={"email": EMAIL, "password": PASSWORD, **body}, headers=bearer)


def upload(client: TestClient, world: MemoryPorts, bearer: dict[str, str]) -> str:
    reply = client.post("/api/v1/datasets/upload", json={"name": "a.csv", "size_bytes": 4}, headers=bearer)
    dataset_id = str(reply.json()["dataset_id"])
    world.objects.bodies[world.catalog.rows[dataset_id].object_key] = b"a\n1\n"
    return dataset_id


@pytest.fixture(autouse=True)
def any_plan(world: MemoryPorts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(world.catalog, "plan_of", lambda workspace_id: "free")


def test_everything_that_is_kept_is_exported(
    client: TestClient, world: MemoryPorts, bearer: dict[str, str]
) -> None:
    dataset_id = upload(client, world, bearer)
    key = client.post("/api/v1/keys", json={"name": "script"}, headers=bearer).json()["key"]
    reply = client.get(f"{PATH}/data", headers=bearer)
    body = reply.json()
    assert (body["user"]["email"], body["memberships"][0]["role"]) == (EMAIL, "owner")
    assert [each["name"] for each in body["keys"]] == ["script"]
    (dataset,) = body["datasets"]
    assert (dataset["dataset_id"], dataset["name"]) == (dataset_id, "a.csv")
    assert dataset["file_url"].startswith("memory:uploads/")
    assert [each["action"] for each in body["actions"]] == ["key.created"]
    assert key not in reply.text


def test_what_was_set_up_is_exported_without_secrets(
    client: TestClient, world: MemoryPorts, bearer: dict[str, str]
) -> None:
    hook = {"url": "https://hooks.example/in", "events": ["analysis.completed"]}
    secret = client.post("/api/v1/webhooks", json=hook, headers=bearer).json()["secret"]
    target = {"kind": "postgresql", "host": "db.acme.example", "database": "shop", "user": "reader"}
    made = {"name": "Shop", "target": target, "credentials": {"password": "hush hush"}}
    client.post("/api/v1/connections", json=made, headers=bearer).raise_for_status()
    client.post("/api/v1/mutes", json={"kind": "missing_values"}, headers=bearer).raise_for_status()
    client.put("/api/v1/preferences", json={"theme": "dark"}, headers=bearer).raise_for_status()
    reply = client.get(f"{PATH}/data", headers=bearer)
    body = reply.json()
    assert body["preferences"]["theme"] == "dark"
    assert [each["target"]["host"] for each in body["connections"]] == ["db.acme.example"]
    assert [each["url"] for each in body["webhooks"]] == ["https://hooks.example/in"]
    assert [each["kind"] for each in body["mutes"]] == ["missing_values"]
    assert secret not in reply.text
    assert "hush" not in reply.text


def test_repaired_files_are_exported(client: TestClient, world: MemoryPorts, bearer: dict[str, str]) -> None:
    dataset_id = upload(client, world, bearer)
    body = {"dataset_id": dataset_id}
    started = client.post("/api/v1/analysis/start", json=body, headers=bearer).json()
    workspace_id = client.get(PATH, headers=bearer).json()["workspace_id"]
    finish_in(world, workspace_id, started["analysis_id"])
    client.post(f"/api/v1/datasets/{dataset_id}/clean", json={}, headers=bearer)
    (job,) = world.cleanings.jobs.values()
    world.objects.put(cleaning_file_key(job.reference, "cleaned.csv"), b"a\n1\n", "text/csv")
    (dataset,) = client.get(f"{PATH}/data", headers=bearer).json()["datasets"]
    (cleaning,) = dataset["cleanings"]
    assert (cleaning["cleaning_id"], cleaning["analysis_id"]) == (job.cleaning_id, started["analysis_id"])
    assert [(each["kind"], each["file_name"]) for each in cleaning["downloads"]] == [
        ("cleaned", "a-cleaned.csv")
    ]


def test_leaving_deletes_account_workspace_and_files(
    client: TestClient, world: MemoryPorts, bearer: dict[str, str]
) -> None:
    upload(client, world, bearer)
    workspace_id = client.get(PATH, headers=bearer).json()["workspace_id"]
    assert leave(client, bearer).status_code == 204
    assert world.objects.bodies == {}
    assert world.catalog.rows == {}
    assert world.accounts.credentials == {}
    assert workspace_id in world.traces.erased
    assert world.mailer.sent == []
    assert client.get(PATH, headers=bearer).status_code == 401
    assert post(client, "login", email=EMAIL, password=PASSWORD).status_code == 401


@pytest.mark.parametrize(
    ("body", "status"),
    [({"email": "eve@example.com"}, 400), ({"password": "wrong"}, 401), ({"password": None}, 401)],
)
def test_leaving_takes_a_confirmation(
    client: TestClient, world: MemoryPorts, bearer: dict[str, str], body: dict[str, Any], status: int
) -> None:
    upload(client, world, bearer)
    assert leave(client, bearer, **body).status_code == status
    assert len(world.objects.bodies) == 1
    assert client.get(PATH, headers=bearer).status_code == 200


def test_the_last_owner_hands_over_first(
    client: TestClient, world: MemoryPorts, bearer: dict[str, str]
) -> None:
    shared = Membership(workspace_id=OTHER_WORKSPACE, name="Shared", role=Role.OWNER)
    (user_id,) = world.accounts.members
    world.accounts.members[user_id].append(shared)
    account(client, world, "bob@example.com")
    (other,) = set(world.accounts.members) - {user_id}
    world.accounts.members[other].append(shared.model_copy(update={"role": Role.VIEWER}))
    reply = leave(client, bearer)
    assert (reply.status_code, reply.json()["code"]) == (409, "conflict")
    assert me(client, {"access_token": bearer["authorization"].split()[1]}).status_code == 200
    world.accounts.members[other][-1] = shared
    assert leave(client, bearer).status_code == 204
    assert OTHER_WORKSPACE not in world.traces.erased


def test_a_key_cannot_delete_an_account(client: TestClient, bearer: dict[str, str]) -> None:
    key = client.post("/api/v1/keys", json={"name": "script"}, headers=bearer).json()["key"]
    reply = leave(client, {"authorization": f"Bearer {key}"})
    assert reply.status_code == 401


def test_the_example_is_true() -> None:
    CloseRequest.model_validate(CloseRequest.model_config["json_schema_extra"]["example"])  # type: ignore[index]
