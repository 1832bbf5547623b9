"""Looks at what is behind a connection: databases, buckets, addresses. Loads nothing that reads tables."""

from datainsight.connectors import access as connecting
from datainsight.connectors.access import FOR_BROWSING
from datainsight.hosts import HostPolicy
from datainsight.models.connection import (
    EntryPage,
    MongoTarget,
    PostgresTarget,
    S3Target,
    SourceAccess,
    Target,
)


class Browser:
    """Implements `services.connection_ports.SourceBrowser`.

    Args:
        hosts: What may be connected to.
        own_bucket: The service's, which nobody may look into.
    """

    def __init__(self, hosts: HostPolicy, own_bucket: str) -> None:
        self._hosts = hosts
        self._own_bucket = own_bucket
        self._limits = connecting.bounded(FOR_BROWSING, hosts)

    def judge(self, target: Target) -> None:
        """Looks at a target before it is stored."""
        connecting.judge(target, self._hosts, self._own_bucket)

    def check(self, access: SourceAccess) -> str:
        """Connects."""
        self.judge(access.target)
        # Each kind is imported when it is first asked for: a cold start pays for every library.
        match access.target:
            case PostgresTarget():
                from datainsight.connectors.browsing import postgres  # noqa: PLC0415

                return postgres.check(access.target, access.credentials, self._limits)
            case MongoTarget():
                from datainsight.connectors.browsing import mongodb  # noqa: PLC0415

                return mongodb.check(access.target, access.credentials, self._limits)
            case S3Target():
                from datainsight.connectors.browsing import s3  # noqa: PLC0415

                return s3.check(access.target, access.credentials, access.external_id)
            case _:
                from datainsight.connectors.browsing import web  # noqa: PLC0415

                return web.check(access.target, access.credentials, self._limits)

    def entries(self, access: SourceAccess, path: str, limit: int, cursor: str | None) -> EntryPage:
        """What lies at a path."""
        self.judge(access.target)
        match access.target:
            case PostgresTarget():
                from datainsight.connectors.browsing import postgres  # noqa: PLC0415

                place = postgres.Place(path, limit, cursor)
                return postgres.entries(access.target, access.credentials, self._limits, place)
            case MongoTarget():
                from datainsight.connectors.browsing import mongodb  # noqa: PLC0415

                return mongodb.entries(access.target, access.credentials, self._limits, limit, cursor)
            case S3Target():
                from datainsight.connectors.browsing import s3  # noqa: PLC0415

                place = s3.Place(path, limit, cursor)
                return s3.entries(access.target, access.credentials, access.external_id, place)
            case _:
                from datainsight.connectors.browsing import web  # noqa: PLC0415

                return web.entries(access.target, access.credentials, self._limits)
