"""Several server processes over one PostgreSQL: what comes to all of them at once counts once."""

import random
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from sync_server.db.intake_tables import spent_token
from sync_server.db.tables import summary as table
from tests.sync_server.process import Process
from tests.sync_server.tokens import item
from tests.sync_server.trust import Server, summary

PROCESSES = 3
Answers = list[list[dict[str, Any]]]


@pytest.fixture
def trust(tmp_path: Path, migrated_postgres: Callable[[], str]) -> Iterator[Server]:
    with Server(tmp_path, migrated_postgres()) as made:
        yield made


@pytest.fixture
def clients(trust: Server, tmp_path: Path) -> Iterator[list[httpx.Client]]:
    with ExitStack() as all_of_them:
        serving = [
            all_of_them.enter_context(
                Process(tmp_path, "serve", DATABASE_URL=trust.settings.database_url)
            )
            for _ in range(PROCESSES)
        ]
        assert len({process.pid for process in serving}) == PROCESSES
        yield [
            all_of_them.enter_context(httpx.Client(base_url=process.address, timeout=60))
            for process in serving
        ]


def at_once(clients: Sequence[httpx.Client], rounds: Sequence[Sequence[Any]]) -> list[Answers]:
    """Send to every process at the same moment, round after round.

    A round has the items for each process; what is given are the receipts of each.
    """
    begin = threading.Barrier(len(clients))

    def send(place: int) -> Answers:
        told = []
        for round_ in rounds:
            begin.wait(60)
            answer = clients[place].post("/api/v1/summaries", json={"items": round_[place]})
            assert answer.status_code == 200, answer.text
            told.append(answer.json()["receipts"])
        return told

    with ThreadPoolExecutor(len(clients)) as threads:
        return list(threads.map(send, range(len(clients))))


def test_what_comes_to_several_processes_at_once_is_stored_once(
    trust: Server, clients: list[httpx.Client]
) -> None:
    # The same item to each; then many in another order to each; then one token for different ones.
    single = [trust.item(summary(text=f"It is night {n}.")) for n in range(20)]
    batch = [trust.item(summary(text=f"It is day {n}.")) for n in range(30)]
    chance = random.Random(7)  # noqa: S311 -- repeatable, not secret
    shuffled = [chance.sample(batch, len(batch)) for _ in clients]
    tokens = [trust.token() for _ in range(10)]
    rivals = [[[item(summary(), token)] for _ in clients] for token in tokens]
    rounds = [*([[one]] * PROCESSES for one in single), shuffled, *rivals]

    told = at_once(clients, rounds)

    answers = list(zip(*told, strict=True))
    once = ["duplicate"] * (PROCESSES - 1) + ["stored"]
    for receipts in answers[:20]:
        assert sorted(one["status"] for (one,) in receipts) == once
    by_id: dict[str, list[str]] = {}
    for receipts in answers[20]:
        for one in receipts:
            by_id.setdefault(one["id"], []).append(one["status"])
    assert len(by_id) == 30
    assert all(sorted(found) == once for found in by_id.values())
    for receipts in answers[21:]:
        reasons = sorted(one.get("reason", one["status"]) for (one,) in receipts)
        assert reasons == ["stored"] + ["token-spent"] * (PROCESSES - 1)
    with trust.parts.database.read() as connection:
        stored = connection.execute(select(table.c.id)).scalars().all()
        spent = connection.execute(select(spent_token.c.token)).scalars().all()
    assert (len(set(stored)), len(stored), len(spent)) == (60, 60, 60)
