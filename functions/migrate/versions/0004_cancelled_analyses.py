"""Analyses that somebody stopped, and lists of a workspace's analyses."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One more status, and an index in the order of the list."""
    op.execute("ALTER TABLE analyses DROP CONSTRAINT analyses_status_check")
    op.execute(
        "ALTER TABLE analyses ADD CONSTRAINT analyses_status_check"
        " CHECK (status IN ('queued', 'running', 'completed', 'failed', 'cancelled'))"
    )
    op.execute("CREATE INDEX analyses_newest ON analyses (workspace_id, started_at DESC, id DESC)")


def downgrade() -> None:
    """Takes both back; cancelled analyses become failed ones."""
    op.execute("DROP INDEX analyses_newest")
    op.execute("ALTER TABLE analyses DROP CONSTRAINT analyses_status_check")
    op.execute("UPDATE analyses SET status = 'failed' WHERE status = 'cancelled'")
    op.execute(
        "ALTER TABLE analyses ADD CONSTRAINT analyses_status_check"
        " CHECK (status IN ('queued', 'running', 'completed', 'failed'))"
    )
