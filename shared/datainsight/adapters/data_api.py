"""PostgreSQL through the RDS Data API: typed parameters, transactions of one workspace, patience."""

import json
import random
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from botocore.exceptions import ClientError

from datainsight.adapters.client_errors import code_of
from datainsight.errors import UnavailableError

if TYPE_CHECKING:
    from mypy_boto3_rds_data import RDSDataServiceClient
    from mypy_boto3_rds_data.type_defs import SqlParameterTypeDef

Row = dict[str, Any]
Reply = TypeVar("Reply")

APPLICATION_ROLE = "datainsight_app"

_RESUMING = {"DatabaseResumingException", "DatabaseUnavailableException"}


@dataclass(frozen=True)
class Json:
    """Marks a value that is bound as JSON."""

    value: object


@dataclass(frozen=True)
class Database:
    """Where statements go.

    Attributes:
        cluster_arn: Of the Aurora cluster.
        secret_arn: Of its credentials.
        name: Of the database.
    """

    cluster_arn: str
    secret_arn: str
    name: str

    def arguments(self) -> dict[str, Any]:
        """As every call of the Data API wants them."""
        return {"resourceArn": self.cluster_arn, "secretArn": self.secret_arn, "database": self.name}


class DataApi:
    """Runs statements.

    Args:
        client: Of the RDS Data API.
        database: Where to.
        patience_seconds: How long to wait for a database that resumes.
        sleep: Waits between tries.
        clock: Seconds that only grow.
    """

    def __init__(
        self,
        client: "RDSDataServiceClient",
        database: Database,
        *,
        patience_seconds: float = 25.0,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = client
        self._database = database
        self._patience_seconds = patience_seconds
        self._sleep = sleep
        self._clock = clock

    def wake(self) -> None:
        """Waits until the database answers.

        Raises:
            UnavailableError: It does not within the patience.
        """
        arguments = self._database.arguments()
        self._patiently(lambda: self._client.execute_statement(**arguments, sql="SELECT 1"))

    @contextmanager
    def transaction(
        self, workspace_id: str | None = None, *, user_id: str | None = None, email: str | None = None
    ) -> Iterator["Transaction"]:
        """A transaction that sees and writes no more than its settings allow, whatever its statements say.

        Args:
            workspace_id: Rows of this workspace.
            user_id: Rows of this user, and the workspaces they belong to.
            email: The account of this address, to be read only.

        Raises:
            UnavailableError: The database does not answer within the patience.
        """
        arguments = self._database.arguments()
        transaction_id = self._patiently(lambda: self._client.begin_transaction(**arguments))["transactionId"]
        identity = {"resourceArn": arguments["resourceArn"], "secretArn": arguments["secretArn"]}
        try:
            transaction = Transaction(self._client, self._database, transaction_id)
            # One statement for SET LOCAL ROLE and the settings that the row-level policies compare with.
            settings: dict[str, str] = {"role": APPLICATION_ROLE}
            if workspace_id is not None:
                settings["workspace_id"] = str(uuid.UUID(workspace_id))
            if user_id is not None:
                settings["user_id"] = str(uuid.UUID(user_id))
            if email is not None:
                settings["email"] = email
            calls = ", ".join(
                f"set_config('{name if name == 'role' else f'app.{name}'}', :{name}, true)"
                for name in settings
            )
            transaction.execute(f"SELECT {calls}", **settings)
            yield transaction
        except BaseException:
            self._client.rollback_transaction(**identity, transactionId=transaction_id)
            raise
        self._client.commit_transaction(**identity, transactionId=transaction_id)

    def _patiently(self, call: Callable[[], Reply]) -> Reply:
        """Repeats a call while the database resumes; boto3 does not."""
        deadline = self._clock() + self._patience_seconds
        pause = 0.25
        while True:
            try:
                return call()
            except ClientError as error:
                if code_of(error) not in _RESUMING:
                    raise
                if self._clock() + pause > deadline:
                    raise UnavailableError(
                        "The database is waking up.", remedy="Try again in a few seconds."
                    ) from error
            self._sleep(pause * random.uniform(0.5, 1.0))  # noqa: S311 - jitter needs no secrecy
            pause = min(pause * 2, 4.0)


class Transaction:
    """Statements that are committed together."""

    def __init__(self, client: "RDSDataServiceClient", database: Database, transaction_id: str) -> None:
        self._client = client
        self._arguments = {**database.arguments(), "transactionId": transaction_id}

    def execute(self, sql: str, **parameters: object) -> list[Row]:
        """Runs a statement; returns its rows, if it has any, by column name."""
        reply = self._client.execute_statement(
            **self._arguments, sql=sql, parameters=typed(parameters), includeResultMetadata=True
        )
        names = [column["name"] for column in reply.get("columnMetadata", [])]
        return [dict(zip(names, map(plain, record), strict=True)) for record in reply.get("records", [])]

    def execute_many(self, sql: str, parameter_sets: Sequence[Mapping[str, object]]) -> None:
        """Runs a statement once for each set, in batches that keep a request below its limit of 4 MiB."""
        for start in range(0, len(parameter_sets), 500):
            batch = [typed(each) for each in parameter_sets[start : start + 500]]
            self._client.batch_execute_statement(**self._arguments, sql=sql, parameterSets=batch)


def typed(parameters: Mapping[str, object]) -> "list[SqlParameterTypeDef]":
    """Parameters as the Data API wants them."""
    return [_parameter(name, value) for name, value in parameters.items()]


def _parameter(name: str, value: object) -> "SqlParameterTypeDef":  # noqa: PLR0911 - one line a type
    match value:
        case None:
            return {"name": name, "value": {"isNull": True}}
        case bool():
            return {"name": name, "value": {"booleanValue": value}}
        case int():
            return {"name": name, "value": {"longValue": value}}
        case float():
            return {"name": name, "value": {"doubleValue": value}}
        case uuid.UUID():
            return {"name": name, "value": {"stringValue": str(value)}, "typeHint": "UUID"}
        case datetime():
            return {"name": name, "value": {"stringValue": timestamp(value)}, "typeHint": "TIMESTAMP"}
        case date():
            return {"name": name, "value": {"stringValue": value.isoformat()}, "typeHint": "DATE"}
        case Json():
            return {"name": name, "value": {"stringValue": json.dumps(value.value)}, "typeHint": "JSON"}
        case str():
            return {"name": name, "value": {"stringValue": str(value)}}
    raise TypeError(f"No SQL type for {type(value).__name__}.")


def timestamp(moment: datetime) -> str:
    """UTC without its zone, whole milliseconds: the only form that the Data API takes."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "milliseconds")


def moment(text: str) -> datetime:
    """A timestamptz as the Data API writes it: UTC, its zone lost."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def plain(field: Mapping[str, Any]) -> object:
    """The value of a field of a record."""
    if field.get("isNull"):
        return None
    if "arrayValue" in field:
        return next(iter(field["arrayValue"].values()))
    return next(iter(field.values()))
