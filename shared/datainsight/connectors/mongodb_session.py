"""Connections to a MongoDB server, and what is told of its refusals."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from datainsight.connectors.libraries import load
from datainsight.connectors.limits import ConnectorLimits
from datainsight.connectors.locations import SourceUrl, without_secrets
from datainsight.connectors.socket_guard import guarded_sockets
from datainsight.errors import UnreadableError, UsageError

if TYPE_CHECKING:
    from pymongo import MongoClient

OWN_PARAMETERS = ("collection",)
# Files of the machine on behalf of whoever wrote the URL, and proxies to elsewhere.
_NOT_FOR_OTHERS = frozenset({"tlscafile", "tlscertificatekeyfile", "tlscrlfile", "proxyhost", "proxyport"})


@contextmanager
def connected(location: SourceUrl, limits: ConnectorLimits) -> "Iterator[MongoClient[dict[str, Any]]]":
    """A client. Where hosts are guarded, each connection is judged, also to members of a replica set.

    Raises:
        UsageError: The URL is not understood.
        UnreadableError: The server cannot be reached, or refuses.
        RefusedError: A host is forbidden.
    """
    pymongo = load("pymongo", "mongodb")
    codec = load("bson.codec_options", "mongodb")
    wrong = [name for name, _ in location.others if name.lower() in _NOT_FOR_OTHERS]
    if limits.hosts.is_guarded and wrong:
        raise UsageError(f"the parameter {wrong[0]} is not allowed here.", where=location.shown)
    milliseconds = limits.connect_seconds * 1000
    hosts = limits.hosts if _is_encrypted(location) else limits.hosts.allowed_only()
    try:
        with guarded_sockets(hosts) as refused:
            try:
                client: MongoClient[dict[str, Any]] = pymongo.MongoClient(
                    location.without_own(),
                    serverSelectionTimeoutMS=milliseconds,
                    connectTimeoutMS=milliseconds,
                    appname="datainsight",
                    datetime_conversion=codec.DatetimeConversion.DATETIME_AUTO,
                    retryReads=True,
                )
                with client:
                    yield client
            except pymongo.errors.PyMongoError:
                if refused:
                    raise refused[0] from None
                raise
    except (pymongo.errors.InvalidURI, pymongo.errors.ConfigurationError, ValueError) as error:
        reason = without_secrets(str(error), location.secrets())
        raise UsageError(f"the URL is not understood ({reason}).", where=location.shown) from error
    except pymongo.errors.OperationFailure as error:
        reason = without_secrets(str((error.details or {}).get("errmsg") or error), location.secrets())
        raise UnreadableError(f"the server refuses ({reason}).", where=location.shown) from error
    except pymongo.errors.PyMongoError as error:
        reason = without_secrets(str(error).split(", Timeout:")[0], location.secrets())
        raise UnreadableError(
            f"the server cannot be reached ({reason}).",
            where=location.shown,
            remedy="Check host, port, user, password and TLS.",
        ) from error


def _is_encrypted(location: SourceUrl) -> bool:
    """Whether TLS is asked for, in the words of MongoDB's URLs."""
    given = {name.lower(): value.lower() for name, value in location.others}
    return given.get("tls", given.get("ssl", str(location.scheme.endswith("+srv")).lower())) == "true"
