"""Closed blocks, quarters and years: their cells, and coding again what they hold."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("summary", sa.Column("block", sa.String(length=10), nullable=True))
    op.create_index("ix_summary_block", "summary", ["organisation", "block"])
    op.create_table(
        "block_closed",
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("closed_on", sa.String(length=8), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.Column("codebook_version", sa.Integer(), nullable=False),
        _of_trust("block_closed"),
        sa.PrimaryKeyConstraint("organisation", "period", name="pk_block_closed"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "cell",
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("tree", sa.String(length=8), nullable=False),
        sa.Column("node", sa.String(length=130), nullable=False),
        sa.Column("parent", sa.String(length=130), nullable=True),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("alone", sa.Boolean(), nullable=False),
        sa.Column("masked", sa.Boolean(), nullable=False),
        sa.Column("said", sa.Integer(), nullable=False),
        _of_trust("cell"),
        sa.PrimaryKeyConstraint("organisation", "period", "tree", "node", name="pk_cell"),
        sqlite_with_rowid=False,
    )
    _make_coding()


def _make_coding() -> None:
    op.create_table(
        "coding",
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("code_version", sa.Integer(), nullable=False),
        sa.Column("swaps", sa.Integer(), nullable=False),
        _of_trust("coding"),
        sa.PrimaryKeyConstraint("organisation", name="pk_coding"),
    )
    op.create_table(
        "recoded",
        sa.Column("summary_id", sa.String(length=36), nullable=False),
        sa.Column("code_version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("codes", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["summary_id"], ["summary.id"], name="fk_recoded_summary_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("summary_id", "code_version", name="pk_recoded"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_recoded_code_version", "recoded", ["code_version"])


def downgrade() -> None:
    for table in ("recoded", "coding", "cell", "block_closed"):
        op.drop_table(table)
    op.drop_index("ix_summary_block", table_name="summary")
    op.drop_column("summary", "block")


def _of_trust(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organisation"], ["organisation.id"], name=f"fk_{table}_organisation"
    )
