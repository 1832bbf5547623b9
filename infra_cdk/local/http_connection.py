"""One client's connection: its requests one after another, answered by a WSGI application.

Werkzeug's own handler closes the connection after each reply, so that every call of a function to AWS opens
one more and starts a thread for it; here connections stay open (RFC 9112, section 9.3).
"""

import io
import time
import traceback
from collections.abc import Callable, Iterable
from email.utils import formatdate
from functools import lru_cache
from typing import IO, TYPE_CHECKING, Any, cast

from moto.moto_server.werkzeug_app import MotoRequestHandler
from werkzeug.exceptions import ClientDisconnected, InternalServerError
from werkzeug.wsgi import LimitedStream

from infra_cdk.local.http_head import HeadError, read_head

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication

Headers = list[tuple[str, str]]
_WITHOUT_BODY = frozenset({204, 304})
_PIECE_BYTES = 64 * 1024


class Connection(MotoRequestHandler):
    """Speaks HTTP/1.1 and logs no line per request."""

    protocol_version = "HTTP/1.1"
    # The second piece of an answer does not wait for the receipt of the first one.
    disable_nagle_algorithm = True

    def date_time_string(self, timestamp: float | None = None) -> str:
        """For the header `Date`, which says seconds: each is written once."""
        return _date(int(time.time() if timestamp is None else timestamp))

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Says nothing."""

    def parse_request(self) -> bool:
        """Reads a request up to its body; False where it was answered that it cannot be read."""
        self.requestline = self.raw_requestline.decode("latin-1").rstrip("\r\n")
        self.command, self.request_version, self.close_connection = "", "HTTP/1.1", True
        try:
            head = read_head(self.requestline, self.rfile)
        except HeadError as error:
            self.send_error(error.status, str(error))
            return False
        self.command, self.path, self.request_version = head.command, head.target, head.protocol
        self.headers = head.headers  # type: ignore[assignment]  # what is asked of a mail's headers it answers too
        self.close_connection = head.is_last
        return self.handle_expect_100() if head.waits_for_consent else True

    def run_wsgi(self) -> None:
        """Answers one request and leaves the connection at the beginning of the next one."""
        self.environ = environ = self.make_environ()
        if "wsgi.input_terminated" not in environ:
            length = environ.get("CONTENT_LENGTH") or "0"
            stream = cast("IO[bytes]", self.rfile)
            environ["wsgi.input"] = LimitedStream(stream, int(length) if length.isdecimal() else 0)
        reply = _Reply(self)
        try:
            reply.run(self._answer)
            _read_rest(environ["wsgi.input"])
        except (ConnectionError, ClientDisconnected):
            self.close_connection = True
        except Exception:
            # The reply has begun: all that is left to say is that it is not complete.
            self.close_connection = True
            raise

    def _answer(self, environ: dict[str, Any], start_response: "StartResponse") -> Iterable[bytes]:
        """A mistake of the application is printed, and whoever asks is told that there was one."""
        try:
            return self.server.app(environ, start_response)
        except (ConnectionError, ClientDisconnected):
            raise
        except Exception:  # noqa: BLE001 - whatever it is
            traceback.print_exc()
            return InternalServerError()(environ, start_response)


class _Reply:
    """What an application answers, on its way to the client.

    Args:
        connection: Whose request is answered.
    """

    def __init__(self, connection: Connection) -> None:
        self.is_begun = False
        self._connection = connection
        self._head: tuple[str, Headers] | None = None
        self._is_chunked = False

    def run(self, application: "WSGIApplication") -> None:
        """Asks the application and sends what it says."""
        pieces = application(self._connection.environ, self._start)
        try:
            self._send_all(pieces)
        finally:
            close = getattr(pieces, "close", None)
            if close:
                close()

    def _start(self, status: str, headers: Headers, exc_info: Any = None, /) -> Callable[[bytes], object]:
        if self.is_begun and exc_info:
            raise exc_info[1].with_traceback(exc_info[2])
        self._head = status, headers
        return self._send

    def _send_all(self, pieces: Iterable[bytes]) -> None:
        for piece in pieces:
            if piece:
                self._send(piece)
        if not self.is_begun:
            self._send(b"")
        if self._is_chunked:
            self._connection.wfile.write(b"0\r\n\r\n")

    def _send(self, piece: bytes) -> None:
        """Sends the head with the first piece: two writes are two packets and wake the reader twice."""
        head = b"" if self.is_begun else self._begin()
        if self._connection.command == "HEAD":
            piece = b""
        elif self._is_chunked and piece:
            piece = b"%x\r\n%b\r\n" % (len(piece), piece)
        self._connection.wfile.write(head + piece)

    def _begin(self) -> bytes:
        if self._head is None:
            raise RuntimeError("the application sent a body before it started the response")
        self.is_begun = True
        status, headers = self._head
        connection = self._connection
        names = {name.lower() for name, _ in headers}
        lines = [f"{connection.protocol_version} {status}"]
        lines += [f"{name}: {value}" for name, value in headers]
        if "date" not in names:
            lines.append(f"Date: {connection.date_time_string()}")
        code = int(status.split(" ", 1)[0])
        has_body = connection.command != "HEAD" and code >= 200 and code not in _WITHOUT_BODY
        if has_body and "content-length" not in names:
            self._is_chunked = connection.request_version >= "HTTP/1.1"
            connection.close_connection = connection.close_connection or not self._is_chunked
            lines += ["Transfer-Encoding: chunked"] if self._is_chunked else []
        if connection.close_connection:
            lines.append("Connection: close")
        return "\r\n".join([*lines, "", ""]).encode("latin-1")


@lru_cache(maxsize=1)
def _date(second: int) -> str:
    return formatdate(second, usegmt=True)


def _read_rest(body: io.RawIOBase) -> None:
    """What the application left of a request's body would be taken for the next request."""
    while body.read(_PIECE_BYTES):
        pass
