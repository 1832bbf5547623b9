"""Analyses and what they found over HTTP, with memory behind."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from datainsight.models.analysis import AnalysisOptions, AnalysisStatus, FailureCause, Stage
from datainsight.models.document import ProfileDocument
from datainsight.models.insight import Insight
from datainsight.reporting.json_report import to_json
from datainsight.reporting.privacy import mask
from datainsight.services import analysis_results, object_keys
from tests.unit.sample_document import sample_document
from tests.unit.services.arranging import DATASET, uploaded
from tests.unit.services.fakes import OTHER_WORKSPACE, WORKSPACE, MemoryPorts

API = "/api/v1"
RESULTS = ["analysis/{id}/results", "analysis/{id}/report", "insights/{id}", "recommendations/{id}"]


@pytest.fixture(autouse=True)
def dataset(world: MemoryPorts) -> None:
    uploaded(world)


def start(client: TestClient, **given: object) -> str:
    reply = client.post(f"{API}/analysis/start", json={"dataset_id": DATASET, **given})
    assert reply.status_code == 202
    return str(reply.json()["analysis_id"])


def finish(world: MemoryPorts, analysis_id: str) -> ProfileDocument:
    return finish_in(world, WORKSPACE, analysis_id)


def finish_in(world: MemoryPorts, workspace_id: str, analysis_id: str) -> ProfileDocument:
    document = sample_document()
    shown = mask(document)
    place = (workspace_id, analysis_id)
    bodies = world.objects.bodies
    bodies[object_keys.document_key(*place)] = document.model_dump_json().encode()
    bodies[object_keys.profile_key(*place)] = to_json(shown).encode()
    assert shown.insight is not None
    bodies[object_keys.insight_key(*place)] = shown.insight.model_dump_json().encode()
    bodies[object_keys.report_key(*place)] = b"<!doctype html>"
    world.analyses.save_recommendations(*place, shown.recommendations)
    world.analyses.complete(*place, world.now())
    return shown


@pytest.fixture
def finished(client: TestClient, world: MemoryPorts) -> tuple[str, ProfileDocument]:
    analysis_id = start(client)
    return analysis_id, finish(world, analysis_id)


def test_starting_says_where_to_ask(client: TestClient) -> None:
    reply = client.post(f"{API}/analysis/start", json={"dataset_id": DATASET, "goal": "ml_preparation"})
    assert reply.status_code == 202
    body = reply.json()
    assert (body["status"], body["goal"]) == ("queued", "ml_preparation")
    assert reply.headers["location"] == f"{API}/analysis/{body['analysis_id']}/status"
    assert int(reply.headers["retry-after"]) >= 1
    assert client.get(reply.headers["location"]).json() == body
    assert set(body).isdisjoint({"workspace_id", "execution_id", "noted_cause"})


def test_starting_again_returns_the_same(client: TestClient) -> None:
    assert start(client) == start(client) != start(client, goal="privacy")


def test_options_make_an_analysis_of_their_own(client: TestClient, world: MemoryPorts) -> None:
    ids = {start(client), start(client, sheet="2026"), start(client, max_lhs=3), start(client, max_lhs=4)}
    assert len(ids) == 4
    assert start(client, sheet="2026") in ids
    inputs = [each.options for each in world.workflow.started.values()]
    assert inputs[1:3] == [AnalysisOptions(sheet="2026"), AnalysisOptions(longest_determinant=3)]
    status = client.get(f"{API}/analysis/{start(client, sheet='2026')}/status").json()
    assert (status["sheet"], status["max_lhs"]) == ("2026", None)
    for wrong in ({"max_lhs": 0}, {"max_lhs": 6}, {"sheet": ""}):
        reply = client.post(f"{API}/analysis/start", json={"dataset_id": DATASET, **wrong})
        assert reply.status_code == 422


def test_the_status_counts_shards(client: TestClient, world: MemoryPorts) -> None:
    analysis_id = start(client)
    world.analyses.expect_shards(WORKSPACE, analysis_id, 3, world.now())
    world.analyses.record_shard(WORKSPACE, analysis_id, 1, world.now())
    body = client.get(f"{API}/analysis/{analysis_id}/status").json()
    assert (body["shards_done"], body["shards_total"], body["stage"]) == (1, 3, "profile")


@pytest.mark.parametrize("path", RESULTS)
def test_results_of_a_running_analysis_are_a_conflict(client: TestClient, path: str) -> None:
    reply = client.get(f"{API}/{path.format(id=start(client))}")
    assert (reply.status_code, reply.json()["code"]) == (409, "analysis_running")
    assert reply.headers["retry-after"] == "2"
    assert "still running" in reply.json()["detail"]


@pytest.mark.parametrize("path", RESULTS)
def test_results_of_a_failed_analysis_say_why(client: TestClient, world: MemoryPorts, path: str) -> None:
    analysis_id = start(client)
    stored = world.analyses.items[WORKSPACE, analysis_id]
    cause = FailureCause(
        code="unreadable", message="orders.csv: line 3: an unclosed quote.", stage=Stage.PLAN
    )
    world.analyses.fail(stored.model_copy(update={"status": AnalysisStatus.FAILED, "failure": cause}))
    reply = client.get(f"{API}/{path.format(id=analysis_id)}")
    assert (reply.status_code, reply.json()["code"]) == (409, "analysis_failed")
    assert "line 3: an unclosed quote" in reply.json()["detail"]
    failure = client.get(f"{API}/analysis/{analysis_id}/status").json()["failure"]
    assert failure == cause.model_dump(mode="json")


@pytest.mark.parametrize("path", [*RESULTS, "analysis/{id}/status"])
def test_analyses_of_other_workspaces_are_not_there(
    client: TestClient, world: MemoryPorts, finished: tuple[str, ProfileDocument], path: str
) -> None:
    analysis_id, _ = finished
    world.analyses.items[OTHER_WORKSPACE, analysis_id] = world.analyses.items.pop((WORKSPACE, analysis_id))
    reply = client.get(f"{API}/{path.format(id=analysis_id)}")
    assert (reply.status_code, reply.json()["code"]) == (404, "not_found")


def test_the_results_are_the_profile(client: TestClient, finished: tuple[str, ProfileDocument]) -> None:
    analysis_id, shown = finished
    reply = client.get(f"{API}/analysis/{analysis_id}/results")
    assert reply.headers["content-type"] == "application/json"
    assert ProfileDocument.model_validate(reply.json()) == shown


def test_large_results_are_fetched_from_storage(
    client: TestClient, world: MemoryPorts, finished: tuple[str, ProfileDocument]
) -> None:
    analysis_id, _ = finished
    key = object_keys.profile_key(WORKSPACE, analysis_id)
    world.objects.bodies[key] = b" " * (analysis_results.LARGEST_REPLY + 1)
    reply = client.get(f"{API}/analysis/{analysis_id}/results", follow_redirects=False)
    assert reply.status_code == 303
    assert reply.headers["location"].endswith(key)
    world.objects.bodies[key] = b" " * analysis_results.LARGEST_REPLY
    assert client.get(f"{API}/analysis/{analysis_id}/results").status_code == 200


def test_the_report_may_run_nothing(client: TestClient, finished: tuple[str, ProfileDocument]) -> None:
    reply = client.get(f"{API}/analysis/{finished[0]}/report")
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    assert reply.text == "<!doctype html>"
    assert "default-src 'none'" in reply.headers["content-security-policy"]
    assert "script-src" not in reply.headers["content-security-policy"]


def test_the_words_and_the_repairs(client: TestClient, finished: tuple[str, ProfileDocument]) -> None:
    analysis_id, shown = finished
    assert Insight.model_validate(client.get(f"{API}/insights/{analysis_id}").json()) == shown.insight
    listed = client.get(f"{API}/recommendations/{analysis_id}").json()
    expected = [each.model_dump(mode="json") | {"decision": None} for each in shown.recommendations]
    assert listed == {"analysis_id": analysis_id, "recommendations": expected, "order": []}


def export(client: TestClient, analysis_id: str, **given: object) -> Any:
    return client.post(f"{API}/exports/code", json={"analysis_id": analysis_id, **given})


@pytest.mark.parametrize("language", ["polars", "pandas", "sql", "r"])
def test_exports_code_in_every_language(
    client: TestClient, finished: tuple[str, ProfileDocument], language: str
) -> None:
    analysis_id, shown = finished
    body = export(client, analysis_id, language=language).json()
    assert body["code"].strip()
    assert body["language"] == language
    assert (body["dialect"] == "duckdb") is (language == "sql")
    named = {*body["recommendation_ids"], *body["withheld_recommendation_ids"]}
    assert named == {each.id for each in shown.recommendations if each.is_default}


def test_exports_the_chosen_repairs_only(client: TestClient, finished: tuple[str, ProfileDocument]) -> None:
    analysis_id, _ = finished
    offered = export(client, analysis_id, language="polars").json()["recommendation_ids"]
    body = export(client, analysis_id, language="polars", recommendation_ids=offered[:1]).json()
    assert body["recommendation_ids"] == offered[:1]
    none = export(client, analysis_id, language="polars", recommendation_ids=[]).json()
    assert none["recommendation_ids"] == []
    assert none["code"] != body["code"]


def test_a_script_makes_repairs_in_the_given_order(
    client: TestClient, finished: tuple[str, ProfileDocument]
) -> None:
    analysis_id, _ = finished
    usual = export(client, analysis_id, language="polars").json()["recommendation_ids"]
    backwards = {"language": "polars", "recommendation_ids": usual[::-1]}
    assert export(client, analysis_id, **backwards).json()["recommendation_ids"] == usual
    kept = export(client, analysis_id, keep_order=True, **backwards).json()
    staying = [each for each in kept["recommendation_ids"] if each not in kept["moved"]]
    assert staying == [each for each in usual[::-1] if each not in kept["moved"]] != []
    assert kept["recommendation_ids"] != usual
    assert set(kept["recommendation_ids"]) == set(usual)


@pytest.mark.parametrize(
    ("given", "status", "pointer"),
    [
        ({"language": "polars", "keep_order": True}, 400, "#/keep_order"),
        ({"language": "cobol"}, 422, "#/language"),
        ({"language": "polars", "dialect": "postgres"}, 400, "#/dialect"),
        ({"language": "polars", "recommendation_ids": ["no such"]}, 400, "#/recommendation_ids"),
    ],
)
def test_wrong_exports_are_pointed_at(
    client: TestClient,
    finished: tuple[str, ProfileDocument],
    given: dict[str, object],
    status: int,
    pointer: str,
) -> None:
    reply = export(client, finished[0], **given)
    assert (reply.status_code, reply.json()["errors"][0]["pointer"]) == (status, pointer)


def test_a_dataset_without_file_cannot_be_analysed(client: TestClient, world: MemoryPorts) -> None:
    world.objects.bodies.clear()
    reply = client.post(f"{API}/analysis/start", json={"dataset_id": DATASET})
    assert (reply.status_code, reply.json()["code"]) == (409, "conflict")
    assert reply.json()["errors"] == [
        {"detail": "The file of this dataset has not been uploaded.", "pointer": "#/dataset_id"}
    ]


def test_columns_are_known_before_the_rest(client: TestClient, world: MemoryPorts) -> None:
    analysis_id = start(client)
    address = f"{API}/analysis/{analysis_id}/first-results"
    early = client.get(address)
    assert (early.status_code, early.json()["code"]) == (409, "analysis_running")
    document = sample_document()
    world.objects.bodies[object_keys.assessed_key_in(WORKSPACE, analysis_id)] = (
        document.model_dump_json().encode()
    )
    body = client.get(address).json()
    assert body["row_count"] == document.dataset.row_count
    assert [each["name"] for each in body["columns"]] == [each.name for each in document.columns]
    # Facts only: no cell of the table may be told before personal data is masked.
    assert set(body["columns"][0]) == {
        "name", "data_type", "semantic_type", "is_pii", "null_count", "distinct_count",
    }  # fmt: skip
    other = client.get(f"{API}/analysis/00000000-0000-4000-8000-000000000000/first-results")
    assert other.status_code == 404
