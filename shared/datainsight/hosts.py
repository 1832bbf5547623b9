"""Which hosts may be connected to on behalf of somebody else (no server-side request forgery).

A name is resolved once, all its addresses are judged, and the connection goes to the very address that was
judged: a name that resolves to something else a moment later (DNS rebinding) changes nothing.
"""

import ipaddress
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from datainsight.errors import RefusedError, UnreadableError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Resolve = Callable[[str, int], Sequence[str]]

_NOT_EVEN_ALLOWED = (
    # Credentials of the machine itself; no allowance can open these by accident (0.0.0.0/0).
    ipaddress.ip_network("169.254.0.0/16"),
    ipaddress.ip_network("fe80::/10"),
    ipaddress.ip_network("fd00:ec2::/32"),
)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_SIX_TO_FOUR = ipaddress.ip_network("2002::/16")


def addresses_of(host: str, port: int) -> tuple[str, ...]:
    """All addresses that the system resolves a name to.

    Raises:
        OSError: There is no such name.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(each[4][0]) for each in found))


@dataclass(frozen=True)
class HostPolicy:
    """What may be connected to.

    Attributes:
        is_guarded: Whether anything is refused at all: a person's own command line may go anywhere.
        allowed: Networks that may be reached although they are not public; never link-local ones.
        resolve: Name and port to addresses.
        is_public_allowed: Whether public addresses may be reached at all: not without encryption.
    """

    is_guarded: bool = True
    allowed: tuple[Network, ...] = ()
    resolve: Resolve = addresses_of
    is_public_allowed: bool = True

    @classmethod
    def guarded(cls, cidrs: Sequence[str] = (), resolve: Resolve = addresses_of) -> "HostPolicy":
        """For a service: public addresses only, and the networks that its owner allows.

        Raises:
            ValueError: A CIDR is none.
        """
        return cls(True, tuple(ipaddress.ip_network(cidr.strip()) for cidr in cidrs), resolve)

    def allowed_only(self) -> "HostPolicy":
        """The same without the public internet, for what is sent there in the open."""
        return replace(self, is_public_allowed=False)

    def reachable(self, host: str, port: int) -> str:
        """The address to connect to in place of `host`.

        Raises:
            RefusedError: One of its addresses is not public, or it is no TCP host at all.
            UnreadableError: There is no such name.
        """
        if self.is_guarded and (not host or host.startswith(("/", "@")) or "," in host):
            raise RefusedError("this is no host that may be connected to.", where=host or "host")
        try:
            found = self.resolve(host.strip("[]"), port)
        except (OSError, UnicodeError) as error:
            raise UnreadableError(
                "there is no host of that name.", where=host, remedy="Check the name."
            ) from error
        if not found:
            raise UnreadableError("there is no host of that name.", where=host, remedy="Check the name.")
        for address in found:
            self.require(address, host)
        return found[0]

    def require(self, address: str, host: str) -> None:
        """Lets an address pass that may be connected to.

        Raises:
            RefusedError: It may not.
        """
        if not self.is_guarded:
            return
        found = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
        if self.allows(found):
            return
        if replace(self, is_public_allowed=True).allows(found):
            raise RefusedError("this host may be connected to with TLS only.", where=host)
        # The address itself is not told: it would map the network behind the service.
        raise RefusedError(
            "this host is not on the public internet and may not be connected to.",
            where=host,
            remedy="The owner of the service can allow its network.",
        )

    def allows(self, address: Address) -> bool:
        """Whether an address may be connected to; addresses that wrap an IPv4 one are judged by that."""
        address = _unwrapped(address)
        if any(address in network for network in _NOT_EVEN_ALLOWED):
            return False
        if any(address in network for network in self.allowed):
            return True
        return self.is_public_allowed and address.is_global and not address.is_multicast


ANYWHERE = HostPolicy(is_guarded=False)
"""For a person's own command line."""


def _unwrapped(address: Address) -> Address:
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    if address in _SIX_TO_FOUR:
        return ipaddress.IPv4Address((int(address) >> 80) & 0xFFFF_FFFF)
    if address.teredo is not None:
        return address.teredo[1]
    return address
