"""What leads say about the coding."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "check_answer",
        sa.Column("summary_id", sa.String(length=36), nullable=False),
        sa.Column("made_by", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("codes", sa.Text(), nullable=False),
        sa.Column("new_theme", sa.String(length=120), nullable=False),
        sa.Column("codebook_version", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["summary_id"],
            ["summary.id"],
            name="fk_check_answer_summary_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation"], ["organisation.id"], name="fk_check_answer_organisation"
        ),
        sa.PrimaryKeyConstraint("summary_id", "made_by", "number", name="pk_check_answer"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_check_answer_organisation", "check_answer", ["organisation"])


def downgrade() -> None:
    op.drop_table("check_answer")
