"""A threaded WSGI server on one local port."""

import socket
import threading
from typing import TYPE_CHECKING

from moto.moto_server.werkzeug_app import MotoRequestHandler
from werkzeug.serving import make_server

from infra_cdk.local.errors import PortTakenError

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

HOST = "127.0.0.1"


class _QuietHandler(MotoRequestHandler):
    """No line per request; HTTP/1.1 so that clients keep their connections."""

    protocol_version = "HTTP/1.1"
    # The second piece of an answer does not wait for the receipt of the first one.
    disable_nagle_algorithm = True

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Says nothing."""


class HttpServer:
    """Serves one application from construction to `stop`."""

    def __init__(self, application: "WSGIApplication", port: int, name: str) -> None:
        self._server = make_server(HOST, port, application, threaded=True, request_handler=_QuietHandler)
        self._server.daemon_threads = True  # type: ignore[attr-defined]  # of socketserver.ThreadingMixIn
        self._server.block_on_close = False  # type: ignore[attr-defined]  # same
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.1,), name=name, daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Frees the port and joins the thread."""
        self._server.shutdown()
        self._server.server_close()
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
