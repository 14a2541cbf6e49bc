"""The first tables: trusts, enrolment, accounts, sessions, summaries and their codes."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "organisation",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_organisation"),
    )
    op.create_table(
        "account",
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column("display_name", sa.String(length=120), nullable=False),
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation"], ["organisation.id"], name="fk_account_organisation"
        ),
        sa.PrimaryKeyConstraint("username", name="pk_account"),
    )
    op.create_table(
        "enrolment_code",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("uses_left", sa.Integer(), nullable=False),
        sa.Column("expires_on", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation"], ["organisation.id"], name="fk_enrolment_code_organisation"
        ),
        sa.PrimaryKeyConstraint("code_hash", name="pk_enrolment_code"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "summary",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("quarter", sa.String(length=7), nullable=False),
        sa.Column("week", sa.String(length=8), nullable=False),
        sa.Column("staff_group", sa.String(length=2), nullable=False),
        sa.Column("role_family", sa.String(length=64), nullable=True),
        sa.Column("area", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("themes", sa.Text(), nullable=False),
        sa.Column("plan_made", sa.Boolean(), nullable=False),
        sa.Column("follow_up_agreed", sa.Boolean(), nullable=False),
        sa.Column("support_offered", sa.Text(), nullable=False),
        sa.Column("helpful", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("anonymiser", sa.String(length=32), nullable=False),
        sa.Column("schema", sa.Integer(), nullable=False),
        sa.Column("released_staff_group", sa.Boolean(), nullable=False),
        sa.Column("released_area", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation"], ["organisation.id"], name="fk_summary_organisation"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_summary"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_summary_area",
        "summary",
        ["organisation", "quarter", "area", "released_area"],
        unique=False,
    )
    op.create_index(
        "ix_summary_staff_group",
        "summary",
        ["organisation", "quarter", "staff_group", "released_staff_group"],
        unique=False,
    )
    op.create_table(
        "enrolment_attempt",
        sa.Column("attempt_hash", sa.String(length=64), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["code_hash"], ["enrolment_code.code_hash"], name="fk_enrolment_attempt_code_hash"
        ),
        sa.PrimaryKeyConstraint("attempt_hash", name="pk_enrolment_attempt"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "session",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column("started_at", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["username"], ["account.username"], name="fk_session_username", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token_hash", name="pk_session"),
    )
    op.create_table(
        "summary_code",
        sa.Column("summary_id", sa.String(length=36), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("phrase", sa.Text(), nullable=False),
        sa.Column("codebook_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["summary_id"], ["summary.id"], name="fk_summary_code_summary_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("summary_id", "code", name="pk_summary_code"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("summary_code")
    op.drop_table("session")
    op.drop_table("enrolment_attempt")
    op.drop_index("ix_summary_staff_group", table_name="summary")
    op.drop_index("ix_summary_area", table_name="summary")
    op.drop_table("summary")
    op.drop_table("enrolment_code")
    op.drop_table("account")
    op.drop_table("organisation")
