"""The tables of devices and keys: who may have tokens signed, and under which keys.

Nothing here is ever shown with a summary. A device is known by the hash of a credential that it
shows for tokens and content only; of what was signed for it there is a count for one ISO week.
"""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, false

from sync_server.db.tables import metadata

#: Enrolled devices by the SHA-256 of their credential. ``areas`` is a JSON list of what the
#: enrolment code was for: empty means all. There is no word about which code that was.
device = Table(
    "device",
    metadata,
    Column("credential_hash", String(64), primary_key=True),
    Column("organisation", ForeignKey("organisation.id"), nullable=False),
    Column("areas", Text, nullable=False, server_default="[]"),
    Column("revoked", Boolean, nullable=False, server_default=false()),
    sqlite_with_rowid=False,
)

#: How many tokens a device had signed in one ISO week: nothing finer, and one week only.
#: ``request`` is the SHA-256 of the last list of blinded messages, which are random to all but
#: the device, so that asking again after a lost answer costs nothing.
issuance = Table(
    "issuance",
    metadata,
    Column("credential_hash", ForeignKey("device.credential_hash"), primary_key=True),
    Column("week", String(8), nullable=False),
    Column("signed", Integer, nullable=False),
    Column("request", String(64), nullable=False),
    sqlite_with_rowid=False,
)

#: The keys that sign tokens: one for each group of areas and quarter, from their first need to
#: the quarter's end. ``area_group`` is the area that a key is for, empty for the group of small
#: ones; ``areas`` a JSON list. ``sealed`` is the private half under the server's secret;
#: ``accepted_until`` the last ISO date on which tokens under the key are taken.
issuer_key = Table(
    "issuer_key",
    metadata,
    Column("organisation", ForeignKey("organisation.id"), primary_key=True),
    Column("quarter", String(7), primary_key=True),
    Column("area_group", String(64), primary_key=True),
    Column("key_id", String(32), nullable=False),
    Column("areas", Text, nullable=False),
    Column("modulus", Text, nullable=False),
    Column("sealed", Text, nullable=False),
    Column("accepted_until", String(10), nullable=False),
    sqlite_with_rowid=False,
)
Index("ix_issuer_key_key_id", issuer_key.c.key_id, unique=True)

#: The keys that sign what a trust publishes; the highest number is in use. ``successor`` is the
#: key itself, signed by the one before it (JSON), empty for a trust's first.
trust_key = Table(
    "trust_key",
    metadata,
    Column("organisation", ForeignKey("organisation.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("key_id", String(32), nullable=False),
    Column("modulus", Text, nullable=False),
    Column("sealed", Text, nullable=False),
    Column("successor", Text, nullable=False),
    sqlite_with_rowid=False,
)
