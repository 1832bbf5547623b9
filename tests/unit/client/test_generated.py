"""The generated client: current, and good against the real application."""

import json
from pathlib import Path
from uuid import UUID, uuid4

import httpx
import pytest
from pydantic import BaseModel, ValidationError

from datainsight.client import models
from datainsight.client.api import Client
from datainsight.errors import BudgetExceededError, NotFoundError, TooManyAttemptsError, UnavailableError
from functions.api.python_client import class_name, type_of, write
from tests.unit.client.test_client import SERVER, application
from tests.unit.services.fakes import MemoryPorts

ROOT = Path(__file__).parents[3]


@pytest.fixture
def client() -> Client:
    return Client(SERVER, http=application(MemoryPorts()))


@pytest.mark.parametrize("module", ["models.py", "operations.py"])
def test_the_client_is_current(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str) -> None:
    monkeypatch.chdir(ROOT)
    write(json.loads((ROOT / "docs" / "openapi.json").read_text("utf-8")), tmp_path)
    committed = (ROOT / "shared" / "datainsight" / "client" / module).read_text("utf-8")
    assert (tmp_path / module).read_text("utf-8") == committed, "python -m functions.api.python_client"


def test_every_operation_is_a_method(client: Client) -> None:
    document = json.loads((ROOT / "docs" / "openapi.json").read_text("utf-8"))
    wanted = {
        operation["operationId"]
        for methods in document["paths"].values()
        for operation in methods.values()
        if any(status.startswith("2") for status in operation["responses"])
    }
    assert len(wanted) > 70
    assert wanted <= {name for name in dir(client) if not name.startswith("_")}


def test_replies_are_models(client: Client) -> None:
    ticket = client.request_upload(models.UploadRequest(name="a.csv", size_bytes=3))
    assert isinstance(ticket.dataset_id, str | UUID)
    assert ticket.upload.kind == "single"
    listed = client.list_datasets(limit=5)
    assert [str(each.dataset_id) for each in listed.datasets] == [str(ticket.dataset_id)]
    client.delete_dataset(ticket.dataset_id)
    assert client.list_datasets().datasets == []


def test_words_that_a_later_server_adds_are_no_errors() -> None:
    document = json.loads((ROOT / "docs" / "openapi.json").read_text("utf-8"))
    told = document["components"]["schemas"]["Analysis"]["example"]
    found = models.Analysis.model_validate(
        told | {"status": "paused", "stage": "weighing", "goal": "archiving"}
    )
    assert (found.status, found.stage, found.goal) == ("paused", "weighing", "archiving")
    with pytest.raises(ValidationError):
        models.StartRequest.model_validate({"dataset_id": str(uuid4()), "goal": "archiving"})


def test_every_model_can_be_made() -> None:
    made = [
        each
        for each in vars(models).values()
        if isinstance(each, type) and issubclass(each, BaseModel) and each is not BaseModel
    ]
    assert len(made) > 100
    for each in made:
        each.model_rebuild(force=True)


def test_refusals_are_errors(client: Client) -> None:
    with pytest.raises(NotFoundError, match=r"no such dataset|There is no"):
        client.get_dataset(uuid4())
    with pytest.raises(NotFoundError):
        client.get_dataset("../keys")


@pytest.mark.parametrize(
    ("status", "error"), [(402, BudgetExceededError), (429, TooManyAttemptsError), (503, UnavailableError)]
)
def test_what_was_asked_too_often_says_when_again(status: int, error: type[Exception]) -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(status, json={"detail": "Later."}, headers={"retry-after": "7"})

    http = httpx.Client(base_url=SERVER, transport=httpx.MockTransport(answer))
    with pytest.raises(error, match="Later") as caught:
        Client(SERVER, http=http).list_datasets()
    assert getattr(caught.value, "retry_after_seconds", 7) == 7


def test_when_to_try_again_is_said_once() -> None:
    body = {"detail": "These are too many requests. Try again in 1 second."}
    reply = httpx.Response(429, json=body, headers={"retry-after": "1"})
    http = httpx.Client(base_url=SERVER, transport=httpx.MockTransport(lambda _: reply))
    with pytest.raises(TooManyAttemptsError) as caught:
        Client(SERVER, http=http).list_datasets()
    assert str(caught.value) == body["detail"]


def test_a_server_that_is_away_is_told() -> None:
    def refuse(_: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("gone")

    with (
        Client(SERVER, http=httpx.Client(base_url=SERVER, transport=httpx.MockTransport(refuse))) as client,
        pytest.raises(UnavailableError, match="cannot be reached"),
    ):
        client.list_datasets()


def test_keys_are_sent_and_stay_with_the_server() -> None:
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        if request.url.host == "storage.example":
            return httpx.Response(200, content=b"<html>", headers={"content-type": "text/html"})
        return httpx.Response(303, headers={"location": "https://storage.example/large"})

    http = httpx.Client(base_url=SERVER, transport=httpx.MockTransport(answer))
    with Client(SERVER, "dip_live_x", http=http) as client:
        assert client.read_analysis_report(uuid4()) == b"<html>"
    assert [each.headers.get("authorization") for each in asked] == ["Bearer dip_live_x", None]


def test_an_unfinished_analysis_is_waited_for() -> None:
    states = iter(["running", "completed"])
    waits: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        waits.append(request.url.params["wait"])
        example = {"analysis_id": str(uuid4()), "dataset_id": str(uuid4()), "goal": "general_audit"}
        times = dict.fromkeys(("started_at", "updated_at"), "2026-11-23T21:10:02Z")
        rest = dict.fromkeys(("stage", "shards_total", "completed_at", "failure"))
        return httpx.Response(
            200, json={**example, **times, **rest, "shards_done": 0, "status": next(states), "is_new": 1}
        )

    http = httpx.Client(base_url=SERVER, transport=httpx.MockTransport(answer))
    assert Client(SERVER, http=http).wait_for_analysis("a").status == "completed"
    assert waits == ["20", "20"]


def test_forms_of_schemas() -> None:
    assert type_of({"anyOf": [{"type": "string", "format": "uuid"}, {"type": "null"}]}) == "UUID | None"
    assert type_of({"type": "array", "items": {"$ref": "#/components/schemas/Issue"}}, "models.") == (
        "list[models.Issue]"
    )
    assert type_of({"type": "array", "prefixItems": [{"type": "string"}, {"type": "number"}]}) == (
        "tuple[str, float]"
    )
    assert class_name("datainsight__models__profile__Role") == "ProfileRole"
    with pytest.raises(KeyError):
        type_of({"type": "unheard-of"})
