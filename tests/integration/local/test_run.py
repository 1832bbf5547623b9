"""`make run` itself: the product from the synthesized template, its one line, its end."""

import http.client
import json
import re
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # ships no annotations
import pytest

from tests.local_stack import ROOT, LocalStackProcess

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("local_stack")]
SAMPLE = ROOT / "tests" / "data" / "sample" / "orders.csv"


def datasets(stack: LocalStackProcess) -> list[dict[str, str]]:
    with urllib.request.urlopen(f"{stack.api_url}/api/v1/datasets") as reply:  # noqa: S310 - our own stack
        found: list[dict[str, str]] = json.load(reply)["datasets"]
        return found


def is_listening(url: str) -> bool:
    port = int(url.rsplit(":", 1)[1])
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_ready_twice_with_the_sample(stack_directory: Path) -> None:
    stack = LocalStackProcess(stack_directory, "--sample", str(SAMPLE), "--database-resumes", "2")
    with stack:
        line = re.fullmatch(
            r"ready: (http://localhost:\d+)  report: (\1/api/v1/analysis/[\w-]+/report)", stack.ready_line
        )
        assert line, (stack.ready_line, stack.progress)
        with urllib.request.urlopen(line[2]) as reply:  # noqa: S310 - our own stack
            assert reply.headers["content-type"].startswith("text/html")
            assert b"<html" in reply.read(2000)
        (before,) = datasets(stack)
        started = psutil.Process(stack.pid).children(recursive=True)
        addresses = (stack.api_url, stack.aws_endpoint)
    assert started
    assert [one for one in started if one.is_running() and one.status() != psutil.STATUS_ZOMBIE] == []
    assert not any(map(is_listening, addresses))
    with stack:
        (after,) = datasets(stack)
        assert after == before, "neither uploaded nor analysed again"
        assert before["latest_analysis_id"] in stack.ready_line


def test_health(local_stack: LocalStackProcess) -> None:
    connection = http.client.HTTPConnection("localhost", int(local_stack.api_url.rsplit(":", 1)[1]))
    connection.request("GET", "/api/v1/health")
    assert connection.getresponse().status == 200
    connection.close()


def test_a_taken_port_is_a_clear_error(stack_directory: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [
            sys.executable,
            "-m",
            "infra_cdk.local.run",
            "--port",
            str(port),
            "--data-dir",
            str(stack_directory),
        ]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"error: port {port} is taken by another program" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_missing_sample_is_wrong_usage(stack_directory: Path) -> None:
    command = [sys.executable, "-m", "infra_cdk.local.run", "--sample", str(stack_directory / "nothing.csv")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "there is no file" in done.stderr
