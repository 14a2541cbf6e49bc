"""How fast leads read at 1.5 million closed summaries, and what it takes in memory.

``python -m tests.bench.bench_lead_views`` makes a database of 120 trusts of very different size
(a year, 13 areas or fewer each), asks the largest and a middling one for every kind of view, and
prints JSON lines. With ``--quick`` it does so at 30,000. The database lies in ``--folder`` and is
made again only if it is not there.
"""

import argparse
import json
import resource
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np

from app.domain.codebook import Codebook
from app.domain.organisation import Organisation
from app.domain.periods import IsoWeek
from app.domain.summary import WireSummary
from sync_server.analysis.nodes import TREES
from sync_server.db.engine import Database, open_database
from sync_server.db.repositories import Organisations
from sync_server.db.summaries import Summaries
from sync_server.services.closing import Closing
from sync_server.services.codebook_file import read_codebook
from sync_server.services.columns import Columns
from sync_server.services.frozen import Frozen
from sync_server.services.recoding import BATCH, Recoding
from sync_server.services.releasing import release
from sync_server.services.summary_row import content_digest, summary_row
from sync_server.services.trust_columns import TrustColumns
from tests.bench.lead_views_data import GROUPS, LONG, WORDS, close_roughly, make, trusts, zipf
from tests.sync_server.trust import ASSETS, summary


def say(name: str, value: float, unit: str, versus: str = "", spread: str = "") -> None:
    line = {"name": name, "value": round(value, 2), "unit": unit, "versus": versus}
    sys.stdout.write(json.dumps(line | {"spread": spread}) + "\n")
    sys.stdout.flush()


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
    for group in GROUPS:
        found.groups.of((group, None))
    found.block = chance.integers(0, 12, rows).astype(np.uint16)
    found.group = chance.choice(10, rows, p=zipf(10, 0.7)).astype(np.uint16)
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
