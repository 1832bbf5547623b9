"""Tables of a real PostgreSQL, read as the command line reads them."""

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest

from datainsight.cli import main
from datainsight.connectors.limits import OWN_MACHINE
from datainsight.connectors.open_source import open_url
from datainsight.errors import RefusedError, SourceNotFoundError, UnreadableError, UsageError
from datainsight.hosts import HostPolicy
from tests.integration.database import NAME, LocalDatabase

AWKWARD = r"""
    CREATE SCHEMA "the shop";
    CREATE TABLE "the shop"."Orders" (
        id bigint PRIMARY KEY, "first, name" text, price numeric(10,2), at timestamptz, day date, ok boolean,
        code char(5), tags text[], document jsonb, bytes bytea, span interval, ratio double precision);
    INSERT INTO "the shop"."Orders" VALUES
        (1, 'Ada "the first"', 10.50, '2024-02-29 12:00:00.5+02', '2024-02-29', true, 'ab', '{a,"b c"}',
         '{"k": [1, null]}', '\x00ff', '1 day 02:00', 0.1),
        (2, E'two\nlines, and\ttabs', NULL, NULL, 'infinity', false, NULL, '{}', 'null', NULL, NULL, 'NaN'),
        (3, '', 0, NULL, NULL, NULL, '', NULL, NULL, '', NULL, -1e300),
        (4, '\.', -7, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1);
    CREATE TABLE single (note text);
    INSERT INTO single VALUES ('a'), (NULL), (''), (E'\n'), ('b'), (NULL);
    CREATE TABLE many AS SELECT n AS id, md5(n::text) AS hash FROM generate_series(1, 20000) AS n;
    CREATE VIEW few AS SELECT * FROM many WHERE id <= 10;
"""


@pytest.fixture(scope="module")
def shop(database: LocalDatabase) -> Iterator[LocalDatabase]:
    with psycopg.connect(database.conninfo, user="postgres", dbname=NAME, autocommit=True) as connection:
        connection.execute("CREATE DATABASE shop")
    with psycopg.connect(database.conninfo, user="postgres", dbname="shop", autocommit=True) as connection:
        connection.execute(AWKWARD.encode())
        connection.execute("CREATE ROLE reader LOGIN PASSWORD 'hush'")
    yield database
    with psycopg.connect(database.conninfo, user="postgres", dbname=NAME, autocommit=True) as connection:
        connection.execute("DROP DATABASE shop")
        connection.execute("DROP ROLE reader")


def url(shop: LocalDatabase, database: str = "shop", user: str = "postgres", **parameters: str) -> str:
    where = psycopg.conninfo.conninfo_to_dict(shop.conninfo)
    given = {"host": str(where["host"]), "port": str(where["port"]), **parameters}
    query = "&".join(f"{name}={quote(value, safe='')}" for name, value in given.items())
    return f"postgresql://{user}:hush@/{database}?{query}"


def rows(path: Path) -> list[list[str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def as_printed(shop: LocalDatabase, select: str) -> list[list[str]]:
    """What the server itself prints, by its output functions."""
    copy = f"COPY ({select}) TO STDOUT".encode()
    with (
        psycopg.connect(shop.conninfo, user="postgres", dbname="shop") as connection,
        connection.cursor().copy(copy) as copied,
    ):
        return [["" if cell is None else str(cell) for cell in row] for row in copied.rows()]


def test_every_value_is_the_text_that_postgres_prints(shop: LocalDatabase, tmp_path: Path) -> None:
    target = tmp_path / "orders.csv"

    assert main(["convert", url(shop, table='"the shop"."Orders"'), "--output", str(target)]) == 0

    header, *found = rows(target)
    assert header[:3] == ["id", "first, name", "price"]
    assert found == as_printed(shop, 'SELECT * FROM "the shop"."Orders"')
    assert found[0][5:7] == ["t", "ab   "]


def test_a_table_of_one_column_keeps_rows_without_a_value(shop: LocalDatabase, tmp_path: Path) -> None:
    target = tmp_path / "single.csv"

    assert main(["convert", url(shop, table="single"), "--output", str(target)]) == 0

    assert rows(target) == [["note"], ["a"], [""], [""], ["\n"], ["b"], [""]]


def test_the_profile_knows_the_declared_types(shop: LocalDatabase, tmp_path: Path) -> None:
    target = tmp_path / "profile.json"

    assert main(["profile", url(shop, table="the shop.Orders"), "--json", str(target)]) == 0

    profile = json.loads(target.read_text("utf-8"))
    assert profile["dataset"]["format"] == "postgresql"
    assert profile["dataset"]["name"] == "the shop.Orders"
    assert profile["dataset"]["row_count"] == 4
    assert [each["declared_type"] for each in profile["columns"]][:5] == [
        "bigint", "text", "numeric(10,2)", "timestamp with time zone", "date",
    ]  # fmt: skip
    assert "hush" not in target.read_text("utf-8")


def test_large_tables_are_read_by_several_connections(shop: LocalDatabase) -> None:
    at_once = replace(OWN_MACHINE, parallel_from_bytes=1, connections=3)

    alone = open_url(url(shop, table="public.many"))
    together = open_url(url(shop, table="public.many"), limits=at_once)

    assert together.source.read_range(0, together.source.size_bytes) == alone.source.read_range(
        0, alone.source.size_bytes
    )
    assert sum(batch.frame.height for batch in together.batches()) == 20_000


@pytest.mark.parametrize("query", ["SELECT * FROM few;", "VALUES (1, 'a') -- done", "TABLE few"])
def test_queries_and_views(shop: LocalDatabase, query: str) -> None:
    reading = open_url(url(shop, query=query))

    assert sum(batch.frame.height for batch in reading.batches()) == (1 if "VALUES" in query else 10)


@pytest.mark.parametrize(
    ("parameters", "error", "said"),
    [
        ({"table": "ordes"}, SourceNotFoundError, "there is no table ordes"),
        ({"table": "manny"}, SourceNotFoundError, "public.many"),
        ({"table": "a.b.c"}, UsageError, "no name of a table"),
        ({}, UsageError, "name one table or one query"),
        ({"table": "many", "query": "SELECT 1"}, UsageError, "name one table or one query"),
        ({"query": "DELETE FROM many RETURNING *"}, UnreadableError, "would change the database"),
        ({"query": "SELECT 1; SELECT 2"}, UnreadableError, "these are several statements"),
        ({"query": "SELECT 1) TO PROGRAM 'id' --"}, UnreadableError, "syntax error"),
        ({"query": "SELECT pg_sleep(60)"}, UnreadableError, "took longer than 1 seconds"),
        ({"query": "SELECT 1/0"}, UnreadableError, "division by zero"),
        ({"table": "many", "nonsense": "1"}, UsageError, "not understood"),
    ],
)
def test_what_cannot_be_read_is_told_without_the_password(
    shop: LocalDatabase, parameters: dict[str, str], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said) as caught:
        open_url(url(shop, **parameters), limits=replace(OWN_MACHINE, statement_seconds=1))

    assert "hush" not in str(caught.value)


def test_rights_and_names_of_the_server(shop: LocalDatabase) -> None:
    with pytest.raises(UnreadableError, match="permission denied"):
        open_url(url(shop, user="reader", table="public.many"))
    with pytest.raises(UnreadableError, match="reached"):
        open_url(url(shop, database="nowhere", table="many"))
    with pytest.raises(RefusedError, match="more than 0 MiB"):
        open_url(url(shop, table="many"), limits=replace(OWN_MACHINE, most_bytes=1000))


def test_exit_codes(shop: LocalDatabase, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["profile", "postgresql://u:hush@127.0.0.1:1/db?table=t"]) == 3
    assert main(["profile", "postgresql://u:hush@127.0.0.1:1/db"]) == 2
    assert main(["profile", url(shop, table="absent")]) == 3

    told = capsys.readouterr().err
    assert told.count("\n") == 3
    assert "hush" not in told


def test_a_service_does_not_reach_its_own_network(shop: LocalDatabase) -> None:
    guarded = replace(OWN_MACHINE, hosts=HostPolicy.guarded())

    with pytest.raises(RefusedError):
        open_url("postgresql://u:p@127.0.0.1/db?table=t", limits=guarded)
    with pytest.raises(RefusedError):
        open_url("postgresql://u:p@localhost,example.org/db?table=t", limits=guarded)
    with pytest.raises(RefusedError):
        open_url("postgresql:///db?table=t&host=/tmp", limits=guarded)
    with pytest.raises(UsageError, match="hostaddr"):
        open_url("postgresql://example.org/db?table=t&hostaddr=127.0.0.1", limits=guarded)


LINKED = """
    CREATE TABLE customers (id bigint PRIMARY KEY);
    CREATE TABLE "Stock" (warehouse text, article text, PRIMARY KEY (warehouse, article));
    CREATE TABLE hidden (id bigint PRIMARY KEY);
    CREATE TABLE sales (
        id bigint PRIMARY KEY, customer bigint REFERENCES customers, warehouse text, article text,
        secret bigint,
        CONSTRAINT stocked FOREIGN KEY (warehouse, article) REFERENCES "Stock");
    INSERT INTO customers VALUES (1), (2);
    INSERT INTO "Stock" VALUES ('north', 'bolt');
    SET session_replication_role = replica;
    INSERT INTO sales SELECT n, n % 2 + 1, 'north', 'bolt', 1 FROM generate_series(1, 40) AS n;
    INSERT INTO sales VALUES (41, 77, 'north', 'bolt', 1), (42, 77, 'south', 'bolt', 1),
        (43, 78, NULL, 'bolt', 1), (44, NULL, NULL, NULL, 1);
    ALTER TABLE sales ADD CONSTRAINT unseen FOREIGN KEY (secret) REFERENCES hidden NOT VALID;
    GRANT SELECT ON sales, customers, "Stock" TO reader;
"""


def test_foreign_keys_that_do_not_hold_are_found(shop: LocalDatabase, tmp_path: Path) -> None:
    with psycopg.connect(shop.conninfo, user="postgres", dbname="shop", autocommit=True) as connection:
        connection.execute(LINKED.encode())
    source = url(shop, user="reader", table="sales")
    main(["profile", source, "--json", str(tmp_path / "profile.json")])
    document = json.loads((tmp_path / "profile.json").read_text())
    by_table = {each["table"]: each for each in document["references"]}
    customers, stock = by_table["public.customers"], by_table['public."Stock"']
    assert (customers["absent_row_count"], customers["is_validated"]) == (3, True)
    assert [(each["values"], each["row_count"]) for each in customers["absent"]] == [(["77"], 2), (["78"], 1)]
    assert (stock["columns"], stock["absent_row_count"]) == (["warehouse", "article"], 1)
    unseen = by_table["public.hidden"]
    assert (unseen["absent_row_count"], unseen["is_validated"]) == (None, False)
    assert "may not read" in unseen["reason"]
    found = [each for each in document["issues"] if each["kind"] == "broken_foreign_keys"]
    assert [(each["columns"], each["affected_row_count"]) for each in found] == [
        (["warehouse", "article"], 1),  # one row, but of two columns
        (["customer"], 3),
    ]
    main(["issues", source, "--cells", str(tmp_path / "cells.csv")])
    cells = [line[:4] for line in rows(tmp_path / "cells.csv") if line[3] == "broken_foreign_keys"]
    assert cells == [
        ["40", "1", "customer", "broken_foreign_keys"],
        ["41", "1", "customer", "broken_foreign_keys"],
        ["41", "2", "warehouse", "broken_foreign_keys"],
        ["42", "1", "customer", "broken_foreign_keys"],
    ]
