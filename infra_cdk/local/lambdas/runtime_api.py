"""The HTTP interface between one execution environment and the Lambda service.

Source: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
"""

import queue
import socket
import threading
import time
import uuid
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

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


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, api: RuntimeApi) -> None:
        self.api = api
        super().__init__(("127.0.0.1", 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Says nothing: every invocation would be a line."""

    def setup(self) -> None:
        super().setup()
        self.request.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def do_GET(self) -> None:
        """`/runtime/invocation/next`."""
        api = self.server.api
        invocation = api.take()
        if invocation is None:
            self.close_connection = True
            return
        deadline = int((time.time() + api.function.timeout) * 1000)
        self._send(
            200,
            invocation.payload,
            {
                "Lambda-Runtime-Aws-Request-Id": invocation.request_id,
                "Lambda-Runtime-Deadline-Ms": str(deadline),
                "Lambda-Runtime-Invoked-Function-Arn": api.function.arn,
                "Lambda-Runtime-Trace-Id": "Root=1-00000000-000000000000000000000000;Sampled=0",
                "Content-Type": "application/json",
            },
        )

    def do_POST(self) -> None:
        """`/runtime/init/error`, `/runtime/invocation/{id}/error` and `…/response`."""
        body = self._body()
        self._send(202, b"", {})
        api = self.server.api
        if self.path.endswith("/error"):
            api.failed_init = api.failed_init or self.path.endswith("/init/error")
            api.finish(Result(body, "Unhandled"))
        else:
            api.finish(Result(body))

    def _body(self) -> bytes:
        if "chunked" not in self.headers.get("Transfer-Encoding", ""):
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        chunks = []
        while size := int(self.rfile.readline().strip() or b"0", 16):
            chunks.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(chunks)

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
