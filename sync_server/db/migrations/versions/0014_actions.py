"""Actions that answer a theme, and board reports as they were issued."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "theme_action",
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("theme", sa.String(length=64), nullable=False),
        sa.Column("tree", sa.String(length=8), nullable=False),
        sa.Column("node", sa.String(length=130), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(length=160), nullable=False),
        sa.Column("from_day", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("edited_by", sa.String(length=64), nullable=False),
        sa.Column("edited_on", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation"], ["organisation.id"], name="fk_theme_action_organisation"
        ),
        sa.PrimaryKeyConstraint("organisation", "id", "version", name="pk_theme_action"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "report_issue",
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("issued_on", sa.String(length=10), nullable=False),
        sa.Column("issued_by", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation"], ["organisation.id"], name="fk_report_issue_organisation"
        ),
        sa.PrimaryKeyConstraint("organisation", "period", "number", name="pk_report_issue"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("report_issue")
    op.drop_table("theme_action")
