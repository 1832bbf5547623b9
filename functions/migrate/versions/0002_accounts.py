"""Accounts: credentials, roles and plans as they are sold, and policies that know the user.

No deployment could start before there were accounts, so nothing that runs knows the names that change here.
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# NULLIF: after a transaction a setting is an empty text, not null. What is not set shows no row.
_WORKSPACE = "CAST(NULLIF(current_setting('app.workspace_id', true), '') AS uuid)"
_USER = "CAST(NULLIF(current_setting('app.user_id', true), '') AS uuid)"
_EMAIL = "NULLIF(current_setting('app.email', true), '')"

# The owner of a table is bound by its policies too (FORCE), and would rename nothing.
_RENAMES = (
    "ALTER TABLE memberships NO FORCE ROW LEVEL SECURITY",
    "ALTER TABLE memberships DROP CONSTRAINT memberships_role_check",
    "UPDATE memberships SET role = 'editor' WHERE role = 'member'",
    (
        "ALTER TABLE memberships ADD CONSTRAINT memberships_role_check"
        " CHECK (role IN ('owner', 'editor', 'viewer'))"
    ),
    "ALTER TABLE memberships FORCE ROW LEVEL SECURITY",
    "ALTER TABLE workspaces NO FORCE ROW LEVEL SECURITY",
    "ALTER TABLE workspaces DROP CONSTRAINT workspaces_plan_check",
    "UPDATE workspaces SET plan = 'pro' WHERE plan = 'team'",
    (
        "ALTER TABLE workspaces ADD CONSTRAINT workspaces_plan_check"
        " CHECK (plan IN ('free', 'pro', 'enterprise'))"
    ),
    "ALTER TABLE workspaces FORCE ROW LEVEL SECURITY",
    "ALTER TABLE users ADD CONSTRAINT users_email_check CHECK (email = lower(email))",
)

# Not a column of users: fellow members may see those, but no password's hash.
_CREDENTIALS = (
    """
    CREATE TABLE credentials (
        user_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
        password_hash text NOT NULL,
        changed_at timestamptz NOT NULL DEFAULT now()
    )
    """,
    "ALTER TABLE credentials ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE credentials FORCE ROW LEVEL SECURITY",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON credentials TO datainsight_app",
    "CREATE INDEX memberships_of_user ON memberships (user_id)",
)

_FELLOW = (
    "EXISTS (SELECT FROM memberships WHERE memberships.user_id = users.id"
    f" AND memberships.workspace_id = {_WORKSPACE})"
)
_JOINED = (
    "EXISTS (SELECT FROM memberships WHERE memberships.workspace_id = workspaces.id"
    f" AND memberships.user_id = {_USER})"
)
_OF_ADDRESS = f"EXISTS (SELECT FROM users WHERE users.id = credentials.user_id AND users.email = {_EMAIL})"

_POLICIES = (
    "DROP POLICY own_workspace ON users",
    f"CREATE POLICY seen ON users FOR SELECT USING (id = {_USER} OR email = {_EMAIL} OR {_FELLOW})",
    f"CREATE POLICY registers ON users FOR INSERT WITH CHECK (id = {_USER})",
    f"CREATE POLICY changes ON users FOR UPDATE USING (id = {_USER}) WITH CHECK (id = {_USER})",
    f"CREATE POLICY leaves ON users FOR DELETE USING (id = {_USER})",
    f"CREATE POLICY own ON credentials USING (user_id = {_USER}) WITH CHECK (user_id = {_USER})",
    f"CREATE POLICY signs_in ON credentials FOR SELECT USING ({_OF_ADDRESS})",
    f"CREATE POLICY own_memberships ON memberships FOR SELECT USING (user_id = {_USER})",
    f"CREATE POLICY joined ON workspaces FOR SELECT USING ({_JOINED})",
)


def upgrade() -> None:
    """Makes the table and the policies."""
    for statement in (*_RENAMES, *_CREDENTIALS, *_POLICIES):
        op.execute(statement)


def downgrade() -> None:
    """Drops what was added; roles and plans keep their names, which the older constraints do not know."""
    for statement in (
        "DROP POLICY joined ON workspaces",
        "DROP POLICY own_memberships ON memberships",
        "DROP TABLE credentials",
        "DROP INDEX memberships_of_user",
        *(f"DROP POLICY {name} ON users" for name in ("seen", "registers", "changes", "leaves")),
        f"CREATE POLICY own_workspace ON users USING ({_FELLOW}) WITH CHECK ({_FELLOW})",
    ):
        op.execute(statement)
