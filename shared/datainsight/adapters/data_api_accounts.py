"""Users, credentials and memberships in PostgreSQL, through the RDS Data API.

Each transaction says whom it is about (a user, an address), and row-level security shows no more than that.
"""

import uuid

from datainsight.adapters.data_api import DataApi, Row, moment
from datainsight.models.account import Credential, Membership, Role, User


class DataApiAccounts:
    """Implements `services.account_ports.AccountStore`."""

    def __init__(self, data_api: DataApi) -> None:
        self._data_api = data_api

    def credential(self, email: str) -> Credential | None:
        """The account of an address."""
        with self._data_api.transaction(email=email) as transaction:
            rows = transaction.execute(
                "SELECT users.id, email, display_name, created_at AT TIME ZONE 'UTC' AS created_at,"
                " password_hash FROM users JOIN credentials ON credentials.user_id = users.id"
                " WHERE email = :email",
                email=email,
            )
        return Credential(user=_user(rows[0]), password_hash=rows[0]["password_hash"]) if rows else None

    def add_user(self, user: User, password_hash: str, workspace: Membership) -> bool:
        """Stores a user with a workspace, in one transaction."""
        with self._data_api.transaction(workspace.workspace_id, user_id=user.user_id) as transaction:
            added = transaction.execute(
                "INSERT INTO users (id, email, display_name, created_at)"
                " VALUES (:id, :email, :display_name, :created_at AT TIME ZONE 'UTC')"
                " ON CONFLICT (email) DO NOTHING RETURNING id",
                id=uuid.UUID(user.user_id),
                email=user.email,
                display_name=user.display_name,
                created_at=user.created_at,
            )
            if not added:
                return False
            transaction.execute(
                "INSERT INTO credentials (user_id, password_hash) VALUES (:user_id, :password_hash)",
                user_id=uuid.UUID(user.user_id),
                password_hash=password_hash,
            )
            transaction.execute(
                "INSERT INTO workspaces (id, name) VALUES (:id, :name)",
                id=uuid.UUID(workspace.workspace_id),
                name=workspace.name,
            )
            transaction.execute(
                "INSERT INTO memberships (workspace_id, user_id, role)"
                " VALUES (:workspace_id, :user_id, :role)",
                workspace_id=uuid.UUID(workspace.workspace_id),
                user_id=uuid.UUID(user.user_id),
                role=workspace.role.value,
            )
        return True

    def replace_password(self, user_id: str, password_hash: str) -> None:
        """Stores another password."""
        with self._data_api.transaction(user_id=user_id) as transaction:
            transaction.execute(
                "UPDATE credentials SET password_hash = :password_hash, changed_at = now()"
                " WHERE user_id = :user_id",
                user_id=uuid.UUID(user_id),
                password_hash=password_hash,
            )

    def delete(self, user_id: str, workspace_ids: tuple[str, ...]) -> None:
        """Deletes a user and workspaces in one transaction; foreign keys take all their rows along."""
        with self._data_api.transaction(user_id=user_id) as transaction:
            for workspace_id in workspace_ids:
                # The policies compare with it: a row of another workspace could not be deleted here.
                transaction.execute(
                    "SELECT set_config('app.workspace_id', :workspace_id, true)", workspace_id=workspace_id
                )
                transaction.execute("DELETE FROM workspaces WHERE id = :id", id=uuid.UUID(workspace_id))
            transaction.execute("DELETE FROM users WHERE id = :id", id=uuid.UUID(user_id))

    def memberships(self, user_id: str) -> tuple[Membership, ...]:
        """The workspaces of a user."""
        with self._data_api.transaction(user_id=user_id) as transaction:
            rows = transaction.execute(
                "SELECT workspaces.id, name, role FROM memberships"
                " JOIN workspaces ON workspaces.id = memberships.workspace_id"
                " WHERE user_id = :user_id ORDER BY memberships.created_at, workspaces.id",
                user_id=uuid.UUID(user_id),
            )
        return tuple(
            Membership(workspace_id=str(row["id"]), name=row["name"], role=Role(row["role"])) for row in rows
        )


def _user(row: Row) -> User:
    return User(
        user_id=str(row["id"]),
        email=row["email"],
        display_name=row["display_name"],
        created_at=moment(row["created_at"]),
    )
