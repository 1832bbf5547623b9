"""A guard around every connection that Python code makes, for libraries that resolve names by themselves."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from datainsight.errors import RefusedError
from datainsight.hosts import HostPolicy

_lock = threading.Lock()
_policies: list[tuple[HostPolicy, list[RefusedError]]] = []
_is_installed = False


@contextmanager
def guarded_sockets(hosts: HostPolicy) -> Iterator[list[RefusedError]]:
    """While the block runs, no thread of this process can connect to an address that is not allowed.

    What is judged is the very address that the system is about to connect to, however it was found: by a
    name that resolves differently each time, or by what a server says about its replicas.

    Args:
        hosts: What is allowed; without a guard nothing happens.

    Yields:
        What has been refused so far: libraries tend to swallow it and say that a server is away.
    """
    refused: list[RefusedError] = []
    if not hosts.is_guarded:
        yield refused
        return
    entry = (hosts, refused)
    with _lock:
        _install()
        _policies.append(entry)
    try:
        yield refused
    finally:
        with _lock:
            _policies.remove(entry)


def _install() -> None:
    """A hook of the interpreter cannot be taken away; without a policy it lets everything pass."""
    global _is_installed  # noqa: PLW0603 - so is the hook
    if not _is_installed:
        sys.addaudithook(_judge)
        _is_installed = True


def _judge(event: str, arguments: tuple[object, ...]) -> None:
    if event != "socket.connect" or not _policies:
        return
    address = arguments[1]
    for hosts, refused in tuple(_policies):
        try:
            hosts.require(_host_of(address), "")
        except RefusedError as error:
            refused.append(error)
            raise ConnectionRefusedError(str(error)) from error
        except ValueError as error:
            refused.append(RefusedError("this is no host that may be connected to."))
            raise ConnectionRefusedError("no host") from error


def _host_of(address: object) -> str:
    """The address of a TCP or UDP connection; others, as of files, are none and so are refused."""
    return str(address[0]) if isinstance(address, tuple) else "a file"
