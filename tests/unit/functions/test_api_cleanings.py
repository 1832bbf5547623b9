"""Cleanings over HTTP, with memory behind: what may be asked for, and what is answered."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from datainsight.models.cleaning_job import CleaningFailureRequest, CleaningOrder
from datainsight.models.document import ProfileDocument
from datainsight.models.upload import WorkspacePlan
from datainsight.services import object_keys, plans, prices
from datainsight.services.cleaning_status import CleaningOutcome
from datainsight.services.fail_cleaning import fail_cleaning
from datainsight.services.ports import StoredObject
from functions.api import examples
from tests.unit.functions.test_api_analysis import finish, start
from tests.unit.services.arranging import DATASET, uploaded
from tests.unit.services.fakes import WORKSPACE, MemoryPorts

WHERE = f"/api/v1/datasets/{DATASET}"
UNKNOWN = "9d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41"


@pytest.fixture
def document(client: TestClient, world: MemoryPorts) -> ProfileDocument:
    uploaded(world)
    return finish(world, start(client))


def clean(client: TestClient, **body: object) -> Any:
    return client.post(f"{WHERE}/clean", json=body)


def order(world: MemoryPorts) -> CleaningOrder:
    (job,) = world.cleanings.jobs.values()
    return CleaningOrder.model_validate_json(world.objects.get(object_keys.cleaning_order_key(job.reference)))


def test_starts_a_job_and_says_where_to_ask(
    client: TestClient, world: MemoryPorts, document: ProfileDocument
) -> None:
    reply = clean(client)
    assert (reply.status_code, reply.json()["status"]) == (202, "queued")
    assert reply.headers["retry-after"] == "1"
    (execution_input,) = world.cleaning_workflow.started.values()
    assert execution_input.cleaning.cleaning_id == reply.json()["cleaning_id"]
    status = client.get(reply.headers["location"])
    assert status.json() == reply.json()
    assert (
        client.get(reply.headers["location"], headers={"if-none-match": status.headers["etag"]}).status_code
        == 304
    )
    assert client.get(f"{WHERE}/cleanings").json() == {"cleanings": [reply.json()]}
    wanted = [each.id for each in document.recommendations if each.is_default]
    assert list(order(world).recommendation_ids) == wanted != []
    (entry,) = world.workspaces.audit_log(WORKSPACE, 10)
    assert (entry.action, entry.subject) == ("dataset.cleaned", DATASET)


def test_asking_again_is_asking_once(
    client: TestClient, world: MemoryPorts, document: ProfileDocument
) -> None:
    first, again = clean(client), clean(client)
    assert first.json() == again.json()
    assert len(world.cleaning_workflow.started) == 1
    assert clean(client, format="parquet").json()["cleaning_id"] != first.json()["cleaning_id"]


def test_a_file_for_a_spreadsheet_is_another_one_and_no_dataset(
    client: TestClient, world: MemoryPorts, document: ProfileDocument
) -> None:
    safe = clean(client, spreadsheet_safe=True)
    assert (safe.status_code, order(world).is_for_spreadsheet) == (202, True)
    assert clean(client).json()["cleaning_id"] != safe.json()["cleaning_id"]
    for other in ({"format": "parquet"}, {"save_as_dataset": True}):
        reply = clean(client, spreadsheet_safe=True, **other)
        assert (reply.status_code, reply.json()["code"]) == (400, "usage")
        assert reply.json()["errors"][0]["pointer"] == "#/spreadsheet_safe"


def test_decisions_choose_unless_the_request_does(
    client: TestClient, world: MemoryPorts, document: ProfileDocument
) -> None:
    analysis_id = client.get(WHERE).json()["latest_analysis_id"]
    dismissed = next(each.id for each in document.recommendations if each.is_default)
    client.post(f"/api/v1/recommendations/{analysis_id}/dismiss", json={"recommendation_ids": [dismissed]})
    assert clean(client).status_code == 202
    assert dismissed not in order(world).recommendation_ids
    world.cleanings.jobs.clear()
    assert clean(client, recommendation_ids=[dismissed]).status_code == 202
    assert order(world).recommendation_ids == (dismissed,)


def test_an_order_that_is_meant_is_another_cleaning(
    client: TestClient, world: MemoryPorts, document: ProfileDocument
) -> None:
    usual = [each.id for each in document.recommendations if each.is_default]
    assert len(usual) > 1
    assert clean(client, recommendation_ids=usual[::-1]).status_code == 202
    assert order(world).recommendation_ids == tuple(usual)
    world.cleanings.jobs.clear()
    assert clean(client, recommendation_ids=usual[::-1], keep_order=True).status_code == 202
    assert order(world).recommendation_ids == tuple(usual[::-1])
    assert order(world).keeps_order


def test_what_is_muted_is_not_repaired(
    client: TestClient, world: MemoryPorts, document: ProfileDocument
) -> None:
    for column in document.columns:
        client.post("/api/v1/mutes", json={"column": column.name})
    assert clean(client).json()["recommendation_count"] < len(document.recommendations)
    assert order(world).mutes


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"recommendation_ids": ["nothing:0:such"]}, 400, "usage"),
        ({"keep_order": True}, 400, "usage"),
        ({"analysis_id": UNKNOWN}, 404, "not_found"),
        ({"format": "xlsx"}, 422, "invalid"),
        ({"save_as_dataset": True, "name": ".."}, 400, "usage"),
    ],
)
def test_refuses_what_there_is_not(
    client: TestClient, document: ProfileDocument, body: dict[str, object], status: int, code: str
) -> None:
    reply = clean(client, **body)
    assert (reply.status_code, reply.json()["code"]) == (status, code)


def test_there_is_nothing_to_clean_before_an_analysis_is_done(client: TestClient, world: MemoryPorts) -> None:
    uploaded(world)
    assert clean(client).json()["code"] == "conflict"
    start(client)
    assert clean(client).json()["code"] == "analysis_running"
    assert client.post(f"/api/v1/datasets/{UNKNOWN}/clean", json={}).status_code == 404


def test_a_replaced_file_has_to_be_analysed_first(
    client: TestClient, world: MemoryPorts, document: ProfileDocument
) -> None:
    world.objects.put(world.catalog.rows[DATASET].object_key, b"id\n2\n", "text/csv")
    reply = clean(client)
    assert (reply.status_code, reply.json()["code"]) == (409, "conflict")


FREE, PRO = WorkspacePlan.FREE, WorkspacePlan.PRO


@pytest.mark.usefixtures("document")
@pytest.mark.parametrize(
    ("plan", "too_much_for", "status", "code"),
    [(FREE, FREE, 403, "plan_required"), (PRO, FREE, 202, None), (PRO, PRO, 413, "refused")],
)
def test_the_plan_says_how_large_a_file_may_be(
    client: TestClient,
    world: MemoryPorts,
    monkeypatch: pytest.MonkeyPatch,
    *,
    plan: WorkspacePlan,
    too_much_for: WorkspacePlan,
    status: int,
    code: str | None,
) -> None:
    world.catalog.plans[WORKSPACE] = plan
    key = world.catalog.rows[DATASET].object_key
    stored = world.objects.find(key)
    assert stored is not None
    large = StoredObject(size_bytes=plans.LARGEST_CLEANED[too_much_for] + 1, etag=stored.etag)
    monkeypatch.setattr(world.objects, "find", lambda asked: large if asked == key else None)
    reply = clean(client)
    assert (reply.status_code, reply.json().get("code")) == (status, code)
    assert ("exports/code" in reply.text) == (status != 202)


def test_is_paid_for_when_it_is_done_and_only_then(
    client: TestClient, world: MemoryPorts, document: ProfileDocument
) -> None:
    client.put("/api/v1/usage/budget", json={"dollars": 0.000_1})
    assert clean(client).json()["code"] == "budget_exceeded"
    client.put("/api/v1/usage/budget", json={"dollars": 1})
    job = clean(client).json()
    (reservation,) = [each for each in world.usage.reserved.values() if each.job_id == job["cleaning_id"]]
    assert (reservation.microdollars, reservation.size_bytes) == (prices.CLEANED_BLOCK, 0)


def test_results_are_there_when_it_is_completed(
    client: TestClient, world: MemoryPorts, document: ProfileDocument
) -> None:
    job = clean(client).json()
    where = f"{WHERE}/cleanings/{job['cleaning_id']}"
    reply = client.get(f"{where}/results")
    assert (reply.status_code, reply.json()["code"]) == (409, "cleaning_running")
    world.now.time = world.now.time.replace(hour=23)
    world.cleaning_workflow.ended.update(world.cleaning_workflow.started)
    ghost = client.get(where).json()
    assert (ghost["status"], ghost["failure"]["code"]) == ("failed", "interrupted")
    assert client.get(f"{where}/results").json()["code"] == "cleaning_failed"
    assert not [each for each in world.usage.reserved.values() if each.job_id == job["cleaning_id"]]
    assert clean(client).json()["cleaning_id"] != job["cleaning_id"]


def test_cancelling_stops_and_costs_nothing(
    client: TestClient, world: MemoryPorts, document: ProfileDocument
) -> None:
    job = clean(client).json()
    where = f"{WHERE}/cleanings/{job['cleaning_id']}"
    reply = client.post(f"{where}/cancel")
    assert (reply.status_code, reply.json()["status"]) == (200, "cancelled")
    assert client.post(f"{where}/cancel").json() == reply.json() == client.get(where).json()
    assert len(world.cleaning_workflow.stopped) == 1
    assert not [each for each in world.usage.reserved.values() if each.job_id == job["cleaning_id"]]
    assert not [key for key in world.objects.bodies if "cleanings" in key]
    assert client.get(f"{where}/results").json()["code"] == "cleaning_cancelled"
    ended = CleaningFailureRequest(cleaning=next(iter(world.cleanings.jobs.values())).reference)
    assert fail_cleaning(ended, ports=world) is None  # the event of the execution that was stopped
    assert clean(client).json()["cleaning_id"] != job["cleaning_id"]
    assert client.post(f"{WHERE}/cleanings/{UNKNOWN}/cancel").status_code == 404


def test_what_has_ended_cannot_be_cancelled(
    client: TestClient, world: MemoryPorts, document: ProfileDocument
) -> None:
    job = clean(client).json()
    (stored,) = world.cleanings.jobs.values()
    world.cleanings.complete(stored.reference, world.now())
    reply = client.post(f"{WHERE}/cleanings/{job['cleaning_id']}/cancel")
    assert (reply.status_code, reply.json()["code"]) == (409, "conflict")


def test_deleting_the_dataset_stops_and_forgets(
    client: TestClient, world: MemoryPorts, document: ProfileDocument
) -> None:
    clean(client)
    assert client.delete(WHERE).status_code == 204
    assert world.cleanings.jobs == {}
    assert len(world.cleaning_workflow.stopped) == 1
    assert not [key for key in world.objects.bodies if "cleanings" in key]


def test_the_example_of_results_is_true() -> None:
    CleaningOutcome.model_validate(examples.CLEANED)
