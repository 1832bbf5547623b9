"""A collection of MongoDB as a table: fetched as lines of JSON, flattened by their reader."""

from urllib.parse import unquote

from datainsight.connectors.documents import CollectionSchema, json_line
from datainsight.connectors.fetched import FetchedFile, FetchFolder
from datainsight.connectors.limits import ConnectorLimits
from datainsight.connectors.locations import SourceUrl
from datainsight.connectors.mongodb_session import OWN_PARAMETERS, connected
from datainsight.errors import SourceNotFoundError, UsageError
from datainsight.reading.describe import describe
from datainsight.reading.limits import ReadingLimits
from datainsight.reading.split import split
from datainsight.services.progress import Progress, silent
from datainsight.services.reading import Reading

_BATCH = 1000


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
    database, collection = unquote(location.parts.path.strip("/")), location.own.get("collection", "")
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
