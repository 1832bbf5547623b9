"""Watching, listing and stopping analyses over HTTP, with memory behind."""

from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from datainsight.errors import AnalysisCancelledError
from datainsight.models.analysis import AnalysisStatus, Stage
from datainsight.models.events import FailureRequest, StageRequest
from datainsight.services import object_keys
from datainsight.services.conclude_analysis import conclude_analysis
from datainsight.services.record_failure import record_failure
from tests.unit.functions.test_api_analysis import API, finish, start
from tests.unit.services.arranging import DATASET, uploaded
from tests.unit.services.fakes import OTHER_WORKSPACE, WORKSPACE, MemoryPorts


@pytest.fixture(autouse=True)
def dataset(world: MemoryPorts) -> None:
    uploaded(world)


def test_a_known_status_is_not_sent_again(client: TestClient, world: MemoryPorts) -> None:
    path = f"{API}/analysis/{start(client)}/status"
    first = client.get(path)
    assert int(first.headers["retry-after"]) >= 1
    kept = {"if-none-match": f'"other", W/{first.headers["etag"]}'}
    again = client.get(path, headers=kept)
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert again.headers["cache-control"] == "private, no-cache"
    (progress,) = world.analyses.items.values()
    world.analyses.enter_stage(WORKSPACE, progress.analysis_id, Stage.COMBINE, world.now())
    changed = client.get(path, headers=kept)
    assert (changed.status_code, changed.json()["stage"]) == (200, "combine")
    assert changed.headers["etag"] != first.headers["etag"]


def test_known_results_are_not_sent_again(client: TestClient, world: MemoryPorts) -> None:
    analysis_id = start(client)
    finish(world, analysis_id)
    path = f"{API}/analysis/{analysis_id}/results"
    first = client.get(path)
    again = client.get(path, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "retry-after" not in client.get(f"{API}/analysis/{analysis_id}/status").headers


def test_who_waits_hears_of_the_end(
    client: TestClient, world: MemoryPorts, monkeypatch: pytest.MonkeyPatch
) -> None:
    analysis_id = start(client)
    looks = 0

    def pause(seconds: float) -> None:
        nonlocal looks
        looks += 1
        if looks == 3:
            world.analyses.complete(WORKSPACE, analysis_id, world.now())

    monkeypatch.setattr(world, "pause", pause)
    reply = client.get(f"{API}/analysis/{analysis_id}/status?wait=20")
    assert (reply.json()["status"], looks) == ("completed", 3)


def test_who_knows_the_state_waits_for_any_change(
    client: TestClient, world: MemoryPorts, monkeypatch: pytest.MonkeyPatch
) -> None:
    analysis_id = start(client)
    path = f"{API}/analysis/{analysis_id}/status"
    known = {"if-none-match": client.get(path).headers["etag"]}

    def pause(seconds: float) -> None:
        world.analyses.expect_shards(WORKSPACE, analysis_id, 7, world.now())

    monkeypatch.setattr(world, "pause", pause)
    assert client.get(f"{path}?wait=20", headers=known).json()["shards_total"] == 7


def test_waiting_ends_in_time(client: TestClient, world: MemoryPorts) -> None:
    analysis_id = start(client)
    path = f"{API}/analysis/{analysis_id}/status"
    before = world.now.time
    assert client.get(f"{path}?wait=20").json()["status"] == "queued"
    assert timedelta(seconds=20) <= world.now.time - before < timedelta(seconds=60)
    known = {"if-none-match": client.get(path).headers["etag"]}
    assert client.get(f"{path}?wait=1", headers=known).status_code == 304
    assert client.get(f"{path}?wait=21").status_code == 422


def test_lists_analyses_with_how_far_they_are(client: TestClient, world: MemoryPorts) -> None:
    first, second, third = start(client), start(client, goal="privacy"), start(client, goal="migration")
    world.analyses.expect_shards(WORKSPACE, first, 4, world.now())
    listed = client.get(f"{API}/analysis?limit=2").json()
    assert [each["analysis_id"] for each in listed["analyses"]] == [third, second]
    rest = client.get(f"{API}/analysis", params={"limit": 2, "cursor": listed["next_cursor"]}).json()
    (last,) = rest["analyses"]
    assert (last["analysis_id"], last["status"], last["shards_total"]) == (first, "queued", 4)
    assert rest["next_cursor"] is None
    assert len(client.get(f"{API}/analysis?dataset_id={DATASET}").json()["analyses"]) == 3
    other = "9f0d6d0e-2f5b-4b7c-8f43-6f1e9b0f2f10"
    assert client.get(f"{API}/analysis?dataset_id={other}").json() == {"analyses": [], "next_cursor": None}
    assert client.get(f"{API}/analysis?cursor=nonsense").status_code == 400


def test_cancelling_stops_the_execution_for_good(client: TestClient, world: MemoryPorts) -> None:
    analysis_id = start(client)
    path = f"{API}/analysis/{analysis_id}"
    reply = client.post(f"{path}/cancel")
    assert (reply.status_code, reply.json()["status"]) == (200, "cancelled")
    assert reply.json()["completed_at"] is not None
    (execution_id,) = world.workflow.started
    assert execution_id in world.workflow.stopped
    assert client.post(f"{path}/cancel").json() == reply.json()
    ended = FailureRequest(
        execution_id=execution_id, execution_input=world.workflow.started[execution_id], error="ABORTED"
    )
    assert record_failure(ended, ports=world) is None
    assert client.get(f"{path}/status").json() == reply.json()
    results = client.get(f"{path}/results")
    assert (results.status_code, results.json()["code"]) == (409, "analysis_cancelled")
    (listed,) = client.get(f"{API}/analysis").json()["analyses"]
    assert listed["status"] == "cancelled"


def test_a_cancelled_analysis_is_started_again_under_a_new_id(client: TestClient) -> None:
    first = start(client)
    client.post(f"{API}/analysis/{first}/cancel")
    second = start(client)
    assert second != first
    assert client.get(f"{API}/analysis/{second}/status").json()["status"] == "queued"


def test_what_has_ended_cannot_be_cancelled(client: TestClient, world: MemoryPorts) -> None:
    analysis_id = start(client)
    finish(world, analysis_id)
    reply = client.post(f"{API}/analysis/{analysis_id}/cancel")
    assert (reply.status_code, reply.json()["code"]) == (409, "conflict")
    assert world.analyses.items[WORKSPACE, analysis_id].status is AnalysisStatus.COMPLETED


def test_nobody_cancels_for_another_workspace(client: TestClient, world: MemoryPorts) -> None:
    analysis_id = start(client)
    world.analyses.items[OTHER_WORKSPACE, analysis_id] = world.analyses.items.pop((WORKSPACE, analysis_id))
    assert client.post(f"{API}/analysis/{analysis_id}/cancel").status_code == 404
    assert world.workflow.stopped == {}


def test_the_last_stage_stores_nothing_for_a_cancelled_analysis(
    client: TestClient, world: MemoryPorts
) -> None:
    analysis_id = start(client)
    client.post(f"{API}/analysis/{analysis_id}/cancel")
    analysis = world.catalog.outcomes[analysis_id].analysis
    with pytest.raises(AnalysisCancelledError):
        conclude_analysis(
            StageRequest(analysis=analysis),
            objects=world.objects,
            analyses=world.analyses,
            catalog=world.catalog,
            usage=world.usage,
            announcer=world.announcer,
            now=world.now,
        )
    assert object_keys.profile_key(WORKSPACE, analysis_id) not in world.objects.bodies
