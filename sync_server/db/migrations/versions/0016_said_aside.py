"""Figures of themes and answers that are said otherwise than they round."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "said_aside",
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("tree", sa.String(length=8), nullable=False),
        sa.Column("node", sa.String(length=130), nullable=False),
        sa.Column("measure", sa.String(length=64), nullable=False),
        sa.Column("says", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation"], ["organisation.id"], name="fk_said_aside_organisation"
        ),
        sa.PrimaryKeyConstraint(
            "organisation", "number", "period", "tree", "node", "measure", name="pk_said_aside"
        ),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("said_aside")
