"""Cleaning scripts in SQL: one statement that makes the table `cleaned` from the table `dataset`.

Each repair is a common table expression after the other. Repairs of the same kind in different columns share
one, so that the statement stays shallow however many columns a table has.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from datainsight.codegen.bigquery_sql import BigQueryWriter
from datainsight.codegen.duckdb_sql import DuckDbWriter
from datainsight.codegen.plan import Step
from datainsight.codegen.postgres_sql import PostgresWriter
from datainsight.codegen.quoting import comment
from datainsight.codegen.remarks import about_script, about_step
from datainsight.codegen.snowflake_sql import SnowflakeWriter
from datainsight.codegen.sql_writer import ListedColumn, SqlDialectWriter, indented
from datainsight.models.document import ProfileDocument
from datainsight.models.language import SqlDialect
from datainsight.repairs.base import CellRepair, Lines, RowRepair
from datainsight.repairs.drop_column import DropColumn
from datainsight.repairs.explode_list import ExplodeList
from datainsight.repairs.keep_newest_per_key import KeepNewestPerKey
from datainsight.repairs.layout import LayoutRepair
from datainsight.repairs.row_filter import RowFilter

WRITERS: dict[SqlDialect, type[SqlDialectWriter]] = {
    SqlDialect.DUCKDB: DuckDbWriter,
    SqlDialect.POSTGRES: PostgresWriter,
    SqlDialect.SNOWFLAKE: SnowflakeWriter,
    SqlDialect.BIGQUERY: BigQueryWriter,
}


@dataclass
class _Statement:
    """A statement while it grows.

    Attributes:
        writer: Of the dialect.
        columns: Names of the table's columns that the last expression has.
        source: Name of the last expression.
        position: The column that keeps the order, where rows are taken away.
        parts: Common table expressions so far.
    """

    writer: SqlDialectWriter
    columns: list[str]
    source: str = "dataset"
    position: str | None = None
    parts: list[Lines] = field(default_factory=list)
    names: set[str] = field(default_factory=lambda: {"dataset", "cleaned"})

    @property
    def identifiers(self) -> list[str]:
        """Of all columns that the last expression has, helpers aside."""
        return [
            *(self.writer.name(name) for name in self.columns),
            *([self.position] if self.position else []),
        ]

    def add(self, name: str, selection: Lines, remarks: Sequence[str] = ()) -> None:
        """Puts an expression after the others."""
        fresh, number = name, 1
        while fresh in self.names:
            number += 1
            fresh = f"{name}_{number}"
        self.names.add(fresh)
        self.parts.append(
            (
                *(f"-- {remark}" for remark in remarks),
                f"{fresh} AS {self.writer.kept}(",
                *indented(selection),
                ")",
            )
        )
        self.source = fresh


def write_sql(document: ProfileDocument, steps: tuple[Step, ...], dialect: SqlDialect) -> str:
    """A script of one statement."""
    names = [column.name for column in document.columns]
    writer = WRITERS[dialect](names)
    statement = _Statement(writer, list(names))
    if any(step.repair.needs_order for step in steps):
        statement.position = writer.row_position = writer.helper("row_position")
        selection = ("SELECT *,", f"    {writer.position()} AS {statement.position}", "FROM dataset")
        statement.add("numbered", selection, ["The order of rows, to keep the first of several."])
    for group in _groups(steps):
        _add_group(statement, group)
    return "\n".join((*_head(document, steps, writer, names), *_body(statement), ""))


def _head(
    document: ProfileDocument, steps: tuple[Step, ...], writer: SqlDialectWriter, names: Sequence[str]
) -> list[str]:
    lines = ["Clean a table: reads `dataset` (every column text, an empty cell null), creates `cleaned`."]
    lines += about_script(document, steps)
    lines += [writer.note] if writer.note else []
    folded: dict[str, str] = {}
    for name in names:
        other = folded.setdefault(name.casefold(), name)
        if other != name and isinstance(writer, DuckDbWriter):
            lines.append(
                f'DuckDB takes "{comment(other)}" and "{comment(name)}" for one column: rename one first.'
            )
    return [*(f"-- {line}" for line in lines), ""]


def _groups(steps: Sequence[Step]) -> list[list[Step]]:
    """Runs of the same operation on cells, each column once; every other step alone."""
    groups: list[list[Step]] = []
    for _, run in groupby(steps, key=lambda step: step.repair.operation):
        waiting: list[Step] = []
        columns: set[str] = set()
        for step in run:
            changed, repair = step.repair.columns_changed, step.repair
            if waiting and (
                not isinstance(repair, CellRepair) or not columns.isdisjoint(repair.columns_read)
            ):
                groups.append(waiting)
                waiting, columns = [], set()
            waiting.append(step)
            columns.update(changed)
        groups.append(waiting)
    return groups


def _add_group(statement: _Statement, group: list[Step]) -> None:
    first, writer = group[0].repair, statement.writer
    remarks = [line for step in group for line in about_step(step)]
    if isinstance(first, RowRepair | KeepNewestPerKey):
        _add_first_of_key(statement, first, remarks)
    elif isinstance(first, RowFilter):
        selection = ("SELECT *", f"FROM {statement.source}", f"WHERE {first.sql_keeps(writer)}")
        statement.add(first.operation, selection, remarks)
    elif isinstance(first, ExplodeList):
        _add_entries(statement, first, remarks)
    elif isinstance(first, LayoutRepair):
        _add_layout(statement, first, remarks)
    elif isinstance(first, DropColumn):
        statement.add(
            first.operation,
            writer.select_columns(statement.source, statement.identifiers, first.column),
            remarks,
        )
        statement.columns.remove(first.column)
    else:
        _add_cells(statement, group, remarks)


def _add_layout(statement: _Statement, repair: LayoutRepair, remarks: list[str]) -> None:
    """All columns by name, those that are made anew with their expressions."""
    if not repair.fits(statement.columns):
        return
    writer = statement.writer
    fresh = repair.sql_columns(statement.columns, writer)
    names = list(repair.columns_after(statement.columns))
    lines = [
        f"{fresh[name]} AS {writer.name(name)}" if name in fresh else writer.name(name) for name in names
    ]
    lines += [statement.position] if statement.position else []
    listed = indented([*(f"{line}," for line in lines[:-1]), lines[-1]])
    statement.add(repair.operation, ("SELECT", *listed, f"FROM {statement.source}"), remarks)
    statement.columns = names


def _add_entries(statement: _Statement, repair: ExplodeList, remarks: list[str]) -> None:
    """First the lists without what is no entry, then a row for each entry, numbered anew."""
    writer, position = statement.writer, str(statement.position)
    listed = writer.helper("entries")
    selection = writer.select_helpers(statement.source, {listed: repair.sql_list(writer)})
    statement.add(f"{repair.operation}_{listed}", selection, remarks)
    identifiers = [writer.name(name) for name in statement.columns]
    column = ListedColumn(writer.name(repair.column), listed, repair.separator, position)
    statement.add(repair.operation, writer.select_entries(statement.source, identifiers, column))


def _add_first_of_key(
    statement: _Statement, repair: RowRepair | KeepNewestPerKey, remarks: list[str]
) -> None:
    writer, position = statement.writer, str(statement.position)
    if isinstance(repair, RowRepair):
        names = (writer.name(name) for name in repair.key_columns(statement.columns))
        key, order = [repair.sql_key(name, writer) for name in names], position
        keeps_null = repair.keeps_null_keys
    else:
        key, order, keeps_null = [writer.name(repair.column)], repair.sql_order(writer, position), True
    selection = writer.select_first(
        statement.source, statement.identifiers, key, order, keeps_null=keeps_null
    )
    statement.add(repair.operation, selection, remarks)


def _add_cells(statement: _Statement, group: list[Step], remarks: list[str]) -> None:
    writer = statement.writer
    repairs = [step.repair for step in group if isinstance(step.repair, CellRepair)]
    cells = {writer.name(repair.column): repair.sql(writer.name(repair.column), writer) for repair in repairs}
    helpers: list[str] = []
    for level in range(max(len(cell.helpers) for cell in cells.values())):
        added = dict(cell.helpers[level] for cell in cells.values() if len(cell.helpers) > level)
        helpers += added
        name = next(iter(added))
        # What is done is said once, where it begins.
        selection = writer.select_helpers(statement.source, added)
        statement.add(f"{group[0].repair.operation}_{name}", selection, remarks)
        remarks = []
    selection = writer.select_cells(
        statement.source,
        statement.identifiers,
        {name: cell.expression for name, cell in cells.items()},
        helpers,
    )
    statement.add(group[0].repair.operation, selection, remarks)


def _body(statement: _Statement) -> list[str]:
    selection: Lines = ("SELECT *", f"FROM {statement.source}")
    if statement.position:
        selection = statement.writer.select_ordered(
            statement.source, statement.identifiers, statement.position
        )
    lines = ["CREATE TABLE cleaned AS"]
    for number, part in enumerate(statement.parts, start=1):
        *most, last = part
        lines += ["WITH"] if number == 1 else []
        lines += [*most, last + ("," if number < len(statement.parts) else "")]
    *most, last = selection
    return [*lines, *most, f"{last};"]
