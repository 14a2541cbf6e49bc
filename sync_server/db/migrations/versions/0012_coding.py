"""Coding releases: a codebook with what was learnt on it, and what each has shown."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "coding_release",
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("why", sa.String(length=16), nullable=False),
        sa.Column("codebook", sa.Text(), nullable=False),
        sa.Column("own", sa.Boolean(), nullable=False),
        sa.Column("before", sa.Integer(), nullable=True),
        sa.Column("labels", sa.Integer(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("preview", sa.Text(), nullable=False),
        sa.Column("made_by", sa.String(length=64), nullable=False),
        sa.Column("made_on", sa.String(length=10), nullable=False),
        sa.Column("published_on", sa.String(length=10), nullable=True),
        _of_trust("coding_release"),
        sa.PrimaryKeyConstraint("organisation", "number", name="pk_coding_release"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "engine_part",
        sa.Column("id", sa.String(length=96), nullable=False),
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        _of_trust("engine_part"),
        sa.PrimaryKeyConstraint("id", name="pk_engine_part"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_engine_part_organisation", "engine_part", ["organisation"])
    op.create_table(
        "held_out",
        sa.Column("summary_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("codes", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["summary_id"], ["summary.id"], name="fk_held_out_summary_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("summary_id", "number", name="pk_held_out"),
        sqlite_with_rowid=False,
    )
    _shown()


def _shown() -> None:
    op.create_table(
        "shown_codes",
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("block", sa.String(length=10), nullable=False),
        sa.Column("bits", sa.Text(), nullable=False),
        _of_trust("shown_codes"),
        sa.PrimaryKeyConstraint("organisation", "number", "block", name="pk_shown_codes"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "kept_figure",
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("tree", sa.String(length=8), nullable=False),
        sa.Column("node", sa.String(length=130), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("shows", sa.Integer(), nullable=False),
        sa.Column("k", sa.Integer(), nullable=False),
        _of_trust("kept_figure"),
        sa.PrimaryKeyConstraint(
            "organisation", "number", "period", "tree", "node", "code", name="pk_kept_figure"
        ),
        sqlite_with_rowid=False,
    )


def _of_trust(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organisation"], ["organisation.id"], name=f"fk_{table}_organisation"
    )


def downgrade() -> None:
    for table in ("kept_figure", "shown_codes", "held_out", "engine_part", "coding_release"):
        op.drop_table(table)
