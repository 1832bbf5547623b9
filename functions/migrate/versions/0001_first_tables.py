"""The first tables; each row is seen by its workspace only."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Named NOLOGIN: it is never connected to, only taken on by SET LOCAL ROLE.
_ROLE = (
    """
    DO $$ BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'datainsight_app') THEN
            CREATE ROLE datainsight_app NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
        END IF;
    END $$
    """,
    "GRANT datainsight_app TO CURRENT_USER",
    "GRANT USAGE ON SCHEMA public TO datainsight_app",
)

_TABLES = (
    """
    CREATE TABLE users (
        id uuid PRIMARY KEY,
        email text NOT NULL UNIQUE,
        display_name text NOT NULL DEFAULT '',
        created_at timestamptz NOT NULL DEFAULT now()
    )
    """,
    """
    CREATE TABLE workspaces (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        plan text NOT NULL DEFAULT 'free' CHECK (plan IN ('free', 'team')),
        created_at timestamptz NOT NULL DEFAULT now()
    )
    """,
    """
    CREATE TABLE memberships (
        workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        role text NOT NULL CHECK (role IN ('owner', 'member', 'viewer')),
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, user_id)
    )
    """,
    """
    CREATE TABLE datasets (
        id uuid PRIMARY KEY,
        workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        name text NOT NULL,
        object_key text NOT NULL,
        size_bytes bigint,
        etag text,
        status text NOT NULL CHECK (status IN ('awaiting_upload', 'uploaded')),
        goal text NOT NULL,
        latest_analysis_id uuid,
        created_at timestamptz NOT NULL,
        UNIQUE (id, workspace_id)
    )
    """,
    "CREATE INDEX datasets_newest ON datasets (workspace_id, created_at DESC, id DESC)",
    """
    CREATE TABLE analyses (
        id uuid PRIMARY KEY,
        workspace_id uuid NOT NULL,
        dataset_id uuid NOT NULL,
        goal text NOT NULL,
        etag text NOT NULL,
        attempt integer NOT NULL DEFAULT 0,
        status text NOT NULL CHECK (status IN ('queued', 'running', 'completed', 'failed')),
        failure jsonb,
        quality_score double precision,
        row_count bigint,
        column_count integer,
        issue_count integer,
        started_at timestamptz NOT NULL,
        completed_at timestamptz,
        UNIQUE (id, workspace_id),
        FOREIGN KEY (dataset_id, workspace_id) REFERENCES datasets (id, workspace_id) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX analyses_of_dataset ON analyses (dataset_id, started_at)",
    """
    CREATE TABLE insights (
        analysis_id uuid PRIMARY KEY,
        workspace_id uuid NOT NULL,
        headline text NOT NULL,
        story jsonb NOT NULL,
        provider text NOT NULL,
        model text,
        created_at timestamptz NOT NULL,
        FOREIGN KEY (analysis_id, workspace_id) REFERENCES analyses (id, workspace_id) ON DELETE CASCADE
    )
    """,
    """
    CREATE TABLE column_profiles (
        analysis_id uuid NOT NULL,
        workspace_id uuid NOT NULL,
        position integer NOT NULL,
        name text NOT NULL,
        data_type text NOT NULL,
        role text NOT NULL,
        semantic_type text,
        is_pii boolean NOT NULL,
        null_count bigint NOT NULL,
        distinct_count bigint NOT NULL,
        is_exact boolean NOT NULL,
        PRIMARY KEY (analysis_id, position),
        FOREIGN KEY (analysis_id, workspace_id) REFERENCES analyses (id, workspace_id) ON DELETE CASCADE
    )
    """,
)

# NULLIF: after a transaction the setting is an empty text, not null. No workspace set means no row seen.
_CURRENT = "CAST(NULLIF(current_setting('app.workspace_id', true), '') AS uuid)"

_OWN_ROWS = {
    "workspaces": f"id = {_CURRENT}",
    "memberships": f"workspace_id = {_CURRENT}",
    "datasets": f"workspace_id = {_CURRENT}",
    "analyses": f"workspace_id = {_CURRENT}",
    "insights": f"workspace_id = {_CURRENT}",
    "column_profiles": f"workspace_id = {_CURRENT}",
    "users": "EXISTS (SELECT FROM memberships WHERE memberships.user_id = users.id"
    f" AND memberships.workspace_id = {_CURRENT})",
}


def upgrade() -> None:
    """Makes the role, the tables and their policies; FORCE, as the owner of a table is exempt otherwise."""
    for statement in (*_ROLE, *_TABLES):
        op.execute(statement)
    for table, condition in _OWN_ROWS.items():
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY own_workspace ON {table} USING ({condition}) WITH CHECK ({condition})")
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO datainsight_app")


def downgrade() -> None:
    """Drops everything but the role, which other databases of the cluster may use."""
    for table in (
        "column_profiles",
        "insights",
        "analyses",
        "datasets",
        "memberships",
        "workspaces",
        "users",
    ):
        op.execute(f"DROP TABLE {table}")
