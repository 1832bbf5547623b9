"""Who brought a dataset."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Who leaves for good is nobody's owner any more; what they brought stays with the workspace."""
    op.execute("ALTER TABLE datasets ADD COLUMN created_by uuid REFERENCES users ON DELETE SET NULL")


def downgrade() -> None:
    """Forgets who brought what."""
    op.execute("ALTER TABLE datasets DROP COLUMN created_by")
