"""Members, invitations and the audit log in PostgreSQL, through the RDS Data API.

Each change and its line in the audit log are one transaction. The application's role may add lines and read
them, no more.
"""

import json
import uuid
from datetime import datetime

from datainsight.adapters.data_api import DataApi, Json, Row, Transaction, moment
from datainsight.errors import ConflictError, NotFoundError
from datainsight.models.account import AuditEntry, Invitation, Member, Membership, Role, User


class DataApiWorkspaces:
    """Implements `services.account_ports.WorkspaceStore`."""

    def __init__(self, data_api: DataApi) -> None:
        self._data_api = data_api

    def create(self, user_id: str, workspace: Membership, entry: AuditEntry) -> None:
        """Stores a workspace and its first member."""
        with self._data_api.transaction(workspace.workspace_id, user_id=user_id) as transaction:
            transaction.execute(
                "INSERT INTO workspaces (id, name) VALUES (:id, :name)",
                id=uuid.UUID(workspace.workspace_id),
                name=workspace.name,
            )
            _join(transaction, workspace.workspace_id, user_id, workspace.role)
            _record(transaction, entry)

    def members(self, workspace_id: str) -> tuple[Member, ...]:
        """Everybody who belongs to it."""
        with self._data_api.transaction(workspace_id) as transaction:
            rows = transaction.execute(
                "SELECT users.id, email, display_name, role,"
                " memberships.created_at AT TIME ZONE 'UTC' AS since"
                " FROM memberships JOIN users ON users.id = memberships.user_id"
                " ORDER BY memberships.created_at, users.id"
            )
        return tuple(
            Member(
                user_id=str(row["id"]),
                email=row["email"],
                display_name=row["display_name"],
                role=Role(row["role"]),
                since=moment(row["since"]),
            )
            for row in rows
        )

    def change_role(self, workspace_id: str, user_id: str, role: Role, entry: AuditEntry) -> Membership:
        """Stores another role."""
        with self._data_api.transaction(workspace_id) as transaction:
            _check_an_owner_is_left(transaction, user_id, role)
            transaction.execute(
                "UPDATE memberships SET role = :role WHERE user_id = :user_id",
                role=role.value,
                user_id=uuid.UUID(user_id),
            )
            _record(transaction, entry)
            return Membership(workspace_id=workspace_id, name=_name(transaction), role=role)

    def remove_member(self, workspace_id: str, user_id: str, entry: AuditEntry) -> None:
        """Ends a membership."""
        with self._data_api.transaction(workspace_id) as transaction:
            _check_an_owner_is_left(transaction, user_id, None)
            transaction.execute(
                "DELETE FROM memberships WHERE user_id = :user_id", user_id=uuid.UUID(user_id)
            )
            _record(transaction, entry)

    def invite(self, invitation: Invitation, token_digest: str, entry: AuditEntry) -> None:
        """Stores an invitation in place of an open one of the same address."""
        with self._data_api.transaction(invitation.workspace_id) as transaction:
            transaction.execute("DELETE FROM invitations WHERE email = :email", email=invitation.email)
            transaction.execute(
                "INSERT INTO invitations"
                " (id, workspace_id, email, role, token_digest, created_at, expires_at)"
                " VALUES (:id, :workspace_id, :email, :role, :token_digest,"
                " :created_at AT TIME ZONE 'UTC', :expires_at AT TIME ZONE 'UTC')",
                id=uuid.UUID(invitation.invitation_id),
                workspace_id=uuid.UUID(invitation.workspace_id),
                email=invitation.email,
                role=invitation.role.value,
                token_digest=token_digest,
                created_at=invitation.created_at,
                expires_at=invitation.expires_at,
            )
            _record(transaction, entry)

    def invitations(self, workspace_id: str, now: datetime) -> tuple[Invitation, ...]:
        """Those that can still be accepted."""
        with self._data_api.transaction(workspace_id) as transaction:
            rows = transaction.execute(
                "SELECT id, workspace_id, email, role, created_at AT TIME ZONE 'UTC' AS created_at,"
                " expires_at AT TIME ZONE 'UTC' AS expires_at FROM invitations"
                " WHERE invitations.expires_at > :now AT TIME ZONE 'UTC'"
                " ORDER BY invitations.created_at DESC, id",
                now=now,
            )
        return tuple(map(_invitation, rows))

    def withdraw(self, workspace_id: str, invitation_id: str, entry: AuditEntry) -> bool:
        """Removes an invitation."""
        with self._data_api.transaction(workspace_id) as transaction:
            removed = transaction.execute(
                "DELETE FROM invitations WHERE id = :id RETURNING id", id=uuid.UUID(invitation_id)
            )
            if removed:
                _record(transaction, entry)
        return bool(removed)

    def accept(
        self, workspace_id: str, invitation_id: str, token_digest: str, user: User, entry: AuditEntry
    ) -> Membership | None:
        """Uses an invitation up; its row goes with the first who comes with the token."""
        with self._data_api.transaction(workspace_id, user_id=user.user_id) as transaction:
            used = transaction.execute(
                "DELETE FROM invitations WHERE id = :id AND token_digest = :token_digest"
                " AND email = :email AND expires_at > :now AT TIME ZONE 'UTC' RETURNING role",
                id=uuid.UUID(invitation_id),
                token_digest=token_digest,
                email=user.email,
                now=entry.at,
            )
            if not used:
                return None
            role = _join(transaction, workspace_id, user.user_id, Role(used[0]["role"]))
            _record(transaction, entry)
            return Membership(workspace_id=workspace_id, name=_name(transaction), role=role)

    def record(self, entry: AuditEntry) -> None:
        """Adds a line to the audit log."""
        with self._data_api.transaction(entry.workspace_id) as transaction:
            _record(transaction, entry)

    def audit_log(self, workspace_id: str, limit: int) -> tuple[AuditEntry, ...]:
        """Newest first."""
        with self._data_api.transaction(workspace_id) as transaction:
            rows = transaction.execute(
                "SELECT id, workspace_id, at AT TIME ZONE 'UTC' AS at, user_id, key_id, action, subject,"
                " CAST(details AS text) AS details FROM audit_log"
                " ORDER BY audit_log.at DESC, id LIMIT :limit",
                limit=limit,
            )
        return tuple(map(_entry, rows))


def _join(transaction: Transaction, workspace_id: str, user_id: str, role: Role) -> Role:
    """Makes a member; who is one already keeps their role, which is returned."""
    transaction.execute(
        "INSERT INTO memberships (workspace_id, user_id, role) VALUES (:workspace_id, :user_id, :role)"
        " ON CONFLICT (workspace_id, user_id) DO NOTHING",
        workspace_id=uuid.UUID(workspace_id),
        user_id=uuid.UUID(user_id),
        role=role.value,
    )
    rows = transaction.execute(
        "SELECT role FROM memberships WHERE workspace_id = :workspace_id AND user_id = :user_id",
        workspace_id=uuid.UUID(workspace_id),
        user_id=uuid.UUID(user_id),
    )
    return Role(rows[0]["role"])


def _check_an_owner_is_left(transaction: Transaction, user_id: str, role: Role | None) -> None:
    # Locked, so that two owners who leave at the same time do not both see the other one.
    rows = transaction.execute("SELECT user_id, role FROM memberships ORDER BY user_id FOR UPDATE")
    roles = {str(row["user_id"]): Role(row["role"]) for row in rows}
    if user_id not in roles:
        raise NotFoundError("There is no such member.", where=user_id)
    others = [each for member, each in roles.items() if member != user_id]
    if role is not Role.OWNER and Role.OWNER not in others:
        raise ConflictError(
            "Nobody would own the workspace any more.", remedy="Make somebody else an owner first."
        )


def _name(transaction: Transaction) -> str:
    # By its id: with a user set, the other workspaces of that user are seen too.
    rows = transaction.execute(
        "SELECT name FROM workspaces"
        " WHERE id = CAST(NULLIF(current_setting('app.workspace_id', true), '') AS uuid)"
    )
    return str(rows[0]["name"])


def _record(transaction: Transaction, entry: AuditEntry) -> None:
    transaction.execute(
        "INSERT INTO audit_log (id, workspace_id, at, user_id, key_id, action, subject, details)"
        " VALUES (:id, :workspace_id, :at AT TIME ZONE 'UTC', :user_id, :key_id,"
        " :action, :subject, :details)",
        id=uuid.UUID(entry.entry_id),
        workspace_id=uuid.UUID(entry.workspace_id),
        at=entry.at,
        user_id=uuid.UUID(entry.user_id) if entry.user_id else None,
        key_id=uuid.UUID(entry.key_id) if entry.key_id else None,
        action=entry.action,
        subject=entry.subject,
        details=Json(entry.details),
    )


def _entry(row: Row) -> AuditEntry:
    return AuditEntry(
        entry_id=str(row["id"]),
        workspace_id=str(row["workspace_id"]),
        at=moment(row["at"]),
        user_id=row["user_id"],
        key_id=row["key_id"],
        action=row["action"],
        subject=row["subject"],
        details=json.loads(row["details"]),
    )


def _invitation(row: Row) -> Invitation:
    return Invitation(
        invitation_id=str(row["id"]),
        workspace_id=str(row["workspace_id"]),
        email=row["email"],
        role=Role(row["role"]),
        created_at=moment(row["created_at"]),
        expires_at=moment(row["expires_at"]),
    )
