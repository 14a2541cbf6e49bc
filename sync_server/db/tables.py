"""The tables. Migrations build the same schema; a test holds the two together.

What is left out matters as much as what is kept. The summary table has no arrival time, no
sender, no address and no running number. On SQLite it is a WITHOUT ROWID table: its rows lie
in the order of their random ids, so the file does not keep the order in which they came.
"""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    false,
    text,
    true,
)

#: The default of a text that is empty for rows from before; plain "" is not compared as such.
EMPTY = text("''")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

#: A trust: the document is ``Organisation.to_document()`` as JSON. ``version`` rises with
#: everything that devices are to fetch: the document and what is published below.
organisation = Table(
    "organisation",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("document", Text, nullable=False),
    Column("version", Integer, nullable=False, server_default="1"),
)

#: Enrolment codes, kept only as a keyed hash; ``first_group`` is what people tell them apart by.
#: ``areas`` is a JSON list, empty for all; ``uses`` how many devices it was made for. Dates are
#: ISO 8601.
enrolment_code = Table(
    "enrolment_code",
    metadata,
    Column("code_hash", String(64), primary_key=True),
    Column("organisation", ForeignKey("organisation.id"), nullable=False),
    Column("uses_left", Integer, nullable=False),
    Column("expires_on", String(10), nullable=False),
    Column("first_group", String(4), nullable=False, server_default=EMPTY),
    Column("areas", Text, nullable=False, server_default="[]"),
    Column("uses", Integer, nullable=False, server_default="0"),
    Column("revoked", Boolean, nullable=False, server_default=false()),
    Column("made_by", String(64), nullable=False, server_default=EMPTY),
    Column("made_on", String(10), nullable=False, server_default=EMPTY),
    sqlite_with_rowid=False,
)

#: Answered tries, so that a repeated request gets the same answer. Hash of code and try.
enrolment_attempt = Table(
    "enrolment_attempt",
    metadata,
    Column("attempt_hash", String(64), primary_key=True),
    Column("code_hash", ForeignKey("enrolment_code.code_hash"), nullable=False),
    sqlite_with_rowid=False,
)

#: People who may sign in. ``password_hash`` is an Argon2id string (RFC 9106), empty where
#: somebody signs in at the trust's own sign-in only. ``areas`` is a JSON list: empty means all.
#: Whoever is ``suspended`` keeps the account and gets in no way.
account = Table(
    "account",
    metadata,
    Column("username", String(64), primary_key=True),
    Column("display_name", String(120), nullable=False),
    Column("organisation", ForeignKey("organisation.id"), nullable=False),
    Column("role", String(16), nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("areas", Text, nullable=False, server_default="[]"),
    Column("suspended", Boolean, nullable=False, server_default=false()),
)

#: Open sessions of those accounts. Times are whole seconds since 1970; ``factor`` says how the
#: person proved who they are, ``organisation`` which of several trusts they look at now.
session = Table(
    "session",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("username", ForeignKey("account.username", ondelete="CASCADE"), nullable=False),
    Column("started_at", Integer, nullable=False),
    Column("seen_at", Integer, nullable=False),
    Column("organisation", String(64)),
    Column("factor", String(16), nullable=False, server_default="password"),
)

#: Summaries as received. ``released_*`` mark what a lead's two views may count (see
#: ``sync_server.analysis.suppression``); ``digest`` tells a repeat from another content.
#: ``withdrawal`` is the hash of a code that only the author's device has. A text that was
#: ``looked_again`` at is counted and never quoted. A ``withdrawn`` one has lost its text and
#: goes on being counted where it was; ``withdraw_until`` is the last ISO week in which that may
#: be asked, and is emptied afterwards. ``block`` is the closed block that counts it for good.
summary = Table(
    "summary",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("organisation", ForeignKey("organisation.id"), nullable=False),
    Column("quarter", String(7), nullable=False),
    Column("week", String(8), nullable=False),
    Column("staff_group", String(2), nullable=False),
    Column("role_family", String(64)),
    Column("area", String(64), nullable=False),
    Column("kind", String(64), nullable=False),
    Column("text", Text, nullable=False),
    Column("themes", Text, nullable=False),
    Column("plan_made", Boolean, nullable=False),
    Column("follow_up_agreed", Boolean, nullable=False),
    Column("support_offered", Text, nullable=False),
    Column("helpful", Integer),
    Column("self_referral", String(8)),
    Column("language", String(5), nullable=False),
    Column("anonymiser", String(32), nullable=False),
    Column("schema", Integer, nullable=False),
    Column("released_staff_group", Boolean, nullable=False),
    Column("released_area", Boolean, nullable=False),
    Column("withdrawal", String(64)),
    Column("looked_again", Boolean, nullable=False, server_default=false()),
    Column("withdrawn", Boolean, nullable=False, server_default=false()),
    Column("withdraw_until", String(8)),
    Column("block", String(10)),
    sqlite_with_rowid=False,
)
Index("ix_summary_withdrawal", summary.c.withdrawal)
Index("ix_summary_block", summary.c.organisation, summary.c.block)
Index(
    "ix_summary_withdraw_until",
    summary.c.withdraw_until,
    sqlite_where=summary.c.withdraw_until.is_not(None),
    postgresql_where=summary.c.withdraw_until.is_not(None),
)
Index(
    "ix_summary_withdrawn",
    summary.c.organisation,
    summary.c.quarter,
    sqlite_where=text("withdrawn = 1"),
    postgresql_where=text("withdrawn"),
)
Index(
    "ix_summary_staff_group",
    summary.c.organisation,
    summary.c.quarter,
    summary.c.staff_group,
    summary.c.released_staff_group,
)
Index(
    "ix_summary_area",
    summary.c.organisation,
    summary.c.quarter,
    summary.c.area,
    summary.c.released_area,
)

#: What a summary's text was found to speak of. ``phrase`` is the wording that matched, empty
#: where the two people picked the theme themselves.
summary_code = Table(
    "summary_code",
    metadata,
    Column("summary_id", ForeignKey("summary.id", ondelete="CASCADE"), primary_key=True),
    Column("code", String(64), primary_key=True),
    Column("phrase", Text, nullable=False),
    Column("codebook_version", Integer, nullable=False),
    sqlite_with_rowid=False,
)

#: What the server wanted looked at once more, and did not store: the places alone, as JSON, by
#: the hash of the author's code. Nothing of the text, no trust, no summary's number.
#: ``kept_until`` is a Monday at least 28 days on, so that it does not tell the day it came.
held_look = Table(
    "held_look",
    metadata,
    Column("withdrawal", String(64), primary_key=True),
    Column("places", Text, nullable=False),
    Column("reason", String(32), nullable=False),
    Column("kept_until", String(10), nullable=False),
    sqlite_with_rowid=False,
)

#: Texts that a lead flagged: hidden from then on. ``made_on`` is the ISO date of the lead's act,
#: ``text_there`` whether the summary still has its text.
flag = Table(
    "flag",
    metadata,
    Column("summary_id", ForeignKey("summary.id", ondelete="CASCADE"), primary_key=True),
    Column("withdrawal", String(64)),
    Column("made_by", String(64), nullable=False),
    Column("made_on", String(10), nullable=False),
    Column("text_there", Boolean, nullable=False, server_default=true()),
    sqlite_with_rowid=False,
)

#: A trust's guides, overlays and services (TOML) and its lists (JSON). The row with the highest
#: version says how an item stands. Rows are only added, but drafts go once the item is published
#: or taken back, and the text of a roster goes when another takes its place. ``edited_on`` is an
#: ISO date.
content_item = Table(
    "content_item",
    metadata,
    Column("organisation", ForeignKey("organisation.id"), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("language", String(5), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("state", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("edited_by", String(64), nullable=False),
    Column("edited_on", String(10), nullable=False),
)

#: What those with an account did: their own acts, at work, to the minute. Never a person's words.
#: Rows of a trust are numbered from 1, and ``hash`` covers the row before (``db.audit``).
audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("organisation", ForeignKey("organisation.id"), nullable=False),
    Column("number", Integer, nullable=False, server_default="0"),
    Column("at", String(16), nullable=False),
    Column("who", String(64), nullable=False),
    Column("what", String(200), nullable=False),
    Column("hash", String(64), nullable=False, server_default=EMPTY),
)
Index("ix_audit_organisation_number", audit.c.organisation, audit.c.number, unique=True)
