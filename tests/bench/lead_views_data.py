"""A database of trusts of very different size, with a year of closed summaries."""

import random
import sqlite3
import uuid
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from app.domain.codebook import Codebook
from app.domain.organisation import Area, Organisation
from app.domain.periods import IsoWeek, Quarter, Year, blocks_in
from sync_server.db.engine import open_database
from sync_server.services.organisations import add_organisation
from tests.sync_server.trust import migrated

WORDS = 20_000
LONG = 30
GROUPS = [f"{number:02d}" for number in range(1, 11)]


def trusts(number: int) -> list[Organisation]:
    areas = [Area(f"region-{n}", f"Region {n}") for n in range(3)]
    areas += [Area(f"station-{n}", f"Station {n}", f"region-{n % 3}") for n in range(12)]
    return [Organisation(f"trust-{n:03d}", f"Trust {n}", tuple(areas)) for n in range(number)]


def make(file: Path, rows: int, number: int, codebook: Codebook, only: list[int]) -> None:
    """Fill a database as if a year had been received and coded; its blocks are not closed.

    With ``only`` it holds the summaries of these trusts and no others.
    """
    file.write_bytes(migrated())
    database = open_database(f"sqlite:///{file}")
    for trust in trusts(number):
        add_organisation(database, trust)
    database.close()
    chance = np.random.default_rng(7)
    weight = 1 / np.sqrt(np.arange(1, number + 1))
    owner = np.sort(chance.choice(number, rows, p=weight / weight.sum()))
    if only:
        owner = owner[np.isin(owner, only)]
        rows = len(owner)
    codes = [theme.id for theme in codebook.live()]
    vocabulary = [
        f"word{n:05d}".translate(str.maketrans("0123456789", "abcdefghij")) for n in range(WORDS)
    ]
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -1000000")
    columns = [row[1] for row in connection.execute("PRAGMA table_info(summary)")]
    insert = f"INSERT INTO summary VALUES ({','.join('?' * len(columns))})"  # noqa: S608
    ids = sorted(str(uuid.UUID(int=random.getrandbits(128), version=4)) for _ in range(rows))
    chance.shuffle(ids)
    for start in range(0, rows, 50_000):
        some = slice(start, min(start + 50_000, rows))
        made = list(_rows(chance, owner[some], ids[some], vocabulary))
        connection.executemany(insert, [[row.get(c, None) for c in columns] for row in made])
        found = chance.random((len(made), len(codes))) < 2.2 / len(codes)
        connection.executemany(
            "INSERT INTO summary_code VALUES (?, ?, '', 1)",
            [(made[i]["id"], codes[j]) for i, j in np.argwhere(found)],
        )
        connection.commit()
    connection.close()


def _rows(
    chance: np.random.Generator, owner: np.ndarray, ids: list[str], vocabulary: list[str]
) -> Iterator[dict[str, object]]:
    number = len(owner)
    group = chance.choice(10, number, p=zipf(10, 0.7))
    area = chance.choice(12, number, p=zipf(12, 0.6))
    week = chance.integers(1, 53, number)
    words = np.minimum(WORDS * chance.random((number, LONG)) ** 3, WORDS - 1).astype(int)
    for i in range(number):
        said = IsoWeek(2025, int(week[i]))
        yield {
            "id": ids[i],
            "digest": "",
            "organisation": f"trust-{owner[i]:03d}",
            "quarter": str(Quarter.of_week(said)),
            "week": str(said),
            "staff_group": GROUPS[group[i]],
            "area": f"station-{area[i]}",
            "kind": "wellbeing",
            "text": " ".join(vocabulary[n] for n in words[i]),
            "themes": "[]",
            "plan_made": bool(i % 3),
            "follow_up_agreed": bool(i % 2),
            "support_offered": '["peer-support"]',
            "helpful": i % 5 + 1,
            "language": "en",
            "anonymiser": "1",
            "schema": 3,
            "released_staff_group": True,
            "released_area": True,
            "looked_again": False,
            "withdrawn": False,
        }


def zipf(number: int, power: float) -> np.ndarray:
    weight = 1 / np.arange(1, number + 1) ** power
    return weight / weight.sum()


def close_roughly(file: Path, looked_at: list[str], number: int) -> None:
    """Give every other trust its blocks without masks: nobody looks at them here."""
    connection = sqlite3.connect(file)
    blocks = blocks_in(Year(2025))
    for block in blocks:
        connection.execute(
            "UPDATE summary SET block = ? "
            "WHERE week BETWEEN ? AND ? AND organisation NOT IN (?, ?)",
            (str(block), str(block.first_week), str(block.last_week), *looked_at),
        )
    others = [f"trust-{n:03d}" for n in range(number) if f"trust-{n:03d}" not in looked_at]
    connection.executemany(
        "INSERT INTO block_closed VALUES (?, ?, '2026-W03', 11, 1)",
        [(trust, str(block)) for trust in others for block in blocks],
    )
    connection.commit()
    connection.close()
