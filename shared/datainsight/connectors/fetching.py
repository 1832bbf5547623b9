"""Fetches what an import names, with the credentials of its connection."""

from datainsight.connectors import access as connecting
from datainsight.connectors.access import FOR_FETCHING
from datainsight.connectors.browsing.s3 import location_of, require_below
from datainsight.connectors.limits import ConnectorLimits
from datainsight.connectors.s3_session import client_of, s3_explained
from datainsight.connectors.web import fetch_web
from datainsight.hosts import HostPolicy
from datainsight.models.connection import (
    Credentials,
    ImportSource,
    MongoTarget,
    PostgresTarget,
    S3Target,
    SourceAccess,
)
from datainsight.services.reading import Reading, open_reading


class Fetcher:
    """Implements `services.fetch_import.SourceFetcher`.

    Args:
        hosts: What may be connected to.
        own_bucket: The service's, which nobody may fetch from.
    """

    def __init__(self, hosts: HostPolicy, own_bucket: str) -> None:
        self._hosts = hosts
        self._own_bucket = own_bucket

    def fetch(self, access: SourceAccess, source: ImportSource, most_bytes: int) -> Reading:
        """The table, on this machine."""
        connecting.judge(access.target, self._hosts, self._own_bucket)
        limits = connecting.bounded(FOR_FETCHING, self._hosts, most_bytes)
        # Each connector is imported only when it is asked for.
        match access.target:
            case PostgresTarget():
                from datainsight.connectors.postgres import open_postgres  # noqa: PLC0415

                own = {"table": source.table} if source.table else {"query": source.query or ""}
                return open_postgres(
                    connecting.postgres_url(access.target, access.credentials, **own), limits
                )
            case MongoTarget():
                from datainsight.connectors.mongodb import open_mongodb  # noqa: PLC0415

                collection = source.collection or ""
                return open_mongodb(
                    connecting.mongodb_url(access.target, access.credentials, collection=collection), limits
                )
            case S3Target():
                return _from_s3(access.target, access.credentials, access.external_id, source, limits)
            case _:
                address, secret = connecting.web_address(access.target, access.credentials, source.path)
                return open_reading(fetch_web(address, limits, secret=secret), sheet=source.sheet)


def _from_s3(
    target: S3Target,
    credentials: Credentials,
    external_id: str,
    source: ImportSource,
    limits: ConnectorLimits,
) -> Reading:
    from datainsight.connectors.s3 import fetch_s3  # noqa: PLC0415 - brings Polars

    key = source.key or ""
    require_below(target, key)
    location = location_of(target, key)
    options, keys = connecting.s3_options(target, credentials, external_id)
    with s3_explained(location):
        return fetch_s3(client_of(options, keys), location, limits, sheet=source.sheet)
