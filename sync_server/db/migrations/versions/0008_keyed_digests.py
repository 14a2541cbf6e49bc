"""Whether every summary's digest is kept under the server's secret; the server sees to it."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "server_state",
        sa.Column("digests", sa.String(length=8), server_default="", nullable=False),
    )


def downgrade() -> None:
    op.drop_column("server_state", "digests")
