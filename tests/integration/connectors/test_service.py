"""What the service looks through and fetches: real servers of each kind, S3 on moto."""

import gzip
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import psycopg
import pytest
from pydantic import TypeAdapter
from pymongo import MongoClient

from datainsight.connectors.browsing import Browser
from datainsight.connectors.fetching import Fetcher
from datainsight.errors import (
    DataInsightError,
    RefusedError,
    SourceNotFoundError,
    UnreadableError,
    UsageError,
)
from datainsight.hosts import HostPolicy
from datainsight.models.connection import Credentials, ImportSource, SourceAccess, Target
from datainsight.services.reading import Reading
from tests.integration.connectors.mongo_server import mongo_server
from tests.integration.database import NAME, LocalDatabase
from tests.listening import QuietHandler, listening
from tests.relay import tcp_relay
from tests.unit.adapters.aws import BUCKET, REGION, empty_aws, make_bucket

HOSTS = HostPolicy.guarded(["127.0.0.0/8"])
PUBLIC_ONLY = HostPolicy.guarded()
BROWSER, FETCHER = Browser(HOSTS, BUCKET), Fetcher(HOSTS, BUCKET)
HUSH = "velvet+kettle/47"
MIB = 1024 * 1024
_TARGET: TypeAdapter[Target] = TypeAdapter(Target)


def access(target: dict[str, Any], **credentials: str) -> SourceAccess:
    return SourceAccess(
        target=_TARGET.validate_python(target),
        credentials=Credentials.model_validate(credentials),
        external_id="the-workspace",
    )


def fetch(asked: SourceAccess, most_bytes: int = MIB, **source: str) -> Reading:
    return FETCHER.fetch(asked, ImportSource(**source), most_bytes)


def cells(reading: Reading) -> list[tuple[str | None, ...]]:
    return [row for batch in reading.batches() for row in batch.frame.rows()]


# ---- PostgreSQL

TABLES = b"""
    CREATE SCHEMA "the shop"; CREATE SCHEMA hidden;
    CREATE TABLE "the shop"."Orders" (id bigint PRIMARY KEY, price numeric(10,2));
    INSERT INTO "the shop"."Orders" SELECT n, n FROM generate_series(1, 500) AS n;
    CREATE VIEW "the shop".few AS SELECT * FROM "the shop"."Orders" WHERE id < 3;
    CREATE TABLE "the shop".parts (id int, day date) PARTITION BY RANGE (day);
    CREATE TABLE "the shop".parts_1 PARTITION OF "the shop".parts
        FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
    CREATE TABLE hidden.secrets (id int);
    CREATE ROLE looker LOGIN PASSWORD 'velvet+kettle/47';
    GRANT USAGE ON SCHEMA "the shop" TO looker;
    GRANT SELECT ON ALL TABLES IN SCHEMA "the shop" TO looker;
    ANALYZE "the shop"."Orders";
"""


@pytest.fixture(scope="module")
def postgres(database: LocalDatabase) -> Iterator[SourceAccess]:
    def sql(name: str, statement: bytes) -> None:
        with psycopg.connect(database.conninfo, user="postgres", dbname=name, autocommit=True) as connection:
            connection.execute(statement)

    where = psycopg.conninfo.conninfo_to_dict(database.conninfo)
    sql(NAME, b"CREATE DATABASE looked")
    sql("looked", TABLES)
    target = {"kind": "postgresql", "host": "127.0.0.1", "database": "looked", "user": "looker", "tls": "off"}
    with tcp_relay(Path(str(where["host"])) / f".s.PGSQL.{where['port']}") as port:
        yield access({**target, "port": port}, password=HUSH)
    sql(NAME, b"DROP DATABASE looked WITH (FORCE)")
    sql(NAME, b"DROP ROLE looker")


def test_postgresql_is_looked_through(postgres: SourceAccess) -> None:
    assert BROWSER.check(postgres).startswith("PostgreSQL 16")
    schemas = BROWSER.entries(postgres, "", 10, None).entries
    assert [each.name for each in schemas] == ["public", "the shop"]
    orders, few, parts = BROWSER.entries(postgres, "the shop", 10, None).entries
    assert (orders.kind, orders.row_count, orders.source) == (
        "table",
        500,
        ImportSource(table='"the shop"."Orders"'),
    )
    assert orders.size_bytes is not None
    assert orders.size_bytes >= 8192
    assert (few.kind, few.row_count, few.size_bytes) == ("view", None, None)
    assert (parts.name, parts.size_bytes) == ("parts", 0)
    first = BROWSER.entries(postgres, "the shop", 2, None)
    assert [each.name for each in first.entries] == ["Orders", "few"]
    rest = BROWSER.entries(postgres, "the shop", 2, first.next_cursor)
    assert ([each.name for each in rest.entries], rest.next_cursor) == (["parts"], None)
    with pytest.raises(SourceNotFoundError):
        BROWSER.entries(postgres, "absent'; DROP TABLE x", 2, None)
    with pytest.raises(UsageError):
        BROWSER.entries(postgres, "the shop", 2, "§")


def test_postgresql_is_fetched(postgres: SourceAccess) -> None:
    reading = fetch(postgres, table='"the shop"."Orders"')
    assert (len(cells(reading)), cells(reading)[0]) == (500, ("1", "1.00"))
    assert [each.declared_type for each in reading.description.fields] == ["bigint", "numeric(10,2)"]
    assert cells(fetch(postgres, query='SELECT max(id) AS most FROM "the shop"."Orders"')) == [("500",)]
    with pytest.raises(RefusedError, match="more than"):
        fetch(postgres, 100, table='"the shop"."Orders"')
    with pytest.raises(UnreadableError, match="only reading"):
        fetch(postgres, query='DELETE FROM "the shop"."Orders" RETURNING *')


def test_postgresql_without_tls_is_for_allowed_networks_only(postgres: SourceAccess) -> None:
    for hosts in (PUBLIC_ONLY, HostPolicy.guarded(resolve=lambda *_: ["93.184.215.14"])):
        with pytest.raises(RefusedError):
            Browser(hosts, BUCKET).check(postgres)
    named = access({**postgres.target.model_dump(), "host": "db.example"}, password=HUSH)
    public = Browser(HostPolicy.guarded(resolve=lambda *_: ["93.184.215.14"]), BUCKET)
    with pytest.raises(RefusedError, match="with TLS only"):
        public.check(named)
    rebound = Browser(HostPolicy.guarded(resolve=lambda *_: ["10.0.0.7"]), BUCKET)
    with pytest.raises(RefusedError, match="not on the public internet"):
        rebound.check(access({**named.target.model_dump(), "tls": "require"}, password=HUSH))


def test_postgresql_with_tls_is_not_read_without(postgres: SourceAccess) -> None:
    for tls in ("require", "verify-full"):
        with pytest.raises(UnreadableError, match="SSL") as caught:
            BROWSER.check(access({**postgres.target.model_dump(), "tls": tls}, password=HUSH))
        assert HUSH not in str(caught.value)


# ---- MongoDB


@pytest.fixture(scope="module")
def mongodb(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SourceAccess]:
    with mongo_server(tmp_path_factory.mktemp("mongo")) as url:
        with MongoClient[dict[str, Any]](url) as client:
            for name in ("orders", "people", "zones"):
                client.shop[name].insert_many([{"_id": n, "at": {"city": "Bern"}} for n in range(7)])
        port = int(url.rsplit(":", 1)[-1])
        target = {"kind": "mongodb", "host": "127.0.0.1", "port": port, "database": "shop", "tls": "off"}
        yield access(target)


def test_mongodb_is_looked_through_and_fetched(mongodb: SourceAccess) -> None:
    assert BROWSER.check(mongodb).startswith("MongoDB")
    first = BROWSER.entries(mongodb, "", 2, None)
    assert [(each.name, each.source) for each in first.entries] == [
        ("orders", ImportSource(collection="orders")),
        ("people", ImportSource(collection="people")),
    ]
    rest = BROWSER.entries(mongodb, "", 2, first.next_cursor)
    assert ([each.name for each in rest.entries], rest.next_cursor) == (["zones"], None)
    reading = fetch(mongodb, collection="orders")
    assert reading.description.columns == ("_id", "at.city")
    assert len(cells(reading)) == 7


def test_mongodb_without_tls_is_for_allowed_networks_only(mongodb: SourceAccess) -> None:
    with pytest.raises(RefusedError, match="not on the public internet"):
        Browser(PUBLIC_ONLY, BUCKET).check(mongodb)
    named = access({**mongodb.target.model_dump(), "host": "localhost"})
    with pytest.raises(RefusedError, match="not on the public internet"):
        Browser(PUBLIC_ONLY, BUCKET).check(named)


# ---- S3


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    with empty_aws(monkeypatch):
        make_bucket()
        s3 = boto3.client("s3")
        where: Any = {"LocationConstraint": REGION}
        s3.create_bucket(Bucket="acme-exports", CreateBucketConfiguration=where)
        for key, body in {
            "orders/2026/a.csv": b"id,city\n1,Bern\n",
            "orders/2026/b.csv": b"id,city\n2,Basel\n",
            "orders/readme.txt": b"x",
            "private/c.csv": b"id\n1\n",
        }.items():
            s3.put_object(Bucket="acme-exports", Key=key, Body=body)
        yield {"kind": "s3", "bucket": "acme-exports", "prefix": "orders/", "region": REGION}


KEYS = {"access_key_id": "AKIA", "secret_access_key": HUSH}


def test_s3_is_looked_through_and_fetched(bucket: dict[str, Any]) -> None:
    asked = access({**bucket, "access": "keys"}, **KEYS)
    assert BROWSER.check(asked) == "Amazon S3, bucket acme-exports"
    prefix, readme = BROWSER.entries(asked, "", 10, None).entries
    assert (prefix.kind, prefix.path, prefix.source) == (
        "prefix",
        "orders/2026/",
        ImportSource(key="orders/2026/"),
    )
    assert (readme.name, readme.size_bytes) == ("readme.txt", 1)
    first = BROWSER.entries(asked, "orders/2026/", 1, None)
    assert [each.name for each in first.entries] == ["a.csv"]
    rest = BROWSER.entries(asked, "orders/2026/", 1, first.next_cursor)
    assert ([each.name for each in rest.entries], rest.next_cursor) == (["b.csv"], None)
    assert cells(fetch(asked, key="orders/2026/")) == [("1", "Bern"), ("2", "Basel")]
    assert cells(fetch(asked, key="orders/2026/b.csv")) == [("2", "Basel")]
    with pytest.raises(SourceNotFoundError):
        fetch(asked, key="orders/absent.csv")


def test_s3_is_not_left_by_its_prefix(bucket: dict[str, Any]) -> None:
    asked = access({**bucket, "access": "keys"}, **KEYS)
    with pytest.raises(UsageError, match="below the connection's prefix"):
        fetch(asked, key="private/c.csv")
    with pytest.raises(UsageError, match="below the connection's prefix"):
        BROWSER.entries(asked, "private/", 10, None)


def test_the_service_s_own_bucket_and_credentials_are_nobody_s(bucket: dict[str, Any]) -> None:
    own = access({**bucket, "bucket": BUCKET, "access": "keys"}, **KEYS)
    for attempt in (lambda: BROWSER.check(own), lambda: fetch(own, key="orders/")):
        with pytest.raises(RefusedError, match="may not be connected to"):
            attempt()
    with pytest.raises(UsageError, match="no credentials"):
        BROWSER.check(access({**bucket, "access": "keys"}))


def test_a_role_is_assumed_with_the_workspace_s_id(
    bucket: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[dict[str, Any]] = []
    original = boto3.Session.client

    def client(session: boto3.Session, service: str, **options: Any) -> Any:
        made: Any = original(session, service, **options)  # type: ignore[call-overload]  # any service
        if service == "sts":
            made.meta.events.register(
                "before-parameter-build.sts.AssumeRole", lambda params, **_: told.append(params)
            )
        return made

    monkeypatch.setattr(boto3.Session, "client", client)
    role = "arn:aws:iam::111122223333:role/DataInsightReader"
    assert BROWSER.check(access({**bucket, "access": "role", "role_arn": role}))
    assert (told[0]["RoleArn"], told[0]["ExternalId"]) == (role, "the-workspace")


# ---- addresses


@pytest.fixture(scope="module")
def web() -> Iterator[str]:
    class Handler(QuietHandler):
        def do_GET(self) -> None:
            proof = self.headers.get("authorization", ""), self.path.partition("?")[2]
            is_let_in = proof in {("Bearer " + HUSH, ""), ("", "sig=" + HUSH)} or "open" in self.path
            if "away" in self.path:
                port = int(self.headers["host"].rpartition(":")[2])
                self.send_response(302)
                self.send_header("location", f"http://localhost:{port}/data.csv")
                self.end_headers()
                return
            body = gzip.compress(b"id,city\n1,Bern\n") if self.path.endswith(".gz") else b"id,city\n1,Bern\n"
            self.answer(200 if is_let_in else 401, body, {"content-type": "text/csv; charset=utf-8"})

    with listening(Handler) as url:
        yield f"{url}/files/"


def test_an_address_is_looked_at_and_fetched(web: str) -> None:
    file = access({"kind": "http", "url": f"{web}open.csv"})
    assert BROWSER.check(file) == "HTTP 200, text/csv"
    (entry,) = BROWSER.entries(file, "", 10, None).entries
    assert (entry.name, entry.size_bytes, entry.source) == ("open.csv", 15, ImportSource())
    assert cells(fetch(file)) == [("1", "Bern")]
    assert cells(fetch(access({"kind": "http", "url": web}), path="open.csv.gz")) == [("1", "Bern")]
    for path in ("../elsewhere.csv", "http://other.example/", "//other.example/x", "/root.csv"):
        with pytest.raises(UsageError, match="leads away"):
            fetch(access({"kind": "http", "url": web}), path=path)


@pytest.mark.parametrize("credentials", [{"token": HUSH}, {"query": f"sig={HUSH}"}])
def test_a_secret_is_sent_and_told_to_nobody(
    web: str, credentials: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    target = {"kind": "http", "url": f"{web}data.csv"}
    assert cells(fetch(access(target, **credentials))) == [("1", "Bern")]
    with pytest.raises(UnreadableError, match="401") as caught:
        fetch(access(target, token="wrong"))
    assert HUSH not in str(caught.value) + caplog.text
    with pytest.raises(DataInsightError):  # the token stays with the first host
        fetch(access({"kind": "http", "url": f"{web}away"}, **credentials))
    public = Browser(HostPolicy.guarded(resolve=lambda *_: ["93.184.215.14"]), BUCKET)
    with pytest.raises(RefusedError, match="with TLS only"):
        public.check(access({"kind": "http", "url": "http://data.example/"}, **credentials))


@pytest.mark.parametrize(
    "url",
    [
        "http://10.0.0.1/",
        "http://169.254.169.254/latest",
        "http://[::1]/",
        "https://ada:hush@a.example/",
        "https://a.example/?token=hush",
    ],
)
def test_what_may_not_be_connected_to_is_refused_before_it_is_stored(url: str) -> None:
    with pytest.raises(RefusedError):
        BROWSER.judge(_TARGET.validate_python({"kind": "http", "url": url}))
