"""The second look: what is to be looked at again, and texts that a lead flagged."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("summary", sa.Column("withdrawal", sa.String(length=64), nullable=True))
    op.add_column(
        "summary",
        sa.Column("looked_again", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.create_table(
        "held_look",
        sa.Column("withdrawal", sa.String(length=64), nullable=False),
        sa.Column("places", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("kept_until", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("withdrawal", name="pk_held_look"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "flag",
        sa.Column("summary_id", sa.String(length=36), nullable=False),
        sa.Column("withdrawal", sa.String(length=64), nullable=True),
        sa.Column("made_by", sa.String(length=64), nullable=False),
        sa.Column("made_on", sa.String(length=10), nullable=False),
        sa.Column("text_there", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.ForeignKeyConstraint(
            ["summary_id"], ["summary.id"], name="fk_flag_summary_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("summary_id", name="pk_flag"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("flag")
    op.drop_table("held_look")
    op.drop_column("summary", "looked_again")
    op.drop_column("summary", "withdrawal")
