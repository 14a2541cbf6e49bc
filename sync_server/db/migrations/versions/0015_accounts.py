"""Accounts that may be suspended, and invitations to new ones."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    suspended: sa.Column[bool] = sa.Column(
        "suspended", sa.Boolean(), server_default=sa.false(), nullable=False
    )
    op.add_column("account", suspended)
    op.create_table(
        "invitation",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("first_group", sa.String(length=4), nullable=False),
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column("display_name", sa.String(length=120), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("areas", sa.Text(), nullable=False),
        sa.Column("expires_on", sa.String(length=10), nullable=False),
        sa.Column("made_by", sa.String(length=64), nullable=False),
        sa.Column("made_on", sa.String(length=10), nullable=False),
        sa.Column("used", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation"], ["organisation.id"], name="fk_invitation_organisation"
        ),
        sa.PrimaryKeyConstraint("code_hash", name="pk_invitation"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("invitation")
    op.drop_column("account", "suspended")
