"""The Data API's wire form, its transactions, and patience with a sleeping database."""

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any, cast

import boto3
import pytest
from botocore.exceptions import ClientError
from botocore.stub import ANY, Stubber

from datainsight.adapters.data_api import DataApi, Database, Json, moment, plain, timestamp, typed
from datainsight.errors import UnavailableError
from tests.unit.adapters.aws import REGION

if TYPE_CHECKING:
    from mypy_boto3_rds_data import RDSDataServiceClient

DATABASE = Database(
    "arn:aws:rds:eu-central-1:1:cluster:c", "arn:aws:secretsmanager:eu-central-1:1:secret:s", "d"
)
WORKSPACE = "00000000-0000-4000-8000-000000000001"


@pytest.fixture
def stub() -> Iterator[Stubber]:
    client = boto3.client("rds-data", region_name=REGION, aws_access_key_id="a", aws_secret_access_key="b")
    with Stubber(client) as stubber:
        yield stubber


class Time:
    """Sleeping takes no time but moves the clock."""

    def __init__(self) -> None:
        self.now = 0.0

    def sleep(self, seconds: float) -> None:
        self.now += seconds

    def clock(self) -> float:
        return self.now


def data_api(stub: Stubber, time: Time, patience_seconds: float = 25.0) -> DataApi:
    return DataApi(
        cast("RDSDataServiceClient", stub.client),
        DATABASE,
        patience_seconds=patience_seconds,
        sleep=time.sleep,
        clock=time.clock,
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, {"value": {"isNull": True}}),
        (True, {"value": {"booleanValue": True}}),
        (3, {"value": {"longValue": 3}}),
        (2.5, {"value": {"doubleValue": 2.5}}),
        ("'; DROP TABLE datasets; --", {"value": {"stringValue": "'; DROP TABLE datasets; --"}}),
        (uuid.UUID(WORKSPACE), {"value": {"stringValue": WORKSPACE}, "typeHint": "UUID"}),
        (date(2026, 11, 23), {"value": {"stringValue": "2026-11-23"}, "typeHint": "DATE"}),
        (Json({"a": [1]}), {"value": {"stringValue": '{"a": [1]}'}, "typeHint": "JSON"}),
    ],
)
def test_each_type_has_its_own_parameter(value: object, expected: dict[str, Any]) -> None:
    assert typed({"p": value}) == [{"name": "p", **expected}]


def test_times_are_sent_as_utc_with_milliseconds() -> None:
    local = datetime(2026, 11, 23, 23, 10, 1, 5000, tzinfo=timezone(timedelta(hours=2)))
    assert typed({"p": local}) == [
        {"name": "p", "value": {"stringValue": "2026-11-23 21:10:01.005"}, "typeHint": "TIMESTAMP"}
    ]
    assert moment(timestamp(local)) == local
    assert moment("2026-11-23 21:10:01").tzinfo is UTC


def test_what_has_no_type_is_refused() -> None:
    with pytest.raises(TypeError, match="set"):
        typed({"p": {1}})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ({"isNull": True}, None),
        ({"longValue": 0}, 0),
        ({"booleanValue": False}, False),
        ({"stringValue": ""}, ""),
        ({"arrayValue": {"longValues": [1, 2]}}, [1, 2]),
    ],
)
def test_fields_become_values(field: dict[str, Any], value: object) -> None:
    assert plain(field) == value


def expect_transaction(stub: Stubber) -> None:
    stub.add_response("begin_transaction", {"transactionId": "t"})
    stub.add_response(
        "execute_statement",
        {"records": []},
        {
            **DATABASE.arguments(),
            "transactionId": "t",
            "sql": "SELECT set_config('role', :role, true),"
            " set_config('app.workspace_id', :workspace_id, true)",
            "parameters": typed({"role": "datainsight_app", "workspace_id": WORKSPACE}),
            "includeResultMetadata": True,
        },
    )


def test_every_transaction_takes_the_role_and_the_workspace_first(stub: Stubber) -> None:
    expect_transaction(stub)
    stub.add_response(
        "execute_statement",
        {
            "columnMetadata": [{"name": "plan"}, {"name": "n"}],
            "records": [[{"stringValue": "free"}, {"isNull": True}]],
        },
    )
    stub.add_response("commit_transaction", {"transactionStatus": "Transaction Committed"})
    with data_api(stub, Time()).transaction(WORKSPACE) as transaction:
        assert transaction.execute("SELECT plan, n FROM workspaces") == [{"plan": "free", "n": None}]
    stub.assert_no_pending_responses()


def test_an_error_rolls_back(stub: Stubber) -> None:
    expect_transaction(stub)
    stub.add_response("rollback_transaction", {"transactionStatus": "Rollback Complete"})
    with pytest.raises(ZeroDivisionError), data_api(stub, Time()).transaction(WORKSPACE):
        raise ZeroDivisionError
    stub.assert_no_pending_responses()


def test_a_workspace_must_be_a_uuid(stub: Stubber) -> None:
    stub.add_response("begin_transaction", {"transactionId": "t"})
    stub.add_response("rollback_transaction", {"transactionStatus": "Rollback Complete"})
    with pytest.raises(ValueError, match="UUID"), data_api(stub, Time()).transaction("' OR 1=1"):
        pass


def test_many_rows_go_in_batches(stub: Stubber) -> None:
    expect_transaction(stub)
    for size in (500, 201):
        stub.add_response(
            "batch_execute_statement",
            {},
            {
                **DATABASE.arguments(),
                "transactionId": "t",
                "sql": "INSERT",
                "parameterSets": [ANY] * size,
            },
        )
    stub.add_response("commit_transaction", {})
    with data_api(stub, Time()).transaction(WORKSPACE) as transaction:
        transaction.execute_many("INSERT", [{"position": index} for index in range(701)])
    stub.assert_no_pending_responses()


def test_waits_for_a_database_that_resumes(stub: Stubber) -> None:
    time = Time()
    for _ in range(4):
        stub.add_client_error("execute_statement", "DatabaseResumingException")
    stub.add_response("execute_statement", {"records": []})
    data_api(stub, time).wake()
    stub.assert_no_pending_responses()
    assert 1.5 < time.now < 4.0


def test_does_not_wait_for_ever(stub: Stubber) -> None:
    time = Time()
    for _ in range(100):
        stub.add_client_error("execute_statement", "DatabaseResumingException")
    with pytest.raises(UnavailableError, match="waking up"):
        data_api(stub, time, patience_seconds=10).wake()
    assert 4.0 < time.now <= 10.0


def test_other_errors_are_not_waited_for(stub: Stubber) -> None:
    stub.add_client_error("execute_statement", "BadRequestException", "syntax error")
    time = Time()
    with pytest.raises(ClientError):
        data_api(stub, time).wake()
    assert time.now == 0
