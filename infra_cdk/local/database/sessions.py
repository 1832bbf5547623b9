"""Connections of the Data API: pooled ones for single statements, held ones for transactions."""

import base64
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import psycopg

from infra_cdk.local.database.values import DataApiError, prepare

# The service rolls back a transaction that nobody touches for three minutes.
_TRANSACTION_SECONDS = 180.0
_STATEMENT_MILLISECONDS = 45_000

Key = tuple[str, str]


@dataclass
class _Transaction:
    connection: psycopg.Connection[Any]
    touched: float
    lock: threading.Lock = field(default_factory=threading.Lock)


class Sessions:
    """Opens, keeps and closes connections.

    Args:
        conninfo: Where the server is; user and database are added.
        clock: Seconds, for the age of transactions.
    """

    def __init__(self, conninfo: str, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._conninfo = conninfo
        self._clock = clock
        self._free: dict[Key, list[psycopg.Connection[Any]]] = {}
        self._transactions: dict[str, _Transaction] = {}
        self._lock = threading.Lock()

    @contextmanager
    def statement(self, key: Key) -> Iterator[psycopg.Connection[Any]]:
        """A connection in autocommit mode for (database, user)."""
        with self._lock:
            free = self._free.setdefault(key, [])
            connection = free.pop() if free else None
        if connection is None:
            connection = self._open(key)
        try:
            yield connection
        finally:
            if not connection.closed:
                with self._lock:
                    self._free[key].append(connection)

    @contextmanager
    def transaction(self, transaction_id: str) -> Iterator[psycopg.Connection[Any]]:
        """The connection of a transaction, for one statement at a time."""
        with self._lock:
            found = self._transactions.get(transaction_id)
        if found is None:
            raise _not_found(transaction_id)
        with found.lock:
            yield found.connection
            found.touched = self._clock()

    def begin(self, key: Key) -> str:
        """Starts a transaction and returns its id; forgotten ones are rolled back on the way."""
        self._expire()
        connection = self._open(key)
        connection.execute("begin")
        transaction_id = base64.b64encode(uuid.uuid4().bytes * 3).decode()
        with self._lock:
            self._transactions[transaction_id] = _Transaction(connection, self._clock())
        return transaction_id

    def end(self, transaction_id: str, *, commit: bool) -> None:
        """Commits or rolls back."""
        with self._lock:
            found = self._transactions.pop(transaction_id, None)
        if found is None:
            raise _not_found(transaction_id)
        with found.lock, found.connection as connection:
            connection.execute("commit" if commit else "rollback")

    def close(self) -> None:
        """Closes every connection; open transactions are rolled back by the server."""
        with self._lock:
            connections = [connection for free in self._free.values() for connection in free]
            connections += [one.connection for one in self._transactions.values()]
            self._free.clear()
            self._transactions.clear()
        for connection in connections:
            connection.close()

    def _expire(self) -> None:
        oldest = self._clock() - _TRANSACTION_SECONDS
        with self._lock:
            expired = [name for name, one in self._transactions.items() if one.touched < oldest]
            connections = [self._transactions.pop(name).connection for name in expired]
        for connection in connections:
            connection.close()

    def _open(self, key: Key) -> psycopg.Connection[Any]:
        database, user = key
        try:
            connection: psycopg.Connection[Any] = psycopg.connect(
                self._conninfo,
                dbname=database,
                user=user,
                autocommit=True,
                options=f"-c statement_timeout={_STATEMENT_MILLISECONDS} -c timezone=UTC",
            )
        except psycopg.OperationalError as error:
            raise DataApiError("BadRequestException", str(error)) from None
        prepare(connection)
        return connection


def _not_found(transaction_id: str) -> DataApiError:
    return DataApiError("TransactionNotFoundException", f"Transaction {transaction_id} is not found", 404)
