"""A collection of MongoDB as a table: fetched as lines of JSON, flattened by their reader."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from datainsight.connectors.documents import CollectionSchema, json_line
from datainsight.connectors.fetched import FetchedFile, FetchFolder
from datainsight.connectors.libraries import load
from datainsight.connectors.limits import ConnectorLimits
from datainsight.connectors.locations import SourceUrl, without_secrets
from datainsight.connectors.socket_guard import guarded_sockets
from datainsight.errors import SourceNotFoundError, UnreadableError, UsageError
from datainsight.reading.describe import describe
from datainsight.reading.limits import ReadingLimits
from datainsight.reading.split import split
from datainsight.services.profile_source import Progress, Reading, silent

if TYPE_CHECKING:
    from pymongo import MongoClient

OWN_PARAMETERS = ("collection",)
_BATCH = 1000
# Files of the machine on behalf of whoever wrote the URL, and proxies to elsewhere.
_NOT_FOR_OTHERS = frozenset({"tlscafile", "tlscertificatekeyfile", "tlscrlfile", "proxyhost", "proxyport"})


def open_mongodb(url: str, limits: ConnectorLimits, *, progress: Progress = silent) -> Reading:
    """Fetches the collection that `mongodb://…/db?collection=name` means.

    Nested documents become columns named by their path (`address.city`), arrays stay JSON text.

    Raises:
        UsageError: No database or no collection is named.
        SourceNotFoundError: The collection does not exist, or is empty.
        UnreadableError: The server cannot be reached, or refuses.
        RefusedError: The host is forbidden, or there is too much data.
    """
    location = SourceUrl.of(url, OWN_PARAMETERS)
    database, collection = location.parts.path.strip("/"), location.own.get("collection", "")
    if not database or not collection:
        raise UsageError(
            "name a database and a collection.",
            where=location.shown,
            remedy="Write it as mongodb://host/database?collection=name.",
        )
    progress("Connecting")
    folder, schema = FetchFolder(), CollectionSchema()
    path = folder.path("documents.ndjson")
    size_bytes = 0
    with connected(location, limits) as client, path.open("wb") as file:
        for document in client[database][collection].find(batch_size=_BATCH):
            schema.add(document)
            size_bytes += file.write(json_line(document))
            if schema.documents % _BATCH == 0:
                limits.require_room(size_bytes, location.shown)
                progress("Fetching")
    if not schema.documents:
        raise SourceNotFoundError(
            f"the collection {collection} of {database} does not exist, or is empty.",
            where=location.shown,
            remedy="Check the names.",
        )
    limits.require_room(size_bytes, location.shown)
    source = FetchedFile(folder, path, f"{collection}.ndjson")
    # All documents have been seen, so all fields are known: none is left out for coming late.
    described = describe(source, limits=ReadingLimits(explored_bytes=max(size_bytes, 1)))
    description = described.model_copy(
        update={
            "name": f"{database}.{collection}",
            "origin": "mongodb",
            "fields": tuple(schema.field(name) for name in described.original_columns or described.columns),
        }
    )
    return Reading(source, description, split(source, description))


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
    try:
        with guarded_sockets(limits.hosts) as refused:
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
