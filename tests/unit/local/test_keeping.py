"""The store, the data directory, log files and patches: small things with one promise each."""

import multiprocessing
from pathlib import Path
from typing import Any

import pytest

from infra_cdk.local import synthesis
from infra_cdk.local.data_directory import DataDirectory
from infra_cdk.local.errors import DataDirectoryBusyError, LocalStackError, PortTakenError
from infra_cdk.local.http_server import HttpServer, free_port, require_free
from infra_cdk.local.lambdas.log_files import LogFiles
from infra_cdk.local.patching import Patches
from infra_cdk.local.persistence.store import Store, StoreClosedError

INSERT = "INSERT INTO secrets VALUES (?, ?)"
COUNT = "SELECT count(*) FROM secrets"


def test_a_store_keeps_what_was_written(tmp_path: Path) -> None:
    first = Store(tmp_path / "state.sqlite")
    assert first.write(INSERT, ("a", "1")) == 1
    first.close()
    assert Store(tmp_path / "state.sqlite").read("SELECT value FROM secrets WHERE name = ?", ("a",)) == [
        ("1",)
    ]


def _write_and_die(path: Path) -> None:
    Store(path).write(INSERT, ("a", "1"))
    multiprocessing.current_process().kill()


def test_a_killed_process_loses_nothing_that_was_written(tmp_path: Path) -> None:
    process = multiprocessing.get_context("spawn").Process(
        target=_write_and_die, args=(tmp_path / "state.sqlite",)
    )
    process.start()
    process.join()
    assert process.exitcode
    assert Store(tmp_path / "state.sqlite").read(COUNT) == [(1,)]


def test_several_writes_happen_together(tmp_path: Path) -> None:
    store = Store(tmp_path / "state.sqlite")

    def break_halfway() -> None:
        with store.together():
            store.write(INSERT, ("a", "1"))
            raise RuntimeError("halfway")

    with pytest.raises(RuntimeError, match="halfway"):
        break_halfway()
    assert store.read(COUNT) == [(0,)]


def test_a_closed_store_refuses(tmp_path: Path) -> None:
    store = Store(tmp_path / "state.sqlite")
    store.close()
    store.close()
    assert not store.is_open
    with pytest.raises(StoreClosedError):
        store.write(INSERT, ("a", "1"))


def test_one_stack_per_data_directory(tmp_path: Path) -> None:
    first, second = DataDirectory(tmp_path), DataDirectory(tmp_path)
    first.lock()
    with pytest.raises(DataDirectoryBusyError, match=str(tmp_path)):
        second.lock()
    first.unlock()
    second.lock()
    second.unlock()


def test_logs_are_rotated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("infra_cdk.local.lambdas.log_files._BYTES", 200)
    logs = LogFiles(tmp_path / "logs")
    for number in range(20):
        logs.write("api", f"line {number} with some text in it")
    logs.write("plan", "another file")
    logs.close()
    assert "line 19" in logs.path("api").read_text()
    assert logs.path("api").stat().st_size <= 200
    assert {path.name for path in (tmp_path / "logs").iterdir()} == {
        "api.log",
        "api.log.1",
        "api.log.2",
        "plan.log",
    }


class Owner:
    @staticmethod
    def static(number: int) -> int:
        return number

    def method(self, number: int) -> int:
        return number


def test_patches_are_undone() -> None:
    def doubled(original: Any) -> Any:
        return lambda *arguments: 2 * original(*arguments)

    patches, settings = Patches(), {"a": 1}
    patches.replace(Owner, "static", doubled)
    patches.replace(Owner, "method", doubled)
    patches.replace(Owner, "method", doubled)
    patches.set_item(settings, "b", 2)
    assert (Owner.static(1), Owner().method(1), settings) == (2, 4, {"a": 1, "b": 2})
    patches.undo()
    assert (Owner.static(1), Owner().method(1), settings) == (1, 1, {"a": 1})
    assert isinstance(vars(Owner)["static"], staticmethod)


def test_patching_what_is_not_there_fails() -> None:
    with pytest.raises(AttributeError):
        Patches().replace(Owner, "gone", lambda original: original)


def test_a_taken_port_is_an_error_that_says_which_option_helps() -> None:
    port = free_port(0)
    server = HttpServer(lambda _environ, _start: [b""], port, "test")
    try:
        with pytest.raises(PortTakenError, match=f"port {port} is taken.*--port"):
            require_free(port, "--port")
        assert free_port(port) != port
    finally:
        server.stop()
    assert require_free(port, "--port") == port


def test_the_template_is_synthesized_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def synthesize(team: str, output: Path) -> None:
        made.append(team)
        (output / "manifest.json").write_text("{}")

    monkeypatch.setattr(synthesis, "_synthesize", synthesize)
    folders = [synthesis.assembly("a", made.append, cache=tmp_path) for _ in range(2)]
    assert folders[0] == folders[1]
    assert (folders[0] / "manifest.json").is_file()
    assert len(made) == 2, "one message and one synthesis"
    monkeypatch.setattr(synthesis, "_fingerprint", lambda: "b" * 64)
    newer = synthesis.assembly("a", made.append, cache=tmp_path)
    assert newer != folders[0]
    assert [path.name for path in tmp_path.iterdir()] == [newer.name], "the old one is gone"


def test_a_failed_synthesis_says_why_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(LocalStackError, match=r"(?s)could not be synthesized.*nobody"):
        synthesis.assembly("nobody", lambda _text: None, cache=tmp_path)
    assert list(tmp_path.iterdir()) == []
