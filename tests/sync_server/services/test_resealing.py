"""Keys of texts change while people write; no word is lost, none stays under the old one."""

import threading
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, update

from sync_server.db.engine import open_database
from sync_server.db.sealing import phrase_of
from sync_server.db.tables import summary, summary_code
from sync_server.errors import ServerError
from sync_server.parts import Parts
from sync_server.services.resealing import Resealing
from sync_server.services.text_cipher import (
    TextCipher,
    TextUnreadable,
    load_cipher,
    sealed_with,
)
from tests.sync_server.stock import CANARY, PHRASE, put, stock, words
from tests.sync_server.trust import Server


def keys_in_use(parts: Parts) -> set[str | None]:
    with parts.database.read() as connection:
        stored = [
            *connection.execute(select(summary.c.text)).scalars(),
            *connection.execute(select(summary_code.c.phrase)).scalars(),
        ]
    return {sealed_with(word) for word in stored}


def test_a_rotation_while_people_write_leaves_every_word_under_the_new_key(
    either_server: Server,
) -> None:
    parts = either_server.parts
    stored = dict(stock(parts, 20))
    old = parts.cipher.keys.current
    stop = threading.Event()

    def write() -> None:
        database, cipher = open_database(parts.settings.url), load_cipher(file)
        while not stop.is_set():
            stored.update(put(database, cipher, 1))
        database.close()

    file = parts.settings.text_keys_file
    writer = threading.Thread(target=write)
    writer.start()
    assert parts.resealing.rotate() >= 40
    stop.set()
    writer.join()
    new = parts.cipher.keys.current
    parts.resealing.run()
    assert keys_in_use(parts) == {new} != {old}
    found = words(parts.database, parts.cipher)
    assert found == {identity: f"{CANARY} {identity}." for identity in stored}
    assert parts.resealing.drop_unused() == [], "not on the same day"
    tomorrow = Resealing(parts.database, parts.cipher, lambda: date(2999, 1, 1))
    assert tomorrow.drop_unused() == [old]
    assert list(parts.cipher.keys.all()) == [new]
    assert words(parts.database, parts.cipher) == found


def test_what_was_broken_off_is_finished_at_the_next_start(server: Server) -> None:
    parts = server.parts
    stored = stock(parts, 3)
    parts.cipher.keys.add()  # and then the power goes
    again = Parts(parts.settings)
    assert keys_in_use(again) == {again.cipher.keys.current}
    assert words(again.database, again.cipher).keys() == stored.keys()
    assert again.resealing.begin() == 0
    again.database.close()


def test_texts_from_before_are_sealed_at_the_start(server: Server) -> None:
    parts = server.parts
    stock(parts, 2)
    with parts.database.write() as connection:
        connection.execute(update(summary).values(text="Written plainly."))
    parts.resealing.rotate()
    assert set(words(parts.database, parts.cipher).values()) == {"Written plainly."}
    assert keys_in_use(parts) == {parts.cipher.keys.current}


def test_a_server_does_not_start_with_keys_that_are_not_the_databases(
    server: Server, tmp_path: Path
) -> None:
    stock(server.parts, 2)
    file = server.parts.settings.text_keys_file
    kept = file.read_bytes()
    file.rename(tmp_path / "lost.keys")
    with pytest.raises(ServerError, match="Put that file back"):
        Parts(server.parts.settings)
    file.write_bytes(kept)
    again = Parts(server.parts.settings)
    assert len(words(again.database, again.cipher)) == 2
    again.database.close()


def sealed_before(cipher: TextCipher, text: str, identity: str) -> str:
    """Seal as version 1 did: bound to the summary's number, whatever it is."""
    sealed = cipher.seal(text, identity)
    return sealed.replace("v2.", "v1.", 1)


def test_wordings_from_before_are_read_and_bound_to_their_place_by_the_next_purge(
    either_server: Server,
) -> None:
    parts = either_server.parts
    stock(parts, 3)
    with parts.database.write() as connection:
        for row in connection.execute(select(summary_code)).all():
            mine = summary_code.c.summary_id == row.summary_id
            before = sealed_before(parts.cipher, PHRASE, row.summary_id)
            connection.execute(update(summary_code).where(mine).values(phrase=before))
        rows = connection.execute(select(summary_code)).all()
    place = phrase_of(rows[0].summary_id, rows[0].code)
    assert parts.cipher.open(rows[0].phrase, place) == PHRASE
    parts.resealing.drop_unused()
    with parts.database.read() as connection:
        after = {row.summary_id: row.phrase for row in connection.execute(select(summary_code))}
        texts = {row.id: row.text for row in connection.execute(select(summary))}
    for row in rows:
        place = phrase_of(row.summary_id, row.code)
        assert parts.cipher.open(after[row.summary_id], place) == PHRASE
        # Neither opens in the place of the other, nor under another code.
        for stored, other in (
            (after[row.summary_id], row.summary_id),
            (texts[row.summary_id], place),
            (after[row.summary_id], phrase_of(row.summary_id, "another")),
        ):
            with pytest.raises(TextUnreadable):
                parts.cipher.open(stored, other)
