"""One execution environment: a process, its Runtime API, and its end."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # ships no annotations

from infra_cdk.local.lambdas.function import Function, Result
from infra_cdk.local.lambdas.runtime_api import ProcessGoneError, RuntimeApi
from infra_cdk.local.names import REGION, SECRET_KEY, request_id
from infra_cdk.local.permissions import access_key_of

_INHERITED = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT")
# The pool watches memory this often by itself, and reading it takes longer than many an invocation.
_UNOBSERVED_SECONDS = 0.2
_MIB = 1024 * 1024


def failure(kind: str, message: str) -> Result:
    """An error that the service itself reports, in Lambda's words."""
    return Result(json.dumps({"errorType": kind, "errorMessage": message}).encode(), "Unhandled")


class Worker:
    """Handles one invocation at a time; the pool decides which."""

    def __init__(self, function: Function, endpoint: str, write_log: Callable[[str, str], None]) -> None:
        self.function = function
        self.idle_since = time.monotonic()
        self.busy = False
        self._write_log = write_log
        self._kill_reason: str | None = None
        self._peak_bytes = 0
        self._stopped = False
        self._stop_lock = threading.Lock()
        self._api = RuntimeApi(function)
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and file
            [sys.executable, "-P", str(Path(__file__).with_name("bootstrap.py")), function.handler],
            cwd=function.code,
            env=self._environment(endpoint),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self._observed = psutil.Process(self._process.pid)
        self._pump = threading.Thread(target=self._pump_output, name=f"output {function.name}", daemon=True)
        self._pump.start()

    @property
    def is_usable(self) -> bool:
        """Whether the next invocation may go here."""
        return not self._stopped and not self._api.failed_init and self._is_alive()

    def invoke(self, payload: bytes) -> Result:
        """Runs the handler once; a worker that timed out or crashed is not usable afterwards."""
        name, began = request_id(), time.monotonic()
        self.busy = True
        self._write_log(self.function.log_name, f"START RequestId: {name} Version: $LATEST")
        try:
            result = self._api.invoke(name, payload, self._is_alive)
        except TimeoutError:
            result = self._timed_out(name)
        except ProcessGoneError:
            result = self._exit_error()
        self._report(name, time.monotonic() - began)
        self.idle_since = time.monotonic()
        self.busy = False
        return result

    def watch_memory(self) -> None:
        """Kills the process when it occupies more than its function's memory, as Lambda does."""
        if self._measure_memory() > self.function.memory * _MIB:
            self._kill_reason = "signal: killed"
            self._kill()

    def stop(self) -> None:
        """Ends the process and everything that serves it."""
        with self._stop_lock:
            if self._stopped:
                return
            self._stopped = True
        self._kill()
        self._api.stop()
        self._process.wait()
        if self._process.stdin:
            self._process.stdin.close()
        self._pump.join()

    def _is_alive(self) -> bool:
        return self._process.poll() is None

    def _timed_out(self, name: str) -> Result:
        message = f"Task timed out after {self.function.timeout:.2f} seconds"
        self._write_log(self.function.log_name, f"{name} {message}")
        self.stop()
        return failure("Sandbox.Timedout", f"RequestId: {name} Error: {message}")

    def _measure_memory(self) -> int:
        with contextlib.suppress(psutil.Error):
            occupied: int = self._observed.memory_info().rss
            self._peak_bytes = max(self._peak_bytes, occupied)
            return occupied
        return 0

    def _report(self, name: str, seconds: float) -> None:
        if seconds > _UNOBSERVED_SECONDS or not self._peak_bytes:
            self._measure_memory()
        self._write_log(
            self.function.log_name,
            f"REPORT RequestId: {name} Duration: {seconds * 1000:.2f} ms "
            f"Memory Size: {self.function.memory} MB Max Memory Used: {self._peak_bytes // _MIB} MB",
        )

    def _pump_output(self) -> None:
        if self._process.stdout is None:  # pragma: no cover - a pipe was asked for
            return
        with self._process.stdout as output:
            for line in output:
                self._write_log(self.function.log_name, line.decode("utf-8", "replace").rstrip("\r\n"))

    def _exit_error(self) -> Result:
        self._kill()
        self._process.wait()
        reason = self._kill_reason or f"exit status {self._process.returncode}"
        return failure("Runtime.ExitError", f"Error: Runtime exited with error: {reason}")

    def _kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def _environment(self, endpoint: str) -> dict[str, str]:
        function = self.function
        return {
            **{name: os.environ[name] for name in _INHERITED if name in os.environ},
            "AWS_LAMBDA_RUNTIME_API": self._api.address,
            "_HANDLER": function.handler,
            "LAMBDA_TASK_ROOT": str(function.code),
            "PYTHONPATH": str(function.code),
            "PYTHONUNBUFFERED": "1",
            "TZ": ":UTC",
            "AWS_LAMBDA_FUNCTION_NAME": function.name,
            "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(function.memory),
            "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
            "AWS_LAMBDA_LOG_GROUP_NAME": f"/aws/lambda/{function.name}",
            "AWS_LAMBDA_LOG_STREAM_NAME": "local",
            "AWS_EXECUTION_ENV": "AWS_Lambda_python3.13",
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_ACCESS_KEY_ID": access_key_of(function.log_name),
            "AWS_SECRET_ACCESS_KEY": SECRET_KEY,
            "AWS_ENDPOINT_URL": endpoint,
            "AWS_XRAY_CONTEXT_MISSING": "IGNORE_ERROR",
            # There is no X-Ray daemon to send segments to.
            "POWERTOOLS_TRACE_DISABLED": "true",
            **function.environment,
        }
