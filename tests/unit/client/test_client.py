"""The client against the real application, with memory behind; storage is memory too."""

import stat
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import httpx
import pytest
from starlette.testclient import TestClient

from datainsight.cli import main
from datainsight.client import models
from datainsight.client.api import Client
from datainsight.client.sending import Sender
from datainsight.client.user_files import SignedIn, UserFiles
from datainsight.commands.upload import wait_or_cancel
from datainsight.errors import NotFoundError, RefusedError, UnauthenticatedError, UnavailableError
from datainsight.models.upload import WorkspacePlan
from datainsight.services import plans
from functions.api.app import create_app
from tests.unit.services.fakes import WORKSPACE, MemoryPorts

SERVER = "https://insight.example"


class Storage(httpx.Client):
    """Takes presigned requests for the memory behind the application."""

    def __init__(self, world: MemoryPorts) -> None:
        super().__init__()
        self.world = world
        self.sent: list[int] = []
        self.breaks_at: int | None = None

    def put(self, url: Any, *, content: Any = None, **_: Any) -> httpx.Response:
        key, _separator, query = str(url).removeprefix("memory:").partition("?")
        if not query:
            self.world.objects.bodies[key] = content
            return httpx.Response(200)
        upload_id, number = query.split("&")
        if int(number) == self.breaks_at:
            raise httpx.ConnectError("gone")
        self.sent.append(int(number))
        self.world.objects.parts[upload_id][int(number)] = content
        return httpx.Response(200, headers={"etag": f'"{number}"'})


def application(world: MemoryPorts) -> httpx.Client:
    app = create_app(world, local_workspace=UUID(WORKSPACE))
    return cast("httpx.Client", TestClient(app, raise_server_exceptions=False))


@pytest.fixture
def world() -> MemoryPorts:
    return MemoryPorts()


@pytest.fixture
def storage(world: MemoryPorts) -> Storage:
    return Storage(world)


@pytest.fixture
def sender(world: MemoryPorts, storage: Storage, tmp_path: Path) -> Sender:
    return Sender(Client(SERVER, http=application(world)), storage, UserFiles(tmp_path / "config"), SERVER)


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch, world: MemoryPorts) -> None:
    monkeypatch.setattr(plans, "LARGEST_SINGLE_REQUEST", 4)
    monkeypatch.setattr(plans, "SMALLEST_PART", 5)
    world.catalog.plans[WORKSPACE] = WorkspacePlan.PRO


def written(tmp_path: Path, content: bytes = b"id,name\n1,Ada\n2,Bo\n") -> Path:
    path = tmp_path / "people.csv"
    path.write_bytes(content)
    return path


def test_a_small_file_is_sent_whole(sender: Sender, world: MemoryPorts, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []

    dataset_id = sender.send(written(tmp_path), "migration", lambda *progress: seen.append(progress))

    row = world.catalog.rows[dataset_id]
    assert world.objects.bodies[row.object_key] == b"id,name\n1,Ada\n2,Bo\n"
    assert row.goal == "migration"
    assert seen == [(19, 19)]


@pytest.mark.usefixtures("small_parts")
def test_an_interrupted_upload_sends_only_what_is_missing(
    sender: Sender, world: MemoryPorts, storage: Storage, tmp_path: Path
) -> None:
    path = written(tmp_path)
    storage.breaks_at = 3
    with pytest.raises(UnavailableError, match="goes on where it stopped"):
        sender.send(path, "general_audit", lambda *_: None)
    storage.breaks_at = None
    seen: list[tuple[int, int]] = []

    dataset_id = sender.send(path, "general_audit", lambda *progress: seen.append(progress))

    assert storage.sent == [1, 2, 3, 4]
    assert seen == [(10, 19), (15, 19), (19, 19)]
    assert world.objects.bodies[world.catalog.rows[dataset_id].object_key] == path.read_bytes()
    assert list((tmp_path / "config").iterdir()) == []
    assert len(world.catalog.rows) == 1


@pytest.mark.usefixtures("small_parts")
def test_a_changed_file_or_a_forgotten_upload_begins_anew(
    sender: Sender, world: MemoryPorts, storage: Storage, tmp_path: Path
) -> None:
    storage.breaks_at = 2
    for content in (b"a,b\n1,2\n", b"a,b\n1,2\n3,4\n"):
        with pytest.raises(UnavailableError):
            sender.send(written(tmp_path, content), "general_audit", lambda *_: None)
    world.objects.parts.clear()
    storage.breaks_at = None

    sender.send(tmp_path / "people.csv", "general_audit", lambda *_: None)

    assert len(world.catalog.rows) == 3


def test_refusals_are_the_products_own_errors(world: MemoryPorts) -> None:
    client = Client(SERVER, http=application(world))
    with pytest.raises(RefusedError, match="100 MB"):
        client.request_upload(models.UploadRequest(name="a.csv", size_bytes=2**40))
    with pytest.raises(NotFoundError):
        client.list_parts("00000000-0000-4000-8000-00000000000a", upload_id="u")
    with pytest.raises(UnauthenticatedError):
        client.login(models.LoginRequest(email="ada@example.com", password="wrong password of hers"))
    with pytest.raises(UnauthenticatedError):
        Client(SERVER, "dip_live_nothing", http=application(world)).list_datasets(limit=1)


def test_what_is_kept_can_be_read_by_its_owner_only(tmp_path: Path) -> None:
    files = UserFiles(tmp_path / "config")
    files.remember(SignedIn(server=SERVER, api_key="dip_live_x"))

    kept = tmp_path / "config" / "credentials.json"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
    assert files.signed_in() == SignedIn(server=SERVER, api_key="dip_live_x")
    files.forget()
    assert files.signed_in() is None


def test_the_command_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    source = str(written(tmp_path))

    assert main(["upload", source]) == 2
    assert main(["upload", source, "--server", "ftp://example.org"]) == 2
    assert main(["upload", source, "--server", "http://127.0.0.1:1"]) == 1

    told = capsys.readouterr().err
    assert "datainsight login" in told
    assert "cannot be reached" in told
    assert told.count("\n") == 3


def test_options_are_those_of_the_analysis_that_the_upload_starts(
    sender: Sender, world: MemoryPorts, tmp_path: Path
) -> None:
    client = Client(SERVER, http=application(world))
    dataset_id = sender.send(written(tmp_path), "migration", lambda *_: None, max_lhs=3)

    started = client.start_analysis(models.StartRequest(dataset_id=UUID(dataset_id)))

    (listed,) = client.list_analyses(dataset_id=UUID(dataset_id)).analyses
    assert (listed.analysis_id, listed.status) == (started.analysis_id, "queued")
    assert (started.max_lhs, started.sheet, started.goal) == (3, None, "migration")
    assert len(world.workflow.started) == 1


def test_who_is_interrupted_while_waiting_cancels(sender: Sender, world: MemoryPorts, tmp_path: Path) -> None:
    client = Client(SERVER, http=application(world))
    dataset_id = sender.send(written(tmp_path), "migration", lambda *_: None)
    analysis_id = client.start_analysis(models.StartRequest(dataset_id=UUID(dataset_id))).analysis_id

    def interrupted(_stage: str, _done: int, _total: int) -> None:
        raise KeyboardInterrupt

    for _ in range(2):  # the second time it has ended already
        with pytest.raises(KeyboardInterrupt):
            wait_or_cancel(client, analysis_id, interrupted)

    shown = client.read_analysis_status(analysis_id)
    assert shown is not None
    assert shown.status == "cancelled"
