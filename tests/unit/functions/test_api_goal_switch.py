"""Another goal for content that was measured: judged within the request, for nothing."""

import pytest
from starlette.testclient import TestClient

from datainsight.services import measured_before, object_keys
from tests.unit.functions.test_api_analysis import API, finish, start
from tests.unit.services.arranging import DATASET, uploaded
from tests.unit.services.fakes import WORKSPACE, MemoryPorts


@pytest.fixture(autouse=True)
def dataset(world: MemoryPorts) -> None:
    uploaded(world)


@pytest.fixture
def audited(client: TestClient, world: MemoryPorts) -> str:
    analysis_id = start(client)
    finish(world, analysis_id)
    return analysis_id


def test_is_completed_in_the_reply_and_everything_of_it_can_be_read(
    client: TestClient, world: MemoryPorts, audited: str
) -> None:
    reply = client.post(f"{API}/analysis/start", json={"dataset_id": DATASET, "goal": "privacy"})
    body = reply.json()
    assert (reply.status_code, body["status"], body["goal"]) == (202, "completed", "privacy")
    assert body["analysis_id"] != audited
    assert len(world.workflow.started) == 1  # the audit's
    analysis_id = body["analysis_id"]
    results = client.get(f"{API}/analysis/{analysis_id}/results").json()
    audit = client.get(f"{API}/analysis/{audited}/results").json()
    assert results["goal"] == "privacy"
    assert results["columns"] == audit["columns"]
    assert results["quality"]["score"] != audit["quality"]["score"]
    listed = client.get(f"{API}/recommendations/{analysis_id}").json()["recommendations"]
    assert [each["id"] for each in listed] == [each["id"] for each in results["recommendations"]]
    assert client.get(f"{API}/insights/{analysis_id}").json()["headline"]
    assert client.get(f"{API}/analysis/{analysis_id}/report").status_code == 200
    script = client.post(f"{API}/exports/code", json={"analysis_id": analysis_id, "language": "polars"})
    assert script.status_code == 200
    newest = client.get(f"{API}/analysis").json()["analyses"][0]
    assert (newest["analysis_id"], newest["status"]) == (analysis_id, "completed")
    assert newest["quality_score"] == results["quality"]["score"]


def test_is_counted_and_free_and_done_once(client: TestClient, world: MemoryPorts, audited: str) -> None:
    world.usage.set_budget(WORKSPACE, 0)
    before = client.get(f"{API}/usage").json()
    assert start(client, goal="migration") == start(client, goal="migration")
    after = client.get(f"{API}/usage").json()
    assert (after["committed"], after["spent"]) == (before["committed"], before["spent"])
    assert after["quantities"].get("analyses", 0) == before["quantities"].get("analyses", 0) + 1
    assert "measured before" in client.get(f"{API}/usage/statement").text


def test_masks_what_the_first_one_masked(client: TestClient, world: MemoryPorts, audited: str) -> None:
    analysis_id = start(client, goal="privacy")
    personal = [
        value["value"]
        for column in client.get(f"{API}/analysis/{audited}/results").json()["columns"]
        if column["is_pii"]
        for value in column["top_values"]
    ]
    again = client.get(f"{API}/analysis/{analysis_id}/results").json()["columns"]
    assert personal == [
        value["value"] for column in again if column["is_pii"] for value in column["top_values"]
    ]


@pytest.mark.parametrize(
    "why",
    [
        "new content",
        "other options",
        "the default said aloud",
        "unreadable",
        "unreadable trials",
        "too large",
        "gone",
    ],
)
def test_is_measured_where_nothing_fits(
    client: TestClient, world: MemoryPorts, audited: str, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = object_keys.document_key(WORKSPACE, audited)
    if why == "new content":
        world.objects.put(world.catalog.rows[DATASET].object_key, b"a\n1\n", "text/csv")
    elif why == "unreadable":
        world.objects.bodies[key] = b'{"schema_version": "0.1"}'
    elif why == "unreadable trials":
        world.objects.bodies[object_keys.known_trials_key(WORKSPACE, audited)] = b'{"a": 1}'
    elif why == "too large":
        monkeypatch.setattr(measured_before, "LARGEST_DOCUMENT", 10)
    elif why == "gone":
        del world.objects.bodies[key]
    options: dict[str, object] = {"sheet": "2026"} if why == "other options" else {}
    if why == "the default said aloud":
        options = {"max_lhs": 2}
    asked = {"dataset_id": DATASET, "goal": "privacy", **options}
    body = client.post(f"{API}/analysis/start", json=asked).json()
    assert body["status"] == "queued"
    assert len(world.workflow.started) == 2
