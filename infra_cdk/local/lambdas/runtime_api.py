"""The HTTP interface between one execution environment and the Lambda service.

Whoever invokes the function speaks to its process in their own thread: a server with threads of its own would
change between them twice for each invocation, which takes as long as the rest of a small one.

Source: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
"""

import contextlib
import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BufferedReader

from infra_cdk.local.lambdas.function import Function, Result

# Lambda gives the first import ten seconds, then starts it again within the function's own time.
_INIT_SECONDS = 10.0
_LOOK_SECONDS = 0.05


class ProcessGoneError(Exception):
    """The process ended, or was ended, before it answered."""


@dataclass(frozen=True)
class _Request:
    """What AWS's runtime client asks or says."""

    path: str
    body: bytes


class RuntimeApi:
    """Speaks to one process; its address is the process's AWS_LAMBDA_RUNTIME_API.

    One thread at a time invokes; any may `stop`.

    Args:
        function: What the process runs.
    """

    def __init__(self, function: Function) -> None:
        self.function = function
        self.failed_init = False
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(_LOOK_SECONDS)
        # That a result was taken is said together with the next event: one waking of the process less.
        self._owed = b""
        self._connection: socket.socket | None = None
        self._reader: BufferedReader | None = None

    @property
    def address(self) -> str:
        """host:port."""
        host, port = self._listener.getsockname()
        return f"{host}:{port}"

    def invoke(self, request_id: str, payload: bytes, is_alive: Callable[[], bool]) -> Result:
        """Gives the process an event, and waits for what it says.

        Args:
            request_id: Of the invocation.
            payload: The event.
            is_alive: Whether the process still runs.

        Raises:
            TimeoutError: It took longer than the function may.
            ProcessGoneError: There is nobody (any more) who could answer.
        """
        timeout = self.function.timeout
        failure = self._await_question(time.monotonic() + _INIT_SECONDS + timeout, is_alive)
        if failure is not None:
            return failure
        self._give(request_id, payload)
        said = self._read(time.monotonic() + timeout, is_alive)
        self._owed = _ACCEPTED
        return Result(said.body, "Unhandled" if said.path.endswith("/error") else None)

    def stop(self) -> None:
        """Closes the port; to be called when the process has ended."""
        self._listener.close()
        self._close()

    def _await_question(self, until: float, is_alive: Callable[[], bool]) -> Result | None:
        """Waits for `/runtime/invocation/next`; what `/runtime/init/error` says where that comes instead."""
        said = self._read(until, is_alive)
        if not said.path.endswith("/init/error"):
            return None
        self.failed_init = True
        self._send(_ACCEPTED)
        return Result(said.body, "Unhandled")

    def _give(self, request_id: str, payload: bytes) -> None:
        deadline = int((time.time() + self.function.timeout) * 1000)
        headers = {
            "Lambda-Runtime-Aws-Request-Id": request_id,
            "Lambda-Runtime-Deadline-Ms": str(deadline),
            "Lambda-Runtime-Invoked-Function-Arn": self.function.arn,
            "Lambda-Runtime-Trace-Id": "Root=1-00000000-000000000000000000000000;Sampled=0",
            "Content-Type": "application/json",
        }
        owed, self._owed = self._owed, b""
        self._send(owed + _message("200 OK", payload, headers))

    def _read(self, until: float, is_alive: Callable[[], bool]) -> _Request:
        """The next request, whichever connection it comes on."""
        while True:
            if self._reader is None or self._connection is None:
                self._accept(until, is_alive)
                continue
            # Anything in the past would make the socket not wait at all.
            self._connection.settimeout(max(until - time.monotonic(), 0.001))
            with contextlib.suppress(ConnectionError):
                line = self._reader.readline()
                if line:
                    return self._rest(line)
            self._close()

    def _accept(self, until: float, is_alive: Callable[[], bool]) -> None:
        while time.monotonic() < until:
            try:
                self._connection, _ = self._listener.accept()
            except TimeoutError:
                if not is_alive():
                    raise ProcessGoneError from None
                continue
            except OSError as error:  # the port was closed
                raise ProcessGoneError from error
            self._connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._reader = self._connection.makefile("rb")
            return
        raise TimeoutError

    def _rest(self, line: bytes) -> _Request:
        path = line.decode("latin-1").split(" ", 2)[1]
        headers = {}
        while header := self._line():
            name, _, value = header.decode("latin-1").partition(":")
            headers[name.lower()] = value.strip()
        return _Request(path, self._body(headers) if line.startswith(b"POST") else b"")

    def _body(self, headers: Mapping[str, str]) -> bytes:
        if headers.get("expect", "").lower() == "100-continue" and self._connection is not None:
            self._connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        if "chunked" not in headers.get("transfer-encoding", ""):
            return self._bytes(int(headers.get("content-length", 0)))
        chunks = []
        while size := int(self._line() or b"0", 16):
            chunks.append(self._bytes(size))
            self._line()
        self._line()
        return b"".join(chunks)

    def _line(self) -> bytes:
        line = self._reader.readline() if self._reader else b""
        if not line.endswith(b"\n"):
            raise ConnectionResetError("the connection ended within a request")
        return line.strip()

    def _bytes(self, size: int) -> bytes:
        found = self._reader.read(size) if self._reader else b""
        if len(found) < size:
            raise ConnectionResetError("the connection ended within a request")
        return found

    def _send(self, message: bytes) -> None:
        # A process that is gone is found out by whoever reads next.
        with contextlib.suppress(ConnectionError):
            if self._connection is not None:
                self._connection.sendall(message)

    def _close(self) -> None:
        reader, connection = self._reader, self._connection
        self._reader = self._connection = None
        self._owed = b""
        for each in (reader, connection):
            if each is not None:
                with contextlib.suppress(OSError):
                    each.close()


def _message(status: str, body: bytes, headers: Mapping[str, str]) -> bytes:
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers.items())]
    head = "\r\n".join([*lines, f"Content-Length: {len(body)}", "", ""])
    return head.encode("latin-1") + body


_ACCEPTED = _message("202 Accepted", b"", {})
