"""No single arrival shows: what leads get changes only when a cell grows by a group."""

import random

import pytest
from sqlalchemy import select

from app.domain.organisation import STAFF_GROUPS
from sync_server.db.tables import summary as table
from tests.sync_server.api.test_themes import every_answer
from tests.sync_server.trust import Server, this_quarter


def test_one_arrival_in_a_small_group_changes_nothing_a_lead_sees(either_server: Server) -> None:
    server = either_server
    server.sign_in()
    server.fill([("04", "quay", 21), ("04", "hill", 1), ("07", "hill", 10), ("07", "quay", 1)])
    before = every_answer(server)
    assert before[f"{this_quarter()} staff_group"]["shown"] == 33
    for number in range(20):  # of which the eleventh makes the hidden sum a group
        server.fill([("09" if number % 2 else "08", "south" if number < 10 else "quay", 1)])
        assert every_answer(server) == before, number


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(1, 8))]
)
def test_answers_change_only_when_a_cell_grows_by_a_group(server: Server, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 -- repeatable, not secret
    server.sign_in()
    groups = rng.sample(list(STAFF_GROUPS), 4)
    answers, released = every_answer(server), released_cells(server)
    changes = 0
    for _ in range(70):
        (group,) = rng.choices(groups, (20, 8, 4, 2))
        server.fill([(group, rng.choice(("quay", "quay", "hill", "south")), 1)])
        former, before = answers, released
        answers, released = every_answer(server), released_cells(server)
        steps = [count - before.get(cell, 0) for cell, count in released.items()]
        assert answers == former or max(steps) >= 11
        changes += answers != former
    assert changes >= 3


def released_cells(server: Server) -> dict[tuple[str, str], int]:
    """Count what each cell of both views has released, shown or not, from the database."""
    found: dict[tuple[str, str], int] = {}
    with server.parts.database.read() as connection:
        for row in connection.execute(select(table)):
            for name in ("staff_group", "area"):
                if getattr(row, f"released_{name}"):
                    cell = (name, getattr(row, name))
                    found[cell] = found.get(cell, 0) + 1
    return found
