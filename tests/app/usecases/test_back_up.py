"""Backups: everything of a profile in one sealed file."""

import hashlib

import pytest

from app.domain import recovery_code
from app.domain.errors import WrongPasskey
from app.store.codec import context
from app.usecases.back_up import BackupFile
from app.usecases.open_workspace import Workspace
from app.vault.envelope import Envelope
from app.vault.secrets import PasskeyAnswer, RecoveryCode
from tests.app.usecases.backups import RIGHT, a_backup, labels, opened
from tests.app.usecases.parts import WORDS, Place, run
from tests.app.usecases.summaries import talked


def test_a_backup_opens_on_another_device_with_passphrase_and_code() -> None:
    async def story() -> None:
        here, there = Place(), Place()
        file, printed = await a_backup(here)
        assert file.name == "layby-profile-1-2026-11-21.layby"
        backup = there.backups.read(file.content)
        assert backup.made_on == here.day
        assert not await there.backups.is_here(backup)
        assert await here.backups.is_here(backup)
        restored = await there.backups.restore(backup, RIGHT)
        assert (restored.beside, restored.set_aside) == (False, 0)
        assert await there.desk.profiles() == [restored.header]
        code = RecoveryCode(recovery_code.read(printed))
        for secret in (RIGHT, code):
            workspace = await opened(there, "Profile 1", secret)
            assert labels(workspace) == ["Sam"]
            assert workspace.set_aside.items() == ()
            await there.leave(workspace)

    run(story())


def test_the_last_keystroke_is_in_the_backup() -> None:
    async def fill(workspace: Workspace) -> None:
        workspace.saver.put("notes", "n", {"words": "typed a moment ago"})

    async def story() -> None:
        here, there = Place(), Place()
        file, _ = await a_backup(here, fill)
        await there.backups.restore(there.backups.read(file.content), RIGHT)
        workspace = await opened(there, "Profile 1")
        assert workspace.saver.tables.get("notes", "n") == {"words": "typed a moment ago"}
        await there.leave(workspace)

    run(story())


def test_nothing_in_the_file_can_be_read_without_a_secret() -> None:
    async def story() -> None:
        file, printed = await a_backup(Place())
        for canary in ("lantern", "Sam", WORDS, printed, printed.replace("-", "")):
            assert canary.encode() not in file.content

    run(story())


def test_passkeys_stay_at_home() -> None:
    async def story() -> None:
        here = Place()
        made = await here.create()
        answer = PasskeyAnswer(b"credential-of-sam", bytes(32), b"\x01" * 32)
        await here.keys.add_passkey(made.profile.header.id, RIGHT, answer)
        workspace = here.enter(made.profile)
        file = await here.backups.make(made.profile, workspace.saver)
        await here.leave(workspace)
        there = Place()
        backup = there.backups.read(file.content)
        assert Envelope.from_document(backup.header.envelope).passkeys() == []
        with pytest.raises(WrongPasskey):
            await there.backups.restore(backup, answer)
        assert (await here.keys.slots(made.profile.header.id)).passkeys == 1

    run(story())


def test_a_backup_after_erasure_holds_nothing_of_the_erased() -> None:
    """Decrypted, every record of it: nothing of one person, one conversation is left."""

    async def fill(workspace: Workspace) -> None:
        await talked(here, workspace, "Canary of Robin.", label=" ROBIN  fielding")
        gone = await talked(here, workspace, "Canary of one conversation.", label="Kit")
        before.append(await here.backups.make(workspace.profile, workspace.saver))
        assert workspace.conversations.delete_person("Robin Fielding") == 1
        workspace.conversations.delete(gone)

    before: list[BackupFile] = []
    here = Place()

    async def plaintext(file: BackupFile) -> str:
        backup = here.backups.read(file.content)
        envelope = Envelope.from_document(backup.header.envelope)
        cipher = await here.chest.unlock(envelope, RIGHT)
        words = b""
        for record in backup.records:
            tied = context(backup.header.id, record.table, record.id)
            words += await cipher.open(record.sealed, tied)
        return words.decode("latin-1").casefold()

    async def story() -> None:
        file, _ = await a_backup(here, fill)
        words = await plaintext(before[0])
        assert "robin" in words and "canary of one conversation" in words
        words = await plaintext(file)
        assert "lantern conversation" in words
        assert "robin" not in words and "canary" not in words

    run(story())


def test_a_thousand_conversations_are_backed_up_and_restored() -> None:
    async def fill(workspace: Workspace) -> None:
        words = "x" * 3_800
        for number in range(1_000):
            doc_id = hashlib.md5(str(number).encode(), usedforsecurity=False).hexdigest()
            workspace.saver.put("bulk", doc_id, {"words": words, "number": number})

    async def story() -> None:
        here = Place()
        file, _ = await a_backup(here, fill)
        assert 4_000_000 < len(file.content) < 4_500_000
        restored = await here.backups.restore(here.backups.read(file.content), RIGHT)
        assert restored.beside
        workspace = await opened(here, "Profile 2")
        numbers = {found["number"] for found in workspace.saver.tables.all("bulk")}
        assert numbers == set(range(1_000))
        await here.leave(workspace)

    run(story())


def test_how_far_it_is_comes_from_the_records_that_are_done() -> None:
    """Each of them counts: backing up, restoring, and restoring beside what is here."""

    async def fill(workspace: Workspace) -> None:
        for number in range(300):
            workspace.saver.put("notes", f"n{number}", {"words": "some"})

    async def story() -> None:
        here, there = Place(), Place()
        told: list[tuple[int, int]] = []

        async def hear(done: int, of: int) -> None:
            told.append((done, of))

        made = await here.create()
        workspace = here.enter(made.profile)
        await fill(workspace)
        file = await here.backups.make(made.profile, workspace.saver, hear)
        records = len(await made.profile.tables.records())
        assert told == [(done, records + 2) for done in range(0, records + 2, 100)]
        await here.leave(workspace)
        backup = there.backups.read(file.content)
        for rounds in (1, 3):
            told.clear()
            restored = await there.backups.restore(backup, RIGHT, told=hear)
            assert restored.beside == (rounds == 3)
            assert {of for _, of in told} == {records * rounds + 1}
            assert told == sorted(told)
            # Not all of the manifest is sealed again.
            assert told[0][0] == 0
            assert records * rounds * 0.9 < told[-1][0] <= records * rounds

    run(story())
