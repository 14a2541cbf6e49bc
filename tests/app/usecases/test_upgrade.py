"""A profile of the first format is brought up to date, whatever interrupts it."""

import pytest

from app.domain.errors import StoreFull, WrongPassphrase
from app.store.port import FORMAT
from app.vault import envelope as envelopes
from app.vault.envelope import Envelope
from app.vault.secrets import Passphrase
from tests.app.usecases.first_format import first_format_profile
from tests.app.usecases.parts import OTHER_WORDS, WORDS, Place, nobody_asks, run

RIGHT = Passphrase(WORDS)
NOTES = ["note 0", "note 1", "note 2"]


def test_the_first_right_passphrase_brings_a_profile_up_to_date() -> None:
    async def story() -> None:
        place = Place()
        header = await first_format_profile(place, WORDS)
        with pytest.raises(WrongPassphrase):
            await place.desk.unlock(header, Passphrase(OTHER_WORDS), nobody_asks)
        opened = await place.desk.unlock(header, RIGHT, nobody_asks)
        assert sorted(found["words"] for found in opened.tables.all("notes")) == NOTES
        assert opened.tables.set_aside == ()
        assert await place.desk.profiles() == [opened.header]
        assert (opened.header.format, opened.header.tries) == (FORMAT, 0)
        kept = Envelope.from_document(opened.header.envelope)
        assert (kept.format, kept.is_outdated()) == (envelopes.FORMAT, False)
        await place.desk.close(opened)
        again = await place.desk.unlock(header, RIGHT, nobody_asks)
        assert again.tables.set_aside == ()
        assert again.header == opened.header

    run(story())


def test_an_upgrade_may_be_interrupted_at_every_write() -> None:
    async def story() -> None:
        whole = Place()
        header = await first_format_profile(whole, WORDS)
        records = await whole.store.load(header.id)
        before = whole.store.writes
        await whole.desk.unlock(header, RIGHT, nobody_asks)
        writes = whole.store.writes - before
        assert writes >= 2
        for survived in range(writes):
            place = Place()
            await place.store.add_profile(header, records)
            place.store.dies_after(survived, StoreFull())
            try:
                early = await place.desk.unlock(header, RIGHT, nobody_asks)
                # All but the new header was written: that alone keeps nobody out.
                assert survived == writes - 1
                assert early.header.format == 1
            except StoreFull:
                assert survived < writes - 1
                assert place.board.holders == {}
            place.store.recovers()
            opened = await place.desk.unlock(header, RIGHT, nobody_asks)
            assert sorted(found["words"] for found in opened.tables.all("notes")) == NOTES
            assert opened.tables.set_aside == ()
            assert opened.header.format == FORMAT

    run(story())


def test_missing_records_of_an_upgraded_profile_are_noticed() -> None:
    async def story() -> None:
        place = Place()
        header = await first_format_profile(place, WORDS)
        opened = await place.desk.unlock(header, RIGHT, nobody_asks)
        await place.desk.close(opened)
        records = await place.store.load(header.id)
        listing = [(found.table, found.id) for found in records if found.table == "manifest"]
        await place.store.commit(header.id, [], listing)
        again = await place.desk.unlock(header, RIGHT, nobody_asks)
        assert again.tables.set_aside
        assert len(again.tables.all("notes")) == 3
        await place.desk.close(again)
        everything = [(found.table, found.id) for found in await place.store.load(header.id)]
        await place.store.commit(header.id, [], everything)
        emptied = await place.desk.unlock(header, RIGHT, nobody_asks)
        assert emptied.tables.set_aside

    run(story())
