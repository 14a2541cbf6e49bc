"""A trust for ``bench_intake``: its data folder, items with sound tokens, and years of summaries.

Items are those of the demonstration, word for word, with tokens under the server's own keys. The
years are written straight into the same tables, sealed texts included, in the order of their
ids: through intake they would take the better part of an hour.
"""

import json
import secrets
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path

from app.domain.periods import IsoWeek, Quarter
from sync_server.parts import Parts
from sync_server.services.demo_trust import compose, read_sentences
from sync_server.services.first_start import EXAMPLE_TRUST
from sync_server.services.organisations import add_organisation
from sync_server.services.spent_tokens import kept_until
from sync_server.services.summary_row import summary_row
from sync_server.settings import read_settings
from tests.sync_server.keys import spare_keys
from tests.sync_server.tokens import item, signed

#: Over how many quarters the stored summaries lie: about as long as texts are kept.
QUARTERS = 8
_CHUNK = 20_000


class Trust:
    """One trust's data in a folder, while no server runs on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.parts = Parts(read_settings(data_dir=folder / "data"), make_key=spare_keys())
        add_organisation(self.parts.database, EXAMPLE_TRUST)
        today = date.today()
        shipped = read_sentences(self.parts.settings.assets_dir)
        self._said = [replace(s, organisation=EXAMPLE_TRUST.id) for s in compose(shipped, today)]
        self._week = str(IsoWeek.of(today))
        self._sound = [s for s in self._said[::20] if not self.parts.second_look.look(s.text)]
        self._next = cycle(self._sound)
        self._keys = {
            area.id: self.parts.issuer_keys.key_for(EXAMPLE_TRUST.id, area.id)
            for area in EXAMPLE_TRUST.leaves()
        }

    def bodies(self, number: int, batch: int) -> list[bytes]:
        """Make so many requests of ``batch`` items each, padded as a device pads them."""
        return [
            _padded(json.dumps({"items": [self._item() for _ in range(batch)]}).encode())
            for _ in range(number)
        ]

    def _item(self) -> dict[str, object]:
        said = replace(
            next(self._next),
            id=str(uuid.uuid4()),
            week=self._week,
            withdrawal=secrets.token_hex(32),
            looked_again=False,
        )
        return item(said.to_wire(), signed(self._keys[said.area]))

    def fill(self, number: int) -> None:
        """Write so many stored summaries, with their codes and spent tokens."""
        with closing(sqlite3.connect(self.folder / "data" / "layby.db")) as connection:
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("PRAGMA cache_size = -400000")
            for first in range(0, number, _CHUNK):
                here = range(first, min(number, first + _CHUNK))
                _insert(connection, "summary", (row for row in self._rows(here, number)))
                _insert(connection, "summary_code", self._codes(here, number))
                _insert(connection, "spent_token", _tokens(here, number))
                connection.commit()
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _rows(self, here: range, number: int) -> Iterator[dict[str, object]]:
        weeks = [IsoWeek.of(date.today() - timedelta(weeks=n)) for n in range(13 * QUARTERS)]
        times = [{"week": str(week), "quarter": str(Quarter.of_week(week))} for week in weeks]
        shown = {"organisation": EXAMPLE_TRUST.id, "withdrawn": False, "looked_again": False}
        shown |= {"released_staff_group": True, "released_area": True}
        rows = [summary_row(said, "") | shown for said in self._said]
        for n in here:
            identity, row = _sorted_id(n, number), rows[n % len(rows)]
            yield (
                row
                | times[n % len(times)]
                | {
                    "id": identity,
                    "digest": secrets.token_hex(32),
                    "withdrawal": f"{_place(n, number)}{secrets.token_hex(28)}",
                    "text": self.parts.cipher.seal(str(row["text"]), identity),
                }
            )

    def _codes(self, here: range, number: int) -> Iterator[dict[str, object]]:
        for n in here:
            for code in self._said[n % len(self._said)].themes[:2]:
                yield {
                    "summary_id": _sorted_id(n, number),
                    "code": code,
                    "phrase": "",
                    "codebook_version": 1,
                }


def _place(n: int, number: int) -> str:
    return f"{n * 2**32 // number:08x}"


def _sorted_id(n: int, number: int) -> str:
    """A random-looking id (version 4) that comes after the one before."""
    return f"{_place(n, number)}-0000-4000-8000-{n:012x}"


def _tokens(here: range, number: int) -> Iterator[dict[str, object]]:
    until = kept_until(str(Quarter.of(date.today())))
    for n in here:
        token = f"{_place(n, number)}{secrets.token_hex(28)}"
        yield {"token": token, "item": secrets.token_hex(32), "kept_until": until}


def _insert(connection: sqlite3.Connection, table: str, rows: Iterator[dict[str, object]]) -> None:
    held = list(rows)
    names = ", ".join(held[0])
    places = ", ".join(f":{name}" for name in held[0])
    connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", held)  # noqa: S608


def _padded(body: bytes) -> bytes:
    """Fill up to a multiple of 512 bytes."""
    room = -(len(body) + len(', "pad": ""')) % 512
    return body[:-1] + b', "pad": "' + b"x" * room + b'"}'
