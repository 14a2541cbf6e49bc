"""Second factors, passkeys, the trust's own sign-in, several trusts and single areas."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("account", sa.Column("areas", sa.Text(), server_default="[]", nullable=False))
    op.add_column("session", sa.Column("organisation", sa.String(length=64), nullable=True))
    op.add_column(
        "session",
        sa.Column("factor", sa.String(length=16), server_default="password", nullable=False),
    )
    op.create_table(
        "account_organisation",
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column("organisation", sa.String(length=64), nullable=False),
        _of_account("account_organisation"),
        sa.ForeignKeyConstraint(
            ["organisation"],
            ["organisation.id"],
            name="fk_account_organisation_organisation",
        ),
        sa.PrimaryKeyConstraint("username", "organisation", name="pk_account_organisation"),
    )
    op.create_table(
        "second_factor",
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("last_step", sa.BigInteger(), server_default="0", nullable=False),
        _of_account("second_factor"),
        sa.PrimaryKeyConstraint("username", name="pk_second_factor"),
    )
    op.create_table(
        "recovery_code",
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        _of_account("recovery_code"),
        sa.PrimaryKeyConstraint("username", "code_hash", name="pk_recovery_code"),
    )
    _make_keys()


def _make_keys() -> None:
    op.create_table(
        "passkey",
        sa.Column("credential_hash", sa.String(length=64), nullable=False),
        sa.Column("credential", sa.Text(), nullable=False),
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column("public_key", sa.Text(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("made_on", sa.String(length=10), nullable=False),
        _of_account("passkey"),
        sa.PrimaryKeyConstraint("credential_hash", name="pk_passkey"),
    )
    op.create_table(
        "sign_on_identity",
        sa.Column("provider", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("username", sa.String(length=64), nullable=False),
        _of_account("sign_on_identity"),
        sa.PrimaryKeyConstraint("provider", "subject", name="pk_sign_on_identity"),
    )
    op.create_table(
        "used_step",
        sa.Column("step_hash", sa.String(length=64), nullable=False),
        sa.Column("expires_at", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("step_hash", name="pk_used_step"),
    )


def _of_account(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["username"], ["account.username"], name=f"fk_{table}_username", ondelete="CASCADE"
    )


def downgrade() -> None:
    for table in (
        "used_step",
        "sign_on_identity",
        "passkey",
        "recovery_code",
        "second_factor",
        "account_organisation",
    ):
        op.drop_table(table)
    op.drop_column("session", "factor")
    op.drop_column("session", "organisation")
    op.drop_column("account", "areas")
