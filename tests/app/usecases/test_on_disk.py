"""One profile's life over the real parts: SQLite, locked files, Argon2id at its lowest cost."""

from pathlib import Path

import pytest

from app.domain import recovery_code
from app.domain.errors import ProfileInUse
from app.store.hold.native import NativeHolds
from app.store.native import NativeStore
from app.usecases.back_up import BackupDesk
from app.usecases.erase import EraseDesk
from app.usecases.keep_saved import Saver
from app.usecases.unlock import ProfileDesk
from app.vault.ladder import RUNGS
from app.vault.native import NativeKeyChest
from app.vault.secrets import Passphrase, RecoveryCode
from tests.app.usecases.parts import (
    OTHER_WORDS,
    WORDS,
    Place,
    check,
    nobody_asks,
    nothing_shared,
    run,
)


class Disk:
    """A folder with a database and lock files, and the desks over it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self.store = NativeStore(folder / "layby.sqlite3")
        self.holds = NativeHolds(folder)
        chest, day = NativeKeyChest(rungs=RUNGS[-1:]), Place().day
        self.desk = ProfileDesk(self.store, chest, self.holds, lambda: 1.0, check)
        self.backups = BackupDesk(self.store, chest, lambda: day, check)
        self.erase = EraseDesk(self.store, self.holds, nothing_shared)


def test_made_backed_up_restored_and_erased(tmp_path: Path) -> None:
    async def story() -> None:
        here, there = Disk(tmp_path / "here"), Disk(tmp_path / "there")
        made = await here.desk.create(WORDS, nobody_asks)
        saver = Saver(made.profile.tables, lambda _state, _words: None)
        saver.put("notes", "n", {"words": "kept"})
        file = await here.backups.make(made.profile, saver)
        await there.backups.restore(there.backups.read(file.content), Passphrase(WORDS))
        code = RecoveryCode(recovery_code.read(made.recovery_code))
        beside = await here.backups.restore(
            here.backups.read(file.content), code, new_passphrase=OTHER_WORDS
        )
        assert beside.beside
        (elsewhere,) = await there.desk.profiles()
        for disk, header, secret in (
            (there, elsewhere, code),
            (here, beside.header, Passphrase(OTHER_WORDS)),
        ):
            opened = await disk.desk.unlock(header, secret, nobody_asks)
            assert opened.tables.get("notes", "n") == {"words": "kept"}
            assert opened.tables.set_aside == ()
        again = Disk(tmp_path / "here")
        with pytest.raises(ProfileInUse):
            await again.erase.everything()
        for header in (made.profile.header, beside.header):
            await here.holds.release(header.id)
        await again.erase.everything()
        assert await here.desk.profiles() == []
        for disk in (here, there, again):
            await disk.store.close()

    run(story())
