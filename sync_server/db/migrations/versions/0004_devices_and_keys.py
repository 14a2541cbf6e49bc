"""Devices with credentials of their own, and the keys that sign tokens and content."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for column in _of_code():
        op.add_column("enrolment_code", column)
    _make_devices()
    _make_keys()


def _make_devices() -> None:
    op.create_table(
        "device",
        sa.Column("credential_hash", sa.String(length=64), nullable=False),
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("areas", sa.Text(), server_default="[]", nullable=False),
        sa.Column("revoked", sa.Boolean(), server_default=sa.false(), nullable=False),
        _of_organisation("device"),
        sa.PrimaryKeyConstraint("credential_hash", name="pk_device"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "issuance",
        sa.Column("credential_hash", sa.String(length=64), nullable=False),
        sa.Column("week", sa.String(length=8), nullable=False),
        sa.Column("signed", sa.Integer(), nullable=False),
        sa.Column("request", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["credential_hash"], ["device.credential_hash"], name="fk_issuance_credential_hash"
        ),
        sa.PrimaryKeyConstraint("credential_hash", name="pk_issuance"),
        sqlite_with_rowid=False,
    )


def _make_keys() -> None:
    op.create_table(
        "issuer_key",
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("quarter", sa.String(length=7), nullable=False),
        sa.Column("area_group", sa.String(length=64), nullable=False),
        sa.Column("key_id", sa.String(length=32), nullable=False),
        sa.Column("areas", sa.Text(), nullable=False),
        sa.Column("modulus", sa.Text(), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("accepted_until", sa.String(length=10), nullable=False),
        _of_organisation("issuer_key"),
        sa.PrimaryKeyConstraint("organisation", "quarter", "area_group", name="pk_issuer_key"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_issuer_key_key_id", "issuer_key", ["key_id"], unique=True)
    op.create_table(
        "trust_key",
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key_id", sa.String(length=32), nullable=False),
        sa.Column("modulus", sa.Text(), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("successor", sa.Text(), nullable=False),
        _of_organisation("trust_key"),
        sa.PrimaryKeyConstraint("organisation", "number", name="pk_trust_key"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("trust_key")
    op.drop_index("ix_issuer_key_key_id", table_name="issuer_key")
    op.drop_table("issuer_key")
    op.drop_table("issuance")
    op.drop_table("device")
    for column in reversed(_of_code()):
        op.drop_column("enrolment_code", column.name)


def _of_code() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("first_group", sa.String(length=4), server_default="", nullable=False),
        sa.Column("areas", sa.Text(), server_default="[]", nullable=False),
        sa.Column("uses", sa.Integer(), server_default="0", nullable=False),
        sa.Column("revoked", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("made_by", sa.String(length=64), server_default="", nullable=False),
        sa.Column("made_on", sa.String(length=10), server_default="", nullable=False),
    )


def _of_organisation(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_organisation"
    return sa.ForeignKeyConstraint(["organisation"], ["organisation.id"], name=name)
