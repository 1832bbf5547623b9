"""Connections to a PostgreSQL server that may only read, and what is told of its refusals."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from datainsight.connectors.libraries import load
from datainsight.connectors.limits import ConnectorLimits
from datainsight.connectors.locations import SourceUrl, without_secrets
from datainsight.errors import SourceNotFoundError, UnreadableError, UsageError

if TYPE_CHECKING:
    from psycopg import Connection

    AnyConnection = Connection[tuple[object, ...]]

DEFAULT_PORT = 5432
_FOR_OTHERS = {
    *("host", "port", "user", "password", "dbname"),
    *("sslmode", "channel_binding", "connect_timeout", "application_name"),
}
"""libpq knows others that read files of the machine, or dial other hosts."""

_VERIFYING = "verify-full"
_ENCRYPTED = frozenset({"require", "verify-ca", _VERIFYING})


@dataclass(frozen=True)
class Session:
    """How to connect.

    Attributes:
        parameters: Of libpq.
        shown: The URL as it may be shown.
        secrets: What must not be told.
        limits: Bounds.
    """

    parameters: Mapping[str, str | int]
    shown: str
    secrets: tuple[str, ...]
    limits: ConnectorLimits

    @classmethod
    def of(cls, location: SourceUrl, limits: ConnectorLimits) -> "Session":
        """What a URL says, with a time limit; the address is settled here where hosts are guarded.

        Raises:
            UsageError: PostgreSQL's own library does not understand the URL.
            RefusedError: The host or a parameter is forbidden.
        """
        psycopg = load("psycopg", "postgres")
        try:
            parameters: dict[str, str | int] = psycopg.conninfo.conninfo_to_dict(location.without_own())
        except psycopg.Error as error:
            reason = without_secrets(str(error), location.secrets())
            raise UsageError(f"the URL is not understood ({reason}).", where=location.shown) from error
        secrets = tuple({*location.secrets(), str(parameters.get("password") or "")} - {""})
        parameters.setdefault("connect_timeout", limits.connect_seconds)
        parameters.setdefault("application_name", "datainsight")
        if limits.hosts.is_guarded:
            _refuse_parameters(parameters, location.shown)
            parameters.setdefault("sslmode", "require")
            host, port = str(parameters.get("host", "")), str(parameters.get("port", DEFAULT_PORT))
            hosts = limits.hosts if parameters["sslmode"] in _ENCRYPTED else limits.hosts.allowed_only()
            parameters["hostaddr"] = hosts.reachable(host, int(port) if port.isdecimal() else 0)
            if parameters["sslmode"] == _VERIFYING:
                # What libpq calls the system's authorities is not where its wheel looks for them.
                parameters["sslrootcert"] = load("certifi", "http").where()
            # The default is a file of the machine; a name that is none keeps libpq from looking.
            parameters.setdefault("passfile", "/dev/null")
        return cls(parameters, location.shown, secrets, limits)

    @contextmanager
    def snapshot(self, snapshot_id: str | None = None) -> "Iterator[AnyConnection]":
        """A read-only transaction that sees one state of the database.

        Args:
            snapshot_id: See what the transaction sees that exported it.
        """
        psycopg = load("psycopg", "postgres")
        connection: AnyConnection
        with psycopg.connect(**self.parameters, client_encoding="UTF8", autocommit=True) as connection:
            milliseconds = self.limits.statement_seconds * 1000
            connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            if snapshot_id is not None:
                connection.execute(psycopg.sql.SQL("SET TRANSACTION SNAPSHOT {}").format(snapshot_id))
            for name, value in (
                ("statement_timeout", str(milliseconds)),
                ("idle_in_transaction_session_timeout", str(max(milliseconds, 600_000))),
                ("synchronize_seqscans", "off"),  # rows come in the order of the pages
            ):
                connection.execute("SELECT set_config(%s, %s, true)", (name, value))
            try:
                yield connection
            finally:
                if not connection.closed and not connection.broken:
                    connection.execute("ROLLBACK")


def _refuse_parameters(parameters: Mapping[str, object], shown: str) -> None:
    wrong = sorted(parameters.keys() - _FOR_OTHERS)
    if wrong:
        raise UsageError(
            f"the parameter {wrong[0]} is not allowed here.", where=shown, remedy="Leave it out."
        )


@contextmanager
def explained(session: Session) -> Iterator[None]:
    """Turns the library's errors into ours, without secrets.

    Raises:
        SourceNotFoundError: The database, table or column does not exist.
        UnreadableError: The server cannot be reached, or refuses.
    """
    psycopg = load("psycopg", "postgres")
    try:
        yield
    except psycopg.errors.QueryCanceled as error:
        raise UnreadableError(
            f"the statement took longer than {session.limits.statement_seconds} seconds.",
            where=session.shown,
            remedy="Read a part of the table by ?query=…",
        ) from error
    except (psycopg.errors.UndefinedTable, psycopg.errors.InvalidCatalogName) as error:
        raise SourceNotFoundError(
            _said(error, session), where=session.shown, remedy="Check the name."
        ) from error
    except psycopg.errors.ReadOnlySqlTransaction as error:
        raise UnreadableError(
            "the query would change the database; only reading is possible.", where=session.shown
        ) from error
    except psycopg.errors.SyntaxError as error:
        said = _said(error, session)
        if "multiple commands" in said:
            said = "these are several statements"
        raise UnreadableError(
            f"the database does not understand the query ({said}).",
            where=session.shown,
            remedy="Send one SELECT.",
        ) from error
    except psycopg.OperationalError as error:
        raise UnreadableError(
            f"the database cannot be reached ({_said(error, session)}).",
            where=session.shown,
            remedy="Check host, port, user, password and sslmode.",
        ) from error
    except psycopg.Error as error:
        raise UnreadableError(
            f"the database refuses ({_said(error, session)}).", where=session.shown
        ) from error


def _said(error: BaseException, session: Session) -> str:
    """The first line of what the server or libpq says."""
    diagnosis = getattr(getattr(error, "diag", None), "message_primary", None)
    return without_secrets(str(diagnosis or error), session.secrets).rstrip(".")
