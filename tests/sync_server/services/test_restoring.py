"""A restore: all comes back as a new life, on both databases; nothing is replaced unasked."""

import secrets
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.domain.second_look import hash_of
from sync_server.db.audit import Audit
from sync_server.db.engine import open_database
from sync_server.db.server_state import ServerState
from sync_server.db.tables import session
from sync_server.errors import ServerError
from sync_server.parts import Parts
from sync_server.services.audit_chain import breaks, read_ends
from sync_server.services.backup import Backups
from sync_server.services.recovery_key import CannotOpen
from sync_server.services.restoring import Restoring
from sync_server.services.run_lock import InUse, side_by_side
from sync_server.services.sealed_file import BackupDamaged
from sync_server.services.signing_changes import left_behind, not_backed_up, note_change
from sync_server.services.withdrawn_list import WithdrawnList
from sync_server.settings import Settings
from tests.sync_server.stock import data_of, put, recovery_key, stock, words
from tests.sync_server.trust import TRUST, Server, summary

NewUrl = Callable[[], str]


def settings_for(folder: Path, server: Server, url: str) -> Settings:
    return server.settings.model_copy(update={"data_dir": folder, "database_url": url})


@pytest.fixture(params=["sqlite", "postgresql"])
def elsewhere(request: pytest.FixtureRequest) -> NewUrl:
    """Where a backup is restored to: an empty text means SQLite."""
    if request.param == "sqlite":
        return str
    make: NewUrl = request.getfixturevalue("new_postgres")
    return make


def test_everything_comes_back_on_either_database_as_a_new_life(
    either_server: Server, elsewhere: NewUrl, tmp_path: Path
) -> None:
    parts = either_server.parts
    public, private = recovery_key(tmp_path)
    stored = stock(parts, 25)
    before = words(parts.database, parts.cipher)
    with parts.database.read() as connection:
        epoch = ServerState(connection).read().epoch
    made = Backups(data_of(parts)).make(tmp_path / "backups", public)
    assert made.published
    assert made.counts["summary"] == len(stored) == 25
    put(parts.database, parts.cipher, 3)  # not in the backup

    settings = settings_for(tmp_path / "restored", either_server, elsewhere())
    done = Restoring(settings).restore(made.file, private, force=False)
    assert (done.manifest.counts["summary"], done.aside) == (25, None)
    restored = Parts(settings)
    assert words(restored.database, restored.cipher) == before
    with restored.database.read() as connection:
        state = ServerState(connection).read()
        acts = Audit(connection, TRUST.id).all()
        assert breaks(connection, read_ends(settings.audit_ends_file)) == []
        assert connection.execute(select(func.count()).select_from(session)).scalar() == 0
    assert state.epoch != epoch
    assert state.durable <= state.mark
    assert [what for _, _, what in acts][:5] == [f"published guide {n}" for n in range(5)]
    assert acts[-1][2].startswith("restored the server from a backup of")
    assert restored.accounts.exists()
    with restored.database.write() as connection:  # running numbers go on
        Audit(connection, TRUST.id).add("lead", "went on", "2026-11-22T12:00")
    restored.database.close()


def test_what_was_withdrawn_since_stays_withdrawn_and_a_left_signing_key_is_told(
    either_server: Server, tmp_path: Path
) -> None:
    parts, settings = either_server.parts, either_server.settings
    public, private = recovery_key(tmp_path)
    codes = [secrets.token_hex(16) for _ in range(4)]
    own = [
        summary(schema=3, withdrawal=hash_of(code), looked_again=False, text=f"Late, {n}.")
        for n, code in enumerate(codes)
    ]
    either_server.send(*own)
    first = parts.trust_keys.trust_key(TRUST.id).key_id
    made = Backups(data_of(parts)).make(tmp_path / "backups", public)
    assert parts.withdrawing.withdraw(codes[1]) == "withdrawn"
    assert parts.withdrawing.withdraw(codes[2]) == "withdrawn"
    key = parts.trust_keys.rotate(TRUST.id).key_id
    with parts.database.read() as connection:
        note_change(settings.signing_file, connection, TRUST.id, key, "2026-11-22")
        assert len(list(not_backed_up(settings.signing_file, connection))) == 1
    listed = settings.withdrawn_file
    content = listed.read_text()
    for said in (*codes, *map(hash_of, codes), *(wire["id"] for wire in own), first):
        assert said not in content
    assert content.splitlines() == sorted(content.splitlines())
    assert listed.stat().st_mtime == 0

    parts.database.close()
    done = Restoring(settings).restore(made.file, private, force=True)
    assert done.withdrawn == 2
    assert len(done.warnings) == 1
    assert TRUST.id in done.warnings[0]
    restored = Parts(settings)
    texts = words(restored.database, restored.cipher)
    assert [texts[wire["id"]] for wire in own] == ["Late, 0.", "", "", "Late, 3."]
    assert restored.withdrawing.withdraw(codes[1]) == "withdrawn"
    with restored.database.read() as connection:
        assert list(left_behind(settings.signing_file, connection)) == list(done.warnings)
    later = WithdrawnList(listed)
    later.forget_before("9999-Q1")
    assert listed.read_text() == ""
    with restored.database.read() as connection:
        listed.unlink()
        later.begin(connection)
    assert listed.read_text() == content
    restored.database.close()


def test_a_restore_never_overwrites_unasked_and_sets_aside_what_it_replaces(
    server: Server, tmp_path: Path
) -> None:
    parts = server.parts
    public, private = recovery_key(tmp_path)
    stock(parts, 4)
    made = Backups(data_of(parts)).make(tmp_path / "backups", public)
    later = put(parts.database, parts.cipher, 2)
    parts.database.close()
    restoring = Restoring(parts.settings)
    with pytest.raises(ServerError, match="--force"):
        restoring.restore(made.file, private, force=False)
    with side_by_side(parts.settings.running_file), pytest.raises(InUse, match="Stop it first"):
        restoring.restore(made.file, private, force=True)
    assert later.keys() <= words(parts.database, parts.cipher).keys(), "nothing was changed"
    parts.database.close()
    aside = restoring.restore(made.file, private, force=True).aside
    assert aside is not None
    assert {"layby.db", "server.secret", "text.keys"} <= {file.name for file in aside.iterdir()}
    assert not later.keys() & words(parts.database, parts.cipher).keys()
    old = open_database(f"sqlite:///{aside / 'layby.db'}")
    assert later.keys() <= words(old, parts.cipher).keys(), "what was set aside is whole"
    old.close()


def test_on_postgresql_nothing_is_replaced_unasked_or_under_a_server(
    server: Server, new_postgres: NewUrl, tmp_path: Path
) -> None:
    public, private = recovery_key(tmp_path)
    stock(server.parts, 4)
    made = Backups(data_of(server.parts)).make(tmp_path / "backups", public)
    settings = settings_for(tmp_path / "other", server, new_postgres())
    Restoring(settings).restore(made.file, private, force=False)
    running = Parts(settings)
    kept = put(running.database, running.cipher, 1)
    with pytest.raises(InUse, match="Stop every"):
        Restoring(settings).restore(made.file, private, force=True)
    running.database.close()
    with pytest.raises(ServerError, match="--force"):
        Restoring(settings).restore(made.file, private, force=False)
    assert kept.keys() <= words(running.database, running.cipher).keys()
    running.database.close()
    aside = Restoring(settings).restore(made.file, private, force=True).aside
    assert aside is not None
    assert len(words(running.database, running.cipher)) == 4
    running.database.close()


def test_what_is_no_whole_backup_changes_nothing(server: Server, tmp_path: Path) -> None:
    parts = server.parts
    public, private = recovery_key(tmp_path)
    (tmp_path / "other").mkdir()
    _, stranger = recovery_key(tmp_path / "other")
    stock(parts, 4)
    made = Backups(data_of(parts)).make(tmp_path / "backups", public)
    content = made.file.read_bytes()
    cut, altered = tmp_path / "cut", tmp_path / "altered"
    cut.write_bytes(content[:-20])
    altered.write_bytes(content[:-500] + bytes([content[-500] ^ 1]) + content[-499:])
    fresh = settings_for(tmp_path / "fresh", server, "")
    for file, key, error in (
        (cut, private, BackupDamaged),
        (altered, private, BackupDamaged),
        (made.file, stranger, CannotOpen),
        (tmp_path / "gone", private, ServerError),
        (parts.settings.secret_file, private, BackupDamaged),
    ):
        with pytest.raises(error):
            Restoring(fresh).restore(file, key, force=False)
        with pytest.raises(error):
            Backups(data_of(parts)).verify(file, key)
        assert [path.name for path in fresh.data_dir.iterdir()] == ["running.lock"]
