"""One damaged row in the native file: every other profile and record is as ever, on SQLite."""

import math
import sqlite3
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import VaultError, VaultFormatUnknown, WrongPassphrase
from app.store.native import NativeStore
from app.store.port import ProfileHeader
from app.store.set_aside import Damage
from app.usecases.mend import SetAsideDesk
from app.vault.secrets import Passphrase
from tests.app.usecases.parts import WORDS, Place, nobody_asks, run

RIGHT = Passphrase(WORDS)
#: Makes SQLite take bytes for text.
TEXT = "CAST(? AS TEXT)"
NOTES = ["w0", "w1", "w2"]
#: Every so manieth damaged header is tried with the right passphrase, and so is the other.
SPREAD = 61


class Device:
    """A native store with profiles of three notes each, and its file to spoil."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "layby.sqlite3"
        self.place = Place(NativeStore(self.file))
        self._connection: sqlite3.Connection | None = None

    async def profile(self) -> ProfileHeader:
        made = await self.place.create()
        for number in range(3):
            made.profile.tables.put("notes", f"n{number}", {"words": f"w{number}"})
        await made.profile.tables.close()
        await self.place.desk.close(made.profile)
        return made.profile.header

    async def notes(self, header: ProfileHeader) -> list[str]:
        opened = await self.place.desk.unlock(header, RIGHT, nobody_asks)
        await self.place.desk.close(opened)
        assert opened.tables.set_aside == ()
        return sorted(note["words"] for note in opened.tables.all("notes"))

    def sql(self, statement: str, *values: Any) -> list[Any]:
        """Do something to the file behind the store's back; text is given as bytes."""
        if self._connection is None:
            self._connection = sqlite3.connect(self.file, isolation_level=None)
            self._connection.text_factory = bytes
            self._connection.execute("PRAGMA synchronous = OFF")
        return self._connection.execute(statement, values).fetchall()

    def spoil(self, place: str, rowid: int, value: Any, cast: str = "?") -> None:
        """Put ``value`` into a place like "records.id"."""
        table, column = place.split(".")
        self.sql(f"UPDATE {table} SET {column} = {cast} WHERE rowid = ?", value, rowid)  # noqa: S608

    async def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
        await self.place.store.close()


def flips(value: bytes) -> Iterator[bytes]:
    for place in range(len(value) * 8):
        spoilt = bytearray(value)
        spoilt[place // 8] ^= 1 << place % 8
        yield bytes(spoilt)


def spoilt_values(row: tuple[Any, ...]) -> Iterator[tuple[str, str, Any]]:
    """Give column, SQL for its value, and the value, for every bit of a header's row."""
    for column, value in zip(("id", "label", "envelope"), row[:3], strict=True):
        for spoilt in flips(value):
            yield column, TEXT, spoilt
        yield column, "?", value  # as a blob
        yield column, "?", b""
    for column in ("format", "tries"):
        for spoilt in flips(struct.pack(">q", row[3 if column == "format" else 4])):
            yield column, "?", struct.unpack(">q", spoilt)[0]
        yield column, "?", b"\xff"
    for spoilt in flips(struct.pack(">d", row[5])):
        number = struct.unpack(">d", spoilt)[0]
        if not math.isnan(number):  # SQLite keeps none
            yield "tried_at", "?", number
    yield "tried_at", TEXT, b"\xff"
    for envelope in (
        b"[" * 100_000,
        b"[]",
        b"null",
        b"NaN",
        b'"\\ud800"',
        b'{"kind":"layby-vault"}',
    ):
        yield "envelope", TEXT, envelope


def test_any_damage_to_a_header_keeps_no_other_profile_shut(tmp_path: Path) -> None:
    async def story() -> None:
        device = Device(tmp_path)
        other, spoilt = await device.profile(), await device.profile()
        (found_row,) = device.sql("SELECT rowid, * FROM profiles WHERE id = ?", spoilt.id)
        rowid, row = found_row[0], found_row[1:]
        refused = set()
        for number, (column, cast, value) in enumerate(spoilt_values(row)):
            device.spoil(f"profiles.{column}", rowid, value, cast)
            headers = await device.place.desk.profiles()
            assert other in headers
            (found,) = [header for header in headers if header != other]
            assert found.label.isprintable()
            before = device.sql("SELECT id, label, envelope, format FROM profiles")
            if number % SPREAD == 0:
                assert await device.notes(other) == NOTES
                try:
                    assert await device.notes(found) == NOTES
                except VaultError as error:
                    refused.add(type(error))
            # Nothing of it was written over, and it did not turn into another.
            assert device.sql("SELECT id, label, envelope, format FROM profiles") == before
            device.sql(
                "UPDATE profiles SET id = CAST(? AS TEXT), label = CAST(? AS TEXT),"
                " envelope = CAST(? AS TEXT), format = ?, tries = ?, tried_at = ?"
                " WHERE rowid = ?",
                *row,
                rowid,
            )
        assert refused == {VaultFormatUnknown, WrongPassphrase}
        assert await device.notes(spoilt) == NOTES
        await device.close()

    run(story())


@pytest.mark.parametrize("column", ("id", "label", "envelope"))
def test_a_profile_whose_header_is_damaged_can_be_erased(tmp_path: Path, column: str) -> None:
    async def story() -> None:
        device = Device(tmp_path)
        other, spoilt = await device.profile(), await device.profile()
        for value in (b"\xff/?#\x00%", b"", spoilt.id.encode()):
            (found_row,) = device.sql("SELECT rowid FROM profiles WHERE id = ?", spoilt.id)
            device.spoil(f"profiles.{column}", found_row[0], value)
            (found,) = [one for one in await device.place.desk.profiles() if one != other]
            assert found.id.replace("-", "").isalnum()
            if column != "label":
                with pytest.raises(VaultFormatUnknown, match="or it is damaged"):
                    await device.notes(found)
            await device.place.erase.profile(found)
            assert await device.place.desk.profiles() == [other]
            spoilt = await device.profile()
        assert await device.notes(other) == NOTES
        await device.close()

    run(story())


def spoilt_places(value: bytes) -> list[tuple[str, bytes]]:
    # A stride that takes every bit of a byte in turn.
    as_text = [(TEXT, spoilt) for spoilt in [*flips(value)][::5]]
    return [*as_text, ("?", value), ("?", b"\xff\xfe"), (TEXT, b"\xff\\\x00")]


@pytest.mark.parametrize("column", ("id", "name"))
def test_a_record_with_a_damaged_place_is_set_aside_and_backed_up_around(
    tmp_path: Path, column: str
) -> None:
    async def story() -> None:
        device = Device(tmp_path)
        header = await device.profile()
        rowid, name, record_id = device.sql(
            "SELECT rowid, name, id FROM records WHERE name = 'notes'"
        )[0]
        value = {"name": name, "id": record_id}[column]
        left_out = 0
        for cast, spoilt in spoilt_places(value):
            device.spoil(f"records.{column}", rowid, spoilt, cast)
            opened = await device.place.desk.unlock(header, RIGHT, nobody_asks)
            tables = opened.tables
            assert len(tables.all("notes")) == 2
            damage = sorted(item.damage for item in tables.set_aside)
            assert damage in (
                [Damage.MISSING, Damage.UNREADABLE],
                [Damage.MISSING, Damage.UNLISTED],
            )
            await SetAsideDesk(tables).export()
            workspace = device.place.enter(opened)
            file = await device.place.backups.make(opened, workspace.saver)
            there = Place()
            await there.backups.restore(there.backups.read(file.content), RIGHT)
            restored = await there.reopened()
            assert len(restored.tables.all("notes")) == 2
            assert len(restored.tables.set_aside) == 2 - file.left_out
            left_out += file.left_out
            await device.place.leave(workspace)
            device.spoil(f"records.{column}", rowid, value, TEXT)
        assert left_out >= 2
        assert await device.notes(header) == NOTES
        await device.close()

    run(story())


Removal = Callable[[Device, ProfileHeader], Any]


async def dismissed(device: Device, header: ProfileHeader) -> None:
    opened = await device.place.desk.unlock(header, RIGHT, nobody_asks)
    for item in opened.tables.set_aside:
        await SetAsideDesk(opened.tables).dismiss(item)
    await device.place.desk.close(opened)
    again = await device.place.desk.unlock(header, RIGHT, nobody_asks)
    assert again.tables.set_aside == ()
    assert len(again.tables.all("notes")) == 2
    await device.place.desk.close(again)


async def erased(device: Device, header: ProfileHeader) -> None:
    await device.place.erase.profile(header)


@pytest.mark.parametrize("removal", (dismissed, erased))
def test_a_record_with_a_damaged_place_can_be_removed(tmp_path: Path, removal: Removal) -> None:
    async def story() -> None:
        device = Device(tmp_path)
        for column in ("name", "id"):
            for cast in ("?", TEXT):
                header = await device.profile()
                rowid = device.sql(
                    "SELECT rowid FROM records WHERE name = 'notes' AND profile = ?", header.id
                )[0][0]
                device.spoil(f"records.{column}", rowid, b"\xfe\\x", cast)
                await removal(device, header)
                assert device.sql("SELECT 1 FROM records WHERE rowid = ?", rowid) == []
                await device.place.erase.everything()
        await device.close()

    run(story())


def test_sealed_bytes_that_are_no_bytes_any_more_are_set_aside(tmp_path: Path) -> None:
    async def story() -> None:
        device = Device(tmp_path)
        header = await device.profile()
        rowid = device.sql("SELECT rowid FROM records WHERE name = 'notes'")[0][0]
        # One bit tells text from bytes in a row: these are all there, and are used.
        device.sql("UPDATE records SET sealed = CAST(sealed AS TEXT)")
        assert await device.notes(header) == NOTES
        for value in (7, 0.5, b"", ""):
            device.spoil("records.sealed", rowid, value)
            opened = await device.place.desk.unlock(header, RIGHT, nobody_asks)
            assert [item.damage for item in opened.tables.set_aside] == [Damage.UNREADABLE]
            assert len(opened.tables.all("notes")) == 2
            opened.tables.put("plans", "more", {"words": "kept"})
            await opened.tables.close()
            await device.place.desk.close(opened)
        await device.close()

    run(story())
