"""The sample goes in as a user's file would; the API is a fake that remembers what it was asked."""

import json
import signal
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from infra_cdk.local import sample as module
from infra_cdk.local.http_server import HttpServer, free_port
from infra_cdk.local.run import main
from infra_cdk.local.sample import SampleError, SampleUpload


class FakeApi:
    """One dataset at most; its analysis takes two looks."""

    def __init__(self) -> None:
        self.port = free_port(0)
        self.url = f"http://127.0.0.1:{self.port}"
        self.datasets: list[dict[str, Any]] = []
        self.asked: list[str] = []
        self.stored = b""
        self.outcome = "completed"
        self.looks = 0

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path, method = environ["PATH_INFO"].removeprefix("/api/v1"), environ["REQUEST_METHOD"]
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        self.asked.append(f"{method} {path}")
        status, answer = self.answer(method, path, body)
        start_response(f"{status} X", [("content-type", "application/json")])
        return [json.dumps(answer).encode()]

    def answer(self, method: str, path: str, body: bytes) -> tuple[int, Any]:  # noqa: PLR0911 - one per route
        match method, path:
            case "GET", "/datasets":
                return 200, {"datasets": self.datasets, "next_cursor": None}
            case "POST", "/datasets/upload":
                asked = json.loads(body)
                self.datasets = [
                    {
                        "dataset_id": "d",
                        "name": asked["name"],
                        "status": "awaiting_upload",
                        "latest_analysis_id": None,
                    }
                ]
                url = f"{self.url}/bucket/key"
                return 201, {
                    "dataset_id": "d",
                    "upload": {"method": "PUT", "url": url, "headers": {"x-a": "b"}},
                }
            case "PUT", "/bucket/key":
                self.stored = body
                self.datasets[0] |= {"status": "uploaded", "latest_analysis_id": "a"}
                return 200, {}
            case "GET", "/datasets/d":
                return 200, self.datasets[0]
            case "POST", "/analysis/start":
                return 202, {"analysis_id": "a"}
            case "GET", "/analysis/a/status":
                self.looks += 1
                failure = {"message": "the reason"} if self.outcome == "failed" else None
                return 200, {"status": self.outcome if self.looks > 1 else "running", "failure": failure}
        return 500, {"title": "broken"}


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeApi]:
    monkeypatch.setattr(module, "_POLL_SECONDS", 0.01)
    fake = FakeApi()
    server = HttpServer(fake, fake.port, "fake")
    yield fake
    server.stop()


def upload(api: FakeApi, path: Path) -> str:
    path.write_bytes(b"a,b\n1,2\n")
    return SampleUpload(api.url, path, lambda _text: None).report_url()


def test_first_time(api: FakeApi, tmp_path: Path) -> None:
    assert upload(api, tmp_path / "orders.csv") == f"{api.url}/api/v1/analysis/a/report"
    assert api.stored == b"a,b\n1,2\n"
    assert "POST /analysis/start" not in api.asked, "the upload's event starts it"


def test_second_time(api: FakeApi, tmp_path: Path) -> None:
    api.datasets = [{"dataset_id": "d", "name": "orders.csv", "status": "uploaded"}]
    assert upload(api, tmp_path / "orders.csv").endswith("/analysis/a/report")
    assert "POST /datasets/upload" not in api.asked
    assert "POST /analysis/start" in api.asked, "one that a kill interrupted starts again"


def test_an_upload_that_never_came_is_sent_again(api: FakeApi, tmp_path: Path) -> None:
    api.datasets = [{"dataset_id": "d", "name": "orders.csv", "status": "awaiting_upload"}]
    upload(api, tmp_path / "orders.csv")
    assert api.stored


def test_a_failed_analysis_says_why(api: FakeApi, tmp_path: Path) -> None:
    api.outcome = "failed"
    with pytest.raises(SampleError, match="the reason"):
        upload(api, tmp_path / "orders.csv")


def test_an_analysis_that_never_ends(api: FakeApi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_WAIT_SECONDS", 0.1)
    api.outcome = "running"
    with pytest.raises(SampleError, match="took longer"):
        upload(api, tmp_path / "orders.csv")


def test_errors_of_the_api(api: FakeApi) -> None:
    with pytest.raises(SampleError, match=r"GET .*/nothing answered 500: .*broken"):
        module.request("GET", f"{api.url}/nothing?x=1", None, {})
    with pytest.raises(SampleError, match="failed: "):
        module.request("GET", f"http://127.0.0.1:{free_port(0)}/", None, {})


@pytest.fixture
def _signals() -> Iterator[None]:
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    yield
    for number, handler in zip((signal.SIGINT, signal.SIGTERM), before, strict=True):
        signal.signal(number, handler)


@pytest.mark.usefixtures("_signals")
def test_an_error_is_one_line(
    api: FakeApi, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "assembly"
    folder.mkdir()
    (folder / "DataInsight-local.template.json").write_text('{"Resources": {}}')
    (folder / "DataInsight-local.assets.json").write_text('{"files": {}}')
    monkeypatch.setattr("infra_cdk.local.run.assembly", lambda _team, _progress: folder)
    assert main(["--port", str(api.port), "--data-dir", str(tmp_path / "data")]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert f"error: port {api.port} is taken by another program; choose another one with --port" in err
