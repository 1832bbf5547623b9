import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datainsight.errors import RefusedError, UnreadableError
from datainsight.hosts import ANYWHERE, HostPolicy


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",  # noqa: S104
     "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "fd00:ec2::254", "ff02::1",
     "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "192.0.2.1", "198.18.0.1"],
)  # fmt: skip
def test_what_is_not_public_is_refused(address: str) -> None:
    assert not HostPolicy.guarded().allows(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["1.1.1.1", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_public_addresses_pass(address: str) -> None:
    assert HostPolicy.guarded().allows(ipaddress.ip_address(address))


def test_an_allowance_never_opens_link_local_addresses() -> None:
    generous = HostPolicy.guarded(["0.0.0.0/0", "::/0"])

    assert generous.allows(ipaddress.ip_address("10.0.0.7"))
    assert not generous.allows(ipaddress.ip_address("169.254.169.254"))
    assert not generous.allows(ipaddress.ip_address("::ffff:169.254.169.254"))


@given(st.ip_addresses(v=4))
def test_wrapping_an_address_changes_nothing(address: ipaddress.IPv4Address) -> None:
    policy = HostPolicy.guarded()

    assert policy.allows(ipaddress.IPv6Address(f"::ffff:{address}")) == policy.allows(address)


def test_one_private_address_among_several_is_enough_to_refuse() -> None:
    policy = HostPolicy.guarded(resolve=lambda _host, _port: ("8.8.8.8", "10.0.0.1"))

    with pytest.raises(RefusedError) as caught:
        policy.reachable("example.org", 443)

    assert "10.0.0.1" not in str(caught.value)


def test_a_name_is_resolved_once() -> None:
    answers = iter([("8.8.8.8",), ("127.0.0.1",)])
    policy = HostPolicy.guarded(resolve=lambda _host, _port: next(answers))

    assert policy.reachable("rebinding.example", 443) == "8.8.8.8"


def test_names_that_are_none() -> None:
    def absent(host: str, port: int) -> tuple[str, ...]:
        raise OSError("unknown")

    with pytest.raises(UnreadableError, match="no host of that name"):
        HostPolicy.guarded(resolve=absent).reachable("nowhere.example", 1)
    for host in ("", "/tmp", "a,b"):  # noqa: S108
        with pytest.raises(RefusedError):
            HostPolicy.guarded().reachable(host, 1)


def test_a_command_line_may_go_anywhere() -> None:
    assert ANYWHERE.reachable("127.0.0.1", 80) == "127.0.0.1"
