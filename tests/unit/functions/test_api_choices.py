"""Decisions, muted issues and preferences over HTTP, with memory behind."""

import pytest
from starlette.testclient import TestClient

from datainsight.services import analysis_results, object_keys
from tests.unit.functions.test_api_analysis import API, finish, start
from tests.unit.services.arranging import uploaded
from tests.unit.services.fakes import OTHER_WORKSPACE, WORKSPACE, MemoryPorts


@pytest.fixture
def analysis_id(client: TestClient, world: MemoryPorts) -> str:
    uploaded(world)
    started = start(client)
    finish(world, started)
    return started


def offered(client: TestClient, analysis_id: str) -> dict[str, str | None]:
    listed = client.get(f"{API}/recommendations/{analysis_id}").json()["recommendations"]
    return {each["id"]: each["decision"] for each in listed}


def script_ids(client: TestClient, analysis_id: str) -> list[str]:
    reply = client.post(f"{API}/exports/code", json={"analysis_id": analysis_id, "language": "polars"})
    assert reply.status_code == 200, reply.text
    body = reply.json()
    return [*body["recommendation_ids"], *body["withheld_recommendation_ids"]]


def test_scripts_follow_decisions(client: TestClient, analysis_id: str) -> None:
    found = client.get(f"{API}/recommendations/{analysis_id}").json()["recommendations"]
    default = next(each["id"] for each in found if each["is_default"])
    assert default in script_ids(client, analysis_id)
    path = f"{API}/recommendations/{analysis_id}"
    reply = client.post(f"{path}/dismiss", json={"recommendation_ids": [default]})
    assert reply.status_code == 200
    assert offered(client, analysis_id)[default] == "dismissed"
    assert default not in script_ids(client, analysis_id)
    client.post(f"{path}/accept", json={"recommendation_ids": [default]})
    assert default in script_ids(client, analysis_id)
    client.post(f"{path}/reset", json={"recommendation_ids": [default]})
    assert set(offered(client, analysis_id).values()) == {None}


def test_scripts_and_lists_keep_the_order_that_was_wished(client: TestClient, analysis_id: str) -> None:
    path = f"{API}/recommendations/{analysis_id}"
    own = script_ids(client, analysis_id)
    # Of different columns, so that none builds on another one.
    columns = {each.split(":")[1]: each for each in own}
    wished = list(reversed(columns.values()))
    assert len(wished) > 1
    reply = client.put(f"{path}/order", json={"recommendation_ids": wished})
    assert (reply.status_code, reply.json()["order"]) == (200, wished)
    assert client.get(path).json()["order"] == wished
    made = script_ids(client, analysis_id)
    assert sorted(made) == sorted(own)
    assert made != own
    assert client.put(f"{path}/order", json={"recommendation_ids": []}).json()["order"] == []
    assert script_ids(client, analysis_id) == own


def test_no_order_of_what_is_not_there_or_there_twice(client: TestClient, analysis_id: str) -> None:
    known = next(iter(offered(client, analysis_id)))
    for wrong in ([known, "no:such:thing"], [known, known]):
        reply = client.put(f"{API}/recommendations/{analysis_id}/order", json={"recommendation_ids": wrong})
        assert (reply.status_code, reply.json()["code"]) == (400, "usage")


def test_what_is_not_offered_cannot_be_accepted(client: TestClient, analysis_id: str) -> None:
    known = next(iter(offered(client, analysis_id)))
    body = {"recommendation_ids": [known, "no:such:thing"]}
    reply = client.post(f"{API}/recommendations/{analysis_id}/accept", json=body)
    assert (reply.status_code, reply.json()["code"]) == (400, "usage")
    assert reply.json()["errors"][0]["pointer"] == "#/recommendation_ids/1"
    assert set(offered(client, analysis_id).values()) == {None}


def test_muted_issues_are_gone_from_everything_until_unmuted(client: TestClient, analysis_id: str) -> None:
    before = client.get(f"{API}/analysis/{analysis_id}/results")
    kind = before.json()["issues"][0]["kind"]
    reply = client.post(f"{API}/mutes", json={"kind": kind, "reason": "We know."})
    assert reply.status_code == 201
    after = client.get(
        f"{API}/analysis/{analysis_id}/results", headers={"if-none-match": before.headers["etag"]}
    )
    assert after.status_code == 200
    left = after.json()
    assert left["muted_issue_count"] == sum(each["kind"] == kind for each in before.json()["issues"])
    assert kind not in {each["kind"] for each in left["issues"]}
    assert left["quality"]["score"] >= before.json()["quality"]["score"]
    asked_for = {name for each in left["issues"] for name in each["recommendation_ids"]}
    assert set(offered(client, analysis_id)) == asked_for
    assert set(script_ids(client, analysis_id)) <= asked_for
    assert client.get(f"{API}/insights/{analysis_id}").json() == left["insight"]
    assert client.get(f"{API}/analysis/{analysis_id}/report").text.startswith("<!doctype html>")
    assert client.delete(f"{API}/mutes/{reply.json()['mute_id']}").status_code == 204
    assert client.get(f"{API}/analysis/{analysis_id}/results").content == before.content


def test_large_muted_results_are_fetched_from_storage(
    client: TestClient, world: MemoryPorts, analysis_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = client.get(f"{API}/analysis/{analysis_id}/results").json()["issues"][0]["kind"]
    client.post(f"{API}/mutes", json={"kind": kind})
    monkeypatch.setattr(analysis_results, "LARGEST_REPLY", 10)
    reply = client.get(f"{API}/analysis/{analysis_id}/results", follow_redirects=False)
    assert reply.status_code == 303
    key = reply.headers["location"].removeprefix("memory:")
    assert key.startswith(object_keys.results_prefix(WORKSPACE, analysis_id) + "muted/")
    assert kind.encode() not in world.objects.bodies[key].split(b'"')


def test_the_same_rule_is_one_rule(client: TestClient) -> None:
    first = client.post(f"{API}/mutes", json={"column": "city"}).json()
    second = client.post(f"{API}/mutes", json={"column": "city", "reason": "Later."}).json()
    assert (second["mute_id"], second["created_at"]) == (first["mute_id"], first["created_at"])
    assert client.get(f"{API}/mutes").json()["mutes"] == [second]


@pytest.mark.parametrize("body", [{}, {"kind": "no_such_check"}])
def test_impossible_rules_are_refused(client: TestClient, body: dict[str, str]) -> None:
    assert client.post(f"{API}/mutes", json=body).status_code == 400
    assert client.get(f"{API}/mutes").json() == {"mutes": []}


def test_rules_of_other_workspaces_are_not_there(client: TestClient, world: MemoryPorts) -> None:
    made = client.post(f"{API}/mutes", json={"column": "city"}).json()
    world.choices.rules = {(OTHER_WORKSPACE, key): each for (_, key), each in world.choices.rules.items()}
    assert client.get(f"{API}/mutes").json() == {"mutes": []}
    assert client.delete(f"{API}/mutes/{made['mute_id']}").status_code == 404


def test_preferences_have_defaults_and_are_replaced(client: TestClient) -> None:
    path = f"{API}/preferences"
    assert client.get(path).json() == {
        "default_goal": "general_audit", "theme": "system", "locale": "en", "time_zone": "UTC"
    }  # fmt: skip
    given = {"default_goal": "privacy", "theme": "dark", "locale": "de-CH", "time_zone": "Europe/Zurich"}
    assert client.put(path, json=given).json() == given == client.get(path).json()
    assert client.put(path, json={"theme": "light"}).json()["locale"] == "en"
    for wrong in ({"locale": "<b>"}, {"time_zone": "a b"}, {"colour": "red"}):
        assert client.put(path, json=wrong).status_code == 422
