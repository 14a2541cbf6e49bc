"""The tables of headcount and of approved quotes.

Headcount is kept as two lists, by group and by area, never crossed: nothing asks for both at
once. A quote has no words of its own, only where it stands in its summary's text, so that with
the text it is gone.
"""

from sqlalchemy import Column, ForeignKey, Integer, String, Table

from sync_server.db.tables import metadata

#: The headcount that a trust uses now: ``version`` rises with each, ``as_at`` is the ISO date
#: for which the numbers hold, ``made_on`` the one on which somebody brought them.
headcount_sheet = Table(
    "headcount_sheet",
    metadata,
    Column("organisation", ForeignKey("organisation.id"), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("as_at", String(10), nullable=False),
    Column("made_by", String(64), nullable=False),
    Column("made_on", String(10), nullable=False),
    sqlite_with_rowid=False,
)

#: ``people`` who work in a staff group (tree "group") or in an area (tree "area", a leaf).
headcount = Table(
    "headcount",
    metadata,
    Column("organisation", ForeignKey("organisation.id"), primary_key=True),
    Column("tree", String(8), primary_key=True),
    Column("node", String(64), primary_key=True),
    Column("people", Integer, nullable=False),
    sqlite_with_rowid=False,
)

#: An approved sentence: ``first`` to ``last`` in its summary's text, in code points. ``tree`` and
#: ``node`` are what it is shown with, ``period`` the closed quarter whose figures allow that and
#: ``theme`` what the lead heard in it. ``state`` is live or withdrawn, or refused where it was
#: asked for with its area and may not be: that counts too, or asking would tell more each time.
quote = Table(
    "quote",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("organisation", ForeignKey("organisation.id"), nullable=False, index=True),
    Column("summary_id", ForeignKey("summary.id", ondelete="CASCADE"), nullable=False),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("tree", String(8), nullable=False),
    Column("node", String(130), nullable=False),
    Column("period", String(10), nullable=False),
    Column("theme", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("made_by", String(64), nullable=False),
    Column("made_on", String(10), nullable=False),
    sqlite_with_rowid=False,
)
