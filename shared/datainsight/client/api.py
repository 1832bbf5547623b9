"""A program's client of the service, typed: `Client("https://…", key).read_analysis_status(…)`."""

import time
from collections.abc import Callable
from typing import Self
from uuid import UUID

import httpx

from datainsight.client import models
from datainsight.client.operations import Operations
from datainsight.client.transport import Transport
from datainsight.errors import UnavailableError

_LONGEST_POLL_SECONDS = 20
_FIRST_PAUSE_SECONDS, _LONGEST_PAUSE_SECONDS = 0.2, 1.0
_TIMEOUT = httpx.Timeout(60, connect=10)


class Client(Operations):
    """Every operation of the API as a method; the methods are written from its OpenAPI document.

    Args:
        server: Its address, such as https://insight.example.
        token: An API key, or an access token; None on a local stack, where nobody has to sign in.
        http: For its own timeouts, proxies or certificates; its base URL is the server's.
    """

    def __init__(self, server: str, token: str | None = None, *, http: httpx.Client | None = None) -> None:
        self._http = http or httpx.Client(base_url=server, timeout=_TIMEOUT)
        super().__init__(Transport(self._http, token))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def wait_for_analysis(
        self,
        analysis_id: UUID | str,
        *,
        seconds: float = 3600.0,
        tell: Callable[[models.Analysis], None] | None = None,
    ) -> models.Analysis:
        """Waits for the end of an analysis: completed, failed or cancelled.

        Args:
            analysis_id: Whose.
            seconds: How long at most.
            tell: Hears of the state about each second, as for a bar of progress; without it one request waits
                at the server.

        Raises:
            UnavailableError: It has not ended in that time.
        """
        deadline, pause = time.monotonic() + seconds, _FIRST_PAUSE_SECONDS
        while True:
            longest = _LONGEST_POLL_SECONDS if tell is None else 0
            left = min(longest, max(int(deadline - time.monotonic()), 0))
            found = self.read_analysis_status(analysis_id, wait=left)
            if found is not None and tell is not None:
                tell(found)
            if found is not None and found.status not in {"queued", "running"}:
                return found
            if tell is not None:
                time.sleep(pause)
                pause = min(_LONGEST_PAUSE_SECONDS, pause * 1.3)
            if time.monotonic() >= deadline:
                raise UnavailableError(f"the analysis has not ended within {seconds:g} seconds.")
