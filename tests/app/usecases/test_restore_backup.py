"""Restoring: anywhere, over nothing, by halves never."""

import asyncio
from dataclasses import replace

import pytest

from app.domain import recovery_code
from app.domain.errors import (
    BackupUnreadable,
    InputError,
    PassphraseTooCommon,
    StoreFull,
    VaultFormatUnknown,
    WrongPassphrase,
    WrongRecoveryCode,
)
from app.store.backup_file import pack
from app.store.port import SealedRecord
from app.sync.outbox import State
from app.usecases.back_up import Backup, BackupFile
from app.usecases.open_workspace import Workspace
from app.vault.secrets import Passphrase, RecoveryCode
from tests.app.scripted_server import Counter, ScriptedServer, enrolled
from tests.app.usecases.backups import RIGHT, a_backup, labels, opened
from tests.app.usecases.first_format import first_format_profile
from tests.app.usecases.parts import COMMON, OTHER_WORDS, WORDS, Place, nobody_asks, run
from tests.app.usecases.summaries import CODE, agreed, talked

ENROL, SEND = "POST /api/v1/enrolments", "POST /api/v1/summaries"


def test_a_wrong_secret_restores_nothing_and_counts_for_nothing() -> None:
    async def story() -> None:
        here = Place()
        file, _ = await a_backup(here)
        backup = here.backups.read(file.content)
        before = await here.desk.profiles()
        for _ in range(6):
            with pytest.raises(WrongPassphrase, match="does not open this backup"):
                await here.backups.restore(backup, Passphrase(OTHER_WORDS))
            with pytest.raises(WrongRecoveryCode, match="does not open this backup"):
                await here.backups.restore(backup, RecoveryCode(bytes(20)))
        assert await here.desk.profiles() == before

    run(story())


def test_a_profile_that_is_here_is_restored_beside_itself() -> None:
    async def story() -> None:
        here = Place()
        file, printed = await a_backup(here)
        workspace = await opened(here, "Profile 1")
        await workspace.settings.keep(replace(workspace.settings.get(), recovery_noted=True))
        await talked(here, workspace, "Later.", label="Alex")
        later = await here.backups.make(workspace.profile, workspace.saver)
        await here.leave(workspace)
        restored = await here.backups.restore(here.backups.read(file.content), RIGHT)
        assert (restored.beside, restored.header.label) == (True, "Profile 2")
        again = await here.backups.restore(here.backups.read(later.content), RIGHT)
        assert (again.beside, again.header.label) == (True, "Profile 3")
        for label, found in (
            ("Profile 1", ["Alex", "Sam"]),
            ("Profile 2", ["Sam"]),
            ("Profile 3", ["Alex", "Sam"]),
        ):
            workspace = await opened(here, label)
            assert labels(workspace) == found
            assert workspace.set_aside.items() == ()
            assert workspace.settings.get().recovery_noted == (label == "Profile 1")
            await here.leave(workspace)
        # A vault of its own: the old code opens the old one only.
        with pytest.raises(WrongRecoveryCode):
            code = RecoveryCode(recovery_code.read(printed))
            await here.desk.unlock(again.header, code, nobody_asks)

    run(story())


def test_beside_itself_with_a_code_a_new_passphrase_is_needed() -> None:
    async def story() -> None:
        here = Place()
        file, printed = await a_backup(here)
        backup = here.backups.read(file.content)
        code = RecoveryCode(recovery_code.read(printed))
        with pytest.raises(InputError) as refused:
            await here.backups.restore(backup, code)
        assert refused.value.field == "new_passphrase"
        with pytest.raises(PassphraseTooCommon):
            await here.backups.restore(backup, code, new_passphrase=COMMON)
        assert len(await here.desk.profiles()) == 1
        await here.backups.restore(backup, code, new_passphrase=OTHER_WORDS)
        workspace = await opened(here, "Profile 2", Passphrase(OTHER_WORDS))
        assert labels(workspace) == ["Sam"]
        await here.leave(workspace)

    run(story())


def test_what_the_device_cannot_keep_is_not_half_restored() -> None:
    async def story() -> None:
        here, there = Place(), Place()
        file, _ = await a_backup(here)
        for place in (here, there):
            before = await place.desk.profiles()
            place.store.failing = StoreFull()
            with pytest.raises(StoreFull):
                await place.backups.restore(place.backups.read(file.content), RIGHT)
            place.store.recovers()
            assert await place.desk.profiles() == before

    run(story())


def test_damage_that_was_there_before_is_told_and_kept() -> None:
    async def story() -> None:
        here, there = Place(), Place()
        file, _ = await a_backup(here)
        backup = here.backups.read(file.content)
        (hurt,) = [found for found in backup.records if found.table == "conversations"]
        flipped = SealedRecord(hurt.table, hurt.id, hurt.sealed[:-1] + bytes([hurt.sealed[-1] ^ 1]))
        records = tuple(flipped if found is hurt else found for found in backup.records)
        damaged = there.backups.read(pack(replace(backup, records=records)))
        restored = await there.backups.restore(damaged, RIGHT)
        assert (restored.beside, restored.set_aside) == (False, 1)
        assert flipped in await there.store.load(restored.header.id)
        beside = await there.backups.restore(damaged, RIGHT)
        assert (beside.beside, beside.set_aside) == (True, 1)
        workspace = await opened(there, "Profile 2")
        assert (labels(workspace), workspace.set_aside.items()) == ([], ())
        await there.leave(workspace)

    run(story())


def test_a_record_left_out_of_a_forged_backup_is_noticed() -> None:
    async def story() -> None:
        here, there = Place(), Place()
        file, _ = await a_backup(here)
        backup = here.backups.read(file.content)
        kept = tuple(found for found in backup.records if found.table != "conversations")
        restored = await there.backups.restore(replace(backup, records=kept), RIGHT)
        assert restored.set_aside == 1

    run(story())


def test_what_came_back_from_the_dead_is_not_copied_to_life() -> None:
    async def fill(workspace: Workspace) -> None:
        gone = await talked(here, workspace, "Deleted.", label="Kit")
        before.append(await here.backups.make(workspace.profile, workspace.saver))
        workspace.conversations.delete(gone)

    before: list[BackupFile] = []
    here = Place()

    async def story() -> None:
        file, _ = await a_backup(here, fill)
        backup = here.backups.read(file.content)
        old = here.backups.read(before[0].content).records
        places = {(found.table, found.id) for found in backup.records}
        returned = tuple(found for found in old if (found.table, found.id) not in places)
        assert len(returned) == 1
        restored = await here.backups.restore(
            replace(backup, records=(*backup.records, *returned)), RIGHT
        )
        assert (restored.beside, restored.set_aside) == (True, 1)
        workspace = await opened(here, "Profile 2")
        assert labels(workspace) == ["Sam"]
        await here.leave(workspace)

    run(story())


def test_a_restored_profile_takes_a_label_that_is_free_here() -> None:
    async def story() -> None:
        here, there = Place(), Place()
        file, _ = await a_backup(here)
        await there.create(OTHER_WORDS)
        restored = await there.backups.restore(there.backups.read(file.content), RIGHT)
        assert (restored.beside, restored.header.label) == (False, "Profile 2")
        assert [found.label for found in await there.desk.profiles()] == ["Profile 1", "Profile 2"]

    run(story())


def test_newer_and_foreign_backups_are_refused() -> None:
    async def story() -> None:
        here, there = Place(), Place()
        file, _ = await a_backup(here)
        backup = here.backups.read(file.content)

        async def refused(changed: Backup) -> None:
            await there.backups.restore(changed, RIGHT)

        newer = replace(backup.header, format=backup.header.format + 1)
        with pytest.raises(VaultFormatUnknown):
            await refused(replace(backup, header=newer))
        with pytest.raises(VaultFormatUnknown):
            await refused(replace(backup, header=replace(backup.header, envelope={})))
        with pytest.raises(BackupUnreadable):
            await refused(replace(backup, header=replace(backup.header, id="another")))
        with pytest.raises(BackupUnreadable):
            there.backups.read(file.content[:-1])
        assert await there.desk.profiles() == []

    run(story())


def test_a_backup_of_the_first_format_is_restored_and_then_brought_up_to_date() -> None:
    async def story() -> None:
        here, there = Place(), Place()
        header = await first_format_profile(here, WORDS)
        old = Backup(here.day, header, tuple(await here.store.load(header.id)))
        backup = there.backups.read(pack(old))
        await there.backups.restore(backup, RIGHT)
        beside = await there.backups.restore(backup, RIGHT)
        assert beside.set_aside == 0
        for label in ("Profile 1", "Profile 2"):
            workspace = await opened(there, label)
            assert len(workspace.saver.tables.all("notes")) == 3
            assert workspace.set_aside.items() == ()
            await there.leave(workspace)

    run(story())


def test_what_was_sent_after_the_backup_is_counted_once_however_often_it_is_restored() -> None:
    async def fill(workspace: Workspace) -> None:
        await workspace.enrolments.enrol(CODE)
        await agreed(here, workspace, "To be sent.", label="Alex")

    async def drained(place: Place, label: str) -> None:
        workspace = await opened(place, label)
        workspace.outbox.poke(now=True)
        for _ in range(500):
            (item,) = workspace.outbox.items()
            if item.state is State.SENT:
                break
            await asyncio.sleep(0.01)
        assert (item.state, item.sent_on) == (State.SENT, place.day)
        await place.leave(workspace)

    counter = Counter()
    server = ScriptedServer({ENROL: enrolled})
    here, there = Place(server=server), Place(server=server)

    async def story() -> None:
        file, _ = await a_backup(here, fill)
        server.replies[SEND] = counter
        await drained(here, "Profile 1")
        for place in (there, here):
            await place.backups.restore(place.backups.read(file.content), RIGHT)
        await drained(there, "Profile 1")
        await drained(here, "Profile 2")
        assert len(counter.kept) == 1
        assert counter.said == ["stored", "duplicate", "duplicate"]

    run(story())


def test_what_was_held_stays_held() -> None:
    async def fill(workspace: Workspace) -> None:
        await workspace.enrolments.enrol(CODE)
        await agreed(here, workspace, "Refused.")
        (item,) = workspace.outbox.items()
        held = replace(item, state=State.HELD, trouble="No such area.")
        workspace.saver.put("outbox", item.id, held.to_document())

    here = Place(server=ScriptedServer({ENROL: enrolled}))

    async def story() -> None:
        file, _ = await a_backup(here, fill)
        await here.backups.restore(here.backups.read(file.content), RIGHT)
        workspace = await opened(here, "Profile 2")
        (item,) = workspace.outbox.items()
        assert (item.state, item.trouble) == (State.HELD, "No such area.")
        await here.leave(workspace)

    run(story())
