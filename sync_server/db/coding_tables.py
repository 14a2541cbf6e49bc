"""The tables of coding releases: a codebook with an engine fitted on labels with it, by trust.

A release is numbered by its trust, and its number is the version of the codes made with it.
What engines have learnt echoes texts, so it is sealed as they are.
"""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, Text

from sync_server.db.tables import metadata

#: ``state``: fitting, draft, coding (history is being coded again), live, past. ``why``: shipped,
#: refit, codebook. ``codebook`` is the whole text (TOML), ``own`` whether it is the trust's own.
#: ``before`` is the release that a roll-back goes to. ``report`` and ``preview`` are JSON without
#: a word of a text; dates are ISO dates.
coding_release = Table(
    "coding_release",
    metadata,
    Column("organisation", ForeignKey("organisation.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("state", String(16), nullable=False),
    Column("why", String(16), nullable=False),
    Column("codebook", Text, nullable=False),
    Column("own", Boolean, nullable=False),
    Column("before", Integer),
    Column("labels", Integer, nullable=False),
    Column("report", Text, nullable=False),
    Column("preview", Text, nullable=False),
    Column("made_by", String(64), nullable=False),
    Column("made_on", String(10), nullable=False),
    Column("published_on", String(10)),
    sqlite_with_rowid=False,
)

#: A learnt engine in parts, each sealed for its ``id``: "trust/number/place". None where nothing
#: was learnt.
engine_part = Table(
    "engine_part",
    metadata,
    Column("id", String(96), primary_key=True),
    Column("organisation", ForeignKey("organisation.id"), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("words", Text, nullable=False),
    sqlite_with_rowid=False,
)

#: What a release would have said of a summary that it learnt from, had it not: a JSON list of
#: codes. Whoever judges a release by what people checked judges it by this.
held_out = Table(
    "held_out",
    metadata,
    Column("summary_id", ForeignKey("summary.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("codes", Text, nullable=False),
    sqlite_with_rowid=False,
)

#: The codes that the summaries of a closed block had under a release, once it was shown: bits in
#: the order of their ids, packed (base64). So a later release can be held against all that was
#: ever shown.
shown_codes = Table(
    "shown_codes",
    metadata,
    Column("organisation", ForeignKey("organisation.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("block", String(10), primary_key=True),
    Column("bits", Text, nullable=False),
    sqlite_with_rowid=False,
)

#: Figures of closed cells that a release leaves as an earlier one, ``shows``, had them, because
#: too few summaries changed: the difference would speak of those few. ``k`` is that figure.
kept_figure = Table(
    "kept_figure",
    metadata,
    Column("organisation", ForeignKey("organisation.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("period", String(10), primary_key=True),
    Column("tree", String(8), primary_key=True),
    Column("node", String(130), primary_key=True),
    Column("code", String(64), primary_key=True),
    Column("shows", Integer, nullable=False),
    Column("k", Integer, nullable=False),
    sqlite_with_rowid=False,
)
