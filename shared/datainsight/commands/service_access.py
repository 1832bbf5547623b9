"""What the commands that speak to a server share: which server, and as whom."""

from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from datainsight.client import models
from datainsight.client.api import Client
from datainsight.client.user_files import SignedIn, UserFiles
from datainsight.errors import UsageError
from datainsight.settings import user_folder

_TIMEOUT = httpx.Timeout(60, connect=10)


def user_files() -> UserFiles:
    """This user's files."""
    return UserFiles(user_folder())


def http_client(server: str) -> httpx.Client:
    """A client for a server's address.

    Raises:
        UsageError: That is no address.
    """
    if not server.startswith(("http://", "https://")):
        raise UsageError("the server is an address such as https://example.org.", where=server)
    return httpx.Client(base_url=server, timeout=_TIMEOUT)


@contextmanager
def signed_in_client(server: str | None, files: UserFiles) -> Iterator[tuple[Client, str]]:
    """The service as whoever is signed in there, and its address; without a sign-in as nobody.

    Raises:
        UsageError: No server is named, and nobody is signed in anywhere.
        UnauthenticatedError: The session has ended.
    """
    known = files.signed_in()
    chosen = (server or (known.server if known else "")).rstrip("/")
    if not chosen:
        raise UsageError("nobody is signed in.", remedy="Run `datainsight login SERVER` first.")
    with http_client(chosen) as http:
        nobody = Client(chosen, http=http)
        token = _token(nobody, known, files) if known and known.server == chosen else None
        yield Client(chosen, token, http=http), chosen


def _token(client: Client, known: SignedIn, files: UserFiles) -> str | None:
    if known.refresh_token is None:
        return known.api_key
    tokens = client.refresh_tokens(models.RefreshRequest(refresh_token=known.refresh_token))
    # Each refresh token is good once, so the next one is kept before anything else is done.
    files.remember(SignedIn(server=known.server, refresh_token=tokens.refresh_token))
    return tokens.access_token
