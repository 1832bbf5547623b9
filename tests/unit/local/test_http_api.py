"""HTTP to payload format 2.0 and back."""

import base64
import io
import json
from typing import Any

import pytest

from infra_cdk.local.http_api import Cors, HttpApi, Route
from infra_cdk.local.lambdas.function import Result


class Function:
    """Stands in for the pool: remembers the event and answers with what it was given."""

    def __init__(self, answer: Any = None, error: bool = False) -> None:
        self.answer = {"statusCode": 200} if answer is None else answer
        self.error = error
        self.called: list[tuple[str, dict[str, Any]]] = []

    def __call__(self, name: str, payload: bytes) -> Result:
        self.called.append((name, json.loads(payload)))
        return Result(json.dumps(self.answer).encode(), "Unhandled" if self.error else None)

    @property
    def event(self) -> dict[str, Any]:
        return self.called[-1][1]


def api(function: Function, *keys: str, cors: Cors | None = None) -> HttpApi:
    routes = [Route(key, f"function of {key}") for key in keys or ("ANY /", "ANY /{proxy+}")]
    return HttpApi(function, routes=routes, cors=cors)


def ask(
    application: HttpApi, method: str, path: str, body: bytes = b"", **environ: str
) -> tuple[str, Any, bytes]:
    answered: list[Any] = []
    request = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path.encode().decode("latin-1"),
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
        **environ,
    }
    content = b"".join(application(request, lambda status, headers: answered.extend((status, headers))))  # type: ignore[arg-type]  # WSGI's write() is not used
    return answered[0], answered[1], content


def test_event() -> None:
    function = Function()
    ask(
        api(function),
        "GET",
        "/api/v1/dätasets/7",
        QUERY_STRING="a=1&a=2&b=x%20y&c=",
        HTTP_HOST="localhost:8000",
        HTTP_X_REQUEST_ID="r-1",
        HTTP_COOKIE="one=1; two=2",
        HTTP_USER_AGENT="curl",
        REMOTE_ADDR="127.0.0.1",
    )
    event = function.event
    assert event["version"] == "2.0"
    assert event["routeKey"] == "ANY /{proxy+}"
    assert event["rawPath"] == "/api/v1/dätasets/7"
    assert event["rawQueryString"] == "a=1&a=2&b=x%20y&c="
    assert event["queryStringParameters"] == {"a": "1,2", "b": "x y", "c": ""}
    assert event["headers"]["x-request-id"] == "r-1"
    assert "cookie" not in event["headers"]
    assert event["cookies"] == ["one=1", "two=2"]
    assert event["pathParameters"] == {"proxy": "api/v1/dätasets/7"}
    assert event["requestContext"]["http"] == {
        "method": "GET",
        "path": "/api/v1/dätasets/7",
        "protocol": "HTTP/1.1",
        "sourceIp": "127.0.0.1",
        "userAgent": "curl",
    }
    assert event["requestContext"]["domainName"] == "localhost:8000"
    assert "body" not in event


def test_text_bodies_travel_as_text_and_others_as_base64() -> None:
    function = Function()
    ask(api(function), "POST", "/x", b'{"a": 1}', CONTENT_TYPE="application/json")
    assert (function.event["body"], function.event["isBase64Encoded"]) == ('{"a": 1}', False)
    ask(api(function), "POST", "/x", b"\xff\x00", CONTENT_TYPE="application/octet-stream")
    assert base64.b64decode(function.event["body"]) == b"\xff\x00"
    assert function.event["isBase64Encoded"] is True


@pytest.mark.parametrize(
    ("method", "path", "key"),
    [
        ("GET", "/", "ANY /"),
        ("GET", "/pets/7", "GET /pets/{id}"),
        ("POST", "/pets/7", "ANY /pets/{id}"),
        ("GET", "/pets/new", "GET /pets/new"),
        ("GET", "/pets/7/toys", "ANY /{proxy+}"),
        ("GET", "/petsXnew", "ANY /{proxy+}"),
    ],
)
def test_the_most_specific_route_wins(method: str, path: str, key: str) -> None:
    function = Function()
    keys = ("ANY /{proxy+}", "ANY /", "ANY /pets/{id}", "GET /pets/{id}", "GET /pets/new")
    ask(api(function, *keys), method, path)
    assert function.called[-1][0] == f"function of {key}"


def test_default_route_takes_the_rest() -> None:
    function = Function()
    ask(api(function, "$default", "GET /a"), "POST", "/a")
    assert function.event["routeKey"] == "$default"


def test_no_route() -> None:
    status, _, body = ask(api(Function(), "GET /a"), "GET", "/b")
    assert (status, json.loads(body)) == ("404 Not Found", {"message": "Not Found"})


def test_response() -> None:
    answer = {
        "statusCode": 201,
        "headers": {"location": "/x", "content-length": "999"},
        "cookies": ["a=1", "b=2"],
        "body": base64.b64encode(b"\x00\x01").decode(),
        "isBase64Encoded": True,
    }
    status, headers, body = ask(api(Function(answer)), "GET", "/x")
    assert status == "201 Created"
    assert body == b"\x00\x01"
    assert headers == [
        ("location", "/x"),
        ("Set-Cookie", "a=1"),
        ("Set-Cookie", "b=2"),
        ("Content-Length", "2"),
    ]


def test_an_answer_without_status_code_is_the_body() -> None:
    status, headers, body = ask(api(Function({"a": 1})), "GET", "/x")
    assert (status, json.loads(body)) == ("200 OK", {"a": 1})
    assert ("content-type", "application/json") in headers


def test_a_failing_function() -> None:
    status, _, body = ask(api(Function({"errorMessage": "secret"}, error=True)), "GET", "/x")
    assert (status, json.loads(body)) == ("500 Internal Server Error", {"message": "Internal Server Error"})


def test_too_large() -> None:
    function = Function()
    status, _, _ = ask(api(function), "POST", "/x", CONTENT_LENGTH=str(11 * 1024 * 1024))
    assert status.startswith("413")
    assert function.called == []
    status, _, _ = ask(api(Function({"statusCode": 200, "body": "x" * (7 * 1024 * 1024)})), "GET", "/x")
    assert status.startswith("500")


CORS = Cors(
    origins=["https://a.example"], methods=["GET"], headers=["content-type"], exposed=["etag"], max_age=60
)


def test_preflight_is_answered_without_the_function() -> None:
    function = Function()
    status, headers, _ = ask(api(function, cors=CORS), "OPTIONS", "/x", HTTP_ORIGIN="https://a.example")
    assert status == "204 No Content"
    assert dict(headers)["Access-Control-Allow-Origin"] == "https://a.example"
    assert dict(headers)["Access-Control-Allow-Methods"] == "GET"
    assert dict(headers)["Access-Control-Max-Age"] == "60"
    assert function.called == []


@pytest.mark.parametrize(
    ("origin", "allowed"), [("https://a.example", "https://a.example"), ("https://b.example", None)]
)
def test_cors_of_answers(origin: str, allowed: str | None) -> None:
    _, headers, _ = ask(api(Function(), cors=CORS), "GET", "/x", HTTP_ORIGIN=origin)
    assert dict(headers).get("Access-Control-Allow-Origin") == allowed


def test_without_cors_the_application_answers_options() -> None:
    function = Function()
    ask(api(function), "OPTIONS", "/x", HTTP_ORIGIN="https://a.example")
    assert function.event["requestContext"]["http"]["method"] == "OPTIONS"
