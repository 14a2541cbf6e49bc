"""Headcount by group and by area; sentences that a lead approved as quotes."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "headcount_sheet",
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("as_at", sa.String(length=10), nullable=False),
        sa.Column("made_by", sa.String(length=64), nullable=False),
        sa.Column("made_on", sa.String(length=10), nullable=False),
        _of_trust("headcount_sheet"),
        sa.PrimaryKeyConstraint("organisation", name="pk_headcount_sheet"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "headcount",
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("tree", sa.String(length=8), nullable=False),
        sa.Column("node", sa.String(length=64), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        _of_trust("headcount"),
        sa.PrimaryKeyConstraint("organisation", "tree", "node", name="pk_headcount"),
        sqlite_with_rowid=False,
    )
    _make_quote()


def _make_quote() -> None:
    op.create_table(
        "quote",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("summary_id", sa.String(length=36), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("tree", sa.String(length=8), nullable=False),
        sa.Column("node", sa.String(length=130), nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("theme", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("made_by", sa.String(length=64), nullable=False),
        sa.Column("made_on", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["summary_id"], ["summary.id"], name="fk_quote_summary_id", ondelete="CASCADE"
        ),
        _of_trust("quote"),
        sa.PrimaryKeyConstraint("id", name="pk_quote"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_quote_organisation", "quote", ["organisation"])


def downgrade() -> None:
    for table in ("quote", "headcount", "headcount_sheet"):
        op.drop_table(table)


def _of_trust(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organisation"], ["organisation.id"], name=f"fk_{table}_organisation"
    )
