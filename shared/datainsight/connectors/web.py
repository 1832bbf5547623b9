"""A file behind an http(s) URL."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin, urlsplit

from datainsight.connectors.fetched import FetchedFile, FetchFolder
from datainsight.connectors.libraries import load
from datainsight.connectors.limits import ConnectorLimits
from datainsight.connectors.locations import masked, without_secrets
from datainsight.errors import RefusedError, SourceNotFoundError, UnreadableError, UsageError
from datainsight.services.progress import Progress, silent
from datainsight.version import VERSION

if TYPE_CHECKING:
    import httpx

MOST_REDIRECTS = 5
_BLOCK_BYTES = 256 * 1024
_GONE = {404, 410}
_FILE_NAME = re.compile(r"""filename\*?=(?:UTF-8'')?"?([^";]+)""", re.IGNORECASE)


@dataclass(frozen=True)
class WebSecret:
    """What proves who asks, beside user and password in the URL.

    Attributes:
        token: Sent as `Authorization: Bearer …`, to the first host only.
        query: Put behind the address.
    """

    token: str = ""
    query: str = ""

    def behind(self, url: str) -> str:
        """The address that is asked for."""
        if not self.query:
            return url
        return f"{url}{'&' if '?' in url else '?'}{self.query.lstrip('?&')}"


NOBODY = WebSecret()


def fetch_web(
    url: str, limits: ConnectorLimits, *, secret: WebSecret = NOBODY, progress: Progress = silent
) -> FetchedFile:
    """Fetches a file; redirects are followed, each judged like the first address.

    User and password in the URL are sent as HTTP Basic authentication, to that host only.

    Raises:
        UsageError: It is no URL that can be fetched.
        SourceNotFoundError: There is nothing at that address.
        UnreadableError: The server cannot be reached, or refuses.
        RefusedError: The host is forbidden, the file is too large, or redirected too often.
    """
    httpx = load("httpx", "http")
    folder = FetchFolder()
    path = folder.path("content")
    with web_reply(url, limits, secret) as reply:
        expected = size_of(reply)
        limits.require_room(expected, masked(url))
        size_bytes = 0
        with path.open("wb") as file:
            for block in reply.iter_raw(_BLOCK_BYTES):
                size_bytes += file.write(block)
                limits.require_room(size_bytes, masked(url))
                progress("Fetching", size_bytes, expected)
        if expected and size_bytes != expected:
            raise httpx.ReadError("the connection ended early")
        return FetchedFile(folder, path, name_of(reply))


@contextmanager
def web_reply(url: str, limits: ConnectorLimits, secret: WebSecret = NOBODY) -> "Iterator[httpx.Response]":
    """The reply of whoever has the file, its content still to be read; raises as `fetch_web`."""
    bare = limits
    if (secret != NOBODY or urlsplit(url).username) and urlsplit(url).scheme == "http":
        bare = replace(limits, hosts=limits.hosts.allowed_only())  # no secret travels in the open
    with _explained(url, secret), web_client(bare) as client, _final_reply(client, url, secret) as reply:
        _require_success(reply, url)
        yield reply


def size_of(reply: "httpx.Response") -> int:
    """Bytes that the server announces; 0 where it does not."""
    announced = reply.headers.get("content-length", "")
    return int(announced) if announced.isdecimal() else 0


def web_client(limits: ConnectorLimits) -> "httpx.Client":
    """A client that connects to addresses that were judged, and to no others."""
    library = load("httpx", "http")
    # It would tell each address that it asks, with whatever proves in there who asks.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    # Compressed replies are files as they are; proxies of the environment would undo the guard.
    transport = None
    if limits.hosts.is_guarded:
        transport = load("datainsight.connectors.pinned_transport", "http").pinned_transport(limits.hosts)
    client: httpx.Client = library.Client(
        transport=transport,
        headers={"accept-encoding": "identity", "user-agent": f"datainsight/{VERSION}"},
        timeout=library.Timeout(limits.connect_seconds, read=60),
        trust_env=transport is None,
        follow_redirects=False,
    )
    return client


@contextmanager
def _final_reply(client: "httpx.Client", url: str, secret: WebSecret) -> "Iterator[httpx.Response]":
    """The reply after all redirects; credentials do not travel to another host."""
    httpx = load("httpx", "http")
    first = urlsplit(url)
    auth: Any = (unquote(first.username), unquote(first.password or "")) if first.username else None
    target = secret.behind(first._replace(netloc=first.netloc.rpartition("@")[2]).geturl())
    proof = {"authorization": f"Bearer {secret.token}"} if secret.token else {}
    for _ in range(MOST_REDIRECTS + 1):
        here = urlsplit(target)
        if here.scheme not in {"http", "https"} or not here.hostname:
            raise RefusedError("only http and https addresses are fetched.", where=masked(url))
        own = (here.scheme, here.netloc) == (first.scheme, first.netloc.rpartition("@")[2])
        request = client.build_request("GET", target, headers=proof if own else {})
        reply = client.send(request, auth=auth if own else None, stream=True)
        try:
            if reply.is_redirect and "location" in reply.headers:
                target = urljoin(target, reply.headers["location"])
                continue
            yield reply
            return
        finally:
            reply.close()
    raise httpx.TooManyRedirects("too many redirects")


def _require_success(reply: "httpx.Response", url: str) -> None:
    if reply.status_code in _GONE:
        raise SourceNotFoundError("there is nothing at this address.", where=masked(url), remedy="Check it.")
    if reply.status_code != 200:
        raise UnreadableError(
            f"the server answers with status {reply.status_code}.",
            where=masked(url),
            remedy="Check the address and the rights to read it.",
        )


def name_of(reply: "httpx.Response") -> str:
    """The file's name as the server says it, or the last part of the address."""
    said = _FILE_NAME.search(reply.headers.get("content-disposition", ""))
    given = unquote(said[1]) if said else unquote(reply.request.url.path)
    return PurePosixPath(given.replace("\\", "/")).name.strip() or str(reply.request.url.host)


@contextmanager
def _explained(url: str, secret: WebSecret) -> Iterator[None]:
    httpx = load("httpx", "http")
    try:
        yield
    except (httpx.InvalidURL, ValueError) as error:
        raise UsageError("this is no valid URL.", where=masked(url)) from error
    except httpx.TooManyRedirects as error:
        raise RefusedError(
            f"the address redirects more than {MOST_REDIRECTS} times.", where=masked(url)
        ) from error
    except httpx.HTTPError as error:
        secrets = [each for each in (secret.token, secret.query) if each]
        reason = without_secrets(str(error), secrets)[:200] or type(error).__name__
        raise UnreadableError(
            f"the address cannot be reached ({reason}).", where=masked(url), remedy="Check host and network."
        ) from error
