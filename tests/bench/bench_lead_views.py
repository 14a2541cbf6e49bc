"""How fast leads read at 1.5 million closed summaries, and what it takes in memory.

``python -m tests.bench.bench_lead_views`` makes a database of 120 trusts of very different size
(a year, 13 areas or fewer each), asks the largest and a middling one for every kind of view, and
prints JSON lines. With ``--quick`` it does so at 30,000. The database lies in ``--folder`` and is
made again only if it is not there.
"""

import argparse
import json
import random
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import numpy as np

from app.domain.codebook import Codebook
from app.domain.organisation import Area, Organisation
from app.domain.periods import IsoWeek, Quarter, Year, blocks_in
from app.domain.summary import WireSummary
from sync_server.analysis.nodes import TREES
from sync_server.db.engine import Database, open_database
from sync_server.db.repositories import Organisations
from sync_server.db.summaries import Summaries
from sync_server.services.closing import Closing
from sync_server.services.codebook_file import read_codebook
from sync_server.services.columns import Columns
from sync_server.services.frozen import Frozen
from sync_server.services.organisations import add_organisation
from sync_server.services.recoding import BATCH, Recoding
from sync_server.services.releasing import release
from sync_server.services.summary_row import content_digest, summary_row
from sync_server.services.trust_columns import TrustColumns
from tests.sync_server.trust import ASSETS, migrated, summary

WORDS = 20_000
LONG = 30
_GROUPS = [f"{number:02d}" for number in range(1, 11)]


def say(name: str, value: float, unit: str, versus: str = "", spread: str = "") -> None:
    line = {"name": name, "value": round(value, 2), "unit": unit, "versus": versus}
    sys.stdout.write(json.dumps(line | {"spread": spread}) + "\n")
    sys.stdout.flush()


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
    group = chance.choice(10, number, p=_zipf(10, 0.7))
    area = chance.choice(12, number, p=_zipf(12, 0.6))
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
            "staff_group": _GROUPS[group[i]],
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


def _zipf(number: int, power: float) -> np.ndarray:
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


def timed(name: str, goal: str, work: list[Callable[[], object]], rounds: int = 3) -> None:
    """Time each piece of work several times; print the 95th percentile and the median."""
    took = []
    for _ in range(rounds):
        for piece in work:
            began = time.process_time()
            piece()
            took.append((time.process_time() - began) * 1000)
    took.sort()
    p95 = took[min(len(took) - 1, int(len(took) * 0.95))]
    say(name, p95, "ms", goal, f"median {statistics.median(took):.1f}, n {len(took)}")


def views(database: Database, columns: Columns, looked_at: list[Organisation]) -> None:
    frozen = Frozen(database, columns, 11)
    closing = Closing(database, lambda _: 1, 11, columns, lambda: date(2026, 2, 1))
    began = time.process_time()
    closed = len(closing.close_due())
    say(
        "closing a block",
        (time.process_time() - began) * 1000 / max(closed, 1),
        "ms",
        "",
        f"{closed} blocks",
    )
    pairs = [(trust, period.id) for trust in looked_at for period in frozen.periods(trust.id)]
    timed(
        "periods p95", "150 (floor 300)", [lambda t=t: frozen.periods(t.id) for t in looked_at], 9
    )
    for tree in TREES:
        timed(
            f"nodes by {tree} p95",
            "150 (floor 300)",
            [lambda t=t, p=p, of=tree: frozen.nodes(t, p, of) for t, p in pairs],
        )
        timed(
            f"counts by {tree} p95",
            "150 (floor 300)",
            [lambda t=t, p=p, of=tree: frozen.counts(t, p, of) for t, p in pairs],
        )
    for trust in looked_at:
        columns.of(trust.id, words=True)
    timed(
        "words by group p95",
        "200 (floor 500)",
        [lambda t=t, p=p: frozen.words(t, p, "group") for t, p in pairs],
    )


def made_up(rows: int) -> TrustColumns:
    """Columns of a trust that stands in no database here, as large as the true ones."""
    chance, found = np.random.default_rng(rows), TrustColumns()
    for group in _GROUPS:
        found.groups.of((group, None))
    found.block = chance.integers(0, 12, rows).astype(np.uint16)
    found.group = chance.choice(10, rows, p=_zipf(10, 0.7)).astype(np.uint16)
    found.area = chance.integers(0, 12, rows).astype(np.uint16)
    found.codes = chance.integers(0, 2**28, rows).astype(np.uint64)
    found.answers = chance.integers(0, 2**20, rows).astype(np.uint32)
    found.lengths = np.full(rows, LONG, np.uint16)
    found.terms = (WORDS * chance.random(rows * LONG, np.float32) ** 3).astype(np.uint16)
    return found


def whole(columns: Columns, number: int, rows_in_all: int, only: list[int]) -> None:
    """Count over all trusts at once: what is distinctive of one group nationally."""
    began = time.process_time()
    all_of = [columns.of(f"trust-{n:03d}", words=True) for n in only or range(number)]
    say("loading columns and words", time.process_time() - began, "s")
    for size in np.full(number - len(all_of), (rows_in_all - sum(map(len, all_of))) // number):
        all_of.append(made_up(int(size)))
    rows = sum(len(each) for each in all_of)

    def themes() -> None:
        for each in all_of:
            rows_of = np.arange(len(each))
            each.table(rows_of, each.group.astype(np.int64), len(each.groups.names))

    def words() -> None:
        total = np.zeros((len(columns.vocabulary), 2), np.int64)
        for each in all_of:
            total[:, 0] += each.word_totals(len(total))
            wanted = np.flatnonzero(each.group == each.groups.of(("03", None)))
            one = np.zeros(len(each), np.uint16)
            total[:, 1] += each.term_table(wanted, one, 1, len(total))[1][:, 0]

    timed(f"codes by group over all {rows:,} p95", "200 (floor 500)", [themes], 5)
    timed(f"words of one group against all {rows:,} p95", "200 (floor 500)", [words], 5)
    say("columns", sum(each.size for each in all_of) / 2**20, "MB", "150 (floor 300)")
    say("process", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MB")


def sync(database: Database, trust: Organisation, codebook: Codebook) -> None:
    """Store, code and release 500 summaries in one transaction, as intake does."""
    from sync_server.analysis.coding import PhraseCoder

    coder = PhraseCoder(codebook)

    def once() -> None:
        week = str(IsoWeek.of(date(2026, 1, 20)))
        wires = [
            WireSummary.from_wire(
                summary(
                    organisation=trust.id, area=f"station-{n % 12}", week=week, id=str(uuid.uuid4())
                )
            )
            for n in range(500)
        ]
        with database.write() as connection:
            Organisations(connection).lock(trust.id)
            store = Summaries(connection, trust.id)
            plain = {
                "organisation": trust.id,
                "released_staff_group": False,
                "released_area": False,
            }
            store.add_many([summary_row(each, content_digest(each)) | plain for each in wires])
            rows = [
                {"summary_id": w.id, "code": code, "phrase": "", "codebook_version": 1}
                for w in wires
                for code in {match.code for match in coder.code(w.text)}
            ]
            store.add_codes(rows)
            release(store, trust, ["2026-Q1"], 11)

    timed("a sync of 500: stored, coded, released", "200 (floor 500)", [once], 7)


def recoding(database: Database, trust: Organisation) -> None:
    work = Recoding(database, trust.id, 99, lambda texts: (frozenset({"x"}) for _ in texts))
    began = time.process_time()
    done = work.run()
    took = time.process_time() - began
    say("re-coding but for the coder", done / took, "summaries/s", "", f"batches of {BATCH:,}")
    began = time.process_time()
    assert work.finish()
    say(
        "swapping the codes of the largest trust",
        time.process_time() - began,
        "s",
        "",
        f"{done:,} summaries",
    )


def main() -> None:
    reader = argparse.ArgumentParser()
    reader.add_argument("--quick", action="store_true")
    reader.add_argument("--rows", type=int, default=1_500_000)
    reader.add_argument("--folder", type=Path)
    reader.add_argument(
        "--two", action="store_true", help="Only the two trusts looked at are in the database."
    )
    reader.add_argument("--make-only", action="store_true", help="Make the database, and stop.")
    given = reader.parse_args()
    rows, number = (30_000, 6) if given.quick else (given.rows, 120)
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.folder or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"leads-{rows}.db"
        codebook = read_codebook(ASSETS)
        middling = f"trust-{number // 2:03d}"
        only = [0, number // 2] if given.two else []
        if not file.exists():
            make(file, rows, number, codebook, only)
            close_roughly(file, ["trust-000", middling], number)
        if given.make_only:
            return
        database = open_database(f"sqlite:///{file}")
        columns = Columns(database, lambda _: codebook)
        known = {trust.id: trust for trust in trusts(number)}
        looked_at = [known["trust-000"], known[middling]]
        views(database, columns, looked_at)
        whole(columns, number, rows, only)
        sync(database, looked_at[0], codebook)
        recoding(database, looked_at[0])
        database.close()


if __name__ == "__main__":
    main()
