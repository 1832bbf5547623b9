"""First code of a function's process: ends with its parent, otherwise hands over to AWS's runtime client.

Started by path, so it imports nothing of this project: the task root alone decides what can be imported.
"""

import os
import socket
import sys
import threading
from io import BufferedReader
from typing import Any

from awslambdaric import bootstrap
from awslambdaric.lambda_runtime_client import InvocationRequest, LambdaRuntimeClient

_PATH = "/2018-06-01/runtime/invocation"


class _Client(LambdaRuntimeClient):  # type: ignore[misc]  # ships no annotations
    """AWS's client but for how the two requests of an invocation are sent.

    On Lambda another thread waits for each invocation, so that this one can answer signals, and libcurl
    speaks HTTP. Here no signals are sent that can be answered, and both take longer than many a function.
    """

    def __init__(self, address: str) -> None:
        super().__init__(address)
        host, _, port = address.rpartition(":")
        self._where = host, int(port)
        self._connection: socket.socket | None = None
        self._reader: BufferedReader | None = None
        self._replies_expected = 0

    def wait_next_invocation(self) -> InvocationRequest:
        """Asks for the next event and waits for it."""
        self._send(f"GET {_PATH}/next HTTP/1.1\r\n\r\n".encode())
        headers, body = self._reply()
        return InvocationRequest(
            invoke_id=headers["lambda-runtime-aws-request-id"],
            x_amzn_trace_id=headers.get("lambda-runtime-trace-id"),
            invoked_function_arn=headers.get("lambda-runtime-invoked-function-arn"),
            deadline_time_in_ms=int(headers["lambda-runtime-deadline-ms"]),
            client_context=None,
            cognito_identity=None,
            tenant_id=None,
            content_type=headers.get("content-type"),
            event_body=body,
            invocation_id=None,
        )

    def post_invocation_result(
        self,
        invoke_id: str,
        result_data: str | bytes,
        content_type: str = "application/json",
        invocation_id: str | None = None,  # noqa: ARG002 - of durable functions
    ) -> None:
        """Says what the handler returned."""
        body = result_data.encode() if isinstance(result_data, str) else result_data
        self._post(f"{invoke_id}/response", body, {"Content-Type": content_type})

    def post_invocation_error(
        self,
        invoke_id: str,
        error_response_data: str,
        xray_fault: str,  # noqa: ARG002 - there is no X-Ray
        invocation_id: str | None = None,  # noqa: ARG002 - of durable functions
    ) -> None:
        """Says what the handler raised."""
        self._post(f"{invoke_id}/error", error_response_data.encode(), {})

    def _post(self, path: str, body: bytes, headers: dict[str, str]) -> None:
        lines = [f"{name}: {value}" for name, value in headers.items()]
        head = "\r\n".join([f"POST {_PATH}/{path} HTTP/1.1", *lines, f"Content-Length: {len(body)}", "", ""])
        self._send(head.encode() + body)

    def _send(self, request: bytes) -> None:
        if self._connection is None:
            self._connection = socket.create_connection(self._where)
            self._connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._reader = self._connection.makefile("rb")
        self._connection.sendall(request)
        self._replies_expected += 1

    def _reply(self) -> tuple[dict[str, str], bytes]:
        """The reply to the last request; that to a result is read together with the next event."""
        found: tuple[dict[str, str], bytes] = {}, b""
        for _ in range(self._replies_expected):
            found = self._read()
        self._replies_expected = 0
        return found

    def _read(self) -> tuple[dict[str, str], bytes]:
        reader: Any = self._reader
        if not reader.readline():
            sys.exit(0)  # the environment was torn down
        headers = {}
        while line := reader.readline().strip():
            name, _, value = line.decode("latin-1").partition(":")
            headers[name.lower()] = value.strip()
        return headers, reader.read(int(headers.get("content-length", 0)))


def _end_with_parent() -> None:
    # The pool holds the other end of stdin and never writes: end of file means that it was killed.
    while os.read(0, 4096):
        pass
    os._exit(0)


if __name__ == "__main__":
    threading.Thread(target=_end_with_parent, daemon=True).start()
    bootstrap.run(sys.argv[1], _Client(os.environ["AWS_LAMBDA_RUNTIME_API"]))
