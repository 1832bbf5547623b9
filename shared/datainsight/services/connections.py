"""Connections to tables elsewhere: made, listed, tried, looked through, deleted."""

import uuid
from collections.abc import Iterator

from datainsight.errors import ConflictError, DataInsightError, NotFoundError, RefusedError, UsageError
from datainsight.models.account import Principal
from datainsight.models.analysis import FailureCause
from datainsight.models.base import Frozen
from datainsight.models.connection import (
    Connection,
    Credentials,
    EntryPage,
    MongoTarget,
    PostgresTarget,
    S3Target,
    SourceAccess,
    Target,
    WebTarget,
)
from datainsight.services.account_ports import AccountPorts
from datainsight.services.audit import entry_of
from datainsight.services.connection_ports import ConnectionPorts, CredentialVault
from datainsight.services.failure_causes import cause_at_source, code_of

MOST_CONNECTIONS = 50

_KNOWN: dict[type, frozenset[str]] = {
    PostgresTarget: frozenset({"password"}),
    MongoTarget: frozenset({"password"}),
    S3Target: frozenset({"access_key_id", "secret_access_key", "session_token"}),
    WebTarget: frozenset({"user", "password", "token", "query"}),
}
"""What each kind of target asks for."""


class ConnectionCommand(Frozen):
    """What a connection is to be.

    Attributes:
        name: For people.
        target: Where to.
        credentials: As whom.
    """

    name: str
    target: Target
    credentials: Credentials = Credentials()


class ConnectionChanges(Frozen):
    """What is to be another way; None leaves it.

    Attributes:
        name: For people.
        target: Where to, as a whole.
        credentials: As whom; none at all forgets them.
    """

    name: str | None = None
    target: Target | None = None
    credentials: Credentials | None = None


class ConnectionCheck(Frozen):
    """What trying a connection came to.

    Attributes:
        server: What answered; None where nothing did.
        failure: Why not; None where it did.
    """

    server: str | None = None
    failure: FailureCause | None = None


def create_connection(
    command: ConnectionCommand, *, principal: Principal, ports: ConnectionPorts, accounts: AccountPorts
) -> Connection:
    """Stores a connection, its credentials in the vault only; nothing is connected to.

    Raises:
        UsageError: The host may not be connected to, or the credentials are not those of its kind.
        ConflictError: The workspace has as many connections as it may.
    """
    _require_fit(command.target, command.credentials)
    _judge(command.target, ports=ports)
    if len(ports.connections.list(principal.workspace_id)) >= MOST_CONNECTIONS:
        raise ConflictError(f"A workspace has at most {MOST_CONNECTIONS} connections.", remedy="Delete one.")
    connection = Connection(
        connection_id=str(uuid.uuid4()),
        workspace_id=principal.workspace_id,
        name=command.name,
        target=command.target,
        has_credentials=bool(command.credentials.plain()),
        created_by=principal.user_id,
        created_at=ports.now(),
    )
    accounts.workspaces.record(
        entry_of(principal, "connection.created", connection.connection_id, now=ports.now)
    )
    # The row first: what breaks in between leaves a connection that can be deleted, never a lost secret.
    ports.connections.add(connection)
    if connection.has_credentials:
        ports.vault.keep(connection.workspace_id, connection.connection_id, command.credentials)
    return connection


def get_connection(connection_id: str, *, workspace_id: str, ports: ConnectionPorts) -> Connection:
    """One connection.

    Raises:
        NotFoundError: The workspace has no such connection.
    """
    found = ports.connections.get(workspace_id, connection_id)
    if found is None:
        raise NotFoundError("There is no such connection.", where=connection_id)
    return found


def change_connection(
    connection_id: str,
    changes: ConnectionChanges,
    *,
    principal: Principal,
    ports: ConnectionPorts,
    accounts: AccountPorts,
) -> Connection:
    """Another name or place; the credentials stay unless others are given.

    Where others would receive them they have to be given again: whoever may change a connection need not know
    its password, and must not be able to have it sent to a host of theirs. The audit log says what changed.

    Raises:
        NotFoundError: The workspace has no such connection.
        UsageError: The host may not be connected to, the credentials are not those of its kind, or they would
            go elsewhere unasked.
    """
    connection = get_connection(connection_id, workspace_id=principal.workspace_id, ports=ports)
    changed = _changed(connection, changes)
    given = changes.credentials
    if changed.target != connection.target:
        _judge(changed.target, ports=ports)
    if changed.target.receiver != connection.target.receiver and connection.has_credentials and given is None:
        raise UsageError(
            "The stored credentials are not sent to another place.",
            where="#/credentials",
            remedy="Give those of the new place, or {} for none.",
        )
    kept = ports.vault.find(connection.workspace_id, connection_id) if connection.has_credentials else None
    _require_fit(changed.target, given if given is not None else kept or Credentials())
    what = ", ".join(_differences(connection, changed, has_credentials=given is not None))
    accounts.workspaces.record(
        entry_of(principal, "connection.changed", connection_id, now=ports.now, changed=what)
    )
    if given is not None and given.plain():
        ports.vault.keep(connection.workspace_id, connection_id, given)
    if not ports.connections.replace(changed):
        ports.vault.forget(connection.workspace_id, connection_id)
        raise NotFoundError("There is no such connection.", where=connection_id)
    if given is not None and not given.plain():
        ports.vault.forget(connection.workspace_id, connection_id)
    return changed


def _changed(connection: Connection, changes: ConnectionChanges) -> Connection:
    update: dict[str, object] = {}
    if changes.name is not None:
        update["name"] = changes.name
    if changes.target is not None:
        update["target"] = changes.target
    if changes.credentials is not None:
        update["has_credentials"] = bool(changes.credentials.plain())
    return connection.model_copy(update=update)


def _differences(old: Connection, new: Connection, *, has_credentials: bool) -> Iterator[str]:
    """Names of what changed, and where it leads now; never credentials."""
    if old.name != new.name:
        yield "name"
    before, after = old.target.model_dump(), new.target.model_dump()
    yield from (f"{name} ({value})" for name, value in after.items() if before.get(name) != value)
    if has_credentials:
        yield "credentials"


def replace_credentials(
    connection_id: str,
    credentials: Credentials,
    *,
    principal: Principal,
    ports: ConnectionPorts,
    accounts: AccountPorts,
) -> Connection:
    """Other credentials from now on, as after a change of a password.

    Raises:
        NotFoundError: The workspace has no such connection.
        UsageError: They are not those of its kind.
    """
    connection = get_connection(connection_id, workspace_id=principal.workspace_id, ports=ports)
    _require_fit(connection.target, credentials)
    accounts.workspaces.record(
        entry_of(principal, "connection.credentials_replaced", connection_id, now=ports.now)
    )
    changed = connection.model_copy(update={"has_credentials": bool(credentials.plain())})
    if not ports.connections.replace(changed):
        raise NotFoundError("There is no such connection.", where=connection_id)
    if changed.has_credentials:
        ports.vault.keep(connection.workspace_id, connection_id, credentials)
    else:
        ports.vault.forget(connection.workspace_id, connection_id)
    return changed


def delete_connection(
    connection_id: str, *, principal: Principal, ports: ConnectionPorts, accounts: AccountPorts
) -> None:
    """Forgets a connection and its credentials, at once and for good; what was imported stays.

    Raises:
        NotFoundError: The workspace has no such connection.
    """
    get_connection(connection_id, workspace_id=principal.workspace_id, ports=ports)
    # The secret first: a broken deletion can be repeated while the row is there.
    ports.vault.forget(principal.workspace_id, connection_id)
    ports.connections.delete(principal.workspace_id, connection_id)
    accounts.workspaces.record(entry_of(principal, "connection.deleted", connection_id, now=ports.now))


def forget_connections(workspace_id: str, *, ports: ConnectionPorts) -> None:
    """Forgets all connections of a workspace that goes away, with their credentials."""
    for each in ports.connections.list(workspace_id):
        ports.vault.forget(workspace_id, each.connection_id)
        ports.connections.delete(workspace_id, each.connection_id)


def check_connection(connection_id: str, *, workspace_id: str, ports: ConnectionPorts) -> ConnectionCheck:
    """Connects; that it cannot be done is an answer and no error.

    Raises:
        NotFoundError: The workspace has no such connection.
    """
    connection = get_connection(connection_id, workspace_id=workspace_id, ports=ports)
    try:
        return ConnectionCheck(server=ports.source_browser.check(access_of(connection, vault=ports.vault)))
    except DataInsightError as error:
        code = code_of(error)
        if code is None:
            raise
        return ConnectionCheck(failure=cause_at_source(error, code))


def browse_connection(
    connection_id: str,
    path: str,
    *,
    limit: int,
    cursor: str | None,
    workspace_id: str,
    ports: ConnectionPorts,
) -> EntryPage:
    """What lies at a path behind a connection.

    Raises:
        NotFoundError: The workspace has no such connection.
        UsageError: The path or the cursor is none.
        SourceNotFoundError: There is nothing there.
        UnreadableError: It cannot be reached, or refuses.
        RefusedError: The host may not be connected to.
    """
    connection = get_connection(connection_id, workspace_id=workspace_id, ports=ports)
    return ports.source_browser.entries(access_of(connection, vault=ports.vault), path, limit, cursor)


def access_of(connection: Connection, *, vault: CredentialVault) -> SourceAccess:
    """With credentials."""
    found = None
    if connection.has_credentials:
        found = vault.find(connection.workspace_id, connection.connection_id)
        if found is None:
            raise UsageError("The credentials of this connection are gone.", remedy="Give them again.")
    return SourceAccess(
        target=connection.target,
        credentials=found or Credentials(),
        external_id=connection.workspace_id,
    )


def _judge(target: Target, *, ports: ConnectionPorts) -> None:
    try:
        ports.source_browser.judge(target)
    except RefusedError as error:
        raise UsageError(error.what, where="#/target", remedy=error.remedy) from error


def _require_fit(target: Target, credentials: Credentials) -> None:
    given = credentials.plain().keys()
    for name in sorted(given - _KNOWN[type(target)]):
        raise UsageError(
            f"A connection of this kind has no {name}.", where=f"#/credentials/{name}", remedy="Leave it out."
        )
    if isinstance(target, S3Target):
        _require_fit_s3(target, frozenset(given))
    if isinstance(target, WebTarget) and "user" not in given and "password" in given:
        raise UsageError("A password needs its user.", where="#/credentials/user")
    if isinstance(target, WebTarget) and {"user", "token"} <= given:
        raise UsageError("Give a user with password, or a token.", where="#/credentials/token")


def _require_fit_s3(target: S3Target, given: frozenset[str]) -> None:
    if (target.access == "role") != (target.role_arn is not None):
        raise UsageError(
            "A role's ARN belongs to the access `role`, and to that only.", where="#/target/role_arn"
        )
    needed = {"access_key_id", "secret_access_key"}
    if target.access == "keys" and not needed <= given:
        raise UsageError("The access `keys` needs an access key and its secret.", where="#/credentials")
    if target.access != "keys" and given:
        raise UsageError(f"The access `{target.access}` takes no keys.", where="#/credentials")
