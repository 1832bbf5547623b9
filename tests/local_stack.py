"""The whole product as a process of its own, for tests that need all of it.

Use it by naming the session fixture `local_stack` (tests/conftest.py makes it known everywhere)::

    def test_upload(local_stack: LocalStackProcess) -> None:
        requests.get(f"{local_stack.api_url}/api/v1/health")
        local_stack.client("s3").list_objects_v2(Bucket=local_stack.outputs["BucketName"])

The stack is started once per session, on free ports, with a data directory that is thrown away. A test that
stops or kills it takes a stack of its own instead::

    def test_crash(stack_directory: Path) -> None:
        with LocalStackProcess(stack_directory) as stack:
            ...
            stack.kill()     # like `kill -9`: nothing can be saved any more
            stack.start()    # same data directory, new ports

Tests that use the fixture are marked `e2e` and run in one worker of pytest-xdist (`--dist loadgroup`), those
in a browser in another one, so that there are two stacks at most however many workers there are. The
functions' logs are in `stack.data_dir / "logs"`; they are printed when a start fails.
"""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import boto3
import pytest
from botocore.config import Config

from datainsight.settings import DEFAULT_SHARD_BYTES

ROOT = Path(__file__).resolve().parent.parent
_START_SECONDS = 240  # a synthesis included, on a busy machine
_STOP_SECONDS = 60
SMALL_SHARD_BYTES = 64 * 1024
"""So that files of a few megabytes are many shards, and the sample is a few."""


class LocalStackProcess:
    """`python -m infra_cdk.local.run` on one data directory.

    Args:
        data_dir: Everything that survives; made if it is not there.
        arguments: Further ones, for example `--sample FILE`.
        shard_bytes: About how large a shard is; the default is that of a deployment.

    Attributes:
        data_dir: As given.
        api_url: Address of the API, without a slash at the end.
        aws_endpoint: AWS_ENDPOINT_URL of the stack.
        outputs: Of the CloudFormation stack: ApiUrl, BucketName, TableName, StateMachineArn, …
        ready_line: What `make run` prints when it is ready.
        progress: What it wrote to stderr since the last start.
    """

    def __init__(self, data_dir: Path, *arguments: str, shard_bytes: int = DEFAULT_SHARD_BYTES) -> None:
        self.data_dir = data_dir
        self.shard_bytes = shard_bytes
        self.api_url = ""
        self.aws_endpoint = ""
        self.outputs: Mapping[str, str] = {}
        self.ready_line = ""
        self.progress: list[str] = []
        self._arguments = ("--shard-bytes", str(shard_bytes), *arguments)
        self._process: subprocess.Popen[str] | None = None
        self._reader: threading.Thread | None = None

    @property
    def pid(self) -> int:
        """Of the running process."""
        assert self._process is not None
        return self._process.pid

    def __enter__(self) -> Self:
        """Starts."""
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stops."""
        self.stop()

    def start(self) -> None:
        """Starts and waits for the ready line.

        Raises:
            AssertionError: It ended instead; the message has its output.
        """
        command = [sys.executable, "-m", "infra_cdk.local.run", "--port", str(free_port())]
        command += ["--data-dir", str(self.data_dir), *self._arguments]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "shared")])}
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        self.progress = []
        self._reader = threading.Thread(target=self._read_progress, args=(self._process,), daemon=True)
        self._reader.start()
        self.ready_line = self._wait_for_ready(self._process)
        description: dict[str, Any] = json.loads((self.data_dir / "stack.json").read_text(encoding="utf-8"))
        self.api_url = description["api_url"]
        self.aws_endpoint = description["aws_endpoint"]
        self.outputs = description["outputs"]

    def stop(self) -> None:
        """Ctrl-C; does nothing when it is not running.

        Raises:
            AssertionError: It did not end with exit code 0.
        """
        if self._process is not None:
            code = self._end(signal.SIGINT)
            assert code == 0, f"the local stack ended with {code}:\n{self._all_output()}"

    def kill(self) -> None:
        """`kill -9`."""
        if self._process is not None:
            self._end(signal.SIGKILL)

    def client(self, service: str) -> Any:
        """A new boto3 client for a service of the stack."""
        return boto3.Session().client(
            service,  # type: ignore[call-overload]  # any service
            endpoint_url=self.aws_endpoint,
            region_name="us-east-1",
            aws_access_key_id="local",
            aws_secret_access_key="local",
            config=Config(signature_version="s3v4" if service == "s3" else None),
        )

    def _end(self, number: signal.Signals) -> int:
        process, self._process = self._process, None
        if process is None:
            return 0
        process.send_signal(number)
        code = process.wait(_STOP_SECONDS)
        if self._reader is not None:
            self._reader.join()
        for pipe in (process.stdout, process.stderr):
            if pipe is not None:
                pipe.close()
        return code

    def _wait_for_ready(self, process: "subprocess.Popen[str]") -> str:
        watchdog = threading.Timer(_START_SECONDS, process.kill)
        watchdog.start()
        assert process.stdout is not None
        line = process.stdout.readline()
        watchdog.cancel()
        if not line:
            self._end(signal.SIGKILL)
            pytest.fail(f"the local stack did not start:\n{self._all_output()}")
        return line.rstrip("\n")

    def _read_progress(self, process: "subprocess.Popen[str]") -> None:
        assert process.stderr is not None
        self.progress.extend(line.rstrip("\n") for line in process.stderr)

    def _all_output(self) -> str:
        parts = ["\n".join(self.progress)]
        for log in sorted((self.data_dir / "logs").glob("*.log")):
            last = log.read_text(encoding="utf-8", errors="replace").splitlines()[-20:]
            parts.append(f"--- {log.name}\n" + "\n".join(last))
        return "\n".join(parts)


def free_port() -> int:
    """One that nobody listens on now, nor the next one, and that the system gives to nobody who asks for any.

    A stack listens only seconds after it was told its port, which somebody else could be given meanwhile.
    """
    while True:
        port = random.randrange(20_000, 30_000, 2)  # noqa: S311 - no secret
        if _is_free(port) and _is_free(port + 1):
            return port


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


@contextmanager
def directory_for_a_stack() -> Iterator[Path]:
    """A new folder; not pytest's own, which PostgreSQL may not enter: when we are root it is another user."""
    with tempfile.TemporaryDirectory(prefix="datainsight-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder) / "data"


@pytest.fixture
def stack_directory() -> Iterator[Path]:
    """Where a test's own stack keeps its data."""
    with directory_for_a_stack() as directory:
        yield directory


@pytest.fixture(scope="session")
def local_stack() -> Iterator[LocalStackProcess]:
    """The running product, one for all tests of the session."""
    with (
        directory_for_a_stack() as directory,
        LocalStackProcess(directory, shard_bytes=SMALL_SHARD_BYTES) as stack,
    ):
        yield stack
