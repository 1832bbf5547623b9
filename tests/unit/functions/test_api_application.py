"""What holds for the whole API: who may use it, how it says no, and how it is described."""

import json
import re
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter
from starlette.testclient import TestClient

from datainsight import errors
from datainsight.models.insight import Insight
from datainsight.services.write_script import Script
from datainsight.settings import Settings, SettingsError
from functions.api import examples
from functions.api.accounts import require_mail
from functions.api.app import create_app
from functions.api.openapi import document
from functions.api.problems import INTERNAL, KINDS, Problem, kind_of
from functions.api.routes.analysis import Analysis, StartRequest
from functions.api.routes.datasets import CompleteUploadRequest, Dataset, UploadReply, UploadRequest
from functions.api.routes.exports import CodeRequest
from functions.api.routes.recommendations import RecommendationList
from tests.unit.services.fakes import WORKSPACE, MemoryCatalog, MemoryPorts

DOCUMENT = Path(__file__).parents[3] / "docs" / "openapi.json"
ID = "5f0f7a54-0f4e-5b0e-a2cf-6a1c5e0f6f3d"

SPECIFICATION: dict[str, Any] = json.loads(document())
OPERATIONS = [
    (method, path, operation)
    for path, methods in SPECIFICATION["paths"].items()
    for method, operation in methods.items()
]

OPEN_TO_ALL = {
    f"/api/v1/{path}"
    for path in (
        "health",
        "auth/register",
        "auth/verify",
        "auth/login",
        "auth/refresh",
        "auth/logout",
        "auth/password/forgot",
        "auth/password/reset",
        "auth/providers",
        "auth/providers/{provider}/start",
        "auth/providers/{provider}/callback",
    )
}
"""What needs nobody to be signed in; every other operation is refused then."""


def test_the_committed_document_is_current() -> None:
    current = "python -m functions.api.openapi docs/openapi.json"
    assert DOCUMENT.read_text("utf-8") == document(), f"run: {current}"


def test_the_document_is_openapi_31_with_unique_names() -> None:
    assert SPECIFICATION["openapi"].startswith("3.1")
    names = [operation["operationId"] for _, _, operation in OPERATIONS]
    assert len(names) == len(set(names))
    assert all(re.fullmatch("[a-z_]+", name) for name in names)


def test_every_operation_is_described_and_has_a_summary() -> None:
    for _, path, operation in OPERATIONS:
        assert operation["summary"], path
        assert operation["description"], path


def test_every_body_has_an_example_and_every_problem_its_media_type() -> None:
    schemas = SPECIFICATION["components"]["schemas"]
    for _, path, operation in OPERATIONS:
        if "requestBody" in operation:
            reference = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
            schema = schemas[reference.rsplit("/", 1)[-1]]
            assert "example" in schema or "examples" in schema, path
        for status, reply in operation["responses"].items():
            if status[0] in "45":
                assert list(reply["content"]) == ["application/problem+json"], (path, status)


@pytest.mark.parametrize(
    "model",
    [
        UploadRequest,
        UploadReply,
        CompleteUploadRequest,
        Dataset,
        StartRequest,
        Analysis,
        CodeRequest,
        Problem,
    ],
)
def test_examples_in_models_are_true(model: Any) -> None:
    extra = model.model_config["json_schema_extra"]
    for example in extra.get("examples") or [extra["example"]]:
        TypeAdapter(model).validate_json(json.dumps(example))


def test_every_reply_has_an_example_that_is_true() -> None:
    schemas = SPECIFICATION["components"]["schemas"]
    for _, path, operation in OPERATIONS:
        for status, reply in operation["responses"].items():
            media = reply.get("content", {}).get("application/json")
            if status[0] != "2" or media is None:
                continue
            schema = media["schema"]
            named = schemas.get(schema.get("$ref", "").rsplit("/", 1)[-1], {})
            examples_of = [media["example"]] if "example" in media else named.get("examples")
            for example in examples_of or [named["example"]]:
                validator = Draft202012Validator({**schema, "components": SPECIFICATION["components"]})
                assert not list(validator.iter_errors(example)), (path, example)


def test_who_is_known_is_told_the_limits() -> None:
    for _, path, operation in OPERATIONS:
        if "401" in operation["responses"]:
            for reply in operation["responses"].values():
                assert {"RateLimit", "RateLimit-Policy"} <= reply["headers"].keys(), path


def test_examples_of_replies_are_true() -> None:
    Insight.model_validate(examples.INSIGHT)
    RecommendationList.model_validate_json(json.dumps(examples.RECOMMENDATIONS))
    Script.model_validate_json(json.dumps(examples.SCRIPT))


@pytest.mark.parametrize(
    ("method", "path"),
    [(method, path) for method, path, _ in OPERATIONS if path not in OPEN_TO_ALL],
)
def test_without_a_workspace_every_operation_is_refused(method: str, path: str) -> None:
    client = TestClient(create_app(MemoryPorts(), local_workspace=None))
    body = {"name": "a", "size_bytes": 1, "dataset_id": ID, "analysis_id": ID}
    reply = client.request(method, re.sub(r"\{\w+\}", ID, path), json=body)
    assert (reply.status_code, reply.json()["code"]) == (401, "unauthenticated")
    assert reply.headers["www-authenticate"] == "Bearer"


def test_health_needs_nobody() -> None:
    client = TestClient(create_app(MemoryPorts(), local_workspace=None))
    assert client.get("/api/v1/health").json()["status"] == "ok"


@pytest.mark.parametrize(
    ("sender", "local", "starts"),
    [("", None, False), ("", WORKSPACE, True), ("no-reply@acme.example", None, True)],
)
def test_an_api_that_cannot_send_mail_does_not_start(sender: str, local: str | None, starts: bool) -> None:
    settings = Settings.model_validate(
        {"team": "t", "bucket": "b", "table": "t", "mail_sender": sender, "local_workspace": local}
    )
    if starts:
        require_mail(settings)
    else:
        with pytest.raises(SettingsError, match="mail_sender"):
            require_mail(settings)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.UsageError("x"), 400),
        (errors.UnauthenticatedError("x"), 401),
        (errors.NotFoundError("x"), 404),
        (errors.SourceNotFoundError("x"), 404),
        (errors.ConflictError("x"), 409),
        (errors.AnalysisRunningError("x"), 409),
        (errors.RefusedError("x"), 413),
        (errors.UnreadableError("x"), 422),
        (errors.PartialFormatError("x"), 500),
        (errors.UnavailableError("x"), 503),
        (ValueError("x"), 500),
    ],
)
def test_every_error_has_its_status(error: Exception, status: int) -> None:
    assert kind_of(error).status == status


def test_codes_are_unique_and_special_errors_come_first() -> None:
    codes = [kind.code for _, kind in KINDS] + [INTERNAL.code]
    assert len(codes) == len(set(codes))
    for index, (general, _) in enumerate(KINDS):
        assert not any(issubclass(special, general) for special, _ in KINDS[index + 1 :])


class BrokenCatalog(MemoryCatalog):
    def __init__(self, error: Exception) -> None:
        super().__init__()
        self._error = error

    def datasets(self, workspace_id: str, *, limit: int, cursor: str | None) -> Any:
        raise self._error


def ask_broken(error: Exception) -> Any:
    world = MemoryPorts(catalog=BrokenCatalog(error))
    client = TestClient(create_app(world, local_workspace=UUID(WORKSPACE)), raise_server_exceptions=False)
    return client.get("/api/v1/datasets")


def test_our_own_faults_tell_nothing_but_an_id() -> None:
    reply = ask_broken(KeyError("password=hunter2"))
    assert reply.status_code == 500
    assert reply.json()["code"] == "internal"
    assert "hunter2" not in reply.text
    assert reply.json()["request_id"]


def test_a_sleeping_database_is_worth_another_try() -> None:
    reply = ask_broken(errors.UnavailableError("The database is waking up.", remedy="Try again."))
    assert (reply.status_code, reply.json()["code"]) == (503, "unavailable")
    assert reply.headers["retry-after"] == "5"
    assert reply.json()["detail"] == "The database is waking up. Try again."


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/api/v1/nothing", 404, "no_such_address"),
        ("PUT", "/api/v1/datasets", 405, "method_not_allowed"),
        ("GET", "/api/v1/datasets/no-uuid", 422, "invalid"),
    ],
)
def test_wrong_addresses_are_problems_too(
    client: TestClient, method: str, path: str, status: int, code: str
) -> None:
    reply = client.request(method, path)
    problem = Problem.model_validate(reply.json())
    assert (reply.status_code, problem.status, problem.code) == (status, status, code)
    assert reply.headers["content-type"] == "application/problem+json"
    assert problem.instance == path
    assert reply.headers["x-request-id"] == problem.request_id


def test_a_broken_body_is_a_problem(client: TestClient) -> None:
    reply = client.post("/api/v1/datasets/upload", content=b"{", headers={"content-type": "application/json"})
    assert (reply.status_code, reply.json()["code"]) == (422, "invalid")


@pytest.mark.parametrize(
    ("headers", "body", "said"),
    [
        (
            {"content-type": "application/json"},
            b'{"a": ',
            "cannot be read as JSON: Expecting value at character 6",
        ),
        # What curl says of `-d` where nothing else is said.
        (
            {"content-type": "application/x-www-form-urlencoded"},
            b'{"a": 1}',
            "`content-type: application/json`",
        ),
        ({}, b'{"a": 1}', "`content-type: application/json`"),
    ],
)
def test_a_body_that_is_not_read_is_told_why(
    client: TestClient, headers: dict[str, str], body: bytes, said: str
) -> None:
    reply = client.post("/api/v1/analysis/start", content=body, headers=headers)
    assert (reply.status_code, reply.json()["code"]) == (422, "invalid")
    (error,) = reply.json()["errors"]
    assert said in error["detail"]
    assert error["pointer"] == "#/"


def test_a_field_that_is_not_there_is_named(client: TestClient) -> None:
    reply = client.post("/api/v1/keys", json={"name": "ci", "role": "viewer"})
    assert reply.json()["errors"] == [{"detail": "There is no such field here.", "pointer": "#/role"}]


def test_what_is_wrong_is_said_without_words_of_a_library(client: TestClient) -> None:
    body = {"old": {}, "new": {"dataset_id": "3d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41"}}
    (error,) = client.post("/api/v1/compare", json=body).json()["errors"]
    assert error == {"detail": "Send either analysis_id or dataset_id.", "pointer": "#/old"}
    (error,) = client.get("/api/v1/datasets/nonsense").json()["errors"]
    assert error["detail"].startswith("This is no id")
    assert error["parameter"] == "dataset_id"


def test_replies_tell_browsers_to_be_careful(client: TestClient) -> None:
    headers = client.get("/api/v1/health").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert "default-src 'none'" in headers["content-security-policy"]


def test_the_documentation_loads_nothing_from_elsewhere(client: TestClient) -> None:
    reply = client.get("/docs")
    assert reply.headers["content-type"].startswith("text/html")
    assert "script" not in reply.headers["content-security-policy"]
    assert not re.search(r"<(script|link|img|iframe|object)\b|\ssrc=|url\(|@import", reply.text)
    for _, path, operation in OPERATIONS:
        assert f'id="{operation["operationId"]}"' in reply.text
        assert path in reply.text


def test_the_root_leads_to_the_documentation(client: TestClient) -> None:
    reply = client.get("/", follow_redirects=False)
    assert reply.headers["location"] == "/docs"
    assert client.get("/openapi.json").json()["openapi"].startswith("3.1")
