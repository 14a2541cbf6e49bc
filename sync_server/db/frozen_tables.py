"""The tables of closed periods: which are closed, what their cells hold, and re-coding.

A cell is a node of one tree in one period, never of both trees. Nothing here names a summary
but ``recoded``, which holds what a re-coding has found so far and is emptied by its end.
"""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from sync_server.db.tables import metadata

#: Closed periods. ``period`` is a block, a quarter or a year, ``closed_on`` the ISO week of
#: closing, ``minimum`` the smallest group that its cells are masked for, ``codebook_version``
#: that of the codebook in use when it closed.
block_closed = Table(
    "block_closed",
    metadata,
    Column("organisation", ForeignKey("organisation.id"), primary_key=True),
    Column("period", String(10), primary_key=True),
    Column("closed_on", String(8), nullable=False),
    Column("minimum", Integer, nullable=False),
    Column("codebook_version", Integer, nullable=False),
    sqlite_with_rowid=False,
)

#: ``n`` summaries of a node (``analysis.nodes``) in a closed period; ``masked`` ones are never
#: shown. ``parent`` is the node above it when it closed: areas move later, closed trees do not.
#: ``said`` is the rounded figure that is shown instead of ``n``, always the same.
#: ``alone`` says that a group's summaries all came from one of several places.
cell = Table(
    "cell",
    metadata,
    Column("organisation", ForeignKey("organisation.id"), primary_key=True),
    Column("period", String(10), primary_key=True),
    Column("tree", String(8), primary_key=True),
    Column("node", String(130), primary_key=True),
    Column("parent", String(130)),
    Column("n", Integer, nullable=False),
    Column("alone", Boolean, nullable=False),
    Column("masked", Boolean, nullable=False),
    Column("said", Integer, nullable=False),
    sqlite_with_rowid=False,
)

#: Figures of shown cells that are said otherwise than they round, so that figures around them do
#: not give a small one: ``says`` a multiple of 5, or 0 where the figure is held back. ``measure``
#: is a theme's id under the release ``number`` (0 before there is one), or a question and an
#: answer with a space between, which no release moves: ``number`` 0.
said_aside = Table(
    "said_aside",
    metadata,
    Column("organisation", ForeignKey("organisation.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("period", String(10), primary_key=True),
    Column("tree", String(8), primary_key=True),
    Column("node", String(130), primary_key=True),
    Column("measure", String(64), primary_key=True),
    Column("says", Integer, nullable=False),
    sqlite_with_rowid=False,
)

#: The version of the codes that a trust's summaries have, once all have been coded again;
#: ``swaps`` counts how often that was, so that every process notices.
coding = Table(
    "coding",
    metadata,
    Column("organisation", ForeignKey("organisation.id"), primary_key=True),
    Column("code_version", Integer, nullable=False),
    Column("swaps", Integer, nullable=False),
)

#: Codes found by a re-coding that is under way: a JSON object of code to "", by summary. No
#: wording: that is found again when it is wanted.
recoded = Table(
    "recoded",
    metadata,
    Column("summary_id", ForeignKey("summary.id", ondelete="CASCADE"), primary_key=True),
    Column("code_version", Integer, primary_key=True, autoincrement=False),
    Column("codes", Text, nullable=False),
    sqlite_with_rowid=False,
)
Index("ix_recoded_code_version", recoded.c.code_version)
