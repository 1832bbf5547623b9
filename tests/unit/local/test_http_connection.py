"""Connections stay open, and each reply belongs to its request."""

import json
import socket
from collections.abc import Iterable, Iterator
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any

import pytest

from infra_cdk.local.http_server import HttpServer, free_port

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse

Headers = list[tuple[str, str]]


def application(environ: dict[str, Any], start_response: "StartResponse") -> Iterable[bytes]:
    """Echoes, in the ways that applications answer."""
    path, length = environ["PATH_INFO"], int(environ.get("CONTENT_LENGTH") or 0)
    if path == "/broken":
        raise RuntimeError("broken")
    if path == "/pieces":
        start_response("200 OK", [])
        return iter([b"one,", b"", b"two"])
    if path == "/half":

        def half() -> Iterator[bytes]:
            yield b"one"
            raise RuntimeError("half")

        start_response("200 OK", [("Content-Length", "6")])
        return half()
    if path == "/nothing":
        start_response("204 No Content", [])
        return []
    body = b"unread" if path == "/unread" else environ["wsgi.input"].read() if length else b""
    if environ.get("wsgi.input_terminated"):
        body = environ["wsgi.input"].read()
    told = json.dumps([environ["REQUEST_METHOD"], path, body.decode()]).encode()
    start_response("200 OK", [("Content-Length", str(len(told)))])
    return [told]


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    port = free_port(0)
    server = HttpServer(application, port, "echo")
    yield port
    server.stop()


@pytest.fixture
def client(port: int) -> Iterator[HTTPConnection]:
    client = HTTPConnection("127.0.0.1", port, timeout=10)
    yield client
    client.close()


def ask(client: HTTPConnection, method: str, path: str, body: Any = None, **more: Any) -> tuple[int, bytes]:
    client.request(method, path, body, **more)
    reply = client.getresponse()
    return reply.status, reply.read()


def test_many_requests_share_a_connection(client: HTTPConnection) -> None:
    client.connect()
    first = client.sock
    for number in range(3):
        assert ask(client, "POST", f"/{number}", f"body {number}") == (
            200,
            json.dumps(["POST", f"/{number}", f"body {number}"]).encode(),
        )
    assert ask(client, "GET", "/pieces") == (200, b"one,two")
    assert ask(client, "GET", "/nothing") == (204, b"")
    assert ask(client, "HEAD", "/head") == (200, b"")
    chunked = ask(client, "PUT", "/chunks", iter([b"a", b"bc"]), encode_chunked=True)
    assert json.loads(chunked[1]) == ["PUT", "/chunks", "abc"]
    assert client.sock is first


def test_what_was_not_read_is_no_request(client: HTTPConnection) -> None:
    smuggled = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"
    assert json.loads(ask(client, "POST", "/unread", smuggled * 10_000)[1]) == ["POST", "/unread", "unread"]
    assert json.loads(ask(client, "GET", "/next")[1]) == ["GET", "/next", ""]


def test_a_mistake_is_told_and_ends_nothing(
    client: HTTPConnection, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(client, "POST", "/broken", "body")[0] == 500
    assert "RuntimeError: broken" in capsys.readouterr().err
    assert ask(client, "GET", "/next")[0] == 200
    client.request("GET", "/half")
    with pytest.raises((ConnectionError, OSError, Exception), match=r"(?i)incomplete|reset|3 more"):
        client.getresponse().read()


def test_a_client_is_asked_to_go_on_and_may_say_that_it_ends(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as raw:
        raw.sendall(
            b"POST /late HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n"
            b"Connection: close\r\n\r\n"
        )
        assert raw.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        raw.sendall(b"body")
        answer = b"".join(iter(lambda: raw.recv(1000), b""))
        assert b"Connection: close" in answer
        assert answer.endswith(b'["POST", "/late", "body"]')


def test_stopping_ends_connections_that_wait() -> None:
    port = free_port(0)
    server = HttpServer(application, port, "echo")
    with socket.create_connection(("127.0.0.1", port), timeout=10) as raw:
        raw.sendall(b"GET /one HTTP/1.1\r\nHost: a\r\n\r\n")
        assert b"200 OK" in raw.recv(1000)
        server.stop()
        assert raw.recv(1000) == b""
