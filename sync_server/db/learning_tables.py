"""What leads say about the coding. Append-only: a later answer stands beside the earlier one.

An answer names its summary, never anything of who wrote it; with the summary it goes.
"""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

from sync_server.db.tables import metadata

#: One answer of one lead about one summary: ``codes`` is a JSON list, empty for "none of them".
#: ``purpose`` says how the summary came to be asked about (audit, uncertain, second), since
#: only audits may be counted as a random sample. ``new_theme`` is what the codebook lacks, in a
#: few words. ``made_on`` is an ISO date.
check_answer = Table(
    "check_answer",
    metadata,
    Column("summary_id", ForeignKey("summary.id", ondelete="CASCADE"), primary_key=True),
    Column("made_by", String(64), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("organisation", ForeignKey("organisation.id"), nullable=False, index=True),
    Column("purpose", String(16), nullable=False),
    Column("codes", Text, nullable=False),
    Column("new_theme", String(120), nullable=False),
    Column("codebook_version", Integer, nullable=False),
    Column("made_on", String(10), nullable=False),
    sqlite_with_rowid=False,
)
