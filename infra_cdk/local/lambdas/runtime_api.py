"""The HTTP interface between one execution environment and the Lambda service.

Source: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
"""

import contextlib
import queue
import threading
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from socketserver import StreamRequestHandler, ThreadingTCPServer

from infra_cdk.local.lambdas.function import Function, Result


@dataclass
class Invocation:
    """One call on its way through the environment."""

    payload: bytes
    request_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    started: threading.Event = field(default_factory=threading.Event)
    finished: threading.Event = field(default_factory=threading.Event)
    result: Result | None = None

    def finish(self, result: Result) -> None:
        """The first result counts: a reply that comes after a timeout changes nothing."""
        if self.result is None:
            self.result = result
            self.started.set()
            self.finished.set()


class RuntimeApi:
    """Serves one process; its address is the process's AWS_LAMBDA_RUNTIME_API."""

    def __init__(self, function: Function) -> None:
        self.function = function
        self.failed_init = False
        self._inbox: queue.SimpleQueue[Invocation | None] = queue.SimpleQueue()
        self._current: Invocation | None = None
        self._server = _Server(self)
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.05,), name=f"runtime-api {function.name}", daemon=True
        )
        self._thread.start()

    @property
    def address(self) -> str:
        """host:port."""
        host, port = self._server.server_address[:2]
        return f"{host!s}:{port}"

    def put(self, invocation: Invocation) -> None:
        """Offers the next invocation to the process."""
        self._current = invocation
        self._inbox.put(invocation)

    def take(self) -> Invocation | None:
        """Blocks until there is an invocation; None when the environment is torn down."""
        invocation = self._inbox.get()
        if invocation is not None:
            invocation.started.set()
        return invocation

    def finish(self, result: Result) -> None:
        """Answers the invocation that is being worked on, if any."""
        invocation, self._current = self._current, None
        if invocation is not None:
            invocation.finish(result)

    def stop(self) -> None:
        """Closes the port and joins the thread."""
        self._inbox.put(None)
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True

    def __init__(self, api: RuntimeApi) -> None:
        self.api = api
        super().__init__(("127.0.0.1", 0), _Handler)


class _Handler(StreamRequestHandler):
    """The few requests of AWS's runtime client, one after another on a connection.

    `http.server` takes longer for the two of them than many a function for its work.
    """

    disable_nagle_algorithm = True
    server: _Server

    def handle(self) -> None:
        """Answers until the process or the environment ends."""
        with contextlib.suppress(ConnectionError):
            while line := self.rfile.readline():
                method, path, _ = line.decode("latin-1").split(" ", 2)
                headers = self._headers()
                if method == "POST":
                    self._take_reply(path, self._body(headers))
                elif not self._give_next():
                    return

    def _give_next(self) -> bool:
        """`/runtime/invocation/next`; whether there is one."""
        api = self.server.api
        invocation = api.take()
        if invocation is None:
            return False
        deadline = int((time.time() + api.function.timeout) * 1000)
        self._send(
            "200 OK",
            invocation.payload,
            {
                "Lambda-Runtime-Aws-Request-Id": invocation.request_id,
                "Lambda-Runtime-Deadline-Ms": str(deadline),
                "Lambda-Runtime-Invoked-Function-Arn": api.function.arn,
                "Lambda-Runtime-Trace-Id": "Root=1-00000000-000000000000000000000000;Sampled=0",
                "Content-Type": "application/json",
            },
        )
        return True

    def _take_reply(self, path: str, body: bytes) -> None:
        """`/runtime/init/error`, `/runtime/invocation/{id}/error` and `…/response`."""
        self._send("202 Accepted", b"", {})
        api = self.server.api
        if path.endswith("/error"):
            api.failed_init = api.failed_init or path.endswith("/init/error")
            api.finish(Result(body, "Unhandled"))
        else:
            api.finish(Result(body))

    def _headers(self) -> dict[str, str]:
        found = {}
        while line := self.rfile.readline().strip():
            name, _, value = line.decode("latin-1").partition(":")
            found[name.lower()] = value.strip()
        return found

    def _body(self, headers: Mapping[str, str]) -> bytes:
        if headers.get("expect", "").lower() == "100-continue":
            self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        if "chunked" not in headers.get("transfer-encoding", ""):
            return self.rfile.read(int(headers.get("content-length", 0)))
        chunks = []
        while size := int(self.rfile.readline().strip() or b"0", 16):
            chunks.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(chunks)

    def _send(self, status: str, body: bytes, headers: Mapping[str, str]) -> None:
        lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers.items())]
        head = "\r\n".join([*lines, f"Content-Length: {len(body)}", "", ""])
        self.wfile.write(head.encode("latin-1") + body)
