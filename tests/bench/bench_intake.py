"""Time what intake costs beside a bare insert: ``make bench`` prints one JSON line a figure.

The real server in its own process, with tokens, the second look, coding, sealing and release as
in earnest, and a bare FastAPI endpoint over SQLite (``bare_intake``) in another. Both are driven
by the same connections in turn, round for round. ``--quick`` measures less; ``--stored`` says
with how many summaries the server's memory is measured (0 for none).
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date
from http.client import HTTPConnection
from pathlib import Path

from app.domain.periods import Quarter
from tests.bench.connections import Driven, drive, posting
from tests.bench.intake_trust import Trust
from tests.sync_server.process import ROOT, Process

CONNECTIONS = 24
BATCH = 50
#: What the whole is to reach: singles as a part of the bare endpoint's, items in batches, MiB.
SINGLES_PART, BATCH_ITEMS, MEMORY = 0.5, 1500, 200


def main() -> None:
    """Measure; raises SystemExit where anything was not stored."""
    asked = _arguments()
    rounds, singles, batches = (3, 120, 4) if asked.quick else (7, 400, 12)
    with tempfile.TemporaryDirectory(dir=asked.folder) as name:
        folder = Path(name)
        trust = Trust(folder)
        one = [trust.bodies(singles, 1) for _ in range(rounds)]
        many = [trust.bodies(batches, BATCH) for _ in range(rounds)]
        warm = trust.bodies(60, 1)
        trust.parts.database.close()
        with _bare(folder) as (bare_pid, bare), Process(folder, "serve") as server:
            port = int(server.address.rsplit(":", 1)[1])
            _sent(port, warm)
            drive(bare, _rows(60), CONNECTIONS)
            found = Found()
            for single, batch in zip(one, many, strict=True):
                rows = _rows(singles)
                found.note("bare", bare_pid, lambda: drive(bare, rows, CONNECTIONS))  # noqa: B023
                found.note("single", server.pid, lambda: _sent(port, single))  # noqa: B023
                found.note("batch", server.pid, lambda: _sent(port, batch))  # noqa: B023
            memory = _megabytes(server)
        _tell(found, memory)
    stored = 20_000 if asked.quick else 1_500_000
    stored = stored if asked.stored is None else asked.stored
    if stored:
        with tempfile.TemporaryDirectory(dir=asked.folder) as name:
            _much_stored(Path(name), stored, 20 if asked.quick else 60)


class Found:
    """What was measured, by name: how the requests went, and the processor time of each, in ms."""

    def __init__(self) -> None:
        self.driven: dict[str, list[Driven]] = {"bare": [], "single": [], "batch": []}
        self.cpu: dict[str, list[float]] = {"bare": [], "single": [], "batch": []}
        #: Of it, what the processes take that look at texts.
        self.look: dict[str, list[float]] = {"bare": [], "single": [], "batch": []}

    def note(self, name: str, pid: int, step: Callable[[], Driven]) -> None:
        """Measure one step of the process ``pid``."""
        own, others = _processor_ms(pid), sum(map(_processor_ms, _children(pid)))
        driven = step()
        looked = sum(map(_processor_ms, _children(pid))) - others
        self.driven[name].append(driven)
        self.cpu[name].append((_processor_ms(pid) - own + looked) / len(driven.waits))
        self.look[name].append(looked / len(driven.waits))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--stored", type=int)
    parser.add_argument("--folder", help="where the databases lie meanwhile")
    return parser.parse_args()


@contextmanager
def _bare(folder: Path) -> Iterator[tuple[int, int]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.bare_intake", str(folder / "bare.db")],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        yield process.pid, int(process.stdout.readline())
    finally:
        process.terminate()
        process.communicate()


def _rows(number: int) -> list[bytes]:
    text = "Late finishes and missed meal breaks wear people down, and the rota comes out late."
    return [
        posting("/items", json.dumps({"id": str(uuid.uuid4()), "text": text}).encode())
        for _ in range(number)
    ]


def _sent(port: int, bodies: Sequence[bytes]) -> Driven:
    """Hand in; whatever is not stored spoils the figure."""
    driven = drive(port, [posting("/api/v1/summaries", body) for body in bodies], CONNECTIONS)
    receipts = [receipt for body in driven.bodies for receipt in json.loads(body)["receipts"]]
    others = {receipt["status"] for receipt in receipts} - {"stored"}
    if others:
        raise SystemExit(f"Not everything was stored: {sorted(others)}.")
    return driven


def _tell(found: Found, memory: float) -> None:
    bare = [one.per_second for one in found.driven["bare"]]
    single = [one.per_second for one in found.driven["single"]]
    items = [one.per_second * BATCH for one in found.driven["batch"]]
    parts = [ours / theirs for ours, theirs in zip(single, bare, strict=True)]
    _line("intake_bare_inserts", bare, "requests/s")
    _line("intake_singles", single, "requests/s", statistics.median(bare))
    _line("intake_singles_part_of_bare", parts, "ratio", SINGLES_PART, 2)
    _line("intake_batch_items", items, "items/s", BATCH_ITEMS)
    for name, driven in found.driven.items():
        _line(f"intake_{name}_p95", [one.p95_ms for one in driven], "ms")
    cpu = found.cpu
    _line("intake_bare_cpu", cpu["bare"], "ms/request", digits=2)
    _line("intake_single_cpu", cpu["single"], "ms/request", statistics.median(cpu["bare"]), 2)
    _line("intake_batch_cpu", [one / BATCH for one in cpu["batch"]], "ms/item", digits=2)
    _line("intake_single_look_cpu", found.look["single"], "ms/request", digits=2)
    _line(
        "intake_batch_look_cpu", [one / BATCH for one in found.look["batch"]], "ms/item", digits=2
    )
    _line("intake_memory", [memory], "MiB", MEMORY)


def _line(
    name: str, values: Sequence[float], unit: str, versus: float | None = None, digits: int = 1
) -> None:
    line = {
        "name": name,
        "value": round(statistics.median(values), digits),
        "unit": unit,
        "versus": None if versus is None else round(versus, 2),
        "spread": [round(min(values), digits), round(max(values), digits)],
    }
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def _much_stored(folder: Path, stored: int, batches: int) -> None:
    """Measure once more with years of summaries there."""
    trust = Trust(folder)
    trust.fill(stored)
    one, many = trust.bodies(200, 1), trust.bodies(batches, BATCH)
    trust.parts.database.close()
    with Process(folder, "serve") as server:
        port = int(server.address.rsplit(":", 1)[1])
        _sent(port, one[:20])
        singles, items = _sent(port, one[20:]), _sent(port, many)
        times = {name: _timed(read) for name, read in _readings(server).items()}
        memory = _megabytes(server)
    size = (folder / "data" / "layby.db").stat().st_size / 2**20
    _line("intake_stored_summaries", [stored], "summaries")
    _line("intake_stored_database", [size], "MiB")
    _line("intake_stored_singles", [singles.per_second], "requests/s")
    _line("intake_stored_batch_items", [items.per_second * BATCH], "items/s", BATCH_ITEMS)
    for name, seconds in times.items():
        _line(f"intake_stored_{name}", [seconds * 1000], "ms")
    _line("intake_stored_memory", [memory], "MiB", MEMORY)


def _readings(server: Process) -> dict[str, Callable[[], object]]:
    """What devices and a lead read meanwhile, each as something to time."""
    host = server.address.removeprefix("http://")
    own = {"Layby-Request": "1", "Content-Type": "application/json"}

    def ask(method: str, path: str, body: object = None) -> str:
        with closing(HTTPConnection(host, timeout=300)) as client:
            client.request(method, path, None if body is None else json.dumps(body), own)
            answer = client.getresponse()
            answer.read()
            if answer.status != 200:
                raise SystemExit(f"{path} was answered with {answer.status}.")
            return answer.getheader("set-cookie") or ""

    credentials = {"username": "lead", "password": server.printed("Password:")}
    quarter = Quarter.of(date.today()).previous()
    own["Cookie"] = ask("POST", "/api/v1/session", credentials).partition(";")[0]
    return {
        "meta": lambda: ask("GET", "/api/v1/meta?organisation=example-trust"),
        "themes": lambda: ask("GET", f"/api/v1/themes?quarter={quarter}&by=area"),
    }


def _timed(step: Callable[[], object]) -> float:
    began = time.perf_counter()
    step()
    return time.perf_counter() - began


def _megabytes(server: Process) -> float:
    """Give what the server holds, in MiB, with the processes that it has begun.

    By proportional set size: what several share is divided among them, so the sum is honest.
    """
    pids = (server.pid, *_children(server.pid))
    return sum(_of(pid, "smaps_rollup", "Pss") for pid in pids) / 1024


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(child) for child in listed.split()]


def _processor_ms(pid: int) -> float:
    """Give the processor time that a process has used, in milliseconds."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def _of(pid: int, file: str, field: str) -> int:
    lines = Path(f"/proc/{pid}/{file}").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(field + ":"))


if __name__ == "__main__":
    main()
