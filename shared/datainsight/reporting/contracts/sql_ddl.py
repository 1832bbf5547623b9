"""CREATE TABLE with constraints, for PostgreSQL and DuckDB."""

from collections.abc import Iterator

from datainsight.models.profile import DataType
from datainsight.reporting.contracts.promises import ColumnPromise, Promises

TYPES = {
    DataType.INTEGER: "BIGINT",
    DataType.DECIMAL: "DOUBLE PRECISION",
    DataType.DATE: "DATE",
    DataType.TEXT: "TEXT",
}


NO_CHARACTER = "\N{REPLACEMENT CHARACTER}"


def sql_ddl(promises: Promises) -> str:
    """A table named `dataset` that takes the rows of this table, and no row that breaks a promise."""
    lines = [f"    {_column(column)}" for column in promises.columns]
    if len(promises.key) > 1:
        lines.append(f"    UNIQUE ({', '.join(identifier(name) for name in promises.key)})")
    return _remark(promises) + "CREATE TABLE dataset (\n" + ",\n".join(lines) + "\n);\n"


def _remark(promises: Promises) -> str:
    """That DuckDB refuses the table, where it does: names that differ in case alone are one name to it."""
    if len({column.name.lower() for column in promises.columns}) == len(promises.columns):
        return ""
    return (
        "-- For PostgreSQL only: some columns differ in case alone, which DuckDB takes for the same name.\n"
    )


def identifier(name: str) -> str:
    """A quoted name; a quote in it is doubled, a NUL, which SQL cannot hold, becomes a mark."""
    return '"' + name.replace("\0", NO_CHARACTER).replace('"', '""') + '"'


def literal(text: str) -> str:
    """A quoted text; the same rules."""
    return "'" + text.replace("\0", NO_CHARACTER).replace("'", "''") + "'"


def _column(column: ColumnPromise) -> str:
    return " ".join([identifier(column.name), TYPES[column.data_type], *_constraints(column)])


def _constraints(column: ColumnPromise) -> Iterator[str]:
    name = identifier(column.name)
    if column.is_required:
        yield "NOT NULL"
    if column.is_unique:
        yield "UNIQUE"
    if column.minimum is not None and column.maximum is not None:
        yield f"CHECK ({name} BETWEEN {column.minimum!r} AND {column.maximum!r})"
    if column.allowed_values:
        yield f"CHECK ({name} IN ({', '.join(literal(value) for value in column.allowed_values)}))"
    elif column.maximum_length is not None:
        yield f"CHECK (LENGTH({name}) <= {column.maximum_length})"
