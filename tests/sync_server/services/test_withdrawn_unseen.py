"""A withdrawal as a lead sees it: figures stand still, and nobody sees one leave."""

import secrets
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select

from app.domain.organisation import Organisation
from app.domain.periods import Quarter
from app.domain.token import Token
from sync_server.db.server_state import ServerState
from sync_server.db.summaries import Summaries
from sync_server.db.tables import summary as table
from sync_server.db.tables import summary_code
from sync_server.db.views import VIEWS
from sync_server.services.retention import Retention, texts_since
from sync_server.services.spent_tokens import Shown, item_hash, token_hash
from tests.sync_server.services.authored import authored, withdraw
from tests.sync_server.tokens import item
from tests.sync_server.trust import TRUST, Server, summary, this_quarter, week

MINIMUM = 11


def seen(server: Server, trust: Organisation = TRUST) -> dict[str, Any]:
    """All figures that a lead is shown, in both views."""
    quarter = Quarter.parse(this_quarter())
    reporting = server.parts.reporting
    return {
        f"{by} {group.id}": (group.summaries, group.withheld, group.themes)
        for by in VIEWS
        for group in reporting.themes(trust, quarter, by)  # type: ignore[arg-type]
    }


def texts_seen(server: Server) -> set[str]:
    found: set[str] = set()
    for group in ("04", "07"):
        _, quotes = server.parts.reporting.texts(TRUST, Quarter.parse(this_quarter()), group)
        found |= {quote.text for quote in quotes}
    return found


def stock(server: Server) -> dict[str, tuple[int, int, int]]:
    with server.parts.database.read() as connection:
        summaries = Summaries(connection, TRUST.id)
        return {
            f"{name} {cell}": tuple(numbers)  # type: ignore[misc]
            for name, view in VIEWS.items()
            for cell, numbers in summaries.stock(view, this_quarter()).items()
        }


class Arrivals:
    """Summaries of this week that come and go; ``number`` makes their texts tell-tale."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.there: list[tuple[str, str]] = []
        self.gone: set[str] = set()
        self._number = 0

    def come(self, number: int, staff_group: str, area: str) -> None:
        items = []
        for _ in range(number):
            self._number += 1
            code = secrets.token_hex(16)
            text = f"Meal breaks are missed, said voice {self._number}."
            wire = authored(code, staff_group=staff_group, area=area, text=text, week=week(0))
            token = Token("00" * 16, secrets.token_bytes(64), bytes(384))
            items.append(item(wire, token))
            self.there.append((code, text))
        told = self.server.parts.intake.receive(items).receipts
        assert {receipt.status for receipt in told} == {"stored"}

    def go(self, pick: int) -> None:
        if self.there:
            code, text = self.there.pop(pick % len(self.there))
            assert withdraw(self.server, code) == "withdrawn"
            self.gone.add(text)


COMES = st.tuples(
    st.just("come"),
    st.integers(1, 25),
    st.sampled_from(["04", "07"]),
    st.sampled_from(["quay", "hill"]),
)
GOES = st.tuples(st.just("go"), st.integers(0, 999))


class OpenDoor:
    """Takes any token: here it is about figures."""

    def look(self, token: Token, summary_id: str, area: str = "") -> Shown:
        areas = frozenset({"quay", "hill"})
        return Shown(token_hash(token), item_hash(summary_id), "", TRUST.id, areas, "2099-12-31")


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=st.lists(COMES | GOES | GOES, min_size=4, max_size=14))
def test_withdrawing_moves_no_figure_and_what_comes_moves_them_by_whole_groups(
    server: Server, acts: list[Any]
) -> None:
    server.parts.intake._gate = OpenDoor()  # type: ignore[assignment]
    server.look(lambda *_: ())
    with server.parts.database.write() as connection:
        connection.execute(delete(table))
    arrivals = Arrivals(server)
    for group, area, other in (("04", "quay", "hill"), ("07", "hill", "quay")):
        arrivals.come(23, group, area)
        arrivals.come(1, group, other)
    for act in acts:
        before, counts = seen(server), stock(server)
        if act[0] == "go":
            arrivals.go(act[1])
            assert seen(server) == before
            continue
        arrivals.come(*act[1:])
        for cell, (released, _, withdrawn) in stock(server).items():
            was, _, still = counts.get(cell, (0, 0, 0))
            assert released % MINIMUM == 0
            # Between steps nothing moves; at a step those who left are left out.
            assert withdrawn == (still if released == was else 0), cell
        assert not texts_seen(server) & arrivals.gone


def test_at_the_next_step_others_take_the_places_of_those_who_left(
    either_server: Server,
) -> None:
    either_server.parts.intake._gate = OpenDoor()  # type: ignore[assignment]
    arrivals = Arrivals(either_server)
    arrivals.come(21, "04", "quay")
    arrivals.come(1, "04", "hill")
    for _ in range(3):
        arrivals.go(0)
    assert stock(either_server)["staff_group 04"] == (22, 0, 3)
    arrivals.come(13, "04", "quay")
    # Thirteen wait: three places are free and ten are no whole step.
    assert stock(either_server)["staff_group 04"] == (22, 13, 3)
    before = seen(either_server)
    arrivals.come(1, "04", "quay")
    assert stock(either_server)["staff_group 04"] == (33, 0, 0)
    assert seen(either_server) != before
    with either_server.parts.database.read() as connection:
        live = select(func.count()).where(table.c.released_staff_group, ~table.c.withdrawn)
        assert connection.execute(live).scalar_one() == 33


def test_old_texts_are_deleted_by_quarters_and_the_figures_stay(either_server: Server) -> None:
    server = either_server
    areas = ["quay"] * 21 + ["hill"]
    server.send(*(summary(text="We missed meal breaks again.", area=area) for area in areas))
    before = seen(server)
    assert len(texts_seen(server)) == 1
    last = Quarter.parse(this_quarter()).first_day
    while texts_since(last) <= this_quarter():
        assert len(texts_seen(server)) == 1
        last += timedelta(days=50)
        Retention(server.parts.database, lambda day=last: day).tend(now=True)
    assert texts_seen(server) == set()
    assert seen(server) == before
    with server.parts.database.read() as connection:
        assert set(connection.execute(select(table.c.text)).scalars()) == {""}
        assert set(connection.execute(select(summary_code.c.phrase)).scalars()) == {""}
        assert ServerState(connection).read().texts_since > this_quarter()
