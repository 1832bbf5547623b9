"""Foreign keys of a PostgreSQL table, and the rows that do not keep them.

A foreign key need not hold: it may be NOT VALID, or its rows were loaded while triggers were off, as
`pg_restore --disable-triggers` and replication do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from datainsight.connectors.libraries import load
from datainsight.connectors.postgres_statements import Relation, quoted
from datainsight.models.relations import AbsentReference, Reference

if TYPE_CHECKING:
    from psycopg.sql import Composed

    from datainsight.connectors.postgres_session import AnyConnection

_SECONDS = 60
"""For each foreign key; what takes longer is told as not counted."""
_MOST_VALUES = 1000
_FOREIGN_KEYS = """
    SELECT n.nspname, c.relname, k.convalidated,
           array(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY AS of(number, place)
                 JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = of.number ORDER BY place),
           array(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY AS of(number, place)
                 JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = of.number ORDER BY place)
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.confrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE k.conrelid = %s AND k.contype = 'f' ORDER BY k.conname
"""


@dataclass(frozen=True)
class _ForeignKey:
    schema: str
    table: str
    is_validated: bool
    columns: tuple[str, ...]
    table_columns: tuple[str, ...]

    def absent(self, relation: Relation) -> "Composed":
        """Counts the values that refer to nothing; a row with a null refers to nothing by intent."""
        sql = load("psycopg", "postgres").sql
        referring = [sql.SQL("o.{}").format(sql.Identifier(each)) for each in self.columns]
        # format() prints a value as COPY does; a cast to text would print a boolean otherwise.
        shown = sql.SQL(", ").join(sql.SQL("format('%s', {})").format(each) for each in referring)
        pairs = [
            sql.SQL("r.{} = {}").format(sql.Identifier(there), here)
            for there, here in zip(self.table_columns, referring, strict=True)
        ]
        statement: Composed = sql.SQL(
            "SELECT sum(count(*)) OVER (), count(*), {shown} FROM {own} o WHERE {filled} AND NOT EXISTS "
            "(SELECT FROM {other} r WHERE {pairs}) GROUP BY {referring} ORDER BY 2 DESC, {shown} LIMIT {most}"
        ).format(
            shown=shown,
            own=sql.Identifier(relation.schema, relation.name),
            other=sql.Identifier(self.schema, self.table),
            filled=sql.SQL(" AND ").join(sql.SQL("{} IS NOT NULL").format(each) for each in referring),
            pairs=sql.SQL(" AND ").join(pairs),
            referring=sql.SQL(", ").join(referring),
            most=sql.Literal(_MOST_VALUES),
        )
        return statement

    def reference(
        self, count: int | None, absent: Sequence[AbsentReference] = (), reason: str | None = None
    ) -> Reference:
        """What is told of it."""
        return Reference(
            columns=self.columns,
            table=f"{_plain(self.schema)}.{_plain(self.table)}",
            table_columns=self.table_columns,
            is_validated=self.is_validated,
            absent_row_count=count,
            absent=tuple(absent),
            reason=reason,
        )


def find_references(connection: "AnyConnection", relation: Relation) -> tuple[Reference, ...]:
    """The foreign keys of a table, each with what it does not hold for.

    One that may not be looked at, or takes too long, is told without a count: the table is read all the same.
    """
    found = connection.execute(_FOREIGN_KEYS, (relation.oid,)).fetchall()
    return tuple(_looked_at(connection, relation, _foreign_key(row)) for row in found)


def _foreign_key(row: Sequence[object]) -> _ForeignKey:
    schema, table, is_validated, columns, table_columns = row
    return _ForeignKey(str(schema), str(table), bool(is_validated), _names(columns), _names(table_columns))


def _names(found: object) -> tuple[str, ...]:
    return tuple(str(each) for each in found) if isinstance(found, list) else ()


def _looked_at(connection: "AnyConnection", relation: Relation, key: _ForeignKey) -> Reference:
    errors = load("psycopg", "postgres").errors
    connection.execute("SAVEPOINT references_counted")
    try:
        connection.execute("SELECT set_config('statement_timeout', %s, true)", (str(_SECONDS * 1000),))
        rows = connection.execute(key.absent(relation)).fetchall()
    except errors.InsufficientPrivilege:
        return key.reference(None, reason=f"this user may not read {key.table}")
    except errors.QueryCanceled:
        return key.reference(None, reason=f"counting took longer than {_SECONDS} seconds")
    finally:
        # Also takes the shorter timeout back.
        connection.execute("ROLLBACK TO SAVEPOINT references_counted")
    absent = [
        AbsentReference(values=tuple(str(each) for each in row[2:]), row_count=int(str(row[1])))
        for row in rows
    ]
    return key.reference(int(str(rows[0][0])) if rows else 0, absent)


def _plain(name: str) -> str:
    """Quoted only where SQL needs it."""
    return name if name.isidentifier() and name == name.lower() else quoted(name)
