"""A threaded WSGI server on one local port."""

import contextlib
import socket
import threading
from typing import TYPE_CHECKING, Any

from werkzeug.serving import ThreadedWSGIServer

from infra_cdk.local.errors import PortTakenError
from infra_cdk.local.http_connection import Connection

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

HOST = "127.0.0.1"


class _Server(ThreadedWSGIServer):
    """Knows its open connections, so that stopping ends them too."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, port: int, application: "WSGIApplication") -> None:
        self._open: set[socket.socket] = set()
        super().__init__(HOST, port, application, Connection)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Serves a connection until either side closes it."""
        self._open.add(request)
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._open.discard(request)

    def close_connections(self) -> None:
        """Ends those that wait for another request."""
        for each in tuple(self._open):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)


class HttpServer:
    """Serves one application from construction to `stop`."""

    def __init__(self, application: "WSGIApplication", port: int, name: str) -> None:
        self._server = _Server(port, application)
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.1,), name=name, daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Frees the port and joins the thread."""
        self._server.shutdown()
        self._server.server_close()
        self._server.close_connections()
        self._thread.join()


def require_free(port: int, option: str) -> int:
    """Checks a port that somebody asked for.

    Raises:
        PortTakenError: Says which option changes it.
    """
    if not _is_free(port):
        raise PortTakenError(f"port {port} is taken by another program; choose another one with {option}")
    return port


def free_port(preferred: int) -> int:
    """The preferred port, or any other free one."""
    if preferred and _is_free(preferred):
        return preferred
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        # As the server will: a connection of the last run that is still closing does not count.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True
