"""The RDS Data API over a real PostgreSQL: types, transactions, errors, waking up."""

import time
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from infra_cdk.local.database.data_api import DataApi
from infra_cdk.local.database.postgres import EmbeddedPostgres
from infra_cdk.local.database.sessions import Sessions
from infra_cdk.local.database.values import DataApiError
from infra_cdk.local.errors import UnsupportedTemplateError
from tests.local_stack import directory_for_a_stack

pytestmark = pytest.mark.xdist_group("postgres")
SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:s"


@pytest.fixture(scope="module")
def server() -> Iterator[EmbeddedPostgres]:
    with directory_for_a_stack() as directory:
        postgres = EmbeddedPostgres(directory / "postgres", 16)
        postgres.start()
        postgres.ensure(user="owner", database="test")
        yield postgres
        postgres.stop()


class Api:
    """The Data API as one function, always in the same database."""

    def __init__(self, server: EmbeddedPostgres, **options: Any) -> None:
        self.now = time.monotonic()
        self.sessions = Sessions(server.conninfo, clock=lambda: self.now)
        self.data_api = DataApi(self.sessions, {SECRET: "owner"}.__getitem__, **options)

    def call(self, path: str, **request: Any) -> dict[str, Any]:
        return self.data_api.call(path, {"secretArn": SECRET, "database": "test", **request})

    def sql(
        self, sql: str, *, transaction: str | None = None, **parameters: dict[str, Any]
    ) -> dict[str, Any]:
        given = [{"name": name, "value": value} for name, value in parameters.items()]
        return self.call("/Execute", sql=sql, parameters=given, transactionId=transaction)

    def value(self, sql: str, **parameters: dict[str, Any]) -> Any:
        return self.sql(sql, transaction=None, **parameters)["records"][0][0]


@pytest.fixture
def api(server: EmbeddedPostgres) -> Iterator[Api]:
    made = Api(server)
    made.sql("DROP TABLE IF EXISTS t")
    made.sql("CREATE TABLE t (id int PRIMARY KEY, name text)")
    yield made
    made.sessions.close()


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("SELECT NULL", {"isNull": True}),
        ("SELECT 1::smallint", {"longValue": 1}),
        ("SELECT 9007199254740993", {"longValue": 9007199254740993}),
        ("SELECT 1.5::float8", {"doubleValue": 1.5}),
        ("SELECT 1.50::numeric", {"stringValue": "1.50"}),
        ("SELECT true", {"booleanValue": True}),
        ("SELECT 'x'::text", {"stringValue": "x"}),
        ("SELECT '\\x00ff'::bytea", {"blobValue": "AP8="}),
        ('SELECT \'{"b": 1, "a": 2}\'::json', {"stringValue": '{"b": 1, "a": 2}'}),
        (
            "SELECT '00000000-0000-4000-8000-000000000001'::uuid",
            {"stringValue": "00000000-0000-4000-8000-000000000001"},
        ),
        ("SELECT '2026-11-23 12:00+02'::timestamptz", {"stringValue": "2026-11-23 10:00:00"}),
        ("SELECT array[1, 2]", {"arrayValue": {"longValues": [1, 2]}}),
    ],
)
def test_results(api: Api, sql: str, expected: dict[str, Any]) -> None:
    assert api.value(sql) == expected


def test_parameters(api: Api) -> None:
    assert api.value("SELECT :a || '%' || ':a'", a={"stringValue": "5"}) == {"stringValue": "5%:a"}
    assert api.value("SELECT pg_typeof(:a)::text", a={"stringValue": "5"}) == {"stringValue": "text"}
    assert api.value("SELECT pg_typeof(:a)::text", a={"longValue": 5}) == {"stringValue": "bigint"}
    assert api.value("SELECT :a::text IS NULL", a={"isNull": True}) == {"booleanValue": True}


def test_text_is_not_a_uuid_without_a_hint(api: Api) -> None:
    with pytest.raises(DataApiError, match="SQLState: 42883"):
        api.value("SELECT gen_random_uuid() = :a", a={"stringValue": "00000000-0000-4000-8000-000000000001"})


def test_counts_and_returning(api: Api) -> None:
    inserted = api.sql("INSERT INTO t VALUES (1, 'a'), (2, 'b') RETURNING id")
    assert (inserted["numberOfRecordsUpdated"], len(inserted["records"])) == (2, 2)
    assert "records" not in api.sql("UPDATE t SET name = 'c'")
    assert api.sql("SELECT * FROM t")["numberOfRecordsUpdated"] == 0


def test_formatted_records_and_metadata(api: Api) -> None:
    found = api.call(
        "/Execute", sql="SELECT 1 AS one, 'x' AS two", formatRecordsAs="JSON", includeResultMetadata=True
    )
    assert found["formattedRecords"] == '[{"one": 1, "two": "x"}]'
    assert [(one["label"], one["typeName"]) for one in found["columnMetadata"]] == [
        ("one", "int4"),
        ("two", "text"),
    ]


def test_a_batch_happens_together(api: Api) -> None:
    rows = [[{"name": "id", "value": {"longValue": number}}] for number in (1, 2)]
    assert (
        len(api.call("/BatchExecute", sql="INSERT INTO t VALUES (:id)", parameterSets=rows)["updateResults"])
        == 2
    )
    again = [[{"name": "id", "value": {"longValue": number}}] for number in (3, 1)]
    with pytest.raises(DataApiError, match="SQLState: 23505"):
        api.call("/BatchExecute", sql="INSERT INTO t VALUES (:id)", parameterSets=again)
    assert api.value("SELECT count(*) FROM t") == {"longValue": 2}


def test_transactions(api: Api) -> None:
    first = api.call("/BeginTransaction")["transactionId"]
    api.sql("INSERT INTO t VALUES (1)", transaction=first)
    assert api.value("SELECT count(*) FROM t") == {"longValue": 0}, "others do not see it yet"
    assert api.call("/CommitTransaction", transactionId=first) == {
        "transactionStatus": "Transaction Committed"
    }
    assert api.value("SELECT count(*) FROM t") == {"longValue": 1}
    second = api.call("/BeginTransaction")["transactionId"]
    api.sql("DELETE FROM t", transaction=second)
    assert api.call("/RollbackTransaction", transactionId=second) == {
        "transactionStatus": "Rollback Complete"
    }
    assert api.value("SELECT count(*) FROM t") == {"longValue": 1}


@pytest.mark.parametrize("path", ["/CommitTransaction", "/RollbackTransaction"])
def test_an_unknown_transaction(api: Api, path: str) -> None:
    with pytest.raises(DataApiError) as caught:
        api.call(path, transactionId="nonsense")
    assert (caught.value.code, caught.value.status) == ("TransactionNotFoundException", 404)


def test_a_forgotten_transaction_is_rolled_back(api: Api) -> None:
    forgotten = api.call("/BeginTransaction")["transactionId"]
    api.sql("INSERT INTO t VALUES (1)", transaction=forgotten)
    api.now += 200
    api.call("/RollbackTransaction", transactionId=api.call("/BeginTransaction")["transactionId"])
    with pytest.raises(DataApiError, match="is not found"):
        api.sql("SELECT 1", transaction=forgotten)
    assert api.value("SELECT count(*) FROM t") == {"longValue": 0}


def test_settings_of_a_transaction_stay_inside(api: Api) -> None:
    transaction = api.call("/BeginTransaction")["transactionId"]
    api.sql("SELECT set_config('app.workspace_id', 'w', true)", transaction=transaction)
    found = api.sql("SELECT current_setting('app.workspace_id')", transaction=transaction)
    assert found["records"] == [[{"stringValue": "w"}]]
    api.call("/CommitTransaction", transactionId=transaction)
    assert api.value("SELECT current_setting('app.workspace_id', true)") in (
        {"isNull": True},
        {"stringValue": ""},
    )


def test_errors_are_described_as_by_the_service(api: Api) -> None:
    with pytest.raises(DataApiError) as caught:
        api.sql("SELECT * FROM nowhere")
    assert caught.value.code == "DatabaseErrorException"
    assert caught.value.message == 'ERROR: relation "nowhere" does not exist; Position: 15; SQLState: 42P01'


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        ({"sql": "SELECT repeat('x', 2000000)"}, "allowed response size"),
        ({"sql": "SELECT 1", "database": "nowhere"}, 'database "nowhere" does not exist'),
        ({"sql": "SELECT 1", "secretArn": "arn:of:another"}, "is not a database secret"),
    ],
)
def test_bad_requests(api: Api, request_: dict[str, Any], message: str) -> None:
    with pytest.raises(DataApiError, match=message) as caught:
        api.call("/Execute", **request_)
    assert caught.value.code == "BadRequestException"


def test_several_statements_in_one_are_refused(api: Api) -> None:
    with pytest.raises(DataApiError, match="Multistatements aren't supported"):
        api.sql("SELECT 1; SELECT 2")
    assert api.value("SELECT ';'; -- the end;") == {"stringValue": ";"}


def test_waking_up(server: EmbeddedPostgres) -> None:
    api = Api(server, resumes=2)
    for _ in range(2):
        with pytest.raises(DataApiError) as caught:
            api.sql("SELECT 1")
        assert caught.value.code == "DatabaseResumingException"
    assert api.value("SELECT 1") == {"longValue": 1}
    api.sessions.close()


def test_the_owner_is_no_superuser(api: Api) -> None:
    assert api.value("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user") == {
        "booleanValue": False
    }
    with pytest.raises(DataApiError, match="permission denied"):
        api.sql("COPY t FROM '/etc/hostname'")


def test_a_server_that_was_left_behind_is_taken_over(server: EmbeddedPostgres) -> None:
    other = EmbeddedPostgres(server._directory, 16)
    other.start()
    assert other.conninfo == server.conninfo
    assert other.has_database("test")


def test_a_pid_file_of_another_program_is_no_server() -> None:
    with directory_for_a_stack() as directory:
        postgres = EmbeddedPostgres(directory / "postgres", 16)
        postgres.start()
        postgres.stop()
        lines = ["1", str(directory / "postgres"), "1700000000", "5432", str(directory), "", "0 0", "ready"]
        (directory / "postgres" / "postmaster.pid").write_text("\n".join(lines) + "\n")
        postgres.start()
        with psycopg.connect(postgres.conninfo, user="postgres", dbname="postgres") as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        postgres.stop()


def test_a_version_that_is_not_at_hand() -> None:
    with directory_for_a_stack() as directory, pytest.raises(UnsupportedTemplateError, match="PostgreSQL 9"):
        EmbeddedPostgres(directory, 9)
