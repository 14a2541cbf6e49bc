"""The audit as a chain that only grows; which text keys are in use; which backups were verified."""

import hashlib
import json

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_REFUSAL = "The audit only grows."


def upgrade() -> None:
    op.add_column("audit", sa.Column("number", sa.Integer(), server_default="0", nullable=False))
    op.add_column(
        "audit", sa.Column("hash", sa.String(length=64), server_default="", nullable=False)
    )
    _chain_what_is_there(op.get_bind())
    op.create_index(
        "ix_audit_organisation_number", "audit", ["organisation", "number"], unique=True
    )
    for statement in _guards(op.get_bind().dialect.name):
        op.execute(sa.text(statement))
    op.create_table(
        "text_key",
        sa.Column("id", sa.String(length=8), nullable=False),
        sa.Column("made_on", sa.String(length=10), nullable=False),
        sa.Column("complete", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_text_key"),
    )
    op.create_table(
        "verified_backup",
        sa.Column("epoch", sa.String(length=64), nullable=False),
        sa.Column("mark", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("verified_on", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("epoch", "mark", name="pk_verified_backup"),
    )


def downgrade() -> None:
    op.drop_table("verified_backup")
    op.drop_table("text_key")
    if op.get_bind().dialect.name == "sqlite":
        op.execute(sa.text("DROP TRIGGER audit_stays"))
        op.execute(sa.text("DROP TRIGGER audit_is_kept"))
    else:
        op.execute(sa.text("DROP TRIGGER audit_stays ON audit"))
        op.execute(sa.text("DROP FUNCTION audit_only_grows"))
    op.drop_index("ix_audit_organisation_number", table_name="audit")
    op.drop_column("audit", "hash")
    op.drop_column("audit", "number")


def _chain_what_is_there(connection: sa.Connection) -> None:
    """Number and hash the rows that were written before there was a chain.

    The same hash as ``sync_server.db.audit.link``, kept here as it was with this step.
    """
    audit = sa.table(
        "audit", *(sa.column(name) for name in "id organisation number at who what hash".split())
    )
    ends: dict[str, tuple[int, str]] = {}
    for row in connection.execute(sa.select(audit).order_by(audit.c.id)).all():
        number, previous = ends.get(row.organisation, (0, ""))
        number += 1
        said = json.dumps(
            [previous, row.organisation, number, row.at, row.who, row.what], separators=(",", ":")
        )
        own = hashlib.sha256(said.encode()).hexdigest()
        connection.execute(
            sa.update(audit).where(audit.c.id == row.id).values(number=number, hash=own)
        )
        ends[row.organisation] = (number, own)


def _guards(dialect: str) -> tuple[str, ...]:
    if dialect == "sqlite":
        refuse = f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        return (
            f"CREATE TRIGGER audit_stays BEFORE UPDATE ON audit {refuse}",
            f"CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit {refuse}",
        )
    return (
        "CREATE FUNCTION audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$",
        "CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE ON audit "
        "FOR EACH ROW EXECUTE FUNCTION audit_only_grows()",
    )
