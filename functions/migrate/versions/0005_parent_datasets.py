"""Datasets that were made of others."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """No foreign key: what was made stays when what it was made of is deleted."""
    op.execute("ALTER TABLE datasets ADD COLUMN parent_dataset_id uuid")


def downgrade() -> None:
    """Forgets where datasets come from."""
    op.execute("ALTER TABLE datasets DROP COLUMN parent_dataset_id")
