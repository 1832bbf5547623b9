"""Functions as processes: what a caller sees of success, errors, timeouts, crashes and memory."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]  # ships no annotations
import pytest

from infra_cdk.local.lambdas.function import Function, Result
from infra_cdk.local.lambdas.pool import FunctionNotFoundError, LambdaPool

HANDLERS = """
import os, subprocess, sys, time
from pathlib import Path

count = 0

def echo(event, context):
    global count
    count += 1
    print("a line of output")
    return {"event": event, "process": os.getpid(), "count": count,
            "task_root": os.environ["LAMBDA_TASK_ROOT"], "endpoint": os.environ["AWS_ENDPOINT_URL"],
            "variable": os.environ.get("VARIABLE"),
            "milliseconds": context.get_remaining_time_in_millis(), "arn": context.invoked_function_arn}

def slow(event, context):
    time.sleep(60)

def crash(event, context):
    os._exit(3)

def fail(event, context):
    raise ValueError("no such thing")

def flaky(event, context):
    marks = Path(event["marks"])
    marks.write_text(marks.read_text() + "x" if marks.exists() else "x")
    if len(marks.read_text()) <= 2:
        raise RuntimeError("try again")
    return len(marks.read_text())

def hungry(event, context):
    kept = bytearray(300 * 1024 * 1024)
    for position in range(0, len(kept), 4096):
        kept[position] = 1
    time.sleep(60)

def wait_for_file(event, context):
    while not Path(event["file"]).exists():
        time.sleep(0.01)
    return os.getpid()
"""


class Log:
    """Keeps what functions print."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, str]] = []

    def __call__(self, function: str, line: str) -> None:
        self.lines.append((function, line))

    def text(self, function: str) -> str:
        return "\n".join(line for name, line in self.lines if name == function)


class Rig:
    """A pool whose functions are the handlers above."""

    def __init__(self, code: Path) -> None:
        (code / "handlers.py").write_text(HANDLERS, encoding="utf-8")
        self.code = code
        self.log = Log()
        self.dead_letters: list[tuple[str, str]] = []
        self.pool = LambdaPool(
            "http://127.0.0.1:9",
            self.log,
            dead_letter=lambda arn, payload: self.dead_letters.append((arn, payload)),
        )

    def register(self, handler: str, **options: Any) -> None:
        name = handler.rsplit(".", 1)[-1]
        arn = f"arn:aws:lambda:us-east-1:123456789012:function:{name}"
        self.pool.register(Function(name=name, arn=arn, handler=handler, code=self.code, **options))

    def call(self, name: str, **event: Any) -> Any:
        result = self.pool.invoke(name, json.dumps(event).encode())
        assert result.error is None, result.payload
        return json.loads(result.payload)

    def failure(self, name: str, **event: Any) -> dict[str, Any]:
        result = self.pool.invoke(name, json.dumps(event).encode())
        assert result.error == "Unhandled"
        found: dict[str, Any] = json.loads(result.payload)
        return found


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    made = Rig(tmp_path)
    yield made
    made.pool.stop()


def test_a_process_is_used_again(rig: Rig) -> None:
    rig.register("handlers.echo", timeout=30, environment={"VARIABLE": "value"})
    first, second = rig.call("echo", number=1), rig.call("echo", number=2)
    assert first["event"] == {"number": 1}
    assert (first["process"], 2) == (second["process"], second["count"])
    assert first["task_root"] == str(rig.code)
    assert first["endpoint"] == "http://127.0.0.1:9"
    assert first["variable"] == "value"
    assert 25_000 < first["milliseconds"] <= 30_000
    assert first["arn"].endswith(":function:echo")


def test_output_goes_to_the_log(rig: Rig) -> None:
    rig.register("handlers.echo", timeout=30, environment={"POWERTOOLS_SERVICE_NAME": "echoes"})
    rig.call("echo")
    rig.pool.stop()
    text = rig.log.text("echoes")
    assert "a line of output" in text
    assert "START RequestId: " in text
    assert "REPORT RequestId: " in text


@pytest.mark.parametrize("name", ["echo", "arn:aws:lambda:us-east-1:123456789012:function:echo:1"])
def test_names_and_versions_are_found(rig: Rig, name: str) -> None:
    rig.register("handlers.echo")
    assert rig.pool.function(name).handler == "handlers.echo"


def test_an_unknown_function(rig: Rig) -> None:
    with pytest.raises(FunctionNotFoundError):
        rig.pool.invoke("nobody", b"{}")


def test_an_exception_is_described_and_the_process_stays(rig: Rig) -> None:
    rig.register("handlers.fail", timeout=30)
    found = rig.failure("fail")
    assert (found["errorType"], found["errorMessage"]) == ("ValueError", "no such thing")
    assert found["stackTrace"]


def test_a_timeout_kills_the_process(rig: Rig) -> None:
    rig.register("handlers.slow", timeout=0.5)
    found = rig.failure("slow")
    assert found["errorType"] == "Sandbox.Timedout"
    assert "Task timed out after 0.50 seconds" in found["errorMessage"]


def test_a_crash(rig: Rig) -> None:
    rig.register("handlers.crash", timeout=30)
    assert rig.failure("crash")["errorType"] == "Runtime.ExitError"
    assert rig.failure("crash")["errorMessage"].endswith("exit status 3"), (
        "the next call starts a new process"
    )


@pytest.mark.parametrize(
    ("handler", "kind"),
    [("handlers.nothing", "Runtime.HandlerNotFound"), ("nowhere.handler", "Runtime.ImportModuleError")],
)
def test_an_error_of_the_first_import(rig: Rig, handler: str, kind: str) -> None:
    rig.register(handler, timeout=30)
    assert rig.failure(handler.rsplit(".", 1)[-1])["errorType"] == kind


def test_too_much_memory_kills_the_process(rig: Rig) -> None:
    rig.register("handlers.hungry", timeout=60, memory=128)
    found = rig.failure("hungry")
    assert found["errorType"] == "Runtime.ExitError"
    assert found["errorMessage"].endswith("signal: killed")


def test_an_event_is_tried_three_times(rig: Rig, tmp_path: Path) -> None:
    rig.register("handlers.flaky", timeout=30)
    marks = tmp_path / "marks"
    rig.pool.handle_event("flaky", json.dumps({"marks": str(marks)}).encode())
    assert marks.read_text() == "xxx"
    assert rig.dead_letters == []


def test_an_event_that_never_succeeds_is_a_dead_letter(rig: Rig) -> None:
    rig.register("handlers.fail", timeout=30, dead_letters="arn:aws:sqs:us-east-1:123456789012:dead")
    rig.pool.handle_event("fail", b'{"a": 1}')
    assert rig.dead_letters == [("arn:aws:sqs:us-east-1:123456789012:dead", '{"a": 1}')]


def test_more_calls_than_processes_wait(rig: Rig, tmp_path: Path) -> None:
    rig.register("handlers.wait_for_file", timeout=30, concurrency=2)
    file = tmp_path / "go"
    results: list[Any] = []
    calls = [
        threading.Thread(target=lambda: results.append(rig.call("wait_for_file", file=str(file))))
        for _ in range(5)
    ]
    for call in calls:
        call.start()
    file.touch()
    for call in calls:
        call.join()
    assert len(results) == 5
    assert len(set(results)) <= 2


def test_stop_leaves_no_process_and_answers_waiting_callers(rig: Rig) -> None:
    rig.register("handlers.echo", timeout=30)
    rig.register("handlers.slow", timeout=60)
    process = psutil.Process(rig.call("echo")["process"])
    results: list[Result] = []
    waiting = threading.Thread(target=lambda: results.append(rig.pool.invoke("slow", b"{}")))
    waiting.start()
    rig.pool.stop()
    waiting.join()
    assert results[0].error == "Unhandled"
    assert not process.is_running()
    assert rig.pool.invoke("echo", b"{}").error == "Unhandled", "nothing starts any more"
