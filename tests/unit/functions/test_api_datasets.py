"""Uploads and datasets over HTTP, with memory behind."""

import uuid

import pytest
from starlette.testclient import TestClient

from datainsight.models.upload import WorkspacePlan
from tests.unit.services.fakes import OTHER_WORKSPACE, WORKSPACE, MemoryPorts

API = "/api/v1/datasets"
MEBIBYTE = 1024 * 1024


def announce(client: TestClient, name: str = "orders.csv", **given: object) -> str:
    reply = client.post(f"{API}/upload", json={"name": name, "size_bytes": 8, **given})
    assert reply.status_code == 201
    return str(reply.json()["dataset_id"])


def send(world: MemoryPorts, dataset_id: str, body: bytes = b"a,b\n1,2\n") -> None:
    world.objects.bodies[world.catalog.rows[dataset_id].object_key] = body


def test_an_upload_says_where_to_send_the_file(client: TestClient, world: MemoryPorts) -> None:
    reply = client.post(f"{API}/upload", json={"name": "orders.csv", "size_bytes": 8})
    assert reply.status_code == 201
    body = reply.json()
    key = f"uploads/{WORKSPACE}/{body['dataset_id']}/orders.csv"
    assert body["upload"]["kind"] == "single"
    assert body["upload"]["url"].endswith(key)
    assert body["upload"]["headers"] == {}
    assert "PUT" in body["next"]
    assert world.catalog.rows[body["dataset_id"]].object_key == key


@pytest.mark.parametrize(
    ("given", "kept"),
    [("C:\\data\\Umsätze 2026.csv", "Umsätze 2026.csv"), ("/etc/passwd", "passwd"), ("../../x.csv", "x.csv")],
)
def test_only_the_last_part_of_a_path_is_kept(
    client: TestClient, world: MemoryPorts, given: str, kept: str
) -> None:
    dataset_id = announce(client, name=given)
    assert world.catalog.rows[dataset_id].object_key == f"uploads/{WORKSPACE}/{dataset_id}/{kept}"


def test_an_interrupted_upload_goes_on_where_it_stopped(client: TestClient, world: MemoryPorts) -> None:
    world.catalog.plans[WORKSPACE] = WorkspacePlan.PRO
    reply = client.post(f"{API}/upload", json={"name": "big.csv", "size_bytes": 101 * MEBIBYTE}).json()
    at, upload_id = f"{API}/{reply['dataset_id']}/upload", reply["upload"]["upload_id"]
    world.objects.parts[upload_id] = {1: b"a,b\n"}

    arrived = client.get(f"{at}/parts", params={"upload_id": upload_id}).json()
    signed = client.post(
        f"{at}/parts/sign", json={"upload_id": upload_id, "parts": [{"number": 2, "size_bytes": 4}]}
    )
    world.objects.parts[upload_id][2] = b"1,2\n"
    done = client.post(
        f"{at}/complete",
        json={"upload_id": upload_id, "parts": [{"number": 1, "etag": "1"}, {"number": 2, "etag": "2"}]},
    )

    assert arrived == {"parts": [{"number": 1, "size_bytes": 4, "etag": "1"}]}
    assert [each["number"] for each in signed.json()["parts"]] == [2]
    assert done.json()["size_bytes"] == 8


def test_an_upload_can_be_given_up(client: TestClient, world: MemoryPorts) -> None:
    world.catalog.plans[WORKSPACE] = WorkspacePlan.PRO
    reply = client.post(f"{API}/upload", json={"name": "big.csv", "size_bytes": 101 * MEBIBYTE}).json()
    at, upload_id = f"{API}/{reply['dataset_id']}/upload", {"upload_id": reply["upload"]["upload_id"]}

    assert client.delete(at, params=upload_id).status_code == 204
    assert client.delete(at, params=upload_id).status_code == 404
    assert client.get(f"{at}/parts", params=upload_id).status_code == 404


def test_parts_are_bound_by_the_plan_and_the_workspace(client: TestClient) -> None:
    dataset_id = announce(client)
    parts = {"upload_id": "u", "parts": [{"number": n, "size_bytes": 60 * MEBIBYTE} for n in (1, 2)]}

    assert client.post(f"{API}/{dataset_id}/upload/parts/sign", json=parts).status_code == 413
    elsewhere = f"{API}/{uuid.uuid4()}/upload"
    assert client.post(f"{elsewhere}/parts/sign", json=parts).status_code == 404
    assert client.get(f"{elsewhere}/parts", params={"upload_id": "u"}).status_code == 404
    assert client.delete(elsewhere, params={"upload_id": "u"}).status_code == 404
    assert client.post(elsewhere, json={"name": "a.csv", "size_bytes": 8}).status_code == 404


def test_another_version_replaces_the_file_under_the_same_key(client: TestClient, world: MemoryPorts) -> None:
    dataset_id = announce(client)
    checksum = "ab" * 32

    reply = client.post(
        f"{API}/{dataset_id}/upload", json={"name": "newer.csv", "size_bytes": 9, "sha256": checksum}
    )

    assert reply.status_code == 201
    assert reply.json()["dataset_id"] == dataset_id
    assert reply.json()["upload"]["url"].endswith(world.catalog.rows[dataset_id].object_key)
    assert reply.json()["upload"]["headers"] == {"x-amz-checksum-sha256": checksum}


@pytest.mark.parametrize("name", ["/", "..", ".", "a\x01b.csv", "a\nb.csv", "x" * 252 + ".csv", " "])
def test_names_that_are_none_are_refused(client: TestClient, name: str) -> None:
    reply = client.post(f"{API}/upload", json={"name": name, "size_bytes": 8})
    assert reply.status_code == 400
    assert reply.json()["errors"][0]["pointer"] == "#/name"


def test_the_free_plan_takes_a_hundred_megabytes_and_not_a_byte_more(client: TestClient) -> None:
    assert (
        client.post(f"{API}/upload", json={"name": "a.csv", "size_bytes": 100 * MEBIBYTE}).status_code == 201
    )
    reply = client.post(f"{API}/upload", json={"name": "a.csv", "size_bytes": 100 * MEBIBYTE + 1})
    assert reply.status_code == 413
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.json()["code"] == "refused"
    assert "100 MB" in reply.json()["detail"]
    assert reply.json()["errors"][0]["pointer"] == "#/size_bytes"


def test_large_files_of_other_plans_come_in_parts(client: TestClient, world: MemoryPorts) -> None:
    world.catalog.plans[WORKSPACE] = WorkspacePlan.PRO
    reply = client.post(f"{API}/upload", json={"name": "a.csv", "size_bytes": 100 * MEBIBYTE + 1})
    assert reply.status_code == 201
    upload, dataset_id = reply.json()["upload"], reply.json()["dataset_id"]
    assert upload["kind"] == "multipart"
    assert sum(part["size_bytes"] for part in upload["parts"]) == 100 * MEBIBYTE + 1
    assert dataset_id in reply.json()["next"]
    world.objects.parts[upload["upload_id"]] = {1: b"a,b\n", 2: b"1,2\n"}
    parts = {"upload_id": upload["upload_id"], "parts": [{"number": n, "etag": f"e{n}"} for n in (2, 1)]}
    done = client.post(f"{API}/{dataset_id}/upload/complete", json=parts)
    assert done.status_code == 200
    assert (done.json()["status"], done.json()["size_bytes"]) == ("uploaded", 8)
    assert client.post(f"{API}/{dataset_id}/upload/complete", json=parts).status_code == 404


def test_missing_parts_are_a_conflict(client: TestClient, world: MemoryPorts) -> None:
    world.catalog.plans[WORKSPACE] = WorkspacePlan.PRO
    reply = client.post(f"{API}/upload", json={"name": "a.csv", "size_bytes": 200 * MEBIBYTE}).json()
    parts = {"upload_id": reply["upload"]["upload_id"], "parts": [{"number": 1, "etag": "e"}]}
    refused = client.post(f"{API}/{reply['dataset_id']}/upload/complete", json=parts)
    assert (refused.status_code, refused.json()["code"]) == (409, "conflict")
    assert refused.json()["errors"][0]["pointer"] == "#/parts"


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"name": "a.csv"}, "#/size_bytes"),
        ({"name": "a.csv", "size_bytes": 0}, "#/size_bytes"),
        ({"name": "a.csv", "size_bytes": 1, "goal": "world domination"}, "#/goal"),
        ({"name": "a.csv", "size_bytes": 1, "workspace_id": OTHER_WORKSPACE}, "#/workspace_id"),
        ({"name": "a.csv", "size_bytes": 1, "content_type": "text/csv\r\nx-evil: 1"}, "#/content_type"),
    ],
)
def test_wrong_bodies_are_pointed_at(client: TestClient, body: dict[str, object], pointer: str) -> None:
    reply = client.post(f"{API}/upload", json=body)
    assert reply.status_code == 422
    assert reply.headers["content-type"] == "application/problem+json"
    assert [each["pointer"] for each in reply.json()["errors"]] == [pointer]


def test_a_dataset_shows_when_its_file_has_come(client: TestClient, world: MemoryPorts) -> None:
    dataset_id = announce(client, goal="privacy")
    assert client.get(f"{API}/{dataset_id}").json()["status"] == "awaiting_upload"
    send(world, dataset_id)
    found = client.get(f"{API}/{dataset_id}").json()
    assert (found["status"], found["size_bytes"], found["goal"]) == ("uploaded", 8, "privacy")
    assert set(found).isdisjoint({"workspace_id", "object_key"})
    assert world.catalog.rows[dataset_id].etag == found["etag"]


def test_lists_page_by_page(client: TestClient) -> None:
    ids = [announce(client) for _ in range(3)]
    first = client.get(API, params={"limit": 2}).json()
    assert [each["dataset_id"] for each in first["datasets"]] == [ids[2], ids[1]]
    last = client.get(API, params={"limit": 2, "cursor": first["next_cursor"]}).json()
    assert [each["dataset_id"] for each in last["datasets"]] == [ids[0]]
    assert last["next_cursor"] is None


def test_a_wrong_page_is_a_problem_with_the_parameter(client: TestClient) -> None:
    reply = client.get(API, params={"limit": 1000})
    assert reply.status_code == 422
    assert reply.json()["errors"][0]["parameter"] == "limit"
    assert client.get(API, params={"cursor": "nonsense"}).status_code == 400


def test_deleting_leaves_nothing(client: TestClient, world: MemoryPorts) -> None:
    dataset_id = announce(client)
    send(world, dataset_id)
    analysis_id = client.post("/api/v1/analysis/start", json={"dataset_id": dataset_id}).json()["analysis_id"]
    world.objects.bodies[f"results/{WORKSPACE}/{analysis_id}/profile.json"] = b"{}"
    other = announce(client)
    send(world, other)
    reply = client.delete(f"{API}/{dataset_id}")
    assert (reply.status_code, reply.content) == (204, b"")
    assert list(world.catalog.rows) == [other]
    assert list(world.objects.bodies) == [world.catalog.rows[other].object_key]
    assert client.get(f"{API}/{dataset_id}").status_code == 404
    assert client.delete(f"{API}/{dataset_id}").status_code == 404


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_what_is_another_workspaces_is_not_there(client: TestClient, world: MemoryPorts, method: str) -> None:
    dataset_id = announce(client)
    row = world.catalog.rows[dataset_id]
    world.catalog.rows[dataset_id] = row.model_copy(update={"workspace_id": OTHER_WORKSPACE})
    for unknown in (dataset_id, str(uuid.uuid4())):
        reply = client.request(method, f"{API}/{unknown}")
        assert (reply.status_code, reply.json()["code"]) == (404, "not_found")
    assert client.get(API).json()["datasets"] == []
