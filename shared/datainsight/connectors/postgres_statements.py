"""What is to be read of a PostgreSQL database: tables by name, and the columns that a statement has."""

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from datainsight.connectors.libraries import load
from datainsight.errors import SourceNotFoundError, UnreadableError, UsageError
from datainsight.models.dataset import SourceField
from datainsight.models.relations import Reference

if TYPE_CHECKING:
    from psycopg.sql import Composed

    from datainsight.connectors.postgres_session import AnyConnection

_NAME = re.compile(r'\s*(?:"((?:[^"]|"")+)"|([^".]+))\s*(\.|$)')
_ORDINARY_TABLE = "r"
_RELATIONS = """
    SELECT n.nspname, c.relname, c.relkind::text, pg_relation_size(c.oid)::bigint,
           (pg_relation_size(c.oid) / current_setting('block_size')::bigint)::bigint, c.oid::bigint
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = ANY('{r,p,v,m,f}') AND c.relname = %(name)s
      AND CASE WHEN %(schema)s::text IS NULL THEN pg_table_is_visible(c.oid) ELSE n.nspname = %(schema)s END
"""
_ALL_NAMES = """
    SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = ANY('{r,p,v,m,f}') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
    ORDER BY 1 LIMIT 2000
"""


@dataclass(frozen=True)
class Relation:
    """A table or view.

    Attributes:
        schema: Its schema.
        name: Its own name.
        size_bytes: Of its main file; 0 for views.
        pages: Of its main file.
        is_ordinary: Whether its rows can be read by ranges of pages.
        oid: Its number in the catalog.
    """

    schema: str
    name: str
    size_bytes: int
    pages: int
    is_ordinary: bool
    oid: int

    def select(self) -> str:
        """All its rows, as SQL."""
        return f"SELECT * FROM {quoted(self.schema)}.{quoted(self.name)}"  # noqa: S608 - quoted


@dataclass(frozen=True)
class Statement:
    """A single statement that gives rows.

    Attributes:
        text: As SQL.
        columns: Names as the server gives them.
        fields: Their types.
        references: Foreign keys, where it reads a table.
    """

    text: str
    columns: tuple[str, ...]
    fields: tuple[SourceField, ...]
    references: tuple[Reference, ...] = ()

    def copy(self, condition: "Composed | None" = None) -> "Composed":
        """COPY of all its rows as CSV without header; of a whole table also those of a condition."""
        sql = load("psycopg", "postgres").sql
        where = sql.SQL("") if condition is None else sql.SQL(" WHERE {}").format(condition)
        # In a table of one column every cell is quoted: an empty line would be no row.
        options = ", FORCE_QUOTE *" if len(self.columns) == 1 else ""
        found: Composed = sql.SQL("COPY (\n{}{}\n) TO STDOUT (FORMAT csv{})").format(
            sql.SQL(self.text), where, sql.SQL(options)
        )
        return found


def quoted(name: str) -> str:
    """An identifier as SQL."""
    return '"' + name.replace('"', '""') + '"'


def find_relation(connection: "AnyConnection", text: str, shown: str) -> Relation:
    """The table that a user named, as `name`, `schema.name` or with quoted parts.

    Raises:
        UsageError: That is no name of a table.
        SourceNotFoundError: There is none of that name.
    """
    schema, name = _parts(text, shown)
    row = connection.execute(_RELATIONS, {"schema": schema, "name": name}).fetchone()
    if row is None:
        known = [str(each[0]) for each in connection.execute(_ALL_NAMES)]
        near = difflib.get_close_matches(text, known, n=3) or known[:3]
        remedy = (
            f"There is {', '.join(near)}." if near else "The database has no tables that this user may see."
        )
        raise SourceNotFoundError(f"there is no table {text}.", where=shown, remedy=remedy)
    found_schema, found_name, kind, size_bytes, pages, oid = row
    return Relation(
        str(found_schema),
        str(found_name),
        int(str(size_bytes or 0)),
        int(str(pages or 0)),
        kind == _ORDINARY_TABLE,
        int(str(oid)),
    )


def _parts(text: str, shown: str) -> tuple[str | None, str]:
    parts: list[str] = []
    position = 0
    while match := _NAME.match(text, position):
        parts.append(match[1].replace('""', '"') if match[1] else match[2].strip())
        position = match.end()
        if match[3] != ".":
            break
    if position < len(text) or not 1 <= len(parts) <= 2 or not all(parts):
        raise UsageError(f"{text!r} is no name of a table.", where=shown, remedy="Write it as schema.name.")
    return (parts[0], parts[1]) if len(parts) == 2 else (None, parts[0])


def understand(connection: "AnyConnection", text: str) -> Statement:
    """What a statement gives, told by the server without running it.

    The server parses it as exactly one statement, so nothing in it can end the COPY around it.

    Raises:
        UnreadableError: It is not valid, or gives no rows.
    """
    psycopg = load("psycopg", "postgres")
    text = text.strip().rstrip(";").strip()
    server = connection.pgconn
    prepared = server.prepare(b"", text.encode())
    if prepared.status != psycopg.pq.ExecStatus.COMMAND_OK:
        raise psycopg.errors.error_from_result(prepared)
    described = server.describe_prepared(b"")
    if not described.nfields:
        raise UnreadableError("the query gives no columns.", remedy="Write a SELECT.")
    names = tuple((described.fname(i) or b"").decode("utf-8", "replace") for i in range(described.nfields))
    types = [(described.ftype(i), described.fmod(i)) for i in range(described.nfields)]
    words = connection.execute(
        "SELECT format_type(oid, modifier) FROM unnest(%s::oid[], %s::int[]) WITH ORDINALITY "
        "AS of(oid, modifier, place) ORDER BY place",
        ([each for each, _ in types], [each for _, each in types]),
    )
    return Statement(text, names, tuple(SourceField(declared_type=str(each[0])) for each in words))
