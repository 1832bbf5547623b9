"""What an earlier release stored is read by this one: what its models have gained is filled with defaults."""

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from datainsight.models.document import ProfileDocument
from datainsight.models.issue import Goal
from datainsight.services import object_keys
from tests.unit.functions.test_api_analysis import API, start
from tests.unit.services.arranging import DATASET, uploaded
from tests.unit.services.fakes import WORKSPACE, MemoryPorts

DOCUMENTS = Path(__file__).parents[2] / "data" / "documents"
"""As written on the day of their names, of a file without personal data."""


@pytest.fixture(params=sorted(each.stem for each in DOCUMENTS.glob("*.json")))
def analysis_id(client: TestClient, world: MemoryPorts, request: pytest.FixtureRequest) -> str:
    uploaded(world)
    analysis_id = start(client)
    body = (DOCUMENTS / f"{request.param}.json").read_bytes()
    place = (WORKSPACE, analysis_id)
    world.objects.bodies[object_keys.document_key(*place)] = body
    world.objects.bodies[object_keys.profile_key(*place)] = body
    world.objects.bodies[object_keys.report_key(*place)] = b"<!doctype html>"
    document = ProfileDocument.model_validate_json(body)
    assert document.insight is not None
    words = document.insight.model_dump_json().encode()
    world.objects.bodies[object_keys.insight_key(*place)] = words
    world.analyses.save_recommendations(*place, document.recommendations)
    world.analyses.complete(*place, world.now())
    return analysis_id


def everything(client: TestClient, analysis_id: str) -> list[Any]:
    """Every reply about an analysis."""
    read = ("analysis/{}/results", "analysis/{}/report", "insights/{}", "recommendations/{}")
    told = [client.get(f"{API}/{path.format(analysis_id)}") for path in read]
    for path, more in (
        ("exports/code", {"language": "polars"}),
        ("exports/code", {"language": "sql", "dialect": "postgres"}),
        ("exports/report", {"format": "html"}),
        ("exports/report", {"format": "pdf"}),
        ("exports/contract", {"format": "odcs"}),
    ):
        told.append(client.post(f"{API}/{path}", json={"analysis_id": analysis_id, **more}))
    side = {"analysis_id": analysis_id}
    told.append(client.post(f"{API}/compare", json={"old": side, "new": side}))
    told.append(client.post(f"{API}/datasets/{DATASET}/clean", json={"analysis_id": analysis_id}))
    return told


def test_every_reply_can_be_made(client: TestClient, analysis_id: str) -> None:
    for reply in everything(client, analysis_id):
        assert reply.is_success, (reply.request.url, reply.text)


def test_also_without_what_is_muted(client: TestClient, analysis_id: str) -> None:
    columns = client.get(f"{API}/analysis/{analysis_id}/results").json()["columns"]
    client.post(f"{API}/mutes", json={"column": columns[1]["name"]})
    for reply in everything(client, analysis_id):
        assert reply.is_success, (reply.request.url, reply.text)


@pytest.mark.parametrize("goal", [each for each in Goal if each is not Goal.GENERAL_AUDIT])
def test_also_for_another_goal(client: TestClient, analysis_id: str, goal: Goal) -> None:
    reply = client.post(f"{API}/analysis/start", json={"dataset_id": DATASET, "goal": goal})
    assert reply.json()["status"] == "completed"
    for each in everything(client, reply.json()["analysis_id"]):
        assert each.is_success, (each.request.url, each.text)
