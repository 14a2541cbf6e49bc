"""Backing up while people write: what it promises, how it is kept, and that it shows no word."""

import threading
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from sync_server.db import key_tables
from sync_server.db.copies import opened_copy, take_copy
from sync_server.db.copying import counts_of
from sync_server.db.devices import Issuance
from sync_server.db.engine import open_database
from sync_server.db.server_state import ServerState
from sync_server.db.verified_backups import VerifiedBackups
from sync_server.errors import ServerError
from sync_server.parts import Parts
from sync_server.services.backup import Backups
from sync_server.services.backup_archive import DATABASE, unpack
from sync_server.services.data import need_room
from sync_server.services.restoring import Restoring
from tests.sync_server.services.test_restoring import settings_for
from tests.sync_server.stock import CANARY, PHRASE, data_of, put, recovery_key, stock, words
from tests.sync_server.trust import Server


def test_only_what_a_verified_backup_holds_is_ever_called_durable(
    either_server: Server, tmp_path: Path
) -> None:
    parts, marks = either_server.parts, {}
    public, private = recovery_key(tmp_path)
    stock(parts, 1)
    stop = threading.Event()

    def write() -> None:
        own = open_database(parts.settings.url)
        while not stop.is_set():
            marks.update(put(own, parts.cipher, 1))
        own.close()

    writers = [threading.Thread(target=write) for _ in range(3)]
    for writer in writers:
        writer.start()
    backups = Backups(data_of(parts))
    made = [backups.make(tmp_path / "backups", public) for _ in range(2)]
    stop.set()
    for writer in writers:
        writer.join()
    with parts.database.read() as connection:
        durable = ServerState(connection).read().durable
    either_server.parts.database.close()
    settings = settings_for(tmp_path / "restored", either_server, "")
    Restoring(settings).restore(made[-1].file, private, force=False)
    restored = Parts(settings)
    held = words(restored.database, restored.cipher)
    restored.database.close()
    promised = {identity for identity, mark in marks.items() if mark < durable}
    assert promised
    assert promised <= held.keys()


def test_a_backup_and_a_database_show_nobody_a_word(server: Server, tmp_path: Path) -> None:
    parts = server.parts
    public, _ = recovery_key(tmp_path)
    stock(parts)
    made = Backups(data_of(parts)).make(tmp_path / "backups", public)
    keys = parts.settings.text_keys_file.read_bytes()
    files = [made.file, *parts.settings.data_dir.glob("layby.db*")]
    assert len(files) >= 2
    for file in files:
        content = file.read_bytes()
        for needle in (CANARY.encode(), PHRASE.encode(), keys.split()[1], parts.secret.key):
            assert needle not in content, file.name
    assert made.file.stat().st_mode & 0o777 == 0o600
    assert [path for path in parts.settings.data_dir.iterdir() if path.is_dir()] == []
    assert sorted(path.name for path in made.file.parent.iterdir()) == [made.file.name]


def test_backups_keep_no_list_of_the_days_on_which_a_device_asked(
    either_server: Server, tmp_path: Path
) -> None:
    # Laid side by side, nightly counts would say who fetched on the day that summaries came.
    parts = either_server.parts
    public, private = recovery_key(tmp_path)
    stock(parts, 1)
    either_server.credential("quay")
    with parts.database.write() as connection:
        (device,) = connection.execute(select(key_tables.device.c.credential_hash)).scalars()
        Issuance(connection).keep(device, "2026-W47", 20, "5e" * 32)
    made = Backups(data_of(parts)).make(tmp_path / "backups", public)
    work = tmp_path / "opened"
    work.mkdir()
    manifest = unpack(made.file, private, work)
    assert manifest.counts["device"] == 1
    with opened_copy(work / DATABASE) as copy, copy.read() as connection:
        assert Issuance(connection).count(device, "2026-W47") == (0, "")


def test_a_database_that_is_not_upgraded_yet_is_copied_too(server: Server, tmp_path: Path) -> None:
    with server.parts.database.write() as connection:
        connection.execute(text("DROP TABLE used_step"))
    take_copy(server.parts.database, tmp_path / "copy.db")
    with opened_copy(tmp_path / "copy.db") as copy, copy.read() as connection:
        assert counts_of(connection)["organisation"] == 1


def test_a_verified_backup_is_remembered_and_old_ones_go(server: Server, tmp_path: Path) -> None:
    parts, folder = server.parts, tmp_path / "backups"
    public, private = recovery_key(tmp_path)
    stock(parts)
    now = [datetime(2026, 11, 20, 2, 30)]
    backups = Backups(data_of(parts), lambda: now[0])
    made = []
    for _ in range(3):
        made.append(backups.make(folder, public))
        now[0] += timedelta(days=1)
    assert {path.name for path in backups.prune(folder, 2)} == {made[0].file.name}
    assert len(list(folder.iterdir())) == 2
    again = backups.verify(made[1].file, private)
    assert (again.published, again.counts) == (True, made[1].counts)
    with parts.database.read() as connection:
        state = ServerState(connection).read()
        assert VerifiedBackups(connection).last(state.epoch) == "2026-11-22"
    assert state.durable == state.mark, "an older backup does not lower what is durable"


def test_a_backup_of_another_life_is_whole_and_promises_nothing(
    server: Server, tmp_path: Path
) -> None:
    parts = server.parts
    public, private = recovery_key(tmp_path)
    stock(parts)
    made = Backups(data_of(parts)).make(tmp_path / "backups", public)
    with parts.database.write() as connection:
        ServerState(connection).renew()
        ServerState(connection).raise_mark()
        before = ServerState(connection).read()
    assert not Backups(data_of(parts)).verify(made.file, private).published
    with parts.database.read() as connection:
        assert ServerState(connection).read() == before


def test_a_disk_that_is_too_small_is_said_before_anything_is_written(tmp_path: Path) -> None:
    need_room(tmp_path, 1)
    with pytest.raises(ServerError, match="not enough room"):
        need_room(tmp_path, 10**18)
