"""Tables of running the server: which text keys are in use, which backups were verified.

No key stands here, only the name of one; and of a backup only what it is known by.
"""

from sqlalchemy import Boolean, Column, Integer, String, Table, false

from sync_server.db.tables import metadata

#: The keys that texts are sealed with, by id. ``complete`` says that no text is under another:
#: until then re-sealing goes on at the next start. Dates are ISO 8601.
text_key = Table(
    "text_key",
    metadata,
    Column("id", String(8), primary_key=True),
    Column("made_on", String(10), nullable=False),
    Column("complete", Boolean, nullable=False, server_default=false()),
)

#: Backups that were opened again and found whole. ``mark`` is the server's mark at which the
#: copy was taken, ``epoch`` the life of the server that it belongs to, ``digest`` the SHA-256 of
#: the file; ``verified_on`` is an ISO date.
verified_backup = Table(
    "verified_backup",
    metadata,
    Column("epoch", String(64), primary_key=True),
    Column("mark", Integer, primary_key=True, autoincrement=False),
    Column("digest", String(64), nullable=False),
    Column("verified_on", String(10), nullable=False),
)
