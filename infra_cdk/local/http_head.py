"""The head of a request: its first line and its headers (RFC 9112, sections 3 and 5).

`http.server` hands headers to the parser of mails, which takes a third of all that the local stack itself
does for a small request.
"""

from dataclasses import dataclass
from io import BufferedIOBase

from werkzeug.datastructures import Headers

_LINE_BYTES = 64 * 1024
_MOST_HEADERS = 100
_PROTOCOLS = frozenset({"HTTP/1.0", "HTTP/1.1"})


class HeadError(ValueError):
    """The head cannot be read; `status` says how to answer.

    Args:
        status: 400, 431 or 505.
        message: What is wrong.
    """

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True)
class Head:
    """What a request begins with.

    Attributes:
        command: The method.
        target: Path and query, or a whole address.
        protocol: HTTP/1.0 or HTTP/1.1.
        headers: In their order and spelling.
    """

    command: str
    target: str
    protocol: str
    headers: Headers

    @property
    def is_last(self) -> bool:
        """Whether the client sends no further request on this connection."""
        wish = self.headers.get("connection", "").lower()
        return wish == "close" or (self.protocol == "HTTP/1.0" and wish != "keep-alive")

    @property
    def waits_for_consent(self) -> bool:
        """Whether the body comes after a `100 Continue` only."""
        return self.protocol == "HTTP/1.1" and self.headers.get("expect", "").lower() == "100-continue"


def read_head(first_line: str, lines: BufferedIOBase) -> Head:
    """Reads what follows the first line up to the body.

    Args:
        first_line: Without its end.
        lines: The connection, behind the first line.

    Raises:
        HeadError: It is no head of HTTP/1, or a larger one than anybody needs.
    """
    words = first_line.split()
    if len(words) != 3:
        raise HeadError(400, f"no request line: {first_line!r}")
    command, target, protocol = words
    if protocol not in _PROTOCOLS:
        raise HeadError(505 if protocol.startswith("HTTP/") else 400, f"not spoken here: {protocol!r}")
    # `//host/path` would be taken for an address without a scheme.
    target = f"/{target.lstrip('/')}" if target.startswith("//") else target
    return Head(command, target, protocol, _read_headers(lines))


def _read_headers(lines: BufferedIOBase) -> Headers:
    found: list[tuple[str, str]] = []
    while line := lines.readline(_LINE_BYTES + 1):
        if line in {b"\r\n", b"\n"}:
            return Headers(found)
        if len(line) > _LINE_BYTES or len(found) == _MOST_HEADERS:
            raise HeadError(431, "more headers, or longer ones, than are read here")
        name, colon, value = line.decode("latin-1").partition(":")
        if not colon or not name or name != name.strip():
            raise HeadError(400, f"no header: {line!r}")
        found.append((name, value.strip(" \t\r\n")))
    raise HeadError(400, "the connection ended within the headers")
