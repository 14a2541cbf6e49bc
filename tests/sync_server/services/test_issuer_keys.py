"""Keys for tokens: one for each group and quarter, the same for all, sealed where they lie."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.organisation import Area, Organisation
from app.domain.token import finished, new_blinded
from sync_server.db.devices import Devices
from sync_server.db.engine import Database
from sync_server.db.issuer_keys import IssuerKeys
from sync_server.db.repositories import Organisations
from sync_server.errors import ServerError
from sync_server.services.issuer_keys import IssuerKeyBook, accepted_until
from sync_server.services.organisations import add_organisation
from sync_server.services.server_secret import ServerSecret
from tests.sync_server.keys import spare_keys
from tests.sync_server.trust import TRUST, Server

IN_AUTUMN, AT_NEW_YEAR = date(2026, 11, 23), date(2027, 1, 2)
SECRET = ServerSecret(bytes(range(32)))


class Clocked(IssuerKeyBook):
    """A book whose day can be changed."""

    def __init__(
        self, database: Database, secret: ServerSecret = SECRET, first_key: int = 0
    ) -> None:
        self.day = IN_AUTUMN
        super().__init__(database, secret, spare_keys(first_key), today=lambda: self.day)


@pytest.fixture
def book(server: Server) -> Clocked:
    return Clocked(server.parts.database)


def enrol(database: Database, number: int, *areas: str, start: int = 0) -> None:
    with database.write() as connection:
        for count in range(start, start + number):
            Devices(connection).add(f"{areas}-{count}"[:64], TRUST.id, areas)


def change(database: Database, trust: Organisation) -> None:
    with database.write() as connection:
        Organisations(connection).change(trust.id, json.dumps(trust.to_document()))


def areas_of(book: IssuerKeyBook) -> list[tuple[str, ...]]:
    return sorted(one.areas for one in book.listed(TRUST.id))


def test_all_share_one_key_where_few_are_enrolled(book: Clocked) -> None:
    (one,) = book.listed(TRUST.id)
    assert one.areas == ("hill", "quay", "south")
    assert (one.quarter, one.accepted_until) == ("2026-Q4", "2027-07-01")
    assert book.listed(TRUST.id) == (one,)
    known = book.find(one.key.key_id)
    assert known is not None
    assert (known.key, known.organisation) == (one.key, TRUST.id)
    assert book.listed("no-such-trust") == ()
    for nonsense in ("", "0" * 32, "'; DROP TABLE issuer_key", "\x00"[:0] + "é"):
        assert book.find(nonsense) is None


def test_a_key_signs_for_its_areas(book: Clocked) -> None:
    signing = book.key_for(TRUST.id, "quay")
    blinded = new_blinded(signing.known.key)
    token = finished(signing.known.key, blinded, signing.blind_sign(blinded.blinded))
    assert token.fits(signing.known.key)
    assert book.signing(token.key) == signing
    with pytest.raises(ServerError):
        book.key_for(TRUST.id, "north")  # not a leaf
    with pytest.raises(ServerError):
        book.key_for("no-such-trust", "quay")


def test_a_large_area_has_its_own_key_from_the_next_quarter_on(
    book: Clocked, server: Server
) -> None:
    database = server.parts.database
    enrol(database, 9, "quay")
    enrol(database, 12, "hill")
    enrol(database, 30)
    assert areas_of(book) == [("hill", "quay", "south")]
    enrol(database, 10, "quay", start=9)
    enrol(database, 10, "south")
    before = book.listed(TRUST.id)
    assert before == book.listed(TRUST.id)
    book.day = AT_NEW_YEAR
    assert areas_of(book) == [("hill",), ("hill", "quay", "south"), ("quay",), ("south",)]
    assert before[0] in book.listed(TRUST.id)


def test_a_revoked_device_does_not_make_an_area_large(book: Clocked, server: Server) -> None:
    database = server.parts.database
    enrol(database, 10, "quay")
    enrol(database, 10, "hill")
    with database.write() as connection:
        gone = [f"{('quay',)}-3"]
        assert Devices(connection).revoke(gone) == 1
        assert Devices(connection).revoke(gone) == 0
    assert areas_of(book) == [("hill", "quay", "south")]


def test_a_new_area_joins_the_shared_key(book: Clocked, server: Server) -> None:
    (before,) = book.listed(TRUST.id)
    wider = replace(TRUST, areas=(*TRUST.areas, Area("moor", "Moor", "north")))
    change(server.parts.database, wider)
    (after,) = book.listed(TRUST.id)
    assert after == replace(before, areas=("hill", "moor", "quay", "south"))
    retired = tuple(replace(area, retired=area.id == "moor") for area in wider.areas)
    change(server.parts.database, replace(wider, areas=retired))
    assert book.listed(TRUST.id) == (after,)  # a summary may have waited since before


def test_tokens_are_taken_for_26_weeks_more(book: Clocked) -> None:
    signing = book.key_for(TRUST.id, "quay")
    old = signing.known.key.key_id
    book.day = AT_NEW_YEAR
    assert book.signing(old) is None  # nothing is signed under it any more
    book.day = date(2027, 7, 1)
    assert old in [one.key.key_id for one in book.listed(TRUST.id)]
    book.day = date(2027, 7, 2)
    assert old not in [one.key.key_id for one in book.listed(TRUST.id)]
    known = book.find(old)
    assert known is not None
    assert known.accepted_until == "2027-07-01"
    assert accepted_until("2026-Q1") == date(2026, 9, 29)


def test_a_clock_that_ran_ahead_leaves_no_key_that_nobody_signs_under(book: Clocked) -> None:
    book.day = AT_NEW_YEAR
    book.listed(TRUST.id)
    book.day = IN_AUTUMN
    listed = book.listed(TRUST.id)
    assert {one.quarter for one in listed} == {"2026-Q4"}
    # Devices ask under the newest key they are shown: that has to be one that signs.
    assert all(book.signing(one.key.key_id) for one in listed)


def test_several_processes_use_the_same_keys(either_server: Server) -> None:
    database = either_server.parts.database
    enrol(database, 10, "quay")
    enrol(database, 10, "hill")
    enrol(database, 10, "south")
    books = [Clocked(database, first_key=4 * number) for number in range(3)]
    with ThreadPoolExecutor(8) as threads:
        seen = list(threads.map(lambda number: books[number % 3].listed(TRUST.id), range(8)))
    assert len(set(seen)) == 1
    assert len(seen[0]) == 3
    keys = [book.key_for(TRUST.id, "quay").private.p for book in books]
    assert len(set(keys)) == 1
    wider = replace(TRUST, areas=(*TRUST.areas, Area("moor", "Moor", "north")))
    change(database, wider)
    with ThreadPoolExecutor(4) as threads:
        after = list(threads.map(lambda book: book.listed(TRUST.id), books))
    assert len(set(after)) == 1
    # A key for one new area alone would stand for whoever writes from there.
    assert [one.key for one in after[0]] == [one.key for one in seen[0]]
    assert [one.areas for one in after[0] if one not in seen[0]] == [("hill", "moor")]


def test_trusts_have_keys_of_their_own(book: Clocked, server: Server) -> None:
    add_organisation(server.parts.database, replace(TRUST, id="other-trust"))
    (own,), (others,) = book.listed(TRUST.id), book.listed("other-trust")
    assert own.key != others.key
    known = book.find(others.key.key_id)
    assert known is not None
    assert known.organisation == "other-trust"


def test_the_database_alone_signs_nothing(server: Server, tmp_path: Path) -> None:
    book = Clocked(server.parts.database)
    private = book.key_for(TRUST.id, "quay").private
    with server.parts.database.read() as connection:
        (row,) = IssuerKeys(connection).of_quarter(TRUST.id, "2026-Q4")
    assert private.public.key_id == row.key_id
    server.parts.database.scrub()
    stored = b"".join(path.read_bytes() for path in (tmp_path / "data").glob("layby.db*"))
    assert row.key_id.encode() in stored
    for prime in (private.p, private.q):
        whole = prime.to_bytes(192)
        for form in (whole, whole.hex().encode(), str(prime).encode()):
            assert form[:40] not in stored
    stranger = Clocked(server.parts.database, ServerSecret(bytes(32)))
    with pytest.raises(ServerError, match=r"another server\.secret"):
        stranger.key_for(TRUST.id, "quay")
