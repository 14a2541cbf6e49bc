"""The few withdrawn summaries of a quarter are found without a look at all the others."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_summary_withdrawn",
        "summary",
        ["organisation", "quarter"],
        unique=False,
        sqlite_where=sa.text("withdrawn = 1"),
        postgresql_where=sa.text("withdrawn"),
    )


def downgrade() -> None:
    op.drop_index("ix_summary_withdrawn", table_name="summary")
