"""All functions of the stack: warm processes are used again, new ones start when all are busy."""

import contextlib
import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from infra_cdk.local.lambdas.function import Function, Result
from infra_cdk.local.lambdas.places import Places
from infra_cdk.local.lambdas.worker import Worker, failure

_WATCH_SECONDS = 0.2
_MOST_LENT = 4
_PATIENCE_SECONDS = 2.0  # a process that starts may take as long
_ASYNCHRONOUS_RETRIES = (1.0, 2.0)


def default_concurrency() -> int:
    """Processes of one function at a time: what this machine can run at once, at least two."""
    return max(2, os.cpu_count() or 2)


class FunctionNotFoundError(KeyError):
    """The name is not one of the stack's functions."""


class LambdaPool:
    """Invokes functions by name; safe to call from many threads.

    Args:
        endpoint: AWS_ENDPOINT_URL of the processes.
        write_log: Takes a function's log name and a line of its output.
        dead_letter: Takes the ARN of a queue and the event that was given up.
        idle_seconds: A process that nobody called for so long is ended.
    """

    def __init__(
        self,
        endpoint: str,
        write_log: Callable[[str, str], None],
        *,
        dead_letter: Callable[[str, str], None] | None = None,
        idle_seconds: float = 600,
    ) -> None:
        self._endpoint = endpoint
        self._write_log = write_log
        self._dead_letter = dead_letter
        self._idle_seconds = idle_seconds
        self._functions: dict[str, Function] = {}
        self._places: dict[str, Places] = {}
        self._workers: dict[str, list[Worker]] = {}
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._background = ThreadPoolExecutor(max_workers=16, thread_name_prefix="lambda-event")
        self._watcher = threading.Thread(target=self._watch, name="lambda-watch", daemon=True)
        self._watcher.start()

    def register(self, function: Function) -> None:
        """Makes a function callable."""
        self._functions[function.name] = function
        self._places[function.name] = Places(function.concurrency)
        self._workers[function.name] = []

    def expect_waiting(self, name_or_arn: str) -> None:
        """Says that invocations of a function may wait for news for long, as long polls do.

        Others get processes of their own then, as on Lambda, instead of standing in line behind them.
        """
        self._places[self.function(name_or_arn).name].lend(_MOST_LENT, _PATIENCE_SECONDS)

    def function(self, name_or_arn: str) -> Function:
        """Finds a function by its name, ARN or qualified ARN.

        Raises:
            FunctionNotFoundError: There is none.
        """
        name = name_or_arn.split(":function:", 1)[-1].split(":", 1)[0]
        try:
            return self._functions[name]
        except KeyError:
            raise FunctionNotFoundError(name) from None

    def invoke(self, name_or_arn: str, payload: bytes) -> Result:
        """Runs a function and waits for it (InvocationType RequestResponse)."""
        function = self.function(name_or_arn)
        with self._places[function.name]:
            worker = self._worker(function)
            if worker is None:
                return failure("Runtime.ExitError", "the local stack is stopping")
            result = worker.invoke(payload)
            if not worker.is_usable:
                self._discard(worker)
            return result

    def invoke_event(self, name_or_arn: str, payload: bytes) -> None:
        """Does the same as `handle_event`, later (InvocationType Event)."""
        function = self.function(name_or_arn)
        with contextlib.suppress(RuntimeError):  # the executor refuses while we stop
            self._background.submit(self.handle_event, function.name, payload)

    def stop(self) -> None:
        """Ends all processes and joins all threads."""
        self._stopping.set()
        self._background.shutdown(wait=False, cancel_futures=True)
        with self._lock:
            workers = [worker for some in self._workers.values() for worker in some]
            self._workers = {name: [] for name in self._workers}
        for worker in workers:
            worker.stop()
        self._background.shutdown(wait=True)
        self._watcher.join()

    def handle_event(self, name_or_arn: str, payload: bytes) -> None:
        """Runs a function as for an event, and waits: three attempts, then the function's dead letters."""
        function = self.function(name_or_arn)
        for delay in (0.0, *_ASYNCHRONOUS_RETRIES):
            if self._stopping.wait(delay) or self.invoke(function.name, payload).error is None:
                return
        self._write_log(function.log_name, "the event was given up after three attempts")
        if function.dead_letters and self._dead_letter:
            self._dead_letter(function.dead_letters, payload.decode())

    def _worker(self, function: Function) -> Worker | None:
        with self._lock:
            if self._stopping.is_set():
                return None
            for worker in reversed(self._workers[function.name]):
                if not worker.busy and worker.is_usable:
                    worker.busy = True
                    return worker
            worker = Worker(function, self._endpoint, self._write_log)
            worker.busy = True
            self._workers[function.name].append(worker)
            return worker

    def _discard(self, worker: Worker) -> None:
        with self._lock:
            workers = self._workers[worker.function.name]
            if worker in workers:
                workers.remove(worker)
        worker.stop()

    def _watch(self) -> None:
        while not self._stopping.wait(_WATCH_SECONDS):
            with self._lock:
                workers = [worker for some in self._workers.values() for worker in some]
                old = [
                    worker
                    for worker in workers
                    if not worker.busy and time.monotonic() - worker.idle_since > self._idle_seconds
                ]
                for worker in old:
                    self._workers[worker.function.name].remove(worker)
            for worker in workers:
                if worker.busy:
                    worker.watch_memory()
            for worker in old:
                worker.stop()
