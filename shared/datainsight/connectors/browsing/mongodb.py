"""Collections of a MongoDB database with their sizes."""

from typing import TYPE_CHECKING, Any

from datainsight.connectors.access import mongodb_url
from datainsight.connectors.browsing.place import Place, page_of
from datainsight.connectors.libraries import load
from datainsight.connectors.limits import ConnectorLimits
from datainsight.connectors.locations import SourceUrl
from datainsight.connectors.mongodb_session import connected
from datainsight.models.connection import (
    Credentials,
    Entry,
    EntryKind,
    EntryPage,
    ImportSource,
    MongoTarget,
)

if TYPE_CHECKING:
    from pymongo.database import Database


def check(target: MongoTarget, credentials: Credentials, limits: ConnectorLimits) -> str:
    """Connects, signs in, and says which server answered."""
    with connected(SourceUrl.of(mongodb_url(target, credentials), ()), limits) as client:
        client[target.database].list_collection_names(filter={"name": ""})
        # Servers that only speak its protocol need not say which version they are.
        return f"MongoDB {client.server_info().get('version', '')}".strip()


def entries(
    target: MongoTarget, credentials: Credentials, limits: ConnectorLimits, limit: int, cursor: str | None
) -> EntryPage:
    """Collections in order of their names, without those of the server itself."""
    after = Place("", limit, cursor).after
    with connected(SourceUrl.of(mongodb_url(target, credentials), ()), limits) as client:
        database = client[target.database]
        names = sorted(
            name
            for name in database.list_collection_names()
            if name > after and not name.startswith("system.")
        )
        return page_of([_entry(database, name) for name in names[: limit + 1]], limit)


def _entry(database: "Database[dict[str, Any]]", name: str) -> Entry:
    errors = load("pymongo.errors", "mongodb")
    try:
        found = database.command("collStats", name)
    except errors.OperationFailure:
        found = {}  # a view, or a user who may read only: the collection is there all the same
    return Entry(
        name=name,
        kind=EntryKind.COLLECTION,
        size_bytes=int(found["size"]) if "size" in found else None,
        row_count=int(found["count"]) if "count" in found else None,
        source=ImportSource(collection=name),
    )
