"""How the analysis that an upload starts measures its file."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing where it is as usual."""
    op.execute("ALTER TABLE datasets ADD COLUMN options jsonb")


def downgrade() -> None:
    """Forgets it; analyses know their own options."""
    op.execute("ALTER TABLE datasets DROP COLUMN options")
