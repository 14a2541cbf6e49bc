"""From SQLite to PostgreSQL: every row arrives, and running numbers go on."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sync_server.db.audit import Audit
from sync_server.db.copying import counts_of, digests_of
from sync_server.db.server_state import ServerState
from sync_server.errors import ServerError
from sync_server.parts import Parts
from sync_server.services.audit_chain import breaks, read_ends
from sync_server.services.moving import move
from sync_server.services.run_lock import InUse, side_by_side
from tests.sync_server.stock import data_of, stock, words
from tests.sync_server.trust import TRUST, Server

NewUrl = Callable[[], str]


def test_every_row_arrives_and_the_new_server_begins_a_new_life(
    server: Server, new_postgres: NewUrl
) -> None:
    parts, url = server.parts, new_postgres()
    stock(parts, 30)
    with parts.database.read() as connection:
        counts, digests = counts_of(connection), digests_of(connection)
        epoch = ServerState(connection).read().epoch
    assert counts["summary"] == counts["summary_code"] == 30
    assert move(data_of(parts), url) == counts
    with parts.database.read() as connection:
        assert digests_of(connection) == digests, "the old database is as it was"
    moved = Parts(parts.settings.model_copy(update={"database_url": url}))
    with moved.database.read() as connection:
        now = digests_of(connection)
        assert ServerState(connection).read().epoch != epoch
        assert breaks(connection, read_ends(parts.settings.audit_ends_file)) == []
        assert Audit(connection, TRUST.id).all()[-1][2] == "moved the server to PostgreSQL"
    assert {name for name in now if now[name] != digests[name]} == {"audit", "server_state"}
    assert words(moved.database, moved.cipher) == words(parts.database, parts.cipher)
    moved.database.close()


def test_nothing_is_copied_over_anything_or_under_a_server(
    server: Server, new_postgres: NewUrl
) -> None:
    parts, url = server.parts, new_postgres()
    stock(parts, 3)
    with side_by_side(parts.settings.running_file), pytest.raises(InUse, match="Stop it first"):
        move(data_of(parts), url)
    move(data_of(parts), url)
    with pytest.raises(ServerError, match="a trust already"):
        move(data_of(parts), url)


def test_a_digest_tells_rows_that_differ(server: Server, tmp_path: Path) -> None:
    stock(server.parts, 3)
    with server.parts.database.read() as connection:
        before = digests_of(connection)
    with server.parts.database.write() as connection:
        Audit(connection, TRUST.id).add("lead", "one more", "2026-11-22T10:00")
    with server.parts.database.read() as connection:
        after = digests_of(connection)
    assert {name for name in before if before[name] != after[name]} == {"audit"}
    with pytest.raises(ServerError, match="Only a SQLite"):
        move(data_of(server.parts), f"sqlite:///{tmp_path / 'other.db'}")
