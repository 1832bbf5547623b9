"""Invitations, and the audit log that the application may add to and read, but not change."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_WORKSPACE = "CAST(NULLIF(current_setting('app.workspace_id', true), '') AS uuid)"

_TABLES = (
    """
    CREATE TABLE invitations (
        id uuid PRIMARY KEY,
        workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        email text NOT NULL CHECK (email = lower(email)),
        role text NOT NULL CHECK (role IN ('owner', 'editor', 'viewer')),
        token_digest text NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        UNIQUE (workspace_id, email)
    )
    """,
    # No foreign key to users: a line stays when its author has left.
    """
    CREATE TABLE audit_log (
        id uuid PRIMARY KEY,
        workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        at timestamptz NOT NULL,
        user_id uuid,
        key_id uuid,
        action text NOT NULL,
        subject text NOT NULL,
        details jsonb NOT NULL
    )
    """,
    "CREATE INDEX audit_log_newest ON audit_log (workspace_id, at DESC)",
)

_GRANTS = {"invitations": "SELECT, INSERT, DELETE", "audit_log": "SELECT, INSERT"}


def upgrade() -> None:
    """Makes the tables and their policies."""
    for statement in _TABLES:
        op.execute(statement)
    for table, rights in _GRANTS.items():
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(
            f"CREATE POLICY own_workspace ON {table}"
            f" USING (workspace_id = {_WORKSPACE}) WITH CHECK (workspace_id = {_WORKSPACE})"
        )
        op.execute(f"GRANT {rights} ON {table} TO datainsight_app")


def downgrade() -> None:
    """Drops both."""
    for table in _GRANTS:
        op.execute(f"DROP TABLE {table}")
