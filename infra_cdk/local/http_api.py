"""API Gateway's HTTP API: routes, CORS, and the translation to and from payload format 2.0.

Source: http-api-develop-integrations-lambda and http-api-develop-routes in
https://docs.aws.amazon.com/apigateway/latest/developerguide/
"""

import base64
import datetime as dt
import json
import re
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from infra_cdk.local.lambdas.function import Result
from infra_cdk.local.names import ACCOUNT_ID, request_id
from infra_cdk.local.web_site import WebSite

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse

_REQUEST_BYTES = 10 * 1024 * 1024
_RESPONSE_BYTES = 6 * 1024 * 1024
_TEXT_TYPES = ("text/", "application/json", "application/xml", "application/javascript")
Environ = dict[str, Any]
Headers = list[tuple[str, str]]


@dataclass(frozen=True)
class Route:
    """One route.

    Attributes:
        key: "ANY /{proxy+}", "GET /health" or "$default".
        function: ARN or name of the function that answers.
    """

    key: str
    function: str

    @cached_property
    def method(self) -> str:
        """HTTP method or ANY."""
        return self.key.split(" ", 1)[0] if " " in self.key else "ANY"

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What paths match; variables are named groups."""
        if " " not in self.key:
            return re.compile(".*", re.DOTALL)
        parts = re.split(r"\{(\w+)(\+?)\}", self.key.split(" ", 1)[1])
        expression = re.escape(parts[0])
        for name, greedy, literal in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
            expression += f"(?P<{name}>{'.+' if greedy else '[^/]+'})" + re.escape(literal)
        return re.compile(expression, re.DOTALL)

    @cached_property
    def rank(self) -> tuple[bool, bool, bool, bool]:
        """Most specific first: full match, variable, greedy variable, $default; a method before ANY."""
        return (" " not in self.key, "+}" in self.key, "{" in self.key, self.method == "ANY")


@dataclass(frozen=True)
class Cors:
    """The API's CORS configuration, as in the template."""

    origins: Sequence[str] = ()
    methods: Sequence[str] = ()
    headers: Sequence[str] = ()
    exposed: Sequence[str] = ()
    max_age: int | None = None

    def allowed(self, origin: str | None) -> Headers:
        """Headers for an answer to that origin."""
        if not origin or not ("*" in self.origins or origin in self.origins):
            return []
        found = [("Access-Control-Allow-Origin", "*" if "*" in self.origins else origin)]
        if self.exposed:
            found.append(("Access-Control-Expose-Headers", ",".join(self.exposed)))
        return found

    def preflight(self, origin: str | None) -> Headers:
        """Headers for the answer to an OPTIONS request."""
        found = self.allowed(origin)
        if found:
            found.append(("Access-Control-Allow-Methods", ",".join(self.methods)))
            found.append(("Access-Control-Allow-Headers", ",".join(self.headers)))
            if self.max_age is not None:
                found.append(("Access-Control-Max-Age", str(self.max_age)))
        return found


@dataclass
class HttpApi:
    """The WSGI application behind the API's port.

    Attributes:
        invoke: Runs a function: (name or ARN, payload) -> result.
        api_id: Physical id.
        routes: All routes.
        cors: None lets the application answer OPTIONS itself.
        site: The web app before it, where there is one.
    """

    invoke: Callable[[str, bytes], Result]
    api_id: str = "local"
    routes: list[Route] = field(default_factory=list)
    cors: Cors | None = None
    site: WebSite | None = None

    def __call__(self, environ: Environ, start_response: "StartResponse") -> Iterable[bytes]:
        """Answers one request."""
        file = self.site.find(environ["REQUEST_METHOD"], _path(environ)) if self.site else None
        if self.site and file:
            return self.site.answer(file, environ, start_response)
        origin = environ.get("HTTP_ORIGIN")
        if self.cors and environ["REQUEST_METHOD"] == "OPTIONS" and origin:
            return _answer(start_response, 204, b"", self.cors.preflight(origin))
        headers = self.cors.allowed(origin) if self.cors else []
        found = self._match(environ["REQUEST_METHOD"], _path(environ))
        if found is None:
            return _message(start_response, 404, "Not Found", headers)
        length = int(environ.get("CONTENT_LENGTH") or 0)
        if length > _REQUEST_BYTES:
            return _message(start_response, 413, "Request Entity Too Large", headers)
        route, variables = found
        event = request_event(environ, environ["wsgi.input"].read(length), route.key, variables, self.api_id)
        result = self.invoke(route.function, json.dumps(event).encode())
        if result.error or len(result.payload) > _RESPONSE_BYTES:
            return _message(start_response, 500, "Internal Server Error", headers)
        status, body, answered = response_parts(json.loads(result.payload))
        return _answer(start_response, status, body, [*answered, *headers])

    def _match(self, method: str, path: str) -> tuple[Route, dict[str, str]] | None:
        for route in sorted(self.routes, key=lambda one: one.rank):
            match = route.pattern.fullmatch(path)
            if match and route.method in ("ANY", method):
                return route, match.groupdict()
        return None


def request_event(
    environ: Environ, body: bytes, route_key: str, variables: Mapping[str, str], api_id: str
) -> dict[str, Any]:
    """The event of payload format 2.0."""
    content_type = environ.get("CONTENT_TYPE", "")
    is_text = not body or content_type.startswith(_TEXT_TYPES)
    path, host = _path(environ), environ.get("HTTP_HOST", "localhost")
    event: dict[str, Any] = {
        "version": "2.0",
        "routeKey": route_key,
        "rawPath": path,
        "rawQueryString": environ.get("QUERY_STRING", ""),
        "headers": _headers(environ, content_type),
        "requestContext": {
            "accountId": ACCOUNT_ID,
            "apiId": api_id,
            "domainName": host,
            "domainPrefix": host.split(".", 1)[0],
            "http": {
                "method": environ["REQUEST_METHOD"],
                "path": path,
                "protocol": environ.get("SERVER_PROTOCOL", "HTTP/1.1"),
                "sourceIp": environ.get("REMOTE_ADDR", ""),
                "userAgent": environ.get("HTTP_USER_AGENT", ""),
            },
            "requestId": request_id(),
            "routeKey": route_key,
            "stage": "$default",
            "time": dt.datetime.now(dt.UTC).strftime("%d/%b/%Y:%H:%M:%S +0000"),
            "timeEpoch": int(time.time() * 1000),
        },
        "isBase64Encoded": not is_text,
    }
    if query := _query(environ.get("QUERY_STRING", "")):
        event["queryStringParameters"] = query
    if cookies := environ.get("HTTP_COOKIE"):
        event["cookies"] = [cookie.strip() for cookie in cookies.split(";")]
    if variables:
        event["pathParameters"] = dict(variables)
    if body:
        event["body"] = body.decode("utf-8", "replace") if is_text else base64.b64encode(body).decode()
    return event


def response_parts(answer: Any) -> tuple[int, bytes, Headers]:
    """Status, body and headers of what a function returned; without a status code it is the body itself."""
    if not (isinstance(answer, dict) and "statusCode" in answer):
        return 200, json.dumps(answer).encode(), [("content-type", "application/json")]
    text = answer.get("body") or ""
    body = base64.b64decode(text) if answer.get("isBase64Encoded") else text.encode()
    headers = [(name, str(value)) for name, value in (answer.get("headers") or {}).items()]
    headers += [("Set-Cookie", cookie) for cookie in answer.get("cookies") or []]
    return int(answer["statusCode"]), body, headers


def _headers(environ: Environ, content_type: str) -> dict[str, str]:
    found = {
        name[5:].replace("_", "-").lower(): value
        for name, value in environ.items()
        if name.startswith("HTTP_") and name != "HTTP_COOKIE" and isinstance(value, str)
    }
    if content_type:
        found["content-type"] = content_type
    return {**found, "content-length": str(environ.get("CONTENT_LENGTH") or 0)}


def _query(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        found[name] = f"{found[name]},{value}" if name in found else value
    return found


def _path(environ: Environ) -> str:
    # WSGI hands over UTF-8 bytes as latin-1 characters.
    path: str = environ["PATH_INFO"] or "/"
    return path.encode("latin-1").decode("utf-8", "replace")


def _message(start_response: "StartResponse", status: int, text: str, headers: Headers) -> Iterable[bytes]:
    body = json.dumps({"message": text}).encode()
    return _answer(start_response, status, body, [("Content-Type", "application/json"), *headers])


def _answer(start_response: "StartResponse", status: int, body: bytes, headers: Headers) -> Iterable[bytes]:
    kept = [(name, value) for name, value in headers if name.lower() != "content-length"]
    phrase = HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else "Unknown"
    start_response(f"{status} {phrase}", [*kept, ("Content-Length", str(len(body)))])
    return [body]
