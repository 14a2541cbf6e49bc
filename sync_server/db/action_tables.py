"""What comes of the themes: actions, and the board reports as they were issued.

Neither names a summary or holds a word of one. Figures stand here only as they were shown.
"""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

from sync_server.db.tables import metadata

#: An action that answers a theme, in each of its versions; the highest says how it stands.
#: ``tree`` and ``node`` say for whom (``analysis.nodes``), ``owner`` is a post and no person,
#: ``from_day`` the ISO date from which it should be felt, ``edited_on`` an ISO date.
theme_action = Table(
    "theme_action",
    metadata,
    Column("organisation", ForeignKey("organisation.id"), primary_key=True),
    Column("id", String(36), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("theme", String(64), nullable=False),
    Column("tree", String(8), nullable=False),
    Column("node", String(130), nullable=False),
    Column("words", Text, nullable=False),
    Column("owner", String(160), nullable=False),
    Column("from_day", String(10), nullable=False),
    Column("state", String(16), nullable=False),
    Column("edited_by", String(64), nullable=False),
    Column("edited_on", String(10), nullable=False),
    sqlite_with_rowid=False,
)

#: A report as it was issued: ``document`` is JSON of all that it says. The second one about a
#: period has number 2 and a ``reason``. ``minimum`` was the smallest group then, ``issued_on``
#: an ISO date. Rows are added and never changed.
report_issue = Table(
    "report_issue",
    metadata,
    Column("organisation", ForeignKey("organisation.id"), primary_key=True),
    Column("period", String(10), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("issued_on", String(10), nullable=False),
    Column("issued_by", String(64), nullable=False),
    Column("reason", Text, nullable=False),
    Column("minimum", Integer, nullable=False),
    Column("document", Text, nullable=False),
    sqlite_with_rowid=False,
)
