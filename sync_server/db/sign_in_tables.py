"""The tables of signing in: second factors, passkeys, and who somebody is at the trust's own.

Nothing here opens an account to whoever holds a copy of the database: what makes one-time codes
is sealed under the server's secret (which lies in a file), recovery codes are kept as keyed
hashes, and of a passkey there is only the public half.
"""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Integer, String, Table, Text, false

from sync_server.db.tables import metadata

_ACCOUNT = "account.username"

#: The further trusts of an account that reads several; its first one stands with the account.
account_organisation = Table(
    "account_organisation",
    metadata,
    Column("username", ForeignKey(_ACCOUNT, ondelete="CASCADE"), primary_key=True),
    Column("organisation", ForeignKey("organisation.id"), primary_key=True),
)

#: What makes an account's one-time codes, sealed. ``last_step`` is the last 30 seconds whose
#: code was taken: that one and any before it are refused from then on.
second_factor = Table(
    "second_factor",
    metadata,
    Column("username", ForeignKey(_ACCOUNT, ondelete="CASCADE"), primary_key=True),
    Column("secret", Text, nullable=False),
    Column("last_step", BigInteger, nullable=False, server_default="0"),
)

#: Recovery codes that are not used yet, as keyed hashes.
recovery_code = Table(
    "recovery_code",
    metadata,
    Column("username", ForeignKey(_ACCOUNT, ondelete="CASCADE"), primary_key=True),
    Column("code_hash", String(64), primary_key=True),
)

#: Passkeys by the SHA-256 of their id. ``public_key`` is a COSE key in base64url.
passkey = Table(
    "passkey",
    metadata,
    Column("credential_hash", String(64), primary_key=True),
    Column("credential", Text, nullable=False),
    Column("username", ForeignKey(_ACCOUNT, ondelete="CASCADE"), nullable=False),
    Column("public_key", Text, nullable=False),
    Column("sign_count", BigInteger, nullable=False),
    Column("made_on", String(10), nullable=False),
)

#: Who an account is at a provider of the trust's own sign-in.
sign_on_identity = Table(
    "sign_on_identity",
    metadata,
    Column("provider", String(64), primary_key=True),
    Column("subject", String(255), primary_key=True),
    Column("username", ForeignKey(_ACCOUNT, ondelete="CASCADE"), nullable=False),
)

#: Steps of a sign-in that were taken: none is taken twice. Seconds since 1970.
used_step = Table(
    "used_step",
    metadata,
    Column("step_hash", String(64), primary_key=True),
    Column("expires_at", Integer, nullable=False),
)

#: Accounts that are offered and not taken yet, by the keyed hash of the code that opens them. One
#: that was ``used`` stays until it ends, so that a lost answer can be asked for again.
invitation = Table(
    "invitation",
    metadata,
    Column("code_hash", String(64), primary_key=True),
    Column("first_group", String(4), nullable=False),
    Column("organisation", ForeignKey("organisation.id"), nullable=False),
    Column("username", String(64), nullable=False),
    Column("display_name", String(120), nullable=False),
    Column("role", String(16), nullable=False),
    Column("areas", Text, nullable=False),
    Column("expires_on", String(10), nullable=False),
    Column("made_by", String(64), nullable=False),
    Column("made_on", String(10), nullable=False),
    Column("used", Boolean, nullable=False, server_default=false()),
    sqlite_with_rowid=False,
)
