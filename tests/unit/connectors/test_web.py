"""Files of a web server."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from datainsight.cli import main
from datainsight.connectors.limits import OWN_MACHINE
from datainsight.connectors.open_source import open_url
from datainsight.connectors.web import fetch_web
from datainsight.errors import RefusedError, SourceNotFoundError, UnreadableError
from datainsight.hosts import HostPolicy
from tests.listening import QuietHandler, listening

BODY = b"id,name\n1,Ada\n2,Bo\n"


class Handler(QuietHandler):
    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        status, headers, body = 200, {"content-length": str(len(BODY))}, BODY
        match path:
            case "/moved":
                status, headers, body = 302, {"location": "/data.csv"}, b""
            case "/metadata":
                status, headers, body = 302, {"location": "http://169.254.169.254/latest"}, b""
            case "/loop":
                status, headers, body = 302, {"location": "/loop"}, b""
            case "/absent":
                status, headers, body = 404, {}, b""
            case "/named":
                headers["content-disposition"] = 'attachment; filename="orders 7.csv"'
            case "/secret.csv" if self.headers.get("authorization") != "Basic YWRhOmh1c2g=":
                status, headers, body = 401, {}, b""
            case "/cut":
                headers["content-length"] = "1000"
            case "/endless":
                headers = {}
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with listening(Handler) as url:
        yield url.removeprefix("http://")


@pytest.mark.parametrize(
    ("path", "name"), [("data.csv", "data.csv"), ("moved", "data.csv"), ("named", "orders 7.csv")]
)
def test_a_file(server: str, path: str, name: str) -> None:
    found = fetch_web(f"http://{server}/{path}", OWN_MACHINE)

    assert found.read_range(0, 100) == BODY
    assert found.name == name


def test_the_command_line_reads_it(server: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["convert", f"http://ada:hush@{server}/secret.csv", "--output", "-"]) == 0
    assert capsys.readouterr().out.replace("\r", "") == BODY.decode()


@pytest.mark.parametrize(
    ("path", "error"),
    [
        ("absent", SourceNotFoundError),
        ("secret.csv", UnreadableError),
        ("cut", UnreadableError),
        ("loop", RefusedError),
    ],
)
def test_what_cannot_be_fetched(server: str, path: str, error: type[Exception]) -> None:
    with pytest.raises(error) as caught:
        open_url(f"http://ada:hu:sh@{server}/{path}")

    assert "hu:sh" not in str(caught.value)


@pytest.mark.parametrize("path", ["data.csv", "endless"])
def test_size_limits(server: str, path: str) -> None:
    with pytest.raises(RefusedError, match="limit"):
        open_url(f"http://{server}/{path}", limits=replace(OWN_MACHINE, most_bytes=5))


def test_a_service_goes_only_where_it_is_allowed(server: str) -> None:
    asked: list[str] = []

    def resolve(host: str, _port: int) -> tuple[str, ...]:
        asked.append(host)
        return ("127.0.0.1",) if host == "files.example" else (host,)

    port = server.rpartition(":")[2]
    refusing = replace(OWN_MACHINE, hosts=HostPolicy.guarded(resolve=resolve))
    allowing = replace(OWN_MACHINE, hosts=HostPolicy.guarded(["127.0.0.1/32"], resolve=resolve))

    with pytest.raises(RefusedError, match="not on the public internet"):
        fetch_web(f"http://files.example:{port}/data.csv", refusing)
    assert fetch_web(f"http://files.example:{port}/data.csv", allowing).size_bytes == len(BODY)
    assert asked == ["files.example", "files.example"]
    with pytest.raises(RefusedError):
        fetch_web(f"http://files.example:{port}/metadata", allowing)
