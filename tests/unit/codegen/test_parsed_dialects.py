"""Snowflake's and BigQuery's scripts are parsed: one statement, every name and value in its place."""

import pytest
import sqlglot
from sqlglot import exp

from datainsight.codegen.regular_groups import capturing
from datainsight.codegen.script import Language, SqlDialect, write_script
from datainsight.repairs.base import Repair
from datainsight.repairs.drop_duplicate_rows import DropDuplicateRows
from datainsight.repairs.interpolate import Interpolate
from datainsight.repairs.map_values import MapValues
from datainsight.repairs.trim_whitespace import TrimWhitespace
from tests.unit.codegen.documents import document_with
from tests.unit.codegen.hostile import HOSTILE_TEXTS
from tests.unit.repairs.tables import COLUMNS, EXAMPLES

PARSED = [SqlDialect.SNOWFLAKE, SqlDialect.BIGQUERY]


def parsed(columns: tuple[str, ...], repairs: tuple[Repair, ...], dialect: SqlDialect) -> exp.Create:
    script = write_script(document_with(columns, repairs), Language.SQL, dialect)
    statements = [each for each in sqlglot.parse(script, dialect=dialect) if each is not None]
    assert len(statements) == 1
    statement = statements[0]
    assert isinstance(statement, exp.Create)
    assert statement.this.name == "cleaned"
    assert not list(statement.find_all(exp.Drop, exp.Command))
    return statement


@pytest.mark.parametrize("dialect", PARSED)
@pytest.mark.parametrize("operation", EXAMPLES)
def test_every_repair_is_one_statement(operation: str, dialect: SqlDialect) -> None:
    repair = EXAMPLES[operation]
    if dialect in repair.unavailable:
        pytest.skip(repair.unavailable[dialect])
    statement = parsed(COLUMNS, (repair, DropDuplicateRows()), dialect)
    assert {table.name for table in statement.find_all(exp.Table)} >= {"dataset", "cleaned"}


@pytest.mark.parametrize("dialect", PARSED)
def test_lines_along_times_are_one_statement(dialect: SqlDialect) -> None:
    repair = Interpolate(column="first", by=("third",), along="second")
    assert parsed(COLUMNS, (repair,), dialect).find(exp.Window)


@pytest.mark.parametrize("dialect", PARSED)
@pytest.mark.parametrize("text", HOSTILE_TEXTS, ids=range(len(HOSTILE_TEXTS)))
def test_hostile_names_and_values_stay_names_and_values(text: str, dialect: SqlDialect) -> None:
    repairs = (TrimWhitespace(column=text), MapValues(column=text, mapping=((text, "replaced"),)))
    statement = parsed((text, "other"), repairs, dialect)
    assert text in {literal.this for literal in statement.find_all(exp.Literal) if literal.is_string}
    # The parser takes a dot inside BigQuery's back quotes for one between a table and its column.
    assert text in {".".join(part.name for part in each.parts) for each in statement.find_all(exp.Column)}


def test_groups_that_do_not_capture_are_numbered_anew() -> None:
    assert capturing("^(?:a|(b))(?:[(?:]c)(d)\\(?$", r"\1-\2") == ("^(a|(b))([(?:]c)(d)\\(?$", r"\2-\4")
