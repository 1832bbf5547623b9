"""Schemas of a PostgreSQL database, and their tables with sizes."""

import re
from typing import TYPE_CHECKING

from datainsight.connectors.access import postgres_url
from datainsight.connectors.browsing.place import Place, page_of
from datainsight.connectors.limits import ConnectorLimits
from datainsight.connectors.locations import SourceUrl
from datainsight.connectors.postgres_session import Session, explained
from datainsight.connectors.postgres_statements import quoted
from datainsight.errors import SourceNotFoundError
from datainsight.models.connection import (
    Credentials,
    Entry,
    EntryKind,
    EntryPage,
    ImportSource,
    PostgresTarget,
)

if TYPE_CHECKING:
    from datainsight.connectors.postgres_session import AnyConnection

__all__ = ["Place", "check", "entries"]

_PLAIN = re.compile(r"[a-z_][a-z0-9_$]*\Z")
_VIEWS = {"v", "m"}
_SCHEMAS = """
    SELECT nspname FROM pg_namespace
    WHERE has_schema_privilege(oid, 'USAGE') AND nspname !~ '^pg_' AND nspname <> 'information_schema'
      AND nspname > %(after)s ORDER BY nspname LIMIT %(limit)s
"""
# Parts of partitioned tables are shown as the table they are parts of.
_RELATIONS = """
    SELECT c.relname, c.relkind::text, c.reltuples::bigint,
           CASE WHEN c.relkind = ANY('{r,m}') THEN pg_relation_size(c.oid)::bigint
                WHEN c.relkind = 'p' THEN (SELECT sum(pg_relation_size(relid))::bigint
                                           FROM pg_partition_tree(c.oid)) END
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = %(schema)s AND c.relkind = ANY('{r,p,v,m,f}') AND NOT c.relispartition
      AND has_table_privilege(c.oid, 'SELECT') AND c.relname > %(after)s
    ORDER BY c.relname LIMIT %(limit)s
"""


def check(target: PostgresTarget, credentials: Credentials, limits: ConnectorLimits) -> str:
    """Connects; says which server answered."""
    session = Session.of(SourceUrl.of(postgres_url(target, credentials), ()), limits)
    with explained(session), session.snapshot() as connection:
        (version,) = next(connection.execute("SHOW server_version"))
    return f"PostgreSQL {version}"


def entries(
    target: PostgresTarget, credentials: Credentials, limits: ConnectorLimits, place: Place
) -> EntryPage:
    """Schemas, or the tables and views of one that the user may read."""
    session = Session.of(SourceUrl.of(postgres_url(target, credentials), ()), limits)
    with explained(session), session.snapshot() as connection:
        if not place.path:
            return _schemas(connection, place)
        (is_there,) = next(connection.execute("SELECT to_regnamespace(%s) IS NOT NULL", [quoted(place.path)]))
        if not is_there:
            raise SourceNotFoundError(f"there is no schema {place.path}.", where=session.shown)
        return _relations(connection, place)


def _schemas(connection: "AnyConnection", place: Place) -> EntryPage:
    rows = connection.execute(_SCHEMAS, {"after": place.after, "limit": place.limit + 1})
    found = [Entry(name=str(name), kind=EntryKind.SCHEMA, path=str(name)) for (name,) in rows]
    return page_of(found, place.limit)


def _relations(connection: "AnyConnection", place: Place) -> EntryPage:
    given = {"schema": place.path, "after": place.after, "limit": place.limit + 1}
    found = [
        Entry(
            name=str(name),
            kind=EntryKind.VIEW if kind in _VIEWS else EntryKind.TABLE,
            size_bytes=None if size_bytes is None else int(str(size_bytes)),
            # -1 until it was analysed for the first time, and always of views.
            row_count=None if int(str(rows)) < 0 or kind == "v" else int(str(rows)),
            source=ImportSource(table=f"{_written(place.path)}.{_written(str(name))}"),
        )
        for name, kind, rows, size_bytes in connection.execute(_RELATIONS, given)
    ]
    return page_of(found, place.limit)


def _written(name: str) -> str:
    """As people write it: in quotes only where it needs them."""
    return name if _PLAIN.match(name) else quoted(name)
