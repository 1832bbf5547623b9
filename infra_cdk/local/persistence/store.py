"""The SQLite file of the data directory. One connection, used under a lock from all threads.

A write is complete when the call returns: the file is in WAL mode, so a killed process loses nothing.
"""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_SCHEMA = """
CREATE TABLE IF NOT EXISTS objects (
    bucket TEXT NOT NULL, key TEXT NOT NULL, file TEXT NOT NULL, etag TEXT NOT NULL, size INTEGER NOT NULL,
    modified TEXT NOT NULL, metadata TEXT NOT NULL, tags TEXT NOT NULL,
    PRIMARY KEY (bucket, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS items (
    "table" TEXT NOT NULL, key TEXT NOT NULL, item TEXT NOT NULL, PRIMARY KEY ("table", key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS executions (
    arn TEXT PRIMARY KEY, machine TEXT NOT NULL, name TEXT NOT NULL, input TEXT NOT NULL,
    started TEXT NOT NULL, status TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS deliveries (
    id TEXT PRIMARY KEY, target TEXT NOT NULL, payload TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS triggers (name TEXT PRIMARY KEY, fingerprint TEXT NOT NULL) WITHOUT ROWID;
"""
_VERSION = 1


class StoreClosedError(RuntimeError):
    """The stack is stopping; what was asked for does not happen any more."""


class Store:
    """Opens (and creates) the file.

    It is the first thing that closes when the stack stops: from then on a request fails instead of being
    acknowledged and lost, and the errors that threads of the state machine run into are not taken for the
    end of their executions.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = sqlite3.connect(
            path, check_same_thread=False, isolation_level=None
        )
        self._connection.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;" + _SCHEMA)
        self._connection.execute(f"PRAGMA user_version = {_VERSION}")

    @property
    def is_open(self) -> bool:
        """Whether writes still count."""
        return self._connection is not None

    def write(self, statement: str, values: Sequence[Any] = ()) -> int:
        """Runs one statement and returns how many rows it changed.

        Raises:
            StoreClosedError: After `close`.
        """
        with self._lock:
            if self._connection is None:
                raise StoreClosedError("the local stack is stopping")
            return self._connection.execute(statement, values).rowcount

    def read(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query; none after `close`."""
        with self._lock:
            return [] if self._connection is None else self._connection.execute(query, values).fetchall()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Several writes that happen all or not at all."""
        with self._lock:
            self.write("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self.write("ROLLBACK")
                raise
            self.write("COMMIT")

    def close(self) -> None:
        """Ends writing."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None
