"""The RDS Data API over PostgreSQL: Execute, BatchExecute, Begin-, Commit- and RollbackTransaction.

Source: https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/Welcome.html
"""

import json
import threading
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import psycopg

from infra_cdk.local.database.sessions import Key, Sessions
from infra_cdk.local.database.values import DataApiError, api_field, bind, json_value

_RESPONSE_BYTES = 1024 * 1024
Request = Mapping[str, Any]


class Outcome(NamedTuple):
    """What one statement did: rows touched (0 for a query), its columns and its rows, if it has any."""

    updated: int
    columns: list[psycopg.Column]
    rows: list[tuple[Any, ...]] | None


class DataApi:
    """Answers the five calls.

    Args:
        sessions: Connections to the server.
        user_of: PostgreSQL role for the ARN of a database secret; raises KeyError for an unknown one.
        resumes: So many calls are answered as while Aurora wakes up from its pause.
    """

    def __init__(self, sessions: Sessions, user_of: Callable[[str], str], *, resumes: int = 0) -> None:
        self._sessions = sessions
        self._user_of = user_of
        self._resumes = resumes
        self._lock = threading.Lock()
        self._calls: Mapping[str, Callable[[Request], dict[str, Any]]] = {
            "/Execute": self._execute,
            "/BatchExecute": self._batch_execute,
            "/BeginTransaction": self._begin,
            "/CommitTransaction": self._commit,
            "/RollbackTransaction": self._rollback,
        }

    @property
    def paths(self) -> frozenset[str]:
        """Request paths that belong to this service."""
        return frozenset(self._calls)

    def call(self, path: str, request: Request) -> dict[str, Any]:
        """Answers one request.

        Raises:
            DataApiError: The request fails; it says how.
        """
        with self._lock:
            if self._resumes > 0:
                self._resumes -= 1
                raise DataApiError(
                    "DatabaseResumingException",
                    "The Aurora DB instance is resuming after being auto-paused. "
                    "Please wait a few seconds and try again.",
                )
        return self._calls[path](request)

    def _execute(self, request: Request) -> dict[str, Any]:
        ((updated, columns, rows),) = self._run(request, [request.get("parameters") or []])
        answer: dict[str, Any] = {"numberOfRecordsUpdated": updated, "generatedFields": []}
        if rows is not None:
            if request.get("formatRecordsAs") == "JSON":
                names = [column.name for column in columns]
                records = [dict(zip(names, map(json_value, row), strict=True)) for row in rows]
                answer["formattedRecords"] = json.dumps(records)
            else:
                answer["records"] = [[api_field(value) for value in row] for row in rows]
            if request.get("includeResultMetadata"):
                answer["columnMetadata"] = [_metadata(column) for column in columns]
        if len(json.dumps(answer)) > _RESPONSE_BYTES:
            raise DataApiError(
                "BadRequestException", "Database returned more than the allowed response size limit"
            )
        return answer

    def _batch_execute(self, request: Request) -> dict[str, Any]:
        parameter_sets = request.get("parameterSets") or [[]]
        self._run(request, parameter_sets)
        return {"updateResults": [{"generatedFields": []} for _ in parameter_sets]}

    def _begin(self, request: Request) -> dict[str, Any]:
        return {"transactionId": self._sessions.begin(self._key(request))}

    def _commit(self, request: Request) -> dict[str, Any]:
        self._sessions.end(request["transactionId"], commit=True)
        return {"transactionStatus": "Transaction Committed"}

    def _rollback(self, request: Request) -> dict[str, Any]:
        self._sessions.end(request["transactionId"], commit=False)
        return {"transactionStatus": "Rollback Complete"}

    def _key(self, request: Request) -> Key:
        try:
            user = self._user_of(request["secretArn"])
        except KeyError:
            raise DataApiError(
                "BadRequestException", f"Secret {request['secretArn']} is not a database secret"
            ) from None
        return request.get("database") or "postgres", user

    def _run(self, request: Request, parameter_sets: list[Any]) -> list[Outcome]:
        transaction_id = request.get("transactionId")
        lease = (
            self._sessions.transaction(transaction_id)
            if transaction_id
            else self._sessions.statement(self._key(request))
        )
        with lease as connection:
            try:
                if transaction_id or len(parameter_sets) == 1:
                    return _statements(connection, request["sql"], parameter_sets)
                with connection.transaction():
                    return _statements(connection, request["sql"], parameter_sets)
            except psycopg.errors.QueryCanceled as error:
                raise DataApiError("StatementTimeoutException", str(error)) from None
            except psycopg.Error as error:
                raise _database_error(error) from None


def _statements(connection: psycopg.Connection[Any], sql: str, parameter_sets: list[Any]) -> list[Outcome]:
    results: list[Outcome] = []
    with connection.cursor() as cursor:
        for parameters in parameter_sets:
            query, values = bind(sql, parameters)
            # psycopg wants literals so that nobody builds statements from input; here they are the input.
            cursor.execute(query.encode(), values)
            is_query = (cursor.statusmessage or "").startswith("SELECT")
            rows = cursor.fetchall() if cursor.description else None
            updated = 0 if is_query else max(cursor.rowcount, 0)
            results.append(Outcome(updated, cursor.description or [], rows))
    return results


def _database_error(error: psycopg.Error) -> DataApiError:
    found = error.diag
    if not found.sqlstate:
        return DataApiError("BadRequestException", str(error))
    parts = [f"{found.severity or 'ERROR'}: {found.message_primary}"]
    if found.message_detail:
        parts.append(f"Detail: {found.message_detail}")
    if found.statement_position:
        parts.append(f"Position: {found.statement_position}")
    parts.append(f"SQLState: {found.sqlstate}")
    return DataApiError("DatabaseErrorException", "; ".join(parts))


def _metadata(column: psycopg.Column) -> dict[str, Any]:
    known = psycopg.adapters.types.get(column.type_code)
    return {
        "name": column.name,
        "label": column.name,
        "typeName": known.name if known else "unknown",
        "nullable": 1,
        "precision": column.precision or 0,
        "scale": column.scale or 0,
        "type": 0,
    }
