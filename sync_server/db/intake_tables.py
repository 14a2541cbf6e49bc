"""The tables of intake, beside the summaries: spent tokens, and the server's own state.

A spent token is kept as a hash, with the hash of the item it was spent on and a day that is the
same for every token of its quarter. There is no time, no sender and no running number, and on
SQLite the rows lie in the order of their hashes.
"""

from sqlalchemy import Column, Index, Integer, String, Table

from sync_server.db.tables import EMPTY, metadata

#: Tokens that were used up by a stored summary. ``token`` is the SHA-256 of the issuer key's id
#: and the token's nonce, ``item`` that of the summary's id. ``kept_until`` is the ISO date of
#: the last day of the key's quarter a year later.
spent_token = Table(
    "spent_token",
    metadata,
    Column("token", String(64), primary_key=True),
    Column("item", String(64), nullable=False),
    Column("kept_until", String(10), nullable=False),
    sqlite_with_rowid=False,
)
Index("ix_spent_token_kept_until", spent_token.c.kept_until)

#: One row, of id 1. ``epoch`` is random and new after every restore; ``mark`` rises with every
#: backup that is begun, ``durable`` is the mark of the last one that was verified. Texts of the
#: quarters before ``texts_since`` have been deleted; ``tended_on`` is the ISO date on which the
#: server last looked for what has been kept long enough, with a "?" while it doubts its clock.
#: ``digests`` names how every summary's digest is kept; empty where some are as they were before.
server_state = Table(
    "server_state",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("epoch", String(32), nullable=False),
    Column("mark", Integer, nullable=False),
    Column("durable", Integer, nullable=False),
    Column("texts_since", String(7), nullable=False, server_default=EMPTY),
    Column("tended_on", String(11), nullable=False, server_default=EMPTY),
    Column("digests", String(8), nullable=False, server_default=EMPTY),
)
