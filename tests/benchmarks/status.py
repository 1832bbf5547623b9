"""Prints how long GET status takes on a warm local stack with many clients at once.

    python -m tests.benchmarks.status [--clients 20] [--requests 100] [--rounds 3] [--pause 0]

Each client has one connection and asks again as soon as it is answered (a closed loop), so with all
processors busy a reply takes about clients x CPU of a request / processors. With `--pause 1` it waits up to
a second between two requests, as `Retry-After` asks of it. CPU is that of all processes of the stack: the
functions, the HTTP API and moto, which stands for DynamoDB; the clients' own is told beside.

Started with `nice -n -20`, the whole stack is preferred as much: each function is a session of its own, and
Linux weighs niceness within a session only, unless the session's group is told (sched(7), autogroup).
"""

import argparse
import contextlib
import os
import random
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import psutil  # type: ignore[import-untyped]  # ships no annotations

from tests.e2e.api_user import ApiUser
from tests.local_stack import LocalStackProcess

TABLE = b"id,city\n" + b"".join(b"%d,Bern\n" % each for each in range(200))
_WARM = 10


@dataclass(frozen=True)
class Round:
    """Milliseconds of all replies, and CPU milliseconds of one request in the stack and in the clients."""

    replies: Sequence[float]
    stack_cpu: float
    client_cpu: float
    seconds: float


def measure(stack: LocalStackProcess, path: str, clients: int, requests: int, pause: float = 0.0) -> Round:
    """One round with all clients at once; each waits for half to all of `pause` seconds before it asks."""
    replies: list[list[float]] = [[] for _ in range(clients)]
    ready = threading.Barrier(clients + 1)
    where = urlsplit(stack.api_url)

    def client(mine: list[float]) -> None:
        connection = HTTPConnection(str(where.hostname), where.port or 80)
        for each in range(_WARM + requests):
            if each == _WARM:
                ready.wait()
            if pause and each >= _WARM:
                time.sleep(pause * random.uniform(0.5, 1.0))  # noqa: S311 - so that they do not ask as one
            started = time.perf_counter()
            connection.request("GET", path)
            reply = connection.getresponse()
            reply.read()
            if reply.status != 200:
                sys.exit(f"answered with {reply.status}")
            if each >= _WARM:
                mine.append((time.perf_counter() - started) * 1000)
        connection.close()

    threads = [threading.Thread(target=client, args=(each,), daemon=True) for each in replies]
    for each in threads:
        each.start()
    ready.wait()
    before, own, started = _cpu(stack.pid), time.process_time(), time.perf_counter()
    for each in threads:
        each.join()
    seconds, count = time.perf_counter() - started, clients * requests
    return Round(
        sorted(each for one in replies for each in one),
        (_cpu(stack.pid) - before) * 1000 / count,
        (time.process_time() - own) * 1000 / count,
        seconds,
    )


def _cpu(pid: int) -> float:
    """Seconds of a process and all below it."""
    process = psutil.Process(pid)
    return sum(sum(each.cpu_times()[:2]) for each in [process, *process.children(recursive=True)])


def _prefer(pid: int) -> None:
    """Gives the sessions of the stack our own niceness, where the system has such groups and we may."""
    for each in [psutil.Process(), psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]:
        with contextlib.suppress(OSError):
            Path(f"/proc/{each.pid}/autogroup").write_text(str(os.nice(0)), encoding="ascii")


def main() -> None:
    """Starts a stack, analyses a small file, and asks for its status."""
    parser = argparse.ArgumentParser(description="GET status under load")
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--requests", type=int, default=100, help="of each client")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pause", type=float, default=0.0, help="seconds, as Retry-After says")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="datainsight-bench-") as folder:
        # PostgreSQL runs as another user where we are root, who may not enter a folder of ours alone.
        Path(folder).chmod(0o755)
        with LocalStackProcess(Path(folder) / "data") as stack:
            user = ApiUser(stack.api_url)
            analysis_id = str(user.analyse("small.csv", TABLE)["analysis_id"])
            measure(stack, f"/api/v1/analysis/{analysis_id}/status", options.clients, _WARM)
            _prefer(stack.pid)
            for number in range(options.rounds):
                path = f"/api/v1/analysis/{analysis_id}/status"
                found = measure(stack, path, options.clients, options.requests, options.pause)
                _print(number, found, options.clients)


def _print(number: int, found: Round, clients: int) -> None:
    cuts = statistics.quantiles(found.replies, n=100)
    load = os.getloadavg()[0]
    sys.stdout.write(
        f"round {number + 1}: {clients} clients, {len(found.replies)} replies, "
        f"p50 {cuts[49]:.1f} ms, p95 {cuts[94]:.1f} ms, p99 {cuts[98]:.1f} ms, "
        f"{len(found.replies) / found.seconds:.0f} a second; CPU of one request: "
        f"{found.stack_cpu:.2f} ms in the stack, {found.client_cpu:.2f} ms in the client; "
        f"load of the machine {load:.1f}\n"
    )
    sys.stdout.flush()


if __name__ == "__main__":
    main()
