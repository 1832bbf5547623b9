"""A table or query of PostgreSQL, fetched by COPY in one read-only transaction."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from datainsight.connectors.fetched import FetchedPieces, FetchFolder
from datainsight.connectors.libraries import load
from datainsight.connectors.limits import ConnectorLimits
from datainsight.connectors.locations import SourceUrl
from datainsight.connectors.postgres_references import find_references
from datainsight.connectors.postgres_session import Session, explained
from datainsight.connectors.postgres_statements import Relation, Statement, find_relation, understand
from datainsight.errors import UsageError
from datainsight.models.dataset import Dialect, SourceDescription
from datainsight.reading.fingerprint import fingerprint
from datainsight.reading.names import unique_names
from datainsight.reading.split import split
from datainsight.services.progress import Progress, silent
from datainsight.services.reading import Reading

if TYPE_CHECKING:
    from psycopg.sql import Composed

    from datainsight.connectors.postgres_session import AnyConnection

OWN_PARAMETERS = ("table", "query")
_EMPTY_LINE, _EMPTY_CELL = b"\n", b'""\n'
_PROGRESS_ROWS = 16_384


@dataclass(frozen=True)
class _Piece:
    """Part of a table: its rows in the pages [start, end); all rows where both are None."""

    path: Path
    start: int | None = None
    end: int | None = None


def open_postgres(url: str, limits: ConnectorLimits, *, progress: Progress = silent) -> Reading:
    """Fetches what `postgresql://…?table=schema.name` or `?query=SELECT…` means, as PostgreSQL prints it.

    All is read in one read-only snapshot. Tables of more than `limits.parallel_from_bytes` are read by
    several connections, each a range of pages, in the same snapshot.

    Raises:
        UsageError: Neither a table nor a query is named, or the query is no single SELECT.
        SourceNotFoundError: There is no such table.
        UnreadableError: The server cannot be reached, or refuses.
        RefusedError: The host is forbidden, or there is too much data.
    """
    location = SourceUrl.of(url, OWN_PARAMETERS)
    table, query = location.own.get("table"), location.own.get("query")
    if bool(table) == bool(query):
        raise UsageError(
            "name one table or one query.",
            where=location.shown,
            remedy="Add ?table=schema.name or ?query=SELECT… to the URL.",
        )
    progress("Connecting")
    session = Session.of(location, limits)
    with explained(session), session.snapshot() as connection:
        relation = find_relation(connection, table, location.shown) if table else None
        statement = understand(connection, relation.select() if relation else str(query))
        if relation:
            progress("Looking at foreign keys")
            statement = replace(statement, references=find_references(connection, relation))
        return _fetch(session, connection, statement, relation, progress=progress)


def _fetch(
    session: Session,
    connection: "AnyConnection",
    statement: Statement,
    relation: Relation | None,
    *,
    progress: Progress,
) -> Reading:
    name = f"{relation.schema}.{relation.name}" if relation else "query"
    folder = FetchFolder()
    pieces = _pieces(folder, relation, session.limits)
    if len(pieces) == 1:
        _copy(connection, statement, pieces[0], session, progress)
    else:
        snapshot_id = str(next(connection.execute("SELECT pg_export_snapshot()"))[0])
        _copy_at_once(snapshot_id, statement, pieces, session, progress)
    source = FetchedPieces(folder, [piece.path for piece in pieces], name)
    session.limits.require_room(source.size_bytes, session.shown)
    description = SourceDescription(
        name=name,
        size_bytes=source.size_bytes,
        dialect=Dialect(),
        columns=unique_names(statement.columns, len(statement.columns)),
        original_columns=statement.columns,
        fingerprint=fingerprint(source),
        origin="postgresql",
        fields=statement.fields,
        references=statement.references,
    )
    return Reading(source, description, split(source, description))


def _pieces(folder: FetchFolder, relation: Relation | None, limits: ConnectorLimits) -> list[_Piece]:
    """Ranges of pages of a large table; the last one is open, for pages that were added meanwhile."""
    is_large = relation is not None and relation.size_bytes >= limits.parallel_from_bytes
    if relation is None or not relation.is_ordinary or not is_large or limits.connections < 2:
        return [_Piece(folder.path("rows.csv"))]
    count = min(limits.connections, relation.pages)
    borders = [relation.pages * each // count for each in range(count)]
    return [
        _Piece(folder.path(f"rows-{number}.csv"), start, end)
        for number, (start, end) in enumerate(zip(borders, [*borders[1:], None], strict=True))
    ]


def _copy_at_once(
    snapshot_id: str, statement: Statement, pieces: Sequence[_Piece], session: Session, progress: Progress
) -> None:
    """Each piece by a connection of its own; the first failure is raised when all have ended."""

    def run(piece: _Piece) -> None:
        with session.snapshot(snapshot_id) as connection:
            _copy(connection, statement, piece, session, progress)

    with ThreadPoolExecutor(len(pieces)) as pool:
        for done in [pool.submit(run, piece) for piece in pieces]:
            done.result()


def _copy(
    connection: "AnyConnection", statement: Statement, piece: _Piece, session: Session, progress: Progress
) -> None:
    is_single_column = len(statement.columns) == 1
    size_bytes = 0
    copy = statement.copy(_condition(piece))
    with connection.cursor() as cursor, cursor.copy(copy) as rows, piece.path.open("wb") as file:
        for number, row in enumerate(rows):  # the server sends each row in a message of its own
            size_bytes += file.write(_EMPTY_CELL if is_single_column and row == _EMPTY_LINE else row)
            if number % _PROGRESS_ROWS == 0:
                session.limits.require_room(size_bytes, session.shown)
                progress("Fetching")


def _condition(piece: _Piece) -> "Composed | None":
    if piece.start is None:
        return None
    sql = load("psycopg", "postgres").sql
    condition: Composed = sql.SQL("ctid >= {}::tid").format(f"({piece.start},0)")
    if piece.end is not None:
        condition += sql.SQL(" AND ctid < {}::tid").format(f"({piece.end},0)")
    return condition
