"""HTTP connections that go to the very address that was judged; TLS still checks the name."""

import ssl
from collections.abc import Iterable
from typing import Any

import httpcore
import httpx

from datainsight.hosts import HostPolicy


class _JudgingBackend(httpcore.NetworkBackend):
    """Resolves each host once and connects to that address."""

    def __init__(self, hosts: HostPolicy) -> None:
        self._hosts = hosts
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        address = self._hosts.reachable(host, port)
        return self._backend.connect_tcp(
            address, port, timeout=timeout, local_address=local_address, socket_options=socket_options
        )


def pinned_transport(hosts: HostPolicy) -> httpx.BaseTransport:
    """A transport of httpx that asks a policy where to connect.

    Args:
        hosts: The policy; its refusals are raised as they are.
    """
    transport = httpx.HTTPTransport(trust_env=False)
    transport._pool = httpcore.ConnectionPool(  # noqa: SLF001 - httpx has no argument for the backend
        ssl_context=ssl.create_default_context(), network_backend=_JudgingBackend(hosts)
    )
    return transport
