"""Connections over HTTP, with memory behind."""

from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from datainsight.errors import NotFoundError, UnreadableError
from datainsight.models.connection import ImportStatus, PostgresTarget
from datainsight.services import connections as connecting
from datainsight.services.request_import import LONGEST, MOST_BYTES
from functions.api.routes import connections, imports
from tests.unit.services.fakes import OTHER_WORKSPACE, WORKSPACE, MemoryPorts

API = "/api/v1/connections"
HUSH = "correct horse"
BODY: dict[str, Any] = {
    "name": "Shop",
    "target": {"kind": "postgresql", "host": "db.acme.example", "database": "shop", "user": "reader"},
    "credentials": {"password": HUSH},
}
BUCKET: dict[str, Any] = {"kind": "s3", "bucket": "acme-exports", "access": "public"}
ROLE = "arn:aws:iam::111122223333:role/DataInsightReader"
UNKNOWN = "9d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41"


@pytest.fixture
def made(client: TestClient) -> dict[str, Any]:
    reply = client.post(API, json=BODY)
    assert reply.status_code == 201, reply.text
    created: dict[str, Any] = reply.json()
    return created


def test_credentials_are_in_the_vault_and_nowhere_else(
    client: TestClient, world: MemoryPorts, made: dict[str, Any]
) -> None:
    connection_id = made["connection_id"]
    assert made["has_credentials"]
    assert made["target"] == {**BODY["target"], "port": 5432, "tls": "require"}
    assert client.get(API).json() == {"connections": [made]}
    assert client.get(f"{API}/{connection_id}").json() == made
    assert world.vault.kept[WORKSPACE, connection_id].plain() == {"password": HUSH}
    shown = f"{world.connections.kept} {world.vault.kept} {client.get(API).text} {world.workspaces.lines}"
    assert HUSH not in shown
    assert [each.action for each in world.workspaces.lines] == ["connection.created"]


def test_trying_says_what_answered_or_why_nothing_did(
    client: TestClient, world: MemoryPorts, made: dict[str, Any]
) -> None:
    path = f"{API}/{made['connection_id']}/test"
    assert client.post(path).json() == {"is_reachable": True, "server": "PostgreSQL 16.4", "failure": None}
    (access,) = world.source_browser.asked
    assert isinstance(access.target, PostgresTarget)
    assert (access.credentials.plain(), access.external_id) == ({"password": HUSH}, WORKSPACE)
    world.source_browser.failure = UnreadableError(
        "the database cannot be reached.", where="postgresql://***@db/shop", remedy="Check the host."
    )
    failed = client.post(path).json()
    assert (failed["is_reachable"], failed["failure"]["code"]) == (False, "unreadable")
    assert failed["failure"]["message"] == "The database cannot be reached. Check the host."


def test_what_is_no_answer_of_a_source_is_no_outcome(
    client: TestClient, world: MemoryPorts, made: dict[str, Any]
) -> None:
    world.source_browser.failure = NotFoundError("unforeseen")
    assert client.post(f"{API}/{made['connection_id']}/test").status_code == 404


def test_browsing(client: TestClient, made: dict[str, Any]) -> None:
    path = f"{API}/{made['connection_id']}/entries"
    page = client.get(path, params={"path": "public"}).json()
    assert page["entries"][0]["source"]["table"] == "public.orders"
    assert page["entries"][0]["size_bytes"] == 8192
    assert client.get(path, params={"limit": 0}).status_code == 422


def test_other_credentials_replace_them(client: TestClient, world: MemoryPorts, made: dict[str, Any]) -> None:
    path = f"{API}/{made['connection_id']}/credentials"
    reply = client.put(path, json={"credentials": {"password": "new"}})
    assert reply.json() == made
    assert world.vault.kept[WORKSPACE, made["connection_id"]].plain() == {"password": "new"}
    assert client.put(path, json={"credentials": {}}).json()["has_credentials"] is False
    assert world.vault.kept == {}
    assert client.put(path, json={"credentials": {"token": "x"}}).status_code == 400


def test_another_host_with_credentials_given_again(
    client: TestClient, world: MemoryPorts, made: dict[str, Any]
) -> None:
    path = f"{API}/{made['connection_id']}"
    target = {**BODY["target"], "host": "db2.acme.example", "port": 5433}
    changes = {"target": target, "name": "Shop 2", "credentials": {"password": "other"}}
    reply = client.patch(path, json=changes)
    assert reply.status_code == 200, reply.text
    assert reply.json() == {**made, "name": "Shop 2", "target": {**target, "tls": "require"}}
    assert client.get(path).json() == reply.json()
    assert world.vault.kept[WORKSPACE, made["connection_id"]].plain() == {"password": "other"}
    line = world.workspaces.lines[-1]
    assert (line.action, line.subject) == ("connection.changed", made["connection_id"])
    assert line.details == {"changed": "name, host (db2.acme.example), port (5433), credentials"}


def test_another_database_of_the_same_host_keeps_the_credentials(
    client: TestClient, world: MemoryPorts, made: dict[str, Any]
) -> None:
    reply = client.patch(
        f"{API}/{made['connection_id']}", json={"target": {**BODY["target"], "database": "archive"}}
    )
    assert (reply.status_code, reply.json()["has_credentials"]) == (200, True)
    assert world.vault.kept[WORKSPACE, made["connection_id"]].plain() == {"password": HUSH}


def test_what_changes_may_bring_credentials_or_forget_them(
    client: TestClient, world: MemoryPorts, made: dict[str, Any]
) -> None:
    path = f"{API}/{made['connection_id']}"
    assert client.patch(path, json={"credentials": {"password": "new"}}).json() == made
    assert world.vault.kept[WORKSPACE, made["connection_id"]].plain() == {"password": "new"}
    assert world.workspaces.lines[-1].details == {"changed": "credentials"}
    bucket = {"target": BUCKET, "credentials": {}}
    assert client.patch(path, json=bucket).json()["has_credentials"] is False
    assert world.vault.kept == {}
    assert client.patch(path, json={}).json()["target"]["kind"] == "s3"


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"target": {**BODY["target"], "host": "10.0.0.1"}}, (400, "#/target")),
        ({"target": BUCKET}, (400, "#/credentials")),
        ({"target": {**BODY["target"], "host": "db2.acme.example"}}, (400, "#/credentials")),
        ({"target": {**BODY["target"], "tls": "verify-full"}}, (400, "#/credentials")),
        ({"credentials": {"token": HUSH}}, (400, "#/credentials/token")),
        ({"name": ""}, (422, "#/name")),
        ({"host": "db2.acme.example"}, (422, "#/host")),
    ],
)
def test_what_cannot_be_changes_nothing(
    client: TestClient,
    world: MemoryPorts,
    made: dict[str, Any],
    changes: dict[str, Any],
    refused: tuple[int, str],
) -> None:
    reply = client.patch(f"{API}/{made['connection_id']}", json=changes)
    assert (reply.status_code, reply.json()["errors"][0]["pointer"]) == refused
    assert client.get(API).json() == {"connections": [made]}
    assert world.vault.kept[WORKSPACE, made["connection_id"]].plain() == {"password": HUSH}
    assert len(world.workspaces.lines) == 1


def test_credentials_that_are_gone_are_told(
    client: TestClient, world: MemoryPorts, made: dict[str, Any]
) -> None:
    world.vault.kept.clear()
    reply = client.get(f"{API}/{made['connection_id']}/entries")
    assert (reply.status_code, reply.json()["code"]) == (400, "usage")


def test_deleting_forgets_the_credentials(
    client: TestClient, world: MemoryPorts, made: dict[str, Any]
) -> None:
    assert client.delete(f"{API}/{made['connection_id']}").status_code == 204
    assert (world.vault.kept, world.connections.kept) == ({}, {})
    assert client.delete(f"{API}/{made['connection_id']}").status_code == 404
    assert [each.action for each in world.workspaces.lines] == ["connection.created", "connection.deleted"]


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"target": {**BODY["target"], "host": "10.0.0.1"}}, "#/target"),
        ({"credentials": {"token": HUSH}}, "#/credentials/token"),
        ({"target": BUCKET, "credentials": {"password": HUSH}}, "#/credentials/password"),
        ({"target": {**BUCKET, "access": "keys"}, "credentials": {}}, "#/credentials"),
        ({"target": {**BUCKET, "access": "role"}, "credentials": {}}, "#/target/role_arn"),
        ({"target": {**BUCKET, "role_arn": ROLE}, "credentials": {}}, "#/target/role_arn"),
        ({"target": {"kind": "http", "url": "https://a.example/"}}, "#/credentials/user"),
        (
            {
                "target": {"kind": "http", "url": "https://a.example/"},
                "credentials": {"user": "a", "password": HUSH, "token": HUSH},
            },
            "#/credentials/token",
        ),
    ],
)
def test_what_cannot_be_is_refused_without_repeating_secrets(
    client: TestClient, world: MemoryPorts, changes: dict[str, Any], pointer: str
) -> None:
    reply = client.post(API, json={**BODY, **changes})
    assert (reply.status_code, reply.json()["errors"][0]["pointer"]) == (400, pointer)
    assert HUSH not in reply.text
    assert (world.connections.kept, world.vault.kept) == ({}, {})


@pytest.mark.parametrize(
    "changes",
    [
        {"credentials": {"password": {"nested": HUSH}}},
        {"credentials": {"passwort": HUSH}},
        {"credentials": {"password": HUSH * 1000}},
        {"target": {**BODY["target"], "kind": HUSH}},
        {"target": {**BODY["target"], "host": f"a/{HUSH}"}},
        {"target": {**BUCKET, "access": "role", "role_arn": "arn:aws:iam::111122223333:role/Admin"}},
    ],
)
def test_what_has_the_wrong_shape_is_not_repeated(client: TestClient, changes: dict[str, Any]) -> None:
    reply = client.post(API, json={**BODY, **changes})
    assert reply.status_code == 422
    detail = reply.json()["detail"].replace(f"There is no '{HUSH}' here", "")  # a tag is no secret
    assert HUSH not in detail


@pytest.mark.parametrize(
    ("target", "pointer", "said"),
    [
        ({**BUCKET, "bucket": "A!"}, "#/target/bucket", "pattern"),
        ({**BODY["target"], "port": 99999}, "#/target/port", "65535"),
        ({"kind": "postgresql", "host": "db.acme.example", "database": "shop"}, "#/target/user", "required"),
        ({"kind": "ftp"}, "#/target", "There is no 'ftp' here"),
    ],
)
def test_what_is_wrong_with_a_target_is_pointed_at(
    client: TestClient, target: dict[str, Any], pointer: str, said: str
) -> None:
    (error,) = client.post(API, json={"name": "x", "target": target}).json()["errors"]
    assert error["pointer"] == pointer
    assert said in error["detail"]


def test_a_role_is_told_which_id_its_policy_asks_for(client: TestClient) -> None:
    target = {**BUCKET, "access": "role", "role_arn": ROLE}
    made = client.post(API, json={"name": "Exports", "target": target}).json()
    assert made["external_id"] == WORKSPACE
    assert made["has_credentials"] is False


def test_a_workspace_has_so_many_connections(client: TestClient, world: MemoryPorts) -> None:
    one = client.post(API, json=BODY).json()
    kept = world.connections.kept[WORKSPACE, one["connection_id"]]
    for number in range(connecting.MOST_CONNECTIONS - 1):
        world.connections.add(kept.model_copy(update={"connection_id": str(number)}))
    assert client.post(API, json=BODY).status_code == 409


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", ""),
        ("DELETE", ""),
        ("PATCH", ""),
        ("PUT", "/credentials"),
        ("POST", "/test"),
        ("GET", "/entries"),
        ("POST", "/imports"),
        ("GET", f"/imports/{UNKNOWN}"),
    ],
)
def test_connections_of_other_workspaces_are_not_there(
    client: TestClient, world: MemoryPorts, made: dict[str, Any], method: str, path: str
) -> None:
    ((place, found),) = world.connections.kept.items()
    del world.connections.kept[place]
    world.connections.add(found.model_copy(update={"workspace_id": OTHER_WORKSPACE}))
    body = {"credentials": {}} if path == "/credentials" else {"source": {"table": "a"}}
    sent = {"name": "Mine"} if method == "PATCH" else body if method in {"PUT", "POST"} else None
    reply = client.request(method, f"{API}/{made['connection_id']}{path}", json=sent)
    assert (reply.status_code, reply.json()["code"]) == (404, "not_found")
    assert world.source_browser.asked == []
    assert client.get(API).json() == {"connections": []}


def test_an_import_is_started_and_looked_at(
    client: TestClient, world: MemoryPorts, made: dict[str, Any]
) -> None:
    body = {"source": {"table": "public.orders"}, "goal": "ml_preparation"}
    reply = client.post(f"{API}/{made['connection_id']}/imports", json=body)
    started = reply.json()
    assert (reply.status_code, reply.headers["retry-after"]) == (202, "2")
    assert (started["status"], started["dataset_id"]) == ("queued", None)
    ((request),) = world.import_workflow.started
    assert (request.workspace_id, request.import_id) == (WORKSPACE, started["import_id"])
    job = world.connections.jobs[WORKSPACE, started["import_id"]]
    assert job.most_bytes == 100 * 1024 * 1024 < MOST_BYTES
    assert client.get(reply.headers["location"]).json() == started
    done = job.model_copy(update={"status": ImportStatus.COMPLETED, "analysis_id": UNKNOWN, "size_bytes": 7})
    world.connections.save_import(done)
    ended = client.get(reply.headers["location"]).json()
    assert (ended["dataset_id"], ended["analysis_id"]) == (started["import_id"], UNKNOWN)
    other = client.post(API, json=BODY).json()["connection_id"]
    assert client.get(f"{API}/{other}/imports/{started['import_id']}").status_code == 404


def test_an_import_that_nobody_works_on_has_failed(
    client: TestClient, world: MemoryPorts, made: dict[str, Any]
) -> None:
    body = {"source": {"query": "SELECT 1"}}
    where = client.post(f"{API}/{made['connection_id']}/imports", json=body).headers["location"]
    world.now.time += LONGEST - timedelta(minutes=1)
    assert client.get(where).json()["status"] == "queued"
    world.now.time += timedelta(minutes=1)
    failed = client.get(where).json()
    assert (failed["status"], failed["failure"]["code"]) == ("failed", "interrupted")


@pytest.mark.parametrize(
    ("target", "source", "pointer"),
    [
        (BODY["target"], {}, "#/source"),
        (BODY["target"], {"table": "a", "query": "SELECT 1"}, "#/source"),
        (BODY["target"], {"key": "a"}, "#/source/key"),
        (BODY["target"], {"table": "a", "sheet": "b"}, "#/source/sheet"),
        (BUCKET, {"path": "a"}, "#/source/path"),
        ({"kind": "http", "url": "https://a.example/f.csv"}, {"table": "a"}, "#/source/table"),
        ({"kind": "mongodb", "host": "m.example", "database": "d"}, {}, "#/source"),
        ({**BUCKET, "prefix": "orders/"}, {"key": "others/a.csv"}, "#/source/key"),
        ({"kind": "http", "url": "https://a.example/below/"}, {"path": "../a.csv"}, "#/source/path"),
        ({"kind": "http", "url": "https://a.example/"}, {"path": "http://b.example/"}, "#/source/path"),
    ],
)
def test_a_source_fits_its_connection(
    client: TestClient, world: MemoryPorts, target: dict[str, Any], source: dict[str, Any], pointer: str
) -> None:
    made = client.post(API, json={"name": "x", "target": target}).json()
    reply = client.post(f"{API}/{made['connection_id']}/imports", json={"source": source})
    assert (reply.status_code, reply.json()["errors"][0]["pointer"]) == (400, pointer)
    assert world.import_workflow.started == []


def test_a_deleted_dataset_s_import_is_forgotten(
    client: TestClient, world: MemoryPorts, made: dict[str, Any]
) -> None:
    body = {"source": {"table": "a"}}
    job = client.post(f"{API}/{made['connection_id']}/imports", json=body).json()
    dataset = client.post("/api/v1/datasets/upload", json={"name": "a.csv", "size_bytes": 4}).json()
    row = world.catalog.rows.pop(dataset["dataset_id"])
    world.catalog.rows[job["import_id"]] = row.model_copy(update={"dataset_id": job["import_id"]})
    assert client.delete(f"/api/v1/datasets/{job['import_id']}").status_code == 204
    assert world.connections.jobs == {}


@pytest.mark.parametrize(
    "model", [connections.Connection, connections.ConnectionCheck, imports.EntryList, imports.Import]
)
def test_examples_in_replies_are_true(model: Any) -> None:
    model.model_validate(model.model_config["json_schema_extra"]["example"])


@pytest.mark.parametrize("model", [connections.ConnectionRequest, imports.ImportCommand])
def test_examples_in_requests_are_true(model: Any) -> None:
    for example in model.model_config["json_schema_extra"]["examples"]:
        model.model_validate(example)
