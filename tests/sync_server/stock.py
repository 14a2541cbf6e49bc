"""A server's data with something in it: summaries with sealed words, acts in the audit."""

import uuid
from pathlib import Path

from sqlalchemy import select

from app.domain.summary import WireSummary
from sync_server.db.audit import Audit
from sync_server.db.engine import Database
from sync_server.db.repositories import Organisations
from sync_server.db.server_state import ServerState
from sync_server.db.summaries import Summaries
from sync_server.db.tables import session
from sync_server.db.tables import summary as table
from sync_server.parts import Parts
from sync_server.services.data import Data
from sync_server.services.recovery_key import PrivateHalf, PublicHalf, make_pair, read_private
from sync_server.services.summary_row import content_digest, summary_row
from sync_server.services.text_cipher import TextCipher
from tests.sync_server.trust import PASSWORD, TRUST, summary

CANARY = "Zephyr canary wording"
PHRASE = "quokka phrase"


def put(database: Database, cipher: TextCipher, number: int) -> dict[str, int]:
    """Store ``number`` summaries one by one; give the mark each was stored under, by id."""
    marks = {}
    for _ in range(number):
        identity = str(uuid.uuid4())
        said = WireSummary.from_wire(summary(id=identity, text=f"{CANARY} {identity}."))
        code = {"summary_id": identity, "code": "meals", "phrase": PHRASE, "codebook_version": 1}
        with database.write() as connection:
            store = Summaries(connection, TRUST.id, cipher)
            Organisations(connection).lock(TRUST.id)  # as intake does, and in that order
            marks[identity] = ServerState(connection).hold().mark
            assert store.add([summary_row(said, content_digest(said))])
            store.add_codes([code])
    return marks


def words(database: Database, cipher: TextCipher) -> dict[str, str]:
    """Give every stored text, opened, by its summary's id."""
    with database.read() as connection:
        rows = connection.execute(select(table.c.id, table.c.text)).all()
    return {row.id: cipher.open(row.text, row.id) for row in rows}


def stock(parts: Parts, number: int = 12) -> dict[str, int]:
    """Store summaries, acts and somebody's open session."""
    parts.accounts.create("lead", "A Lead", TRUST.id, PASSWORD)
    with parts.database.write() as connection:
        for n in range(5):
            Audit(connection, TRUST.id).add("lead", f"published guide {n}", "2026-11-02T10:15")
        open_session = {"token_hash": "5e55", "username": "lead", "started_at": 1, "seen_at": 1}
        connection.execute(session.insert().values(**open_session))
    return put(parts.database, parts.cipher, number)


def data_of(parts: Parts) -> Data:
    return Data(parts.settings, parts.database, parts.cipher)


def recovery_key(folder: Path) -> tuple[PublicHalf, PrivateHalf]:
    file = folder / "recovery.key"
    public = make_pair(file)
    return public, read_private(file)
