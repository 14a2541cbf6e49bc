"""Spent tokens, the server's epoch and marks, and summaries that their authors withdrew."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "spent_token",
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("item", sa.String(length=64), nullable=False),
        sa.Column("kept_until", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("token", name="pk_spent_token"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_spent_token_kept_until", "spent_token", ["kept_until"], unique=False)
    nothing = sa.text("''")
    state = op.create_table(
        "server_state",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("epoch", sa.String(length=32), nullable=False),
        sa.Column("mark", sa.Integer(), nullable=False),
        sa.Column("durable", sa.Integer(), nullable=False),
        sa.Column("texts_since", sa.String(length=7), server_default=nothing, nullable=False),
        sa.Column("tended_on", sa.String(length=11), server_default=nothing, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_server_state"),
    )
    first = {"id": 1, "epoch": secrets.token_hex(16), "mark": 0, "durable": 0}
    op.bulk_insert(state, [first])
    op.add_column(
        "summary",
        sa.Column("withdrawn", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.add_column("summary", sa.Column("withdraw_until", sa.String(length=8), nullable=True))
    op.create_index("ix_summary_withdrawal", "summary", ["withdrawal"], unique=False)
    there = sa.text("withdraw_until IS NOT NULL")
    op.create_index(
        "ix_summary_withdraw_until",
        "summary",
        ["withdraw_until"],
        unique=False,
        sqlite_where=there,
        postgresql_where=there,
    )


def downgrade() -> None:
    op.drop_index("ix_summary_withdraw_until", table_name="summary")
    op.drop_index("ix_summary_withdrawal", table_name="summary")
    op.drop_column("summary", "withdraw_until")
    op.drop_column("summary", "withdrawn")
    op.drop_table("server_state")
    op.drop_index("ix_spent_token_kept_until", table_name="spent_token")
    op.drop_table("spent_token")
