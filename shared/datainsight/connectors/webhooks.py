"""Posts to addresses that users name: to judged addresses only, without redirects, answers unread."""

import ipaddress
from dataclasses import replace
from urllib.parse import SplitResult, urlsplit

from datainsight.connectors.libraries import load
from datainsight.connectors.limits import ConnectorLimits
from datainsight.connectors.web import web_client
from datainsight.errors import RefusedError, UnreadableError
from datainsight.hosts import HostPolicy

ANSWER_SECONDS = 15
"""As long may a receiver take; it should answer first and work later."""


class HttpWebhookSender:
    """Implements `services.webhook_ports.WebhookSender`.

    Args:
        hosts: What may be connected to.
    """

    def __init__(self, hosts: HostPolicy) -> None:
        self._limits = replace(ConnectorLimits(), connect_seconds=5, hosts=hosts)

    def judge(self, url: str) -> None:
        """Refuses what could never be delivered to; a name is resolved and judged at each delivery."""
        parts = _split(url)
        address = _address(parts.hostname or "")
        is_allowed_here = address is not None and any(address in each for each in self._limits.hosts.allowed)
        if parts.scheme != "https" and not (parts.scheme == "http" and is_allowed_here):
            raise RefusedError("webhooks are delivered over https only.", where=url)
        if parts.username or parts.password:
            raise RefusedError("an address of a webhook holds no credentials.", where="url")
        if address is not None:
            self._limits.hosts.require(str(address), parts.hostname or "")

    def send(self, url: str, headers: dict[str, str], body: bytes) -> int:
        """Posts once."""
        self.judge(url)
        httpx = load("httpx", "http")
        try:
            with (
                web_client(self._limits) as client,
                client.stream("POST", url, content=body, headers=headers, timeout=ANSWER_SECONDS) as reply,
            ):
                status: int = reply.status_code
                return status
        except httpx.HTTPError as error:
            # Only the kind of the error: its text may name addresses behind the service.
            raise UnreadableError(f"there is no answer ({type(error).__name__}).", where="url") from error


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise RefusedError("this is no address.", where="url") from error
    if not parts.hostname:
        raise RefusedError("this is no address.", where="url")
    return parts


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return None
