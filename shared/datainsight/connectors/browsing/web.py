"""The file behind an address."""

from datainsight.connectors.access import web_address
from datainsight.connectors.limits import ConnectorLimits
from datainsight.connectors.web import name_of, size_of, web_reply
from datainsight.models.connection import (
    Credentials,
    Entry,
    EntryKind,
    EntryPage,
    ImportSource,
    WebTarget,
)


def check(target: WebTarget, credentials: Credentials, limits: ConnectorLimits) -> str:
    """Asks for the file, and reads nothing of it."""
    address, secret = web_address(target, credentials, None)
    with web_reply(address, limits, secret) as reply:
        kind = reply.headers.get("content-type", "").partition(";")[0].strip()
        return f"HTTP {reply.status_code}{', ' if kind else ''}{kind[:100]}"


def entries(target: WebTarget, credentials: Credentials, limits: ConnectorLimits) -> EntryPage:
    """The one file: the web has no lists."""
    address, secret = web_address(target, credentials, None)
    with web_reply(address, limits, secret) as reply:
        found = Entry(
            name=name_of(reply),
            kind=EntryKind.FILE,
            size_bytes=size_of(reply) or None,
            source=ImportSource(),
        )
    return EntryPage(entries=(found,))
